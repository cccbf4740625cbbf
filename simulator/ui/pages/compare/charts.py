"""Charts of a comparison: intervals side by side, differences with their interval, and measures.

A scenario has its colour and its letter everywhere; no meaning hangs on the colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

import altair as alt
import pandas as pd

from simulator.export.known_digits import two_digits
from simulator.ui.charts import HEIGHT, INK, Spec
from simulator.ui.charts.band import finished
from simulator.ui.charts.base import LABELS, millions_axis
from simulator.ui.difference_words import LETTERS, Gap, chance, gap_range, more_or_less
from simulator.ui.formats import formats_of
from simulator.ui.headline import Band
from simulator.ui.texts import Language, translate

COLOURS: Final = ("#0072B2", "#D55E00", "#009E73", "#9A4F7F")
"""Of the scenarios, in the order of their letters; the last is darker than Okabe and Ito's, to be read."""
BAR: Final = 12
WIDE_BAR: Final = 24
FEW: Final = 2
"""With so many bars a year, or fewer, there is room for wide ones."""
ROW: Final = 46
"""Height of a measure in its chart: a line of text and a bar."""
LEAST_SHOWN: Final = 1.0
"""Smallest difference per measure that has a bar, in EUR: a smaller one comes from the order of adding up."""
WORDY_LABELS: Final = 84
"""Room for labels with "more" or "less" in them; see `LABELS`."""


def interval_table(
    bands: Sequence[Sequence[Band]], target: dict[int, float], language: Language
) -> pd.DataFrame:
    """Give the data of the intervals side by side.

    Parameters
    ----------
    bands : sequence of sequence of Band
        Net saving of each scenario per year.
    target : dict of int to float
        The savings task per year; empty when it is not theirs.

    Returns
    -------
    DataFrame
        Columns year and scenario (text), p10, p50, p90 (EUR), middle and interval (text), and target (missing
        where there is none).
    """
    f = formats_of(language)
    return pd.DataFrame(
        [
            {
                "year": str(band.year),
                "scenario": LETTERS[place],
                "p10": band.p10,
                "p50": band.p50,
                "p90": band.p90,
                "middle": f.saves(band.p50, band.width),
                "interval": f.range(band.p10, band.p90),
                "target": target.get(band.year),
            }
            for place, own in enumerate(bands)
            for band in own
        ]
    ).astype({"target": "float64"})


def gap_table(gaps: Sequence[Gap], language: Language) -> pd.DataFrame:
    """Give the data of the differences: one row per other scenario and year.

    Returns
    -------
    DataFrame
        Columns year and scenario (text: the other one), p10, p50, p90 (EUR), middle, interval and chance
        (text).
    """
    return pd.DataFrame(
        [
            {
                "year": str(gap.year),
                "scenario": LETTERS[gap.second],
                "p10": gap.p10,
                "p50": gap.p50,
                "p90": gap.p90,
                "middle": more_or_less(gap, language),
                "interval": gap_range(gap, language),
                "chance": chance(gap, language),
            }
            for gap in gaps
        ]
    )


@cache
def interval_chart(language: Language, count: int, with_target: bool) -> Spec:
    """Describe the chart of intervals: a bar from P10 to P90 with a dot at P50, by year and scenario."""

    def say(key: str) -> str:
        return translate(language, key)

    base = _base(
        "intervals",
        range(count),
        [("year", say("chart.year")), ("scenario", say("compare.scenario")), ("middle", say("chart.middle"))],
        language,
    )
    axis = alt.Axis(**millions_axis("y", less=say("chart.cost_axis"), labelFontSize=13, minExtent=LABELS))
    money = alt.Y("p10:Q", title=say("chart.net_axis"), scale=alt.Scale(padding=22), axis=axis)
    layers = _intervals(base, money, count)
    if with_target:
        tick = alt.Chart(alt.NamedData("intervals")).mark_tick(
            color=INK, thickness=3, width=alt.RelativeBandSize(0.9), orient="horizontal"
        )
        layers.append(tick.encode(x="year:O", y="target:Q").transform_filter("isValid(datum.target)"))
    return _finished(layers, HEIGHT, language)


@cache
def gap_chart(language: Language, count: int) -> Spec:
    """Describe the chart of differences: how much more the first scenario saves than each other."""

    def say(key: str) -> str:
        return translate(language, key)

    base = _base(
        "gaps",
        range(1, count),
        [
            ("year", say("chart.year")),
            ("middle", say("compare.difference")),
            ("chance", say("compare.chance")),
        ],
        language,
    )
    more, less = say("compare.axis_more"), say("compare.axis_less")
    axis = alt.Axis(**millions_axis("y", less=less, more=more, labelFontSize=13, minExtent=WORDY_LABELS))
    money = alt.Y("p10:Q", title=say("compare.gap_axis"), scale=alt.Scale(padding=22), axis=axis)
    return _finished(_intervals(base, money, count - 1), HEIGHT, language)


