"""What is asked of a run: the outcomes of one year that everything is held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from simulator.analysis.run import Run
from simulator.analysis.summary import task_known
from simulator.engine.axes import Array
from simulator.engine.statistics import reaches
from simulator.errors import ScenarioError
from simulator.suggestion import one_of

Outcome = Literal["net", "task"]
"""net: the net saving of a year, in EUR. task: whether the savings task is met, 1 or 0, so that its mean is a
chance."""


@dataclass(frozen=True)
class Question:
    """The outcomes of one year.

    Attributes
    ----------
    year, at : int
        The year, and its place among the years of the programme.
    view : str
        Whose net saving: "region", or a municipality.
    owner : str or None
        Municipality with a savings task in this year; None: there is none, and only the net saving is asked.
    task_known : bool
        Whether anybody knows what that municipality saves; else the task is not asked about either.
    amount : float
        What it must save, in EUR.
    whole : bool
        Whether a measure is kept or dropped by what it does in all years together; else by this year alone.
    """

    year: int
    at: int
    view: str
    owner: str | None
    amount: float
    whole: bool = False
    task_known: bool = True

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The outcomes that there are."""
        return ("net", "task") if self.owner and self.task_known else ("net",)

    @property
    def views(self) -> tuple[str, ...]:
        """The views that a projection must keep."""
        return tuple(dict.fromkeys([self.view, *([self.owner] if self.owner else [])]))

    def of(self, net: Mapping[str, Array]) -> Array:
        """Outcomes of each draw, shape (outcomes, draws), from net savings by view, shape (years, draws)."""
        found = [net[self.view][self.at]]
        if self.owner is not None and self.task_known:
            found.append(reaches(net[self.owner][self.at], self.amount).astype(found[0].dtype))
        return np.array(found)


def question(run: Run, year: int | None = None, *, whole: bool = False) -> Question:
    """Ask for the outcomes of a year.

    Parameters
    ----------
    run : Run
        A run.
    year : int, optional
        A year of the programme; left out: the last.
    whole : bool
        Whether a measure is kept or dropped by what it does in all years together.

    Raises
    ------
    ScenarioError
        If it is no year of the programme.
    """
    years, target = run.plan.years, run.target
    asked = years[-1] if year is None else year
    if asked not in years:
        raise ScenarioError(f"found year {asked}; expected {one_of([str(known) for known in years])}")
    owns = target is not None and asked in target.amounts
    return Question(
        year=asked,
        at=years.index(asked),
        view=run.view,
        owner=target.municipality if target and owns else None,
        amount=target.amounts[asked] if target and owns else 0.0,
        whole=whole,
        task_known=task_known(run.plan, target),
    )
