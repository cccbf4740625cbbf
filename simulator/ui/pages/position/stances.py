"""The stance on each measure, and how the measure then counts; what is written about it is folded."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import streamlit as st

from simulator.domain.position import Stance
from simulator.domain.scenario import Scenario
from simulator.ui import state
from simulator.ui.components.measure_list import label
from simulator.ui.language import language, local, t
from simulator.ui.markup import plain
from simulator.ui.pages.position import service as position_service
from simulator.ui.pages.position import state as position_state
from simulator.ui.pages.position.build import known_setting, setting_of
from simulator.ui.pages.position.draft import Draft, Entry
from simulator.ui.pages.position.entry import show_entry
from simulator.ui.pages.position.fields import fold, key_of
from simulator.ui.pages.position.words import ON, setting_words

PROPOSED_STANCES: Final[tuple[Stance, ...]] = ("support", "support_if", "oppose")
OTHER_STANCES: Final[tuple[Stance, ...]] = ("add", "oppose")
"""Stances on a measure that the proposal does not have."""


def show_stances() -> None:
    """Draw the measures of the proposal and those that the author names, and the way to name another."""
    draft, scenarios = position_state.draft(), position_service.scenarios()
    proposed = scenarios[draft.departs_from]
    st.header(t("position.stances"), anchor=False)
    own = plain(local(scenarios[draft.own_scenario].title))
    st.caption(t("position.stances_note", scenario=own))
    named = [name for name in position_state.catalogue().measures if _is_shown(draft, proposed, name)]
    with st.container(gap="xsmall", key="position-stances"):
        for name in named:
            _show_row(draft, proposed, name)
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        _show_adding(draft, proposed)
    with right:
        _show_support_rest(draft, proposed)


def _is_shown(draft: Draft, proposed: Scenario, name: str) -> bool:
    return name in proposed.active() or name in draft.measures


def _show_row(draft: Draft, proposed: Scenario, name: str) -> None:
    measure = position_state.catalogue().measures[name]
    options = PROPOSED_STANCES if name in proposed.active() else OTHER_STANCES
    with st.container(key=f"position-row-{name}", gap="xsmall"):
        title, choice = st.columns([3, 2], gap="small", vertical_alignment="center")
        with title:
            st.subheader(plain(label(measure)), anchor=False)
            if told := _counts(draft, name):
                st.caption(plain(told))
        with choice:
            key, stance = key_of(f"stance-{name}"), draft.entry(name).stance
            st.segmented_control(
                t("position.stance_on", measure=plain(label(measure))),
                options,
                default=stance,
                key=state.mirror(key, stance),
                format_func=lambda stance: t(f"position.stance.{stance}"),
                on_change=_taken,
                args=(key, name),
                label_visibility="collapsed",
            )
        with fold(f"about-{name}", _contents(draft.entry(name)), compact=True) as behind:
            if behind.open:
                show_entry(draft, name)


def _counts(draft: Draft, name: str) -> str:
    """Say how a measure counts in the package of the draft; nothing when that is as its stance says."""
    scenarios = position_service.scenarios()
    stated = setting_of(draft, name, scenarios) or known_setting(draft, name, scenarios)
    if draft.entry(name).stance is None:
        stated = scenarios[draft.own_scenario].measures.get(name) or stated
    stance = draft.entry(name).stance
    if stated == ON and stance in ("support", "add"):
        return ""
    words = setting_words(stated, language())
    told = words[0].upper() + words[1:] + "."
    return f"{told} {local(stated.note)}" if stated.note else told


def _contents(entry: Entry) -> str:
    """Say what is behind the fold, so that one need not open it to know."""
    parts = []
    if not entry.explanation.empty:
        parts.append(t("position.has_explanation"))
    conditions = sum(not item.empty for item in entry.conditions)
    if conditions and entry.stance in ("support_if", "add"):
        parts.append(t("position.has_conditions", conditions))
    elif entry.stance == "support_if":
        parts.append(t("position.no_conditions"))
    if entry.arguments:
        parts.append(t("position.has_arguments", len(entry.arguments)))
    return t("position.details_with", parts=", ".join(parts)) if parts else t("position.details")


def _taken(key: str, name: str) -> None:
    chosen = state.mirrored(key)
    stance = next((known for known in (*PROPOSED_STANCES, *OTHER_STANCES) if known == chosen), None)
    position_state.change(lambda draft: draft.with_entry(name, stance=stance))


def _show_adding(draft: Draft, proposed: Scenario) -> None:
    catalogue = position_state.catalogue()
    others = [name for name in catalogue.measures if not _is_shown(draft, proposed, name)]
    if not others:
        return
    key = key_of("add")
    st.selectbox(
        t("position.add"),
        others,
        index=None,
        placeholder=t("position.add_placeholder"),
        key=state.mirror(key, None),
        format_func=lambda name: label(catalogue.measures[name]),
        on_change=_added,
        args=(key,),
    )


def _added(key: str) -> None:
    name = state.mirrored(key)
    if name in position_state.catalogue().measures:
        position_state.change(lambda draft: draft.with_entry(name, stance="add"))


def _show_support_rest(draft: Draft, proposed: Scenario) -> None:
    rest = [name for name in proposed.active() if draft.entry(name).stance is None]
    if rest:
        st.button(
            t("position.support_rest", len(rest)),
            key="position-support-rest",
            on_click=_support,
            args=(rest,),
        )


def _support(names: list[str]) -> None:
    def edit(draft: Draft) -> Draft:
        taken = {name: replace(draft.entry(name), stance="support") for name in names}
        return replace(draft, measures={**draft.measures, **taken})

    position_state.change(edit)
