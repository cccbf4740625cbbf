"""Zienswijze in a real browser: what it shows, what a stance changes, and the letter that comes out."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ready

ARTEFACTS = Path(__file__).parent / "artefacts"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PATHS = {"nl": "/zienswijze", "en": "/zienswijze?lang=en"}  # the browser asks for Dutch
TITLES = {"nl": "Zienswijze", "en": "Position statement"}
FIRST = ".st-key-position-row-vindplaats-naar-werkplaats"
SECOND = ".st-key-position-row-in-dialoog-verwijzen"
WORDS = "Wij steunen dit, mits het klein begint."


def difference(page) -> str:
    return page.locator(".st-key-card-position-difference .koers-figure").inner_text()


def no_faults(page) -> None:
    assert page.outside_requests == []
    assert page.page_errors == []
    assert page.get_by_role("alert").count() == 0


@pytest.mark.parametrize(("language", "width"), [("nl", 1280), ("en", 390)])
def test_the_page_is_whole(look, language, width):
    opened = look(PATHS[language], width=width, height=800)
    assert opened.locator("h1").all_inner_texts() == [TITLES[language]]
    opened.wait_for_selector("[data-testid=stVegaLiteChart] svg")
    assert opened.evaluate(OVERFLOW) <= 0, "the page scrolls sideways"
    ARTEFACTS.mkdir(exist_ok=True)
    opened.screenshot(path=ARTEFACTS / f"position-{language}-{width}.png")
    no_faults(opened)


def test_cards_and_chart_fit_on_a_laptop_without_scrolling(look):
    opened = look("/zienswijze", width=1280, height=800)
    opened.wait_for_selector("[data-testid=stVegaLiteChart] svg")
    box = opened.locator("[data-testid=stVegaLiteChart]").first.bounding_box()
    assert box["y"] + box["height"] <= 800


def test_what_was_typed_is_there_after_a_reload_and_for_nobody_else(page):
    opened = page("/zienswijze")
    opened.locator(f"{SECOND} summary").click()
    ready(opened)
    field = opened.locator(f"{SECOND} textarea").first
    field.fill(WORDS)
    field.press("Tab")
    ready(opened)
    opened.reload()
    ready(opened)
    opened.locator(f"{SECOND} summary").click()
    ready(opened)
    expect(opened.locator(f"{SECOND} textarea").first).to_have_value(WORDS)
    elsewhere = page(None)
    elsewhere.goto(opened.url)
    ready(elsewhere)
    elsewhere.locator(f"{SECOND} summary").click()
    ready(elsewhere)
    expect(elsewhere.locator(f"{SECOND} textarea").first).not_to_have_value(WORDS)
    no_faults(opened)


def test_a_stance_changes_the_figures_and_typed_words_stay(page):
    opened = page("/zienswijze")
    before = difference(opened)
    opened.locator(f"{SECOND} summary").click()
    ready(opened)
    field = opened.locator(f"{SECOND} textarea").first
    field.fill(WORDS)
    # Straight from the field to another widget: what was typed goes along.
    opened.locator(SECOND).get_by_text("Niet steunen", exact=True).click()
    ready(opened)
    assert difference(opened) != before
    assert field.input_value() == WORDS
    # Two changes: the words and the stance.
    for button, expected in (("undo", before), ("redo", None)):
        # Quickly: the second click goes out before the first has been answered.
        for _ in range(2):
            opened.locator(f".st-key-position-{button} button").click()
        ready(opened)
        assert (difference(opened) == before) is (expected == before)
    assert field.input_value() == WORDS
    opened.get_by_role("link", name="Verkennen").first.click()
    ready(opened)
    opened.get_by_role("link", name="Zienswijze").first.click()
    ready(opened)
    assert opened.locator(f"{SECOND} textarea").first.input_value() == WORDS
    no_faults(opened)


def test_an_accepted_argument_stands_in_the_letter_with_the_run_of_the_page(page):
    opened = page("/zienswijze")
    opened.locator(f"{FIRST} summary").click()
    ready(opened)
    opened.locator(FIRST).get_by_role("button", name="Overnemen").first.click()
    ready(opened)
    expect(opened.locator(f"{FIRST} summary")).to_contain_text("1 argument overgenomen")
    # The stance, what was written and its condition are what they were: a position without them is no letter.
    conditions = opened.locator(f"{FIRST} textarea").nth(1)
    expect(conditions).to_have_value(re.compile("speciaal onderwijs"))
    argument = opened.locator(f"{FIRST} .koers-argument").first.inner_text()
    run = opened.locator("[data-testid=stCaptionContainer]").last.inner_text().split("zienswijze ")[1][:12]
    make = opened.locator('[class*="st-key-position-make-docx"] button')
    expect(make).to_be_enabled()
    make.click()
    download = opened.get_by_role("button", name="Word downloaden")
    expect(download).to_be_visible(timeout=60_000)
    with opened.expect_download() as saved:
        download.click()
    assert saved.value.suggested_filename == "zienswijze-hilversum-nl.docx"
    with zipfile.ZipFile(io.BytesIO(Path(saved.value.path()).read_bytes())) as letter:
        text = letter.read("word/document.xml").decode()
        assert run in text
    assert argument in text
    no_faults(opened)
