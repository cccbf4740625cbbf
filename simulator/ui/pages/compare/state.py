"""Which scenarios stand side by side in a session, and in its address.

The address holds them as parameter ``vs``, once for each: the id of a shipped scenario, `CURRENT` for the
scenario of the session (which the address holds as ``s``), or a token (see `link`) for one that was brought
as a file or a link. Parameter ``view`` says for whom amounts are shown, once that is chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

import streamlit as st

from simulator.analysis.comparison import MOST
from simulator.domain.catalogue import Catalogue
from simulator.domain.measure import Measure
from simulator.domain.scenario import Scenario
from simulator.errors import InputFileError, Problem
from simulator.ui import beside, link, own, programme_choice, services, sharing, state
from simulator.ui.beside import Brought

PARAMETER = "vs"
VIEW_PARAMETER = "view"
CURRENT = "_"
"""Stands for the scenario of the session; no shipped scenario can have this id."""
NONE = ""
"""Stands for an empty place."""
REGION = "region"
"""Stands for the whole region."""
_TOKEN = "~"
_SESSION = "_koers_compare"


@dataclass
class _Session:
    # None: nothing chosen yet.
    chosen: tuple[str, ...] | None = None
    view: str | None = None
    brought: dict[str, Brought] = field(default_factory=dict)
    message: state.Message | None = None
    problems: tuple[Problem, ...] = ()
    last_good: tuple[tuple[str, Scenario], ...] = ()
    # Counts what was added: a new key empties the field.
    added: int = 0


def prepare() -> None:
    """Bring session and address in line; call it once a run, before the page is drawn."""
    if _SESSION not in st.session_state:
        st.session_state[_SESSION] = _Session()
        _open_address()
    elif state.moved_through_history():
        _open_address()
    for brought in beside.take():
        _add(brought)
    _write_address()


def chosen() -> tuple[str, ...]:
    """Give the keys of the scenarios side by side, two to four of them once the user has chosen.

    As long as nothing was chosen: what the user changed beside what it was started from.
    """
    picked = _session().chosen
    if picked is not None:
        return picked
    changed = any(change.path != ("municipality",) for change in state.changes())
    return (state.start().id, CURRENT) if changed else (CURRENT,)


def options() -> tuple[str, ...]:
    """Give the keys of all scenarios that can be chosen."""
    return (CURRENT, *services.shelf().scenarios, *_session().brought)


def scenario_of(key: str) -> Scenario:
    """Give the scenario behind a key; one that is not there any more is that of the session."""
    if key in (found := _session().brought):
        return found[key].scenario
    return services.shelf().scenarios.get(key) or state.scenario()


def catalogue(keys: Sequence[str]) -> Catalogue:
    """Give the one catalogue that all these scenarios are worked out with.

    It holds the programme's measures and those of anybody's own that one of the scenarios uses.
    """
    needed: dict[str, Measure] = {}
    for key in keys:
        brought = _session().brought.get(key)
        for measure in own.used(brought.own if brought else state.own(), scenario_of(key)):
            needed[measure.id] = measure
    return services.catalogue_with(tuple(needed.values()))


def choose(place: int, key: str) -> None:
    """Put a scenario in a place, or (`NONE`) leave the place empty."""
    keys = list(chosen())
    keys[place : place + 1] = [key] if key != NONE else []
    _choose(keys)


def view() -> str | None:
    """Give for whom amounts are shown: what was chosen, else what all scenarios say; None: they differ."""
    session = _session()
    if session.view is not None:
        return session.view
    found = {scenario_of(key).municipality or REGION for key in chosen()}
    return found.pop() if len(found) == 1 else None


def choose_view(name: str) -> None:
    """Show amounts for the region or a municipality, whatever the scenarios say."""
    session = _session()
    session.view, session.message, session.problems = name, None, ()


def add_link(text: str) -> None:
    """Add the scenario of a pasted link; one that cannot be read changes nothing and is told."""
    try:
        opened = link.decode(token_in(text), services.shelf().scenarios, services.catalogue(), state.own())
    except link.LinkError as error:
        tell(str(error))
        return
    known = {measure.id: measure for measure in state.own()}
    if any(known.get(measure.id, measure) != measure for measure in opened.own):
        tell("compare.own_clash")
        return
    _add(Brought(opened.scenario, tuple((known | {m.id: m for m in opened.own}).values())))
    if opened.left_out or opened.missing:
        tell("link.measures_left_out", measures=", ".join((*opened.left_out, *opened.missing)))


def token_in(text: str) -> str:
    """Give the token in a pasted address, or the text itself when it is no address.

    Raises
    ------
    LinkError
        If it is an address without a scenario, or of another programme.

    Examples
    --------
    >>> token_in(" http://127.0.0.1:8501/?lang=nl&s=AbC "), token_in("AbC")
    ('AbC', 'AbC')
    """
    pasted = text.strip()
    try:
        query = urlsplit(pasted).query
    except ValueError:
        raise link.LinkError("compare.no_scenario_in_link") from None
    named = parse_qs(query)
    if found := named.get(state.LINK_KEY):
        programme = named.get(programme_choice.PARAMETER, [services.first_programme()])[0]
        if programme != programme_choice.chosen():
            raise link.LinkError("compare.other_programme")
        return found[0]
    if "/" in pasted or "?" in pasted:
        raise link.LinkError("compare.no_scenario_in_link")
    return pasted


def add_file(name: str, data: bytes) -> None:
    """Add the scenario of a file; one that is refused changes nothing and is told."""
    try:
        scenario = sharing.from_file(data, name, state.catalogue(), services.shelf().scenarios)
    except InputFileError as error:
        session = _session()
        session.message, session.problems = None, tuple(error.problems)
        return
    _add(Brought(scenario, state.own()))


def message() -> tuple[state.Message | None, tuple[Problem, ...]]:
    """Give what is to be told about the last thing added, and what was wrong with it."""
    return _session().message, _session().problems


def field_key(name: str) -> str:
    """Give the key of a field that is emptied when something was added."""
    return f"compare-{name}-{_session().added}"


def remember(shown: Sequence[tuple[str, Scenario]]) -> None:
    """Keep what was shown, for when the next choice cannot be."""
    _session().last_good = tuple(shown)


def last_good() -> tuple[tuple[str, Scenario], ...]:
    """Give the keys and scenarios that were shown last; empty when there were none."""
    return _session().last_good


def _session() -> _Session:
    session: _Session = st.session_state[_SESSION]
    return session


def _choose(keys: Sequence[str]) -> None:
    session = _session()
    session.chosen, session.message, session.problems = tuple(keys)[:MOST], None, ()


def tell(key: str, **values: str) -> None:
    """Say something on the page, until the next choice."""
    session = _session()
    session.message, session.problems = state.Message(key, values), ()


def _add(brought: Brought) -> None:
    """Keep a scenario under its token, and put it in the first free place, or in the last.

    One that stands side by side already stays where it is.
    """
    session = _session()
    start = services.shelf().scenarios.get(brought.scenario.id, services.shelf().first)
    measures = services.catalogue_with(own.used(brought.own, brought.scenario))
    token = _TOKEN + link.encode(brought.scenario, start, measures, own.used(brought.own, brought.scenario))
    session.brought = {**session.brought, token: brought}
    session.added += 1
    if token not in chosen():
        _choose((*chosen()[: MOST - 1], token))


def _open_address() -> None:
    """Take over what the address says; what it says of scenarios that are not here is left out."""
    session = _session()
    keys = [key for key in st.query_params.get_all(PARAMETER)[:MOST] if _open(key)]
    session.chosen = tuple(keys) or None
    named = st.query_params.get(VIEW_PARAMETER)
    members = services.catalogue().programme.municipalities
    session.view = named if named in (REGION, *members) else None


def _open(key: str) -> bool:
    """Say whether there is a scenario for a key of the address; a token is read."""
    session = _session()
    if not key.startswith(_TOKEN):
        return key == CURRENT or key in services.shelf().scenarios
    if key in session.brought:
        return True
    try:
        opened = link.decode(key[1:], services.shelf().scenarios, services.catalogue(), state.own())
    except link.LinkError as error:
        tell(str(error))
        return False
    session.brought[key] = Brought(opened.scenario, (*state.own(), *opened.own))
    return True


def _write_address() -> None:
    session = _session()
    keys = list(session.chosen or ())
    if st.query_params.get_all(PARAMETER) != keys:
        st.query_params[PARAMETER] = keys
    if session.view is None:
        st.query_params.pop(VIEW_PARAMETER, None)
    elif st.query_params.get(VIEW_PARAMETER) != session.view:
        st.query_params[VIEW_PARAMETER] = session.view
