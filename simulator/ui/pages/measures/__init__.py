"""Maatregelen: the catalogue, a card per measure, and measures of one's own."""
