"""Spending per year: under unchanged policy, with the package, and what the savings task leaves."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pandas as pd

from simulator.ui.charts.base import (
    BLUE,
    GREY,
    HEIGHT,
    VERMILION,
    Figure,
    Spec,
    chart,
    millions_axis,
    series,
    speaker,
    tooltip,
    years_axis,
)
from simulator.ui.formats import formats_of
from simulator.ui.headline import Band, bands
from simulator.ui.outcome import Outcome
from simulator.ui.tables import thousands
from simulator.ui.texts import Language

UNCHANGED, PACKAGE, BUDGET = "unchanged", "package", "budget"


def spending_figure(
    outcome: Outcome, owner: str | None, leaving: Mapping[str, int], language: Language
) -> Figure:
    """Show spending as a fan.

    Parameters
    ----------
    outcome : Outcome
        The tables of the run.
    owner : str or None
        Name of the municipality with the savings task, when the view is its own; else None.
    leaving : mapping of str to int
        Municipalities that leave the region, and the first year without them: spending drops there.
    language : {"nl", "en"}
        Language of all words.
    """
    say, f = speaker(language), formats_of(language)
    lines = _lines(outcome, owner)
    names = {name: say(f"spending.{name}") for name in lines}
    last_unchanged, last_package = lines[UNCHANGED][-1], lines[PACKAGE][-1]
    sentence = say(
        "spending.sentence",
        year=last_package.year,
        unchanged=f.short(last_unchanged.p50, last_unchanged.width or last_package.width),
        package=f.short(last_package.p50, last_package.width),
    )
    table = _table(lines, outcome)
    heads = {
        name: say(f"spending.column.{name}")
        for name in ("year", "unchanged", "package", "low", "high", "budget")
    }
    return Figure(
        name="spending",
        title=say("spending.title"),
        sentence=f"{sentence} {_task(outcome, owner, language)}".strip(),
        data=_data(lines, names, language),
        spec=_spec(language, bool(owner)),
        table=thousands(table, f).rename(columns=heads),
        numbers=table.rename(columns=heads),
        note=" ".join([*_leaving(leaving, language), say("spending.note")]),
    )


def _leaving(leaving: Mapping[str, int], language: Language) -> list[str]:
    say = speaker(language)
    return [say("spending.leaving", municipality=name, year=year) for name, year in leaving.items()]


def _task(outcome: Outcome, owner: str | None, language: Language) -> str:
    """Tell of the savings task; nothing where the programme has none."""
    say = speaker(language)
    if owner:
        return say("spending.task", owner=owner)
    return say("spending.no_task") if outcome.owner else ""


def _lines(outcome: Outcome, owner: str | None) -> dict[str, tuple[Band, ...]]:
    unchanged = bands(outcome.totals, "baseline")
    lines = {UNCHANGED: unchanged, PACKAGE: bands(outcome.totals, "with_measures")}
    if owner:
        task = dict(zip(outcome.target["year"], outcome.target["target"], strict=True))
        left = [(band, band.p50 - task[band.year]) for band in unchanged if band.year in task]
        lines[BUDGET] = tuple(Band(band.year, amount, amount, amount) for band, amount in left)
    return lines


def _table(lines: dict[str, tuple[Band, ...]], outcome: Outcome) -> pd.DataFrame:
    table = pd.DataFrame(
        {
            "year": [str(year) for year in outcome.years],
            "unchanged": [band.p50 for band in lines[UNCHANGED]],
            "package": [band.p50 for band in lines[PACKAGE]],
            "low": [band.p10 for band in lines[PACKAGE]],
            "high": [band.p90 for band in lines[PACKAGE]],
        }
    )
    if BUDGET in lines:
        budget = {band.year: band.p50 for band in lines[BUDGET]}
        table["budget"] = [budget.get(year, float("nan")) for year in outcome.years]
    return table


def _data(lines: dict[str, tuple[Band, ...]], names: dict[str, str], language: Language) -> pd.DataFrame:
    f = formats_of(language)
    return pd.DataFrame(
        [
            {
                "series": names[name],
                "year": str(band.year),
                "low": band.p10,
                "middle": band.p50,
                "high": band.p90,
                "amount": f.short(band.p50, band.width),
                "interval": f.range(band.p10, band.p90) if band.width else "",
            }
            for name, line in lines.items()
            for band in line
        ]
    )


@cache
def _spec(language: Language, with_task: bool) -> Spec:
    say = speaker(language)
    shown = [UNCHANGED, PACKAGE, *([BUDGET] if with_task else [])]
    names = [say(f"spending.{name}") for name in shown]
    colours = [GREY, BLUE, VERMILION][: len(shown)]
    money = {
        "type": "quantitative",
        "title": say("spending.axis"),
        "scale": {"zero": False, "padding": 12},
        "axis": millions_axis("y", less=say("chart.cost_axis")),
    }
    colour = series(names, colours)
    dashes = {
        "field": "series",
        "type": "nominal",
        "scale": {"domain": names, "range": [[6, 4], [1, 0], [2, 3]][: len(shown)]},
        "legend": None,
    }
    shapes = dashes | {
        "legend": colour["legend"],
        "scale": {"domain": names, "range": ["square", "circle", "triangle-up"][: len(shown)]},
    }
    shared = {"x": years_axis(), "color": colour}
    words = tooltip(
        ("series", say("chart.line")),
        ("year", say("chart.year")),
        ("amount", say("chart.middle")),
        ("interval", say("chart.interval")),
    )
    band = {"y": {"field": "low", **money}, "y2": {"field": "high"}}
    middle = {"y": {"field": "middle", **money}}
    return chart(
        language,
        [
            {"mark": {"type": "area", "opacity": 0.2}, "encoding": shared | band},
            {
                "mark": {"type": "line", "strokeWidth": 3},
                "encoding": shared | middle | {"strokeDash": dashes},
            },
            {
                "mark": {"type": "point", "filled": True, "size": 70, "opacity": 1},
                "encoding": shared | middle | {"shape": shapes, "tooltip": words},
            },
        ],
        height=HEIGHT + 80,
    )
