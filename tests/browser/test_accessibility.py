"""Accessibility of every page: axe-core, the keyboard, the language of the document, a phone's width.

axe-core finds what a program can find: names, roles, contrast. What it cannot is checked by hand.
"""

import re
from itertools import pairwise
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ready

ROOT = Path(__file__).parents[2]
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
# Every page of the app; the address of the default one is bare.
NAMED = re.findall(r'url_path="([a-z-]+)"(, default=True)?', (ROOT / "app.py").read_text("utf-8"))
PAGES = tuple("" if default else name for name, default in NAMED)
LANGUAGES = ("nl", "en")
SERIOUS = ("serious", "critical")

# What axe-core finds in Streamlit's own elements and we cannot change: rule, part of its HTML, reason.
STREAMLIT: tuple[tuple[str, str, str], ...] = ()

RUN = """async ([part, contrast]) => {
    const rules = {region: {enabled: false}, 'color-contrast': {enabled: contrast}};
    const found = await axe.run(part ?? document, {resultTypes: ['violations'], rules});
    return found.violations.map(v => ({id: v.id, impact: v.impact,
        nodes: v.nodes.map(n => ({target: n.target.join(' '), html: n.html.slice(0, 400)}))}));
}"""
# What a screen reader hears of charts: of each what it shows, and what in it is not hidden.
HEARD = """all => all.flatMap(chart => [chart, ...chart.querySelectorAll('[aria-label]')])
    .filter(one => !one.closest('[aria-hidden=true]')).map(one => one.getAttribute('aria-label'))"""
# An amount as it is computed, in Dutch, or the name that a column of data has in the program.
RAW = re.compile(r"\d{5}|,\d{3}|\b(axis|legend|year|label|middle|interval|p[1-9]0)\b")
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def settled(page: Page) -> None:
    """Wait until the page has its headings and, where it has charts, their drawings."""
    page.wait_for_selector("[data-testid=stMain] h1")
    page.wait_for_selector(".st-key-lang button")
    ready(page)


def violations(page: Page, part: str | None = None, *, contrast: bool = True) -> list[str]:
    """Run axe-core on a page or a part of it; give what is serious and ours, one line each."""
    # The policy of the page forbids foreign scripts, so the script goes in through the browser itself.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return [
        f"{found['id']} ({found['impact']}): {node['target']}: {node['html']}"
        for found in page.evaluate(RUN, [part, contrast])
        if found["impact"] in SERIOUS
        for node in found["nodes"]
        if not any(found["id"] == rule and part in node["html"] for rule, part, _ in STREAMLIT)
    ]


def charts_told(page: Page) -> int:
    """Count charts. A sentence tells what each shows; its marks and axes are silent, as a table has them."""
    charts = page.locator("[data-testid=stVegaLiteChart]")
    expect(charts.locator("svg.marks")).to_have_count(charts.count())
    heard = charts.evaluate_all(HEARD)
    assert len(heard) == charts.count(), heard
    assert [one for one in heard if not one or RAW.search(one)] == []
    return len(heard)


def check_headings(page: Page) -> None:
    """One title, first, and no level skipped."""
    levels = page.locator("[data-testid=stMain] :is(h1, h2, h3, h4)").evaluate_all(
        "all => all.filter(h => h.checkVisibility()).map(h => Number(h.tagName[1]))"
    )
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels


def check_phone(page: Page) -> None:
    """Nothing is wider than a phone."""
    page.set_viewport_size({"width": 390, "height": 800})
    ready(page)
    assert page.evaluate(OVERFLOW) <= 0, "the page scrolls sideways on a phone"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_serious_violation_skips_no_heading_and_fits_a_phone(page, path):
    opened = page(f"/{path}?lang=en")
    settled(opened)
    assert violations(opened) == []
    check_headings(opened)
    check_phone(opened)
    opened.set_viewport_size({"width": 1280, "height": 1000})
    opened.locator(".st-key-lang button").nth(0).click()
    ready(opened)
    expect(opened.locator("html")).to_have_attribute("lang", "nl")
    # The colours are those of the other language, and take most of the time.
    assert violations(opened, contrast=False) == []
    check_headings(opened)
    check_phone(opened)


def test_what_opens_on_a_click_has_no_serious_violation_either(page):
    opened = page("/")
    settled(opened)
    opened.locator(".st-key-share button").first.click()
    expect(opened.locator("#share-link")).to_be_visible()
    assert violations(opened) == []


