"""The bridge: from the list as it was added up to what remains, one correction a row."""

from __future__ import annotations

from functools import cache

import pandas as pd

from simulator.analysis.bridge import Bridge
from simulator.export.known_digits import MILLION, STEPS_IN_INTERVAL
from simulator.ui.charts.base import (
    BLUE,
    GREEN,
    INK,
    VERMILION,
    WHITE_BEHIND,
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

SMALLEST = 500.0
"""Steps below this many euros have no bar: on the scale of a package one would not see it."""
ROOM_FOR_TEXT = 0.55
"""Part of the widest bar up to which the amount stands to the right of a bar; beyond, to its left."""


def bridge_figure(bridge: Bridge, year: int, letter: str | None, width: float, language: Language) -> Figure:
    """Show a bridge in one year.

    Parameters
    ----------
    bridge : Bridge
        The steps of all years.
    year : int
        The year shown.
    letter : str or None
        Title of the scenario that it starts from; None when it starts from a plain sum.
    width : float
        Width of the 80% interval at the end, in EUR: decides how far amounts in words are rounded.
    language : {"nl", "en"}
        Language of all words.
    """
    say, f = speaker(language), formats_of(language)
    at = bridge.years.index(year)
    start = say("bridge.start") if letter else say("bridge.start_plain")
    rows = [(start, bridge.start_likely[at], bridge.start_mean[at])]
    rows += [(say(f"bridge.{step.name}"), step.likely[at], step.mean[at]) for step in bridge.steps]
    rows.append((say("bridge.end"), bridge.middle[at], bridge.middle[at]))
    table = pd.DataFrame(rows, columns=["step", "likely", "mean"])
    heads = {name: say(f"bridge.column.{name}") for name in table.columns}
    fill = {
        "year": year,
        "start": f.saves(bridge.start_likely[at], width),
        "end": f.saves(bridge.middle[at], width),
    }
    sentence = say("bridge.sentence", **fill) if letter else say("bridge.sentence_plain", **fill)
    return Figure(
        name="bridge",
        title=say("bridge.title"),
        sentence=" ".join([sentence, *_largest(bridge, at, language)]),
        data=_data(rows, language),
        spec=_spec(language, sum(abs(likely) >= SMALLEST for _, likely, _ in rows[1:-1]) + 2),
        table=thousands(table, f).rename(columns=heads),
        numbers=table.rename(columns=heads),
        note=say("bridge.note"),
    )


def _largest(bridge: Bridge, at: int, language: Language) -> list[str]:
    """Name the correction that takes most, if any takes something."""
    say = speaker(language)
    lowest = min(bridge.steps, key=lambda step: step.likely[at])
    if lowest.likely[at] >= -SMALLEST:
        return []
    return [say("bridge.largest", step=say(f"bridge.{lowest.name}"))]


def _data(rows: list[tuple[str, float, float]], language: Language) -> pd.DataFrame:
    say, f = speaker(language), formats_of(language)
    drawn, level = [], 0.0
    last = len(rows) - 1
    for place, (label, amount, _) in enumerate(rows):
        ends = place in (0, last)
        low, high = (0.0, amount) if ends else (level, level + amount)
        level = high
        if not ends and abs(amount) < SMALLEST:
            continue
        size = f.short(abs(amount), STEPS_IN_INTERVAL * _step(abs(amount), ends=ends))
        kind = "total" if ends else "more" if amount > 0 else "less"
        drawn.append(
            {
                "label": wrapped(label),
                "from": low,
                "to": high,
                "series": say(f"bridge.{kind}_series"),
                "text": _signed(amount, size, ends),
            }
        )
    return _placed(pd.DataFrame(drawn))


def _signed(amount: float, size: str, ends: bool) -> str:
    """Write an amount with its sign; the ends have one only where they are a cost."""
    if amount < 0:
        return f"−\u00a0{size}"
    return size if ends else f"+\u00a0{size}"


def _step(amount: float, *, ends: bool) -> int:
    """Give the power of ten that an amount is rounded to: two digits are left, or tenths of millions.

    The ends keep a third digit while they are below a million.
    """
    digits = 3 if ends and amount < MILLION else 2
    return int(min(MILLION / 10, 10 ** max(0, len(str(int(amount))) - digits)))


def _placed(data: pd.DataFrame) -> pd.DataFrame:
    """Put each amount beside its bar, on the side where there is room."""
    left, right = data[["from", "to"]].min(axis=1), data[["from", "to"]].max(axis=1)
    beyond = right <= ROOM_FOR_TEXT * right.max()
    return data.assign(side=["right" if b else "left" for b in beyond], at=right.where(beyond, left))


@cache
def _spec(language: Language, rows: int) -> Spec:
    say = speaker(language)
    names = [say(f"bridge.{kind}_series") for kind in ("total", "less", "more")]
    money = {
        "type": "quantitative",
        "title": say("chart.millions"),
        "axis": millions_axis("x", less=say("chart.cost_axis"), ticks=5),
    }
    row = {"y": rows_axis()}
    words = tooltip(("label", say("bridge.column.step")), ("text", say("bridge.column.likely")))
    bar = {
        "mark": {"type": "bar", "height": 20},
        "encoding": row
        | {
            "x": {"field": "from", **money},
            "x2": {"field": "to"},
            "color": series(names, [BLUE, VERMILION, GREEN]),
            "tooltip": words,
        },
    }
    zero = {"mark": {"type": "rule", "color": INK}, "encoding": {"x": {"datum": 0}}}
    return chart(language, [bar, zero, *_amounts(row, "right"), *_amounts(row, "left")], height={"step": 34})


def _amounts(row: Spec, side: str) -> list[Spec]:
    inside = side == "left"
    mark = {
        "type": "text",
        "align": "right" if inside else "left",
        "dx": -5 if inside else 5,
        "fontSize": 13,
        "fontWeight": "bold",
    }
    encoding = row | {"x": {"field": "at", "type": "quantitative"}, "text": {"field": "text"}}
    where = [{"filter": f"datum.side === '{side}' && datum.at > 0"}]
    totals = [{"filter": f"datum.side === '{side}' && datum.at <= 0"}]
    described = [
        {"mark": mark | WHITE_BEHIND, "transform": where, "encoding": encoding},
        {"mark": mark | {"color": INK}, "transform": where, "encoding": encoding},
    ]
    if inside:
        # A bar from nothing has its amount inside, in white.
        within = mark | {"align": "left", "dx": 8, "color": "white"}
        described.append({"mark": within, "transform": totals, "encoding": encoding})
    return described
