"""What the models themselves hold to, whatever file they come from."""
