"""Zienswijze: what a council thinks of each measure, what that means, and the letter that says so."""

from __future__ import annotations

import streamlit as st

from simulator.errors import ScenarioError
from simulator.ui.components.chart_figure import show_figure
from simulator.ui.components.view_switch import view_name
from simulator.ui.conflicts import conflicts
from simulator.ui.language import formats, language, local, t
from simulator.ui.markup import plain
from simulator.ui.pages.position import service as position_service
from simulator.ui.pages.position import state as position_state
from simulator.ui.pages.position.cards import show_cards
from simulator.ui.pages.position.charts import net_figure
from simulator.ui.pages.position.documents import show_documents
from simulator.ui.pages.position.effects import show_effects
from simulator.ui.pages.position.letter import show_letter, show_remarks
from simulator.ui.pages.position.pick import show_pick
from simulator.ui.pages.position.service import Meaning
from simulator.ui.pages.position.stances import show_stances


def render() -> None:
    """Draw the page."""
    st.title(t("position.title"), anchor=False)
    st.caption(t("position.intro"))
    show_pick()
    meaning, current = _meaning()
    if meaning is not None:
        with st.container(key="headline"):
            show_cards(meaning)
        _show_consequences(meaning)
    show_stances()
    show_remarks("remarks")
    show_letter()
    show_remarks("closing")
    show_documents(current)
    if meaning is not None:
        _show_provenance(meaning)


def _meaning() -> tuple[Meaning | None, bool]:
    """Work out what the draft means, and say whether that is up to date; tell why when it cannot be."""
    draft, catalogue = position_state.draft(), position_state.catalogue()
    found = conflicts(position_service.both_packages(draft).position, catalogue)
    for one in found:
        st.warning(
            t(
                f"conflict.{one.kind}",
                measure=plain(local(catalogue.measures[one.measure].title)),
                other=plain(local(catalogue.measures[one.other].title)),
                note=plain(local(one.note)),
            )
        )
    if not found:
        try:
            meaning = position_service.meaning(draft, catalogue)
        except ScenarioError:
            st.warning(t("state.impossible"))
        else:
            position_state.remember(meaning)
            return meaning, True
    last = position_state.last_good()
    if last is not None:
        st.info(t("position.last_good"))
    return last, False


def _show_consequences(meaning: Meaning) -> None:
    own = view_name(meaning.owner) if meaning.owner and meaning.owner == meaning.view else None
    left, right = st.columns([3, 2], gap="medium")
    with left:
        if meaning.known:
            show_figure(net_figure(meaning.years, own, language()), meaning.own_run)
            st.caption(_paid_back(meaning))
            st.caption(t("position.assumptions_grow" if meaning.growth else "position.assumptions_flat"))
        else:
            st.info(f"{t('headline.no_amounts')} {t('frame.break_even')}")
    with right:
        show_effects(meaning)


def _paid_back(meaning: Meaning) -> str:
    first, second = (str(year) if year else t("position.never") for year in meaning.paid_back)
    return t("position.paid_back", proposed=first, position=second)


def _show_provenance(meaning: Meaning) -> None:
    st.caption(
        t(
            "position.provenance",
            proposed=meaning.proposed_run,
            position=meaning.own_run,
            draws=formats().number(meaning.draws),
            seed=meaning.seed,
            catalogue=meaning.catalogue_version,
            prices=t(
                f"provenance.{meaning.price_level}", year=position_state.catalogue().programme.price_level
            ),
        )
    )
