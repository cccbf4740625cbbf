"""How far a figure lies from what the plan expects by the luck of small numbers alone.

A plan speaks of what is to be expected; what comes is a draw around it. With n clients the number of a year
varies by √n though nothing has changed, and the base year that a plan starts from was such a draw itself. So
the relative variance of a figure, given the plan, is

    (φ + c²) (1 / n₀ + 1 / n₁)        n₀ clients in the base year, n₁ in its own

with φ the dispersion of the number of clients, and c the spread of the cost of one (0 for a number of
clients); see `engine.compound`. Years are taken as independent: in region Amersfoort eleven changes from
2021 to 2022 varied 1.06 times as much as that (`analysis.chance`). Figures of several years of one series
share the luck of their base year, and are weighed as if each had its own: a little too much weight. Where
the source gives no number of clients, or a budget ceiling turns chance into a waiting list, there is no
answer.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from simulator.analysis.chance import DISPERSION
from simulator.analysis.clients import clients_by_member
from simulator.analysis.monitor.matching import Match
from simulator.domain.catalogue import Catalogue
from simulator.domain.scenario import Scenario
from simulator.engine.axes import Array
from simulator.engine.compound import scattered
from simulator.engine.result import REGION

SEED_OFFSET: Final = 7_919
"""Keeps the order in which luck is dealt out apart from that of the run's own draws."""


class Luck:
    """Chance in the figures of one programme.

    Parameters
    ----------
    catalogue : Catalogue
        The programme, with its observed figures.
    scenario : Scenario
        Who takes part, the allocation key and the seed.
    spread : float or None
        Standard deviation of the cost of a client, as part of its mean; None: luck does not count.
    """

    def __init__(self, catalogue: Catalogue, scenario: Scenario, spread: float | None) -> None:
        programme = catalogue.programme
        self._spread, self._seed = spread, scenario.seed
        self._capped = {name for name, spec in programme.services.items() if spec.budget_ceiling}
        self._clients = clients_by_member(catalogue, scenario, programme.years[0])

    def relative(self, found: Match, planned: float) -> float:
        """Give the standard deviation of a figure by chance alone, as part of what was planned.

        Parameters
        ----------
        found : Match
            The figure.
        planned : float
            Mean of the plan for it, in its unit.

        Returns
        -------
        float
            0 where it cannot be told.
        """
        series, service = found.series, found.part.service
        if self._spread is None:
            return 0.0
        if series.kind == "clients" and found.start and planned > 0.0:
            return float(np.sqrt(DISPERSION * (1.0 / found.start + 1.0 / planned)))
        own = series.kind == "cost" and series.subject is None and service and service not in self._capped
        clients = self._members(str(service), found.part.view) if own else 0.0
        if not clients:
            return 0.0
        return float(np.sqrt((DISPERSION + self._spread**2) * 2.0 / (clients * found.share)))

    def _members(self, service: str, view: str) -> float:
        """Clients of a service in the base year in a municipality, or in the region."""
        return sum(
            number
            for (name, town), (number, _) in self._clients.items()
            if name == service and view in {REGION, town}
        )

    def around(self, draws: Array, deviation: float) -> Array:
        """Give the draws of what may come: those of the plan with chance around them, shape (draws,).

        Parameters
        ----------
        draws : ndarray, shape (draws,)
            What is to be expected in each draw.
        deviation : float
            Standard deviation by chance, in the same unit.
        """
        return scattered(draws, deviation, self._seed + SEED_OFFSET) if deviation else draws
