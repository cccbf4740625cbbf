"""The bridge: from a package as it was added up to what remains of it, one correction at a time.

Each stage is a scenario that takes one setting more over from the last one. A correction is worth the change
in net saving that it brings. Corrections get in each other's way, so another order would give other amounts
for the same total: the order is fixed, and is told wherever a bridge is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

import pandas as pd

from simulator.domain.scenario import Layers, MeasureSetting, Membership, Scenario

StepName = Literal[
    "source",
    "left_out_costs",
    "members",
    "overlap",
    "supersedes",
    "spill_over",
    "shared_costs",
    "delivery",
    "growth",
    "estimates",
    "measures",
    "settings",
    "asymmetry",
]

ORDER: Final[tuple[StepName, ...]] = (
    "source",
    "left_out_costs",
    "members",
    "overlap",
    "supersedes",
    "spill_over",
    "shared_costs",
    "delivery",
    "growth",
    "estimates",
    "measures",
    "settings",
    "asymmetry",
)
"""The order of the steps: what the source itself got wrong, then what Koers corrects, then what was chosen.

Choices come last, so that changing one leaves all earlier stages, and what was worked out for them, as they
are.
"""

Amounts = tuple[float, ...]
"""EUR a year, one for each year of the programme."""


@dataclass(frozen=True)
class Stage:
    """A scenario between the two ends of a bridge.

    Attributes
    ----------
    name : str
        "start", or the step that leads to this stage.
    scenario : Scenario
        The settings so far.
    """

    name: str
    scenario: Scenario


@dataclass(frozen=True)
class Level:
    """Savings and costs of a stage, in EUR a year: in the most likely case, and as means over draws."""

    saving: Amounts
    cost: Amounts
    mean_saving: Amounts
    mean_cost: Amounts


@dataclass(frozen=True)
class Step:
    """What one correction does to the net saving, in EUR a year; positive adds to it.

    Attributes
    ----------
    name : str
        Which correction.
    likely, mean : tuple of float
        In the most likely case, and in the mean over all draws.
    """

    name: StepName
    likely: Amounts
    mean: Amounts


@dataclass(frozen=True)
class Bridge:
    """Net saving from start to end; the steps add up to the difference in every year.

    Attributes
    ----------
    years : tuple of int
        The years of the programme.
    start_likely, start_mean : tuple of float
        Net saving of the start, in EUR a year: in the most likely case, and in the mean over all draws.
    steps : tuple of Step
        The corrections, in the order of `ORDER`; those that change no setting are left out.
    middle : tuple of float
        Where both the most likely case and the mean end: the middle of all draws (P50).
    """

    years: tuple[int, ...]
    start_likely: Amounts
    start_mean: Amounts
    steps: tuple[Step, ...]
    middle: Amounts


def added_up(scenario: Scenario) -> Scenario:
    """Give a scenario without any correction: every measure by itself, everything added up."""
    return _with(
        scenario,
        layers=_NO_LAYERS,
        overlap=None,
        overlap_by_service={},
        membership=Membership(exclusions=False, departures=False),
        growth_shift=0.0,
    )


def stages(start: Scenario, end: Scenario) -> tuple[Stage, ...]:
    """List the scenarios between two others, in the order of the steps.

    View, allocation key, prices, draws and seed are those of the end from the first stage on: they say how
    one looks at the package, not what becomes of it.

    Parameters
    ----------
    start : Scenario
        The package as it was added up.
    end : Scenario
        What is looked at now.

    Returns
    -------
    tuple of Stage
        The first is the start, the last has all settings of the end. A step that changes no setting has no
        stage.
    """
    end = _counting(end)
    frame = ["municipality", "allocation_key", "price_level", "draws", "seed"]
    if not end.layers.growth:
        frame.append("growth_shift")  # it counts for nothing
    scenario = _counting(_with(start, **{name: getattr(end, name) for name in frame}))
    found = [Stage("start", scenario)]
    for name, change in _CHANGES.items():
        changed = change(scenario, end)
        if changed != scenario:
            found.append(Stage(name, changed))
            scenario = changed
    return tuple(found)


def level_of(totals: pd.DataFrame) -> Level:
    """Read the level of a stage from its table of totals; see `summary.yearly`."""

    def column(quantity: str, statistic: str) -> Amounts:
        return tuple(totals.loc[totals["quantity"] == quantity, statistic].astype(float).tolist())

    return Level(
        saving=column("damped", "most_likely"),
        cost=column("cost", "most_likely"),
        mean_saving=column("damped", "mean"),
        mean_cost=column("cost", "mean"),
    )


def bridge(years: Sequence[int], levels: Sequence[tuple[str, Level]], middle: Sequence[float]) -> Bridge:
    """Turn the levels of all stages into steps.

    Parameters
    ----------
    years : sequence of int
        The years of the programme.
    levels : sequence of (str, Level)
        Name and level of each stage, in order.
    middle : sequence of float
        Net saving of the last stage in the middle of all draws (P50), in EUR a year.

    Returns
    -------
    Bridge
        The step "source" is split: what it does to savings stays under that name, what it does to costs is
        "left_out_costs". The last step goes from the last stage to the middle of all draws.

    Examples
    --------
    >>> letter = Level((100.0,), (0.0,), (90.0,), (0.0,))
    >>> table = Level((100.0,), (30.0,), (90.0,), (30.0,))
    >>> damped = Level((80.0,), (30.0,), (70.0,), (30.0,))
    >>> found = bridge([2024], [("start", letter), ("source", table), ("overlap", damped)], [35.0])
    >>> [(step.name, step.likely[0]) for step in found.steps]
    [('source', 0.0), ('left_out_costs', -30.0), ('overlap', -20.0), ('asymmetry', -15.0)]
    """
    (_, first), *_ = levels
    (_, last) = levels[-1]
    steps: list[Step] = []
    for (_, before), (name, after) in pairwise(levels):
        saved = _minus(after.saving, before.saving), _minus(after.mean_saving, before.mean_saving)
        spent = _minus(before.cost, after.cost), _minus(before.mean_cost, after.mean_cost)
        if name == "source":
            steps += [Step("source", *saved), Step("left_out_costs", *spent)]
        else:
            both = (_plus(s, c) for s, c in zip(saved, spent, strict=True))
            steps.append(Step(_step(name), *both))
    likely, mean = _minus(last.saving, last.cost), _minus(last.mean_saving, last.mean_cost)
    steps.append(Step("asymmetry", _minus(middle, likely), _minus(middle, mean)))
    return Bridge(
        years=tuple(years),
        start_likely=_minus(first.saving, first.cost),
        start_mean=_minus(first.mean_saving, first.mean_cost),
        steps=tuple(steps),
        middle=tuple(middle),
    )


def _step(name: str) -> StepName:
    return next(known for known in ORDER if known == name)


def _minus(one: Iterable[float], other: Iterable[float]) -> Amounts:
    return tuple(a - b for a, b in zip(one, other, strict=True))


def _plus(one: Iterable[float], other: Iterable[float]) -> Amounts:
    return tuple(a + b for a, b in zip(one, other, strict=True))


_NO_LAYERS = Layers(**dict.fromkeys(Layers.model_fields, False))


def _with(scenario: Scenario, **fields: object) -> Scenario:
    return Scenario.model_validate({name: getattr(scenario, name) for name in Scenario.model_fields} | fields)


def _counting(scenario: Scenario) -> Scenario:
    """Leave out what changes no number: measures that are off, and notes."""
    on = {name: scenario.measures[name] for name in scenario.active()}
    return _with(scenario, measures={name: _setting(setting, note=None) for name, setting in on.items()})


def _layers(scenario: Scenario, end: Scenario, *names: str) -> Layers:
    taken = {
        name: getattr(end.layers if name in names else scenario.layers, name) for name in Layers.model_fields
    }
    return Layers(**taken)


def _layer(*names: str) -> Callable[[Scenario, Scenario], Scenario]:
    return lambda scenario, end: _with(scenario, layers=_layers(scenario, end, *names))


def _source(scenario: Scenario, end: Scenario) -> Scenario:
    """Take over how the source is read, of the measures that are on in both."""
    read = {
        name: _setting(setting, reading=end.measures[name].reading)
        for name, setting in scenario.measures.items()
        if name in end.measures
    }
    return _with(scenario, reading=end.reading, measures=scenario.measures | read)


def _members(scenario: Scenario, end: Scenario) -> Scenario:
    return _with(scenario, membership=end.membership, layers=_layers(scenario, end, "already_implemented"))


def _overlap(scenario: Scenario, end: Scenario) -> Scenario:
    return _with(
        scenario,
        layers=_layers(scenario, end, "overlap"),
        overlap=end.overlap,
        overlap_by_service=end.overlap_by_service,
    )


def _growth(scenario: Scenario, end: Scenario) -> Scenario:
    return _with(scenario, layers=_layers(scenario, end, "growth"), growth_shift=end.growth_shift)


def _estimates(scenario: Scenario, end: Scenario) -> Scenario:
    return _with(scenario, estimates=end.estimates)


def _measures(scenario: Scenario, end: Scenario) -> Scenario:
    """Take over which measures are on; those that come along have only their reading so far."""
    chosen = {
        name: scenario.measures.get(name, MeasureSetting(reading=end.measures[name].reading))
        for name in end.measures
    }
    return _with(scenario, measures=chosen)


def _settings(scenario: Scenario, end: Scenario) -> Scenario:
    """Take over everything else: intensity, start, pace, values of the user's own."""
    return _with(scenario, measures=end.measures, shared_drivers=end.shared_drivers)


def _setting(setting: MeasureSetting, **fields: object) -> MeasureSetting:
    present = {name: getattr(setting, name) for name in MeasureSetting.model_fields}
    return MeasureSetting.model_validate(present | fields)


_CHANGES: Final[Mapping[StepName, Callable[[Scenario, Scenario], Scenario]]] = {
    "source": _source,
    "members": _members,
    "overlap": _overlap,
    "supersedes": _layer("supersedes"),
    "spill_over": _layer("spill_over"),
    "shared_costs": _layer("shared_costs"),
    "delivery": _layer("realisation", "delay"),
    "growth": _growth,
    "estimates": _estimates,
    "measures": _measures,
    "settings": _settings,
}