def measure_table(found: pd.DataFrame, names: dict[str, str], language: Language) -> pd.DataFrame:
    """Give the data of the differences per measure, those without or with an unknown one left out.

    Parameters
    ----------
    found : DataFrame
        See `analysis.comparison.measure_differences`.
    names : dict of str to str
        Measures in words.

    Returns
    -------
    DataFrame
        Columns place (from 0), id, measure and amount (text), difference (EUR) and more (whether the first
        scenario has more).
    """
    f = formats_of(language)
    shown = found[found["difference"].abs() >= LEAST_SHOWN]
    return pd.DataFrame(
        [
            {
                "place": place,
                "id": row["measure"],
                "measure": names[row["measure"]],
                "difference": row["difference"],
                "more": row["difference"] > 0,
                "amount": translate(
                    language,
                    "compare.more" if row["difference"] > 0 else "compare.less",
                    amount=f.short(two_digits(abs(row["difference"]))),
                ),
            }
            for place, row in enumerate(shown.to_dict("records"))
        ],
        columns=["place", "id", "measure", "difference", "more", "amount"],
    )


@cache
def measure_chart(language: Language, rows: int, other: int) -> Spec:
    """Describe the chart of differences per measure: its name, and under it a bar from zero.

    A bar has the colour of the scenario with more: the first, or the other one at that place.
    """
    base = alt.Chart(alt.NamedData("measures")).encode(
        y=alt.Y("place:O", axis=None, scale=alt.Scale(paddingInner=0.1)),
        tooltip=[
            alt.Tooltip("measure:N", title=translate(language, "compare.measure")),
            alt.Tooltip("amount:N", title=translate(language, "compare.difference")),
        ],
    )
    amount = alt.X("difference:Q", axis=None, scale=alt.Scale(padding=90))
    side = alt.condition("datum.more", alt.value(COLOURS[0]), alt.value(COLOURS[other]))
    bars = base.mark_bar(height=BAR, yOffset=8, y2Offset=8).encode(x=amount, color=side)
    name = base.mark_text(align="left", dy=-10, fontSize=13, limit=alt.ExprRef("width"), color=INK).encode(
        x=alt.value(0), text="measure:N"
    )
    after = base.mark_text(align="left", dx=5, dy=8, fontSize=13, fontWeight="bold", color=INK)
    before = base.mark_text(align="right", dx=-5, dy=8, fontSize=13, fontWeight="bold", color=INK)
    zero = base.mark_tick(color=INK, thickness=2, height=BAR + 10, yOffset=8).encode(
        x=alt.XDatum(0, axis=None)
    )
    layers = [
        bars,
        zero,
        name,
        after.encode(x=amount, text="amount:N").transform_filter("datum.more"),
        before.encode(x=amount, text="amount:N").transform_filter("!datum.more"),
    ]
    return _finished(layers, max(rows, 1) * ROW, language)


def _base(name: str, places: Sequence[int], tips: Sequence[tuple[str, str]], language: Language) -> alt.Chart:
    letters = [LETTERS[place] for place in places]
    colours = [COLOURS[place] for place in places]
    return alt.Chart(alt.NamedData(name)).encode(
        x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, labelFontSize=13, domain=False)),
        xOffset=alt.XOffset("scenario:N", scale=alt.Scale(domain=letters, paddingOuter=0.3)),
        color=alt.Color("scenario:N", legend=None, scale=alt.Scale(domain=letters, range=colours)),
        tooltip=[
            *(alt.Tooltip(f"{field}:N", title=title) for field, title in tips),
            alt.Tooltip("interval:N", title=translate(language, "chart.interval")),
        ],
    )


def _intervals(base: alt.Chart, money: alt.Y, count: int) -> list[alt.Chart]:
    """Draw bars, dots and the letter of each scenario above its bar, with a line at zero."""
    above = base.mark_text(fontSize=13, fontWeight="bold", dy=-6, baseline="bottom")
    letter = above.encode(y="p90:Q", text="scenario:N")
    return [
        alt.Chart(base.data).mark_rule(color=INK).encode(y=alt.datum(0)),
        base.mark_bar(opacity=0.35, width=WIDE_BAR if count <= FEW else BAR).encode(y=money, y2="p90:Q"),
        base.mark_point(filled=True, size=90, opacity=1).encode(y="p50:Q"),
        # On white, where it may cross the line at zero.
        letter.encode(color=alt.value("white"), stroke=alt.value("white"), strokeWidth=alt.value(5)),
        letter,
    ]


def _finished(layers: Sequence[alt.Chart], height: int, language: Language) -> Spec:
    return finished(alt.LayerChart(layer=list(layers)).properties(height=height), language, stroke=None)
