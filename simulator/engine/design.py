"""Draws laid out to a design: many versions of the same few draws, each with something set or drawn anew.

A run draws everything at once. To learn what one quantity does, this module repeats a small set of draws, row
by row: in one row a quantity has a given value, in another it comes from a second set of draws, and all else
stays as it was.

What is drawn independently is a **source**: a common factor, or the part of a quantity that is its own.
Sources are told apart by name and dealt with in order of name, so that neither the order of drivers in a
file nor that of measures in a catalogue means anything.

References
----------
Saltelli et al., Variance based sensitivity analysis of model output, Computer Physics Communications 181
(2010), for two sets of points in one quasi-random sequence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np
import scipy

from simulator.engine.axes import Array, Scalar
from simulator.engine.distributions import CELLS, table
from simulator.engine.kept import Change, Kept
from simulator.engine.plan import Plan
from simulator.engine.ranks import own_part
from simulator.engine.sampling import Quantity

POINTS = 2048
"""Draws in a row: enough for total indices of the net saving to about a hundredth. Those of a chance, which
jumps, are known to two or three hundredths."""

FACTOR = "factor/"
"""How the names of common factors begin."""


@dataclass(frozen=True)
class Row:
    """One version of the draws."""

    anew: frozenset[str] = frozenset()
    """Sources that come from the second set of draws."""
    given: Mapping[str, float] = field(default_factory=dict)
    """Quantities with one value in all draws, in their own unit; a common factor in standard deviations."""


def counting(plan: Plan) -> tuple[Quantity, ...]:
    """Give the quantities that a saving or cost of the plan depends on, by name.

    A plan also knows quantities that do nothing in it: the growth rates of a scenario without growth, the
    overlap of a service on which one measure works.
    """
    amounts = [effect.amount for effect in plan.effects] + [cost.amount for cost in plan.costs]
    places = {place for amount in amounts for place in amount.drivers.values()}
    places |= {spill.share for effect in plan.effects for spill in effect.spills}
    places |= {*plan.delays.values(), *plan.realisations.values()}
    followed = {service for amount in amounts for service in amount.services.values()}
    shared = {group.service for group in plan.groups if len(group.members) > 1}
    for at, service in enumerate(plan.services):
        if at in followed | {group.service for group in plan.groups}:
            places |= {service.baseline, *service.rates}
        if at in shared and plan.stated_overlap is None:
            places.add(service.overlap)
    return tuple(sorted((plan.quantities[place] for place in places), key=lambda quantity: quantity.name))


def sources(plan: Plan) -> tuple[str, ...]:
    """Give the names of what is drawn independently and counts in the plan, in order of name."""
    uncertain = [quantity for quantity in counting(plan) if not quantity.is_fixed]
    factors = {factor for quantity in uncertain for factor, _ in quantity.loadings}
    return tuple(sorted({*factors, *(quantity.name for quantity in uncertain)}))


class Dice:
    """Two independent sets of draws of everything that counts in a plan.

    Parameters
    ----------
    plan : Plan
        A compiled scenario.
    seed : int
        Seed of the draws.
    points : int
        Number of draws in each set; a power of two.
    """

    dtype = np.float32

    def __init__(self, plan: Plan, seed: int, points: int = POINTS) -> None:
        self.points = points
        self._plan = plan
        names = tuple(sorted(plan.names))
        first, second = _uniforms(len(names), seed, points)
        self._sets = {name: (first[at], second[at]) for at, name in enumerate(names)}
        uncertain = [quantity for quantity in plan.quantities if not quantity.is_fixed]
        self._tables = {quantity.name: table(quantity.components) for quantity in uncertain}
        self._along = {quantity.name: {factor for factor, _ in quantity.loadings} for quantity in uncertain}
        self._normals: dict[tuple[str, bool], Array] = {}

    @cached_property
    def base(self) -> dict[str, Scalar | Array]:
        """Values of all quantities in the first set of draws: a float, or shape (points,)."""
        return {quantity.name: self.values(quantity, Row()) for quantity in self._plan.quantities}

    def values(self, quantity: Quantity, row: Row) -> Scalar | Array:
        """Values of one quantity in a row: a float where all draws have the same, else shape (points,)."""
        if quantity.name in row.given:
            return row.given[quantity.name]
        if quantity.is_fixed:
            return quantity.components[0].value
        u = self._uniform(quantity.name, row)
        if quantity.loadings:
            z = own_part(loading for _, loading in quantity.loadings) * self._normal(quantity.name, row)
            for factor, loading in quantity.loadings:
                z = z + loading * self._normal(factor, row)
            u = np.asarray(scipy.special.ndtr(z))
        cells = np.minimum((u * CELLS).astype(np.intp), CELLS - 1)
        return np.asarray(self._tables[quantity.name][cells])

    def touched(self, row: Row) -> list[Quantity]:
        """Quantities that differ in a row from the first set of draws."""
        changed = row.anew | row.given.keys()
        return [
            quantity
            for quantity in self._plan.quantities
            if quantity.name in changed or not changed.isdisjoint(self._along.get(quantity.name, ()))
        ]

    def _uniform(self, name: str, row: Row) -> Array:
        first, second = self._sets[name]
        return np.asarray(second if name in row.anew else first)

    def _normal(self, name: str, row: Row) -> Array:
        """Standard normal draws of a common factor, or behind the part of a quantity that is its own."""
        if name in row.given:
            return np.asarray(row.given[name])
        key = name, name in row.anew
        if key not in self._normals:
            self._normals[key] = np.asarray(scipy.special.ndtri(self._uniform(name, row)))
        return self._normals[key]


@lru_cache(maxsize=4)
def _uniforms(names: int, seed: int, points: int) -> tuple[Array, Array]:
    """Two sets of scrambled Sobol points between 0 and 1, each of shape (names, points).

    One sequence of twice the dimensions: the sets are independent of each other, and together they fill the
    space as evenly as points can.
    """
    drawn = scipy.stats.qmc.Sobol(2 * names, scramble=True, rng=np.random.default_rng(seed)).random(points).T
    drawn = np.clip(drawn, 2.0**-31, 1.0 - 2.0**-31)
    drawn.setflags(write=False)
    return drawn[:names], drawn[names:]


def net_of_rows(
    dice: Dice, plan: Plan, rows: Iterable[Row], views: Sequence[str]
) -> Iterator[dict[str, Array]]:
    """Work the net saving of the rows of a design out, one after the other.

    Only what a row changes is worked out again; quickest where rows that change the same follow each other.
    Each is written over the one before it: use it before asking for the next.

    Parameters
    ----------
    dice : Dice
        The draws.
    plan : Plan
        The plan that they were made for, or the same with fewer measures.
    rows : iterable of Row
        What differs in each row.
    views : sequence of str
        "region" and ids of municipalities.

    Yields
    ------
    dict of str to ndarray, shape (years, points)
        By view, in EUR a year.
    """
    places = {quantity.name: place for place, quantity in enumerate(plan.quantities)}
    first = [dice.base[name] for name in places]
    kept = Kept(plan, first, dice.points, dice.dtype, views)
    change = Change(kept, ())
    for row in rows:
        drawn = {
            places[quantity.name]: dice.values(quantity, row)
            for quantity in dice.touched(row)
            if quantity.name in places
        }
        if change.places != drawn.keys():
            change = Change(kept, drawn)
        net = change.net([drawn.get(place, values) for place, values in enumerate(first)])
        yield {view: net[:, at] for at, view in enumerate(views)}
