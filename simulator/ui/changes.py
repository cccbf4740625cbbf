"""What a scenario changes in the one it was started from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from simulator.domain.scenario import Scenario
from simulator.ui.edits import setting_of

NAMES = ("id", "title", "summary")
"""Fields that name a scenario and do not count in its numbers."""

LEAVES = ("uncertainty", "estimates", "title", "summary", "note")
"""Mappings that change as a whole."""


@dataclass(frozen=True)
class Change:
    """One setting that differs.

    Attributes
    ----------
    path : tuple of str
        Where: ("measures", id, "intensity"), ("layers", "growth"), ("municipality",), ...
    before, after
        Values in the starting scenario and in this one; None where there is none.
    """

    path: tuple[str, ...]
    before: object
    after: object


def changes(start: Scenario, scenario: Scenario) -> tuple[Change, ...]:
    """List what differs, settings of measures that are off in both left out.

    Titles do not count. A measure that a scenario does not name is off.
    """
    fields = [name for name in Scenario.model_fields if name not in (*NAMES, "measures")]
    before, after = (s.model_dump(mode="json", include=set(fields)) for s in (start, scenario))
    return (*_measure_changes(start, scenario), *_differences((), before, after))


def _measure_changes(start: Scenario, scenario: Scenario) -> Iterator[Change]:
    for name in dict.fromkeys((*start.measures, *scenario.measures)):
        before, after = setting_of(start, name), setting_of(scenario, name)
        if before.on or after.on:
            yield from _differences(
                ("measures", name), before.model_dump(mode="json"), after.model_dump(mode="json")
            )


def _differences(
    path: tuple[str, ...], before: Mapping[str, object], after: Mapping[str, object]
) -> Iterator[Change]:
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        if old == new:
            continue
        if isinstance(old, dict) and isinstance(new, dict) and key not in LEAVES:
            yield from _differences((*path, key), old, new)
        else:
            yield Change((*path, key), old, new)
