"""How robust a package is: what it is worth in other futures, and what leads to missing the task."""

from simulator.analysis.robustness.discovery import Condition, Discovery, Rule, discover, rules_table
from simulator.analysis.robustness.futures import (
    MONTHS_LATE,
    MORE_GROWTH,
    Future,
    FutureName,
    FutureOutcome,
    future_of,
    futures,
    other_view,
    outcomes,
    outcomes_table,
    wide,
)

__all__ = [
    "MONTHS_LATE",
    "MORE_GROWTH",
    "Condition",
    "Discovery",
    "Future",
    "FutureName",
    "FutureOutcome",
    "Rule",
    "discover",
    "future_of",
    "futures",
    "other_view",
    "outcomes",
    "outcomes_table",
    "rules_table",
    "wide",
]
