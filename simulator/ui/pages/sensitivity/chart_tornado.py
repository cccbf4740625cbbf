"""Tornado: what an outcome is when one driver turns out low or high, and all else as it comes."""

from __future__ import annotations

from functools import cache
from typing import Literal

import pandas as pd

from simulator.analysis.sensitivity import Outcome, Sensitivity
from simulator.ui.charts.base import (
    BLUE,
    INK,
    VERMILION,
    Figure,
    Spec,
    chart,
    millions_axis,
    rows_axis,
    series,
    speaker,
    step_of,
    tooltip,
    wrapped,
)
from simulator.ui.formats import Formats, formats_of
from simulator.ui.sensitivity_words import Words
from simulator.ui.texts import Language

SHOWN = 10
"""Drivers in the chart: what fits on a screen."""
ENDS = ("p10", "p90")
STEP = 48
"""Height of a row: three lines of text."""


def tornado_figure(found: Sensitivity, outcome: Outcome, words: Words, where: str) -> Figure:
    """Show what an outcome is with each driver at its P10 and P90.

    Parameters
    ----------
    found : Sensitivity
        The analysis.
    outcome : {"net", "task"}
        The net saving, or the chance of making the task.
    words : Words
        Names of drivers.
    where : str
        Whose outcome it is, as it stands in a sentence.
    """
    say, f = speaker(words.language), formats_of(words.language)
    all_rows = found.drivers[found.drivers["outcome"] == outcome].sort_values(
        ["swing", "name"], ascending=[False, True]
    )
    shown = all_rows.head(0 if found.settled(outcome) else SHOWN)
    shown = shown[shown["swing"] > 0]
    table = _numbers(all_rows, words)
    data = _data(shown, found.middle[outcome], outcome, words)
    return Figure(
        name=f"tornado-{outcome}",
        title=say(f"sensitivity.tornado.{outcome}"),
        sentence=_sentence(found, outcome, shown, words, where),
        data=data,
        spec=_spec(words.language, outcome, step_of(data["label"], STEP)),
        table=_told(shown, found, outcome, words, f),
        numbers=table,
        note=say("sensitivity.tornado_note"),
    )


def saving_or_cost(low: float, high: float, f: Formats) -> tuple[Literal["net", "cost"], str]:
    """Write a range of the net saving, or of the net cost where it never saves; says which of the two."""
    return ("cost", f.range(-high, -low)) if high <= 0 else ("net", f.range(low, high))


def _sentence(found: Sensitivity, outcome: Outcome, shown: pd.DataFrame, words: Words, where: str) -> str:
    say, f = speaker(words.language), formats_of(words.language)
    year = found.asked.year
    if found.settled(outcome):
        chance = f.chance(found.middle[outcome])
        return say("sensitivity.settled", year=year, where=where, chance=chance)
    if shown.empty:
        return say("sensitivity.none", year=year)
    first = shown.iloc[0]
    low, high = sorted((first["at_p10"], first["at_p90"]))
    if outcome == "task":
        kind, told = "task", say("sensitivity.from_to", low=f.chance(low), high=f.chance(high))
    else:
        kind, told = saving_or_cost(low, high, f)
    return say(
        f"sensitivity.sentence.{kind}",
        year=year,
        where=where,
        driver=words.source(first["name"]),
        range=told,
    )


def _amount(value: float, width: float, outcome: Outcome, f: Formats) -> str:
    if outcome == "task":
        return f.chance(value)
    return f.short(value, width) if value >= 0 else f.saves(value, width)


def _width(shown: pd.DataFrame) -> float:
    """How far all amounts are rounded, under each other alike: as the middle one of the rows needs."""
    return float(shown["swing"].median())


