"""What pages ask for: the catalogue, the shipped scenarios, outcomes. Everything here is cached.

Outcomes are cached on one text that this app makes itself, the SHA-256 of everything that decides the
numbers. Streamlit's own hashing is not used: it samples large arrays, and two different lists of arguments
can give it the same key.
"""

from __future__ import annotations

import gc
import os
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from simulator.analysis.run import run
from simulator.domain.base import Text
from simulator.domain.catalogue import Catalogue
from simulator.domain.measure import Measure
from simulator.domain.scenario import MeasureSetting, Scenario
from simulator.errors import InputFileError, Problem
from simulator.files import load_catalogue, load_scenario, programmes, scenario_paths
from simulator.ui.outcome import Outcome, fingerprint, outcome_of
from simulator.ui.own import content_key, joined, used

FIRST_SCENARIO: Final = "programma"
"""Scenario that the app opens with, where a programme has it."""
PROGRAMME_KEY: Final = "_koers_programme"
"""Key under which a session keeps the programme that its visitor chose."""
SELDOM: Final = (10_000, 10, 10)
"""When the garbage collector runs: a page makes thousands of objects, and hardly any in a circle."""
MOST_OUTCOMES: Final = 500
"""Outcomes kept, of some 20 kB each, for all visitors together."""


@dataclass(frozen=True)
class Shelf:
    """The shipped scenarios of a programme, by id, and what is wrong with files that were refused."""

    scenarios: dict[str, Scenario]
    problems: tuple[Problem, ...]

    @property
    def first(self) -> Scenario:
        """The scenario that the app opens with."""
        return self.scenarios.get(FIRST_SCENARIO) or next(iter(self.scenarios.values()))


OWN_ROOT: Final = str(Path(__file__).parents[2])


def root() -> Path:
    """Give the folder with ``measures/`` and ``scenarios/``: $KOERS_DATA, or that of the app itself."""
    return _resolved(os.environ.get("KOERS_DATA") or OWN_ROOT)


@cache
def _resolved(folder: str) -> Path:
    return Path(folder).resolve()


def programme_folder() -> Path:
    """Give the folder of the programme that is shown: the session's, $KOERS_PROGRAMME, or the first one.

    Raises
    ------
    InputFileError
        If there is no programme.
    """
    # Outside a session, as while the server warms up, there is nothing to ask; that is no reason to warn.
    in_session = get_script_run_ctx(suppress_warning=True) is not None
    chosen = st.session_state.get(PROGRAMME_KEY) if in_session else None
    return _programme_folder(root(), chosen or os.environ.get("KOERS_PROGRAMME"))


def first_programme() -> str:
    """Give the id of the programme that the app opens with.

    Raises
    ------
    InputFileError
        If there is no programme.
    """
    return _programme_folder(root(), os.environ.get("KOERS_PROGRAMME")).name


def programme_folders() -> dict[str, Path]:
    """Give the folders of all programmes, by id."""
    return _programme_folders(root())


@cache
def _programme_folders(root: Path) -> dict[str, Path]:
    return {folder.name: folder for folder in programmes(root)}


def programme_title(name: str) -> Text:
    """Give the title of a programme; its id when its files are refused, so that it can still be chosen."""
    try:
        return _catalogue(str(programme_folders()[name])).programme.title
    except InputFileError:
        return Text(nl=name, en=name)


@cache
def _programme_folder(root: Path, wanted: str | None) -> Path:
    """Look the folder up once: pages ask for it dozens of times a run."""
    folders = _programme_folders(root)
    chosen = folders.get(wanted) if wanted else next(iter(folders.values()), None)
    if chosen is None:
        raise InputFileError(
            [
                Problem(
                    file=str(root / "measures"),
                    line=1,
                    key="",
                    found=f"no programme '{wanted}'" if wanted else "no programme",
                    expected="a folder with programme.yaml",
                    repair="Add it, or set KOERS_DATA and KOERS_PROGRAMME.",
                )
            ]
        )
    return chosen


