"""Zienswijze: what a council thinks of each measure, and the letter that says so."""
