"""Net saving per year: the middle of all draws, the 80% interval, and the savings task."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

import altair as alt
import pandas as pd

from simulator.ui.charts.base import (
    BLUE,
    HEIGHT,
    INK,
    LABELS,
    NUMBERS,
    SILENT,
    VERMILION,
    Figure,
    Spec,
    millions_axis,
    speaker,
)
from simulator.ui.formats import formats_of
from simulator.ui.headline import Band, bands
from simulator.ui.outcome import Outcome
from simulator.ui.tables import known_net_table, net_table, thousands
from simulator.ui.texts import Language, translate


def net_figure(outcome: Outcome, owner: str | None, language: Language) -> Figure:
    """Show the net saving per year.

    Parameters
    ----------
    outcome : Outcome
        The tables of the run.
    owner : str or None
        Name of the municipality with the savings task, when the view is its own; else None.
    language : {"nl", "en"}
        Language of all words.
    """
    say, formats = speaker(language), formats_of(language)
    net = bands(outcome.totals)
    target = dict(zip(outcome.target["year"], outcome.target["target"], strict=True)) if owner else {}
    table = net_table(outcome)
    names = {name: say(f"table.{name}") for name in table.columns}
    if not outcome.savings_known:
        return _nothing_known(known_net_table(outcome), names, language)
    return Figure(
        name="net",
        title=say("band.title"),
        sentence=_sentence(net, owner, language),
        data=band_table(net, target, language),
        spec=band_chart(language, bool(target)),
        table=thousands(table, formats).rename(columns=names),
        numbers=table.rename(columns=names),
        note=say("table.sentence"),
    )


def _nothing_known(known: pd.DataFrame, names: dict[str, str], language: Language) -> Figure:
    """Draw nothing: what nobody knows is not zero."""
    say = speaker(language)
    return Figure(
        name="net",
        title=say("band.title"),
        sentence=say("band.unknown"),
        data=known.head(0),
        spec=band_chart(language, False),
        table=thousands(known, formats_of(language)).rename(columns=names),
        numbers=known.rename(columns=names),
        note=say("table.sentence"),
        empty=say("headline.no_amounts"),
    )


def _sentence(net: tuple[Band, ...], owner: str | None, language: Language) -> str:
    say, f, first, last = speaker(language), formats_of(language), net[0], net[-1]
    parts = [
        say(
            "band.sentence",
            first=first.year,
            first_amount=f.saves(first.p50, first.width),
            last=last.year,
            last_amount=f.saves(last.p50, last.width),
        ),
        say("band.band"),
    ]
    if owner:
        parts.append(say("band.task", owner=owner))
    return " ".join(parts)


def band_table(bands: tuple[Band, ...], target: dict[int, float], language: Language) -> pd.DataFrame:
    """Give the data of the band chart.

    Returns
    -------
    DataFrame
        Columns year (text), p10, p50, p90, target (missing where there is none), in EUR; label,
        middle, interval and task as text.
    """
    f = formats_of(language)
    return pd.DataFrame(
        {
            "year": [str(band.year) for band in bands],
            "p10": [band.p10 for band in bands],
            "p50": [band.p50 for band in bands],
            "p90": [band.p90 for band in bands],
            "target": [target.get(band.year, float("nan")) for band in bands],
            "label": [_label(band, language) for band in bands],
            "middle": [f.saves(band.p50, band.width) for band in bands],
            "interval": [f.range(band.p10, band.p90) for band in bands],
            "task": [f.short(target[band.year]) if band.year in target else "" for band in bands],
        }
    )


def _label(band: Band, language: Language) -> str:
    """Write the middle outcome beside its point: short, with a word only where it is a cost."""
    amount = formats_of(language).short(abs(band.p50), band.width)
    return amount if band.p50 >= 0 else f"{translate(language, 'chart.cost_axis')} {amount}"


@cache
def band_chart(language: Language, with_target: bool) -> Spec:
    """Describe the band chart: P10 to P90 as a band, P50 as a line, the savings task as dashes."""

    def say(key: str) -> str:
        return translate(language, key)

    base = alt.Chart(alt.NamedData("band")).encode(
        x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, labelFontSize=13, domain=False)),
        tooltip=[
            alt.Tooltip("year:O", title=say("chart.year")),
            alt.Tooltip("middle:N", title=say("chart.middle")),
            alt.Tooltip("interval:N", title=say("chart.interval")),
            *([alt.Tooltip("task:N", title=say("chart.task"))] if with_target else []),
        ],
    )
    money = alt.Y(
        "p10:Q",
        title=say("chart.net_axis"),
        scale=alt.Scale(padding=26),
        axis=alt.Axis(**millions_axis("y", less=say("chart.cost_axis"), labelFontSize=13, minExtent=LABELS)),
    )
    layers = [
        base.mark_area(color=BLUE, opacity=0.2).encode(y=money, y2="p90:Q"),
        alt.Chart(alt.NamedData("band")).mark_rule(color=INK).encode(y=alt.datum(0)),
        base.mark_line(color=BLUE, strokeWidth=3).encode(y="p50:Q"),
        base.mark_point(color=BLUE, filled=True, size=90, opacity=1).encode(y="p50:Q"),
        *_beside(base, "p90", above=True, where="datum.p50 >= 0"),
        *_beside(base, "p10", above=False, where="datum.p50 < 0"),
    ]
    if with_target:
        known = "isValid(datum.target)"
        tick = base.mark_tick(color=VERMILION, thickness=5, size=56, orient="horizontal")
        layers.insert(-4, tick.encode(y="target:Q").transform_filter(known))
    return finished(alt.layer(*layers).properties(height=HEIGHT), language)


def _beside(base: alt.Chart, end: str, *, above: bool, where: str) -> list[alt.Chart]:
    """Write the middle outcome beyond one end of the band, on white, where no line crosses it."""
    side: Literal["bottom", "top"] = "bottom" if above else "top"
    text = base.mark_text(fontSize=13, fontWeight="bold", dy=-6 if above else 6, baseline=side)
    placed = text.encode(y=f"{end}:Q", text="label:N").transform_filter(where)
    return [
        placed.encode(stroke=alt.value("white"), strokeWidth=alt.value(5)),
        placed.encode(color=alt.value(INK)),
    ]


def finished(chart: alt.LayerChart | alt.FacetChart, language: Language, **view: Any) -> Spec:  # noqa: ANN401
    """Give the specification of a chart: numbers and colours as in all charts, and no data.

    Parameters
    ----------
    chart : LayerChart or FacetChart
        The chart.
    language : {"nl", "en"}
        Language of its numbers.
    **view
        How the space behind the marks looks, if not as usual.
    """
    configured = chart.configure(locale={"number": NUMBERS[language]}, **SILENT)
    spec: Spec = configured.configure_axis(labelColor=INK, titleColor=INK).to_dict()
    spec["config"]["view"] |= view
    return _without_data(spec)


def _without_data(spec: Spec) -> Spec:
    """The data come when the chart is drawn, and Streamlit gives them a name of its own."""
    spec.pop("data", None)
    for layer in spec.get("layer", []):
        _without_data(layer)
    return spec