def test_no_chart_has_one_and_each_is_told_in_words(page):
    opened = page("/")
    settled(opened)
    choices = opened.locator("[class*=st-key-chart-choice] button")
    assert choices.count() > 1
    for at in range(choices.count()):
        choices.nth(at).click()
        ready(opened)
        assert charts_told(opened) == 1
        # The colours of what stands around a chart are those of every page.
        found = violations(opened, "[data-testid=stMain]", contrast=not at)
        assert found == [], choices.nth(at).inner_text()


def test_a_comparison_has_none(page):
    opened = page("/vergelijken?vs=programma&vs=voorzichtig")
    settled(opened)
    opened.wait_for_selector("[data-testid=stVegaLiteChart] svg")
    assert violations(opened) == []


@pytest.mark.parametrize(
    ("path", "choice", "least"),
    [
        ("/gevoeligheid", "sensitivity-chart", 4),
        ("/monitor", "monitor-choice", 3),
        ("/vergelijken?vs=programma&vs=voorzichtig", "", 3),
        ("/zienswijze", "", 1),
        ("/uitleg", "", 1),
    ],
)
def test_charts_of_other_pages_are_told_in_words_too(page, path, choice, least):
    """Those of Pakketten are in test_packages: packages on the line are told one by one.

    Not each choice has a chart: nobody knows yet what single measures delivered.
    """
    opened = page(path)
    settled(opened)
    told = charts_told(opened)
    others = opened.locator(f"[class*=st-key-{choice}-nl] button") if choice else None
    for at in range(1, others.count() if others else 0):
        others.nth(at).click()
        ready(opened)
        told += charts_told(opened)
    assert told >= least


def language_of(page: Page) -> str:
    return page.evaluate("document.documentElement.lang")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_document_says_its_language_before_any_script_runs(page, app_url, language):
    answer = page(None).request.get(f"{app_url}/uitleg?lang={language}", headers={"Accept": "text/html"})
    assert f'<html lang="{language}">' in answer.text()
    assert "<title>Streamlit</title>" not in answer.text()


def test_the_document_keeps_up_with_the_language_switch_and_the_pages(page):
    opened = page("/")
    assert language_of(opened) == "nl"
    opened.locator(".st-key-lang button").nth(1).click()
    ready(opened)
    assert language_of(opened) == "en"
    opened.locator("[data-testid=stTopNavLink]").nth(1).click()
    ready(opened)
    assert language_of(opened) == "en"
    opened.locator(".st-key-lang button").nth(0).click()
    ready(opened)
    assert language_of(opened) == "nl"
    opened.go_back()
    expect(opened.locator("html")).to_have_attribute("lang", "en")
    assert opened.page_errors == []


def focused(page: Page) -> str:
    """Where the keyboard is: the nearest key of ours, else the tag and text."""
    return page.evaluate(
        """() => {
            const at = document.activeElement;
            const ours = at.closest('[class*=st-key-]');
            const key = ours && [...ours.classList].find(name => name.startsWith('st-key-'));
            return key || `${at.tagName} ${at.textContent.trim().slice(0, 30)}`;
        }"""
    )


def test_the_main_controls_are_reached_and_used_with_the_keyboard_alone(page):
    opened = page("/")
    settled(opened)
    wanted = {"st-key-lang", "st-key-share", "st-key-on-vindplaats-naar-werkplaats", "st-key-view-nl"}
    reached: list[str] = []
    for _ in range(90):
        opened.keyboard.press("Tab")
        reached.append(focused(opened))
        if wanted <= set(reached):
            break
    assert wanted <= set(reached), reached
    switch = opened.locator(".st-key-on-vindplaats-naar-werkplaats input")
    switch.focus()
    opened.keyboard.press("Space")
    ready(opened)
    assert "s=" in opened.url
    opened.locator(".st-key-share button").first.focus()
    opened.keyboard.press("Enter")
    expect(opened.locator("#share-link")).to_be_visible()
    opened.keyboard.press("Escape")
    expect(opened.locator("#share-link")).to_be_hidden()


def test_answers_carry_security_headers(page, app_url):
    asked = page(None).request
    shell = asked.get(f"{app_url}/", headers={"Accept": "text/html"}).headers
    policy = shell["content-security-policy"]
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval'" not in policy.replace("'wasm-unsafe-eval'", "")
    script = policy.split("script-src", 1)[1].split(";")[0]
    assert "unsafe-inline" not in script
    for address in ("/", "/koers/page.js", "/_stcore/health"):
        assert asked.get(f"{app_url}{address}").headers["x-content-type-options"] == "nosniff"
