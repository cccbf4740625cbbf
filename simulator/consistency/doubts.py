"""What may be right but is a slip most likely: warnings, for which no file is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from simulator.consistency.issue import Issue, Issues, Key, models_in, stated_range
from simulator.domain.catalogue import Catalogue
from simulator.domain.measure import Measure
from simulator.domain.position import Position
from simulator.domain.programme import Programme
from simulator.domain.quantity import Driver, Estimate
from simulator.domain.scenario import DriverChange, MeasureSetting, Scenario
from simulator.domain.sweep import Sweep
from simulator.suggestion import as_share
from simulator.units import DIMENSIONLESS

Doubtful: TypeAlias = Programme | Measure | Scenario | Position | Sweep
"""What one file says."""


def doubts(model: Doubtful, catalogue: Catalogue) -> Issues:
    """Yield what is doubtful in a file that agrees with the rest.

    Parameters
    ----------
    model : Programme, Measure, Scenario, Position or Sweep
        What the file says.
    catalogue : Catalogue
        The programme and measures that it belongs to.
    """
    for key, part, unit in _valued(model, catalogue):
        numbers = (part.value, *stated_range(part))
        beyond = next((number for number in numbers if abs(number) > 1), None)
        if unit == DIMENSIONLESS and beyond is not None:
            yield Issue(
                (*key, "value" if abs(part.value) > 1 else "uncertainty"),
                f"{beyond:g} with the unit 1, so {beyond:.0%} of a whole",
                "a part of a whole, 1 at most",
                f"If you mean a percentage: {as_share(abs(beyond))}. A factor that may be more than 1, say "
                "the euros saved by one euro, has its own unit: EUR/EUR.",
            )


def _valued(model: object, catalogue: Catalogue) -> Iterator[tuple[Key, Estimate | DriverChange, str]]:
    """Yield every value of a driver in a file: where it stands, with its range, and in which unit."""
    shared, measures = catalogue.programme.drivers, catalogue.measures
    for key, part in models_in(model):
        match part:
            case Driver():
                yield key, part, part.unit
                for name, rival in part.rivals.items():
                    yield (*key, "rivals", name), rival, part.unit
            case MeasureSetting():
                # A position holds it under the measure's name, as its setting.
                name = str(key[-2] if key[-1] == "setting" else key[-1])
                yield from _changes((*key, "drivers"), part.drivers, measures[name].drivers)
        if changes := getattr(part, "shared_drivers", None):
            yield from _changes((*key, "shared_drivers"), changes, shared)


def _changes(
    key: Key, changes: Mapping[str, DriverChange], drivers: Mapping[str, Driver]
) -> Iterator[tuple[Key, DriverChange, str]]:
    for name, change in changes.items():
        yield (*key, name), change, drivers[name].unit
