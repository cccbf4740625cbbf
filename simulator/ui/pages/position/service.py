"""What the page Zienswijze asks for: shipped positions, what a draft means, arguments, documents.

What a draft means is kept as tables only, under one text: the SHA-256 of all that decides the numbers of both
packages. Words do not decide them, so that typing works nothing out anew.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import streamlit as st

from simulator.analysis.position import (
    Argument,
    Leak,
    LeftOut,
    Packages,
    Residents,
    YearCompared,
    accepted,
    arguments,
    consequences,
    packages,
)
from simulator.domain.catalogue import Catalogue
from simulator.domain.position import Language, Position
from simulator.domain.scenario import Scenario
from simulator.errors import InputFileError, Problem, ScenarioError
from simulator.export.position import office, position_file
from simulator.files import decode, load_position, parse_position, position_paths
from simulator.ui import services
from simulator.ui.outcome import fingerprint
from simulator.ui.pages.position.build import stances_of
from simulator.ui.pages.position.draft import Draft

MOST_KEPT: Final = 200
"""Outcomes kept, of some 20 kB each, for all visitors together."""


@dataclass(frozen=True)
class Meaning:
    """What a draft means: tables of both packages, without draws.

    Attributes
    ----------
    proposed_run, own_run : str
        Run ids; the same ids stand in the document.
    view : str
        "region", or the municipality that amounts are about.
    owner : str or None
        Municipality with the savings task.
    paid_back : tuple of int or None
        First year from which on the proposal, and the position, yielded more than they cost.
    spill_over, growth : bool
        Whether waterbed effects are in the totals, and whether unchanged policy grows.
    known : frozenset of str
        "proposed" and "position", as far as anybody knows what these packages save.

    The other fields are those of `analysis.position.Consequences` and of its runs.
    """

    proposed_run: str
    own_run: str
    draws: int
    seed: int
    catalogue_version: str
    price_level: str
    view: str
    owner: str | None
    years: tuple[YearCompared, ...]
    residents: tuple[Residents, ...]
    leaks: tuple[Leak, ...]
    left_out: tuple[LeftOut, ...]
    paid_back: tuple[int | None, int | None]
    spill_over: bool
    growth: bool
    known: frozenset[str]

    @property
    def differs(self) -> bool:
        """Whether the two packages give other numbers."""
        return self.proposed_run != self.own_run


def scenarios() -> Mapping[str, Scenario]:
    """Give the scenarios that a position can name, by id."""
    return services.shelf().scenarios


def shipped() -> tuple[dict[str, Position], tuple[Problem, ...]]:
    """Give the shipped positions by id, and what is wrong with those that were refused."""
    return _shipped(str(services.programme_folder()))


@st.cache_resource(max_entries=8, show_spinner=False)
def _shipped(folder: str) -> tuple[dict[str, Position], tuple[Problem, ...]]:
    found: dict[str, Position] = {}
    problems: list[Problem] = []
    catalogue = services.catalogue()
    for path in position_paths(Path(folder).parents[1], catalogue.programme.id):
        try:
            position = load_position(path, catalogue, scenarios())
            _check_arguments(position, catalogue, path.name)
            found[position.id] = position
        except InputFileError as error:
            problems.extend(error.problems)
    return found, tuple(problems)


def read(data: bytes, name: str, catalogue: Catalogue) -> Position:
    """Read a position that a user brings.

    Raises
    ------
    InputFileError
        With all problems of the file.
    """
    position = parse_position(decode(data, name), name, catalogue, scenarios())
    _check_arguments(position, catalogue, name)
    return position


def _check_arguments(position: Position, catalogue: Catalogue, file: str) -> None:
    try:
        accepted(position, catalogue)
    except ScenarioError as error:
        expected = "arguments that the data offer"
        problem = Problem(file, 1, "measures", str(error), expected, "Remove it, and choose one on the page.")
        raise InputFileError([problem]) from error


def both_packages(draft: Draft) -> Packages:
    """Give the package as proposed and that of a draft."""
    return packages(stances_of(draft, scenarios()), scenarios())


def meaning(draft: Draft, measures: Catalogue) -> Meaning:
    """Work out what a draft means, or take what is kept.

    Raises
    ------
    ScenarioError
        If its package cannot be: measures that exclude each other.
    """
    both = both_packages(draft)
    chosen = services.worked_out_with(measures, both.position)
    prints = ",".join(fingerprint(chosen, scenario) for scenario in (both.proposed, both.position))
    key = hashlib.sha256(prints.encode()).hexdigest()
    return _meaning(key, stances_of(draft, scenarios()), chosen)


@st.cache_data(max_entries=MOST_KEPT, show_spinner=False)
def _meaning(key: str, _position: Position, _catalogue: Catalogue) -> Meaning:
    del key  # it is what the tables are kept under: arguments with an underscore are not hashed
    found = consequences(_position, _catalogue, scenarios())
    own = found.own
    return Meaning(
        proposed_run=found.proposed.run_id,
        own_run=own.run_id,
        draws=own.draws,
        seed=own.scenario.seed,
        catalogue_version=_catalogue.version,
        price_level=own.scenario.price_level,
        view=own.view,
        owner=own.target.municipality if own.target else None,
        years=found.years,
        residents=found.residents,
        leaks=found.leaks,
        left_out=found.left_out,
        paid_back=(found.paid_back("proposed"), found.paid_back("position")),
        spill_over=own.scenario.layers.spill_over,
        growth=own.scenario.layers.growth,
        known=frozenset(filter(found.savings_known, ("proposed", "position"))),
    )


def offered(measures: Catalogue, measure: str) -> tuple[Argument, ...]:
    """Give the arguments that the data offer for or against a measure."""
    return _offered(measures.version, measures).get(measure, ())


@st.cache_resource(max_entries=8, show_spinner=False)
def _offered(version: str, _catalogue: Catalogue) -> dict[str, tuple[Argument, ...]]:
    del version  # it is what the arguments are kept under
    return arguments(_catalogue)


def endings() -> tuple[str, ...]:
    """Give the kinds of document that can be made here; PDF needs an office program."""
    return (".docx", ".md", ".pdf") if office() else (".docx", ".md")


def document(
    position: Position,
    measures: Catalogue,
    ending: str,
    language: Language,
    progress: Callable[[int, int], None],
) -> bytes:
    """Make the letter of a position.

    Parameters
    ----------
    progress : callable
        Called with the draws done and to do while both packages are worked out; what follows is the writing.

    Raises
    ------
    SimulatorError
        If it cannot be made.
    """
    both = packages(position, scenarios())
    chosen = services.worked_out_with(measures, both.position)
    found = consequences(position, chosen, scenarios(), progress=progress)
    return position_file(found, ending, language=language, date=today())


def today() -> dt.date:
    """Give the day on which a document is made."""
    return dt.datetime.now().astimezone().date()
