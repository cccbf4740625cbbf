"""The chart of the page Zienswijze: both packages per year, with their 80% intervals and the task."""

from __future__ import annotations

from functools import cache

import pandas as pd

from simulator.analysis.position import YearCompared, comparison_table
from simulator.export.known_digits import decimals_in_thousands
from simulator.ui.charts import HEIGHT, INK, VERMILION, Figure, Spec
from simulator.ui.charts.base import chart, millions_axis, series, speaker, tooltip, years_axis
from simulator.ui.difference_words import gap_range, more_or_less
from simulator.ui.formats import formats_of
from simulator.ui.pages.position.words import cell, gap_of, tasks
from simulator.ui.texts import Language

PACKAGES = ("proposed", "position")
COLOURS = ("#6b6b6b", "#0072B2")
SHAPES = ("square", "circle")
BAR = 16
"""Width of a bar in pixels: two fit side by side on a phone."""


def net_figure(years: tuple[YearCompared, ...], owner: str | None, language: Language) -> Figure:
    """Show the net saving per year of both packages.

    Parameters
    ----------
    years : tuple of YearCompared
        Both packages per year.
    owner : str or None
        Name of the municipality with the savings task, when the amounts shown are its own; else None.
    language : {"nl", "en"}
        Language of all words.
    """
    say = speaker(language)
    return Figure(
        name="position",
        title=say("position.figure_title"),
        sentence=_sentence(years, owner, language),
        data=_data(years, owner, language),
        spec=_spec(language, bool(owner and tasks(years))),
        table=_table(years, language),
        numbers=_numbers(years, language),
        note=say("position.figure_note"),
    )


def _sentence(years: tuple[YearCompared, ...], owner: str | None, language: Language) -> str:
    say, last = speaker(language), years[-1]
    gap = gap_of(last.year, last.net)
    if gap.same:
        told = say("position.figure_same")
    else:
        amount, interval = more_or_less(gap, language), gap_range(gap, language)
        told = say("position.figure_sentence", year=last.year, amount=amount, interval=interval)
    bars = say("position.figure_bars")
    return f"{told} {bars} {say('position.figure_task', owner=owner)}" if owner else f"{told} {bars}"


def _data(years: tuple[YearCompared, ...], owner: str | None, language: Language) -> pd.DataFrame:
    say, f = speaker(language), formats_of(language)
    rows = []
    for year in years:
        for package in PACKAGES:
            spread = getattr(year.net, package)
            rows.append(
                {
                    "year": str(year.year),
                    "series": say(f"position.{package}"),
                    "p10": spread.p10,
                    "p50": spread.p50,
                    "p90": spread.p90,
                    "target": year.task.amount if owner and year.task else None,
                    "middle": f.saves(spread.p50, spread.width),
                    "interval": f.range(spread.p10, spread.p90),
                }
            )
    return pd.DataFrame(rows).astype({"target": "float64"})


def _table(years: tuple[YearCompared, ...], language: Language) -> pd.DataFrame:
    """Write both packages and their difference, in thousands of euros, each with its interval."""
    say, f = speaker(language), formats_of(language)
    below = dict.fromkeys(PACKAGES, say("chart.cost_axis")) | {"difference": say("position.less")}
    shown = [getattr(year.net, package) for year in years for package in below]
    decimals = decimals_in_thousands(end for each in shown for end in (each.p10, each.p50, each.p90))
    rows = [
        {
            say("position.column.year"): str(year.year),
            **{
                say(f"position.{package}"): cell(getattr(year.net, package), word, language, decimals)
                for package, word in below.items()
            },
            say("position.column.chance"): f.chance(year.net.chance_more),
        }
        for year in years
    ]
    return pd.DataFrame(rows)


def _numbers(years: tuple[YearCompared, ...], language: Language) -> pd.DataFrame:
    say = speaker(language)
    table = comparison_table(years)
    shown = table.assign(
        year=table["year"].astype(str),
        quantity=[say(f"position.quantity.{name}") for name in table["quantity"]],
        package=[say(f"position.{name}") for name in table["package"]],
    )
    return shown.rename(columns={name: say(f"position.column.{name}") for name in shown.columns})


@cache
def _spec(language: Language, with_target: bool) -> Spec:
    say = speaker(language)
    names = [say(f"position.{package}") for package in PACKAGES]
    x = {"x": years_axis(), "xOffset": {"field": "series", "sort": names, "scale": {"paddingOuter": 0.3}}}
    colour = series(names, list(COLOURS), sort=names)
    shape = colour | {"scale": {"domain": names, "range": list(SHAPES)}}
    money = {
        "field": "p10",
        "type": "quantitative",
        "title": say("chart.net_axis"),
        "scale": {"padding": 12},
        "axis": millions_axis("y", less=say("chart.cost_axis"), labelFontSize=13),
    }
    tip = tooltip(
        ("series", say("position.column.package")),
        ("middle", say("chart.middle")),
        ("interval", say("chart.interval")),
    )
    layers: list[Spec] = [
        {"mark": {"type": "rule", "color": INK}, "encoding": {"y": {"datum": 0}}},
        {
            "mark": {"type": "rule", "strokeWidth": BAR, "opacity": 0.35},
            "encoding": x | {"y": money, "y2": {"field": "p90"}, "color": colour, "tooltip": tip},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 110, "opacity": 1},
            "encoding": x
            | {
                "y": {"field": "p50", "type": "quantitative"},
                "color": colour,
                "shape": shape,
                "tooltip": tip,
            },
        },
    ]
    if with_target:
        layers.append(
            {
                "transform": [{"filter": "isValid(datum.target)"}],
                "mark": {
                    "type": "tick",
                    "color": VERMILION,
                    "thickness": 4,
                    "width": {"band": 0.8},
                    "orient": "horizontal",
                },
                "encoding": {"x": years_axis(), "y": {"field": "target", "type": "quantitative"}},
            }
        )
    return chart(language, layers, height=HEIGHT)
