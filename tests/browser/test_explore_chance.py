"""Verkennen: the alderman of a small municipality meets chance."""

from tests.browser.conftest import ready
from tests.browser.test_explore import CUT_OFF, OVERFLOW, chart_texts, no_faults


def test_a_small_municipality_sees_how_far_chance_moves_its_spending(page):
    opened = page("/?lang=nl", width=390, height=1600)
    opened.get_by_role("radio", name="Toeval", exact=True).click()
    ready(opened)
    body = opened.locator("[data-testid=stMain]")
    assert "Kleine gemeenten schommelen het meest" in body.inner_text()
    assert "Eemnes" in chart_texts(opened)
    view = opened.locator("[class*=st-key-view-] input").first
    view.click()
    view.fill("Blaricum")
    view.press("Enter")
    ready(opened)
    opened.wait_for_function("document.body.innerText.includes('In Blaricum liggen de uitgaven')")
    texts = chart_texts(opened)
    assert "Toeval: Blaricum alleen" in texts
    assert "Verblijf jeugd" in texts
    assert "aantal cliënten is onbekend: Wmo-vervoer" in body.inner_text()
    assert opened.evaluate(OVERFLOW) <= 0, "the page scrolls sideways"
    assert opened.evaluate(CUT_OFF) == []
    no_faults(opened)
