"""From arrays to answers: runs, summaries, targets, the audit."""
