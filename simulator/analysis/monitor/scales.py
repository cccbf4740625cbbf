"""From the plan's unit to that of a figure: half-years, prices of the base year, and what it covers."""

from __future__ import annotations

import numpy as np

from simulator.analysis.monitor.matching import Match
from simulator.analysis.monitor.outlook import PriceOutlook
from simulator.domain.observation import ObservedFigures
from simulator.domain.programme import Programme
from simulator.domain.scenario import Scenario
from simulator.engine.axes import Array
from simulator.engine.parts import Part
from simulator.engine.plan import Plan
from simulator.engine.region import Region
from simulator.engine.result import view_mask
from simulator.errors import ScenarioError


def watched(scenario: Scenario, figures: ObservedFigures, programme: Programme) -> Scenario:
    """Give the scenario as the monitor works it out: with growth, in the prices of the figures.

    What happened includes the growth that there would have been anyway, so the plan must include it too.

    Raises
    ------
    ScenarioError
        If the figures are in prices that the programme does not know.
    """
    if figures.price_level not in (None, programme.price_level):
        raise ScenarioError(
            f"found observed figures in prices of {figures.price_level}; expected prices of each year "
            f"itself, or of {programme.price_level}. Convert them first"
        )
    level = "nominal" if figures.price_level is None else "constant"
    layers = scenario.layers.model_copy(update={"growth": True})
    return scenario.model_copy(update={"layers": layers, "price_level": level})


def base_price(programme: Programme, scenario: Scenario) -> float:
    """Price of the base year against the price level of the programme.

    Where the index does not reach back to the base year, baselines are taken as the source prints them: in
    prices of the base year.
    """
    rates = programme.price_index.rates
    between = range(programme.base_year + 1, programme.price_level + 1)
    if scenario.price_level != "nominal" or any(year not in rates for year in between):
        return 1.0
    return float(1.0 / np.prod([1.0 + rates[year] for year in between]))


class Scales:
    """Turns draws of parts of the plan into draws of figures.

    Parameters
    ----------
    plan : Plan
        The plan.
    programme : Programme
        Its programme.
    scenario : Scenario
        As it is worked out: see `watched`.
    prices_ahead : PriceOutlook
        What is known of prices.
    """

    def __init__(
        self, plan: Plan, programme: Programme, scenario: Scenario, prices_ahead: PriceOutlook
    ) -> None:
        self._plan = plan
        self.prices_ahead = prices_ahead
        self.prices = Region(programme, scenario).prices
        self.start_price = base_price(programme, scenario)

    def parts(self, found: Match) -> tuple[Part, ...]:
        """Give the parts whose draws are needed for a figure."""
        part = found.part
        if part.quantity == "volume":
            return (part,)
        start = Part("start", part.view, part.service)
        unchanged = Part("unchanged", part.view, part.service)
        return (part,) if part.quantity == "saving" else (part, unchanged, start)

    def figure(self, found: Match, draws: dict[Part, Array], *, unchanged: bool = False) -> Array:
        """Give the draws of what a figure should be, shape (draws,).

        Parameters
        ----------
        found : Match
            The figure.
        draws : dict of Part to ndarray, shape (years, draws)
            Draws of the parts.
        unchanged : bool
            True for what it would be without measures.
        """
        year = self._plan.years.index(found.figure.year)
        part = found.part
        if unchanged and part.quantity == "spending":
            part = Part("unchanged", part.view, part.service)
        level = draws[part][year].astype(np.float64)
        if found.start is None:
            return np.asarray(level * found.share)
        if part.quantity == "volume":
            return np.asarray(found.start * level * self._members(found, year))
        return np.asarray(found.start * level / self.start(found, draws))

    def start(self, found: Match, draws: dict[Part, Array]) -> Array:
        """Give the draws of spending in the base year, in its own prices, shape (draws,)."""
        first = draws[Part("start", found.part.view, found.part.service)][0].astype(np.float64)
        return np.asarray(first * self.start_price / self.prices[0])

    def _members(self, found: Match, year: int) -> float:
        """Part of the service that is still there: municipalities may have left."""
        service = self._plan.services[self._plan.service_index(str(found.part.service))]
        weights = view_mask(self._plan, found.part.view) @ service.weights / self.prices
        return float(weights[year] / weights[0]) if weights[0] else 0.0
