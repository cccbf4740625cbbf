"""Uitleg: how Koers computes, what its words mean, and where its figures come from."""

from __future__ import annotations

import streamlit as st

from simulator.ui import state
from simulator.ui.language import t
from simulator.ui.pages.about.chance import show_interval, show_likely, show_percentiles
from simulator.ui.pages.about.evidence import show_evidence
from simulator.ui.pages.about.interaction import show_interaction
from simulator.ui.pages.about.reference import show_glossary, show_identity, show_sources


def render() -> None:
    """Draw the page."""
    outcome, _ = state.outcome()
    st.title(t("about.title"), anchor=False)
    st.markdown(t("about.intro"))
    _section("measures")
    _section("adding")
    show_interaction()
    _section("ramp")
    st.header(t("about.interval_title"), anchor=False)
    show_interval(outcome)
    st.header(t("about.percentiles_title"), anchor=False)
    show_percentiles()
    st.header(t("about.likely_title"), anchor=False)
    show_likely(outcome)
    _section("delivery")
    _section("evidence")
    show_evidence()
    _section("limits")
    st.header(t("about.glossary_title"), anchor=False)
    show_glossary()
    _section("sources")
    show_sources()
    show_identity(outcome)


def _section(name: str) -> None:
    """Draw a heading and the text under it."""
    st.header(t(f"about.{name}_title"), anchor=False)
    st.markdown(t(f"about.{name}"))
