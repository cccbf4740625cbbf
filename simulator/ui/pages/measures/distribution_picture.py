"""A small picture of an uncertain quantity: its curve, the 80% interval, its value, and what others say."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from html import escape

from simulator.analysis.drivers import Point, Spread

WIDTH, HEIGHT = 340, 84
"""Size in units of the drawing; it scales with the column that it stands in."""
TOP, BASE, MARGIN = 10.0, 52.0, 14.0
_HALF = 5.0


def distribution_picture(
    value: float,
    spread: Spread | None,
    curve: Sequence[Point],
    rivals: Sequence[float],
    labels: tuple[str, str],
    alt: str,
) -> str:
    """Draw a quantity.

    Parameters
    ----------
    value : float
        The value that counts.
    spread : Spread or None
        Its percentiles; None draws the value alone, between what others say.
    curve : sequence of Point
        Shape of its distribution; may be empty.
    rivals : sequence of float
        Values that others give, drawn as open diamonds.
    labels : tuple of str
        P10 and P90, written out; they stay away without a spread.
    alt : str
        What the picture shows, in a sentence.

    Returns
    -------
    str
        An ``<img>`` element that holds an SVG; every text in it is escaped.
    """
    ends = [value, *rivals, *((spread.low, spread.high) if spread else ())]
    low, high = min(ends), max(ends)
    width = high - low or abs(value) or 1.0

    def x(number: float) -> float:
        return float(round(MARGIN + (number - low) / width * (WIDTH - 2 * MARGIN), 1))

    parts = [
        f'<line x1="{MARGIN}" x2="{WIDTH - MARGIN}" y1="{BASE}" y2="{BASE}" stroke="#8a8a8a"/>',
        _shape(curve, x),
    ]
    if spread:
        parts.append(
            f'<line x1="{x(spread.p10)}" x2="{x(spread.p90)}" y1="{BASE}" y2="{BASE}" stroke="#0072B2" '
            'stroke-width="7"/>'
        )
    parts += [_diamond(x(rival)) for rival in rivals]
    parts.append(f'<line x1="{x(value)}" x2="{x(value)}" y1="{TOP}" y2="{BASE + 6}" stroke="#1a1a1a"/>')
    parts.append(f'<circle cx="{x(value)}" cy="{BASE}" r="5.5" fill="#1a1a1a" stroke="#ffffff"/>')
    if spread:
        parts += _labels(x(spread.p10), x(spread.p90), labels)
    drawing = "".join(parts)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
        f'height="{HEIGHT}" font-family="sans-serif" font-size="12" fill="#1a1a1a">{drawing}</svg>'
    )
    # Streamlit strips drawings from markup, and leaves pictures with data of their own.
    data = base64.b64encode(svg.encode()).decode()
    return f'<img class="koers-distribution" alt="{escape(alt)}" src="data:image/svg+xml;base64,{data}">'


def _shape(curve: Sequence[Point], x: Callable[[float], float]) -> str:
    if not curve:
        return ""
    discrete = curve[0].height > 0
    if discrete:
        return "".join(
            f'<line x1="{x(p.value)}" x2="{x(p.value)}" y1="{BASE}" y2="{_y(p)}" stroke="#0072B2" '
            'stroke-width="5"/>'
            for p in curve
        )
    path = " ".join(f"{x(p.value)},{_y(p)}" for p in curve)
    return f'<polygon points="{path}" fill="#cfe3f1" stroke="#0072B2"/>'


def _y(point: Point) -> float:
    return round(BASE - point.height * (BASE - TOP), 1)


def _diamond(at: float) -> str:
    points = f"{at},{BASE - 7} {at + _HALF},{BASE} {at},{BASE + 7} {at - _HALF},{BASE}"
    return f'<polygon points="{points}" fill="#ffffff" stroke="#D55E00" stroke-width="2"/>'


def _labels(left: float, right: float, labels: tuple[str, str]) -> list[str]:
    """Write the ends of the interval under it, on one line, without touching one another."""
    low, high = labels
    # About seven units a character: two labels that would meet are pushed apart.
    gap = 3.5 * (len(low) + len(high)) + 16
    if right - left < gap:
        middle = (left + right) / 2
        left, right = middle - gap / 2, middle + gap / 2
    half_low, half_high = 3.5 * len(low), 3.5 * len(high)
    left = max(left, half_low)
    right = min(max(right, left + gap), WIDTH - half_high)
    left = min(left, right - gap)
    return [
        f'<text x="{at:.1f}" y="{HEIGHT - 10}" text-anchor="middle">{escape(text)}</text>'
        for at, text in ((left, low), (right, high))
    ]
