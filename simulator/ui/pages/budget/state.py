"""What a session chose on the page Begroting, its own figures, and the workbook that it made.

What changes the outcome of a scenario (whose budget, prices, delivery risk, allocation key) is part of the
scenario, and so of the link. How it is shown, and figures of one's own, are kept here.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import streamlit as st

from simulator.analysis.budget.own_figures import (
    OWN_KEY,
    OwnBaseline,
    parse_number,
    read_baseline,
    read_key,
)
from simulator.domain.catalogue import Catalogue
from simulator.errors import InputFileError, Problem
from simulator.ui import services, state
from simulator.ui.made import Made, still
from simulator.ui.pages.budget import service

_SESSION = "_koers_budget"
MOST_EUR = 1e11
"""Largest amount that a year of a budget can have."""


@dataclass
class _Session:
    # Own figures belong to one programme: another one has other services and municipalities.
    programme: str = ""
    baseline: OwnBaseline | None = None
    shares: tuple[tuple[str, float], ...] = ()
    own_key_on: bool = False
    # Amounts as typed, by view and year.
    budgets: dict[str, dict[int, str]] = field(default_factory=dict)
    problems: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    turns: dict[str, int] = field(default_factory=dict)
    workbook: Made | None = None


def catalogue(measures: Catalogue) -> Catalogue:
    """Give a catalogue with the figures of this session."""
    session = _session()
    return service.with_own_figures(measures, session.baseline, session.shares if own_key_on() else ())


def baseline() -> OwnBaseline | None:
    """Give the own spending that counts, if any."""
    return _session().baseline


def has_own_key() -> bool:
    """Say whether a key was uploaded."""
    return bool(_session().shares)


def own_key_on() -> bool:
    """Say whether the uploaded key counts."""
    return _session().own_key_on and has_own_key()


def use_own_key(on: bool) -> None:
    """Let the uploaded key count, or not."""
    _session().own_key_on = on


def upload(kind: str, name: str, data: bytes) -> None:
    """Read own spending ("baseline") or an own key ("key"); a file that is refused changes nothing."""
    session = _session()
    session.turns[kind] = turn(kind) + 1
    measures = services.catalogue()
    try:
        if kind == "key":
            session.shares = tuple(read_key(data, name, measures).items())
            session.own_key_on = True
        else:
            session.baseline = read_baseline(data, name, measures, state.scenario().municipality)
    except InputFileError as error:
        session.problems[kind] = error.problems
    else:
        session.problems[kind] = ()


def remove(kind: str) -> None:
    """Forget own spending ("baseline") or the own key ("key")."""
    session = _session()
    session.problems[kind] = ()
    if kind == "key":
        session.shares, session.own_key_on = (), False
    else:
        session.baseline = None


def problems(kind: str) -> tuple[Problem, ...]:
    """Give what is wrong with the file that was uploaded last."""
    return _session().problems.get(kind, ())


def turn(kind: str) -> int:
    """Give a number that changes when a file was read: another key empties the field."""
    return _session().turns.get(kind, 0)


def typed(view: str, year: int) -> str:
    """Give the own budget of a year, as it was typed."""
    return _session().budgets.get(view, {}).get(year, "")


def type_budget(view: str, year: int, text: str) -> None:
    """Keep the own budget of a year, as it was typed."""
    _session().budgets.setdefault(view, {})[year] = text


def own_budget(view: str) -> dict[int, float]:
    """Give the own budget per year in EUR; what is no amount is left out."""
    found = {year: amount_of(text) for year, text in _session().budgets.get(view, {}).items()}
    return {year: amount for year, amount in sorted(found.items()) if amount is not None}


def amount_of(text: str) -> float | None:
    """Read an amount as people type it, in EUR; None when it is none, or could be two.

    Examples
    --------
    >>> amount_of("66.690.616"), amount_of("€ 66.690.616"), amount_of("66 mln"), amount_of("-5")
    (66690616.0, 66690616.0, None, None)
    """
    amount = parse_number(text.replace("€", "").strip())
    return amount if amount is not None and 0 <= amount <= MOST_EUR else None


def keep(file: Made) -> None:
    """Keep a workbook until another one is made."""
    _session().workbook = file


def workbook(of: object) -> Made | None:
    """Give the workbook, unless it was made of something else."""
    found = _session().workbook
    return still(found, of)


def key_in_use() -> str | None:
    """Give the name of the key for all amounts; None: each service has its own."""
    return OWN_KEY if own_key_on() else state.scenario().allocation_key


def _session() -> _Session:
    programme = services.catalogue().programme.id
    session: _Session = st.session_state.get(_SESSION) or _Session(programme)
    if session.programme not in ("", programme):
        session = _Session()
    session.programme = programme
    st.session_state[_SESSION] = session
    return session
