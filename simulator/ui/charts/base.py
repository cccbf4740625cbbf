"""What all charts share: colours, numbers on axes, and the figure that a chart belongs to."""

from __future__ import annotations

import math
import re
import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import pandas as pd

from simulator.ui.texts import Language, translate

Spec = dict[str, Any]

BLUE: Final = "#0072B2"
VERMILION: Final = "#D55E00"
GREEN: Final = "#00795B"
GREY: Final = "#6b6b6b"
INK: Final = "#1a1a1a"
HEIGHT: Final = 280

LABEL_WIDTH: Final = 32
"""Characters on one line of a label beside a chart: what a phone has room for."""
LABELS: Final = 60
"""Room for the labels of an axis with amounts, whatever the width of the font: it may come after the chart is
laid out."""
NO_STEP: Final = 100_000
"""EUR that an axis with one value only is taken to step by: its label gets a tenth of a million."""
LINE_HEIGHT: Final = 14
LINE_BREAK: Final = "|"
"""Stands in labels where a new line begins; the axis splits there."""

NUMBERS: Final[dict[Language, Spec]] = {
    "nl": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€\u00a0", ""]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["€", ""]},
}
"""Number formats of d3, by language."""

SILENT: Final[Spec] = {"aria": False, "mark": {"aria": False}}
"""Config by which a screen reader hears what a chart shows in words, and no more.

Vega tells axes, legend and marks in English, with names of columns and amounts as they are computed.
The amounts as people write them are in the table of the chart.
"""

WHITE_BEHIND: Final[Spec] = {"stroke": "white", "strokeWidth": 4, "strokeOpacity": 0.9}
"""Drawn under a text, so that no line runs through it."""


@dataclass(frozen=True)
class Figure:
    """A chart with everything that belongs to it.

    Attributes
    ----------
    name : str
        Identity: part of keys and of file names.
    title, sentence : str
        Heading, and what the chart shows in words: it is the text alternative too.
    data : DataFrame
        What is drawn.
    spec : dict
        Vega-Lite, without data.
    table : DataFrame
        The same numbers as text, with headings in the user's language.
    numbers : DataFrame
        The same numbers for a spreadsheet; both left out where a page has one table for several charts.
    note : str
        What else a careful reader should know; may be empty.
    more : tuple of str
        What only some look for: it stands behind a click, in paragraphs.
    empty : str
        What to say when there is nothing to draw; left empty: that no measure is on.
    """

    name: str
    title: str
    sentence: str
    data: pd.DataFrame
    spec: Spec
    table: pd.DataFrame = field(default_factory=pd.DataFrame)
    numbers: pd.DataFrame = field(default_factory=pd.DataFrame)
    note: str = ""
    more: tuple[str, ...] = ()
    empty: str = ""


def speaker(language: Language) -> Callable[..., str]:
    """Give the function that says a text in a language, as `texts.translate` does."""

    def say(key: str, /, count: float | None = None, **values: object) -> str:
        return translate(language, key, count, **values)

    return say


