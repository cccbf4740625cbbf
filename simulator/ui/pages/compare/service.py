"""Scenarios worked out side by side: what the page Vergelijken asks for.

What is kept is tables only, under one text: the SHA-256 of all that decides the numbers of all scenarios.
The draws that the differences are made of are let go at once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import streamlit as st

from simulator.analysis.comparison import Comparison, compare, on_same_dice, other_dice
from simulator.analysis.run import run
from simulator.domain.catalogue import Catalogue
from simulator.domain.scenario import Scenario
from simulator.ui import edits
from simulator.ui.link import MOST_DRAWS
from simulator.ui.outcome import Outcome, fingerprint, outcome_of

MOST_COMPARISONS: Final = 200
"""Comparisons kept, of some 100 kB each, for all visitors together."""


@dataclass(frozen=True)
class SideBySide:
    """Scenarios worked out on the same dice, and how they differ.

    Attributes
    ----------
    outcomes : tuple of Outcome
        The tables of each scenario.
    comparison : Comparison
        The tables of their differences.
    """

    outcomes: tuple[Outcome, ...]
    comparison: Comparison


@dataclass(frozen=True)
class Aligned:
    """Scenarios made comparable.

    Attributes
    ----------
    scenarios : tuple of Scenario
        On the dice of the first, and for one view.
    other_dice : tuple of int
        Places of those that have other dice of their own.
    """

    scenarios: tuple[Scenario, ...]
    other_dice: tuple[int, ...]


def aligned(scenarios: Sequence[Scenario], municipality: str | None) -> Aligned:
    """Put scenarios on the same dice and view.

    Parameters
    ----------
    scenarios : sequence of Scenario
        At least one; the first gives the seed and the number of draws, up to what a link may ask for.
    municipality : str or None
        Whose share is shown; None: the whole region.
    """
    first = scenarios[0].model_copy(update={"draws": min(scenarios[0].draws, MOST_DRAWS)})
    same = on_same_dice([first, *scenarios[1:]])
    shown = tuple(edits.set_fields(scenario, municipality=municipality) for scenario in same)
    return Aligned(shown, other_dice([first, *scenarios[1:]]))


def side_by_side(scenarios: Sequence[Scenario], catalogue: Catalogue) -> SideBySide:
    """Work scenarios out side by side, or take what is kept.

    Raises
    ------
    ComparisonError
        If they cannot be compared.
    ScenarioError
        If one of them does not fit the catalogue.
    """
    return _side_by_side(key_of(scenarios, catalogue), tuple(scenarios), catalogue)


def key_of(scenarios: Sequence[Scenario], catalogue: Catalogue) -> str:
    """Give the key under which a comparison is kept: SHA-256 of all that decides its numbers."""
    keys = ",".join(fingerprint(catalogue, scenario) for scenario in scenarios)
    return hashlib.sha256(keys.encode()).hexdigest()


@st.cache_data(max_entries=MOST_COMPARISONS, show_spinner=False)
def _side_by_side(key: str, _scenarios: tuple[Scenario, ...], _catalogue: Catalogue) -> SideBySide:
    del key  # it is what the tables are kept under: arguments with an underscore are not hashed
    runs = [run(_catalogue, scenario) for scenario in _scenarios]
    return SideBySide(tuple(outcome_of(one) for one in runs), compare(runs))
