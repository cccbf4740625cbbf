"""The chart of an update: the net effect as planned and given the figures."""

from __future__ import annotations

from typing import Any

from simulator.analysis.monitor import Monitoring
from simulator.analysis.monitor.tables import forecast_table
from simulator.domain.position import Language
from simulator.export.monitor.texts import text_of

WIDTH, HEIGHT = 560, 220
PLAN, NOW = "#8a6d3b", "#1f4e79"
MILLION = 1_000_000


def net_chart(found: Monitoring, language: Language) -> dict[str, Any]:
    """Net effect per year with 80% intervals, planned and given the figures; it reads without colour too."""
    table = forecast_table(found).query("quantity == 'net'").to_dict("records")
    names = {"": text_of(language, "chart.plan")}
    if found.weighing is not None:
        names["new_"] = text_of(language, "chart.now")
    rows = [
        {
            "year": str(row["year"]),
            "series": name,
            **{short: row[f"{prefix}{short}"] / MILLION for short in ("p10", "p50", "p90")},
        }
        for row in table
        for prefix, name in names.items()
    ]
    side = {"field": "series", "type": "nominal", "sort": list(names.values())}
    domain = list(names.values())
    colour = side | {"scale": {"domain": domain, "range": [PLAN, NOW][: len(domain)]}, "title": None}
    shape = side | {"scale": {"domain": domain, "range": ["square", "circle"][: len(domain)]}, "title": None}
    shared = {
        "x": {"field": "year", "type": "ordinal", "title": None, "axis": {"labelAngle": 0}},
        "xOffset": side,
        "color": colour,
    }
    axis = {"type": "quantitative", "title": text_of(language, "chart.axis"), "axis": {"format": ",f"}}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": WIDTH,
        "height": HEIGHT,
        "data": {"values": rows},
        "layer": [
            {
                "mark": {"type": "rule", "color": "#333333"},
                "data": {"values": [{}]},
                "encoding": {"y": {"datum": 0}},
            },
            {
                "mark": {"type": "rule", "strokeWidth": 3},
                "encoding": shared | {"y": {"field": "p10", **axis}, "y2": {"field": "p90"}},
            },
            {
                "mark": {"type": "point", "filled": True, "size": 110, "opacity": 1},
                "encoding": shared | {"y": {"field": "p50", **axis}, "shape": shape},
            },
        ],
        "config": {
            "background": "white",
            "legend": {"orient": "top", "labelFontSize": 12, "symbolSize": 110},
            "axis": {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal"},
        },
    }
