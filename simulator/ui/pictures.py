"""A figure as a picture file: the same description as on screen, drawn by vl-convert."""

from __future__ import annotations

import textwrap
from typing import Any, Final, Literal

import pandas as pd

from simulator.ui.charts.base import INK, Figure, Spec

Kind = Literal["svg", "png"]
MIME: Final[dict[Kind, str]] = {"svg": "image/svg+xml", "png": "image/png"}

WIDTH: Final = 820
"""Width of the drawing in pixels, without the labels beside it."""
SHARPNESS: Final = 2.0
"""Pixels of a PNG for each pixel on screen."""
SUBTITLE_LINE: Final = 115
"""Characters on one line under the title."""


def picture(figure: Figure, kind: Kind, footer: str) -> bytes:
    """Draw a figure, with its title and sentence above it.

    It takes a moment, so call it when somebody asks for the file, not when a page is drawn.

    Parameters
    ----------
    figure : Figure
        What to draw.
    kind : {"svg", "png"}
        Kind of file.
    footer : str
        Last line of the text above the drawing: where the numbers come from.
    """
    import vl_convert  # it takes half a second to load, and few ask for a picture

    spec = with_data(figure, footer)
    if kind == "svg":
        return vl_convert.vegalite_to_svg(spec).encode()
    return bytes(vl_convert.vegalite_to_png(spec, scale=SHARPNESS))


def with_data(figure: Figure, footer: str) -> Spec:
    """Give the description of a figure as one that stands by itself: data, width and title included."""
    config = {**figure.spec.get("config", {}), "font": "sans-serif", "background": "white"}
    lines = [*textwrap.wrap(figure.sentence, SUBTITLE_LINE), footer]
    return figure.spec | {
        "data": {"values": records(figure.data)},
        "width": WIDTH,
        "padding": 16,
        "config": config,
        "title": {
            "text": figure.title,
            "subtitle": lines,
            "anchor": "start",
            "fontSize": 18,
            "subtitleFontSize": 12,
            "subtitleColor": INK,
            "subtitlePadding": 6,
            "offset": 14,
        },
    }


def records(data: pd.DataFrame) -> list[dict[str, Any]]:
    """Give the rows of a table as plain values; a missing number is None, as JSON has no other word."""
    rows: list[dict[str, Any]] = [
        {str(name): value for name, value in row.items()} for row in data.to_dict("records")
    ]
    return [{name: None if value != value else value for name, value in row.items()} for row in rows]  # noqa: PLR0124
