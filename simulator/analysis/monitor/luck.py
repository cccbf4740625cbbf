"""How far a figure lies from what the plan expects by the luck of small numbers alone.

A plan speaks of what is to be expected; what comes is a draw around it. With n clients the number of a year
varies by √n though nothing has changed, and the base year that a plan starts from was such a draw itself. So
the relative variance of a figure, given the plan, is

    (φ + c²) (1 / n₀ + 1 / n₁)        n₀ clients in the base year, n₁ in its own

with φ the dispersion of the number of clients, and c the spread of the cost of one (0 for a number of
clients); see `engine.compound`. The first term is that of the base year, and figures of several years of one
series share it: a base year of bad luck makes every later year look good. So their errors have a covariance,
(φ + c²) / n₀ of what is planned for each, and more years do not average it out. Apart from that years are
taken as independent: in region Amersfoort eleven changes from 2021 to 2022 varied 1.06 times as much as that
(`analysis.chance`). Where the source gives no number of clients, or a budget ceiling turns chance into a
waiting list, there is no answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from simulator.analysis.chance import DISPERSION
from simulator.analysis.clients import clients_by_member
from simulator.analysis.monitor.matching import Match, key_of
from simulator.domain.catalogue import Catalogue
from simulator.domain.scenario import Scenario
from simulator.engine.axes import Array
from simulator.engine.compound import scattered
from simulator.engine.result import REGION

SEED_OFFSET: Final = 7_919
"""Keeps the order in which luck is dealt out apart from that of the run's own draws."""


@dataclass(frozen=True)
class Deviation:
    """Standard deviation of a figure by chance alone.

    Examples
    --------
    >>> Deviation(base=3.0, own=4.0).total
    5.0
    """

    base: float
    """That of the base year, which figures of one series share."""
    own: float
    """That of its own period."""

    @property
    def total(self) -> float:
        """Both together."""
        return float(np.hypot(self.base, self.own))


NONE: Final = Deviation(0.0, 0.0)
"""Where it cannot be told."""


def covariance(found: Sequence[Match], errors: Sequence[float], luck: Sequence[Deviation]) -> Array:
    """Give the covariance of the errors of figures: those of one series share the luck of their base year.

    Parameters
    ----------
    found : sequence of Match
        The figures.
    errors : sequence of float
        Standard deviation of each, luck included, in its unit.
    luck : sequence of Deviation
        That by chance alone, in the same unit.

    Returns
    -------
    ndarray, shape (figures, figures)
    """
    series = [key_of(one.series) for one in found]
    alike = np.array([[one == other for other in series] for one in series])
    base = np.array([one.base for one in luck])
    shared = np.outer(base, base) * alike
    np.fill_diagonal(shared, np.square(errors))
    return np.asarray(shared)


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

    def of(self, found: Match, planned: float) -> Deviation:
        """Give the standard deviation of a figure by chance alone, in its unit.

        Parameters
        ----------
        found : Match
            The figure.
        planned : float
            Mean of the plan for it, in its unit.
        """
        series, service = found.series, found.part.service
        if self._spread is None:
            return NONE
        if series.kind == "clients" and found.start and planned > 0.0:
            return _deviation(planned, DISPERSION, found.start, planned)
        own = series.kind == "cost" and series.subject is None and service and service not in self._capped
        clients = self._members(str(service), found.part.view) if own else 0.0
        if not clients:
            return NONE
        # Of a half-year only its own cases are half as many: the plan for it starts from a whole year.
        return _deviation(planned, DISPERSION + self._spread**2, clients, clients * found.share)

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


def _deviation(planned: float, variance: float, base: float, own: float) -> Deviation:
    """Give what so many clients in the base year and in a period make of the variance of one client."""
    return Deviation(planned * float(np.sqrt(variance / base)), planned * float(np.sqrt(variance / own)))
