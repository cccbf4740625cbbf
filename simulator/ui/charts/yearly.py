"""What the package saves and costs in each year, and what is left."""

from __future__ import annotations

from functools import cache

import pandas as pd

from simulator.ui.charts.base import (
    BLUE,
    HEIGHT,
    INK,
    LABELS,
    LINE_BREAK,
    VERMILION,
    Figure,
    Spec,
    chart,
    millions_axis,
    series,
    speaker,
    tooltip,
    wrapped,
    years_axis,
)
from simulator.ui.formats import formats_of
from simulator.ui.headline import bands
from simulator.ui.outcome import Outcome
from simulator.ui.tables import net_table, thousands
from simulator.ui.texts import Language

SHOWN = ("year", "saving", "cost", "net")


def yearly_figure(outcome: Outcome, language: Language) -> Figure:
    """Show costs and savings per year, as means over all draws: only means add up."""
    say, f = speaker(language), formats_of(language)
    table = net_table(outcome)[list(SHOWN)]
    widths = [band.width for band in bands(outcome.totals)]
    heads = {name: say(f"table.{name}") for name in SHOWN}
    costly, first = table.iloc[int(table["cost"].argmax())], table.iloc[0]
    sentence = say(
        "yearly.sentence",
        year=costly["year"],
        cost=f.short(float(costly["cost"]), max(widths)),
        first=first["year"],
        net=f.saves(float(first["net"]), widths[0]),
    )
    return Figure(
        name="yearly",
        title=say("yearly.title"),
        sentence=sentence,
        data=_data(table, widths, language),
        spec=_spec(language),
        table=thousands(table, f).rename(columns=heads),
        numbers=table.rename(columns=heads),
        note=say("yearly.note"),
    )


def _data(table: pd.DataFrame, widths: list[float], language: Language) -> pd.DataFrame:
    say, f = speaker(language), formats_of(language)
    rows = []
    for row, width in zip(table.to_dict("records"), widths, strict=True):
        lines = [row["year"], say("yearly.net"), wrapped(f.saves(row["net"], width), 10)]
        label = LINE_BREAK.join(lines)
        for kind, amount in (("saving", row["saving"]), ("cost", -row["cost"]), ("net", row["net"])):
            rows.append(
                {
                    "label": label,
                    "year": row["year"],
                    "kind": kind,
                    "series": say(f"table.{kind}"),
                    "amount": amount,
                    "text": f.saves(amount, width) if kind == "net" else f.short(abs(amount), width),
                }
            )
    return pd.DataFrame(rows)


@cache
def _spec(language: Language) -> Spec:
    say = speaker(language)
    names = [say("table.saving"), say("table.cost"), say("table.net")]
    money = {
        "field": "amount",
        "type": "quantitative",
        "title": say("yearly.axis"),
        "scale": {"padding": 24},
        "axis": millions_axis("y", less=say("chart.cost_axis"), minExtent=LABELS),
        "stack": None,
    }
    years = years_axis() | {"field": "label"}
    years["axis"] = years["axis"] | {
        "labelExpr": f"split(datum.label, '{LINE_BREAK}')",
        "labelLineHeight": 16,
        "labelOverlap": False,
    }
    shared = {"x": years, "y": money}
    words = tooltip(("year", say("chart.year")), ("series", say("chart.line")), ("text", say("chart.amount")))
    legend = {"orient": "top", "direction": "horizontal", "title": None}
    colour = series(names, [BLUE, VERMILION, INK], legend=legend)
    bars = [{"filter": "datum.kind !== 'net'"}]
    net = [{"filter": "datum.kind === 'net'"}]
    coloured = shared | {"color": colour, "tooltip": words}
    tick = {"type": "tick", "orient": "horizontal", "thickness": 5, "size": 70, "opacity": 1}
    return chart(
        language,
        [
            {"mark": {"type": "bar", "size": 46, "opacity": 1}, "transform": bars, "encoding": coloured},
            {"mark": {"type": "rule", "color": INK}, "encoding": {"y": {"datum": 0}}},
            *(_beside(shared, kind) for kind in ("saving", "cost")),
            {"mark": tick, "transform": net, "encoding": coloured},
        ],
        height=HEIGHT + 75,
    )


def _beside(shared: Spec, kind: str) -> Spec:
    above = kind == "saving"
    mark = {"type": "text", "fontSize": 13, "color": INK, "dy": -8 if above else 10}
    return {
        "mark": mark | {"baseline": "bottom" if above else "middle"},
        "transform": [{"filter": f"datum.kind === '{kind}' && datum.amount != 0"}],
        "encoding": shared | {"text": {"field": "text"}},
    }
