"""Which package: all that can be made of some measures, those that meet what is asked, and the best."""

from simulator.analysis.portfolio.candidates import MOST, Candidates, candidates
from simulator.analysis.portfolio.choice import (
    GOALS,
    NEAR,
    Choice,
    Goal,
    Wishes,
    burden,
    choose,
    fully_known,
    likeliest,
    meets,
    pareto,
)
from simulator.analysis.portfolio.known import anything_known, known_among
from simulator.analysis.portfolio.pareto import front
from simulator.analysis.portfolio.search import (
    Packages,
    Step,
    draws_for,
    parts,
    search,
    searched,
    with_measures,
)
from simulator.analysis.portfolio.winners import Winner, front_table, winners, winners_table

__all__ = [
    "GOALS",
    "MOST",
    "NEAR",
    "Candidates",
    "Choice",
    "Goal",
    "Packages",
    "Step",
    "Winner",
    "Wishes",
    "anything_known",
    "burden",
    "candidates",
    "choose",
    "draws_for",
    "front",
    "front_table",
    "fully_known",
    "known_among",
    "likeliest",
    "meets",
    "pareto",
    "parts",
    "search",
    "searched",
    "winners",
    "winners_table",
    "with_measures",
]
