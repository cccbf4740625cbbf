"""Runs and summaries against sums by hand."""
