"""The one thing that a session knows: its scenario, where it came from, and what undo brings back.

Widgets do not hold state of their own. A page shows the scenario (`mirror` sets a widget to it); a widget's
callback changes the scenario with `change`. The address holds the scenario too, as parameter ``s``: a
reload, a link and the Back button give the same scenario, and so the same run.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import streamlit as st
from pydantic import ValidationError
from streamlit.runtime.scriptrunner import get_script_run_ctx

from simulator.domain.catalogue import Catalogue
from simulator.domain.measure import Measure
from simulator.domain.scenario import Scenario
from simulator.errors import ScenarioError
from simulator.ui import changes as differences
from simulator.ui import edits, link, programme_choice, services
from simulator.ui import own as own_measures
from simulator.ui.conflicts import conflicts
from simulator.ui.history import History
from simulator.ui.outcome import Outcome

LINK_KEY = "s"
"""Parameter of the address that holds the scenario."""
_SESSION = "_koers"
_MIRRORS = "_koers_mirrors"
"""Of each widget: how often another took its place, and what it was drawn with."""


@dataclass(frozen=True)
class Message:
    """Something to tell the user: a key of the texts and what fills it in."""

    key: str
    values: dict[str, str] = field(default_factory=dict)


@dataclass
class _Session:
    history: History[Scenario]
    message: Message | None = None
    last_good: Outcome | None = None
    last_possible: Scenario | None = None
    # What `last_good` answers: several parts of a page ask for it, and a copy from the cache takes time.
    last_asked: tuple[Scenario, tuple[Measure, ...]] | None = None
    # The scenario behind an address without `s`, by page: Back brings it back.
    bare: dict[str, Scenario] = field(default_factory=dict)
    own: dict[str, Measure] = field(default_factory=dict)
    # The address of the scenario, and what it was made of: a page asks for it three times.
    addressed: tuple[tuple[Scenario, Scenario, tuple[Measure, ...]], str] | None = None


def prepare() -> None:
    """Bring session and address in line; call it once a run, before anything is drawn."""
    context = get_script_run_ctx()
    page = context.page_script_hash if context else ""
    back = moved_through_history()
    known = programme_choice.take_from_address(back=back)
    if _SESSION not in st.session_state:
        first = services.shelf().first
        st.session_state[_SESSION] = _Session(History(first))
        _open_address(new=True, page=page)
    elif back:
        _open_address(new=False, page=page)
    if not known:
        tell("link.unknown_programme")
    _write_address(page)


def moved_through_history() -> bool:
    """Say whether the visitor came by Back or Forward: then the address decides, and not the session."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def scenario() -> Scenario:
    """Give the scenario of this session."""
    return _session().history.present


def start() -> Scenario:
    """Give the shipped scenario that this session's scenario was made from: the one with its id."""
    shelf = services.shelf()
    return shelf.scenarios.get(scenario().id, shelf.first)


def catalogue() -> Catalogue:
    """Give the catalogue of this session: the programme's measures and those of the user's own."""
    return services.catalogue_with(own())


def own() -> tuple[Measure, ...]:
    """Give the measures that the user added, in that order; none before there is a session."""
    session: _Session | None = st.session_state.get(_SESSION)
    return tuple(session.own.values()) if session else ()


def add_own(measure: Measure) -> None:
    """Add a measure of the user's own, or a new version of one, and put it on; undo puts it off again."""
    session = _session()
    session.own = {**session.own, measure.id: measure}
    session.history = session.history.mapped(lambda s: own_measures.adapted(s, measure))
    change(lambda s: edits.set_measure(s, measure.id, on=True))


def remove_own(measure: str) -> None:
    """Forget a measure of the user's own, in what undo brings back too."""
    session = _session()
    session.own = {name: other for name, other in session.own.items() if name != measure}
    session.history = session.history.mapped(lambda s: own_measures.without(s, measure))
    session.bare = {page: own_measures.without(s, measure) for page, s in session.bare.items()}
    session.message, session.last_good = None, None


def link_holds_own() -> bool:
    """Say whether the address carries the user's own measures: too many do not fit."""
    token = address()
    return not own() or bool(link.decode(token, services.shelf().scenarios, services.catalogue()).own)


def changes() -> tuple[differences.Change, ...]:
    """List what the user changed in the scenario started from."""
    return differences.changes(start(), scenario())


def outcome() -> tuple[Outcome, bool]:
    """Give the outcome of the scenario, and whether it is up to date.

    When measures are on that cannot be on together, the outcome is that of the last scenario that could be
    (at first: of the scenario started from), and the second value is False.
    """
    session, asked = _session(), (scenario(), tuple(_session().own.values()))
    if session.last_good is not None and session.last_asked == asked:
        return session.last_good, True
    possible = not conflicts(scenario(), catalogue())
    if possible:
        try:
            session.last_good = services.outcome(scenario(), catalogue())
            session.last_possible = scenario()
            session.last_asked = asked
        except ScenarioError:
            possible = False
    if session.last_good is None:
        session.last_good = services.outcome(start(), catalogue())
        session.last_possible = start()
    return session.last_good, possible


def shown() -> tuple[Outcome, Scenario]:
    """Give the outcome that is shown, see `outcome`, and the scenario that it is of."""
    result, _ = outcome()
    return result, _session().last_possible or scenario()


