"""Glossary, identity of the run and sources."""

from __future__ import annotations

import streamlit as st

from simulator import __version__
from simulator.ui import services, state
from simulator.ui.components.table_html import show_words
from simulator.ui.language import formats, local, t
from simulator.ui.markup import plain
from simulator.ui.outcome import Outcome

LICENCE = "EUPL-1.2"
TERMS = 25
"""Number of terms in the glossary."""


def show_glossary() -> None:
    """Draw the words of the field in both languages."""
    rows = [[part.strip() for part in t(f"about.term.{number}").split("|")] for number in range(1, TERMS + 1)]
    heads = [t("about.glossary.dutch"), t("about.glossary.english"), t("about.glossary.meaning")]
    show_words(heads, rows)


def show_identity(outcome: Outcome) -> None:
    """Draw what a figure from this page must be cited with."""
    f, programme = formats(), state.catalogue().programme
    values = {
        "version": __version__,
        "catalogue": outcome.catalogue_version,
        "run": outcome.run_id,
        "draws": f.number(outcome.draws),
        "seed": str(outcome.seed),
        "prices": t(f"provenance.{outcome.price_level}", year=programme.price_level),
        "licence": LICENCE,
    }
    show_words([], [(t(f"about.identity.{name}"), value) for name, value in values.items()])


def show_sources() -> None:
    """List the documents that the catalogue rests on."""
    documents = services.catalogue().documents
    with st.expander(t("about.sources_count", count=len(documents)), key="about-sources"):
        lines = []
        for document in documents.values():
            title = plain(document.title)
            # An address from a file can hold no bracket or space that would end the link.
            linked = document.address and not set(document.address) & set(" ()<>[]")
            name = f"[{title}]({document.address})" if linked else title
            note = f" {plain(local(document.note))}" if document.note else ""
            year = f", {document.date.year}" if document.date else ""
            lines.append(f"- {name} ({plain(document.publisher)}{year}).{note}")
        st.markdown("\n".join(lines))
