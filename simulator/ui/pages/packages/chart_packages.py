"""Packages as points: what each saves against what it asks, and those that cannot be bettered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import pandas as pd

from simulator.analysis.portfolio import Choice, Goal, Packages, burden, front_table, fully_known, pareto
from simulator.engine.axes import Array
from simulator.export.known_digits import two_digits
from simulator.ui.charts.base import (
    BLUE,
    GREY,
    INK,
    VERMILION,
    WHITE_BEHIND,
    Figure,
    Spec,
    chart,
    millions_axis,
    speaker,
    tooltip,
)
from simulator.ui.formats import formats_of
from simulator.ui.sensitivity_words import Words
from simulator.ui.texts import Language

OTHERS: Final = 500
"""Points of packages that are not on the front."""
ROWS: Final = 12
"""Rows of the table: the front may have hundreds of packages."""
HEIGHT: Final = 360
STEP: Final = 100_000.0
"""Amounts are rounded as if the interval around them were this wide: these are means, of many packages."""
WORDS: Final = 1_000_000.0
"""The same in a sentence, where no packages are told apart; below this much a tenth of it says too little."""
KINDS: Final = ("others", "front", "shown", "own")
TOLD: Final = ("front", "shown", "own")
"""Kinds that a pointer is told about, and that can be picked."""
TICKS: Final = {"residents": 1.0, "fte": 0.1, "measures": 1.0}
"""Least that is between two numbers along the axis: there are no half measures."""
PICK: Final = "pick"
"""Name of what a click in the chart selects: the number of a package."""
TOUCH: Final = 220
"""Area around a point, in square pixels, within which a click or a finger is for that point."""


@dataclass(frozen=True)
class Marked:
    """Packages with a mark of their own: the chosen ones, by letter, the present one, and the one picked."""

    shown: Sequence[tuple[str, int]]
    own: int | None
    picked: int | None = None


def packages_figure(
    packages: Packages, choice: Choice, against: Goal, marked: Marked, words: Words
) -> Figure:
    """Draw the net saving of packages against what they ask, with the Pareto front.

    Parameters
    ----------
    packages : Packages
        All packages.
    choice : Choice
        What meets the wishes.
    against : {"residents", "fte", "measures"}
        What should be low.
    marked : Marked
        What is marked.
    words : Words
        Names of measures, and the language.
    """
    say = speaker(words.language)
    numbers = pareto(packages, choice, ("net", against))
    return Figure(
        name="packages",
        title=say("packages.figure_title"),
        sentence=_sentence(packages, numbers, against, words),
        data=_data(packages, choice, numbers, against, marked, words),
        spec=_spec(words.language, against),
        table=_table(packages, numbers, words),
        numbers=_numbers(packages, choice, against, words),
        note=_note(packages, choice, numbers, against, words),
        empty=say("packages.figure_way_on"),
    )


def amount_words(value: float, goal: Goal, language: Language) -> str:
    """Write what a package asks: a number of residents, staff or measures."""
    f = formats_of(language)
    if goal == "fte":
        return f.fte(round(value, 1))
    rounded = two_digits(value) if goal == "residents" else value
    say = speaker(language)
    return say(f"packages.number.{goal}", round(value), number=f.number(rounded))


def asks_words(value: float, goal: Goal, unknown: Sequence[str], language: Language) -> str:
    """Write what a package asks, and of how many measures no source says: that is not nothing."""
    say = speaker(language)
    if not unknown or goal == "measures":
        return amount_words(value, goal, language)
    if not value:
        return say(f"packages.nobody_knows.{goal}")
    return say("packages.and_unknown", len(unknown), amount=amount_words(value, goal, language))


def unknown_of(packages: Packages, number: int, goal: Goal) -> Sequence[str]:
    """Give the measures of a package of which no source says what they ask."""
    no_fte, no_residents = packages.candidates.unknown(number)
    return {"fte": no_fte, "residents": no_residents}.get(goal, ())


def _sentence(packages: Packages, numbers: np.ndarray, against: Goal, words: Words) -> str:
    say, f = speaker(words.language), formats_of(words.language)
    if not len(numbers):
        return say("packages.figure_empty")
    low, high = numbers[0], numbers[-1]
    asks = burden(packages, against)
    width = WORDS if packages.net_in_year[high] >= WORDS else STEP
    return say(
        "packages.figure_sentence",
        least=amount_words(float(asks[low]), against, words.language),
        low=f.saves(float(packages.net_in_year[low]), width),
        most=amount_words(float(asks[high]), against, words.language),
        high=f.saves(float(packages.net_in_year[high]), width),
    )


def _note(packages: Packages, choice: Choice, numbers: np.ndarray, against: Goal, words: Words) -> str:
    say = speaker(words.language)
    if not len(numbers):
        return ""
    told = say("packages.figure_note", shown=min(ROWS, len(numbers)), all=len(numbers))
    if fully_known(packages, choice.wishes, "net", against)[choice.meeting].all():
        return told
    return f"{told} {say('packages.figure_known')}"


def _data(
    packages: Packages, choice: Choice, numbers: np.ndarray, against: Goal, marked: Marked, words: Words
) -> pd.DataFrame:
    if not len(numbers):
        return pd.DataFrame()
    meeting = np.sort(choice.meeting)
    others = meeting[:: max(1, len(meeting) // OTHERS)]
    rows = [
        *(("others", "", int(number)) for number in others),
        *(("front", "", int(number)) for number in numbers),
        *(("shown", letter, number) for letter, number in marked.shown),
        *([("own", "", marked.own)] if marked.own is not None else []),
        *([("picked", "", marked.picked)] if marked.picked is not None else []),
    ]
    first = marked.shown[0][0] if marked.shown else ""
    asks = burden(packages, against)
    return pd.DataFrame(
        [
            {
                "kind": kind,
                # The others lie so near that their letters would cover each other.
                "letter": letter if letter == first else "",
                "package": number,
                "x": float(asks[number]),
                "net": float(packages.net_in_year[number]),
                **_said(packages, kind, number, (against, float(asks[number])), words),
            }
            for kind, letter, number in rows
        ]
    )


def _said(
    packages: Packages, kind: str, number: int, asked: tuple[Goal, float], words: Words
) -> dict[str, str]:
    """Say what a point is, for the legend, a pointer and a screen reader."""
    say, f = speaker(words.language), formats_of(words.language)
    series = say(f"packages.series.{kind}") if kind in KINDS else ""
    if kind not in TOLD:  # of the grey points there are too many
        return {"series": series, "saves": "", "asks": "", "measures": "", "told": ""}
    saves, measures = f.saves(float(packages.net_in_year[number]), STEP), listed(packages, number, words)
    goal, value = asked
    asks = asks_words(value, goal, unknown_of(packages, number, goal), words.language)
    told = "; ".join((series, measures, saves, asks))
    return {"series": series, "saves": saves, "asks": asks, "measures": measures, "told": told}


def listed(packages: Packages, number: int, words: Words) -> str:
    """List the measures of a package: by their numbers, and those without one by name.

    An empty package is told as such.
    """
    names, say = packages.candidates.package(number), speaker(words.language)
    if not names:
        return say("packages.nothing")
    measures = [words.catalogue.measures[name] for name in names]
    numbered = sorted(m.number for m in measures if m.number is not None)
    others = [words.measure(m.id) for m in measures if m.number is None]
    return ", ".join([*map(str, numbered), *others])


def _table(packages: Packages, numbers: np.ndarray, words: Words) -> pd.DataFrame:
    say, f = speaker(words.language), formats_of(words.language)
    ends = max(0, len(numbers) - 1)
    places = np.unique(np.linspace(0, ends, ROWS).round().astype(int))
    goals: tuple[Goal, ...] = ("residents", "fte", "measures")
    kept = [int(number) for number in numbers[places[places < len(numbers)]]]
    net = f.column((float(packages.net_in_year[number]), STEP) for number in kept)
    asks = {goal: burden(packages, goal) for goal in goals}
    rows = [
        {
            say("packages.column.package"): listed(packages, number, words),
            say("packages.column.net"): net.saves(float(packages.net_in_year[number]), STEP),
            **(
                {}
                if packages.target is None
                else {say("packages.column.chance"): f.chance(float(packages.chance[number]))}
            ),
            **_asks(packages, number, asks, words.language),
        }
        for number in kept
    ]
    return pd.DataFrame(rows)


def _asks(packages: Packages, number: int, asks: dict[Goal, Array], language: Language) -> dict[str, str]:
    """Write what a package asks of residents and staff, and where the source gives no number."""
    say, f = speaker(language), formats_of(language)
    no_fte, no_residents = packages.candidates.unknown(number)
    residents, fte = float(asks["residents"][number]), float(asks["fte"][number])
    return {
        say("packages.column.residents"): in_cell(residents, f.number(two_digits(residents)), no_residents),
        say("packages.column.fte"): in_cell(fte, f.number(fte, 1), no_fte),
    }


def in_cell(value: float, amount: str, unknown: Sequence[str]) -> str:
    r"""Write an amount in a cell, with a mark when something is not known and so not in it.

    >>> in_cell(0.0, "0", ["a"]), in_cell(2.5, "2,5", ["a"]), in_cell(2.5, "2,5", [])
    ('?', '2,5\xa0+\xa0?', '2,5')
    """
    if unknown and not value:
        return "?"
    return f"{amount}\u00a0+\u00a0?" if unknown else amount


def _numbers(packages: Packages, choice: Choice, against: Goal, words: Words) -> pd.DataFrame:
    say = speaker(words.language)
    table = front_table(packages, choice, ("net", against)).drop(columns="package")
    if packages.target is None:
        table = table.drop(columns="chance")
    return table.rename(columns={name: say(f"packages.column.{name}") for name in table.columns})


@cache
def _spec(language: Language, against: Goal) -> Spec:
    say = speaker(language)
    names = [say(f"packages.series.{kind}") for kind in KINDS]
    colour = {
        "field": "series",
        "type": "nominal",
        "scale": {"domain": names, "range": ["#b4b4b4", BLUE, INK, VERMILION]},
        "legend": {
            "orient": "top",
            "direction": "horizontal",
            "columns": {"expr": "width < 420 ? 1 : 2"},
            "title": None,
        },
    }
    shape = colour | {"scale": {"domain": names, "range": ["circle", "circle", "square", "diamond"]}}
    x = {
        "field": "x",
        "type": "quantitative",
        "title": say(f"packages.axis.{against}"),
        "axis": {"format": ",.1~f", "tickCount": 6, "tickMinStep": TICKS[against], "labelFontSize": 13},
    }
    y = {
        "field": "net",
        "type": "quantitative",
        "title": say("packages.axis.net"),
        "axis": millions_axis("y", less=say("chart.cost_axis"), labelFontSize=13),
    }
    point = {"type": "point", "filled": True, "opacity": 1}
    line = {"type": "line", "interpolate": "step-after"}
    shared = {"x": x, "y": y, "color": colour, "shape": shape}
    letters = {
        "text": {"field": "letter"},
        "x": {"field": "x", "type": "quantitative"},
        "y": {"field": "net", "type": "quantitative"},
    }
    ring = point | {"filled": False, "size": 420, "stroke": INK, "strokeWidth": 2.5}
    above = {"type": "text", "dy": -20, "fontSize": 14, "fontWeight": "bold", "color": INK}
    return chart(
        language,
        [
            {"mark": {"type": "rule", "color": GREY}, "encoding": {"y": {"datum": 0}}},
            _points("others", point | {"size": 18}, shared),
            _points("front", line | {"color": BLUE, "strokeWidth": 1.5}, {"x": x, "y": y}),
            _points("front", point | {"size": 45}, shared),
            _points("shown", point | {"size": 110, "stroke": "white", "strokeWidth": 1}, shared),
            _points("own", point | {"size": 150, "stroke": "white", "strokeWidth": 1}, shared),
            _points("picked", ring, {"x": x, "y": y}),
            _points("shown", above | WHITE_BEHIND, letters),
            _points("shown", above, letters),
            _pickable(language, against, x, y),
        ],
        height=HEIGHT,
    )


def _pickable(language: Language, against: Goal, x: Spec, y: Spec) -> Spec:
    """Lay over the points what a click is for: larger than the points, in front of all, and not seen.

    A screen reader hears it, as the one thing in the chart: each is a package that can be picked.
    """
    say = speaker(language)
    tip = tooltip(
        ("series", say("packages.column.kind")),
        ("measures", say("packages.column.package")),
        ("saves", say("packages.column.net")),
        ("asks", say(f"packages.column.{against}")),
    )
    told = {"aria": True, "ariaRoleDescription": say("packages.column.package")}
    area = {"type": "point", "filled": True, "opacity": 0, "size": TOUCH, "cursor": "pointer"}
    return {
        "transform": [{"filter": {"field": "kind", "oneOf": TOLD}}],
        "params": [{"name": PICK, "select": {"type": "point", "fields": ["package"], "toggle": False}}],
        "mark": area | told,
        "encoding": {"x": x, "y": y, "tooltip": tip, "description": {"field": "told"}},
    }


def _points(kind: str, mark: Spec, encoding: Spec) -> Spec:
    return {
        "transform": [{"filter": f"datum.kind === '{kind}'"}],
        "mark": mark,
        "encoding": encoding,
    }
