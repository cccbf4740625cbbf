"""Delen en bewaren in a real browser: link, file and back, files refused, the sheet on paper."""

import base64
import json
import re
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ready

ROOT = Path(__file__).parents[2]
SHIPPED = sorted(path.stem for path in (ROOT / "scenarios" / "gooi-en-vechtstreek-2021").glob("*.yaml"))
DROPPED = "versoberen-huishoudelijke-hulp"
RUN = re.compile(r"[0-9a-f]{12}")
A4 = (595, 842)  # points
CAPTION = "[data-testid=stMainBlockContainer] [data-testid=stCaptionContainer]"


def run_of(page: Page) -> str:
    return RUN.search(page.locator(CAPTION).last.inner_text()).group()


def opened_share(page: Page) -> None:
    page.locator(".st-key-share button").first.click()
    expect(page.locator("#share-link")).to_be_visible()


def drop(page: Page, measure: str = DROPPED) -> None:
    page.locator(f".st-key-on-{measure} label").first.click()
    ready(page)


def offer(page: Page, path: Path) -> None:
    """Choose a file in the field for a scenario."""
    page.locator(".st-key-share-open input[type=file]").set_input_files(path)
    ready(page)


def pages_of(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of every page of a PDF, in points; Chromium writes page objects uncompressed."""
    boxes = re.findall(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]", pdf)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == len(boxes)
    return [(float(width), float(height)) for width, height in boxes]


def test_the_link_gives_the_same_run_elsewhere(page):
    one = page("/")
    drop(one)
    opened_share(one)
    link = one.locator("#share-link").input_value()
    one.locator("[data-koers=copy]").click()
    expect(one.locator("#share-told")).to_contain_text("Gekopieerd")
    other = page(None)
    other.goto(link)
    ready(other)
    assert run_of(other) == run_of(one)
    assert one.page_errors == []


def test_the_link_says_the_language_and_the_page_that_is_seen(page):
    opened = page("/uitleg?lang=en")
    opened_share(opened)
    assert re.search(r"/uitleg\?lang=en&s=", opened.locator("#share-link").input_value())


def test_a_saved_scenario_opens_again_with_the_same_numbers(page, tmp_path):
    opened = page("/")
    drop(opened)
    opened_share(opened)
    with opened.expect_download() as download:
        opened.locator(".st-key-share-save button").click()
    name, run = download.value.suggested_filename, run_of(opened)
    assert name == f"koers-programma-{run}.yaml"
    saved = tmp_path / name
    download.value.save_as(saved)
    other = page("/")
    assert run_of(other) != run
    opened_share(other)
    offer(other, saved)
    expect(other.locator("[data-testid=stAlert]")).to_contain_text("Geopend")
    assert run_of(other) == run


def test_a_bad_file_is_told_and_changes_nothing(page, tmp_path):
    shipped = (ROOT / "scenarios" / "gooi-en-vechtstreek-2021" / "programma.yaml").read_bytes()
    opened = page("/")
    drop(opened)
    run, address = run_of(opened), opened.url
    opened_share(opened)
    for name, content, told in (
        ("plan.yaml", b"id: [1, 2\n", "gevonden"),
        ("utf-16.yaml", b"\xff\xfe\x00", "utf-8"),
        ("trekkingen.yaml", b"draws: 1000000\n" + shipped, "draws"),
    ):
        bad = tmp_path / name
        bad.write_bytes(content)
        offer(opened, bad)
        problems = opened.locator(".st-key-share-problems")
        expect(problems).to_contain_text(f"{name}, regel")
        text = problems.inner_text().lower()
        assert told in text, name
        assert all(word in text for word in ("gevonden", "verwacht", "herstel")), name
        assert "traceback" not in text
        assert (run_of(opened), opened.url) == (run, address), name
        opened.locator(".st-key-share-close button").click()
        ready(opened)
        assert problems.count() == 0, name
        opened_share(opened)


def test_a_file_of_another_programme_or_too_large_is_told_in_a_sentence(page, tmp_path):
    opened = page("/")
    drop(opened)
    expect(opened).to_have_url(re.compile("s="))
    ready(opened)
    run = run_of(opened)
    opened_share(opened)
    offer(opened, next((ROOT / "scenarios" / "regio-amersfoort-lokale-teams").glob("*.yaml")))
    expect(opened.locator("[data-testid=stAlert]")).to_contain_text("hoort bij het programma")
    assert opened.locator(".st-key-share-problems").count() == 0
    large = tmp_path / "plan.yaml"
    large.write_bytes(b"x" * (2 << 20))
    offer(opened, large)
    field = opened.locator(".st-key-share-open [data-testid=stFileUploader]")
    assert "te groot" in field.evaluate("field => getComputedStyle(field, '::after').content")
    remove = field.locator("[data-testid=stFileChip] button")
    expect(remove).to_have_attribute("aria-label", "Haal het bestand weg")
    assert run_of(opened) == run


def test_no_english_of_the_file_field_is_left_on_the_dutch_page(page):
    opened = page("/")
    opened_share(opened)
    field = opened.locator(".st-key-share-open")
    label = field.locator("button [data-testid=stMarkdownContainer]")
    assert "Kies een bestand" in label.evaluate("label => getComputedStyle(label, '::after').content")
    # The name of an icon is drawn as the icon, and kept from screen readers.
    text = field.inner_text().replace("upload", "", 1)
    assert not re.search(r"upload|per file|drag|browse", text, re.IGNORECASE)
    button = field.get_by_role("button", name="Kies een bestand: Open een bewaard scenario")
    expect(button).to_be_visible()


def test_an_old_link_says_what_changed_and_a_broken_one_what_to_do(page):
    opened = page("/?s=kapot")
    assert "vraag de afzender" in opened.locator("[data-testid=stAlert]").inner_text()
    # A link made with other files: the token of the page with another catalogue and run in it.
    opened_share(opened)
    token = opened.locator("#share-link").input_value().split("s=")[1]
    packed = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    content = json.loads(zlib.decompress(packed[1:])) | {"c": "000000000000", "r": "000000000000"}
    old = base64.urlsafe_b64encode(packed[:1] + zlib.compress(json.dumps(content).encode()))
    opened = page(f"/?s={old.decode().rstrip('=')}")
    assert "000000000000" in opened.locator("[data-testid=stAlert]").inner_text()
    assert opened.locator(".st-key-card-net").is_visible()


@pytest.mark.parametrize(
    ("scenario", "language"),
    # The longest sheet, that of a municipality, and the shortest.
    [
        ("voorzichtig", "nl"),
        ("voorzichtig", "en"),
        ("zienswijze-hilversum", "nl"),
        ("ongewijzigd-beleid", "nl"),
    ],
)
def test_the_sheet_is_one_a4(page, scenario, language):
    opened = page(f"/?lang={language}")
    picker = opened.locator(f".st-key-scenario-picker-{language} input")
    picker.click()
    opened.get_by_role("option").nth(SHIPPED.index(scenario)).click()
    ready(opened)
    run = run_of(opened)
    opened_share(opened)
    opened.locator("[data-testid=stPageLink] a").click()
    expect(opened.locator(".koers-sheet footer")).to_contain_text(run)
    ready(opened)
    pdf = opened.pdf(prefer_css_page_size=True)
    (size,) = pages_of(pdf)
    assert size == pytest.approx(A4, abs=2)
