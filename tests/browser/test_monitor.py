"""Monitor in a real browser: from the figures of the source to figures of one's own and an update."""

import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ready

ARTEFACTS = Path(__file__).parent / "artefacts"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
TITLES = {"nl": "Monitor", "en": "Monitoring"}


@pytest.mark.parametrize(("language", "width"), [("nl", 1280), ("en", 390)])
def test_the_page_is_whole(page, language, width):
    opened = page(f"/monitor?p=regio-amersfoort-lokale-teams&lang={language}", width=width, height=800)
    assert opened.locator("h1").all_inner_texts() == [TITLES[language]]
    expect(opened.locator("canvas, svg.marks").first).to_be_visible()
    assert opened.evaluate(OVERFLOW) <= 0, "the page scrolls sideways"
    assert opened.outside_requests == []
    assert opened.page_errors == []
    ARTEFACTS.mkdir(exist_ok=True)
    opened.screenshot(path=ARTEFACTS / f"monitor-{language}-{width}.png")


def test_from_an_empty_table_to_an_update(page):
    opened = page("/monitor")
    expect(opened.get_by_text("onder ‘De regel’ kunt u ze laten meetellen")).to_be_visible()
    opened.locator(".st-key-monitor-own summary").click()
    ready(opened)
    with opened.expect_download() as download:
        opened.locator(".st-key-monitor-template-csv button").click()
    rows = Path(download.value.path()).read_bytes().decode("utf-8-sig").splitlines()
    # Household help in both halves of 2022: planned some 15 million for the year, reported 12.
    filled = [
        f"{row}6000000" if row.startswith("uitgaven;household_help;;alle;2022;") else row for row in rows
    ]
    assert filled != rows
    data = "\r\n".join(filled).encode("utf-8-sig")
    field = opened.locator(".st-key-monitor-upload input[type=file]")
    field.set_input_files({"name": "cijfers.csv", "mimeType": "text/csv", "buffer": data})
    expect(opened.get_by_text("2 cijfers uit cijfers.csv tellen mee")).to_be_visible()
    ready(opened)
    expect(opened.get_by_text("2 cijfers wegen mee")).to_be_visible()
    opened.get_by_text("Uitgaven opnieuw", exact=True).click()
    ready(opened)
    expect(opened.get_by_text("Met de cijfers is de middelste uitkomst in 2024")).to_be_visible()
    opened.get_by_text("Eén bladzijde, Word maken").click()
    button = opened.get_by_text("Eén bladzijde, Word downloaden")
    expect(button).to_be_visible()
    with opened.expect_download() as download:
        button.click()
    assert download.value.suggested_filename.startswith("halfjaarbericht-een-bladzijde-")
    word = zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes())).read("word/document.xml")
    assert "Uitgaven huishoudelijke hulp" in word.decode()
    assert opened.page_errors == []
    opened.reload()
    ready(opened)
    expect(opened.get_by_text("2 cijfers wegen mee")).to_be_visible()
    assert opened.page_errors == []
