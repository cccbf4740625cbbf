"""What the page Pakketten asks for: all packages, full runs of some, futures and rules; everything is kept.

What is kept belongs to nobody in particular: it is found by the SHA-256 of all that decides the numbers.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import streamlit as st

from simulator.analysis import portfolio
from simulator.analysis.portfolio import Candidates, Packages, Step, Winner, candidates, search, winners
from simulator.analysis.robustness import (
    Discovery,
    FutureName,
    FutureOutcome,
    discover,
    future_of,
    futures,
    outcomes,
)
from simulator.domain.catalogue import Catalogue
from simulator.domain.scenario import Scenario
from simulator.ui import services
from simulator.ui.outcome import fingerprint

MOST_SEARCHES: Final = 12
"""Searches kept, of some 6 MB each, for all visitors together."""
MOST_ANSWERS: Final = 500
"""Answers kept of whether anything is known: one word each."""


@dataclass
class Kept:
    """A search and the full runs of packages that it led to."""

    packages: Packages | None = None
    winners: dict[int, Winner] = field(default_factory=dict)


@dataclass(frozen=True)
class Quest:
    """All that a search needs, and the key it is kept under."""

    key: str
    catalogue: Catalogue
    scenario: Scenario
    candidates: Candidates
    year: int

    @property
    def kept(self) -> Kept:
        """What is known of it already."""
        return _kept(self.key)

    def steps(self) -> Iterator[Step]:
        """Search step by step, and keep what is found."""
        for step in search(self.catalogue, self.scenario, self.candidates, self.year):
            if step.packages is not None:
                self.kept.packages = step.packages
            yield step

    def nobody_knows(self) -> tuple[str, ...]:
        """Give the measures of which nobody knows what they save, where the scenario looks."""
        unknown = _nobody_knows(self.key, self)
        return tuple(name for name in self.catalogue.measures if name in unknown)

    def in_full(self, packages: Packages, numbers: Sequence[int]) -> tuple[Winner, ...]:
        """Work packages out in full."""
        known = self.kept.winners
        missing = [number for number in numbers if number not in known]
        for found in winners(self.catalogue, self.scenario, packages, missing):
            known[found.number] = found
        return tuple(known[number] for number in numbers)


def quest(
    catalogue: Catalogue,
    scenario: Scenario,
    measures: Sequence[str],
    year: int,
    always: Collection[str] = (),
    never: Collection[str] = (),
) -> Quest:
    """Prepare a search.

    Parameters
    ----------
    catalogue : Catalogue
        With measures of the user's own.
    scenario : Scenario
        Settings and assumptions; which measures it has on does not matter.
    measures : sequence of str
        Measures to choose from.
    year : int
        Year of the task.
    always, never : collection of str
        Measures that are in every package, and in none.

    Raises
    ------
    ScenarioError
        If there are too many measures to choose from.
    """
    everything = {
        name: setting.model_copy(update={"on": name in set(measures)})
        for name, setting in scenario.measures.items()
    }
    whole = scenario.model_copy(update={"measures": everything})
    chosen = services.worked_out_with(catalogue, whole)
    content = json.dumps([fingerprint(chosen, whole), list(measures), sorted(always), sorted(never), year])
    key = hashlib.sha256(content.encode()).hexdigest()
    return Quest(key, chosen, whole, candidates(chosen, whole, measures, always, never), year)


def anything_known(catalogue: Catalogue, scenario: Scenario, measures: Sequence[str]) -> bool:
    """Say whether of any of these measures is known what it saves in the place that is looked at."""
    return _anything_known(
        f"{fingerprint(catalogue, scenario)} {' '.join(measures)}", catalogue, scenario, measures
    )


@st.cache_data(max_entries=MOST_ANSWERS, show_spinner=False)
def _anything_known(key: str, _catalogue: Catalogue, _scenario: Scenario, _measures: Sequence[str]) -> bool:
    del key
    return portfolio.anything_known(_catalogue, _scenario, _measures)


@st.cache_data(max_entries=MOST_ANSWERS, show_spinner=False)
def _nobody_knows(key: str, _quest: Quest) -> frozenset[str]:
    del key
    known = portfolio.known_among(_quest.catalogue, _quest.scenario, _quest.candidates.named)
    return known.nobody_knows


@st.cache_resource(max_entries=MOST_SEARCHES, show_spinner=False)
def _kept(key: str) -> Kept:
    del key  # it is what the search is kept under
    return Kept()


def in_futures(catalogue: Catalogue, scenario: Scenario, year: int) -> tuple[FutureOutcome, ...]:
    """Work the scenario out in all futures, or take what is kept."""
    chosen = services.worked_out_with(catalogue, scenario)
    return _futures(_key(chosen, scenario, year), chosen, scenario, year)


@st.cache_resource(max_entries=100, show_spinner=False)
def _futures(key: str, _catalogue: Catalogue, _scenario: Scenario, _year: int) -> tuple[FutureOutcome, ...]:
    del key
    return outcomes(_catalogue, futures(_catalogue, _scenario), _year)


def rules(catalogue: Catalogue, scenario: Scenario, name: FutureName, year: int) -> Discovery | None:
    """Find what leads to missing the task in a future, or take what is kept; None without a task."""
    chosen = services.worked_out_with(catalogue, scenario)
    return _rules(f"{name} {_key(chosen, scenario, year)}", chosen, scenario, name, year)


@st.cache_resource(max_entries=200, show_spinner=False)
def _rules(
    key: str, _catalogue: Catalogue, _scenario: Scenario, _name: FutureName, _year: int
) -> Discovery | None:
    del key
    return discover(_catalogue, future_of(_catalogue, _scenario, _name).scenario, _year)


def _key(catalogue: Catalogue, scenario: Scenario, year: int) -> str:
    return hashlib.sha256(f"{fingerprint(catalogue, scenario)} {year}".encode()).hexdigest()