def catalogue() -> Catalogue:
    """Give the programme with its measures; read once, until the app starts anew.

    Raises
    ------
    InputFileError
        If its files are refused.
    """
    return _catalogue(str(programme_folder()))


@lru_cache(maxsize=8)  # of Python's own: a page asks dozens of times a run, and Streamlit's takes its time
def _catalogue(folder: str) -> Catalogue:
    return load_catalogue(Path(folder))


def catalogue_with(own: tuple[Measure, ...]) -> Catalogue:
    """Give the catalogue with measures of the user's own behind those of the programme."""
    if not own:
        return catalogue()
    shipped = catalogue()
    return _catalogue_with(f"{shipped.version} {content_key(own)}", shipped, own)


@st.cache_resource(max_entries=100, show_spinner=False)
def _catalogue_with(key: str, _shipped: Catalogue, _own: tuple[Measure, ...]) -> Catalogue:
    del key  # it is what the catalogue is kept under: arguments with an underscore are not hashed
    return joined(_shipped, _own)


def worked_out_with(measures: Catalogue, scenario: Scenario) -> Catalogue:
    """Leave out the measures of the user's own that a scenario does not use.

    A draft that is off then changes neither the version of the catalogue nor the run id.
    """
    shipped = catalogue()
    own = tuple(measure for name, measure in measures.measures.items() if name not in shipped.measures)
    if not own or measures.programme.id != shipped.programme.id:
        return measures
    return catalogue_with(used(own, scenario))


def shelf() -> Shelf:
    """Give the shipped scenarios; a file that is refused is left out and its problems are kept."""
    return _shelf(str(programme_folder()))


@lru_cache(maxsize=8)
def _shelf(folder: str) -> Shelf:
    programme = _catalogue(folder)
    found: dict[str, Scenario] = {}
    problems: list[Problem] = []
    for path in scenario_paths(Path(folder).parents[1], programme.programme.id):
        try:
            scenario = load_scenario(path, programme)
            found[scenario.id] = scenario
        except InputFileError as error:
            problems.extend(error.problems)
    return Shelf(found or {FIRST_SCENARIO: _everything(programme)}, tuple(problems))


def _everything(programme: Catalogue) -> Scenario:
    """Build the scenario of a programme without scenarios: all measures that are not turned down."""
    title = programme.programme.title
    chosen = [m.id for m in programme.measures.values() if m.status in ("proposed", "adopted")]
    return Scenario(
        id=FIRST_SCENARIO,
        programme=programme.programme.id,
        title=Text(nl=title.nl, en=title.en),
        summary=programme.programme.summary,
        measures=dict.fromkeys(chosen, MeasureSetting()),
    )


def outcome(scenario: Scenario, measures: Catalogue | None = None) -> Outcome:
    """Work a scenario out, or take the outcome that is kept.

    Parameters
    ----------
    scenario : Scenario
        What to work out.
    measures : Catalogue, optional
        With measures of the user's own; left out: the shipped one.

    Raises
    ------
    ScenarioError
        If the scenario does not fit the catalogue.
    """
    chosen = worked_out_with(measures or catalogue(), scenario)
    return _outcome(fingerprint(chosen, scenario), scenario, chosen)


@st.cache_data(max_entries=MOST_OUTCOMES, show_spinner=False)
def _outcome(key: str, _scenario: Scenario, _catalogue: Catalogue) -> Outcome:
    del key  # it is what the outcome is kept under: arguments with an underscore are not hashed
    return outcome_of(run(_catalogue, _scenario))


@st.cache_resource(show_spinner=False)
def freeze_heap() -> bool:
    """Take all that was imported out of reach of the garbage collector, once for the process.

    Streamlit collects after every run of a page; walking the modules takes half of the time otherwise.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)
    return True
