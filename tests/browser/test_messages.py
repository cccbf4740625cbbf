"""What Streamlit says of itself, in the language of the page."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ready


def dialog(opened):
    """Give the message that lies over the page."""
    return opened.get_by_role("dialog")


@pytest.mark.parametrize(
    ("lang", "title", "told", "close"),
    [
        ("nl", "Deze pagina is er niet", "Bij dit adres hoort geen pagina van Koers.", "Bericht sluiten"),
        ("en", "There is no such page", "Koers has no page at this address.", "Close the message"),
    ],
)
def test_an_unknown_address_says_so_and_shows_the_first_page(page, lang, title, told, close):
    opened = page(f"/bestaat-niet?lang={lang}")
    expect(dialog(opened).get_by_role("heading")).to_have_text(title)
    expect(dialog(opened)).to_contain_text(told)
    dialog(opened).get_by_role("button", name=close).click()
    expect(dialog(opened)).to_have_count(0)
    expect(opened.get_by_role("heading", level=1)).to_be_visible()


def test_a_lost_connection_says_so_and_goes_on_by_itself(page):
    opened = page("/")
    address = opened.url
    opened.context.set_offline(True)
    try:
        opened.evaluate("window.connection.close()")
        expect(dialog(opened).get_by_role("heading")).to_have_text("Geen verbinding")
        expect(dialog(opened)).to_contain_text("uw scenario blijft staan")
        expect(opened.get_by_test_id("stConnectionStatus")).to_have_text("Verbinding zoeken")
    finally:
        opened.context.set_offline(False)
    expect(dialog(opened)).to_have_count(0)
    ready(opened)
    assert opened.url == address
