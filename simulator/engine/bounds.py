"""The bounds of a package: what it saves if measures do not overlap at all, or as much as they can."""

from __future__ import annotations

from dataclasses import dataclass, replace

from simulator.engine.axes import Array
from simulator.engine.damping import FULL_OVERLAP, INDEPENDENT, NO_DAMPING
from simulator.engine.plan import Plan
from simulator.engine.project import project
from simulator.engine.result import REGION
from simulator.engine.sampling import MostLikelySampler


@dataclass(frozen=True)
class Bounds:
    """Damped saving of the most likely case under three overlaps, in EUR a year, shape (years,)."""

    sum: Array
    """Measures do not get in each other's way."""
    independent: Array
    """Each works on what the others leave."""
    full_overlap: Array
    """Of the measures on one service only the largest counts."""


def bounds(plan: Plan, view: str = REGION) -> Bounds:
    """Work the most likely case out under no, independent and full overlap.

    The three differ only in overlap: everything else is as in the plan.
    """
    saved = (_damped(plan, tau, view) for tau in (NO_DAMPING, INDEPENDENT, FULL_OVERLAP))
    return Bounds(*saved)


def _damped(plan: Plan, tau: float, view: str) -> Array:
    outcome = project(replace(plan, stated_overlap=tau), MostLikelySampler(), 1, (view,))
    return outcome.totals[view].damped[:, 0]
