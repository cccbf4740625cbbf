"""The same package in other futures: the net saving with its interval, and the chance of the task."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

import pandas as pd

from simulator.analysis.robustness import MONTHS_LATE, MORE_GROWTH, Future, FutureOutcome
from simulator.ui.charts.base import (
    BLUE,
    INK,
    Figure,
    Spec,
    chart,
    millions_axis,
    rows_axis,
    speaker,
    tooltip,
    wrapped,
)
from simulator.ui.formats import formats_of
from simulator.ui.sensitivity_words import Words
from simulator.ui.texts import Language

ROW: Final = 48
SPENDING: Final = 1_000_000.0
"""Spending is rounded as if the interval around it were this wide."""


def future_name(future: Future, words: Words) -> str:
    """Name a future; that of other estimates by whose they are."""
    say, f = speaker(words.language), formats_of(words.language)
    if future.name == "view":
        titles = [words.catalogue.programme.estimates[name] for name in future.scenario.estimates]
        listed = ", ".join(title.nl if words.language == "nl" else title.en for title in titles)
        return say("packages.future.view", view=listed)
    return say(f"packages.future.{future.name}", months=MONTHS_LATE, points=f.number(100 * MORE_GROWTH))


def futures_figure(
    found: Sequence[FutureOutcome], year: int, owner: str | None, least: float, words: Words, *, where: str
) -> Figure:
    """Draw a package in several futures.

    Parameters
    ----------
    found : sequence of FutureOutcome
        The futures, that of the scenario itself first.
    year : int
        The year that it is about.
    owner : str or None
        Name of the municipality with a savings task; None when there is none in this year.
    least : float
        Chance of making the task below which a package fails.
    words : Words
        Names of estimates, and the language.
    where : str
        Whose net saving it is, as it stands in a sentence; the task may be of another.
    """
    say, f, width = speaker(words.language), formats_of(words.language), _width(found)
    net = f.column((amount, width) for one in found for amount in (one.p10, one.p50, one.p90))
    spending = f.column((one.spending, SPENDING) for one in found)
    rows = [
        {
            say("packages.column.future"): future_name(one.future, words),
            say("packages.column.net"): net.saves(one.p50, width),
            say("chart.interval"): net.range(one.p10, one.p90, width),
            **({} if one.chance is None else {say("packages.column.chance"): f.chance(one.chance)}),
            say("packages.column.spending"): spending.short(one.spending, SPENDING),
        }
        for one in found
    ]
    numbers = pd.DataFrame(
        [
            {
                "future": future_name(one.future, words),
                **{name: getattr(one, name) for name in ("net", "p10", "p50", "p90", "spending", "chance")},
                "run": one.run_id,
            }
            for one in found
        ]
    )
    return Figure(
        name="futures",
        title=say("packages.futures_title", year=year, where=where),
        sentence=futures_sentence(found, year, owner, least, words),
        data=_data(found, words),
        spec=_spec(words.language),
        table=pd.DataFrame(rows),
        numbers=numbers.rename(columns={name: say(f"packages.column.{name}") for name in numbers.columns}),
        note=say("packages.futures_note"),
    )


def futures_sentence(
    found: Sequence[FutureOutcome], year: int, owner: str | None, least: float, words: Words
) -> str:
    """Say in which futures a package fails."""
    say, f = speaker(words.language), formats_of(words.language)
    worst = min(found, key=lambda one: one.p50)
    told = say(
        "packages.futures_worst",
        future=future_name(worst.future, words),
        year=year,
        saves=f.saves(worst.p50, _width(found)),
    )
    if owner is None:
        return told
    failing = [one for one in found if one.chance is not None and one.chance < least]
    values = {"owner": owner, "year": year, "chance": f.percent(least), "all": len(found)}
    if not failing:
        return f"{say('packages.futures_holds', **values)} {told}"
    listed = "; ".join(f"{future_name(one.future, words)} ({f.chance(one.chance or 0.0)})" for one in failing)
    return say("packages.futures_fails", len(failing), **values, listed=listed)


def _width(found: Sequence[FutureOutcome]) -> float:
    """The widest interval, by which all are rounded: amounts under each other have the same digits."""
    return max(one.p90 - one.p10 for one in found)


def _data(found: Sequence[FutureOutcome], words: Words) -> pd.DataFrame:
    f, width = formats_of(words.language), _width(found)
    return pd.DataFrame(
        [
            {
                "label": wrapped(future_name(one.future, words)),
                "p10": one.p10,
                "p50": one.p50,
                "p90": one.p90,
                "middle": f.saves(one.p50, width),
                "interval": f.range(one.p10, one.p90, width),
            }
            for one in found
        ]
    )


@cache
def _spec(language: Language) -> Spec:
    say = speaker(language)
    money = {
        "field": "p10",
        "type": "quantitative",
        "title": say("packages.axis.net"),
        "axis": millions_axis("x", less=say("chart.cost_axis"), labelFontSize=13),
    }
    tip = tooltip(
        ("label", say("packages.column.future")),
        ("middle", say("chart.middle")),
        ("interval", say("chart.interval")),
    )
    return chart(
        language,
        [
            {
                "mark": {"type": "rule", "strokeWidth": 14, "opacity": 0.35, "color": BLUE},
                "encoding": {"y": rows_axis(), "x": money, "x2": {"field": "p90"}, "tooltip": tip},
            },
            {
                "mark": {"type": "point", "filled": True, "size": 110, "opacity": 1, "color": BLUE},
                "encoding": {
                    "y": rows_axis(),
                    "x": {"field": "p50", "type": "quantitative"},
                    "tooltip": tip,
                },
            },
            {"mark": {"type": "rule", "color": INK}, "encoding": {"x": {"datum": 0}}},
        ],
        height={"step": ROW},
    )
