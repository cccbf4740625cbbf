"""What a visitor asks of packages: the wishes, and what is being looked for; kept for the session."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any, Final

import streamlit as st

from simulator.analysis.portfolio import Goal, Wishes
from simulator.analysis.robustness import FutureName
from simulator.analysis.run import target_of
from simulator.domain.catalogue import Catalogue
from simulator.domain.programme import Target
from simulator.domain.scenario import Scenario
from simulator.ui import state

_SESSION: Final = "_koers_packages"

LIKELY: Final = 0.8
"""Chance that is asked for until somebody says otherwise."""


@dataclass(frozen=True)
class Asked:
    """What is asked.

    Attributes
    ----------
    goal, chance, most_fte, most_residents, worst_grade, required, barred, complete
        See `Wishes`.
    year : int or None
        Year of the task; None: the last that has one.
    against : {"residents", "fte", "measures"}
        What the net saving is drawn against.
    future : str or None
        Future in which rules are sought; None: the one that tells most.
    stopped : str
        Key of the search that was stopped; empty when none was.
    picked : frozenset of str or None
        Measures of the package that was picked from the chart or the list; None when none was.
    picks : int
        How often one was picked from the list.
    """

    goal: Goal = "net"
    chance: float | None = LIKELY
    most_fte: float | None = None
    most_residents: float | None = None
    worst_grade: int | None = None
    required: frozenset[str] = frozenset()
    barred: frozenset[str] = frozenset()
    complete: bool = True
    year: int | None = None
    against: Goal = "residents"
    future: FutureName | None = None
    stopped: str = ""
    picked: frozenset[str] | None = None
    picks: int = 0

    def among(self, measures: Collection[str]) -> Asked:
        """Give what is asked of packages of these measures: of others nothing can be asked, nor undone."""
        return replace(
            self,
            required=self.required.intersection(measures),
            barred=self.barred.intersection(measures),
        )

    def wishes(self, has_task: bool) -> Wishes:
        """Give the wishes; without a savings task no chance can be asked for."""
        return Wishes(
            goal=self.goal,
            chance=self.chance if has_task else None,
            most_fte=self.most_fte,
            most_residents=self.most_residents,
            worst_grade=self.worst_grade,
            required=self.required,
            barred=self.barred - self.required,
            complete=self.complete,
        )


def asked() -> Asked:
    """Give what is asked."""
    found: Asked = st.session_state.setdefault(_SESSION, Asked())
    return found


def has_asked() -> bool:
    """Say whether this session has seen the page."""
    return _SESSION in st.session_state


def begin(wishes: Asked) -> None:
    """Ask this, whatever was asked before."""
    st.session_state[_SESSION] = wishes


def ask(**fields: Any) -> None:  # noqa: ANN401 - fields of Asked
    """Change what is asked; call it from a widget's callback."""
    st.session_state[_SESSION] = replace(asked(), **fields)


def task_years(scenario: Scenario, catalogue: Catalogue) -> tuple[int, ...]:
    """Give the years that have a savings task; all years of the programme when there is no task."""
    target = target_of(catalogue, scenario)
    return tuple(sorted(target.amounts)) if target and target.amounts else catalogue.programme.years


def target() -> Target | None:
    """Give the savings task that counts for the scenario of this session."""
    return target_of(state.catalogue(), state.scenario())


def owner(year: int) -> str | None:
    """Give the municipality with a savings task in a year, if there is one."""
    found = target()
    return found.municipality if found and year in found.amounts else None


def year() -> int:
    """Give the year that is looked at."""
    years = task_years(state.scenario(), state.catalogue())
    chosen = asked().year
    return chosen if chosen in years else years[-1]


def choosable(start: Scenario, scenario: Scenario, catalogue: Catalogue) -> tuple[str, ...]:
    """Give the measures that packages are made of: those of the scenario started from, and those on now.

    A package that is opened leaves measures off; they stay among those to choose from.
    """
    names = {*start.measures, *scenario.active()}
    return tuple(name for name in catalogue.measures if name in names)


def settings(start: Scenario, scenario: Scenario) -> Scenario:
    """Give the scenario with the settings that measures have, or had before they were put off."""
    return scenario.model_copy(update={"measures": dict(start.measures) | dict(scenario.measures)})
