"""Monitor: what happened against what was planned, and what is to be expected now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from simulator.analysis.run import target_of
from simulator.analysis.summary import SAVINGS
from simulator.errors import ScenarioError
from simulator.ui import services, state
from simulator.ui.charts import Figure
from simulator.ui.components.chart_figure import show_figure
from simulator.ui.components.choice import show_choice
from simulator.ui.components.messages import show_conflicts
from simulator.ui.components.scenario_bar import show_scenario_bar
from simulator.ui.components.view_switch import show_view_switch
from simulator.ui.language import formats, language, local, t
from simulator.ui.markup import plain
from simulator.ui.pages.monitor import service as monitor_service
from simulator.ui.pages.monitor import state as monitor_state
from simulator.ui.pages.monitor.cards import show_cards
from simulator.ui.pages.monitor.chart_figures import figures_figure
from simulator.ui.pages.monitor.chart_forecast import forecast_figure
from simulator.ui.pages.monitor.chart_growth import delivery_figure, growth_figure
from simulator.ui.pages.monitor.documents import show_documents
from simulator.ui.pages.monitor.left_out import show_left_out
from simulator.ui.pages.monitor.rules import show_rules
from simulator.ui.pages.monitor.service import Asked, Watched
from simulator.ui.pages.monitor.upload import show_upload
from simulator.ui.pages.monitor.words import about, measure_title

CHOICE: Final = "monitor-choice"


def render() -> None:
    """Draw the page."""
    with st.sidebar:
        show_scenario_bar()
        show_view_switch()
    st.title(t("monitor.title"), anchor=False)
    show_conflicts()
    if not state.outcome()[1]:
        st.info(t("explore.last_good"))
    _, scenario = state.shown()
    st.caption(t("monitor.intro", scenario=plain(local(scenario.title))))
    figures = monitor_state.figures()
    if figures is None:
        st.info(t("monitor.empty"))
        show_upload(opened=True)
        return
    catalogue = services.worked_out_with(state.catalogue(), scenario)
    asked = Asked(catalogue, scenario, figures, monitor_state.rules(), monitor_state.wide())
    try:
        with st.spinner(t("monitor.working_out")):
            found = monitor_service.watched(asked, language())
    except ScenarioError:
        st.warning(t("state.impossible"))
        return
    target = target_of(catalogue, scenario)
    _show(asked, found, target.municipality if target else None)


def _show(asked: Asked, found: Watched, owner: str | None) -> None:
    show_cards(found, owner)
    _show_weight(found)
    # Without a saving that anybody knows, all that can be expected is spending under unchanged policy.
    left_out = {"baseline"} if found.savings_known else SAVINGS
    options = [name for name in FIGURES if name not in left_out]
    name = show_choice(CHOICE, t("monitor.choice"), options, lambda one: t(f"monitor.choose.{one}"))
    _show_figure(FIGURES[name](found), f"{found.run_id}-{found.figures_id}")
    show_rules()
    show_left_out(found)
    show_upload(opened=False)
    show_documents(asked, found)
    _show_provenance(found)


def _show_figure(figure: Figure, identity: str) -> None:
    """Draw a figure; one without anything in it says so, and offers nothing to take along."""
    if not figure.table.empty:
        show_figure(figure, identity)
        return
    st.header(figure.title, anchor=False)
    st.info(figure.sentence)


def _show_weight(found: Watched) -> None:
    """Say how much the figures tell, and warn when the plan does not explain them."""
    f = formats()
    if found.effective is None:
        growth_only = bool((found.figures["basis"] == "growth").any())
        st.info(t("monitor.nothing_counts_wide") if growth_only else t("monitor.nothing_counts"))
        return
    if found.too_few:
        st.warning(t("monitor.too_few"))
    told = t(
        "monitor.weight",
        found.counted,
        draws=f.number(found.draws),
        effective=f.number(found.effective),
    )
    st.caption(f"{told} {t('monitor.resampled')}" if found.resampled else told)


def _show_provenance(found: Watched) -> None:
    prices = t(f"provenance.{found.price_level}", year=state.catalogue().programme.price_level)
    line = t(
        "provenance.line",
        run=found.run_id,
        draws=formats().number(found.draws),
        seed=found.seed,
        catalogue=found.catalogue_version,
        prices=prices,
    )
    st.caption(f"{line} · {t('monitor.provenance', figures=found.figures_id)}")


FIGURES: Final[dict[str, Callable[[Watched], Figure]]] = {
    "figures": lambda found: figures_figure(found, about, language()),
    "net": lambda found: forecast_figure(found, "net", language()),
    "with_measures": lambda found: forecast_figure(found, "with_measures", language()),
    "baseline": lambda found: forecast_figure(found, "baseline", language()),
    "growth": lambda found: growth_figure(found, about, language()),
    "delivery": lambda found: delivery_figure(found, measure_title, language()),
}
"""The charts, in the order of the choice."""
