"""The charts of a letter, as Vega-Lite specifications; they read without colour as well."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulator.export.position.context import Context

WIDTH, HEIGHT = 560, 240
"""Size in pixels; pictures are drawn several times as fine."""

PROPOSED, POSITION, TASK = "#8a6d3b", "#1f4e79", "#555555"
MILLION = 1_000_000

Chart = Mapping[str, Any]


def net_chart(context: Context) -> Chart:
    """Net effect of both packages per year with 80% intervals, and the savings task."""
    names = (context.say("outcome.proposed"), context.say("outcome.position"))
    rows = [
        {"year": str(year.year), "package": name, **_millions(getattr(year.net, package))}
        for year in context.found.years
        for name, package in zip(names, ("proposed", "position"), strict=True)
    ]
    tasks = [{"year": str(year), "amount": amount / MILLION} for year, amount in task_years(context)]
    side = {"field": "package", "type": "nominal", "sort": list(names)}
    colour = side | {"scale": {"domain": list(names), "range": [PROPOSED, POSITION]}, "title": None}
    shape = side | {"scale": {"domain": list(names), "range": ["square", "circle"]}, "title": None}
    layers = [
        _zero(),
        _range(rows, {"xOffset": side, "color": colour}),
        _points(rows, {"xOffset": side, "color": colour, "shape": shape}),
    ]
    return _chart(context, [*layers, *([_ticks(tasks)] if tasks else [])])


def task_years(context: Context) -> tuple[tuple[int, float], ...]:
    """Years with a savings task and its amount, EUR, when the task is that of the view.

    In a regional chart a municipality's task would be held against the wrong amount.
    """
    target = context.found.own.target
    if target is None or target.municipality != context.found.own.view:
        return ()
    return tuple((year.year, year.task.amount) for year in context.found.years if year.task is not None)


def difference_chart(context: Context) -> Chart:
    """Difference between the packages per year with its 80% interval."""
    rows = [{"year": str(year.year), **_millions(year.net.difference)} for year in context.found.years]
    paint = {"color": {"value": POSITION}}
    return _chart(context, [_zero(), _range(rows, paint), _points(rows, paint)])


def _millions(spread: Any) -> dict[str, float]:  # noqa: ANN401
    return {name: getattr(spread, name) / MILLION for name in ("p10", "p50", "p90")}


def _zero() -> dict[str, Any]:
    return {
        "mark": {"type": "rule", "color": "#333333"},
        "data": {"values": [{}]},
        "encoding": {"y": {"datum": 0}},
    }


def _range(rows: list[dict[str, Any]], extra: dict[str, Any]) -> dict[str, Any]:
    return {
        "data": {"values": rows},
        "mark": {"type": "rule", "strokeWidth": 3},
        "encoding": {"x": _X, "y": {"field": "p10", "type": "quantitative"}, "y2": {"field": "p90"}} | extra,
    }


def _points(rows: list[dict[str, Any]], extra: dict[str, Any]) -> dict[str, Any]:
    return {
        "data": {"values": rows},
        "mark": {"type": "point", "filled": True, "size": 110, "opacity": 1},
        "encoding": {"x": _X, "y": {"field": "p50", "type": "quantitative"}} | extra,
    }


def _ticks(tasks: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "data": {"values": tasks},
        "mark": {"type": "tick", "thickness": 3, "color": TASK, "width": {"band": 0.9}},
        "encoding": {"x": _X, "y": {"field": "amount", "type": "quantitative"}},
    }


_X = {"field": "year", "type": "ordinal", "title": None, "axis": {"labelAngle": 0}}


def _chart(context: Context, layers: list[dict[str, Any]]) -> Chart:
    for layer in layers:
        layer["encoding"]["y"] |= {"title": context.say("figure.axis"), "axis": {"format": ",f"}}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": WIDTH,
        "height": HEIGHT,
        "layer": layers,
        "config": {
            "background": "white",
            "legend": {"orient": "top", "labelFontSize": 12, "symbolSize": 110},
            "axis": {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal"},
        },
    }
