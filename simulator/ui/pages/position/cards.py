"""What a position means in three cards: the proposal, the position, and the difference."""

from __future__ import annotations

from html import escape

import streamlit as st

from simulator.analysis.position import Spread
from simulator.ui.components.view_switch import view_in_sentence, view_name
from simulator.ui.difference_words import gap_range, more_or_less
from simulator.ui.language import formats, language, t
from simulator.ui.pages.position.charts import PACKAGES
from simulator.ui.pages.position.service import Meaning
from simulator.ui.pages.position.words import chances, gap_of


def show_cards(meaning: Meaning) -> None:
    """Draw the cards; they stay in sight while stances change."""
    columns = st.columns(3, gap="small")
    for place, package in enumerate(PACKAGES):
        with columns[place].container(border=True, height="stretch", key=f"card-position-{package}"):
            st.html(_package(meaning, package))
    with columns[2].container(border=True, height="stretch", key="card-position-difference"):
        st.html(_difference(meaning))


def _package(meaning: Meaning, package: str) -> str:
    f, last = formats(), meaning.years[-1]
    if package not in meaning.known:
        return _unknown(meaning, package)
    spread: Spread = getattr(last.net, package)
    view = view_in_sentence(meaning.view)
    label = t("headline.net_saving" if spread.p50 >= 0 else "headline.net_cost", year=last.year, view=view)
    sure = t("headline.interval", interval=f.range(spread.p10, spread.p90))
    parts = [
        _note(t(f"position.{package}"), strong=True),
        _note(label),
        _figure(f.short(abs(spread.p50), spread.width)),
        _note(sure if spread.width else t("headline.certain")),
    ]
    if meaning.owner:
        told = chances(meaning.years, package, language())
        parts.append(_note(t("position.task", owner=view_name(meaning.owner), chances=told)) if told else "")
    return "".join(parts)


def _unknown(meaning: Meaning, package: str) -> str:
    """Say that nobody knows what a package saves, instead of writing zero."""
    view = view_in_sentence(meaning.view)
    label = t("headline.net_saving", year=meaning.years[-1].year, view=view)
    return (
        _note(t(f"position.{package}"), strong=True)
        + _note(label)
        + _figure(t("people.unknown"))
        + _note(t("headline.no_amounts"))
    )


def _difference(meaning: Meaning) -> str:
    last = meaning.years[-1]
    if meaning.differs and len(meaning.known) < len(PACKAGES):
        head = _note(t("position.difference"), strong=True)
        return head + _figure(t("people.unknown")) + _note(t("position.unknown_difference"))
    gap = gap_of(last.year, last.net)
    head = _note(t("position.difference"), strong=True) + _note(t("position.difference_in", year=last.year))
    if gap.same:
        key = "position.same_numbers" if meaning.differs else "position.same_package"
        return head + _figure(t("position.none")) + _note(t(key))
    amount = more_or_less(gap, language())
    return "".join(
        (
            head,
            _figure(amount),
            _note(t("headline.interval", interval=gap_range(gap, language()))) if gap.width else "",
            _note(t("position.chance_more", odds=formats().odds(gap.chance_more))),
        )
    )


def _figure(text: str) -> str:
    return f'<p class="koers-figure koers-figure-small">{escape(text)}</p>'


def _note(text: str, strong: bool = False) -> str:
    inner = f"<strong>{escape(text)}</strong>" if strong else escape(text)
    return f'<p class="koers-note">{inner}</p>'
