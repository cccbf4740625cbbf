"""What a user can do to a scenario: functions from one scenario to another.

Each gives a new, validated scenario and leaves the old one as it is. A value that a widget should not
have let through raises pydantic's ValidationError; `state.change` turns that into a message.
"""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel

from simulator.domain.scenario import DriverChange, MeasureSetting, Scenario

M = TypeVar("M", bound=BaseModel)

OFF = MeasureSetting(on=False)
"""The setting of a measure that a scenario does not name."""


def setting_of(scenario: Scenario, measure: str) -> MeasureSetting:
    """Give the setting of a measure; one that is not named is off."""
    return scenario.measures.get(measure, OFF)


def set_measure(scenario: Scenario, measure: str, **fields: Any) -> Scenario:  # noqa: ANN401
    """Set fields of a measure's setting: `on`, `intensity`, `shift_months`, `stretch`, `reading`, ...

    Examples
    --------
    >>> from simulator.domain.base import Text
    >>> words = Text(nl="a", en="a")
    >>> empty = Scenario(id="a", programme="p", title=words, summary=words)
    >>> set_measure(empty, "coaches", on=True).active()
    ('coaches',)
    """
    setting = _with(setting_of(scenario, measure), **fields)
    others = {name: other for name, other in scenario.measures.items() if name != measure}
    if setting == OFF:
        return _with(scenario, measures=others)
    if measure in scenario.measures:
        return _with(scenario, measures=scenario.measures | {measure: setting})
    return _with(scenario, measures={**others, measure: setting})


def reset_measure(scenario: Scenario, measure: str, start: Scenario) -> Scenario:
    """Give a measure the setting back that it has in the scenario started from."""
    return set_measure(scenario, measure, **_fields(setting_of(start, measure)))


def set_driver(scenario: Scenario, measure: str, driver: str, change: DriverChange | None) -> Scenario:
    """Give a driver of a measure another value, or (None) its own value back."""
    drivers = {name: old for name, old in setting_of(scenario, measure).drivers.items() if name != driver}
    return set_measure(scenario, measure, drivers=drivers if change is None else drivers | {driver: change})


def set_shared_driver(scenario: Scenario, driver: str, change: DriverChange | None) -> Scenario:
    """Give a shared driver another value, or (None) its own value back."""
    drivers = {name: old for name, old in scenario.shared_drivers.items() if name != driver}
    return _with(scenario, shared_drivers=drivers if change is None else drivers | {driver: change})


def set_layer(scenario: Scenario, layer: str, on: bool) -> Scenario:
    """Switch a correction on or off; without overlap no value of the overlap can stand."""
    layers = _with(scenario.layers, **{layer: on})
    if layers.overlap:
        return _with(scenario, layers=layers)
    return _with(scenario, layers=layers, overlap=None, overlap_by_service={})


def set_membership(scenario: Scenario, **fields: bool) -> Scenario:
    """Say whether exclusions and departures of municipalities count."""
    membership = _with(scenario.membership, **fields)
    return _with(scenario, membership=membership)


def set_overlap(scenario: Scenario, tau: float | None, service: str | None = None) -> Scenario:
    """Set one overlap for all services, or for one; None gives the programme's own back."""
    layers = _with(scenario.layers, overlap=True)
    if service is None:
        return _with(scenario, layers=layers, overlap=tau)
    others = {name: old for name, old in scenario.overlap_by_service.items() if name != service}
    return _with(
        scenario, layers=layers, overlap_by_service=others if tau is None else others | {service: tau}
    )


def set_fields(scenario: Scenario, **fields: Any) -> Scenario:  # noqa: ANN401
    """Set fields of the scenario itself: `municipality`, `price_level`, `estimates`, `growth_shift`, ..."""
    return _with(scenario, **fields)


def _with(model: M, **fields: Any) -> M:  # noqa: ANN401
    """Copy a frozen model with other values, validated (`model_copy` would not)."""
    return type(model).model_validate(_fields(model) | fields)


def _fields(model: BaseModel) -> dict[str, Any]:
    return {name: getattr(model, name) for name in type(model).model_fields}
