"""Prices that nobody knows yet: how far they may be off, and a plan at prices that turn out otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from simulator.analysis.monitor.rules import MonitorRules
from simulator.domain.programme import Programme
from simulator.domain.scenario import Scenario
from simulator.engine.axes import Array
from simulator.engine.parts import Part
from simulator.engine.prices import price_factors
from simulator.engine.result import Projection, Totals

IN_PRICES: Final = frozenset({"unchanged", "spending", "saving"})
"""Quantities of a plan in prices of their own year. Base years are known, and clients have no price."""


@dataclass(frozen=True)
class PriceOutlook:
    """What is known of prices in the years of a plan."""

    known_to: int
    """Last year of which they are known."""
    surprise: float
    """Standard deviation of what a year after it adds to how far price changes are off; 0: not at all."""

    def turned_out(
        self, projection: Projection, parts: Mapping[Part, Array], seed: int
    ) -> tuple[Projection, dict[Part, Array]]:
        """Give a plan at the prices of each draw, as far as nobody knows them.

        Parameters
        ----------
        projection : Projection
            At the prices expected. Its means per part stay those.
        parts : mapping of Part to ndarray, shape (years, draws)
            Draws of parts of it, at the same prices.
        seed : int
            Seed of the run.
        """
        if not self.surprise:
            return projection, dict(parts)
        years, draws = projection.plan.years, projection.draws
        factors = price_factors(years, self.known_to, self.surprise, draws, seed)
        totals = {view: _at(factors, one) for view, one in projection.totals.items()}
        moved = {part: _times(rows, factors) for part, rows in parts.items() if part.quantity in IN_PRICES}
        return replace(projection, totals=totals), {**parts, **moved}


def outlook(programme: Programme, scenario: Scenario, rules: MonitorRules) -> PriceOutlook:
    """Say what is known of prices in a plan.

    Everything, where figures are in constant prices or all years of the plan have passed.
    """
    index, last = programme.price_index, programme.years[-1]
    if scenario.price_level != "nominal" or index.known_to is None or index.known_to >= last:
        return PriceOutlook(last, 0.0)
    own = index.surprise.deviation if index.surprise else 0.0
    return PriceOutlook(index.known_to, own if rules.price_surprise is None else rules.price_surprise)


def _at(factors: Array, totals: Totals) -> Totals:
    parts = totals.baseline, totals.gross, totals.damped, totals.cost
    return Totals(*(_times(part, factors) for part in parts))


def _times(rows: Array, factors: Array) -> Array:
    return np.asarray(rows * factors, rows.dtype)
