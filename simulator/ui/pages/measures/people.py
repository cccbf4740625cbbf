"""Whom a measure touches, and what must be done and decided for it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import streamlit as st

from simulator.domain.measure import Action, Measure, StaffNeed, Unknown
from simulator.ui import state
from simulator.ui.components.measure_html import bullets, paragraph, source_note, table
from simulator.ui.entry import write_number
from simulator.ui.language import formats, language, local, t
from simulator.ui.pages.measures.why import residents
from simulator.ui.quantities import quantity

SIGNS = {"benefit": "▲", "burden": "▼", "mixed": "◆"}


def show_people(measure: Measure) -> None:
    """Draw what residents will notice, how many they are, and what nobody knows."""
    st.header(t("measures.effects_title"), anchor=False)
    if measure.societal_effects:
        items = (
            f'<span class="koers-direction"><span aria-hidden="true">{SIGNS[effect.direction]}</span> '
            f"{escape(t(f'measures.direction.{effect.direction}'))}</span> {escape(local(effect.text))} "
            f"{source_note(effect.source, state.catalogue())}"
            for effect in measure.societal_effects
        )
        st.html(bullets(items))
    else:
        st.write(t("measures.not_told"))
    st.header(t("measures.residents_title"), anchor=False)
    if measure.residents_affected:
        st.caption(t("measures.residents_note"))
        st.html(bullets(_residents(measure)))
    else:
        st.write(t("measures.not_told"))
    if measure.unknown:
        st.header(t("measures.unknown_title"), anchor=False)
        st.caption(t("unknown.sentence"))
        st.html(bullets(_unknown(item) for item in measure.unknown))


def _residents(measure: Measure) -> Iterable[str]:
    for group in measure.residents_affected:
        number, terms = residents(measure, group, state.scenario(), state.catalogue())
        total = formats().number(number)
        words = {key: quantity(term.value, term.unit, language()) for key, term in terms.items()}
        text = _sentence(group.formula, words)
        sentence = f"{text} = {total}" if len(terms) > 1 else text
        yield (
            f"<strong>{escape(local(group.title))}: {escape(total)}</strong><br>{escape(sentence)} "
            f"{source_note(group.source, state.catalogue())}"
        )


def _sentence(formula: str, words: dict[str, str]) -> str:
    from simulator.formula import parse

    return parse(formula).sentence(words, lambda number: write_number(number, language()))


def _unknown(item: Unknown) -> str:
    kind = t(f"unknown.{item.what}")
    printed = f" ({t('measures.printed', printed=item.printed)})" if item.printed else ""
    return (
        f"<strong>{escape(local(item.title))}</strong>: {escape(kind)}{escape(printed)} "
        f"{source_note(item.source, state.catalogue())}"
    )


def show_work(measure: Measure) -> None:
    """Draw the way to a decision, what must be done, what the law allows, and the staff it takes."""
    st.header(t("measures.route_title"), anchor=False)
    if measure.decision_route:
        steps = (
            f"<strong>{escape(t(f'measures.body.{step.body}'))}</strong>"
            f"{escape(f' ({step.date:%d-%m-%Y})' if step.date else '')}: {escape(local(step.text))} "
            f"{source_note(step.source, state.catalogue())}"
            for step in measure.decision_route
        )
        st.html(bullets(steps, numbered=True))
    else:
        st.write(t("measures.not_told"))
    _show_actions(t("measures.actions_title"), measure.actions)
    if measure.legal_limits:
        _show_actions(t("measures.legal_title"), measure.legal_limits)
    _show_staff(measure)


def _show_actions(title: str, actions: tuple[Action, ...]) -> None:
    st.header(title, anchor=False)
    if actions:
        catalogue = state.catalogue()
        st.html(bullets(f"{escape(local(a.text))} {source_note(a.source, catalogue)}" for a in actions))
    else:
        st.write(t("measures.not_told"))


def _show_staff(measure: Measure) -> None:
    st.header(t("measures.staff_title"), anchor=False)
    if measure.staff is None:
        st.write(t("measures.not_told"))
        return
    years = state.catalogue().programme.years
    rows = [
        (str(year), _need(measure.staff, year, fte))
        for year, fte in zip(years, measure.staff.fte, strict=True)
    ]
    body = table((t("table.year"), t("measures.staff")), rows)
    if measure.staff.note:
        body += paragraph(local(measure.staff.note), "koers-note")
    st.html(body + f"<p>{source_note(measure.staff.source, state.catalogue())}</p>")


def _need(staff: StaffNeed, year: int, fte: float) -> str:
    """Tell what a year needs: what the source does not give is not zero."""
    if year not in staff.unknown:
        return formats().fte(fte)
    return t("measures.staff_more", fte=formats().fte(fte)) if fte else t("people.unknown")
