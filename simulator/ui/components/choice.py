"""A choice of what a page shows: it is no part of the scenario, and it outlives a change of language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

import streamlit as st

from simulator.ui import state
from simulator.ui.language import keyed, t


def show_choice(
    name: str,
    label: str,
    options: Sequence[str],
    words: Callable[[Any], str],
    width: Literal["content", "stretch"] = "content",
) -> str:
    """Draw a row of buttons of which one is chosen, at first the first one.

    Parameters
    ----------
    name : str
        Key of the choice in the session; that of the widget has the language behind it.
    label : str
        What is chosen, for those who do not see the row.
    options : sequence of str
        Names of what can be chosen.
    words : callable
        Gives the words for a name.
    width : {"content", "stretch"}
        As wide as the words, or as the place.
    """
    kept = st.session_state.get(_kept(name))
    present = kept if kept in options else options[0]
    chosen = st.segmented_control(
        label,
        options,
        default=present,
        required=True,
        key=state.mirror(keyed(name), present),
        format_func=words,
        on_change=_keep,
        args=(name,),
        label_visibility="collapsed",
        width=width,
    )
    return chosen or options[0]


def show_year(key: str, years: Sequence[int]) -> int:
    """Draw the years as a row of buttons of which one is chosen, at first the last one.

    Parameters
    ----------
    key : str
        Key of the widget.
    years : sequence of int
        The years of the programme.
    """
    chosen = st.segmented_control(
        t("chart.year_choice"),
        years,
        default=years[-1],
        required=True,
        key=key,
        format_func=str,
    )
    return chosen or years[-1]


def _kept(name: str) -> str:
    return f"_{name}"


def _keep(name: str) -> None:
    st.session_state[_kept(name)] = state.mirrored(keyed(name))
