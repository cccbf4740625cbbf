"""A card for each scenario: what it saves in the last year, and what that is against the first."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from simulator.ui.difference_words import LETTERS, Gap, chance, gap_range, gaps, more_or_less
from simulator.ui.headline import Headline, headline
from simulator.ui.headline_words import net_card
from simulator.ui.language import formats, language, t
from simulator.ui.outcome import Outcome
from simulator.ui.pages.compare.service import SideBySide


def show_cards(found: SideBySide, names: Sequence[str], view: str, owner: str | None) -> None:
    """Draw the cards.

    Parameters
    ----------
    found : SideBySide
        The tables.
    names : sequence of str
        Names of the scenarios.
    view : str
        Name of the region or municipality that the amounts are about.
    owner : str or None
        Name of the municipality with the savings task.
    """
    columns = st.columns(len(names), gap="small")
    for place, (column, name, outcome) in enumerate(zip(columns, names, found.outcomes, strict=True)):
        parts = [_head(place, name), *_net(headline(outcome), view), _task(outcome, owner)]
        if place and not (outcome.savings_known and found.outcomes[0].savings_known):
            parts.append(_note(t("position.unknown_difference"), strong=True))
        elif place:
            # From this scenario's own side: what it saves more or less than the first.
            own, first = (
                gaps(found.comparison.differences, place, 0),
                gaps(found.comparison.differences, 0, place),
            )
            parts.append(_against(own[-1], first[-1]))
        else:
            parts.append(_note(t("compare.yardstick")))
        with column.container(border=True, height="stretch", key=f"card-compare-{place}"):
            st.html("".join(parts))


def _head(place: int, name: str) -> str:
    letter = f'<span class="koers-letter koers-letter-{place}">{LETTERS[place]}</span>'
    return f'<p class="koers-label">{letter} <strong>{escape(name)}</strong></p>'


def _net(numbers: Headline, view: str) -> tuple[str, str, str]:
    last, f = numbers.last, formats()
    if not numbers.known:  # nobody knows, which is no zero
        card = net_card(numbers, view, language())
        figure = f'<p class="koers-figure">{escape(card.figure)}</p>'
        return _note(card.label), figure, _note(card.note)
    label = t("headline.net_saving" if last.p50 >= 0 else "headline.net_cost", year=last.year, view=view)
    sure = t("headline.interval", interval=f.range(last.p10, last.p90)) if last.width else ""
    figure = f'<p class="koers-figure">{escape(f.short(abs(last.p50), last.width))}</p>'
    return _note(label), figure, _note(sure or t("headline.certain"))


def _task(outcome: Outcome, owner: str | None) -> str:
    task = headline(outcome).task
    if not task or owner is None:
        return ""
    f, last = formats(), task[-1]
    return _note(t("compare.task_met", owner=owner, year=last.year, odds=f.likely(last.chance)))


def _against(own: Gap, first: Gap) -> str:
    if own.same:
        return _note(t("compare.same_as_first"), strong=True)
    amount = t("compare.than_first", amount=more_or_less(own, language()))
    certain = "" if not own.width else t("headline.interval", interval=gap_range(own, language()))
    return (
        _note(amount, strong=True)
        + (_note(certain) if certain else "")
        + _note(chance(own if own.p50 > 0 else first, language()))
    )


def _note(text: str, strong: bool = False) -> str:
    inner = f"<strong>{escape(text)}</strong>" if strong else escape(text)
    return f'<p class="koers-note">{inner}</p>'
