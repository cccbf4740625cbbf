"""Gevoeligheid: what matters most, and what to find out first."""
