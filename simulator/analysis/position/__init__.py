"""Positions worked out: what a zienswijze means, and which arguments the data offer.

`packages` says which measures the two packages hold, `consequences` works both out on the same dice,
`arguments` lists what an author may accept.
"""

from simulator.analysis.position.arguments import Argument, accepted, arguments
from simulator.analysis.position.comparison import (
    Compared,
    Spread,
    TaskCompared,
    YearCompared,
    compare_years,
    comparison_table,
)
from simulator.analysis.position.consequences import Consequences, consequences
from simulator.analysis.position.packages import Packages, packages
from simulator.analysis.position.risks import Leak, LeftOut, Residents

__all__ = [
    "Argument",
    "Compared",
    "Consequences",
    "Leak",
    "LeftOut",
    "Packages",
    "Residents",
    "Spread",
    "TaskCompared",
    "YearCompared",
    "accepted",
    "arguments",
    "compare_years",
    "comparison_table",
    "consequences",
    "packages",
]
