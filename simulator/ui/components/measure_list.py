"""Measures with a switch each, grouped by the service they work on."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from simulator.domain.measure import Measure
from simulator.ui import edits, state
from simulator.ui.conflicts import conditions, superseded
from simulator.ui.grouping import Group, groups, switched_on
from simulator.ui.language import local, t
from simulator.ui.markup import plain


def show_measures() -> None:
    """Draw all measures: those of the programme by service, the others in groups of their own, closed."""
    catalogue, scenario = state.catalogue(), state.scenario()
    replaced = superseded(scenario, catalogue)
    for group in groups(catalogue):
        on = switched_on(group, scenario)
        if group.kind == "service":
            service = catalogue.programme.services.get(group.name)
            st.subheader(local(service.title) if service else t("measures.no_service"), anchor=False)
            _show_switches(group.measures, replaced)
        else:
            label = t("measures.group_count", group=_title(group), on=on, all=len(group.measures))
            with st.expander(label, key=f"group-{group.kind}-{group.name}"):
                _show_switches(group.measures, replaced)


def _title(group: Group) -> str:
    if group.kind == "own":
        return t("measures.own", municipality=state.catalogue().programme.municipalities[group.name].title)
    return t(f"measures.{group.kind}")


def _show_switches(measures: Iterable[Measure], replaced: dict[str, tuple[str, ...]]) -> None:
    with st.container(gap="xsmall"):
        for measure in measures:
            _show_switch(measure, replaced.get(measure.id, ()))


def _show_switch(measure: Measure, replaced: Iterable[str]) -> None:
    st.toggle(
        plain(label(measure)),
        key=state.mirror(_key(measure.id), edits.setting_of(state.scenario(), measure.id).on),
        help=_help(measure),
        on_change=_toggled,
        args=(measure.id,),
    )
    for other in replaced:
        st.caption(t("measures.supersedes", other=plain(label(state.catalogue().measures[other]))))


def label(measure: Measure) -> str:
    """Give number and title of a measure, as plain text."""
    title = local(measure.title)
    return title if measure.number is None else f"{measure.number}. {title}"


def _help(measure: Measure) -> str:
    parts = [local(measure.summary)]
    if measure.status_reason:
        parts.append(local(measure.status_reason))
    parts += [
        t("measures.condition", condition=local(text)) for text in conditions(state.catalogue(), measure.id)
    ]
    return "\n\n".join(plain(part) for part in parts)


def _key(measure: str) -> str:
    return f"on-{measure}"


def _toggled(measure: str) -> None:
    on = bool(st.session_state[_key(measure)])
    state.change(lambda scenario: edits.set_measure(scenario, measure, on=on))
