"""Broncontrole: what is wrong in the source, and which reading counts."""
