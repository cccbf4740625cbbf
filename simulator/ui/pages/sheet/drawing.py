"""The chart of a sheet: that of the screen, at the size of the paper."""

from __future__ import annotations

from typing import Final

from simulator.ui.charts import Figure, Spec
from simulator.ui.pictures import records

DRAWING: Final = {"width": 360, "height": 165}
"""Size of the chart, in pixels of the sheet."""
SMALL: Final = 10
"""Size of the amounts in the chart, in pixels of the sheet."""


def drawing_of(figure: Figure) -> Spec:
    """Describe the chart of a sheet: that of the screen with its data in it, at the size of the sheet."""
    config = dict(figure.spec.get("config", {})) | {"font": "sans-serif", "background": "white"}
    # The labels of the axis get a place that does not depend on the width of a font.
    config |= {"axisY": {"titleFontSize": 10, "titleFontWeight": "normal", "minExtent": 70}}
    layers = [_with_small_text(layer) for layer in figure.spec["layer"]]
    data = {"values": records(figure.data)}
    return figure.spec | {"layer": layers, "data": data, **DRAWING, "padding": 2, "config": config}


def _with_small_text(layer: Spec) -> Spec:
    """Make the amounts beside the points smaller, or the first one runs into the axis."""
    mark = layer["mark"]
    return layer | {"mark": mark | {"fontSize": SMALL}} if mark["type"] == "text" else layer
