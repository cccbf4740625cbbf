"""Value of research: what to find out before a decision, and what that is worth at most."""

from simulator.analysis.voi.compose import CERTAINTY, GROUP, MISTAKES, Research, research
from simulator.analysis.voi.estimate import Value, basis_of, joined, partial, perfect

__all__ = [
    "CERTAINTY",
    "GROUP",
    "MISTAKES",
    "Research",
    "Value",
    "basis_of",
    "joined",
    "partial",
    "perfect",
    "research",
]
