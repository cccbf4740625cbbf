"""What explains the growth of spending, and what measures delivered of their plan."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Final

import pandas as pd

from simulator.ui.charts.base import (
    BLUE,
    GREEN,
    INK,
    VERMILION,
    Figure,
    Spec,
    chart,
    millions_axis,
    rows_axis,
    series,
    speaker,
    tooltip,
    wrapped,
)
from simulator.ui.formats import Formats, formats_of
from simulator.ui.pages.monitor.chart_figures import LIGHTS, MOST_ROWS, ORANGE, Row
from simulator.ui.pages.monitor.service import Watched
from simulator.ui.tables import thousands
from simulator.ui.texts import Language

PARTS: Final = ("start", "prices", "volume", "measures", "remainder", "realised")
AGAINST: Final = ("real_reduction", "avoided_growth", "above_unchanged")


def growth_figure(found: Watched, label: Callable[[Row], str], language: Language) -> Figure:
    """Show, for each year of spending that happened, where it stands against unchanged policy.

    The table tells what explains the way from the base year.
    """
    say, f = speaker(language), formats_of(language)
    rows: list[Any] = found.growth.to_dict("records")
    columns = {name: say(f"monitor.growth.{name}") for name in ("what", "year", *PARTS, *AGAINST)}
    table = pd.DataFrame(
        [
            {
                "what": label(row),
                "year": str(row["year"]),
                **{name: -row[name] if name == "measures" else row[name] for name in (*PARTS, *AGAINST)},
            }
            for row in rows
        ],
        columns=list(columns),
    )
    shown, unknown = thousands(table, f), table["measures"].isna()
    shown.loc[unknown, "measures"] = say("people.unknown")
    note = [say("monitor.growth.note"), *([say("monitor.growth.unknown")] if unknown.any() else [])]
    return Figure(
        name="monitor-growth",
        title=say("monitor.chart.growth"),
        sentence=_sentence(rows, f, language),
        data=_against(rows, label, f, language),
        spec=_growth_spec(language),
        table=shown.rename(columns=columns),
        numbers=table.rename(columns=columns),
        note=" ".join(note),
    )


def _sentence(rows: list[Any], f: Formats, language: Language) -> str:
    say = speaker(language)
    if not rows:
        return say("monitor.growth.none")
    # What has another scope may hold a service that stands here too: it is not added to the others.
    own = [row for row in rows if row["basis"] == "level"] or rows[:1]
    reduction, avoided, above = (f.short(_round(sum(row[name] for row in own))) for name in AGAINST)
    return say("monitor.growth.sentence", reduction=reduction, avoided=avoided, above=above)


def _round(amount: float) -> float:
    return round(amount, -5) if abs(amount) >= 1e6 else round(amount, -4)  # noqa: PLR2004 - as people say it


def _against(rows: list[Any], label: Callable[[Row], str], f: Formats, language: Language) -> pd.DataFrame:
    say = speaker(language)
    return pd.DataFrame(
        [
            {
                "label": wrapped(f"{label(row)} {row['year']}"),
                "series": say(f"monitor.growth.{name}"),
                "amount": row[name] if name == "above_unchanged" else -row[name],
                "text": f.short(_round(row[name])),
            }
            for row in rows[:MOST_ROWS]
            for name in AGAINST
        ],
        columns=["label", "series", "amount", "text"],
    )


@cache
def _growth_spec(language: Language) -> Spec:
    say = speaker(language)
    names = [say(f"monitor.growth.{name}") for name in AGAINST]
    money = {
        "field": "amount",
        "type": "quantitative",
        "title": say("monitor.axis.against"),
        "axis": millions_axis("x", less="−", more="+", ticks=5, titleAnchor="end"),
    }
    words = tooltip(
        ("label", say("monitor.column.what")), ("series", say("chart.line")), ("text", say("chart.amount"))
    )
    return chart(
        language,
        [
            {
                "mark": {"type": "bar", "height": 14},
                "encoding": {
                    "y": rows_axis(),
                    "x": money,
                    "color": series(names, [BLUE, GREEN, VERMILION]),
                    "tooltip": words,
                },
            },
            {"mark": {"type": "rule", "color": INK}, "encoding": {"x": {"datum": 0}}},
        ],
        height={"step": 40},
    )


def delivery_figure(found: Watched, title: Callable[[str], str], language: Language) -> Figure:
    """Show what each measure delivered of its plan, as reported."""
    say, f = speaker(language), formats_of(language)
    rows = found.delivery.to_dict("records")
    columns = {
        name: say(f"monitor.delivery.{name}") for name in ("measure", "period", "planned", "realised", "rate")
    }
    table = pd.DataFrame(
        [
            {
                "measure": title(row["measure"]),
                "period": row["period"],
                "planned": f.number(row["planned"]),
                "realised": f.number(row["realised"]),
                "rate": "–" if pd.isna(row["rate"]) else f.percent(row["rate"]),
            }
            for row in rows
        ],
        columns=list(columns),
    )
    numbers = found.delivery.assign(measure=[title(row["measure"]) for row in rows])[list(columns)]
    rates = [row["rate"] for row in rows if not pd.isna(row["rate"])]
    lights = {name: say(f"monitor.light.{name}") for name in LIGHTS}
    data = pd.DataFrame(
        [
            {
                "label": wrapped(f"{title(row['measure'])} {row['period']}"),
                "rate": row["rate"],
                "series": lights[row["light"]],
                "text": f.percent(row["rate"]),
            }
            for row in rows
            if not pd.isna(row["rate"]) and row["light"]
        ],
        columns=["label", "rate", "series", "text"],
    )
    low, high = (f.percent(min(rates)), f.percent(max(rates))) if rates else ("", "")
    return Figure(
        name="monitor-delivery",
        title=say("monitor.chart.delivery"),
        sentence=say("monitor.delivery.sentence", low=low, high=high)
        if rates
        else say("monitor.delivery.none"),
        data=data,
        spec=_delivery_spec(language),
        table=table.rename(columns=columns),
        numbers=numbers.rename(columns=columns),
        note=say("monitor.delivery.note"),
    )


@cache
def _delivery_spec(language: Language) -> Spec:
    say = speaker(language)
    names = [say(f"monitor.light.{name}") for name in LIGHTS]
    share = {
        "field": "rate",
        "type": "quantitative",
        "title": say("monitor.delivery.rate"),
        "axis": {"format": "%", "tickCount": 6},
    }
    words = tooltip(("label", say("monitor.delivery.measure")), ("text", say("monitor.delivery.rate")))
    return chart(
        language,
        [
            {
                "mark": {"type": "bar", "height": 14},
                "encoding": {
                    "y": rows_axis(),
                    "x": share,
                    "color": series(names, [GREEN, ORANGE, VERMILION]),
                    "tooltip": words,
                },
            },
            {"mark": {"type": "rule", "color": INK, "strokeDash": [4, 3]}, "encoding": {"x": {"datum": 1}}},
        ],
        height={"step": 40},
    )
