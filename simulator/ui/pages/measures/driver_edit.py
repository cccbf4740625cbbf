"""From what is typed beside a driver to a change of it in the scenario."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import ValidationError

from simulator.analysis.run import run
from simulator.consistency import check_scenario
from simulator.domain.catalogue import Catalogue
from simulator.domain.quantity import (
    Driver,
    Estimate,
    Fixed,
    Lognormal,
    Pert,
    Triangular,
    Uncertainty,
    Uniform,
)
from simulator.domain.scenario import DriverChange, Scenario
from simulator.errors import FormulaError, ScenarioError
from simulator.ui.entry import EntryError, read_number, write_number
from simulator.ui.quantities import is_share, meant, shown
from simulator.ui.texts import Language

MOST_REASON = 300
"""Characters of a reason: it travels in the link."""


@dataclass(frozen=True)
class Typed:
    """What stands in the fields, as typed."""

    value: str
    low: str
    high: str
    reason: str


def typed(value: float, estimate: Estimate | DriverChange, unit: str, language: Language) -> Typed:
    """Write a value with its range as somebody would type it; without a range those fields are empty."""
    ends = _ends(estimate.uncertainty)
    low, high = (write_number(shown(end, unit), language) for end in ends) if ends else ("", "")
    reason = estimate.reason if isinstance(estimate, DriverChange) else ""
    return Typed(write_number(shown(value, unit), language), low, high, reason)


def change_of(typed: Typed, stated: Driver, unit: str, language: Language) -> DriverChange:
    """Make a change of what is typed.

    The range keeps the shape that the driver has; where it has none, it is a triangle.

    Raises
    ------
    EntryError
        With the key of the text that says what to mend.
    """
    value = meant(read_number(typed.value, language), unit)
    ends = [typed.low.strip(), typed.high.strip()]
    if any(ends) and not all(ends):
        raise EntryError("entry.both_ends")
    if not typed.reason.strip():
        raise EntryError("entry.no_reason")
    uncertainty: Uncertainty = Fixed()
    if all(ends):
        low, high = (meant(read_number(end, language), unit) for end in ends)
        _check_order(low, value, high)
        uncertainty = _range(stated.uncertainty, low, high)
    if is_share(unit) and not -1 <= value <= 1:
        raise EntryError("entry.over_100")
    try:
        return DriverChange(value=value, uncertainty=uncertainty, reason=typed.reason[:MOST_REASON])
    except ValidationError as error:
        raise EntryError("entry.outside_range") from error


def must_work(scenario: Scenario, catalogue: Catalogue) -> None:
    """Check that a scenario with the change still gives numbers.

    Raises
    ------
    EntryError
        If it does not fit the programme, or some draw gives no outcome: a division by nothing.
    """
    about_drivers = [
        issue
        for issue in check_scenario(scenario, catalogue)
        if "drivers" in issue.key or "shared_drivers" in issue.key
    ]
    if about_drivers:
        raise EntryError("entry.outside_range")
    try:
        run(catalogue, scenario)
    except FormulaError as error:
        raise EntryError("entry.no_outcome") from error
    except ScenarioError:
        return  # measures that cannot be on together are told elsewhere, and are no fault of this value


def _check_order(low: float, value: float, high: float) -> None:
    if not low < high:
        raise EntryError("entry.low_above_high")
    if not low <= value <= high:
        raise EntryError("entry.outside_range")


def _range(stated: Uncertainty, low: float, high: float) -> Uncertainty:
    match stated:
        case Uniform():
            return Uniform(kind="uniform", low=low, high=high)
        case Pert():
            return Pert(kind="pert", low=low, high=high)
        case Lognormal() if low > 0:
            return Lognormal(kind="lognormal", p10=low, p90=high)
    return Triangular(kind="triangular", low=low, high=high)


def _ends(uncertainty: Uncertainty) -> tuple[float, float] | None:
    match uncertainty:
        case Triangular() | Pert() | Uniform():
            return uncertainty.low, uncertainty.high
        case Lognormal():
            return uncertainty.p10, uncertainty.p90
    return None
