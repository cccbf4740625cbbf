"""Broncontrole and Uitleg in a real browser: what they show, and a choice that changes the run."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ready

ARTEFACTS = Path(__file__).parent / "artefacts"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
POINT = ".st-key-audit-letter-opposite-sign-gezamenlijke-toegang-beschermd-wonen-2024-net"
PARAMETERS = {"nl": "", "en": "?lang=en"}  # the browser asks for Dutch
TITLES = {
    "broncontrole": {"nl": "Broncontrole", "en": "Source check"},
    "uitleg": {"nl": "Uitleg", "en": "How it works"},
}


def run_line(page) -> str:
    return page.locator("[data-testid=stCaptionContainer]").last.inner_text()


@pytest.mark.parametrize("path", TITLES)
@pytest.mark.parametrize(("language", "width"), [("nl", 1280), ("en", 390)])
def test_the_page_is_whole(look, path, language, width):
    opened = look(f"/{path}{PARAMETERS[language]}", width=width, height=800)
    assert opened.locator("h1").all_inner_texts() == [TITLES[path][language]]
    assert opened.evaluate(OVERFLOW) <= 0, "the page scrolls sideways"
    assert opened.outside_requests == []
    assert opened.page_errors == []
    ARTEFACTS.mkdir(exist_ok=True)
    opened.screenshot(path=ARTEFACTS / f"{path}-{language}-{width}.png")


def test_another_reading_changes_the_run_and_undo_brings_it_back(page):
    opened = page("/broncontrole")
    before = run_line(opened)
    opened.locator(f"{POINT} summary").click()
    ready(opened)
    point = opened.locator(POINT)
    expect(point.get_by_text("de bron is te gunstig")).to_be_visible()
    expect(point.locator("table").first).to_contain_text("-400.000")
    point.get_by_text("Besparing, zoals de raadsbrief", exact=True).click()
    expect(opened.get_by_text("Bij 1 maatregel koos u zelf een lezing")).to_be_visible()
    ready(opened)
    assert run_line(opened) != before
    assert "s=" in opened.url
    # The point stays open while one tries both readings.
    expect(point.get_by_text("de bron is te gunstig")).to_be_visible()
    opened.locator(".st-key-undo button").click()
    ready(opened)
    assert run_line(opened) == before
    assert opened.page_errors == []


def test_the_findings_come_along_as_csv(page):
    opened = page("/broncontrole")
    with opened.expect_download() as download:
        opened.locator(".st-key-audit-csv button").click()
    text = Path(download.value.path()).read_bytes().decode("utf-8-sig")
    assert text.startswith("Soort;Ernst;Maatregelen;Jaar;Punt;")
    assert "'--1.538.246" in text, "a spreadsheet would take it for a formula"
    assert run_line(opened).split()[1] in download.value.suggested_filename


def test_a_slider_moves_what_remains(page):
    opened = page("/uitleg")
    slider = opened.locator(".st-key-about-overlap input[type=range]").first
    slider.focus()
    slider.press("End")
    ready(opened)
    expect(opened.get_by_text("Er blijft € 3,00 mln over")).to_be_visible()
    assert opened.page_errors == []
