"""From all packages to a choice: what must hold, what should be best, and what is nearly as good."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from simulator.analysis.portfolio.candidates import Mask
from simulator.analysis.portfolio.pareto import front
from simulator.analysis.portfolio.search import Packages
from simulator.engine.axes import Array

Goal = Literal["net", "residents", "fte", "measures"]
"""What should be best: as much net saving, or as few residents, staff or measures as can be."""

GOALS: tuple[Goal, ...] = ("net", "residents", "fte", "measures")

NEAR: dict[Goal, float] = {"net": 0.05, "residents": 0.15, "fte": 0.15, "measures": 0.15}
"""Packages count as nearly equal when they differ by no more than this part in what should be best."""

SHOWN = 3
"""Packages beside the best that are chosen for being as different as can be."""

WITHIN_ROUNDING = 1e-9
"""Sums of decimal numbers miss a round bound by less than this part."""


@dataclass(frozen=True)
class Wishes:
    """What a package must be, and what it should be.

    Attributes
    ----------
    goal : {"net", "residents", "fte", "measures"}
        What should be best.
    chance : float, optional
        Least chance of making the task in the year of the search.
    most_fte : float, optional
        Most staff in any year.
    most_residents : float, optional
        Most residents who notice it; who notices two measures counts twice.
    worst_grade : int, optional
        Weakest evidence grade that a measure may have: 1 (strongest) to 6.
    required, barred : frozenset of str
        Measures that must be in, and that must be out.
    complete : bool
        Whether packages are refused of which staff or residents are not fully known, where the wishes are
        about these. Unknown is not nothing: with False, what is unknown is left out of the sums.
    """

    goal: Goal = "net"
    chance: float | None = None
    most_fte: float | None = None
    most_residents: float | None = None
    worst_grade: int | None = None
    required: frozenset[str] = frozenset()
    barred: frozenset[str] = frozenset()
    complete: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        """The wishes that are made."""
        apart = {"goal", "complete"}
        return tuple(n for n, default in _DEFAULTS.items() if n not in apart and getattr(self, n) != default)

    def must_know(self, *goals: Goal) -> tuple[bool, bool]:
        """Say whether staff, and whether residents, must be known, for these wishes or other goals."""
        about = {self.goal, *goals}
        return (
            self.complete and (self.most_fte is not None or "fte" in about),
            self.complete and (self.most_residents is not None or "residents" in about),
        )


_DEFAULTS = {name: getattr(Wishes(), name) for name in Wishes.__dataclass_fields__}


@dataclass(frozen=True)
class Choice:
    """What is left of all packages.

    Attributes
    ----------
    wishes : Wishes
        What was asked.
    meeting : ndarray of int
        Numbers of the packages that meet every wish, the best first.
    without : dict of str to int
        For each wish: how many packages would meet the others.
    near : tuple of int
        The best package and those nearly as good that differ most from it and from each other.
    nearly_equal : int
        How many packages are nearly as good as the best, itself included. The same package with a measure
        more that saves nothing, as far as is known, is no other one.
    shared, differing : tuple of str
        Measures that all of `near` have, and that only some of them have.
    """

    wishes: Wishes
    meeting: NDArray[np.intp]
    without: dict[str, int]
    near: tuple[int, ...] = ()
    nearly_equal: int = 0
    shared: tuple[str, ...] = ()
    differing: tuple[str, ...] = field(default=())

    @property
    def best(self) -> int | None:
        """The best package; None when none meets every wish."""
        return self.near[0] if self.near else None


def choose(packages: Packages, wishes: Wishes) -> Choice:
    """Choose from all packages.

    Parameters
    ----------
    packages : Packages
        All packages.
    wishes : Wishes
        What is asked.

    Returns
    -------
    Choice
    """
    alone = Wishes(complete=False)
    met = {name: meets(packages, replace(alone, **{name: getattr(wishes, name)})) for name in wishes.names}
    if any(wishes.must_know()):
        met["complete"] = fully_known(packages, wishes)
    without = {
        name: int(_all(packages, [mask for other, mask in met.items() if other != name]).sum())
        for name in met
    }
    meeting = np.flatnonzero(_all(packages, list(met.values())))
    if not len(meeting):
        return Choice(wishes, meeting, without)
    meeting = meeting[_order(packages, wishes.goal, meeting)]
    near = _near(packages, wishes.goal, meeting)
    near = near[~_wasteful(packages, near)]
    shown = _different(packages, near)
    sets = [set(packages.candidates.package(number)) for number in shown]
    names = [*packages.candidates.always, *packages.candidates.measures]
    return Choice(
        wishes,
        meeting,
        without,
        near=tuple(shown),
        nearly_equal=len(near),
        shared=tuple(name for name in names if all(name in one for one in sets)),
        differing=tuple(
            name
            for name in names
            if any(name in one for one in sets) and any(name not in one for one in sets)
        ),
    )


def likeliest(packages: Packages, wishes: Wishes) -> int | None:
    """Find the package with the best chance of making the task among those that meet every other wish.

    Parameters
    ----------
    packages : Packages
        All packages.
    wishes : Wishes
        What is asked; the chance in it does not count.

    Returns
    -------
    int or None
        Number of the package; of equals the one that saves most, with fewest measures. None when no package
        meets the other wishes, or none ever makes the task.
    """
    among = np.flatnonzero(meets(packages, replace(wishes, chance=None)))
    ordered = among[_order(packages, "net", among)]
    # A chance that nobody knows is not a number, and cannot be the best.
    chance = np.nan_to_num(packages.chance[ordered], nan=0.0)
    return int(ordered[np.argmax(chance)]) if chance.any() else None


def meets(packages: Packages, wishes: Wishes) -> Mask:
    """Say which packages meet every wish and break no rule between measures."""
    options = packages.candidates
    found = options.allowed.copy()
    if wishes.chance is not None:
        found &= packages.chance >= wishes.chance
    if wishes.most_fte is not None:
        found &= options.staff().max(axis=1) <= wishes.most_fte * (1 + WITHIN_ROUNDING)
    if wishes.most_residents is not None:
        found &= options.people() <= wishes.most_residents * (1 + WITHIN_ROUNDING)
    if wishes.worst_grade is not None:
        is_weak = options.grades > wishes.worst_grade
        weak = [name for name, weak in zip(options.measures, is_weak[:-1], strict=True) if weak]
        found &= options.without(weak) & ~is_weak[-1]
    found &= options.having(wishes.required) & options.without(wishes.barred)
    return found & fully_known(packages, wishes)


def burden(packages: Packages, goal: Goal) -> Array:
    """Give what should be as low as can be, shape (packages,): the net saving counts as a negative burden."""
    options = packages.candidates
    match goal:
        case "net":
            return -packages.net_in_year
        case "residents":
            return options.people()
        case "fte":
            return np.asarray(options.staff().max(axis=1))
        case "measures":
            return options.sizes()


def pareto(packages: Packages, choice: Choice, goals: Sequence[Goal]) -> NDArray[np.intp]:
    """Find the packages that meet every wish and cannot be bettered in one goal without losing in another.

    Returns
    -------
    ndarray of int
        Numbers of packages, from the lowest net saving to the highest.
    """
    among = choice.meeting[fully_known(packages, choice.wishes, *goals)[choice.meeting]]
    points = np.stack([burden(packages, goal)[among] for goal in goals], axis=1)
    found = among[front(points)]
    return np.asarray(found[np.argsort(packages.net_in_year[found], kind="stable")])


def _all(packages: Packages, masks: Sequence[Mask]) -> Mask:
    found = packages.candidates.allowed.copy()
    for mask in masks:
        found &= mask
    return found


def fully_known(packages: Packages, wishes: Wishes, *goals: Goal) -> Mask:
    """Say which packages have no measure of which something is unknown that counts."""
    options = packages.candidates
    unknown = zip(wishes.must_know(*goals), (options.no_fte, options.no_residents), strict=True)
    return options.without(frozenset().union(*(names for counts, names in unknown if counts)))


def _order(packages: Packages, goal: Goal, among: NDArray[np.intp]) -> NDArray[np.intp]:
    """Order packages: by the goal, then most net saving, then fewest measures."""
    goals: tuple[Goal, ...] = (goal, "net", "measures")
    return np.asarray(np.lexsort([burden(packages, one)[among] for one in reversed(goals)]))


def _near(packages: Packages, goal: Goal, meeting: NDArray[np.intp]) -> NDArray[np.intp]:
    """Give the packages that are nearly as good as the best."""
    values = burden(packages, goal)[meeting]
    return np.asarray(meeting[values <= values[0] + NEAR[goal] * abs(values[0])])


def _different(packages: Packages, near: NDArray[np.intp]) -> list[int]:
    """Choose, beside the best, packages that differ most from those chosen."""
    chosen = [int(near[0])]
    while len(chosen) <= SHOWN:
        apart = np.min([np.bitwise_count(near ^ one) for one in chosen], axis=0)
        if not apart.max():
            break
        chosen.append(int(near[np.argmax(apart)]))
    return chosen


def _wasteful(packages: Packages, near: NDArray[np.intp]) -> Mask:
    """Say which packages have a measure that they could do without and save no less."""
    net, is_near = packages.net_in_year, np.zeros(packages.count, bool)
    is_near[near] = True
    found: Mask = np.zeros(len(near), bool)
    for bit in range(len(packages.candidates.measures)):
        other = near ^ (1 << bit)
        found |= (near >> bit & 1 == 1) & is_near[other] & (net[other] >= net[near])
    return found
