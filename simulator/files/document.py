"""A YAML file that has been read: its data, where everything stands, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from simulator.errors import Problem
from simulator.files.characters import clip
from simulator.files.commas import Commas

Key = tuple[str | int, ...]
"""Path of a value: keys of mappings and indexes of lists, from the top."""


class Scalar(NamedTuple):
    """A single value as it stands in the file."""

    raw: str
    """The text, without quotes."""
    quoted: bool
    """True for text in quotes or in a block; False for a plain word."""


@dataclass
class YamlDocument:
    """The data of one file, and where everything stands."""

    file: str
    """Name of the file, as the user knows it."""
    last_line: int = 1
    """Number of its last line: the YAML reader places some slips after it."""
    data: Any = None
    """Mappings, lists, texts, numbers and booleans."""
    lines: dict[Key, int] = field(default_factory=dict)
    """Line of every key, from 1."""
    scalars: dict[Key, Scalar] = field(default_factory=dict)
    """Every single value as it stands in the file."""
    commas: dict[Key, Commas] = field(default_factory=dict)
    """Lists in which a comma may be meant as that of a decimal."""
    problems: list[Problem] = field(default_factory=list)
    """What is wrong so far."""
    faulty: set[Key] = field(default_factory=set)
    """Keys that have a problem: what follows from it need not be told."""
    _known: set[Problem] = field(default_factory=set)

    def line(self, key: Key) -> int:
        """Give the line of a key, or of the nearest one above it that is there."""
        while key and key not in self.lines:
            key = key[:-1]
        return self.lines.get(key, 1)

    def report(self, key: Key, found: str, expected: str, repair: str, line: int | None = None) -> None:
        """Note a problem at a key."""
        path = ".".join(clip(str(part)) for part in key)
        place = self.line(key) if line is None else line
        problem = Problem(self.file, min(place, self.last_line), path, found, expected, repair)
        self.faulty.add(key)
        if problem not in self._known:
            self._known.add(problem)
            self.problems.append(problem)
