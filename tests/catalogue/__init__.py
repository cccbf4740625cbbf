"""What holds for every file in measures/ and scenarios/."""
