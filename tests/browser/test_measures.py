"""Maatregelen in a real browser: find a measure, change an assumption, add one of one's own, send it."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ready

ARTEFACTS = Path(__file__).parent / "artefacts"
CARD = "/maatregelen?maatregel=versoberen-huishoudelijke-hulp"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
DRIVER = "[class*=st-key-edit-versoberen-huishoudelijke-hulp-leaving_share"


def main(page):
    return page.locator("[data-testid=stMain]")


def section(page, name):
    page.locator("[class*=st-key-measures-section]").get_by_role("radio", name=name).click()
    ready(page)


def typed(page, key, text):
    field = page.locator(f".st-key-form-{key}-nl :is(input, textarea)").first
    field.fill(text)
    field.press("Tab")
    ready(page)


def no_faults(page):
    assert page.outside_requests == []
    # Streamlit looks for its server below the address of a page first, and finds it above.
    assert [text for text in page.console_errors if "404" not in text] == []
    assert page.page_errors == []


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("nl", 390)])
def test_list_and_card_are_whole(page, language, width):
    opened = page(f"/maatregelen?lang={language}", width=width, height=800)
    assert opened.evaluate(OVERFLOW) <= 0
    opened.locator(".st-key-open-versoberen-huishoudelijke-hulp button").click()
    ready(opened)
    assert "maatregel=versoberen" in opened.url
    sections = opened.locator("[class*=st-key-measures-section] [role=radio]")
    for number in range(sections.count()):
        sections.nth(number).click()
        ready(opened)
        assert opened.evaluate(OVERFLOW) <= 0, "the page scrolls sideways"
        assert opened.locator("h1").count() == 1
    ARTEFACTS.mkdir(exist_ok=True)
    opened.screenshot(path=ARTEFACTS / f"measures-{language}-{width}.png")
    opened.go_back()
    expect(opened.locator(".st-key-measures-words")).to_be_visible()
    no_faults(opened)


def test_an_assumption_is_changed_seen_elsewhere_and_taken_back(page):
    opened = page(CARD)
    section(opened, "Aannames")
    assert opened.locator("img.koers-distribution").first.get_attribute("alt")
    before = opened.locator("[data-testid=stCaptionContainer]").last.inner_text()
    opened.locator(f"{DRIVER}] summary").first.click()
    ready(opened)
    opened.locator(f"{DRIVER}-value] input").fill("3,5")
    opened.locator(f"{DRIVER}-reason] input").fill("Landelijk cijfer")
    opened.locator(f"{DRIVER}-reason] input").press("Tab")
    ready(opened)
    assert "Gelezen als 3,5%" in main(opened).inner_text()
    opened.locator(".st-key-apply-leaving_share button").click()
    expect(main(opened)).to_contain_text("Aangepast; de bron zegt 5%")
    ready(opened)
    address = opened.url
    elsewhere = page(None)
    elsewhere.goto(address)
    ready(elsewhere)
    elsewhere.get_by_role("link", name="Verkennen").first.click()
    ready(elsewhere)
    assert "1 wijziging" in main(elsewhere).inner_text()
    opened.locator(".st-key-revert-leaving_share button").click()
    expect(opened.locator("[data-testid=stCaptionContainer]").last).to_have_text(before)
    assert "Aangepast; de bron" not in main(opened).inner_text()
    no_faults(opened)


def test_a_measure_of_ones_own_from_form_to_file_and_back(page):
    opened = page("/maatregelen?maatregel=eigen")
    typed(opened, "title", "Buurtteams")
    typed(opened, "value", "300.000")
    typed(opened, "reason", "Ervaring van de buren")
    opened.locator(".st-key-form-add button").click()
    expect(opened.get_by_role("heading", level=1)).to_have_text("Buurtteams")
    ready(opened)
    section(opened, "Bronnen")
    with opened.expect_download() as download:
        opened.locator(".st-key-measure-yaml button").click()
    data = Path(download.value.path()).read_bytes()
    assert download.value.suggested_filename == "eigen-buurtteams.yaml"
    elsewhere = page(None)
    elsewhere.goto(opened.url)
    ready(elsewhere)
    expect(elsewhere.get_by_role("heading", level=1)).to_have_text("Buurtteams")
    fresh = page("/maatregelen?maatregel=eigen")
    field = fresh.locator(".st-key-measure-upload input[type=file]")
    broken = data.replace(b"300_000", b"300.000")
    field.set_input_files({"name": "mijn.yaml", "mimeType": "application/yaml", "buffer": broken})
    expect(main(fresh)).to_contain_text("mijn.yaml is niet overgenomen")
    assert "drivers.yearly_saving.value" in main(fresh).inner_text()
    assert "300_000" in main(fresh).inner_text()
    ready(fresh)
    field.set_input_files({"name": "mijn.yaml", "mimeType": "application/yaml", "buffer": data})
    expect(fresh.get_by_role("heading", level=1)).to_have_text("Buurtteams")
    ready(fresh)
    assert fresh.url.split("?")[1].count("s=") == 1
    no_faults(fresh)
