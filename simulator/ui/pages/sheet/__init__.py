"""The sheet of one A4."""
