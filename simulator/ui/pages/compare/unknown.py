"""What of a measure is unknown in a comparison, in words. Unknown is never zero.

A measure of which nobody knows what it saves has no bar, as in the charts of Verkennen: its costs alone would
look like a loss. One that saves something has, also where nobody knows what it costs.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from math import isnan
from typing import Any

import pandas as pd

from simulator.export.known_digits import two_digits
from simulator.ui.difference_words import LETTERS
from simulator.ui.language import formats, t
from simulator.ui.tables import thousands

SIDES = ("first", "second")


def unknown_notes(
    found: pd.DataFrame, drawn: Collection[str], titles: Mapping[str, str], other: int
) -> list[str]:
    """Say which measures have no bar because nobody knows what they bring, and which bars leave costs out.

    Parameters
    ----------
    found : DataFrame
        See `analysis.comparison.measure_differences`.
    drawn : collection of str
        Measures that have a bar.
    titles : mapping of str to str
        Measures in words, by id.
    other : int
        Place of the scenario that the first is held against.
    """
    letters = dict(zip(SIDES, (LETTERS[0], LETTERS[other]), strict=True))
    rows = found.to_dict("records")
    no_bar = [_without_bar(row, titles, letters) for row in rows if isnan(row["difference"])]
    no_cost = [
        titles[row["measure"]]
        for row in rows
        if row["measure"] in set(drawn) and any(isnan(row[f"cost_{side}"]) for side in SIDES)
    ]
    notes = []
    if no_bar:
        listed = "; ".join(no_bar)
        notes.append(
            t("compare.measures_no_bar", first=letters["first"], second=letters["second"], listed=listed)
        )
    if no_cost:
        notes.append(t("compare.measures_no_cost", listed="; ".join(no_cost)))
    return notes


def told_sides(found: pd.DataFrame) -> tuple[list[str], list[str], list[str]]:
    """Give what each measure brings in both scenarios, and the difference, in thousands of euros.

    A measure that is off or unknown has a word; a cost that is known stays beside an unknown saving, or a
    measure that only costs money would look harmless.
    """
    amounts = thousands(found[["first", "second", "difference", "cost_first", "cost_second"]], formats())
    rows = list(zip(found.to_dict("records"), amounts.to_dict("records"), strict=True))
    first, second = ([_told(row, text, side) for row, text in rows] for side in SIDES)
    return first, second, amounts["difference"].tolist()


def _told(row: dict[Hashable, Any], text: dict[Hashable, Any], side: str) -> str:
    if not row[f"on_{side}"]:
        return t("compare.off")
    cost = row[f"cost_{side}"]
    if isnan(row[f"saving_{side}"]):
        known = not isnan(cost) and cost != 0
        return t("compare.cell_only_cost", amount=text[f"cost_{side}"]) if known else t("people.unknown")
    if isnan(row[side]):
        return t("compare.cell_cost_unknown")
    return t("compare.cell_no_cost", amount=text[side]) if isnan(cost) else str(text[side])


def _without_bar(row: dict[Hashable, Any], titles: Mapping[str, str], letters: Mapping[str, str]) -> str:
    """Name a measure, with its costs in the scenarios in which nothing else of it is known."""
    costs = {side: row[f"cost_{side}"] for side in SIDES if isnan(row[side])}
    told = [
        t("compare.measures_cost_of", amount=formats().short(two_digits(cost)), letter=letters[side])
        for side, cost in costs.items()
        if not isnan(cost) and cost != 0
    ]
    title = titles[row["measure"]]
    return t("compare.measures_only_cost", measure=title, costs=", ".join(told)) if told else title
