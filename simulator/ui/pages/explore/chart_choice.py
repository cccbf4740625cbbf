"""The charts of Verkennen: one at a time, chosen by name. Only what is looked at is worked out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from simulator.domain.scenario import Scenario
from simulator.ui import details, state
from simulator.ui.break_even_service import answers
from simulator.ui.charts import (
    Figure,
    Names,
    break_even_figure,
    bridge_figure,
    chance_figure,
    credit_figure,
    net_figure,
    ramp_up_figure,
    spending_figure,
    volume_price_figure,
    yearly_figure,
)
from simulator.ui.components.chart_figure import show_figure
from simulator.ui.components.choice import show_choice, show_year
from simulator.ui.components.measure_list import label
from simulator.ui.components.view_switch import view_name
from simulator.ui.headline import bands
from simulator.ui.language import language, local, t
from simulator.ui.outcome import Outcome

CHOICE: Final = "chart-choice"
YEAR: Final = "chart-year"
UNKNOWN_SAVINGS: Final = ("break_even", "net", "volume_price", "chance")
"""Charts that do not take what nobody knows for zero, the question that is left first."""
OF_ONE_YEAR: Final = ("bridge", "credit")
"""Charts that show a single year; the others show all."""


@st.fragment
def show_charts() -> None:
    """Draw the choice of charts and the one that is chosen.

    It is a fragment: choosing another chart leaves the rest of the page as it is.
    """
    outcome, scenario = state.shown()
    options = _to_choose(outcome, scenario)
    name = show_choice(CHOICE, t("chart.choice"), options, lambda one: t(f"chart.choose.{one}"))
    year = show_year(YEAR, outcome.years) if name in OF_ONE_YEAR else outcome.years[-1]
    show_figure(FIGURES[name](outcome, scenario, year), outcome.run_id)


def _to_choose(outcome: Outcome, scenario: Scenario) -> list[str]:
    """Give the charts that there are data for.

    Where nobody knows what the package saves, the question that is left comes first: what it must avoid.
    """
    missing = set()
    if details.changes(state.catalogue()).divided.empty:
        missing.add("volume_price")
    if not answers(state.catalogue(), scenario):
        missing.add("break_even")
    if outcome.savings_known:
        return [name for name in FIGURES if name not in missing]
    return [name for name in UNKNOWN_SAVINGS if name not in missing]


def _owner(outcome: Outcome) -> str | None:
    """Give the name of the owner of the task, when the view is its own."""
    return view_name(outcome.owner) if outcome.owner and outcome.view == outcome.owner else None


def _net(outcome: Outcome, _scenario: Scenario, _year: int) -> Figure:
    return net_figure(outcome, _owner(outcome), language())


def _spending(outcome: Outcome, scenario: Scenario, _year: int) -> Figure:
    return spending_figure(outcome, _owner(outcome), _leaving(outcome, scenario), language())


def _leaving(outcome: Outcome, scenario: Scenario) -> dict[str, int]:
    """Give who leaves the region while the programme runs, where that counts in what is shown."""
    if scenario.municipality is not None or not scenario.membership.departures:
        return {}
    towns = state.catalogue().programme.municipalities.values()
    return {
        town.title: town.leaves.year for town in towns if town.leaves and town.leaves.year in outcome.years
    }


def _bridge(outcome: Outcome, scenario: Scenario, year: int) -> Figure:
    found = details.steps(scenario, state.catalogue())
    end = bands(outcome.totals)[outcome.years.index(year)]
    letter = local(found.starts_from.title) if found.starts_from else None
    return bridge_figure(found.bridge, year, letter, end.width, language())


def _credit(_outcome: Outcome, scenario: Scenario, year: int) -> Figure:
    catalogue = state.catalogue()
    credit, spread = details.parts(scenario, catalogue).credit, details.spreads(scenario, catalogue)
    return credit_figure(credit, spread, year, _titles(), language())


def _yearly(outcome: Outcome, _scenario: Scenario, _year: int) -> Figure:
    return yearly_figure(outcome, language())


def _ramp_up(_outcome: Outcome, scenario: Scenario, _year: int) -> Figure:
    return ramp_up_figure(details.parts(scenario, state.catalogue()).ramp_up, _titles(), language())


def _chance(outcome: Outcome, scenario: Scenario, _year: int) -> Figure:
    programme = state.catalogue().programme
    names = Names(
        services={name: local(service.title) for name, service in programme.services.items()},
        towns={name: town.title for name, town in programme.municipalities.items()},
        region=local(programme.whole),
    )
    luck = details.luck(scenario, state.catalogue())
    return chance_figure(luck, names, bands(outcome.totals)[-1], language())


def _volume_price(_outcome: Outcome, scenario: Scenario, _year: int) -> Figure:
    programme = state.catalogue().programme
    titles = {name: local(service.title) for name, service in programme.services.items()}
    towns = {name: town.title for name, town in programme.municipalities.items()}
    changes = details.changes(state.catalogue())
    chosen = changes.of(scenario.municipality)
    left_out = [
        ", ".join(filter(None, (titles.get(service or "", subject or ""), towns.get(town or ""))))
        for service, subject, town in changes.missing(scenario.municipality)
    ]
    return volume_price_figure(chosen, left_out, titles, language())


def _break_even(_outcome: Outcome, scenario: Scenario, _year: int) -> Figure:
    return break_even_figure(answers(state.catalogue(), scenario), _titles(), language())


def _titles() -> dict[str, str]:
    return {name: label(measure) for name, measure in state.catalogue().measures.items()}


FIGURES: Final[dict[str, Callable[[Outcome, Scenario, int], Figure]]] = {
    "net": _net,
    "spending": _spending,
    "bridge": _bridge,
    "credit": _credit,
    "yearly": _yearly,
    "ramp_up": _ramp_up,
    "break_even": _break_even,
    "volume_price": _volume_price,
    "chance": _chance,
}
"""The charts, in the order of the choice."""
