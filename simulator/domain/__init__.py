"""What a programme, a measure and a scenario are. Plain data: no arithmetic, no files."""
