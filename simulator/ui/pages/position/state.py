"""The drafts of a session: which one is open, what was done to each, and the documents made of them.

Widgets hold nothing of their own: a callback changes the draft with `change`, and the page shows the draft.
So a widget that is folded away, another page or a refused file loses nothing that was typed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import streamlit as st

from simulator.domain.catalogue import Catalogue
from simulator.errors import InputFileError, Problem
from simulator.ui import services, state
from simulator.ui.history import History
from simulator.ui.made import Made, still
from simulator.ui.own import used
from simulator.ui.pages.position import service
from simulator.ui.pages.position.build import new_draft
from simulator.ui.pages.position.draft import Draft, draft_of
from simulator.ui.pages.position.service import Meaning

_SESSION = "_koers_position"
_FILE, _NEW = "file", "new"


@dataclass
class _Session:
    drafts: dict[str, History[Draft]]
    # As each was opened.
    first: dict[str, Draft]
    chosen: str
    # Of files that were opened, and of positions begun here: their place in the list of names.
    names: dict[str, str] = field(default_factory=dict)
    count: int = 0
    problems: tuple[Problem, ...] = ()
    message: state.Message | None = None
    last_good: dict[str, Meaning] = field(default_factory=dict)
    documents: dict[str, Made] = field(default_factory=dict)


def draft() -> Draft:
    """Give the draft that is open; entries on measures that are there no more are left out."""
    found = _history().present
    there = catalogue().measures
    if all(name in there for name in found.measures):
        return found
    return replace(found, measures={name: one for name, one in found.measures.items() if name in there})


def catalogue() -> Catalogue:
    """Give the programme with the user's own measures."""
    return state.catalogue()


def options() -> tuple[str, ...]:
    """Give the keys of all positions that can be opened."""
    return tuple(_session().drafts)


def chosen() -> str:
    """Give the key of the position that is open."""
    return _session().chosen


def kind_of(key: str) -> tuple[str, str]:
    """Say where a position came from: "shipped", "file" or "new"; and its name or number."""
    kind, _, name = key.partition("/")
    return kind, _session().names.get(key, name)


def draft_behind(key: str) -> Draft:
    """Give the draft of a key."""
    return _session().drafts[key].present


def choose(key: str) -> None:
    """Open another position; the one that was open stays as it is."""
    session = _session()
    if key in session.drafts:
        session.chosen, session.problems, session.message = key, (), None


def begin() -> None:
    """Begin a position from the scenario of the session, and open it."""
    proposed = services.shelf().first
    started = new_draft(state.scenario(), state.start(), proposed)
    session = _session()
    session.count += 1
    _add(f"{_NEW}/{session.count}", str(session.count), started)
    changes = [change for change in state.changes() if change.path[0] not in ("measures", "municipality")]
    if changes:
        session.message = state.Message("position.assumptions_left", {"count": str(len(changes))})
    elif used(state.own(), state.scenario()):
        session.message = state.Message("position.own_measures")


def open_file(name: str, data: bytes) -> None:
    """Open a position from a file; one that is refused leaves everything as it is, and is told."""
    session = _session()
    session.count += 1
    try:
        position = service.read(data, name, catalogue())
    except InputFileError as error:
        session.problems, session.message = error.problems, None
        return
    _add(f"{_FILE}/{session.count}", name, draft_of(position))


def turn() -> int:
    """Give a number that changes when a file was read: another key empties the field."""
    return _session().count


def problems() -> tuple[Problem, ...]:
    """Give what is wrong with the file that was opened last."""
    return _session().problems


def message() -> state.Message | None:
    """Give what is to be told about the position begun last."""
    return _session().message


def change(edit: Callable[[Draft], Draft]) -> None:
    """Change the draft that is open; call it from a widget's callback."""
    session = _session()
    session.message, session.problems = None, ()
    _set(_history().to(edit(draft())))


def undo() -> None:
    """Take the last change back."""
    _set(_history().undone())


def redo() -> None:
    """Make the change again that was taken back last."""
    _set(_history().redone())


def reset() -> None:
    """Give the position back as it was opened; undo brings the changes back."""
    session = _session()
    _set(_history().to(session.first[session.chosen]))


def is_changed() -> bool:
    """Say whether the position is another one than was opened."""
    session = _session()
    return draft() != session.first[session.chosen]


def can_undo() -> bool:
    """Say whether there is something to undo."""
    return bool(_history().past)


def can_redo() -> bool:
    """Say whether there is something to redo."""
    return bool(_history().future)


def remember(meaning: Meaning) -> None:
    """Keep what was shown, for when the next change cannot be worked out."""
    session = _session()
    session.last_good[session.chosen] = meaning


def last_good() -> Meaning | None:
    """Give what was shown last for the position that is open."""
    session = _session()
    return session.last_good.get(session.chosen)


def keep(ending: str, document: Made) -> None:
    """Keep a document until another one of its kind is made."""
    _session().documents[ending] = document


def document(ending: str, of: object) -> Made | None:
    """Give the document of a kind, unless it was made of something else."""
    found = _session().documents.get(ending)
    return still(found, of)


def _session() -> _Session:
    if _SESSION not in st.session_state:
        found, _ = service.shipped()
        drafts = {f"shipped/{name}": draft_of(position) for name, position in found.items()}
        if not drafts:
            first = services.shelf().first
            drafts = {f"{_NEW}/1": new_draft(first, first, first)}
        histories = {key: History(one) for key, one in drafts.items()}
        st.session_state[_SESSION] = _Session(histories, drafts, next(iter(drafts)), count=1)
    session: _Session = st.session_state[_SESSION]
    return session


def _history() -> History[Draft]:
    session = _session()
    return session.drafts[session.chosen]


def _set(history: History[Draft]) -> None:
    session = _session()
    session.drafts[session.chosen] = history


def _add(key: str, name: str, added: Draft) -> None:
    session = _session()
    session.drafts[key], session.first[key], session.names[key] = History(added), added, name
    session.chosen, session.problems, session.message = key, (), None
