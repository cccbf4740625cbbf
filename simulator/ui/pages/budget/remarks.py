"""What a reader of the budget must know: codes of services, keys, and who does not take part in what."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from simulator.analysis.budget import Remark
from simulator.ui import state
from simulator.ui.components.measure_list import label
from simulator.ui.components.table_html import show_words
from simulator.ui.language import formats, local, t
from simulator.ui.markup import plain
from simulator.ui.pages.budget.service import Codes


def show_codes(codes: Iterable[Codes]) -> None:
    """Draw the budget functions of each service, old and new."""
    st.header(t("budget.codes"), anchor=False)
    st.caption(t("budget.codes_note"))
    heads = [t("budget.service"), t("budget.until_2022"), t("budget.from_2023"), t("budget.certainty")]
    show_words(heads, ((c.service, ", ".join(c.until_2022), ", ".join(c.from_2023), c.note) for c in codes))


def show_key(codes: Iterable[Codes]) -> None:
    """Draw the key by which each service is divided."""
    st.header(t("budget.keys"), anchor=False)
    st.caption(t("budget.keys_note"))
    show_words([t("budget.service"), t("budget.divided_by")], ((c.service, c.key) for c in codes))


def show_remarks(remarks: Iterable[Remark]) -> None:
    """List why municipalities bear less than their key says, with the source."""
    listed = [_words(remark) for remark in remarks]
    if listed:
        st.header(t("budget.remarks"), anchor=False)
        st.markdown("\n".join(f"- {line}" for line in listed))


def _words(remark: Remark) -> str:
    catalogue = state.catalogue()
    programme = catalogue.programme
    town = plain(programme.municipalities[remark.municipality].title)
    subject = ""
    if remark.kind == "not_in_service":
        subject = plain(local(programme.services[remark.subject].title))
    elif remark.kind == "already_implemented":
        subject = plain(label(catalogue.measures[remark.subject]))
    told = t(
        f"budget.remark.{remark.kind}",
        town=town,
        subject=subject,
        year=remark.year or "",
        share=formats().percent(remark.share or 0.0),
    )
    counted = t("budget.counted") if remark.honoured else t("budget.not_counted")
    return f"{told} {counted}{_source(remark)}"


def _source(remark: Remark) -> str:
    if remark.source is None:
        return ""
    document = state.catalogue().programme.documents[remark.source.document]
    place = remark.source.lines
    where = t("budget.source_line", line=place) if place else plain(remark.source.page or "")
    return f" *({plain(document.title)}, {where})*" if where else f" *({plain(document.title)})*"
