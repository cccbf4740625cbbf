"""The catalogue: search, filters, and all measures that they leave, by service."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from simulator.domain.catalogue import Catalogue
from simulator.domain.measure import Measure
from simulator.ui import edits, state
from simulator.ui.components.measure_list import label
from simulator.ui.grouping import Group, groups
from simulator.ui.language import formats, keyed, local, t
from simulator.ui.markup import plain
from simulator.ui.pages.measures.searching import OWN, Search, found
from simulator.ui.pages.measures.why import net_amounts

WORDS, SERVICE, STATUS, GRADE = "measures-words", "measures-service", "measures-status", "measures-grade"
STATUSES = ("proposed", "adopted", "suggested", "rejected")
# Amounts in the list are rounded as if their interval were this part of them: the card has the real one.
COARSE = 0.4
GRADES = (1, 2, 3, 4, 5, 6)


def show_search() -> Search:
    """Draw the search field and the filters, and give what is asked for."""
    catalogue = state.catalogue()
    columns = st.columns([3, 2, 2, 2], gap="small")
    words = columns[0].text_input(
        t("measures.search"),
        key=WORDS,
        max_chars=80,
        placeholder=t("measures.search_hint"),
        persist_state="session",
    )
    services = ["", *catalogue.programme.services]
    service = columns[1].selectbox(
        t("measures.filter_service"),
        services,
        key=keyed(SERVICE),
        format_func=lambda name: _service(catalogue, name) if name else t("measures.all"),
        persist_state="session",
    )
    statuses = ["", *STATUSES, *([OWN] if state.own() else [])]
    status = columns[2].selectbox(
        t("measures.filter_status"),
        statuses,
        key=keyed(STATUS),
        format_func=lambda name: t(f"measures.status.{name}") if name else t("measures.all"),
        persist_state="session",
    )
    grade = columns[3].selectbox(
        t("measures.filter_grade"),
        [0, *GRADES],
        key=keyed(GRADE),
        format_func=lambda number: t(f"measures.grade.{number}") if number else t("measures.all"),
        persist_state="session",
    )
    return Search(words or "", service or "", status or "", grade or None)


def show_list(search: Search, open_card: Callable[[str], None]) -> None:
    """Draw the measures that are found, each with a button that opens its card."""
    catalogue, own = state.catalogue(), [measure.id for measure in state.own()]
    year = catalogue.programme.years[-1]
    net = net_amounts(state.scenario(), catalogue, year)
    chosen = {measure.id for measure in found(catalogue.measures.values(), search, own)}
    st.caption(t("measures.found", count=len(chosen), all=len(catalogue.measures)))
    for group in groups(catalogue, own):
        listed = [measure for measure in group.measures if measure.id in chosen]
        if listed:
            st.header(_heading(group, catalogue), anchor=False)
            with st.container(gap="xsmall"):
                for measure in listed:
                    _show_row(measure, net.get(measure.id), year, open_card)


def facts(measure: Measure, catalogue: Catalogue) -> list[str]:
    """Give what one sees of a measure at a glance: whose it is, its status and how well it is supported."""
    own = measure.id in {one.id for one in state.own()}
    status = t(f"measures.status.{OWN if own else measure.status}")
    scope = catalogue.programme.municipalities[measure.scope].title if measure.scope else ""
    return [status, *([t("measures.only", municipality=scope)] if scope else []), grade_words(measure.grade)]


def grade_words(grade: int) -> str:
    """Say how well something is supported, the number in front."""
    return t("measures.support", grade=t(f"measures.grade.{grade}"))


def _show_row(measure: Measure, net: float | None, year: int, open_card: Callable[[str], None]) -> None:
    catalogue = state.catalogue()
    with st.container(border=True, gap=None, key=f"row-{measure.id}"):
        st.button(
            plain(label(measure)),
            key=f"open-{measure.id}",
            type="tertiary",
            on_click=open_card,
            args=(measure.id,),
        )
        on = edits.setting_of(state.scenario(), measure.id).on
        words = [*facts(measure, catalogue), t("measures.on" if on else "measures.off")]
        if net:
            words.append(t("measures.net_in", year=year, amount=formats().saves(net, COARSE * abs(net))))
        elif measure.unknown:
            words.append(t("measures.amount_unknown"))
        st.caption(plain(" · ".join(words)))


def _service(catalogue: Catalogue, name: str) -> str:
    return local(catalogue.programme.services[name].title)


def _heading(group: Group, catalogue: Catalogue) -> str:
    if group.kind == "service":
        return _service(catalogue, group.name) if group.name else t("measures.no_service")
    if group.kind == "own":
        return t("measures.own", municipality=catalogue.programme.municipalities[group.name].title)
    return t(f"measures.{group.kind}")
