"""Messages: what happened to a link or a change, and what is wrong with files."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import streamlit as st

from simulator.errors import Problem
from simulator.ui import edits, state
from simulator.ui.conflicts import Conflict, conflicts
from simulator.ui.language import local, t
from simulator.ui.markup import plain


def show_message(message: state.Message | None) -> None:
    """Show what is to be told about the last link or change."""
    if message is not None:
        values = {name: plain(value) for name, value in message.values.items()}
        st.warning(t(message.key, None, **values))


def show_problems(problems: Iterable[Problem]) -> None:
    """List what is wrong with files: where, what stands there, what should, and how to mend it."""
    st.html(f'<ul class="koers-list">{"".join(map(_problem, problems))}</ul>')
    st.caption(t("files.in_english"))


def _problem(problem: Problem) -> str:
    """Write a problem as an item of a list; names and values in it come from outside."""
    told = {
        t("files.found"): problem.found,
        t("files.expected"): problem.expected,
        t("files.repair"): problem.repair,
    }
    rows = "".join(f'<dt>{escape(head)}</dt><dd lang="en">{escape(text)}</dd>' for head, text in told.items())
    place = f"{problem.file}, {t('files.place', line=problem.line).lower()}"
    key = f" <code>{escape(problem.key)}</code>" if problem.key else ""
    return f"<li><strong>{escape(place)}</strong>{key}<dl>{rows}</dl></li>"


def show_conflicts() -> None:
    """Say which measures cannot be on together, or not without each other, with a button to mend it."""
    for conflict in conflicts(state.scenario(), state.catalogue()):
        with st.container(border=True, key=f"conflict-{conflict.measure}-{conflict.other}"):
            _show(conflict)


def _show(conflict: Conflict) -> None:
    measures = state.catalogue().measures
    measure, other = (plain(local(measures[m].title)) for m in (conflict.measure, conflict.other))
    st.warning(t(f"conflict.{conflict.kind}", measure=measure, other=other, note=plain(local(conflict.note))))
    mend_on = conflict.kind == "requires"
    with st.container(horizontal=True):
        st.button(
            t("conflict.switch_on" if mend_on else "conflict.switch_off", measure=other),
            key=f"mend-other-{conflict.measure}-{conflict.other}",
            on_click=_switch,
            args=(conflict.other, mend_on),
        )
        st.button(
            t("conflict.switch_off", measure=measure),
            key=f"mend-self-{conflict.measure}-{conflict.other}",
            on_click=_switch,
            args=(conflict.measure, False),
        )


def _switch(measure: str, on: bool) -> None:
    state.change(lambda scenario: edits.set_measure(scenario, measure, on=on))
