"""From domain models to YAML that our own reader, and people, read alike."""

from __future__ import annotations

import datetime as dt
from typing import Any

import yaml
from pydantic import BaseModel

from simulator.domain.measure import Measure
from simulator.domain.position import Position
from simulator.domain.scenario import Scenario
from simulator.files.scalars import write_number

WIDTH = 96
"""Longest line that is written, where words allow it."""


def dump_scenario(scenario: Scenario) -> str:
    """Write a scenario as YAML; `parse_scenario` gives the same scenario back.

    Fields that have their default value are left out.
    """
    return _dump(scenario)


def dump_measure(measure: Measure) -> str:
    """Write a measure as YAML; `parse_measure` gives the same measure back.

    Fields that have their default value are left out.
    """
    return _dump(measure)


def dump_position(position: Position) -> str:
    """Write a position as YAML; `parse_position` gives the same position back.

    Fields that have their default value are left out.
    """
    return _dump(position)


def _dump(model: BaseModel) -> str:
    data = model.model_dump(mode="python", exclude_defaults=True)
    return str(
        yaml.dump(
            data,
            Dumper=_Dumper,
            allow_unicode=True,
            sort_keys=False,
            default_flow_style=False,
            width=WIDTH,
        )
    )


class _Dumper(yaml.SafeDumper):
    """Writes numbers our way, short lists of numbers on one line, and never an alias."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ANN401
        """Write everything out: the reader refuses references."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent lists under their key, as the shipped files do."""
        super().increase_indent(flow, False)


def _number(dumper: yaml.SafeDumper, value: int | float) -> yaml.ScalarNode:
    text = write_number(value)
    kind = "float" if "." in text else "int"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{kind}", text)


def _sequence(dumper: yaml.SafeDumper, value: tuple[Any, ...]) -> yaml.SequenceNode:
    plain = all(isinstance(item, int | float) for item in value)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=plain)


def _date(dumper: yaml.SafeDumper, value: dt.date) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", value.isoformat())


_Dumper.add_representer(int, _number)
_Dumper.add_representer(float, _number)
_Dumper.add_representer(tuple, _sequence)
_Dumper.add_representer(dt.date, _date)
