"""Where a measure is described, why it has its evidence grade, and what is odd about its source."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import streamlit as st

from simulator.domain.catalogue import Catalogue
from simulator.domain.measure import Measure
from simulator.domain.source import Source
from simulator.ui import state
from simulator.ui.components.measure_html import bullets, source_text
from simulator.ui.language import local, t
from simulator.ui.markup import plain
from simulator.ui.pages.measures.search import grade_words


def show_sources(measure: Measure) -> None:
    """Draw the evidence grade with its reason, the oddities of the source, and all places cited."""
    catalogue = state.catalogue()
    st.header(t("measures.grade_title"), anchor=False)
    st.markdown(f"**{plain(grade_words(measure.grade))}.** {plain(local(measure.grade_reason))}")
    if measure.findings:
        st.header(t("measures.findings_title"), anchor=False)
        items = (
            f"<strong>{escape(local(finding.title))}</strong><br>{escape(local(finding.explanation))}"
            for finding in measure.findings
        )
        st.html(bullets(items))
    st.header(t("measures.sources_title"), anchor=False)
    places = dict.fromkeys(source_text(source, catalogue) for source in _sources(measure))
    st.caption(t("measures.sources_note", count=len(places)))
    st.html(bullets(escape(place) for place in places))
    notes = list(_documents(measure, catalogue))
    if notes:
        st.header(t("measures.documents_title"), anchor=False)
        st.html(bullets(notes))


def _sources(measure: Measure) -> Iterator[Source]:
    """Give every source that the measure cites, those of the measure as a whole first."""
    yield from measure.sources
    for driver in measure.drivers.values():
        for estimate in (driver, *driver.rivals.values()):
            yield from (s for s in (estimate.source, estimate.range_source) if s is not None)
    parts = (
        *measure.effects.values(),
        *measure.costs.values(),
        *measure.relations,
        *measure.actions,
        *measure.decision_route,
        *measure.societal_effects,
        *measure.legal_limits,
        *measure.residents_affected,
        *measure.unknown,
    )
    yield from (part.source for part in parts)


def _documents(measure: Measure, catalogue: Catalogue) -> Iterator[str]:
    for name in dict.fromkeys(source.document for source in _sources(measure)):
        document = catalogue.documents[name]
        parts = [document.publisher]
        parts += [f"{document.date:%d-%m-%Y}"] if document.date else []
        parts += [t("measures.text_file", file=document.text_file)] if document.text_file else []
        parts += [document.address] if document.address else []
        note = f" {escape(local(document.note))}" if document.note else ""
        yield f"<strong>{escape(document.title)}</strong> ({escape(', '.join(parts))}).{note}"
