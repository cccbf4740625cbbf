"""The sum behind a measure's amount: formulas with their numbers, step by step, to the euro."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import streamlit as st

from simulator.analysis.explain import (
    BookedExplained,
    CostExplained,
    EffectExplained,
    Factor,
    Term,
    WorkedFormula,
)
from simulator.domain.measure import Measure
from simulator.domain.ramp_up import SharesPerYear
from simulator.ui import state
from simulator.ui.components.measure_html import paragraph, source_note, table
from simulator.ui.components.measure_list import label
from simulator.ui.components.view_switch import view_in_sentence
from simulator.ui.entry import write_number
from simulator.ui.language import formats, language, local, t
from simulator.ui.pages.measures.why import Why
from simulator.ui.quantities import quantity

YEAR = "measures-year"


def show_net(measure: Measure, reason: Why | None, year: int) -> None:
    """Draw what the measure is worth in a year, with its interval, and the choice of a year."""
    years = state.catalogue().programme.years
    amount, choice = st.columns([3, 2], vertical_alignment="center")
    with amount:
        st.html(_net(measure, reason, year))
    with choice:
        st.segmented_control(
            t("measures.year"), years, default=years[-1], required=True, key=YEAR, persist_state="session"
        )


def _net(measure: Measure, reason: Why | None, year: int) -> str:
    if reason is None:
        return paragraph(t("measures.no_sum"))
    found, f = reason.explanation, formats()
    if not measure.effects and not measure.costs:
        return paragraph(t("measures.no_amounts"))
    view = view_in_sentence(found.view)
    certain = reason.net is None or reason.net.width < 1
    key = "measures.net_label" if reason.net is None else "measures.net_alone"
    parts = [paragraph(t(key, year=year, view=view), "koers-label")]
    middle, width = (found.net, 0.0) if reason.net is None else (reason.net.p50, reason.net.width)
    parts.append(paragraph(f.saves(middle, width), "koers-figure koers-figure-small"))
    notes = []
    if reason.net is not None and not certain:
        notes.append(t("measures.net_interval", interval=f.range(reason.net.p10, reason.net.p90)))
        notes.append(t("measures.net_stated", amount=f.saves(found.net)))
    if not reason.in_scenario:
        notes.append(t("measures.net_off"))
    if measure.unknown:
        notes.append(t("measures.net_unknown", count=len(measure.unknown)))
    return "".join(parts) + "".join(paragraph(note, "koers-note") for note in notes)


def show_sum(measure: Measure, reason: Why | None) -> None:
    """Draw the effects and costs of the year, each from its formula, and what remains of them."""
    if reason is None or not (measure.effects or measure.costs):
        st.write(t("measures.no_amounts"))
        return
    found = reason.explanation
    st.header(t("measures.sum_title", year=found.year), anchor=False)
    st.caption(t("measures.sum_note", prices=found.price_level))
    if found.reading:
        text = f"{local(found.reading.reading.title)}. {local(found.reading.reading.reason)}"
        st.html(paragraph(t("measures.reading", reading=text), "koers-note"))
    body = "".join(_effect(effect, found.year) for effect in found.effects)
    body += "".join(_cost(cost) for cost in found.costs if cost.cost or cost.not_counted)
    free = [local(cost.line.title) for cost in found.costs if not (cost.cost or cost.not_counted)]
    body += "".join(
        _block(t("measures.spill"), formats().euro(spill.cost), [], "koers-cost") for spill in found.spills
    )
    if free:
        body += paragraph(t("measures.nothing_this_year", costs=", ".join(free)), "koers-note")
    st.html(body + _totals(reason))


def _effect(item: EffectExplained, year: int) -> str:
    title = local(item.effect.title)
    if item.not_counted or item.structural is None:
        reason = t(f"measures.not_counted.{item.not_counted or 'reading'}")
        return _block(title, t("money.nothing"), [paragraph(reason, "koers-note")], "koers-saving")
    lines = [_formula(item.structural), _factors(item.factors, item.structural.value, item.gross)]
    lines += [_booked(booked, year) for booked in item.booked]
    if isinstance(item.effect.ramp_up, SharesPerYear):
        lines.append(_ramp(item.effect.ramp_up))
    lines.append(source_note(item.effect.source, state.catalogue()))
    return _block(title, formats().saves(item.gross), lines, "koers-saving")


def _booked(item: BookedExplained, year: int) -> str:
    """Write what is spent in place of a saving: deducted already, and apart in the budget."""
    said = t("measures.booked", service=local(item.service))
    there = t("measures.booked_budget", year=year, amount=formats().euro(item.amount))
    source = source_note(item.citation.source, state.catalogue())
    return paragraph(said, "koers-note") + _formula(item.structural) + paragraph(there, "koers-note") + source


def _cost(item: CostExplained) -> str:
    title = f"{local(item.line.title)} ({local(item.funded_by)})"
    if item.not_counted or item.amount is None:
        reason = t(f"measures.not_counted.{item.not_counted or 'reading'}")
        return _block(title, t("money.nothing"), [paragraph(reason, "koers-note")], "koers-cost")
    lines = [_formula(item.amount), _factors(item.factors, item.amount.value, item.cost)]
    lines.append(source_note(item.line.source, state.catalogue()))
    return _block(title, formats().saves(-item.cost), lines, "koers-cost")


def _block(title: str, amount: str, lines: Iterable[str], kind: str) -> str:
    return (
        f'<section class="koers-block {kind}"><h3>{escape(title)}</h3>'
        f'<p class="koers-amount">{escape(amount)}</p>{"".join(lines)}</section>'
    )


def _formula(worked: WorkedFormula) -> str:
    text = worked.sentence(_term, lambda number: write_number(number, language()))
    outcome = formats().euro(worked.value)
    same = text == outcome
    return f'<p class="koers-formula">{escape(text if same else f"{text} = {outcome}")}</p>'


def _term(term: Term) -> str:
    stated = term.unit != "EUR/year"
    return quantity(term.value if stated else round(term.value), term.unit, language())


def _factors(factors: tuple[Factor, ...], amount: float, outcome: float) -> str:
    """Write what the amount of the year is multiplied by; ones are left out."""
    counted = [factor for factor in factors if factor.value != 1.0]
    if not counted:
        return ""
    steps = " ".join(f"× {_factor(factor)}" for factor in counted)
    f = formats()
    return f'<p class="koers-formula">{escape(f"{f.euro(amount)} {steps} = {f.euro(outcome)}")}</p>'


def _factor(factor: Factor) -> str:
    share = formats().number(factor.value * 100, 0 if round(factor.value * 100, 1) % 1 == 0 else 1)
    by = ", ".join(label(state.catalogue().measures[name]) for name in factor.by)
    words = t(f"measures.factor.{factor.kind}", by=by)
    return f"{share}% ({words})"


def _ramp(ramp: SharesPerYear) -> str:
    years = state.catalogue().programme.years
    pairs = zip(years, ramp.values, strict=False)
    steps = " · ".join(f"{year}: {formats().percent(share)}" for year, share in pairs)
    return paragraph(t("measures.ramp", steps=steps), "koers-note")


def _totals(reason: Why) -> str:
    found, f = reason.explanation, formats()
    rows = [
        (t("measures.total.gross"), f.euro(found.gross)),
        (t("measures.total.cost"), f.euro(found.cost)),
        (t("measures.total.net"), f.in_full().saves(found.net)),
    ]
    body = table((t("measures.total.what"), t("measures.total.amount")), rows)
    if reason.in_scenario and abs(found.alone - found.last_in) >= 1:
        credit = [
            (t("measures.total.alone"), f.euro(found.alone)),
            (t("measures.total.fair_share"), f.euro(found.fair_share)),
            (t("measures.total.last_in"), f.euro(found.last_in)),
        ]
        body += paragraph(t("measures.total.overlap"))
        body += table((t("measures.total.what"), t("measures.total.amount")), credit)
    return body
