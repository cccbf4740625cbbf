"""Numbers on axes, as Vega writes them: each label another one, with the decimals of the step and no more."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import vl_convert

from simulator.ui.charts.base import chart, millions_axis, signed_percentages

HERE = Path(__file__).parents[2]
LABEL = "role-axis-label"
# Ends in EUR, and what stands on the axis between them: worked out by hand from its step.
AMOUNTS = [
    ((250_000, 340_000), ["0,26", "0,28", "0,30", "0,32", "0,34"]),
    ((0, 300_000), ["0,00", "0,05", "0,10", "0,15", "0,20", "0,25", "0,30"]),
    ((-20_000, 50_000), ["kost 0,02", "kost 0,01", "0,00", "0,01", "0,02", "0,03", "0,04", "0,05"]),
    ((0, 5_000), ["0,000", "0,001", "0,002", "0,003", "0,004", "0,005"]),
    ((0, 9_000_000), ["0", "2", "4", "6", "8"]),
    ((29_000_000, 31_500_000), ["29,0", "29,5", "30,0", "30,5", "31,0", "31,5"]),
    ((0, 1_200_000_000), ["0", "200", "400", "600", "800", "1.000", "1.200"]),
    ((1_500_000, 1_500_000), ["1,5"]),
]


def labels(axis, ends, language="nl", on="y"):
    """What stands on an axis from one end to the other."""
    points = {"field": "at", "type": "quantitative", "axis": axis, "title": None}
    points["scale"] = {"domain": list(ends), "nice": False}
    spec = chart(language, [{"mark": "point", "encoding": {on: points}}])
    data = {"values": [{"at": end} for end in ends]}
    drawing = ET.fromstring(vl_convert.vegalite_to_svg(spec | {"data": data, "width": 400}))
    groups = [g for g in drawing.iter() if LABEL in (g.get("class") or "")]
    return ["".join(t.itertext()) for g in groups for t in g.iter() if t.tag.endswith("}text")]


@pytest.mark.parametrize(("ends", "expected"), AMOUNTS)
@pytest.mark.parametrize("scale", ["x", "y"])
def test_millions_by_hand(ends, expected, scale):
    assert labels(millions_axis(scale, less="kost"), ends, on=scale) == expected


def test_millions_in_english():
    assert labels(millions_axis("y", less="costs"), (-100_000, 200_000), "en") == [
        "costs 0.10",
        "costs 0.05",
        "0.00",
        "0.05",
        "0.10",
        "0.15",
        "0.20",
    ]


def test_a_sign_stands_against_the_number_and_a_word_does_not():
    signs = millions_axis("x", less="−", more="+", ticks=2)
    words = millions_axis("x", less="minder", more="meer", ticks=2)
    assert labels(signs, (-1e6, 1e6), on="x") == ["−1", "0", "+1"]
    assert labels(words, (-1e6, 1e6), on="x") == ["minder 1", "0", "meer 1"]


@pytest.mark.parametrize("ticks", [5, 6])
@pytest.mark.parametrize("size", [10**power for power in range(4, 10)])
@pytest.mark.parametrize("part", [0.11, 0.15, 0.24, 0.31, 0.36, 0.43, 0.5, 0.62, 0.71, 0.86, 0.95, 1.0])
def test_labels_differ_and_no_decimal_is_for_nothing(ticks, size, part):
    """Whatever the step that Vega chooses: with a decimal less, labels would lie about their place."""
    found = labels(millions_axis("y", less="cost", ticks=ticks), (0, size * part), "en")
    assert len(set(found)) == len(found) >= 2
    assert len({len(label.partition(".")[2]) for label in found}) == 1
    if "." in found[0]:
        assert any(not label.endswith("0") for label in found)


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ((-0.004, 0.006), ["−0,4%", "−0,2%", "0,0%", "+0,2%", "+0,4%", "+0,6%"]),
        ((-0.2, 0.4), ["−20%", "−10%", "0%", "+10%", "+20%", "+30%", "+40%"]),
    ],
)
def test_deviations_by_hand(ends, expected):
    assert labels(signed_percentages(), ends) == expected


def test_no_axis_has_a_fixed_number_of_decimals():
    """Left out, Vega chooses them by the step; `,.1~f` drops those that are zero."""
    modules = [*(HERE / "simulator/ui").rglob("*chart*/*.py"), *(HERE / "simulator").rglob("chart*.py")]
    assert len(modules) > 15
    fixed = {
        path.name: found
        for path in modules
        if (found := re.findall(r'"format": "[^"]*\.\d[f%]"', path.read_text(encoding="utf-8")))
    }
    assert fixed == {}
