"""Tables that are wider than a phone: one sees that there is more, and where."""

import pytest
from playwright.sync_api import expect

BUDGET = "/begroting"
BREAK_EVEN = "/?p=vijf-gemeenten"
CARD = "/maatregelen?p=gooi-en-vechtstreek-2025&maatregel=poh-jeugd-hilversum"
WORDS = {"nl": "Schuif opzij voor meer kolommen", "en": "Scroll sideways for more columns"}
SAID = "e => getComputedStyle(e, '::before').content"
MASK = "e => getComputedStyle(e.firstElementChild).maskImage"


def opened(page, path, language, width):
    return page(f"{path}{'&' if '?' in path else '?'}lang={language}", width=width, height=844)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("path", [BUDGET, BREAK_EVEN, CARD])
def test_a_phone_says_that_there_are_more_columns(page, path, language):
    phone = opened(page, path, language, 390)
    wide = phone.locator("[data-koers-wide]").first
    expect(wide).to_have_attribute("data-koers-wide", "wide right")
    assert WORDS[language] in wide.evaluate(SAID)
    right = wide.evaluate(MASK)
    assert right.endswith("rgba(0, 0, 0, 0))")  # what is cut off on the right fades
    wide.evaluate("e => { e.firstElementChild.scrollLeft = 1e6; }")
    expect(wide).to_have_attribute("data-koers-wide", "wide left")
    assert not wide.evaluate(MASK).endswith("rgba(0, 0, 0, 0))")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    assert phone.page_errors == []


def test_what_fits_says_nothing(page):
    screen = opened(page, BUDGET, "nl", 1280)
    expect(screen.locator(".koers-wide table").first).to_be_visible()
    assert screen.locator("[data-koers-wide]").count() == 0
    screen.set_viewport_size({"width": 390, "height": 844})
    expect(screen.locator("[data-koers-wide]").first).to_have_attribute("data-koers-wide", "wide right")
