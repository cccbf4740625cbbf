"""Begroting in a real browser: whole at two widths and in two languages, and files that carry its run."""

import io
import json
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ready

ARTEFACTS = Path(__file__).parent / "artefacts"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PATHS = {"nl": "/begroting", "en": "/begroting?lang=en"}  # the browser asks for Dutch
TITLES = {"nl": "Begroting", "en": "Budget"}


def no_faults(page) -> None:
    assert page.outside_requests == []
    assert page.page_errors == []
    assert page.get_by_role("alert").count() == 0


def run_of(page) -> str:
    return page.locator("[data-testid=stCaptionContainer]").last.inner_text().split(" ")[1]


def saved(page, button) -> bytes:
    with page.expect_download() as download:
        button.click()
    return Path(download.value.path()).read_bytes()


@pytest.mark.parametrize(("language", "width"), [("nl", 1280), ("en", 390)])
def test_the_page_is_whole(look, language, width):
    opened = look(PATHS[language], width=width, height=800)
    assert opened.locator("h1").all_inner_texts() == [TITLES[language]]
    opened.wait_for_selector(".budget-table")
    assert opened.evaluate(OVERFLOW) <= 0, "the page scrolls sideways"
    ARTEFACTS.mkdir(exist_ok=True)
    opened.screenshot(path=ARTEFACTS / f"budget-{language}-{width}.png")
    no_faults(opened)


def test_the_workbook_and_the_json_are_those_of_the_page(page):
    opened = page("/begroting")
    run = run_of(opened)
    opened.locator(".st-key-budget-workbook-make button").click()
    button = opened.locator(".st-key-budget-workbook button")
    expect(button).to_be_visible(timeout=60_000)
    book = openpyxl.load_workbook(io.BytesIO(saved(opened, button)), data_only=True)
    assert run in book.properties.subject
    assert book["Controles"]["C5"].value == "OK"
    assert json.loads(saved(opened, opened.locator(".st-key-budget-json button")))["run_id"] == run
    row = opened.locator(".budget-table tr", has_text="Saldo van de maatregelen").locator("td").last
    told, _, rest = row.inner_text().partition("\u00a0")
    assert rest == "+\u00a0PM"
    shown = int(told.replace(".", ""))
    sheet = book["Begroting"]
    balance = next(r for r in sheet.iter_rows(values_only=True) if r[0] == "Saldo van de maatregelen")
    assert shown == pytest.approx(balance[19], abs=1)
    no_faults(opened)


def test_a_wrong_key_is_told_by_row_and_the_right_one_counts(page):
    opened = page("/begroting")
    opened.locator(".st-key-budget-own summary").click()
    ready(opened)
    template = saved(opened, opened.locator(".st-key-budget-template-key-share-csv button"))
    rows = template.decode("utf-8-sig").rstrip("\r\n").split("\r\n")
    towns = rows[1:]
    wrong = "\r\n".join([rows[0], towns[0] + "veel", *(town + "0" for town in towns[1:])])
    upload(opened, wrong)
    expect(opened.get_by_text("Rij 2, kolom aandeel")).to_be_visible()
    right = [rows[0], towns[0] + "1", *(town + "0" for town in towns[1:])]
    upload(opened, "\r\n".join(right))
    expect(opened.get_by_text("Eigen sleutel in gebruik.")).to_be_visible()
    expect(opened.get_by_text("Rij 2, kolom aandeel")).to_have_count(0)
    no_faults(opened)


def upload(page, text):
    field = page.locator(".st-key-budget-upload-key input[type=file]")
    field.set_input_files({"name": "sleutel.csv", "mimeType": "text/csv", "buffer": text.encode()})
    ready(page)
