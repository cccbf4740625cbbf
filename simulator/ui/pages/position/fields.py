"""Fields of a position: they show the draft, and change it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

from simulator.ui import state
from simulator.ui.language import keyed, language, t
from simulator.ui.markup import plain
from simulator.ui.pages.position import state as position_state
from simulator.ui.pages.position.draft import Draft, Written

OPENED = "position-opened"
"""In the session: which folds are open."""
MOST_TEXT = 10_000
"""Characters in one field."""

Write = Callable[[Draft, str], Draft]


def key_of(name: str) -> str:
    """Give the key of a widget: another one for each position and language."""
    return keyed(f"position-{position_state.chosen().replace('/', '-')}-{name}")


def fold(name: str, label: str, *, at_first: bool = False, compact: bool = False) -> ExpanderContainer:
    """Give a part that folds, whose contents need drawing only when it is open.

    Streamlit takes a fold with another label for another fold; here it stays as it was.

    Parameters
    ----------
    name : str
        Identity within the position.
    label : str
        What stands on it; may change.
    at_first : bool
        Whether it is open when it appears.
    compact : bool
        Without a frame.
    """
    key = _fold_key(name)
    opened: dict[str, bool] = st.session_state.setdefault(OPENED, {})
    # Always set: a fold under another label begins as new, though its key has a value.
    st.session_state[key] = opened.setdefault(key, at_first)
    return st.expander(
        label,
        key=key,
        type="compact" if compact else "default",
        on_change=_folded,
        args=(key,),
    )


def forget_fold(name: str) -> None:
    """Forget whether a part was open: another one takes its place."""
    opened: dict[str, bool] = st.session_state.get(OPENED, {})
    opened.pop(_fold_key(name), None)


def _fold_key(name: str) -> str:
    return f"position-{position_state.chosen().replace('/', '-')}-fold-{name}"


def _folded(key: str) -> None:
    st.session_state[OPENED][key] = bool(st.session_state[key])


def show_field(name: str, label: str, value: str, write: Write, *, height: int = 0) -> None:
    """Draw a field.

    Parameters
    ----------
    name : str
        Identity within the position.
    label : str
        What stands above it.
    value : str
        What the draft says.
    write : callable
        Gives the draft with another text.
    height : int
        Height in pixels of a field of more lines; 0 for one line.
    """
    key, typed = state.mirror(key_of(name), value), (key_of(name), write)
    if height:
        st.text_area(label, value, height=height, key=key, max_chars=MOST_TEXT, on_change=_typed, args=typed)
    else:
        st.text_input(label, value, key=key, max_chars=MOST_TEXT, on_change=_typed, args=typed)


def show_written(
    name: str, label: str, value: Written, write: Callable[[Draft, Written], Draft], *, height: int = 0
) -> None:
    """Draw a field for words in the language of the session, and say what stands in the other one."""
    spoken = language()

    def put(draft: Draft, text: str) -> Draft:
        return write(draft, value.write(spoken, text))

    show_field(name, label, value.read(spoken), put, height=height)
    show_other_language(value)


def show_other_language(value: Written) -> None:
    """Show what was written in the other language, where there is nothing in this one."""
    there = value.read("en" if language() == "nl" else "nl").strip()
    if there and not value.read(language()).strip():
        st.caption(t("position.only_other_language", text=plain(there)))


def _typed(key: str, write: Write) -> None:
    text = str(state.mirrored(key) or "")
    position_state.change(lambda draft: write(draft, text))
