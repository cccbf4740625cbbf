"""When a measure without a known effect pays for itself, and at which moments one decides to go on."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import streamlit as st

from simulator.analysis.break_even import Answer, Needed
from simulator.domain.measure import Measure
from simulator.ui import state
from simulator.ui.break_even_service import answer
from simulator.ui.charts.break_even import YEAR_OF_HELP, case, cases, seen_outside, with_interval
from simulator.ui.components.measure_html import bullets, paragraph, source_note, table
from simulator.ui.components.table_html import scrolling
from simulator.ui.language import formats, language, local, t


def show_break_even(measure: Measure) -> None:
    """Draw what must be avoided before the measure pays; nothing for a measure without that question."""
    if measure.break_even is None:
        return
    found = answer(state.catalogue(), state.scenario(), measure.id)
    st.header(t("measures.break_even_title"), anchor=False)
    known = t("measures.break_even_planned" if measure.effects else "measures.break_even_unknown")
    scroll = scrolling(_table(found), t("measures.break_even_title"))
    st.html(paragraph(f"{known} {_sentence(found)}") + scroll + _outside(found))
    if found.asked.elsewhere:
        st.html(paragraph(t("measures.break_even_elsewhere")) + bullets(_elsewhere(found)))
    st.html(
        paragraph(local(found.asked.note), "koers-note")
        + f"<p>{source_note(found.asked.source, state.catalogue())}</p>"
    )


def show_gates(measure: Measure) -> None:
    """Draw the moments at which one decides whether to go on; nothing where there are none."""
    if not measure.gates:
        return
    st.header(t("measures.gates_title"), anchor=False)
    st.html(bullets(_gates(measure)))


def _gates(measure: Measure) -> Iterator[str]:
    for gate in measure.gates:
        when = f" ({gate.date:%d-%m-%Y})" if gate.date else ""
        head = f"<strong>{escape(t('measures.gate_if'))}</strong>{escape(when)}: "
        parts = [head, escape(local(gate.condition))]
        parts.append(f"<br>{escape(t('measures.gate_then', then=local(gate.proceed)))}")
        if gate.otherwise is not None:
            parts.append(f"<br>{escape(t('measures.gate_else', otherwise=local(gate.otherwise)))}")
        yield "".join(parts) + f" {source_note(gate.source, state.catalogue())}"


def _sentence(found: Answer) -> str:
    year = next(row for row in found.needed if row.months == YEAR_OF_HELP)
    return t(
        "measures.break_even_sentence",
        unit=local(found.asked.unit),
        cost=formats().euro(found.cost.most_likely),
        price=formats().euro(found.price.most_likely),
        number=cases(year.a_year, language()),
        avoided=local(found.asked.avoided),
    )


def _outside(found: Answer) -> str:
    """Explain numbers of the table that lie outside their interval: else one takes them for a slip."""
    counted = [(number, _cases) for row in found.needed for number in (row.a_year, row.within)]
    parts = [(part, _percent) for row in found.needed for part in (row.of_clients, row.of_reach) if part]
    if any(seen_outside(*shown) for shown in (*counted, *parts)):
        return paragraph(t("measures.break_even_outside"), "koers-note")
    return ""


def _table(found: Answer) -> str:
    heads = [t("measures.break_even_months"), t("measures.break_even_needed")]
    heads += [t("measures.break_even_within", years=formats().number(found.years))]
    heads += [t("measures.break_even_clients")] if found.clients else []
    heads += [t("measures.break_even_reach")] if found.reach else []
    return table(heads, [_row(row) for row in found.needed])


def _row(row: Needed) -> list[str]:
    shares = [
        with_interval(found, _percent, language())
        for found in (row.of_clients, row.of_reach)
        if found is not None
    ]
    return [
        formats().number(row.months),
        cases(row.a_year, language()),
        cases(row.within, language()),
        *shares,
    ]


def _cases(value: float) -> str:
    return case(value, language())


def _percent(value: float) -> str:
    return f"{formats().number(value * 100)}%"


def _elsewhere(found: Answer) -> Iterator[str]:
    views = state.catalogue().programme.estimates
    for view, estimate in found.asked.elsewhere.items():
        share = f"{formats().number(estimate.value * 100)}%"
        grade = t("measures.break_even_grade", grade=estimate.grade)
        note = f" {escape(local(estimate.note))}" if estimate.note else ""
        yield (
            f"<strong>{escape(local(views[view]))}: {escape(share)}</strong> ({escape(grade)}).{note} "
            f"{source_note(estimate.source, state.catalogue())}"
        )
