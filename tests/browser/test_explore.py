"""Verkennen in a real browser: what it shows, what a click changes, what the address holds."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ready

ARTEFACTS = Path(__file__).parent / "artefacts"
WIDTHS = [1280, 390]
PATHS = {"nl": "/", "en": "/?lang=en"}  # the browser asks for Dutch
DROPPED = "versoberen-huishoudelijke-hulp"
TITLES = {"nl": "Netto besparing per jaar", "en": "Net saving per year"}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Text of a visible element that does not fit it: cut off on screen, or a figure beyond its card.
CUT_OFF = """() => [...document.querySelectorAll(
    '[data-testid=stMain] :is(p, td, th, h1, h2, button, label), [class*=st-key-card-]')]
    .filter(e => e.offsetParent && e.scrollWidth > e.clientWidth + 1
        && (getComputedStyle(e).overflow !== 'visible' || e.matches('.koers-figure')))
    .map(e => e.textContent.slice(0, 60))"""


def net(page) -> str:
    """The figure of the first card."""
    return page.locator(".st-key-card-net .koers-figure").inner_text()


def run_line(page) -> str:
    return last_line(page).inner_text()


def last_line(page):
    """The line with run id, draws and versions."""
    return page.locator("[data-testid=stCaptionContainer]").last


def switch(page, measure: str) -> None:
    page.locator(f".st-key-on-{measure} label").first.click()
    ready(page)


def choose_view(page, town: str) -> None:
    view = page.locator("[class*=st-key-view-] input").first
    view.click()
    view.fill(town)
    view.press("Enter")
    expect(page.locator(".st-key-card-net")).to_contain_text(town)
    ready(page)


def chart_texts(page) -> list[str]:
    page.wait_for_selector("[data-testid=stVegaLiteChart] svg")
    return page.locator("[data-testid=stVegaLiteChart] svg text").all_text_contents()


def no_faults(page) -> None:
    assert page.outside_requests == []
    assert page.console_errors == []
    assert page.page_errors == []


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("width", WIDTHS[::-1])
def test_the_page_is_whole(look, language, width):
    opened = look(PATHS[language], width=width, height=800)
    assert opened.locator("h1").count() == 1
    chart_texts(opened)
    assert TITLES[language] in opened.locator("[data-testid=stMain]").inner_text()
    assert opened.evaluate(OVERFLOW) <= 0, "the page scrolls sideways"
    assert opened.evaluate(CUT_OFF) == []
    ARTEFACTS.mkdir(exist_ok=True)
    opened.screenshot(path=ARTEFACTS / f"explore-{language}-{width}.png")
    no_faults(opened)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_headline_and_chart_fit_on_a_laptop_without_scrolling(look, language):
    opened = look(PATHS[language], width=1280, height=800)
    chart_texts(opened)
    box = opened.locator("[data-testid=stVegaLiteChart]").bounding_box()
    assert box["y"] + box["height"] <= 800


def test_the_chart_counts_in_dutch(look):
    texts = chart_texts(look("/"))
    assert any(text.endswith("mln") for text in texts)
    assert {"2", "4"} < set(texts)
    assert "€\u00a01,5\u00a0mln" in texts
    assert not any("." in text or "−" in text for text in texts)


def test_each_number_on_an_axis_with_small_amounts_is_another_one(page):
    """What Blaricum saves with some measures only steps by 50,000 euro."""
    opened = page("/")
    choose_view(opened, "Blaricum")
    for measure in (DROPPED, "in-dialoog-verwijzen", "normenkader-huishoudelijke-hulp"):
        switch(opened, measure)
    axis = opened.locator("[data-testid=stVegaLiteChart] svg .role-axis-label").last
    expect(axis).to_contain_text("0,05")
    labels = axis.locator("text").all_text_contents()
    assert len(labels) > 3
    assert len(set(labels)) == len(labels), labels


def menu_left(page) -> float:
    return page.locator("section[data-testid=stSidebar]").evaluate("e => e.getBoundingClientRect().left")


def test_on_a_phone_the_menu_is_closed_again_after_a_reload(page):
    phone = page("/", width=390, height=844)
    assert menu_left(phone) < 0
    phone.locator("[data-testid=stExpandSidebarButton]").click()
    expect(phone.locator("[data-testid=stSidebarCollapseButton] button")).to_be_in_viewport()
    for again in (phone.reload, lambda: phone.goto("/monitor")):
        again()
        ready(phone)
        assert menu_left(phone) < 0
    assert phone.page_errors == []


def test_beside_the_page_the_menu_stays_as_it_was_left(page):
    opened = page("/")
    assert menu_left(opened) == 0
    opened.locator("[data-testid=stSidebarHeader]").hover()
    opened.locator("[data-testid=stSidebarCollapseButton] button").click()
    expect(opened.locator("[data-testid=stExpandSidebarButton]")).to_be_visible()
    opened.reload()
    ready(opened)
    assert menu_left(opened) < 0


def test_a_switch_changes_the_headline_and_undo_brings_it_back(page):
    opened = page("/")
    before, line = net(opened), run_line(opened)
    switch(opened, DROPPED)
    assert net(opened) != before
    assert "1 wijziging" in opened.locator("[data-testid=stMain]").inner_text()
    opened.locator(".st-key-undo button").click()
    ready(opened)
    assert (net(opened), run_line(opened)) == (before, line)
    no_faults(opened)


def test_quick_clicks_are_all_kept(page):
    opened = page("/")
    for measure in (DROPPED, "in-dialoog-verwijzen", "vindplaats-naar-werkplaats"):
        opened.locator(f".st-key-on-{measure} label").first.click()
    ready(opened)
    assert "3 wijzigingen" in opened.locator("[data-testid=stMain]").inner_text()


def test_reload_back_forward_and_another_browser_give_the_same_run(page):
    opened = page("/")
    lines = [run_line(opened)]
    for measure in (DROPPED, "in-dialoog-verwijzen"):
        switch(opened, measure)
        lines.append(run_line(opened))
    assert len(set(lines)) == 3
    address = opened.url
    opened.reload()
    ready(opened)
    assert run_line(opened) == lines[2]
    for expected in (lines[1], lines[0]):
        opened.go_back()
        # A busy machine may be idle for longer than `ready` waits before it takes the Back button up.
        expect(last_line(opened)).to_have_text(expected)
        ready(opened)
    opened.go_forward()
    expect(last_line(opened)).to_have_text(lines[1])
    elsewhere = page(None)
    elsewhere.goto(address)
    ready(elsewhere)
    assert run_line(elsewhere) == lines[2]
    no_faults(elsewhere)


def test_the_language_switch_keeps_scenario_and_address(page):
    opened = page("/")
    switch(opened, DROPPED)
    figure = net(opened).removeprefix("€").strip().split()[0].replace(",", ".")
    opened.locator(".st-key-lang button").nth(1).click()
    ready(opened)
    assert "lang=en" in opened.url
    assert "s=" in opened.url
    assert net(opened) == f"€{figure}\u00a0million"
    assert opened.locator(".st-key-scenario-picker-en input").input_value() == "Programme"
    no_faults(opened)


def test_a_broken_link_is_told_in_a_sentence(page):
    opened = page("/?s=kapot")
    assert "beschadigd of onvolledig" in opened.locator("[data-testid=stAlert]").inner_text()
    assert net(opened)
    assert "s=" not in opened.url
    no_faults(opened)


def test_the_table_comes_along_as_csv(page):
    opened = page("/")
    with opened.expect_download() as download:
        opened.locator(".st-key-csv-net button").click()
    data = Path(download.value.path()).read_bytes()
    assert data.startswith(b"\xef\xbb\xbfJaar;Besparing;Kosten;Netto;")
    assert len(data.splitlines()) == 5
    assert run_line(opened).split()[1] in download.value.suggested_filename
