"""The break-even question of a measure, answered in the most likely case and over the draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np

from simulator.analysis.break_even.sums import Numbers, needed_a_year, needed_within
from simulator.consistency.measure import break_even_formulas
from simulator.domain.break_even import BreakEven
from simulator.domain.catalogue import Catalogue
from simulator.domain.scenario import MeasureSetting, Scenario
from simulator.engine.compile import reading_of
from simulator.engine.quantities import SHARED, QuantityTable, names
from simulator.engine.sampling import MostLikelySampler, RankSampler, Sampler
from simulator.engine.statistics import P10_P50_P90, quantiles
from simulator.errors import ScenarioError
from simulator.formula import parse
from simulator.suggestion import one_of

_Compute: TypeAlias = Callable[[Mapping[str, Numbers]], Numbers]

MONTHS: Final = (3.0, 6.0, 12.0, 24.0)
"""How long an avoided indication would have lasted, where nobody asks for another duration."""
_YEAR: Final = 12.0
_FEW: Final = 10


def decimals_of_cases(value: float) -> int:
    """Give the decimals in which a number of cases is told: below ten a half makes a difference.

    >>> [decimals_of_cases(value) for value in (0.89, 7.5, 358.0)]
    [2, 1, 0]
    """
    if value >= _FEW:
        return 0
    return 1 if value >= 1 else 2


@dataclass(frozen=True)
class Range:
    """A number in the most likely case, and its percentiles over the draws.

    Where a driver can only turn out lower than its stated value, as a team that is never larger than planned,
    the most likely case is an outer one: it may lie outside P10 to P90.
    """

    most_likely: float
    p10: float
    p50: float
    p90: float

    @property
    def passed(self) -> float | None:
        """The end of the interval that the most likely case lies beyond; None when it lies within.

        >>> Range(5.0, 3.3, 4.3, 4.9).passed, Range(4.0, 3.3, 4.3, 4.9).passed
        (4.9, None)
        """
        if self.most_likely > self.p90:
            return self.p90
        return self.p10 if self.most_likely < self.p10 else None


@dataclass(frozen=True)
class Needed:
    """What must be avoided when an indication would have lasted so long.

    Attributes
    ----------
    months : float
        How long an avoided indication would have lasted.
    a_year : Range
        Indications to be avoided each year, to pay in the long run.
    within : Range
        The same, to have paid by the end of the years asked for, start-up included.
    per_fte : Range or None
        `a_year` for each full-time job; None when no staff is stated.
    of_clients, of_reach : Range or None
        `a_year` as a part of all clients, and of those it can help in a year; above 1 it cannot pay.
    """

    months: float
    a_year: Range
    within: Range
    per_fte: Range | None
    of_clients: Range | None
    of_reach: Range | None


@dataclass(frozen=True)
class Answer:
    """The break-even of one measure.

    Attributes
    ----------
    measure : str
        Its id.
    asked : BreakEven
        The question as the file puts it.
    cost, price : Range
        EUR a year that the unit costs, and that one client with such an indication costs.
    fte, clients, reach, lag_months : Range or None
        Staff, present clients, people it can help in a year, and months before the first effect.
    years : float
        Years within which it is to have paid, for `Needed.within`.
    needed : tuple of Needed
        For each duration.
    """

    measure: str
    asked: BreakEven
    cost: Range
    price: Range
    fte: Range | None
    clients: Range | None
    reach: Range | None
    lag_months: Range | None
    years: float
    needed: tuple[Needed, ...]


def break_even(
    catalogue: Catalogue,
    scenario: Scenario,
    measure: str,
    *,
    months: Sequence[float] = MONTHS,
    years: float | None = None,
    lag_months: float | None = None,
    fte: float | None = None,
) -> Answer:
    """Answer the break-even question of a measure.

    Parameters
    ----------
    catalogue : Catalogue
        The programme with its measures.
    scenario : Scenario
        Its values for drivers, views, draws and seed; whether the measure is on does not matter.
    measure : str
        Id of the measure.
    months : sequence of float
        How long an avoided indication would have lasted.
    years : float, optional
        Years within which it is to have paid; left out: those of the programme.
    lag_months : float, optional
        Months before the first effect, instead of what the file says (nothing said: none).
    fte : float, optional
        Another number of staff; cost and reach go with it.

    Raises
    ------
    ScenarioError
        If there is no such measure, it has no such question, or a number makes no sense.
    """
    asked = _asked(catalogue, measure)
    horizon = float(len(catalogue.programme.years)) if years is None else years
    _check(months, horizon, lag_months, fte, asked, measure)
    drawn = _samplers(catalogue, scenario)
    both = _Both(*(_changed(_values(catalogue, scenario, measure, one), fte, lag_months) for one in drawn))
    return Answer(
        measure=measure,
        asked=asked,
        cost=both.range_of(lambda v: v["cost"]),
        price=both.range_of(lambda v: v["price"]),
        fte=both.known("fte"),
        clients=both.known("clients"),
        reach=both.known("reach"),
        lag_months=both.known("lag"),
        years=horizon,
        needed=tuple(_needed(both, duration, horizon) for duration in months),
    )


def _changed(values: dict[str, Numbers], fte: float | None, lag_months: float | None) -> dict[str, Numbers]:
    """Put the user's own staff and lag in the place of the file's."""
    if fte is not None:
        times = fte / values["fte"]
        values |= {name: values[name] * times for name in ("cost", "reach") if name in values}
        values["fte"] = np.full_like(times, fte)
    if lag_months is not None:
        values["lag"] = np.full_like(values["cost"], lag_months)
    return values


def _asked(catalogue: Catalogue, measure: str) -> BreakEven:
    if measure not in catalogue.measures:
        raise ScenarioError(
            f"found measure '{measure}'; expected {one_of(catalogue.measures)}. Choose one of these."
        )
    asked = catalogue.measures[measure].break_even
    if asked is None:
        others = [m.id for m in catalogue.measures.values() if m.break_even is not None]
        choice = f"one of {', '.join(others)}" if others else "none of this programme has"
        raise ScenarioError(
            f"found measure '{measure}' without break_even; expected a measure with it ({choice}). "
            "Add break_even to its file: what it costs and what one avoided indication is worth."
        )
    return asked


def _check(
    months: Sequence[float],
    years: float,
    lag_months: float | None,
    fte: float | None,
    asked: BreakEven,
    measure: str,
) -> None:
    positive = {"months": min(months, default=0.0), "years": years, "fte": 1.0 if fte is None else fte}
    for name, value in positive.items():
        if not value > 0.0 or not np.isfinite(value):
            raise ScenarioError(f"found {name} {value:g}; expected a number above 0. Give another one.")
    if lag_months is not None and not 0.0 <= lag_months < np.inf:
        raise ScenarioError(f"found a lag of {lag_months:g} months; expected 0 or more. Give another one.")
    if fte is not None and asked.fte is None:
        raise ScenarioError(
            f"found a number of fte for '{measure}', which is not counted in fte; expected none. "
            f"Its cost is that of: {asked.unit.en}."
        )


def _samplers(catalogue: Catalogue, scenario: Scenario) -> tuple[tuple[Sampler, int], tuple[Sampler, int]]:
    """The most likely case, and the draws of the scenario: the same dice as those of a run."""
    ranks = RankSampler(scenario.seed, names(catalogue), np.float64)
    return (MostLikelySampler(), 1), (ranks, scenario.draws)


def _values(
    catalogue: Catalogue, scenario: Scenario, name: str, drawn: tuple[Sampler, int]
) -> dict[str, Numbers]:
    """Work the formulas of the question out: each with shape (draws,)."""
    measure, (sampler, draws) = catalogue.measures[name], drawn
    if name not in scenario.measures:
        measures = scenario.measures | {name: MeasureSetting()}
        scenario = scenario.model_copy(update={"measures": measures})
    table = QuantityTable(catalogue.programme, scenario)
    formulas = {part: parse(text) for part, (text, _) in break_even_formulas(measure).items()}
    places: dict[str, int] = {}
    for formula in formulas.values():
        for driver in sorted(formula.names):
            places[driver] = table.place_driver(measure, driver, reading_of(measure, scenario))
        for service in sorted(formula.services):
            baseline = catalogue.programme.services[service].baseline
            places[f"baseline.{service}"] = table.place(f"{SHARED}/baseline/{service}", baseline)
    block = sampler.block(table.quantities, 0, draws)
    values: Mapping[str, Any] = {key: block[place] for key, place in places.items()}
    return {
        part: np.broadcast_to(np.asarray(formula.evaluate(values), np.float64), (draws,))
        for part, formula in formulas.items()
    }


class _Both:
    """Values in the most likely case and over the draws, and ranges of what follows from them."""

    def __init__(self, case: Mapping[str, Numbers], draws: Mapping[str, Numbers]) -> None:
        self._case, self._draws = case, draws

    def range_of(self, compute: _Compute) -> Range:
        """Work something out in the most likely case and in every draw."""
        found = compute(self._draws)
        if np.isfinite(found).all():
            p10, p50, p90 = quantiles(found).tolist()
        else:  # between a number and infinity there is nothing to interpolate
            p10, p50, p90 = np.quantile(found, P10_P50_P90, method="inverted_cdf").tolist()
        return Range(float(compute(self._case)[0]), float(p10), float(p50), float(p90))

    def known(self, name: str) -> Range | None:
        """Give the range of one value, where the file tells it."""
        return self.range_of(lambda values: values[name]) if name in self._case else None

    def part(self, name: str, compute: _Compute) -> Range | None:
        """Give the range of something as a part of a value, where the file tells that."""
        if name not in self._case:
            return None
        return self.range_of(lambda values: compute(values) / values[name])


def _needed(both: _Both, months: float, years: float) -> Needed:
    duration = months / _YEAR

    def in_the_long_run(values: Mapping[str, Numbers]) -> Numbers:
        return needed_a_year(values["cost"], values["price"], duration)

    def in_time(values: Mapping[str, Numbers]) -> Numbers:
        lag = values["lag"] / _YEAR if "lag" in values else 0.0
        return needed_within(values["cost"], values["price"], duration, years, lag)

    return Needed(
        months=months,
        a_year=both.range_of(in_the_long_run),
        within=both.range_of(in_time),
        per_fte=both.part("fte", in_the_long_run),
        of_clients=both.part("clients", in_the_long_run),
        of_reach=both.part("reach", in_the_long_run),
    )
