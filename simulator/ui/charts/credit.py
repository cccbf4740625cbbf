"""What each measure is worth: alone, as a fair share, and last in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pandas as pd

from simulator.ui.charts.base import (
    BLUE,
    INK,
    VERMILION,
    Figure,
    Spec,
    chart,
    millions,
    rows_axis,
    series,
    speaker,
    tooltip,
    wrapped,
)
from simulator.ui.formats import formats_of
from simulator.ui.tables import thousands
from simulator.ui.texts import Language

KINDS = ("fair", "alone", "last_in")
COLUMNS = {"alone": "alone", "fair": "shapley", "last_in": "last_in"}


def credit_figure(credit: pd.DataFrame, year: int, titles: Mapping[str, str], language: Language) -> Figure:
    """Show the credit of each measure in one year.

    Parameters
    ----------
    credit : DataFrame
        See `analysis.summary.per_measure`.
    year : int
        The year shown.
    titles : mapping of str to str
        Number and title of each measure, by id.
    language : {"nl", "en"}
        Language of all words.
    """
    say, f = speaker(language), formats_of(language)
    rows = credit[credit["year"] == year].sort_values("shapley", ascending=False, kind="stable")
    table = pd.DataFrame(
        {
            "measure": [titles[measure] for measure in rows["measure"]],
            **{kind: rows[column].to_numpy() for kind, column in COLUMNS.items()},
            "cost": rows["cost"].to_numpy(),
        }
    )
    heads = {name: say(f"credit.column.{name}") for name in table.columns}
    total, alone = float(rows["shapley"].sum()), float(rows["alone"].sum())
    return Figure(
        name="credit",
        title=say("credit.title"),
        sentence=say(
            "credit.sentence",
            year=year,
            alone=f.short(_round(alone)),
            total=f.short(_round(total)),
            double=f.short(_round(alone - total)),
        ),
        data=_data(table, language),
        spec=_spec(language),
        table=thousands(table, f).rename(columns=heads),
        numbers=table.rename(columns=heads),
        note=say("credit.note"),
    )


def _round(amount: float) -> float:
    return round(amount, -5) if abs(amount) >= 1e6 else round(amount, -4)  # noqa: PLR2004 - as people say it


def _data(table: pd.DataFrame, language: Language) -> pd.DataFrame:
    say, f = speaker(language), formats_of(language)
    seen = table[table[list(KINDS)].abs().max(axis=1) >= 1.0]
    return pd.DataFrame(
        [
            {
                "label": wrapped(row["measure"]),
                "kind": kind,
                "series": say(f"credit.{kind}"),
                "amount": float(row[kind]),
                "text": f.saves(float(row[kind]), 10_000),
            }
            for row in seen.to_dict("records")
            for kind in KINDS
        ],
        columns=["label", "kind", "series", "amount", "text"],
    )


@cache
def _spec(language: Language) -> Spec:
    say = speaker(language)
    names = [say(f"credit.{kind}") for kind in KINDS]
    colour = series(names, ["#8CBBDB", BLUE, VERMILION])
    shape = colour | {"scale": {"domain": names, "range": ["square", "circle", "diamond"]}}
    money = {
        "field": "amount",
        "type": "quantitative",
        "title": say("chart.millions"),
        "axis": {"labelExpr": millions(say("chart.cost_axis")), "tickCount": 5},
    }
    words = tooltip(
        ("label", say("credit.column.measure")), ("series", say("chart.line")), ("text", say("chart.amount"))
    )
    shared = {"y": rows_axis(), "x": money, "tooltip": words}
    return chart(
        language,
        [
            {
                "mark": {"type": "bar", "height": 14},
                "transform": [{"filter": "datum.kind === 'fair'"}],
                "encoding": shared | {"color": colour},
            },
            {
                "mark": {
                    "type": "point",
                    "filled": True,
                    "size": 90,
                    "opacity": 1,
                    "stroke": "white",
                    "strokeWidth": 1,
                },
                "transform": [{"filter": "datum.kind !== 'fair'"}],
                "encoding": shared | {"color": colour, "shape": shape},
            },
            {"mark": {"type": "rule", "color": INK}, "encoding": {"x": {"datum": 0}}},
        ],
        height={"step": 44},
    )
