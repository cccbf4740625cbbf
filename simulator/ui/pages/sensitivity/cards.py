"""Three sentences at the top of Gevoeligheid: what matters most, what to find out first, what turns first."""

from __future__ import annotations

from collections.abc import Hashable
from html import escape
from typing import Any

import streamlit as st

from simulator.ui.language import formats, t
from simulator.ui.pages.sensitivity.chart_research import chosen_now, nothing_to_find_out, worth_finding
from simulator.ui.pages.sensitivity.chart_switching import switch_sentence, turning
from simulator.ui.pages.sensitivity.chart_tornado import saving_or_cost
from simulator.ui.pages.sensitivity.service import Insight
from simulator.ui.sensitivity_words import Words


def show_cards(found: Insight, words: Words) -> None:
    """Draw the cards; each says so when there is nothing to say."""
    cards = (
        ("matters", _matters(found, words)),
        ("find_out", _find_out(found, words)),
        ("turns", _turns(found, words)),
    )
    for column, (name, (figure, note)) in zip(st.columns(len(cards), gap="small"), cards, strict=True):
        with column.container(border=True, height="stretch", key=f"card-sensitivity-{name}"):
            st.html(
                f'<p class="koers-label">{escape(t(f"sensitivity.card.{name}"))}</p>'
                f'<p class="koers-figure koers-figure-small koers-small">{escape(figure)}</p>'
                f'<p class="koers-note">{escape(note)}</p>'
            )


def _matters(found: Insight, words: Words) -> tuple[str, str]:
    rows = found.sensitivity.drivers
    net = rows[(rows["outcome"] == "net") & (rows["swing"] > 0)].sort_values("swing", ascending=False)
    year = found.sensitivity.asked.year
    if net.empty:
        return t("sensitivity.nothing"), t("sensitivity.none", year=year)
    first = net.iloc[0]
    low, high = sorted((first["at_p10"], first["at_p90"]))
    kind, told = saving_or_cost(low, high, formats())
    key = "sensitivity.matters_cost" if kind == "cost" else "sensitivity.matters_note"
    return words.source(str(first["name"])), t(key, year=year, range=told)


def _find_out(found: Insight, words: Words) -> tuple[str, str]:
    rows = worth_finding(found.research)
    if rows.empty:
        return t("sensitivity.nothing"), nothing_to_find_out(found.research, words)
    first, f = rows.iloc[0], formats()
    note = t(
        "sensitivity.find_out_note",
        measure=words.measure_in_sentence(first["measure"]),
        chosen=chosen_now(found.research, first["measure"], words),
        odds=f.odds(first["changes"]),
        worth=f.short(first["gain"], first["gain"]),
        when=words.when(found.research.asked),
    )
    return words.source(str(first["name"])), note


def _turns(found: Insight, words: Words) -> tuple[str, str]:
    rows = turning(found.sensitivity)
    if rows.empty:
        return t("sensitivity.nothing"), t("sensitivity.switching_none")
    first = rows.iloc[0].to_dict()
    told = switch_sentence(first, words, found.sensitivity.asked, short=True)
    return words.source(first["name"]), " ".join([told, *_on_average(first, found, words)])


def _on_average(row: dict[Hashable, Any], found: Insight, words: Words) -> list[str]:
    """Say that a measure is worth keeping in the most likely case and not on average, or the other way round.

    Without it this card and the one beside it, that says what one chooses now, would contradict each other.
    """
    decisions = found.research.decisions
    average = decisions[(decisions["decision"] == row["decision"]) & (decisions["measure"] == row["measure"])]
    if average.empty or bool(average.iloc[0]["says_yes"]) == (row["margin"] >= 0):
        return []
    measure, when = words.measure_in_sentence(row["measure"]), words.when(found.research.asked)
    kind = f"keep_{'won' if average.iloc[0]['says_yes'] else 'lost'}"
    return [t("sensitivity.on_average", then=t(f"sensitivity.then.{kind}", measure=measure, when=when))]
