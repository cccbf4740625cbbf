"""Checks on a scenario against its programme and measures."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.consistency.formulas import check_range
from simulator.consistency.issue import (
    Issue,
    Issues,
    Key,
    check_keys,
    check_name,
    possible_range,
)
from simulator.domain.catalogue import Catalogue
from simulator.domain.measure import Measure
from simulator.domain.quantity import Lognormal
from simulator.domain.relation import Excludes, Requires, SpillsOver
from simulator.domain.scenario import DriverChange, MeasureSetting, Scenario


def check_scenario(scenario: Scenario, catalogue: Catalogue) -> Issues:
    """Yield everything that a scenario asks for and the catalogue does not have or allow."""
    programme = catalogue.programme
    yield from check_name(("programme",), scenario.programme, [programme.id], "programme")
    members = programme.municipalities
    yield from check_name(("municipality",), scenario.municipality, members, "municipality")
    keys = programme.allocation_keys
    yield from check_name(("allocation_key",), scenario.allocation_key, keys, "allocation key")
    yield from check_keys(("estimates",), scenario.estimates, programme.estimates, "estimate")
    services = programme.services
    yield from check_keys(("overlap_by_service",), scenario.overlap_by_service, services, "service")
    readings = {name for measure in catalogue.measures.values() for name in measure.readings}
    yield from check_name(("reading",), scenario.reading, sorted(readings), "reading")
    shared = scenario.shared_drivers
    yield from check_keys(("shared_drivers",), shared, programme.drivers, "shared driver")
    for name, change in shared.items():
        yield from _check_change(("shared_drivers", name), change)
    yield from check_keys(("measures",), scenario.measures, catalogue.measures, "measure")
    for name, setting in scenario.measures.items():
        if name in catalogue.measures:
            yield from _check_setting(("measures", name), setting, catalogue.measures[name])
    yield from _check_conditions(scenario, catalogue.measures)


def _check_setting(key: Key, setting: MeasureSetting, measure: Measure) -> Issues:
    yield from check_name((*key, "reading"), setting.reading, measure.readings, "reading")
    yield from check_keys((*key, "drivers"), setting.drivers, measure.drivers, "driver")
    shares = {r.share for r in measure.relations if isinstance(r, SpillsOver)}
    for name, change in setting.drivers.items():
        place = (*key, "drivers", name)
        yield from _check_change(place, change)
        if name in shares:
            yield from check_range(place, possible_range(change), 0, 1)


def _check_change(key: Key, change: DriverChange) -> Issues:
    """Yield an issue when a user's own value cannot occur in the range that is given with it."""
    low, high = possible_range(change)
    positive = not isinstance(change.uncertainty, Lognormal) or change.value > 0
    listed = change.uncertainty.kind != "discrete" or change.value in change.uncertainty.values
    if not (low <= change.value <= high and positive and listed):
        yield Issue(
            (*key, "value"),
            f"{change.value:g}, outside its own range",
            "a value that can occur" if not listed else f"a value from {low:g} to {high:g}",
            "Change the value or the range.",
        )


def _check_conditions(scenario: Scenario, measures: Mapping[str, Measure]) -> Issues:
    active = [name for name in scenario.active() if name in measures]
    for name in active:
        for relation in measures[name].relations:
            other = getattr(relation, "measure", None)
            key = ("measures", name)
            if isinstance(relation, Requires) and other is not None and other not in active:
                yield Issue(
                    key,
                    f"'{name}' without '{other}'",
                    f"'{other}' as well, which '{name}' requires",
                    f"Put '{other}' on too, or '{name}' off.",
                )
            if isinstance(relation, Excludes) and other in active:
                yield Issue(
                    key,
                    f"'{name}' together with '{other}'",
                    f"one of the two: '{name}' excludes '{other}'",
                    "Put one of them off.",
                )