def chart(language: Language, layers: list[Spec], *, height: int | Spec = HEIGHT, **rest: object) -> Spec:
    """Put layers together into a chart that fills the width that there is."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "height": height,
        "width": "container",
        "config": {
            "locale": {"number": NUMBERS[language]},
            "axis": {"labelColor": INK, "titleColor": INK, "labelFontSize": 13},
            "legend": {"labelColor": INK, "labelFontSize": 13, "labelLimit": 400, "title": None},
            **SILENT,
        },
        "layer": layers,
        **rest,
    }


def years_axis() -> Spec:
    """Describe the axis with years."""
    axis = {"labelAngle": 0, "domain": False, "ticks": False, "labelFontSize": 13}
    return {"field": "year", "type": "ordinal", "title": None, "axis": axis}


def rows_axis(**axis: object) -> Spec:
    """Describe the axis with one row per label, in the order of the data, on as many lines as needed."""
    described = {
        "labelExpr": f"split(datum.label, '{LINE_BREAK}')",
        "labelLimit": 300,
        "labelFontSize": 12,
        "labelLineHeight": LINE_HEIGHT,
        "labelOverlap": False,
        "domain": False,
        "ticks": False,
    }
    return {"field": "label", "type": "nominal", "sort": None, "title": None, "axis": described | axis}


def millions_axis(
    scale: Literal["x", "y"], *, less: str, more: str = "", ticks: int = 6, **axis: object
) -> Spec:
    """Describe an axis with amounts in EUR, written in millions.

    Labels have the decimals that its step needs and no more: at steps of 50,000 euro 0.30, 0.35, 0.40.

    Parameters
    ----------
    scale : {"x", "y"}
        Which of the two axes it is.
    less, more : str
        Words where other programs put a minus and a plus sign, or those signs.
    ticks : int
        How many labels, about.
    **axis
        What else is to be said of it.
    """
    # Vega chooses steps of 1, 2 or 5 times a power of ten. Which power, it tells no label, so that is worked
    # out as Vega does: from 7.07 (ten divided by the root of two) times a power up, it takes the next one.
    step = f"(abs(span(domain('{scale}'))) / {ticks} || {NO_STEP})"
    power = f"floor(log({math.sqrt(2)} * {step}) / LN10)"
    decimals = f"clamp(6 - {power}, 0, 6)"
    sign = f"(datum.value < 0 ? '{_before(less)}' : datum.value > 0 ? '{_before(more)}' : '')"
    label = f"{sign} + format(abs(datum.value) / 1000000, ',.' + {decimals} + 'f')"
    return {"labelExpr": label, "tickCount": ticks, **axis}


def _before(word: str) -> str:
    """A word keeps its distance from the number, a sign does not."""
    return f"{word} " if word.isalpha() else word


def signed_percentages(ticks: int = 6) -> Spec:
    """Describe an axis with deviations: percentages with a sign, and the middle without one."""
    return {"labelExpr": "(datum.value > 0 ? '+' : '') + datum.label", "format": "%", "tickCount": ticks}


def wrapped(label: str, width: int = LABEL_WIDTH) -> str:
    """Break a label into lines; a number stays with the word before it.

    >>> wrapped("Huishoudelijke hulp: versoberen en aanscherpen", 20)
    'Huishoudelijke hulp:|versoberen en|aanscherpen'
    >>> wrapped("Besparing per kind (maatregel 1)", 30)
    'Besparing per kind|(maatregel 1)'
    """
    held = re.sub(r" (?=\d+\W*$)", "\N{NO-BREAK SPACE}", label.replace(LINE_BREAK, " "))
    return LINE_BREAK.join(textwrap.wrap(held, width)).replace("\N{NO-BREAK SPACE}", " ")


def step_of(labels: Iterable[str], least: int) -> int:
    """Give the height of a row of `rows_axis`, in pixels: so much that no label runs into the next.

    >>> step_of(["één", "één|twee|drie|vier"], 48)
    66
    """
    lines = max((label.count(LINE_BREAK) + 1 for label in labels), default=1)
    return max(least, LINE_HEIGHT * lines + 10)


def series(names: list[str], colours: list[str], **channel: object) -> Spec:
    """Describe a colour per named series, with a legend above the chart."""
    return {
        "field": "series",
        "type": "nominal",
        "scale": {"domain": names, "range": colours},
        "legend": {
            "orient": "top",
            "direction": "vertical",
            "title": None,
            "symbolOpacity": 1,
            "symbolStrokeWidth": 0,
        },
        **channel,
    }


def tooltip(*pairs: tuple[str, str]) -> list[Spec]:
    """Describe what a pointer shows: texts from the data, each with its heading."""
    return [{"field": field, "type": "nominal", "title": title} for field, title in pairs]
