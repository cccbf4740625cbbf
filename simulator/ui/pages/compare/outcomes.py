"""Outcomes of all scenarios next to each other: a table with what an alderman asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd
import streamlit as st

from simulator.ui.difference_words import LETTERS
from simulator.ui.formats import Formats
from simulator.ui.headline import Band, Headline, headline
from simulator.ui.language import formats, t
from simulator.ui.markup import plain
from simulator.ui.pages.compare.service import SideBySide


def show_outcomes(found: SideBySide, names: Sequence[str], owner: str | None) -> None:
    """Draw the table: one row per question, one column per scenario."""
    st.header(t("compare.outcomes"), anchor=False)
    st.caption(t("compare.outcomes_sentence"))
    numbers = [headline(outcome) for outcome in found.outcomes]
    wholes = [_together(found, place) for place in range(len(numbers))]
    beside = _beside(numbers, wholes)
    columns = [
        _column(found, place, owner, beside, *both)
        for place, both in enumerate(zip(numbers, wholes, strict=True))
    ]
    table = pd.DataFrame(
        {
            t("compare.outcome"): list(columns[0]),
            **{column_title(place, name): list(columns[place].values()) for place, name in enumerate(names)},
        }
    )
    st.table(table, hide_index=True, alt=t("compare.outcomes"))


def column_title(place: int, name: str) -> str:
    """Give the title of a scenario's column, as safe markup."""
    return plain(f"{LETTERS[place]} {name}")


class _Beside(NamedTuple):
    """Formats of amounts that stand beside each other, one for each scenario."""

    last: Formats
    together: Formats
    dip: Formats


def _beside(numbers: Sequence[Headline], wholes: Sequence[Band]) -> _Beside:
    last = [(amount, n.last.width) for n in numbers for amount in (n.last.p10, n.last.p50, n.last.p90)]
    return _Beside(
        formats().column(last),
        formats().column((whole.p50, whole.width) for whole in wholes),
        formats().column((n.dip.p50, n.dip.width) for n in numbers if n.dip is not None),
    )


def _together(found: SideBySide, place: int) -> Band:
    """Net saving of a scenario over all years."""
    row = found.comparison.together.to_dict("records")[place]
    return Band(found.comparison.years[-1], row["p10"], row["p50"], row["p90"])


def _column(
    found: SideBySide, place: int, owner: str | None, beside: _Beside, numbers: Headline, whole: Band
) -> dict[str, str]:
    """Answer each question for one scenario."""
    outcome, f, comparison = found.outcomes[place], formats(), found.comparison
    first, last = comparison.years[0], comparison.years[-1]
    answers = {
        t("compare.row.net", year=last): beside.last.saves(numbers.last.p50, numbers.last.width),
        t("compare.row.interval", year=last): beside.last.range(numbers.last.p10, numbers.last.p90),
        t("compare.row.together", first=first, last=last): beside.together.saves(whole.p50, whole.width),
    }
    asked_for = f.column((year.amount, 0.0) for year in numbers.task)
    for year in numbers.task if owner else ():
        asked = t("compare.row.task", owner=owner, year=year.year, amount=asked_for.short(year.amount))
        answers[asked] = f.likely(year.chance)
    return answers | {
        t("compare.row.dip"): _dip(numbers, beside.dip),
        t("compare.row.first_gain"): _first_gain(numbers),
        t("compare.row.fte"): _fte(comparison.staff, place),
        t("compare.row.unknown"): f.number(len(outcome.unknown)),
    }


def _dip(numbers: Headline, f: Formats) -> str:
    dip = numbers.dip
    if dip is None:
        return t("compare.no_dip")
    return t("compare.dip", amount=f.short(abs(dip.p50), dip.width), year=dip.year)


def _first_gain(numbers: Headline) -> str:
    first = numbers.first_gain
    return str(first) if first else t("headline.never", year=numbers.last.year)


def _fte(staff: pd.DataFrame, place: int) -> str:
    rows = staff[staff["scenario"] == place]
    most, year = max(zip(rows["fte"], -rows["year"], strict=True))
    missing = bool(rows["missing"].any())
    if not most:
        return t("people.unknown") if missing else formats().fte(0)
    fte = t("measures.staff_more", fte=formats().fte(most)) if missing else formats().fte(most)
    return t("compare.fte", fte=fte, year=-year)
