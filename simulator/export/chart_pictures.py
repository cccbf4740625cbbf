"""Charts as pictures: Vega-Lite specifications drawn without a browser or a connection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from simulator.domain.position import Language

VEGA_LITE: Final = "6.4"
"""Version of Vega-Lite that specifications are drawn with."""

SCALE: Final = 3
"""Picture pixels per pixel of the chart: sharp on paper at some 16 centimetres wide."""

FONT: Final = "Arial, Liberation Sans, DejaVu Sans, sans-serif"

_LOCALES: Final[Mapping[Language, Mapping[str, Any]]] = {
    "nl": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€\u00a0", ""]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["€", ""]},
}


@dataclass(frozen=True)
class Picture:
    """A chart as a picture.

    Attributes
    ----------
    data : bytes
        The picture itself: PNG, or SVG in UTF-8.
    alt : str
        What it shows, for those who do not see it.
    """

    data: bytes
    alt: str


def png_of(chart: Mapping[str, Any], alt: str, language: Language) -> Picture:
    """Draw a chart as PNG.

    Parameters
    ----------
    chart : mapping
        Vega-Lite specification with its data in it.
    alt : str
        What it shows.
    language : {"nl", "en"}
        Decides how numbers on the axes are written.

    Raises
    ------
    ValueError
        If `alt` says nothing, or the specification cannot be drawn.
    """
    from vl_convert import vegalite_to_png

    spec = _complete(chart, alt, language)
    return Picture(vegalite_to_png(spec, vl_version=VEGA_LITE, scale=SCALE), alt)


def svg_of(chart: Mapping[str, Any], alt: str, language: Language) -> Picture:
    """Draw a chart as SVG; see `png_of`."""
    from vl_convert import vegalite_to_svg

    spec = _complete(chart, alt, language)
    return Picture(vegalite_to_svg(spec, vl_version=VEGA_LITE).encode(), alt)


def _complete(chart: Mapping[str, Any], alt: str, language: Language) -> dict[str, Any]:
    if not alt.strip():
        raise ValueError("a picture needs a text that says what it shows")
    config = {"font": FONT, "locale": {"number": _LOCALES[language]}} | dict(chart.get("config", {}))
    return dict(chart) | {"description": alt, "config": config}
