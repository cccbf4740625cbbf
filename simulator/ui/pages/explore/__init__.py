"""Verkennen: switches and levers, and what they do."""
