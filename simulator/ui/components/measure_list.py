"""Measures with a switch each, grouped by the service they work on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st

from simulator.domain.catalogue import Catalogue
from simulator.domain.measure import Measure
from simulator.domain.scenario import Scenario
from simulator.ui import edits, state
from simulator.ui.components.lever_measure import show_popover, show_state
from simulator.ui.conflicts import superseded
from simulator.ui.grouping import Group, groups, switched_on
from simulator.ui.language import local, t
from simulator.ui.markup import plain


@dataclass(frozen=True)
class _List:
    """What all rows need, looked up once."""

    catalogue: Catalogue
    scenario: Scenario
    start: Scenario
    replaced: dict[str, tuple[str, ...]]


def show_measures() -> None:
    """Draw all measures: those of the programme by service, the others in groups of their own, closed."""
    catalogue, scenario = state.catalogue(), state.scenario()
    rows = _List(catalogue, scenario, state.start(), superseded(scenario, catalogue))
    for group in groups(catalogue, [measure.id for measure in state.own()]):
        on = switched_on(group, scenario)
        if group.kind == "service":
            service = catalogue.programme.services.get(group.name)
            st.subheader(local(service.title) if service else t("measures.no_service"), anchor=False)
            _show_rows(group.measures, rows)
        else:
            title = t("measures.group_count", group=_title(group, catalogue), on=on, all=len(group.measures))
            key = f"group-{group.kind}-{group.name}"
            # The title counts what is on; with another title an expander is a new one, which starts closed.
            kept = f"_{key}"
            open_before = bool(st.session_state.get(kept))
            with st.expander(title, expanded=open_before, key=key, on_change="rerun") as behind:
                st.session_state[kept] = behind.open
                if behind.open:
                    _show_rows(group.measures, rows)


def _title(group: Group, catalogue: Catalogue) -> str:
    if group.kind == "own":
        return t("measures.own", municipality=catalogue.programme.municipalities[group.name].title)
    return t(f"measures.{group.kind}")


def _show_rows(measures: Iterable[Measure], rows: _List) -> None:
    with st.container(gap="xsmall"):
        for measure in measures:
            _show_row(measure, rows)


def _show_row(measure: Measure, rows: _List) -> None:
    with st.container(
        horizontal=True, wrap=False, vertical_alignment="top", gap="xsmall", key=f"line-{measure.id}"
    ):
        on = edits.setting_of(rows.scenario, measure.id).on
        st.toggle(
            plain(label(measure)),
            value=on,
            key=state.mirror(_key(measure.id), on),
            on_change=_toggled,
            args=(measure.id,),
            width="stretch",
            wrap=True,
        )
        show_popover(measure)
    show_state(measure.id, rows.scenario, rows.start)
    for other in rows.replaced.get(measure.id, ()):
        st.caption(t("measures.supersedes", other=plain(label(rows.catalogue.measures[other]))))


def label(measure: Measure) -> str:
    """Give number and title of a measure, as plain text."""
    title = local(measure.title)
    return title if measure.number is None else f"{measure.number}. {title}"


def _key(measure: str) -> str:
    return f"on-{measure}"


def _toggled(measure: str) -> None:
    on = bool(state.mirrored(_key(measure)))
    state.change(lambda scenario: edits.set_measure(scenario, measure, on=on))
