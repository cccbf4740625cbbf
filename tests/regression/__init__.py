"""Koers against its own earlier outcomes. Not evidence that they are right: see tests/published."""
