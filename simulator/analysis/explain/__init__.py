"""Why this number: what a measure saves and costs in one year, back to drivers and sources.

An explanation is plain data (`explanation`). It takes the engine's own plan apart step by step, so that
it cannot tell another story than the run; the screen and the shell each write it out in their own way.
"""

from simulator.analysis.explain.compose import explain
from simulator.analysis.explain.explanation import (
    BookedExplained,
    Citation,
    Competitor,
    CostExplained,
    DampingExplained,
    DriverUsed,
    EffectExplained,
    Explanation,
    Factor,
    RampStep,
    ReadingExplained,
    RelationExplained,
    SpillExplained,
    Term,
    UnknownExplained,
    View,
    WorkedFormula,
)

__all__ = [
    "BookedExplained",
    "Citation",
    "Competitor",
    "CostExplained",
    "DampingExplained",
    "DriverUsed",
    "EffectExplained",
    "Explanation",
    "Factor",
    "RampStep",
    "ReadingExplained",
    "RelationExplained",
    "SpillExplained",
    "Term",
    "UnknownExplained",
    "View",
    "WorkedFormula",
    "explain",
]