def before() -> Outcome | None:
    """Give the outcome of the scenario started from, in the view and the prices of the one shown.

    None when nothing else was changed.
    """
    _, present = shown()
    seen = {"municipality": present.municipality, "price_level": present.price_level}
    first = start().model_copy(update=seen)
    return None if first == present else services.outcome(first, catalogue())


def change(edit: Callable[[Scenario], Scenario]) -> None:
    """Change the scenario; call it from a widget's callback.

    Parameters
    ----------
    edit : callable
        One of `edits`, say ``lambda s: edits.set_measure(s, "coaches", on=False)``. When it gives something
        that cannot be, the scenario stays as it is and the page says so.
    """
    session = _session()
    session.message = None
    try:
        session.history = session.history.to(edit(scenario()))
    except (ValidationError, ScenarioError):
        session.message = Message("state.refused")


def choose_programme(name: str) -> None:
    """Turn to another programme and its first scenario; call it from a widget's callback."""
    programme_choice.choose(name)
    st.query_params.pop(LINK_KEY, None)


def start_from(shipped: str) -> None:
    """Take a shipped scenario as the new start; undo brings the old one back."""
    found = services.shelf().scenarios.get(shipped)
    if found is not None:
        _move(_session().history.to(found))


def reset() -> None:
    """Go back to the scenario started from."""
    start_from(start().id)


def undo() -> None:
    """Take the last change back."""
    _move(_session().history.undone())


def redo() -> None:
    """Make the change again that was taken back last."""
    _move(_session().history.redone())


def can_undo() -> bool:
    """Say whether there is something to undo."""
    return bool(_session().history.past)


def can_redo() -> bool:
    """Say whether there is something to redo."""
    return bool(_session().history.future)


def message() -> Message | None:
    """Give what the user is to be told about the last link or change, if anything."""
    return _session().message


def tell(key: str, **values: str) -> None:
    """Show a message on the next page drawn."""
    _session().message = Message(key, values)


def mirror(key: str, value: object) -> str:
    """Make a widget show what the session knows; gives the key to draw it with.

    Draw the widget with `value` as its default too, and read it with `mirrored`. A widget that shows another
    value is replaced by a new one under another key. Setting its value instead, as Streamlit offers, tells
    the browser once: a second run that comes before the browser has drawn the first takes that back, and the
    browser then reports what it had before, or nothing, as if the visitor had chosen it.

    A widget that has the value already stays the same one: what is being typed in it is not lost, nor a
    quick second click.
    """
    shown: dict[str, tuple[int, object]] = st.session_state.setdefault(_MIRRORS, {})
    number, known = shown.get(key, (0, value))
    if st.session_state.get(_mirror_key(key, number), known) != value:
        number += 1
    shown[key] = number, value
    return _mirror_key(key, number)


def mirrored(key: str) -> Any:  # noqa: ANN401 - what a widget holds
    """Give what a widget drawn with `mirror` holds; for its callback."""
    number, known = st.session_state[_MIRRORS][key]
    return st.session_state.get(_mirror_key(key, number), known)


def _mirror_key(key: str, number: int) -> str:
    return f"{key}--{number}" if number else key


def address(chosen: Scenario | None = None) -> str:
    """Give the value of the address parameter for a scenario; left out: the present one."""
    if chosen is not None:
        return _encoded(chosen)
    session, of = _session(), (scenario(), start(), own())
    if session.addressed is None or session.addressed[0] != of:
        session.addressed = of, _encoded(scenario())
    return session.addressed[1]


def _encoded(shown: Scenario) -> str:
    return link.encode(shown, start(), services.worked_out_with(catalogue(), shown), own())


def _session() -> _Session:
    session: _Session = st.session_state[_SESSION]
    return session


def _move(history: History[Scenario]) -> None:
    session = _session()
    session.message, session.history = None, history


def _open_address(*, new: bool, page: str) -> None:
    """Take over the scenario in the address; one that cannot be read leaves everything as it is."""
    session = _session()
    token = st.query_params.get(LINK_KEY)
    if token is None:
        if not new:
            # An address that this session never saw is from before a reload: there it opened the app.
            _move(session.history.to(session.bare.get(page, services.shelf().first)))
        return
    try:
        opened = link.decode(token, services.shelf().scenarios, services.catalogue(), own())
    except link.LinkError as error:
        session.message = Message(str(error))
        return
    session.own |= {measure.id: measure for measure in opened.own}
    session.message = _about(opened)
    session.history = History(opened.scenario) if new else session.history.to(opened.scenario)


def _about(opened: link.Opened) -> Message | None:
    """Say what an opened link gives that its sender did not see."""
    if opened.missing:
        return Message("link.own_missing", {"measures": ", ".join(opened.missing)})
    if opened.left_out:
        return Message("link.measures_left_out", {"measures": ", ".join(opened.left_out)})
    if not opened.same_numbers:
        return Message("link.other_numbers", {"version": opened.catalogue_version})
    return None


def _write_address(page: str) -> None:
    """Put the scenario in the address, unless it is the one that the app opens with."""
    session = _session()
    programme_choice.write_in_address()
    if LINK_KEY not in st.query_params:
        session.bare.setdefault(page, scenario())
    token = address()
    if scenario() == services.shelf().first and not own():
        st.query_params.pop(LINK_KEY, None)
    elif st.query_params.get(LINK_KEY) != token:
        st.query_params[LINK_KEY] = token
