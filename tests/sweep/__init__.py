"""Sweeps: parts, rows, files, and what happens when something dies halfway."""
