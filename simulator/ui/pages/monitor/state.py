"""What a session chose on the page Monitor: figures of its own, thresholds, and the documents it made."""

from __future__ import annotations

from dataclasses import dataclass, field

import streamlit as st
from pydantic import ValidationError

from simulator.analysis.monitor import MonitorRules
from simulator.analysis.monitor.layout import joined
from simulator.analysis.monitor.upload import read_figures
from simulator.domain.observation import ObservedFigures
from simulator.errors import InputFileError, Problem
from simulator.ui import services
from simulator.ui.made import Made, still

_SESSION = "_koers_monitor"


@dataclass
class _Session:
    uploaded: ObservedFigures | None = None
    file: str = ""
    problems: tuple[Problem, ...] = ()
    turn: int = 0
    rules: MonitorRules = field(default_factory=MonitorRules)
    wide: bool = False
    documents: dict[str, Made] = field(default_factory=dict)


def figures() -> ObservedFigures | None:
    """Give the figures that count: those of the programme, and those that were uploaded."""
    shipped, uploaded = services.catalogue().observed, _session().uploaded
    return shipped if uploaded is None else joined(shipped, uploaded)


def uploaded() -> tuple[str, int] | None:
    """Give the name of the file that was read and its number of figures, if any."""
    session = _session()
    if session.uploaded is None:
        return None
    return session.file, sum(1 for _ in session.uploaded.rows())


def upload(name: str, data: bytes) -> None:
    """Read a file; one that is refused changes nothing."""
    session = _session()
    session.turn += 1
    try:
        session.uploaded = read_figures(data, name, services.catalogue())
    except InputFileError as error:
        session.problems = error.problems
    else:
        session.file, session.problems = name, ()


def remove() -> None:
    """Forget the uploaded figures."""
    session = _session()
    session.uploaded, session.problems = None, ()


def problems() -> tuple[Problem, ...]:
    """Give what is wrong with the file that was uploaded last."""
    return _session().problems


def turn() -> int:
    """Give a number that changes when a file was read: another key empties the field."""
    return _session().turn


def rules() -> MonitorRules:
    """Give the thresholds and errors that count."""
    return _session().rules


def set_thresholds(orange: float, red: float) -> bool:
    """Set the thresholds; gives False, and changes nothing, when they cannot be."""
    session = _session()
    try:
        changed = session.rules.model_dump() | {"orange_from": orange, "red_from": red}
        session.rules = MonitorRules.model_validate(changed)
    except ValidationError:
        return False
    return True


def set_price_surprise(deviation: float) -> None:
    """Set how far price changes may be off in a year of which they are not known."""
    session = _session()
    changed = session.rules.model_dump() | {"price_surprise": deviation}
    session.rules = MonitorRules.model_validate(changed)


def wide() -> bool:
    """Say whether figures of which only the growth can be compared count too."""
    return _session().wide


def set_wide(on: bool) -> None:
    """Let figures of which only the growth can be compared count, or not."""
    _session().wide = on


def keep(name: str, document: Made) -> None:
    """Keep a document until another one is made."""
    _session().documents[name] = document


def document(name: str, of: object) -> Made | None:
    """Give a document, unless it was made of something else."""
    found = _session().documents.get(name)
    return still(found, of)


def _session() -> _Session:
    """Give what is kept for the programme that is shown: figures belong to one programme."""
    by_programme: dict[str, _Session] = st.session_state.setdefault(_SESSION, {})
    return by_programme.setdefault(services.catalogue().programme.id, _Session())
