"""What each measure is worth: alone, as a fair share and last in; and how certain that is."""

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
    millions_axis,
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
_LINE = "M-1,-0.2H1V0.2H-1Z"
"""A short line, as the path of a symbol in the legend."""
COLUMNS = {"alone": "alone", "fair": "shapley", "last_in": "last_in"}


def credit_figure(
    credit: pd.DataFrame, spread: pd.DataFrame, year: int, titles: Mapping[str, str], language: Language
) -> Figure:
    """Show the credit of each measure in one year, and which is the least certain.

    Parameters
    ----------
    credit : DataFrame
        See `analysis.summary.per_measure`; an unknown amount is a missing value.
    spread : DataFrame
        See `analysis.spread.spread`.
    year : int
        The year shown.
    titles : mapping of str to str
        Number and title of each measure, by id.
    language : {"nl", "en"}
        Language of all words.
    """
    say, f = speaker(language), formats_of(language)
    rows = credit[credit["year"] == year].sort_values("shapley", ascending=False, kind="stable")
    ends = spread[spread["year"] == year].set_index("measure")
    table = pd.DataFrame(
        {
            "measure": [titles[measure] for measure in rows["measure"]],
            **{kind: rows[column].to_numpy() for kind, column in COLUMNS.items()},
            **{end: _known(rows, ends[p]) for end, p in (("low", "p10"), ("high", "p90"))},
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
        )
        + _least_certain(table, language),
        data=_data(table, language),
        spec=_spec(language),
        table=_in_words(table, language).rename(columns=heads),
        numbers=table.rename(columns=heads),
        note=say("credit.note"),
    )


def _in_words(table: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Give the table as text: an unknown saving is said once in its row, for a phone has no room for five."""
    text = thousands(table, formats_of(language))
    for column in ("alone", "cost"):
        text.loc[table[column].isna(), column] = speaker(language)("people.unknown")
    return text


def _known(rows: pd.DataFrame, end: pd.Series) -> list[float]:
    """Give an end of the interval of each row; missing where its amount is unknown."""
    return end.reindex(rows["measure"]).where(rows["alone"].notna().to_numpy()).tolist()


def _least_certain(table: pd.DataFrame, language: Language) -> str:
    """Say which measure can turn out most differently, in euros; nothing when all are certain."""
    width = (table["high"] - table["low"]).fillna(0.0)
    if not len(table) or width.max() < 1.0:
        return ""
    widest = table.to_dict("records")[int(width.to_numpy().argmax())]
    interval = formats_of(language).range(widest["low"], widest["high"])
    say = speaker(language)
    return " " + say("credit.least_certain", measure=widest["measure"], interval=interval)


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
                "high": float("nan"),
                "text": f.saves(float(row[kind]), 10_000),
            }
            for row in seen.to_dict("records")
            for kind in KINDS
        ]
        + [
            {
                "label": wrapped(row["measure"]),
                "kind": "spread",
                "series": say("credit.spread"),
                "amount": float(row["low"]),
                "high": float(row["high"]),
                "text": f.range(float(row["low"]), float(row["high"])),
            }
            for row in seen.to_dict("records")
        ],
        columns=["label", "kind", "series", "amount", "high", "text"],
    )


@cache
def _spec(language: Language) -> Spec:
    say = speaker(language)
    names = [say(f"credit.{kind}") for kind in (*KINDS, "spread")]
    colour = series(names, ["#8CBBDB", BLUE, VERMILION, INK])
    shape = colour | {"scale": {"domain": names, "range": ["square", "circle", "diamond", _LINE]}}
    money = {
        "field": "amount",
        "type": "quantitative",
        "title": say("chart.millions"),
        "axis": millions_axis("x", less=say("chart.cost_axis"), ticks=5),
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
                "mark": {"type": "rule", "strokeWidth": 2},
                "transform": [{"filter": "datum.kind === 'spread'"}],
                "encoding": shared | {"x2": {"field": "high"}, "color": colour},
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
                "transform": [{"filter": "datum.kind === 'alone' || datum.kind === 'last_in'"}],
                "encoding": shared | {"color": colour, "shape": shape},
            },
            {"mark": {"type": "rule", "color": INK}, "encoding": {"x": {"datum": 0}}},
        ],
        height={"step": 44},
    )
