"""What a package must be, and what it should be: the wishes of the page Pakketten."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import streamlit as st

from simulator.analysis.portfolio import GOALS
from simulator.ui import state
from simulator.ui.components.measure_list import label
from simulator.ui.language import formats, keyed, t
from simulator.ui.markup import plain
from simulator.ui.pages.packages import state as asking

CHANCES: Final = (None, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
STAFF: Final = (None, *range(16, -1, -2))
RESIDENTS: Final = (None, 20_000, 15_000, 10_000, 5_000, 4_000, 3_000, 2_000, 1_000, 500)
GRADES: Final = (None, 5, 4, 3, 2, 1)
_OPEN: Final = "_packages-fixed"
"""Whether the part with the measures that must be in or out is open."""
_OTHER: Final = {"required": "barred", "barred": "required"}


def show_measure_wishes(measures: Sequence[str]) -> None:
    """Draw which measures must be in and which must be out, over the width of the page."""
    asked = asking.asked().among(measures)
    chosen = len(asked.required) + len(asked.barred)
    title = t("packages.fixed_count", chosen) if chosen else t("packages.fixed")
    # With another title an expander is a new one, which starts closed: each pill would shut it.
    open_before = bool(st.session_state.get(_OPEN))
    with st.expander(title, expanded=open_before, key="packages-fixed", on_change="rerun") as fixed:
        st.session_state[_OPEN] = fixed.open
        if fixed.open:
            _pills("required", measures, asked.required)
            _pills("barred", measures, asked.barred)


def show_wishes(years: Sequence[int], *, has_task: bool) -> None:
    """Draw the wishes, the ones that matter most first, the others in a part that opens.

    Parameters
    ----------
    years : sequence of int
        Years to look at.
    has_task : bool
        Whether there is a savings task, of which a chance can be asked.
    """
    asked = asking.asked()
    _pick("goal", GOALS, asked.goal, lambda goal: t(f"packages.goal.{goal}"))
    if len(years) > 1:
        _pick("year", years, asking.year(), str)
    if has_task:
        _pick("chance", CHANCES, asked.chance, _chance_words)
    with st.expander(t("packages.more"), key="packages-more", on_change="rerun") as more:
        if more.open:
            _show_more()


def _show_more() -> None:
    asked, f = asking.asked(), formats()
    _pick("most_fte", STAFF, asked.most_fte, lambda n: _at_most(n, f.fte))
    _pick("most_residents", RESIDENTS, asked.most_residents, lambda n: _at_most(n, f.number))
    _pick("worst_grade", GRADES, asked.worst_grade, _grade_words)
    st.checkbox(
        t("packages.complete"),
        value=asked.complete,
        key=state.mirror("packages-complete", asked.complete),
        on_change=lambda: asking.ask(complete=bool(state.mirrored("packages-complete"))),
    )


def _pick(name: str, options: Sequence[Any], present: Any, words: Callable[[Any], str]) -> None:  # noqa: ANN401
    """Draw a choice by place among the options: Streamlit takes None for a choice not made."""
    key, place = keyed(f"packages-{name}"), options.index(present) if present in options else 0
    st.selectbox(
        t(f"packages.wish.{name}"),
        range(len(options)),
        index=place,
        key=state.mirror(key, place),
        format_func=lambda place: words(options[place]),
        on_change=lambda: asking.ask(**{name: options[state.mirrored(key)]}),
    )


def _pills(name: str, measures: Sequence[str], present: frozenset[str]) -> None:
    key, known = keyed(f"packages-{name}"), state.catalogue().measures
    chosen = [measure for measure in measures if measure in present]
    st.pills(
        t(f"packages.wish.{name}"),
        measures,
        selection_mode="multi",
        default=chosen,
        key=state.mirror(key, chosen),
        format_func=lambda measure: plain(label(known[measure])),
        on_change=_choose_pills,
        args=(name, key),
    )


def _choose_pills(name: str, key: str) -> None:
    """Take over what was chosen; a measure cannot be both in and out, so the last word counts."""
    chosen, other = frozenset(state.mirrored(key)), _OTHER[name]
    asking.ask(**{name: chosen, other: getattr(asking.asked(), other) - chosen})


def _at_most(number: float | None, words: Callable[[float], str]) -> str:
    return t("packages.no_limit") if number is None else t("packages.at_most", number=words(number))


def _chance_words(chance: float | None) -> str:
    if chance is None:
        return t("packages.no_limit")
    return t("packages.at_least_chance", percent=formats().percent(chance))


def _grade_words(grade: int | None) -> str:
    return t("packages.no_limit") if grade is None else t("packages.grade", grade=grade)
