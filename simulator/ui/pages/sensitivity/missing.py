"""What has no place in the ranking. That is not the same as having no influence."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from simulator.analysis.sensitivity import NotAnalysed
from simulator.ui.language import language, t
from simulator.ui.markup import plain
from simulator.ui.sensitivity_words import Words, no_list

REASONS = ("unknown", "off", "fixed")


def show_missing(missing: Sequence[NotAnalysed], words: Words) -> None:
    """List what is not analysed, by reason; unknown amounts first."""
    if not missing:
        return
    with st.expander(t("sensitivity.missing_title", count=len(missing)), key="sensitivity-missing"):
        st.write(t("sensitivity.missing_sentence"))
        for reason in REASONS:
            items = [item for item in missing if item.reason == reason]
            if items:
                lines = "\n".join(f"- {no_list(plain(_line(item, words)))}" for item in items)
                st.markdown(f"**{t(f'sensitivity.reason.{reason}')}**\n\n{lines}")


def _line(item: NotAnalysed, words: Words) -> str:
    if item.reason == "off":
        return t(f"compare.layer.{item.name}")
    if item.reason == "fixed":
        return words.source(item.name)
    title = ""
    if item.title is not None:
        title = item.title.nl if language() == "nl" else item.title.en
    return f"{words.measure(item.name)}: {title}"
