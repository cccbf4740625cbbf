"""Figures on what happened against the plan, in percentages of its middle."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final

import pandas as pd

from simulator.export.known_digits import rounded_band
from simulator.ui.charts.base import (
    GREEN,
    GREY,
    INK,
    VERMILION,
    Figure,
    Spec,
    chart,
    rows_axis,
    series,
    signed_percentages,
    speaker,
    tooltip,
    wrapped,
)
from simulator.ui.formats import Formats, formats_of
from simulator.ui.pages.monitor.service import Watched
from simulator.ui.texts import Language

LIGHTS: Final = ("green", "orange", "red")
ORANGE: Final = "#B86E00"
HEADS: Final = ("what", "period", "light", "value", "p10", "p90", "better")
MOST_ROWS: Final = 16
"""Figures that a chart shows: those furthest from the plan."""
Row = Mapping[str, Any]
"""A row of a table, by column."""


def figures_figure(found: Watched, label: Callable[[Row], str], language: Language) -> Figure:
    """Show the figures on what happened against the plan, in percentages of its middle.

    Parameters
    ----------
    found : Watched
        The tables.
    label : callable
        Gives the words for what a figure is about.
    language : {"nl", "en"}
        Language of all words.
    """
    say, f = speaker(language), formats_of(language)
    rows: list[Any] = found.happened.to_dict("records")
    columns = {name: say(f"monitor.column.{name}") for name in HEADS}
    lights = {name: say(f"monitor.light.{name}") for name in LIGHTS}
    numbers = _numbers(rows, label, lights)
    table = numbers.assign(
        value=numbers["value"].map(f.number),
        **{name: [f.number(end) for end in ends] for name, ends in _bands(numbers).items()},
        better=numbers["better"].map(f.percent),
    )
    counts = {name: sum(row["light"] == name for row in rows) for name in LIGHTS}
    return Figure(
        name="monitor-figures",
        title=say("monitor.chart.figures"),
        sentence=say("monitor.figures.sentence", len(rows), **counts)
        if rows
        else say("monitor.figures.none"),
        data=_deviations(rows, label, lights, f),
        spec=_figures_spec(language),
        table=table.rename(columns=columns),
        numbers=numbers.rename(columns=columns),
        note=say("monitor.figures.note", most=MOST_ROWS)
        if len(rows) > MOST_ROWS
        else say("monitor.figures.how"),
    )


def _bands(numbers: pd.DataFrame) -> dict[str, list[int]]:
    """Both ends of each band as they are written."""
    ends = [rounded_band(low, high) for low, high in zip(numbers["p10"], numbers["p90"], strict=True)]
    return {"p10": [low for low, _ in ends], "p90": [high for _, high in ends]}


def _numbers(rows: list[Any], label: Callable[[Row], str], lights: Mapping[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "what": label(row),
                "period": row["period"],
                "light": lights[row["light"]],
                **{name: float(row[name]) for name in ("value", "p10", "p90")},
                "better": float(row["worse_than"]),
            }
            for row in rows
        ],
        columns=list(HEADS),
    )


def _deviations(
    rows: list[Any], label: Callable[[Row], str], lights: Mapping[str, str], f: Formats
) -> pd.DataFrame:
    shown = [row for row in rows if row["p50"] > 0][:MOST_ROWS]
    return pd.DataFrame(
        [
            {
                "label": wrapped(f"{label(row)} {row['period']}"),
                "series": lights[row["light"]],
                **{name: row[name] / row["p50"] - 1.0 for name in ("value", "p10", "p90")},
                "text": f.number(row["value"]),
                "plan": " – ".join(f.number(end) for end in rounded_band(row["p10"], row["p90"])),
            }
            for row in shown
        ],
        columns=["label", "series", "value", "p10", "p90", "text", "plan"],
    )


@cache
def _figures_spec(language: Language) -> Spec:
    say = speaker(language)
    names = [say(f"monitor.light.{name}") for name in LIGHTS]
    colour = series(names, [GREEN, ORANGE, VERMILION])
    shape = colour | {"scale": {"domain": names, "range": ["circle", "triangle-up", "square"]}}
    share = {
        "type": "quantitative",
        "title": say("monitor.axis.deviation"),
        "axis": signed_percentages(),
    }
    words = tooltip(
        ("label", say("monitor.column.what")),
        ("text", say("monitor.column.value")),
        ("plan", say("monitor.series.plan")),
    )
    shared = {"y": rows_axis(), "tooltip": words}
    return chart(
        language,
        [
            {
                "mark": {"type": "bar", "height": 12, "color": GREY, "opacity": 0.35},
                "encoding": shared | {"x": {"field": "p10", **share}, "x2": {"field": "p90"}},
            },
            {"mark": {"type": "rule", "color": INK}, "encoding": {"x": {"datum": 0}}},
            {
                "mark": {"type": "point", "filled": True, "size": 130, "opacity": 1, "stroke": "white"},
                "encoding": shared | {"x": {"field": "value", **share}, "color": colour, "shape": shape},
            },
        ],
        height={"step": 42},
    )
