import xml.etree.ElementTree as ET

import pytest

from simulator.export.chart_pictures import png_of, svg_of

BARS = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
    "data": {"values": [{"year": "2021", "amount": 1_538_246.5}]},
    "mark": "bar",
    "encoding": {
        "x": {"field": "year", "type": "nominal"},
        "y": {"field": "amount", "type": "quantitative", "axis": {"format": ",.1f"}},
    },
}


@pytest.mark.parametrize(("language", "tick"), [("nl", "1.400.000,0"), ("en", "1,400,000.0")])
def test_numbers_on_axes_follow_the_language(language, tick):
    root = ET.fromstring(svg_of(BARS, "Staven", language).data)
    assert tick in {element.text for element in root.iter() if element.text}


def test_a_picture_is_png_and_carries_its_text():
    picture = png_of(BARS, "Staven per jaar", "nl")
    assert picture.data.startswith(b"\x89PNG")
    assert picture.alt == "Staven per jaar"


def test_the_chart_that_is_drawn_stays_as_it_was():
    before = str(BARS)
    png_of(BARS, "Staven", "nl")
    assert str(BARS) == before


def test_a_picture_without_words_is_refused():
    with pytest.raises(ValueError, match="says what it shows"):
        png_of(BARS, " ", "nl")
