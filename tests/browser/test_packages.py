"""The page Pakketten in a browser: search, open a package, and look at other futures."""

import re
from contextlib import suppress

import pytest
from playwright.sync_api import Error, expect

from tests.browser.conftest import ready


def test_from_demand_to_scenario_to_futures(page):
    start = page("/pakketten")
    expect(start.get_by_text("Van de 65.536 pakketten voldoen")).to_be_visible()
    best = start.locator(".st-key-card-packages-best")
    expect(best).to_contain_text("Taakstelling van Hilversum in 2024 gehaald")

    stop_a_search(start)
    start.get_by_role("combobox", name=re.compile("Wat telt het zwaarst")).click()
    start.get_by_role("option", name="Zo weinig mogelijk maatregelen").click()
    ready(start)
    expect(best).to_contain_text("Beste pakket: 5 maatregelen")

    start.get_by_role("button", name="Open pakket A").click()
    ready(start)
    expect(start.get_by_text("Pakket A staat nu aan")).to_be_visible()
    assert "s=" in start.url

    start.get_by_role("radio", name="Houdt het stand?").or_(
        start.get_by_role("button", name="Houdt het stand?")
    ).first.click()
    ready(start)
    expect(
        start.get_by_role("heading", name=re.compile("Hetzelfde pakket in andere toekomsten"))
    ).to_be_visible()
    expect(start.get_by_role("table").first).to_contain_text("alles 12 maanden later")
    assert start.page_errors == []
    assert start.outside_requests == []


def stop_a_search(start):
    """Click on stop while a search of another year is going on, take it up again, and go back."""
    for year in ("2022", "2023"):
        start.get_by_role("combobox", name="Jaar").click()
        start.get_by_role("option", name=year).click()
        with suppress(Error):  # a fast machine may be done before the click
            start.get_by_role("button", name="Stoppen").click(timeout=5_000)
        ready(start)
        if start.get_by_text("Het zoeken is gestopt").is_visible():
            break
    else:
        pytest.fail("two searches were done before they could be stopped")
    assert start.locator(".st-key-card-packages-best").count() == 0
    start.get_by_role("button", name="Zoek alle pakketten").click()
    expect(start.get_by_text("Van de 65.536 pakketten").or_(start.get_by_text("Geen van de"))).to_be_visible()
    start.get_by_role("combobox", name="Jaar").click()
    start.get_by_role("option", name="2024").click()
    ready(start)


def test_it_fits_a_phone(page):
    phone = page("/pakketten", width=390, height=844)
    expect(phone.locator(".st-key-card-packages-best")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
