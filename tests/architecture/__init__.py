"""Rules about the code itself: who imports whom, and what is kept out."""
