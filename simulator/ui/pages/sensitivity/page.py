"""Gevoeligheid: what the uncertainty comes from, what turns a choice around, and what to find out first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from simulator.domain.scenario import Scenario
from simulator.ui import state
from simulator.ui.charts.base import Figure
from simulator.ui.components.chart_figure import show_figure
from simulator.ui.components.choice import show_choice, show_year
from simulator.ui.components.instead import show_instead
from simulator.ui.components.messages import show_conflicts
from simulator.ui.components.provenance import show_provenance
from simulator.ui.components.scenario_bar import show_scenario_bar
from simulator.ui.components.uncounted import show_uncounted
from simulator.ui.components.view_switch import show_view_switch, view_in_sentence, view_name
from simulator.ui.language import keyed, language, t
from simulator.ui.markup import plain
from simulator.ui.outcome import Outcome
from simulator.ui.pages.sensitivity.cards import show_cards
from simulator.ui.pages.sensitivity.chart_layers import layers_figure
from simulator.ui.pages.sensitivity.chart_research import research_figure
from simulator.ui.pages.sensitivity.chart_switching import switching_figure
from simulator.ui.pages.sensitivity.chart_tornado import tornado_figure
from simulator.ui.pages.sensitivity.decisions import show_decisions
from simulator.ui.pages.sensitivity.missing import show_missing
from simulator.ui.pages.sensitivity.service import Insight, insight
from simulator.ui.sensitivity_words import Words

YEAR: Final = "sensitivity-year"
OVER: Final = ("year", "programme")
"""By which years a measure is kept or dropped: the chosen one, or all together."""


def render() -> None:
    """Draw the page."""
    with st.sidebar:
        show_scenario_bar()
        show_view_switch()
    st.title(t("sensitivity.title"), anchor=False)
    st.caption(t("sensitivity.intro"))
    show_conflicts()
    outcome, current = state.outcome()
    if not current:
        st.info(t("explore.last_good"))
    _, scenario = state.shown()
    if not scenario.active():
        st.info(t("sensitivity.empty"))
        return
    if not outcome.savings_known:
        show_instead()
        return
    show_uncounted(scenario)
    with st.container(horizontal=True, gap="medium"):
        year, whole = show_year(YEAR, outcome.years), _show_over()
    _show(outcome, scenario, year, whole)
    show_provenance(outcome)


def _show_over() -> bool:
    """Let the user say by which years a measure is kept or dropped; gives whether by all of them."""
    chosen = st.segmented_control(
        t("sensitivity.over_label"),
        OVER,
        default=OVER[0],
        required=True,
        key=keyed("sensitivity-over"),
        format_func=lambda name: t(f"sensitivity.over.{name}"),
    )
    return chosen == "programme"


def _show(outcome: Outcome, scenario: Scenario, year: int, whole: bool) -> None:
    with st.spinner(t("sensitivity.working")):
        found = insight(scenario, state.catalogue(), year, whole=whole)
    asked = found.sensitivity.asked
    if asked.owner is not None and not asked.task_known:
        st.info(t("headline.task_unknown", owner=plain(view_name(asked.owner))))
    words = Words(state.catalogue(), language())
    show_cards(found, words)
    options = [name for name in FIGURES if name != "task" or "task" in found.sensitivity.middle]
    chosen = show_choice(
        "sensitivity-chart", t("chart.choice"), options, lambda name: t(f"sensitivity.choose.{name}")
    )
    figure = FIGURES[chosen](found, words)
    if figure.table.empty:
        st.header(figure.title, anchor=False)
        st.info(figure.sentence)
    else:
        show_figure(figure, outcome.run_id)
    if chosen == "research":
        show_decisions(found.research, words)
    show_missing(found.sensitivity.missing, words)


def _net(found: Insight, words: Words) -> Figure:
    return tornado_figure(found.sensitivity, "net", words, view_in_sentence(found.sensitivity.asked.view))


def _task(found: Insight, words: Words) -> Figure:
    owner = found.sensitivity.asked.owner or ""
    return tornado_figure(found.sensitivity, "task", words, view_in_sentence(owner))


FIGURES: Final[dict[str, Callable[[Insight, Words], Figure]]] = {
    "net": _net,
    "task": _task,
    "layers": lambda found, words: layers_figure(found.sensitivity, words.language),
    "switching": lambda found, words: switching_figure(found.sensitivity, words),
    "research": lambda found, words: research_figure(found.research, words),
}
"""The charts, in the order of the choice."""
