"""The levers of the page as values: from a scenario to what a widget shows, and back. No Streamlit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Literal

from simulator.domain.catalogue import Catalogue
from simulator.domain.scenario import MeasureSetting, Scenario
from simulator.ui import edits

INTENSITIES: Final = tuple(step / 100 for step in range(0, 151, 5))
"""Intensities that a slider offers, as a share of the plan."""
SHIFTS: Final = tuple(range(-12, 37))
"""Months by which a slider moves a start."""
PACES: Final = (0.5, 0.75, 1.0, 1.5, 2.0, 3.0)
"""Times as long as the plan's ramp-up takes."""
GROWTH_SHIFTS: Final = tuple(step / 1000 for step in range(-30, 31, 5))
"""Points a year by which a slider moves the growth."""
OVERLAPS: Final = (-1.0, 0.0, 0.25, 0.5, 0.75, 0.99)
"""Overlaps that a list offers, from none to full."""
WEIGHTS: Final = (0.25, 0.5, 0.75, 1.0)
"""Weights that a rival view of the evidence can get against the programme's own."""

NONE, FULL = OVERLAPS[0], OVERLAPS[-1]

OverlapChoice = Literal["none", "estimated", "full", "mixed"]

LAYERS: Final = ("spill_over", "already_implemented", "shared_costs", "supersedes")
"""Layers with a switch of their own."""
DELIVERY: Final = ("realisation", "delay")
"""Layers that together are the delivery risk."""


def options(offered: tuple[float, ...], present: float) -> tuple[float, ...]:
    """Give the values that a slider offers, and the present one where a file or link has another.

    >>> options((0.5, 1.0), 0.8)
    (0.5, 0.8, 1.0)
    """
    return tuple(sorted({*offered, present}))


def overlap_choice(scenario: Scenario) -> OverlapChoice:
    """Say how the overlap is set for all services."""
    if not scenario.layers.overlap:
        return "none"
    if scenario.overlap_by_service:
        return "mixed"
    known: dict[float | None, OverlapChoice] = {None: "estimated", NONE: "none", FULL: "full"}
    return known.get(scenario.overlap, "mixed")


def set_overlap_choice(scenario: Scenario, choice: OverlapChoice) -> Scenario:
    """Set one overlap for all services; "mixed" leaves them as they are."""
    if choice == "mixed":
        return scenario
    tau = {"none": NONE, "estimated": None, "full": FULL}[choice]
    without = edits.set_fields(edits.set_layer(scenario, "overlap", True), overlap_by_service={})
    return edits.set_overlap(without, tau)


def overlap_of(scenario: Scenario, service: str) -> float | None:
    """Give the overlap that is set for a service; None where the programme's own estimate counts."""
    if not scenario.layers.overlap:
        return NONE
    return scenario.overlap_by_service.get(service, scenario.overlap)


def set_overlap_of(scenario: Scenario, service: str, tau: float | None, catalogue: Catalogue) -> Scenario:
    """Set the overlap of one service and leave those of the others as they are."""
    wanted = {name: overlap_of(scenario, name) for name in catalogue.programme.services} | {service: tau}
    changed = edits.set_fields(
        edits.set_layer(scenario, "overlap", True), overlap=None, overlap_by_service={}
    )
    for name, value in wanted.items():
        if value is not None:
            changed = edits.set_overlap(changed, value, name)
    return changed


def delivery_risk(scenario: Scenario) -> bool:
    """Say whether setbacks in delivery count: plans that come out in part, starts that slip."""
    return all(getattr(scenario.layers, layer) for layer in DELIVERY)


def set_delivery_risk(scenario: Scenario, on: bool) -> Scenario:
    """Let setbacks in delivery count, or not."""
    for layer in DELIVERY:
        scenario = edits.set_layer(scenario, layer, on)
    return scenario


def view_of(scenario: Scenario, catalogue: Catalogue) -> tuple[str, float]:
    """Give the view of the evidence that a scenario takes, and its weight against the programme's own."""
    default = catalogue.programme.default_estimate
    total = sum(scenario.estimates.values())
    others = {view: weight for view, weight in scenario.estimates.items() if view != default}
    if not others:
        return default, 1.0
    view = max(others, key=lambda name: others[name])
    return view, others[view] / total


def set_view(scenario: Scenario, view: str, weight: float, catalogue: Catalogue) -> Scenario:
    """Take a view of the evidence, with a weight against the programme's own."""
    default = catalogue.programme.default_estimate
    if view == default:
        return edits.set_fields(scenario, estimates={})
    mix = {view: weight} | ({default: 1.0 - weight} if weight < 1.0 else {})
    return edits.set_fields(scenario, estimates=mix)


def views(catalogue: Catalogue) -> tuple[str, ...]:
    """List the views that somebody holds on at least one quantity, the programme's own first."""
    programme = catalogue.programme
    drivers = [
        *programme.drivers.values(),
        *(d for m in catalogue.measures.values() for d in m.drivers.values()),
    ]
    held = {view for driver in drivers for view in driver.rivals}
    return (programme.default_estimate, *(v for v in programme.estimates if v in held))


def readings(catalogue: Catalogue) -> tuple[str, ...]:
    """List the readings that at least two measures have, by name."""
    names = [name for measure in catalogue.measures.values() for name in measure.readings]
    return tuple(name for name in dict.fromkeys(names) if names.count(name) > 1)


LEVERS: Final[Mapping[str, Callable[[MeasureSetting], object]]] = {
    "intensity": lambda setting: setting.intensity,
    "shift_months": lambda setting: setting.shift_months,
    "stretch": lambda setting: setting.stretch,
}
"""Levers of one measure, and how to read them."""


def moved(scenario: Scenario, start: Scenario, measure: str) -> tuple[str, ...]:
    """List the levers of a measure that stand elsewhere than in the scenario started from."""
    now, before = edits.setting_of(scenario, measure), edits.setting_of(start, measure)
    return tuple(name for name, read in LEVERS.items() if read(now) != read(before))


def reset_levers(scenario: Scenario, start: Scenario, measure: str) -> Scenario:
    """Put the levers of a measure back to where they stand in the scenario started from; on stays on."""
    before = edits.setting_of(start, measure)
    return edits.set_measure(scenario, measure, **{name: read(before) for name, read in LEVERS.items()})
