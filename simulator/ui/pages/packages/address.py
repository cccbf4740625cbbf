"""Wishes in the address of the page, so that they can be sent and kept, and are there after a reload."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import streamlit as st

from simulator.analysis.portfolio import GOALS
from simulator.ui import state
from simulator.ui.pages.packages import state as asking
from simulator.ui.pages.packages.state import Asked
from simulator.ui.pages.packages.wishes import CHANCES, GRADES, RESIDENTS, STAFF

_CHOICES: Final[Mapping[str, tuple[str, Sequence[Any]]]] = {
    "goal": ("doel", GOALS),
    "chance": ("kans", CHANCES),
    "most_fte": ("fte", STAFF),
    "most_residents": ("inwoners", RESIDENTS),
    "worst_grade": ("bewijs", GRADES),
    "complete": ("onbekend", (True, False)),
}
"""By wish: its name in the address, and what may be chosen."""
_YEAR: Final = "jaar"
_MEASURES: Final = {"required": "erin", "barred": "eruit"}
_WORDS: Final = {None: "geen", True: "nee", False: "mee"}
"""How an address says that there is no limit, and whether packages count of which something is unknown."""


def take() -> None:
    """Take the wishes over from the address, in a new session and after Back or Forward.

    What cannot be chosen is left out, as if it was not asked.
    """
    if asking.has_asked() and not state.moved_through_history():
        return
    given: dict[str, Any] = {}
    choices = {**_CHOICES, "year": (_YEAR, state.catalogue().programme.years)}
    for wish, (name, options) in choices.items():
        by_word = {_said(option): option for option in options}
        if (said := st.query_params.get(name)) in by_word:
            given[wish] = by_word[said]
    for wish, name in _MEASURES.items():
        given[wish] = frozenset(st.query_params.get_all(name)).intersection(state.catalogue().measures)
    asking.begin(Asked(**given))


def write() -> None:
    """Put in the address what is asked otherwise than when the page opens."""
    asked, usual = asking.asked(), Asked()
    wanted: dict[str, str | list[str]] = {
        name: _said(getattr(asked, wish))
        for wish, (name, _) in _CHOICES.items()
        if getattr(asked, wish) != getattr(usual, wish)
    }
    if asked.year is not None:
        wanted[_YEAR] = str(asked.year)
    wanted |= {name: sorted(found) for wish, name in _MEASURES.items() if (found := getattr(asked, wish))}
    ours = {_YEAR, *_MEASURES.values(), *(name for name, _ in _CHOICES.values())}
    # All at once: each change apart would be a step for Back.
    shown = {name: st.query_params.get_all(name) for name in st.query_params}
    others = {name: values for name, values in shown.items() if name not in ours}
    listed = {name: [value] if isinstance(value, str) else value for name, value in wanted.items()}
    if shown != others | listed:
        st.query_params.from_dict(others | listed)


def _said(option: Any) -> str:  # noqa: ANN401 - a goal, a number, None or a truth
    return _WORDS[option] if option is None or isinstance(option, bool) else str(option)
