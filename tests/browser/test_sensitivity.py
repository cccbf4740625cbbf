"""Gevoeligheid in a real browser: from the three sentences to a chart and its file."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import ready

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_from_what_matters_to_what_to_find_out(page):
    opened = page("/gevoeligheid", width=390, height=800)
    assert opened.locator("h1").all_inner_texts() == ["Gevoeligheid"]
    expect(opened.locator(".st-key-card-sensitivity-find_out")).to_contain_text("Zoek eerst uit")
    assert opened.evaluate(OVERFLOW) <= 0, "the page scrolls sideways"
    opened.get_by_role("radio", name="Waarde van onderzoek").or_(
        opened.get_by_role("button", name="Waarde van onderzoek")
    ).first.click()
    ready(opened)
    expect(opened.get_by_role("heading", name="Wat moet u het eerst uitzoeken?")).to_be_visible()
    with opened.expect_download() as download:
        opened.locator(".st-key-csv-research button").click()
    told = Path(download.value.path()).read_bytes().decode("utf-8-sig")
    assert told.startswith("Keuze;Uitzoeken;Hoogstens waard;")
    assert download.value.suggested_filename.startswith("koers-research-")
    assert opened.page_errors == []
    assert opened.outside_requests == []
