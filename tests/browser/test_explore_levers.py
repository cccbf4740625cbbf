"""Verkennen in a real browser: moving the levers of a measure, and looking at every chart."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ready
from tests.browser.test_explore import ARTEFACTS, CUT_OFF, OVERFLOW, chart_texts, net, no_faults, run_line

MEASURE = "versoberen-huishoudelijke-hulp"
CHARTS = {
    "spending": "Uitgaven",
    "bridge": "Wat er overblijft",
    "credit": "Per maatregel",
    "yearly": "Kosten en baten",
    "ramp_up": "Ingroei",
}


def press(page, lever, key, times):
    slider = page.locator(f".st-key-{lever}-{MEASURE}-nl :is([role=slider], input[type=range])").first
    slider.focus()
    for _ in range(times):
        stood = slider.input_value()
        page.keyboard.press(key)
        # Faster than it can show its steps, Streamlit's slider forgets some.
        expect(slider).not_to_have_value(stood)
        expect(slider).to_be_focused()
    ready(page)


def test_levers_of_a_measure_change_the_headline_and_go_back_in_one_click(page):
    opened = page("/", height=800)
    before, line = net(opened), run_line(opened)
    opened.locator(f".st-key-line-{MEASURE} [data-testid=stPopover] button").first.click()
    ready(opened)
    press(opened, "intensity", "ArrowLeft", 10)
    press(opened, "shift_months", "ArrowRight", 12)
    assert net(opened) != before
    opened.keyboard.press("Escape")
    put_back = opened.locator(f".st-key-put-back-{MEASURE} button").first
    assert put_back.inner_text().endswith("kracht 50%, begint 12 maanden later")
    address = opened.url
    elsewhere = page(None)
    elsewhere.goto(address)
    ready(elsewhere)
    assert run_line(elsewhere) == run_line(opened)
    put_back.click()
    ready(opened)
    assert (net(opened), run_line(opened)) == (before, line)
    no_faults(opened)


def test_the_headline_stays_in_sight(page):
    opened = page("/", height=800)
    opened.locator(".st-key-csv-net").scroll_into_view_if_needed()
    ready(opened)
    box = opened.locator(".st-key-card-net").bounding_box()
    assert 0 <= box["y"] < 200
    assert not opened.locator(".koers-bar").is_visible()
    # The levers of a measure have room for all three, and leave the headline free.
    opened.locator(f".st-key-line-{MEASURE} [data-testid=stPopover] button").first.click()
    ready(opened)
    panel = opened.locator("[data-testid=stPopoverBody]").bounding_box()
    assert panel["y"] >= box["y"] + box["height"]
    assert panel["y"] + panel["height"] <= 800
    for lever in ("intensity", "shift_months", "stretch"):
        slider = opened.locator(f".st-key-{lever}-{MEASURE}-nl").bounding_box()
        assert slider["y"] + slider["height"] <= panel["y"] + panel["height"], lever


@pytest.mark.parametrize(("width", "height"), [(390, 800), (1366, 640)])
def test_where_the_cards_scroll_away_a_line_at_the_foot_stays(page, width, height):
    opened = page("/", width=width, height=height)
    bar = opened.locator(".koers-bar")
    assert net(opened) in bar.inner_text()
    opened.locator(".st-key-csv-net").scroll_into_view_if_needed()
    menu = opened.locator("[data-testid=stExpandSidebarButton]")
    way = opened.locator(".koers-to-side")
    assert way.is_visible() is menu.is_visible()
    if menu.is_visible():
        assert menu.get_attribute("aria-label") == "Menu"
        way.click()  # to the measures, past the names of the pages
        ready(opened)
        expect(opened.locator(".st-key-on-vindplaats-naar-werkplaats")).to_be_in_viewport()
        on_top(opened, opened.locator("[data-testid=stSidebarCollapseButton] button"))
    opened.locator(f".st-key-on-{MEASURE} label").first.click()
    ready(opened)
    assert net(opened) in bar.inner_text()
    opened.locator(f".st-key-line-{MEASURE} [data-testid=stPopover] button:visible").first.click()
    ready(opened)
    press(opened, "intensity", "ArrowLeft", 1)
    on_top(opened, bar)
    no_faults(opened)


def test_a_group_of_measures_stays_as_it_is_when_one_of_them_is_switched(page):
    opened = page("/")
    group = opened.locator(".st-key-group-rejected- details")
    group.locator("summary").click()
    ready(opened)
    opened.locator(".st-key-on-budgetplafonds label").first.click()
    expect(group.locator("summary")).to_contain_text("1 van 3 aan")
    ready(opened)
    expect(opened.locator(".st-key-group-rejected- details[open]")).to_have_count(1)
    group.locator("summary").click()
    ready(opened)
    expect(opened.locator(".st-key-group-rejected- details[open]")).to_have_count(0)  # in its own time


def on_top(page, locator) -> None:
    """Check that nothing lies over the middle of an element."""
    assert locator.evaluate(
        """element => {
            const box = element.getBoundingClientRect();
            const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return element.contains(at) || at.contains(element) && at !== document.body;
        }"""
    )


ENDS_WITHIN = """width => {
    const drawing = document.querySelector('[data-testid="stVegaLiteChart"] svg');
    return drawing && drawing.getBoundingClientRect().right <= width;
}"""


@pytest.mark.parametrize("width", [1280, 390])
def test_every_chart_is_drawn_whole(page, width):
    opened = page("/", width=width, height=800)
    for name, words in CHARTS.items():
        opened.locator(".st-key-chart-choice-nl button", has_text=words).click()
        ready(opened)
        assert len(chart_texts(opened)) > 4
        # A chart that is being replaced has no place on the page for a moment.
        opened.wait_for_function(ENDS_WITHIN, arg=width + 1)
        assert opened.evaluate(OVERFLOW) <= 0, f"{name} scrolls sideways"
        assert opened.evaluate(CUT_OFF) == []
        ARTEFACTS.mkdir(exist_ok=True)
        opened.screenshot(path=ARTEFACTS / f"explore-{name}-{width}.png")
    no_faults(opened)


def test_a_chart_comes_along_as_picture_and_table(page):
    opened = page("/")
    opened.locator(".st-key-chart-choice-nl button", has_text="Wat er overblijft").click()
    ready(opened)
    with opened.expect_download() as download:
        opened.locator(".st-key-svg-bridge button").click()
    drawing = Path(download.value.path()).read_text(encoding="utf-8")
    assert drawing.startswith("<svg")
    assert "Wat er overblijft" in drawing
    with opened.expect_download() as download:
        opened.locator(".st-key-csv-bridge button").click()
    assert Path(download.value.path()).read_bytes().startswith(b"\xef\xbb\xbfStap;Zoals gepland;Gemiddeld;")
    assert run_line(opened).split()[1] in download.value.suggested_filename
