"""Begroting: a scenario as a finance department books it, in tables and as a workbook."""

from __future__ import annotations

import streamlit as st

from simulator.errors import ScenarioError
from simulator.ui import services, state
from simulator.ui.components.messages import show_conflicts
from simulator.ui.components.provenance import show_provenance
from simulator.ui.components.view_switch import show_view_switch, view_name
from simulator.ui.language import formats, language, local, t
from simulator.ui.markup import plain
from simulator.ui.pages.budget import service as budget_service
from simulator.ui.pages.budget import state as budget_state
from simulator.ui.pages.budget.choices import options, show_choices
from simulator.ui.pages.budget.downloads import show_downloads, show_table_files
from simulator.ui.pages.budget.own import show_own_figures
from simulator.ui.pages.budget.service import Budget
from simulator.ui.pages.budget.tables import show_tables


def render() -> None:
    """Draw the page."""
    title, view = st.columns([3, 1], vertical_alignment="center")
    with title:
        st.title(t("budget.title"), anchor=False)
    with view:
        show_view_switch(labelled=False)
    show_conflicts()
    _, current = state.outcome()
    if not current:
        st.info(t("explore.last_good"))
    _, scenario = state.shown()
    st.caption(t("budget.intro", scenario=plain(local(scenario.title))))
    chosen = options()
    if budget_state.own_key_on():
        scenario = scenario.model_copy(update={"allocation_key": budget_state.key_in_use()})
    measures = budget_state.catalogue(services.worked_out_with(state.catalogue(), scenario))
    try:
        budget = budget_service.budget(scenario, measures, chosen, language())
    except ScenarioError:
        st.warning(t("state.impossible"))
        return
    _show_sentence(budget, chosen.statistic)
    show_choices()
    table = show_tables(budget, chosen.convention)
    show_table_files(budget, table)
    show_downloads(budget, scenario, measures, chosen)
    show_own_figures()
    show_provenance(budget)


def _show_sentence(budget: Budget, statistic: str) -> None:
    """Say in one sentence what the tables come down to in their last year."""
    f, last = formats(), budget.last
    known = state.shown()[0].savings_known
    with st.container(key="budget-sentence"):
        st.markdown(
            t(
                "budget.sentence" if known else "budget.sentence_unknown",
                view=plain(view_name(budget.view)),
                year=last.year,
                saves=f"**{f.saves(last.net, last.width)}**",
                before=f.short(last.baseline, last.width),
                after=f.short(last.with_measures, last.width),
                statistic=t(f"budget.said.{statistic}"),
            )
        )
        posts = budget.table("pm-posten")
        if known and posts is not None and posts.rows:
            st.caption(t("budget.without_pm"))
        if budget_state.baseline() is not None or budget_state.own_key_on():
            st.caption(t("budget.own_in_use"))
