"""Monitor: what was realised against what was planned."""
