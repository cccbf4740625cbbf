"""The page Uitleg, run by Streamlit's AppTest, and its worked examples by hand."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from simulator import __version__
from simulator.ui import services
from simulator.ui.pages.about.figures import percentile_example, together, together_chart, together_table
from simulator.ui.texts import messages
from tests.ui.conftest import checked, words

PAGE = """
import streamlit as st
from simulator.ui import frame
from simulator.ui.pages.about import page as about
frame.show(st.navigation([st.Page(about.render, url_path="x", default=True)]))
"""


@pytest.fixture
def page(monkeypatch):
    monkeypatch.delenv("KOERS_DATA", raising=False)
    monkeypatch.delenv("KOERS_PROGRAMME", raising=False)
    return checked(AppTest.from_string(PAGE, default_timeout=60).run())


def text_of(test):
    return words(test).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("first", "second", "overlap", "left"),
    [
        (0.3, 0.2, 0.0, 0.44),  # 30% and then 20% of the other 70%
        (0.3, 0.2, 1.0, 0.3),  # only the largest
        # theta = 2: 1 - (1 + (1.5**2 - 1) + (2**2 - 1)) ** -0.5 = 1 - 5.25 ** -0.5
        (1 / 3, 1 / 2, 0.5, 0.5636),
        (0.0, 0.2, 0.5, 0.2),
    ],
)
def test_two_measures_together(first, second, overlap, left):
    result = together(first, second, overlap)
    assert result.left == pytest.approx(left, abs=1e-4)
    assert result.largest - 1e-12 <= result.left <= result.added + 1e-12


def test_percentiles_of_two_independent_amounts():
    """Each 2 plus or minus 1 at P10 and P90; together 4 plus or minus the square root of 2."""
    example = percentile_example()
    assert example.added == (2.0, 4.0, 6.0)
    assert example.both == pytest.approx((4 - 2**0.5, 4.0, 4 + 2**0.5))


def test_moving_a_slider_moves_the_outcome(page):
    page.slider(key="about-overlap").set_value(0)
    checked(page.run())
    assert "Opgeteld lijkt het **€ 5,00 mln**. Er blijft **€ 4,40 mln** over; **€ 600.000**" in text_of(page)
    checked(page.slider(key="about-overlap").set_value(100).run())
    assert "Er blijft **€ 3,00 mln** over; **€ 2,00 mln**" in text_of(page)
    checked(page.slider(key="about-first").set_value(60).run())
    assert "Opgeteld lijkt het **€ 8,00 mln**. Er blijft **€ 6,00 mln** over" in text_of(page)


def test_the_chart_has_a_text_alternative_and_counts_in_dutch(page):
    chart = page.get("vega_lite_chart")[0].proto
    assert chart.alt.startswith("Opgeteld")
    assert json.loads(chart.spec)["config"]["locale"]["number"]["decimal"] == ","
    fields = {
        channel["field"]
        for layer in together_chart("nl")["layer"]
        for value in layer["encoding"].values()
        for channel in (value if isinstance(value, list) else [value])
    }
    assert fields <= set(together_table(together(0.3, 0.2, 0.0), "nl").columns)


def test_the_run_can_be_cited(page):
    shown = text_of(page)
    outcome = services.outcome(page.session_state["_koers"].history.present)
    for value in (outcome.run_id, outcome.catalogue_version, __version__, "EUPL-1.2", "10.000", "2021"):
        assert value in shown
    assert "Collegebrief Op Koers" in shown


def test_the_glossary_has_three_parts_in_every_row():
    for language in ("nl", "en"):
        terms = [forms[0] for key, forms in messages(language).items() if key.startswith("about.term.")]
        assert all(len(term.split("|")) == 3 for term in terms)


def test_it_is_read_in_five_minutes():
    """Some 200 words a minute; the glossary is for looking up."""
    for language in ("nl", "en"):
        read = [
            forms[-1]
            for key, forms in messages(language).items()
            if key.startswith("about.") and not key.startswith(("about.term.", "about.identity."))
        ]
        assert sum(len(text.split()) for text in read) < 1_100


def test_the_other_language_leaves_no_dutch(page):
    checked(page.segmented_control(key="lang").set_value("en").run())
    shown = text_of(page)
    assert "How it works" in shown
    for word in ("Uitleg", "Woordenlijst", "Opgeteld", "Wat overblijft", "Doorrekening"):
        assert word not in shown
