"""Why spending changed: the number of clients, and what a client costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

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
from simulator.ui.formats import Formats, formats_of
from simulator.ui.tables import thousands
from simulator.ui.texts import Language

PARTS: Final = ("volume", "price")
ROUGH: Final = 0.05
"""Part of an amount to which sentences round it."""


def volume_price_figure(
    changes: pd.DataFrame, left_out: Sequence[str], titles: Mapping[str, str], language: Language
) -> Figure:
    """Show the changes of one view, divided.

    Parameters
    ----------
    changes : DataFrame
        Rows of `analysis.volume_price.observed_changes` of one municipality, or those that are added up.
    left_out : sequence of str
        What cannot be divided, by name.
    titles : mapping of str to str
        Titles of services.
    language : {"nl", "en"}
        Language of all words.
    """
    say, f = speaker(language), formats_of(language)
    rows = [_named(row, titles, language) for row in changes.to_dict("records")]
    table = pd.DataFrame(
        {
            "about": [row["about"] for row in rows],
            "period": [row["period"] for row in rows],
            "clients_from": [float(row["clients_from"]) for row in rows],
            "clients_to": [float(row["clients_to"]) for row in rows],
            **{name: [float(row[name]) for row in rows] for name in ("change", *PARTS)},
        }
    )
    shown = table.assign(
        **{name: [f.number(value) for value in table[name]] for name in ("clients_from", "clients_to")},
        **dict(thousands(table[["change", *PARTS]], f)),
    )
    heads = {name: say(f"volume.column.{name}") for name in table.columns}
    return Figure(
        name="volume_price",
        title=say("volume.title"),
        sentence=_sentence(rows, language) if rows else say("volume.empty"),
        data=_data(rows, language),
        spec=_spec(language),
        table=shown.rename(columns=heads),
        numbers=table.rename(columns=heads),
        note=" ".join(
            [say("volume.note"), *([say("volume.left_out", names="; ".join(left_out))] if left_out else [])]
        ),
        empty=say("volume.empty"),
    )


def _named(row: Mapping[Any, Any], titles: Mapping[str, str], language: Language) -> dict[str, Any]:
    say = speaker(language)
    # Pandas turns what is not there into a missing value, which is no text.
    service, subject = (
        row.get(key) if isinstance(row.get(key), str) else None for key in ("service", "subject")
    )
    about = ", ".join(part for part in (titles.get(service or ""), subject) if part)
    key = "volume.forecast" if row["status_to"] == "forecast" else "volume.period"
    period = say(key, before=row["from"], after=row["to"])
    if "members" in row:
        period = say("volume.members", count=row["members"], period=period)
    return {str(name): value for name, value in row.items()} | {"about": about, "period": period}


def _sentence(rows: Sequence[Mapping[str, Any]], language: Language) -> str:
    """Tell of the largest change that is no forecast, and how often the two parts go against each other."""
    say, f = speaker(language), formats_of(language)
    known = [row for row in rows if row["status_to"] != "forecast"] or list(rows)
    row = max(known, key=lambda one: abs(one["change"]))
    counts = row["clients_to"] - row["clients_from"]
    told = say(
        "volume.sentence",
        about=row["about"],
        period=row["period"],
        change=_moved(row["change"], f, language),
        clients=say(f"volume.clients.{_sign(counts)}"),
        before=f.number(row["clients_from"]),
        after=f.number(row["clients_to"]),
        volume=_moved(row["volume"], f, language),
        cost=say(f"volume.cost.{_sign(row['price'])}"),
        price=_moved(row["price"], f, language),
    )
    against = sum(one["volume"] < 0 < one["price"] for one in known)
    return f"{told} {say('volume.against', against=against, all=len(known))}"


def _sign(value: float) -> str:
    return "less" if value < 0 else "more" if value > 0 else "same"


def _moved(amount: float, formats: Formats, language: Language) -> str:
    """Say an amount with its direction, roughly."""
    say = speaker(language)
    if not amount:
        return say("volume.nothing")
    return say(
        "volume.up" if amount > 0 else "volume.down",
        amount=formats.short(abs(amount), abs(amount) * 4 * ROUGH),
    )


def _data(rows: Sequence[Mapping[str, Any]], language: Language) -> pd.DataFrame:
    say, f = speaker(language), formats_of(language)
    return pd.DataFrame(
        [
            {
                "label": f"{wrapped(row['about'])}|{row['period']}",
                "part": part,
                "series": say(f"volume.{part}"),
                "amount": float(row[part]),
                "text": _moved(row[part], f, language),
                "clients": f"{f.number(row['clients_from'])} → {f.number(row['clients_to'])}",
            }
            for row in rows
            for part in (*PARTS, "change")
        ],
        columns=["label", "part", "series", "amount", "text", "clients"],
    )


@cache
def _spec(language: Language) -> Spec:
    say = speaker(language)
    names = [say(f"volume.{part}") for part in (*PARTS, "change")]
    colour = series(names, [BLUE, VERMILION, INK])
    across = {
        "field": "amount",
        "type": "quantitative",
        "title": say("volume.axis"),
        "axis": millions_axis("x", less=say("volume.less")),
    }
    words = tooltip(
        ("label", say("volume.column.about")),
        ("series", say("chart.line")),
        ("text", say("chart.amount")),
        ("clients", say("volume.clients_title")),
    )
    shared = {"y": rows_axis(), "x": across, "color": colour, "tooltip": words}
    return chart(
        language,
        [
            {
                "mark": {"type": "bar", "height": 16},
                "transform": [{"filter": "datum.part !== 'change'"}],
                "encoding": shared,
            },
            {
                "mark": {"type": "point", "shape": "diamond", "filled": True, "size": 110, "opacity": 1},
                "transform": [{"filter": "datum.part === 'change'"}],
                "encoding": shared,
            },
            {"mark": {"type": "rule", "color": INK}, "encoding": {"x": {"datum": 0}}},
        ],
        height={"step": 46},
    )
