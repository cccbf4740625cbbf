"""The worked examples of the page Uitleg: pure arithmetic and one chart."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from simulator.engine.damping import union
from simulator.export.known_digits import MILLION
from simulator.ui.charts.base import BLUE, GREY, INK, Figure, Spec, chart
from simulator.ui.formats import formats_of
from simulator.ui.texts import Language, translate

SPENDING = 10.0 * MILLION
"""Spending on the service of the example, in EUR a year."""

STEP = 40_000.0
"""Width of an interval that rounds to hundredths of millions."""

LIGHT = "#b3b3b3"
"""Colour of what is not really there."""


@dataclass(frozen=True)
class Together:
    """Two savings on one service, as parts of its spending.

    Attributes
    ----------
    added : float
        Their sum, which may be more than there is.
    left : float
        What remains when they share the same money.
    largest : float
        The larger of the two: what remains at least.
    """

    added: float
    left: float
    largest: float


def together(first: float, second: float, overlap: float) -> Together:
    """Combine two savings.

    Parameters
    ----------
    first, second : float
        Part of the spending that each saves alone, 0 to 1.
    overlap : float
        0: each works on what the other leaves; 1: only the largest counts.

    Examples
    --------
    A measure that saves 30% and one that saves 20% of what is then left: 30% + 20% of 70% = 44%.

    >>> result = together(0.3, 0.2, 0.0)
    >>> round(result.added, 2), round(result.left, 2), result.largest
    (0.5, 0.44, 0.3)
    """
    left = union(np.array([[first], [second]]), overlap)
    return Together(first + second, float(left.item()), max(first, second))


def together_figure(result: Together, language: Language) -> Figure:
    """Give the figure of two savings: what they seem to be together, and what remains."""
    f, data = formats_of(language), together_table(result, language)
    amounts = result.added * SPENDING, result.left * SPENDING, (result.added - result.left) * SPENDING
    added, left, lost = (f.short(amount, STEP) for amount in amounts)
    what, amount = translate(language, "about.table.what"), translate(language, "about.table.amount")
    return Figure(
        name="together",
        title=translate(language, "about.adding_title"),
        sentence=translate(language, "about.together", added=added, left=left, lost=lost),
        data=data,
        spec=together_chart(language),
        table=pd.DataFrame({what: data["bar"], amount: data["label"]}),
        numbers=pd.DataFrame({what: data["bar"], amount: data["amount"].round()}),
    )


def together_table(result: Together, language: Language) -> pd.DataFrame:
    """Give the data of the chart: columns bar (text), amount (EUR a year), label (text)."""
    f = formats_of(language)
    amounts = [share * SPENDING for share in (result.added, result.left, result.largest)]
    return pd.DataFrame(
        {
            "bar": [
                translate(language, "about.bar.added"),
                translate(language, "about.bar.left"),
                translate(language, "about.bar.largest"),
            ],
            "amount": amounts,
            "label": [f.short(amount, STEP) for amount in amounts],
        }
    )


@cache
def together_chart(language: Language) -> Spec:
    """Describe the chart: a bar each for the sum, for what remains, and for the largest."""
    order = [translate(language, f"about.bar.{name}") for name in ("added", "left", "largest")]
    rows = {
        "field": "bar",
        "type": "nominal",
        "sort": order,
        "title": None,
        "axis": {"labelFontSize": 13, "labelLimit": 190, "domain": False, "ticks": False},
    }
    # Room for two savings of 60%, with a label beside the bar.
    money = {
        "field": "amount",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, 1.6 * SPENDING]},
    }
    colour = {
        "field": "bar",
        "type": "nominal",
        "scale": {"domain": order, "range": [LIGHT, BLUE, GREY]},
        "legend": None,
    }
    where = {"y": rows, "x": money, "tooltip": [{"field": "label", "type": "nominal", "title": " "}]}
    text = {"align": "left", "dx": 6, "fontSize": 14, "fontWeight": "bold", "color": INK}
    layers: list[Spec] = [
        {"mark": {"type": "bar", "height": 26}, "encoding": where | {"color": colour}},
        {
            "mark": {"type": "text"} | text,
            "encoding": where | {"text": {"field": "label", "type": "nominal"}},
        },
    ]
    return chart(language, layers, height=150)


@dataclass(frozen=True)
class PercentileExample:
    """Two measures alike: the low, middle and high amount of one, as columns add up, and of both together."""

    one: tuple[float, float, float]
    added: tuple[float, float, float]
    both: tuple[float, float, float]


def percentile_example(low: float = 1.0, middle: float = 2.0, high: float = 3.0) -> PercentileExample:
    """Give the percentiles of two equal, independent, bell-shaped amounts.

    Their middles add up. The distance to the middle grows with the square root of two, not with two.

    Examples
    --------
    >>> [round(amount, 1) for amount in percentile_example().both]
    [2.6, 4.0, 5.4]
    """
    both = (
        2 * middle - math.sqrt(2) * (middle - low),
        2 * middle,
        2 * middle + math.sqrt(2) * (high - middle),
    )
    return PercentileExample((low, middle, high), (2 * low, 2 * middle, 2 * high), both)