def _data(shown: pd.DataFrame, middle: float, outcome: Outcome, words: Words) -> pd.DataFrame:
    say, f, width = speaker(words.language), formats_of(words.language), _width(shown)
    rows = [
        {
            "label": wrapped(words.label(row["name"])),
            "series": say(f"sensitivity.at.{end}"),
            "middle": middle,
            "amount": float(row[f"at_{end}"]),
            "value": words.value(row[end], row["name"], row["p90"] - row["p10"]),
            "text": _amount(float(row[f"at_{end}"]), width, outcome, f),
        }
        for row in shown.to_dict("records")
        for end in ENDS
    ]
    return pd.DataFrame(rows, columns=["label", "series", "middle", "amount", "value", "text"])


def _told(
    shown: pd.DataFrame, found: Sensitivity, outcome: Outcome, words: Words, f: Formats
) -> pd.DataFrame:
    say, width = speaker(words.language), _width(shown)
    if outcome == "net":
        f = f.column((row[f"at_{end}"], width) for row in shown.to_dict("records") for end in ENDS)
    rows = [
        {
            say("sensitivity.column.driver"): words.label(row["name"]),
            **{
                say(f"sensitivity.column.{end}"): say(
                    "sensitivity.value_and_outcome",
                    value=words.value(row[end], row["name"], row["p90"] - row["p10"]),
                    outcome=_amount(row[f"at_{end}"], width, outcome, f),
                )
                for end in ENDS
            },
            say("sensitivity.column.first"): f.percent(max(0.0, row["first"])),
            say("sensitivity.column.total"): f.percent(min(1.0, row["total"])),
        }
        for row in shown.to_dict("records")
    ]
    heads = ("driver", *ENDS, "first", "total")
    return pd.DataFrame(rows, columns=[say(f"sensitivity.column.{head}") for head in heads])


def _numbers(rows: pd.DataFrame, words: Words) -> pd.DataFrame:
    """All drivers, with all their digits, for a spreadsheet."""
    say = speaker(words.language)
    return pd.DataFrame(
        {
            say("sensitivity.column.driver"): [words.title(name) for name in rows["name"]],
            say("sensitivity.column.measure"): [words.owner(name) for name in rows["name"]],
            say("sensitivity.column.layer"): [say(f"sensitivity.layer.{layer}") for layer in rows["layer"]],
            say("sensitivity.column.low"): [float(f"{value:.6g}") for value in rows["p10"]],
            say("sensitivity.column.high"): [float(f"{value:.6g}") for value in rows["p90"]],
            say("sensitivity.column.at_low"): rows["at_p10"].tolist(),
            say("sensitivity.column.at_high"): rows["at_p90"].tolist(),
            say("sensitivity.column.first"): rows["first"].tolist(),
            say("sensitivity.column.total"): rows["total"].tolist(),
            say("sensitivity.column.name"): rows["name"].tolist(),
        }
    )


@cache
def _spec(language: Language, outcome: Outcome, step: int) -> Spec:
    say = speaker(language)
    names = [say(f"sensitivity.at.{end}") for end in ENDS]
    money = millions_axis("x", less=say("chart.cost_axis"), ticks=5)
    axis = money if outcome == "net" else {"format": "%", "tickCount": 5}
    title = say("chart.millions") if outcome == "net" else say("sensitivity.chance_axis")
    across = {
        "field": "amount",
        "type": "quantitative",
        "title": title,
        "axis": axis,
        "scale": {"zero": False},
    }
    pointer = tooltip(
        ("label", say("sensitivity.column.driver")),
        ("series", say("chart.line")),
        ("value", say("sensitivity.column.value")),
        ("text", say("chart.amount")),
    )
    return chart(
        language,
        [
            {
                "mark": {"type": "bar", "height": 18},
                "encoding": {
                    "y": rows_axis(),
                    "x": across,
                    "x2": {"field": "middle"},
                    "color": series(names, [VERMILION, BLUE]),
                    "tooltip": pointer,
                },
            },
            {
                "mark": {"type": "rule", "color": INK, "strokeWidth": 2},
                "encoding": {"x": {"field": "middle", "type": "quantitative", "aggregate": "mean"}},
            },
        ],
        height={"step": step},
    )
