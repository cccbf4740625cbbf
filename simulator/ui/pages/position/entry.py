"""What is written about one measure: explanation, conditions, and the arguments that were accepted."""

from __future__ import annotations

import streamlit as st

from simulator.ui import state
from simulator.ui.components.measure_html import source_text
from simulator.ui.language import language, t
from simulator.ui.markup import plain
from simulator.ui.pages.position import service as position_service
from simulator.ui.pages.position import state as position_state
from simulator.ui.pages.position.arguments import show_arguments
from simulator.ui.pages.position.build import known_setting, stands_there
from simulator.ui.pages.position.draft import Draft, Written, lines_of, with_lines
from simulator.ui.pages.position.fields import key_of, show_field, show_other_language, show_written


def show_entry(draft: Draft, name: str) -> None:
    """Draw the fields of one measure, and the arguments from the data."""
    entry = draft.entry(name)
    if entry.stance is None:
        st.caption(t("position.no_stance_yet"))
    show_written(
        f"explanation-{name}",
        t("position.explanation"),
        entry.explanation,
        lambda draft, text: draft.with_entry(name, explanation=text),
        height=130,
    )
    if entry.stance in ("support_if", "add"):
        _show_conditions(name, entry.conditions)
    elif any(not item.empty for item in entry.conditions):
        st.caption(t("position.conditions_kept", len(entry.conditions)))
    if entry.stance == "support_if":
        _show_counts(draft, name)
    _show_source(draft, name)
    show_arguments(draft, name)


def _show_conditions(name: str, conditions: tuple[Written, ...]) -> None:
    spoken = language()

    def put(draft: Draft, text: str) -> Draft:
        written = with_lines(draft.entry(name).conditions, spoken, text)
        return draft.with_entry(name, conditions=written)

    label = t("position.conditions")
    show_field(f"conditions-{name}", label, lines_of(conditions, spoken), put, height=90)
    whole = Written(lines_of(conditions, "nl"), lines_of(conditions, "en"))
    show_other_language(whole)


def _show_counts(draft: Draft, name: str) -> None:
    """Draw the switch that says whether a measure counts as long as its conditions are open."""
    setting = draft.entry(name).setting or known_setting(draft, name, position_service.scenarios())
    key = key_of(f"counts-{name}")
    st.toggle(
        t("position.count_it"),
        value=setting.on,
        key=state.mirror(key, setting.on),
        on_change=_counted,
        args=(key, name),
    )


def _counted(key: str, name: str) -> None:
    on = bool(state.mirrored(key))

    def edit(draft: Draft) -> Draft:
        known = known_setting(draft, name, position_service.scenarios())
        setting = draft.entry(name).setting or known
        if setting.on != on:  # the note gave the reason for the other
            setting = setting.model_copy(update={"on": on, "note": None})
        return draft.with_entry(name, setting=None if setting == known else setting)

    position_state.change(edit)


def _show_source(draft: Draft, name: str) -> None:
    source = draft.entry(name).source
    if source is None:
        return
    where = plain(source_text(source, position_state.catalogue()))
    st.caption(t("position.source" if stands_there(draft, name) else "position.source_gone", source=where))
