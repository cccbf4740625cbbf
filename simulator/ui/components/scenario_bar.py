"""The programme, the scenario started from, undo, redo and back to the start."""

from __future__ import annotations

import streamlit as st

from simulator.ui import programme_choice, services, state
from simulator.ui.components.view_switch import REGION, view_name
from simulator.ui.language import keyed, language, local, t
from simulator.ui.markup import plain
from simulator.ui.setting_words import different_settings

PICKER = "scenario-picker"
PROGRAMMES = "programme-picker"


def show_scenario_bar() -> None:
    """Draw the pickers of programme and shipped scenario, and the buttons that take changes back."""
    _show_programmes()
    scenarios, present = services.shelf().scenarios, state.start().id
    st.selectbox(
        t("scenario.pick"),
        list(scenarios),
        index=list(scenarios).index(present) if present in scenarios else 0,
        key=state.mirror(keyed(PICKER), present),
        format_func=lambda name: local(scenarios[name].title),
        on_change=_picked,
    )
    # One container, so that the list of changes moves nothing that stands below it to another place: an
    # element in another place is drawn anew, and who uses the keyboard would lose it.
    with st.container(key="changed"):
        _show_history()
        if state.changes():
            _show_changes()


def _show_history() -> None:
    with st.container(horizontal=True, gap="xsmall", key="history"):
        st.button(
            t("scenario.undo"),
            key="undo",
            on_click=state.undo,
            disabled=not state.can_undo(),
        )
        st.button(
            t("scenario.redo"),
            key="redo",
            on_click=state.redo,
            disabled=not state.can_redo(),
        )
        st.button(
            t("scenario.reset"),
            key="reset",
            on_click=state.reset,
            disabled=not state.changes(),
        )


def _show_changes() -> None:
    """List what is set differently from the scenario started from; worked out once it is opened."""
    with st.expander(t("scenario.changes"), key="changes", on_change="rerun") as behind:
        if not behind.open:
            return
        different = different_settings([state.start(), state.scenario()], state.catalogue(), language())
        lines = [f"- **{plain(one.label)}**: {' → '.join(map(plain, one.values))}" for one in different]
        if state.start().municipality != state.scenario().municipality:
            lines.append(
                f"- **{t('view.label')}**: {plain(view_name(state.scenario().municipality or REGION))}"
            )
        st.markdown("\n".join(lines))


def _show_programmes() -> None:
    """Draw the picker of programmes, where there is something to choose."""
    names = list(services.programme_folders())
    if len(names) < 2:  # noqa: PLR2004 - one is no choice
        return
    st.selectbox(
        t("scenario.programme"),
        names,
        index=names.index(programme_choice.chosen()),
        key=state.mirror(keyed(PROGRAMMES), programme_choice.chosen()),
        format_func=lambda name: local(services.programme_title(name)),
        on_change=_programme_picked,
    )


def _programme_picked() -> None:
    state.choose_programme(state.mirrored(keyed(PROGRAMMES)))


def _picked() -> None:
    state.start_from(state.mirrored(keyed(PICKER)))
