"""Vergelijken: scenarios side by side on the same dice."""
