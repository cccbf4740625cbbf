"""Uitleg: how Koers computes, in five minutes."""
