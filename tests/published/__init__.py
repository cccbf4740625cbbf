"""The source's own tables, typed over by hand, against what Koers computes."""
