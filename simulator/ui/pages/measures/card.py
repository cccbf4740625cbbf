"""The card of one measure: what it is, and one section at a time of what is known about it."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import streamlit as st

from simulator.domain.measure import Measure
from simulator.ui import edits, state
from simulator.ui.components.measure_html import paragraph, tags
from simulator.ui.components.measure_list import label
from simulator.ui.components.own_measures import show_own_tools, show_yaml
from simulator.ui.language import keyed, local, t
from simulator.ui.markup import plain
from simulator.ui.pages.measures.break_even import show_break_even, show_gates
from simulator.ui.pages.measures.drivers import show_drivers
from simulator.ui.pages.measures.people import show_people, show_work
from simulator.ui.pages.measures.relations import show_relations
from simulator.ui.pages.measures.search import facts
from simulator.ui.pages.measures.searching import services_of
from simulator.ui.pages.measures.sources import show_sources
from simulator.ui.pages.measures.sum import YEAR, show_net, show_sum
from simulator.ui.pages.measures.why import Why, why

SECTION = "measures-section"
SECTIONS = ("sum", "drivers", "relations", "people", "work", "sources")


def show_card(measure: Measure, back: Callable[[], None], open_card: Callable[[str], None]) -> None:
    """Draw the card of a measure.

    Parameters
    ----------
    measure : Measure
        The measure.
    back : callable
        Goes back to the list.
    open_card : callable
        Opens the card of another measure.
    """
    st.button(t("measures.back"), key="measures-back", type="tertiary", on_click=back)
    _show_head(measure)
    year = _year()
    reason = why(state.scenario(), state.catalogue(), measure.id, year)
    show_net(measure, reason, year)
    section = st.segmented_control(
        t("measures.sections"),
        SECTIONS,
        default=SECTIONS[0],
        required=True,
        key=keyed(SECTION),
        format_func=lambda name: t(f"measures.section.{name}"),
        label_visibility="collapsed",
        persist_state="session",
    )
    _show_section(section or SECTIONS[0], measure, reason, open_card)


def _show_head(measure: Measure) -> None:
    catalogue = state.catalogue()
    title, switch = st.columns([7, 2], vertical_alignment="center")
    title.title(plain(label(measure)), anchor=False)
    on = edits.setting_of(state.scenario(), measure.id).on
    switch.toggle(
        t("measures.in_scenario"),
        value=on,
        key=state.mirror(f"card-on-{measure.id}", on),
        on_change=_toggled,
        args=(measure.id,),
    )
    services = [local(catalogue.programme.services[name].title) for name in services_of(measure)]
    body = tags([*services, *facts(measure, catalogue)])
    if measure.summary != measure.title:
        body += f'<p class="koers-summary">{escape(local(measure.summary))}</p>'
    if measure.status_reason:
        body += paragraph(local(measure.status_reason), "koers-note")
    st.html(body)


def _year() -> int:
    """Give the year that is chosen; the choice itself is drawn beside the amount of that year."""
    years = state.catalogue().programme.years
    chosen: int | None = st.session_state.get(YEAR)
    return chosen if chosen in years else years[-1]


def _show_section(name: str, measure: Measure, reason: Why | None, open_card: Callable[[str], None]) -> None:
    if name == "sum":
        show_sum(measure, reason)
        show_break_even(measure)
    elif name == "drivers":
        show_drivers(measure, reason)
    elif name == "relations":
        show_relations(measure, open_card)
    elif name == "people":
        show_people(measure)
    elif name == "work":
        show_gates(measure)
        show_work(measure)
    else:
        show_sources(measure)
        show_yaml(measure)
        if measure in state.own():
            show_own_tools(measure)


def _toggled(measure: str) -> None:
    on = bool(state.mirrored(f"card-on-{measure}"))
    state.change(lambda scenario: edits.set_measure(scenario, measure, on=on))
