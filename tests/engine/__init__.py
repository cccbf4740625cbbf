"""The engine against sums by hand, properties and exact statistics."""
