"""The errors that Koers raises on purpose.

::

    SimulatorError
    ├── FormulaError       a formula that cannot be read, or does not give the unit it must
    ├── InputFileError     a file in measures/ or scenarios/ (or an upload) that is refused
    ├── ScenarioError      a scenario that asks for something the programme does not have
    ├── SweepError         a sweep that cannot be done, or not be gone on with, where it is asked for
    └── WorkbookError      an amount that cannot be written in a workbook, as it is no number

Every message says what was found, what is expected and how to repair it. Anything else that
reaches a user is a defect of ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class SimulatorError(Exception):
    """Base of all errors that Koers raises on purpose."""


class FormulaError(SimulatorError):
    """A formula that cannot be read, or does not reduce to the unit it must."""


class ScenarioError(SimulatorError):
    """A scenario that asks for something its programme does not have."""


class SweepError(SimulatorError):
    """A sweep that cannot be done, or not be gone on with, where it is asked for."""


class WorkbookError(SimulatorError):
    """An amount that cannot be written in a workbook, as it is not a number or not finite."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong in an input file, with the place and the repair."""

    file: str
    """Name of the file, as the user knows it."""
    line: int
    """Line in the file, from 1."""
    key: str
    """Path of keys, joined with dots; empty for the file as a whole."""
    found: str
    """What stands there."""
    expected: str
    """What should stand there."""
    repair: str
    """What to do about it."""
    refuses: bool = True
    """False for a warning: it may be right, so the file is taken."""

    def __str__(self) -> str:
        """Give the problem as one line, in the form that editors can jump to."""
        kind = "" if self.refuses else "warning: "
        place = f"{self.file}:{self.line}: {kind}" + (f"{self.key}: " if self.key else "")
        return f"{place}found {self.found}; expected {self.expected}. {self.repair}"


class InputFileError(SimulatorError):
    """A file that is refused, with every problem found in it.

    Examples
    --------
    >>> raise InputFileError([Problem("a.yaml", 3, "value", "text 'x'", "a number", "Write 12.")])
    Traceback (most recent call last):
    ...
    simulator.errors.InputFileError: a.yaml:3: value: found text 'x'; expected a number. Write 12.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))
