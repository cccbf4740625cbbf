"""The page Pakketten in a browser: search, open a package, and look at other futures."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ready

# Each amount in a table, and over how many lines it is spread.
AMOUNTS = r"""() => [...document.querySelectorAll('[data-testid=stTable] td p')].flatMap(cell => {
    const text = cell.firstChild;
    return [...text.data.matchAll(/€\s?[\d.,]+(\s(mln|million))?/g)].map(found => {
        const range = document.createRange();
        range.setStart(text, found.index);
        range.setEnd(text, found.index + found[0].length);
        return [found[0], new Set([...range.getClientRects()].map(box => box.top)).size];
    });
})"""


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
    expect(start.get_by_test_id("stToast")).to_contain_text("Pakket A staat nu aan")
    ready(start)
    assert "s=" in start.url

    start.get_by_role("radio", name="Houdt het stand?").or_(
        start.get_by_role("button", name="Houdt het stand?")
    ).first.click()
    ready(start)
    expect(
        start.get_by_role("heading", name=re.compile("Hetzelfde pakket in andere toekomsten"))
    ).to_be_visible()
    expect(start.get_by_role("table").first).to_contain_text("alles 12 maanden later")
    expect(start.locator("[data-testid=stVegaLiteChart] svg.marks")).to_be_visible()
    expect(start.locator("[data-testid=stVegaLiteChart] svg [aria-label]")).to_have_count(0)
    assert start.page_errors == []
    assert start.outside_requests == []


def test_what_is_asked_outlives_a_reload_and_back_undoes_it(page):
    start = page("/pakketten?kans=geen")
    counts = start.get_by_text(re.compile("Van de 65.536 pakketten voldoen"))
    expect(counts).to_contain_text("voldoen er 65.536 aan uw eisen")
    start.get_by_role("combobox", name=re.compile("Wat telt het zwaarst")).click()
    start.get_by_role("option", name="Zo weinig mogelijk maatregelen").click()
    best = start.locator(".st-key-card-packages-best")
    expect(best).to_contain_text("Beste pakket: 0 maatregelen")
    ready(start)
    assert "kans=geen" in start.url and "doel=measures" in start.url
    start.reload()
    ready(start)
    expect(best).to_contain_text("Beste pakket: 0 maatregelen")
    start.go_back()
    ready(start)
    expect(best).not_to_contain_text("Beste pakket: 0 maatregelen")
    assert "doel" not in start.url and "kans=geen" in start.url
    start.get_by_role("link", name="Verkennen").first.click()
    ready(start)
    assert "kans" not in start.url


def test_a_point_of_the_line_opens_and_is_kept_to_compare(page):
    """By pointer from the chart, by keyboard from the list; in English, which the way to Explore keeps."""
    start = page("/pakketten?lang=en")
    picked = start.locator(".st-key-card-packages-picked")
    expect(picked).to_have_count(0)
    points(start).nth(5).click(force=True)
    expect(picked).to_contain_text("Package picked")
    ready(start)
    first = picked.text_content()

    listed = start.get_by_role("combobox", name="Pick a package on the line")
    listed.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "Enter"):
        start.keyboard.press(key)
    expect(picked).not_to_have_text(first)
    ready(start)
    # The point that was clicked before can be clicked again.
    points(start).nth(5).click(force=True)
    expect(picked).to_have_text(first)
    ready(start)

    start.get_by_role("button", name="Keep to compare").click()
    expect(start.get_by_text("Compare has this package beside what is on now")).to_be_visible()
    start.get_by_role("button", name="Open in Explore").click()
    expect(start.get_by_text("is on now, on all pages")).to_be_visible()
    ready(start)
    expect(start.locator(".st-key-card-net")).to_contain_text("Net saving")
    start.get_by_role("link", name="Compare").first.click()
    expect(start.locator(".st-key-card-compare-2")).to_contain_text("Package 1, 2")
    ready(start)
    assert start.page_errors == []
    assert start.outside_requests == []


def points(start):
    """The points that can be picked: what lies over those that are seen."""
    return (
        start.locator("[class*=st-key-chart-packages] g.mark-symbol")
        .filter(has=start.locator("path[opacity='0']"))
        .locator("path")
    )


CLICK_WHEN_THERE = """selector => new MutationObserver((_, observer) => {
    const button = document.querySelector(selector);
    if (button) {
        observer.disconnect();
        button.click();
    }
}).observe(document.body, { childList: true, subtree: true })"""
"""A search takes less than half a second: a click from outside the browser comes too late."""


def stop_a_search(start):
    """Click on stop while a search of another year is going on, take it up again, and go back."""
    for year in ("2022", "2023"):  # a fast machine may be done before the click
        start.get_by_role("combobox", name="Jaar").click()
        start.evaluate(CLICK_WHEN_THERE, ".st-key-packages-stop button")
        start.get_by_role("option", name=year).click()
        ready(start)
        if start.get_by_text("Het zoeken is gestopt").is_visible():
            break
    else:
        pytest.fail("two searches were done before they could be stopped")
    assert start.locator(".st-key-card-packages-best").count() == 0
    start.get_by_role("button", name="Zoek alle pakketten").click()
    expect(
        start.get_by_text("Van de 65.536 pakketten voldoen").or_(start.get_by_text("Geen van de"))
    ).to_be_visible()
    start.get_by_role("combobox", name="Jaar").click()
    start.get_by_role("option", name="2024").click()
    ready(start)


def test_a_screen_reader_hears_packages_and_no_bare_numbers(look):
    """Axes, letters and the line tell nothing that points do not, and a table has the numbers."""
    start = look("/pakketten")
    expect(points(start).first).to_be_attached()
    told = start.locator("[class*=st-key-chart-packages] svg [aria-label]").evaluate_all(
        "all => all.map(one => [one.getAttribute('aria-roledescription'), one.getAttribute('aria-label')])"
    )
    assert len(told) > 10
    assert [one for one in told if one[0] != "Pakket" or "bespaart" not in one[1]] == []
    assert [one for one in told if re.search(r"letter|: [0-9]|\d{5}", one[1])] == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_fits_a_phone_and_no_amount_is_broken_off(page, language):
    phone = page(f"/pakketten?lang={language}", width=390, height=844)
    expect(phone.locator(".st-key-card-packages-best")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    expect(phone.get_by_role("table").nth(1).locator("td p").last).to_be_visible()
    amounts = phone.evaluate(AMOUNTS)
    assert len(amounts) > 20
    assert [amount for amount, lines in amounts if lines != 1] == []
