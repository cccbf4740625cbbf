"""The forecast anew: totals per year as planned, and as expected given what happened."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import pandas as pd

from simulator.ui.charts.base import (
    BLUE,
    GREY,
    HEIGHT,
    Figure,
    Spec,
    chart,
    millions_axis,
    series,
    speaker,
    tooltip,
    years_axis,
)
from simulator.ui.formats import Formats, formats_of
from simulator.ui.pages.monitor.service import Watched
from simulator.ui.tables import thousands
from simulator.ui.texts import Language

_BAND: Final = ("p10", "p50", "p90")


def forecast_figure(found: Watched, quantity: str, language: Language) -> Figure:
    """Show a total per year: as planned, and as expected given the figures.

    Parameters
    ----------
    found : Watched
        The tables.
    quantity : {"net", "with_measures", "baseline"}
        Net effect, spending with the package, or spending under unchanged policy.
    language : {"nl", "en"}
        Language of all words.
    """
    say, f = speaker(language), formats_of(language)
    rows = found.forecast[found.forecast["quantity"] == quantity]
    names = {"": say("monitor.series.plan")}
    if found.effective is not None:
        names["new_"] = say("monitor.series.now")
    heads = {
        f"{prefix}{name}": f"{words}, {name.upper()}" for prefix, words in names.items() for name in _BAND
    }
    table = rows[["year", *heads]].assign(year=rows["year"].astype(str))
    columns = {"year": say("table.year")} | heads
    return Figure(
        name=f"monitor-{quantity.replace('_', '-')}",
        title=say(f"monitor.chart.{quantity}"),
        sentence=_forecast_sentence(rows.to_dict("records"), quantity, found, language),
        data=_forecast_data(rows.to_dict("records"), names, quantity, f),
        spec=_forecast_spec(language, len(names)),
        table=thousands(table, f).rename(columns=columns),
        numbers=table.rename(columns=columns),
        note=say("monitor.forecast.note"),
    )


def _forecast_sentence(rows: list[Any], quantity: str, found: Watched, language: Language) -> str:
    say, f, last = speaker(language), formats_of(language), rows[-1]
    before = _amount(last["p50"], last["p90"] - last["p10"], quantity, f)
    if found.effective is None:
        return say("monitor.forecast.plan_only", year=last["year"], before=before)
    width = last["new_p90"] - last["new_p10"]
    now = _amount(last["new_p50"], width, quantity, f)
    narrower = 1.0 - width / (last["p90"] - last["p10"]) if last["p90"] > last["p10"] else 0.0
    key = "monitor.forecast.narrower" if narrower >= 0.05 else "monitor.forecast.same"  # noqa: PLR2004 - worth saying
    values = {"year": last["year"], "before": before, "now": now, "share": f.percent(max(narrower, 0.0))}
    return say(key, **values)


def _amount(amount: float, width: float, quantity: str, f: Formats) -> str:
    return f.saves(amount, width) if quantity == "net" else f.short(amount, width)


def _forecast_data(rows: list[Any], names: Mapping[str, str], quantity: str, f: Formats) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "series": words,
                "year": str(row["year"]),
                "low": row[f"{prefix}p10"],
                "middle": row[f"{prefix}p50"],
                "high": row[f"{prefix}p90"],
                "amount": _amount(
                    row[f"{prefix}p50"], row[f"{prefix}p90"] - row[f"{prefix}p10"], quantity, f
                ),
                "interval": f.range(row[f"{prefix}p10"], row[f"{prefix}p90"]),
            }
            for prefix, words in names.items()
            for row in rows
        ]
    )


@cache
def _forecast_spec(language: Language, count: int) -> Spec:
    say = speaker(language)
    names = [say(f"monitor.series.{name}") for name in ("plan", "now")][:count]
    colour = series(names, [GREY, BLUE][:count])
    shapes = colour | {"scale": {"domain": names, "range": ["square", "circle"][:count]}}
    money = {
        "type": "quantitative",
        "title": say("chart.millions"),
        "scale": {"zero": False, "padding": 12},
        "axis": millions_axis("y", less=say("chart.cost_axis")),
    }
    words = tooltip(
        ("series", say("chart.line")),
        ("year", say("chart.year")),
        ("amount", say("chart.middle")),
        ("interval", say("chart.interval")),
    )
    side = {"field": "series", "type": "nominal", "sort": names}
    shared = {"x": years_axis(), "xOffset": side, "color": colour, "tooltip": words}
    return chart(
        language,
        [
            {
                "mark": {"type": "rule", "strokeWidth": 8, "opacity": 0.35},
                "encoding": shared | {"y": {"field": "low", **money}, "y2": {"field": "high"}},
            },
            {
                "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
                "encoding": shared | {"y": {"field": "middle", **money}, "shape": shapes},
            },
        ],
        height=HEIGHT,
    )
