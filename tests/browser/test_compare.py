"""Vergelijken in a real browser: two scenarios side by side, a third one from a link, another browser."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ready
from tests.browser.test_explore import ARTEFACTS, CUT_OFF, OVERFLOW, no_faults, switch

TWO = "/vergelijken?vs=programma&vs=voorzichtig"
FOUR = f"{TWO}&vs=raadsbrief&vs=zoals-gedrukt"
DROPPED = "versoberen-huishoudelijke-hulp"
# Streamlit looks for its own addresses below those of a page first.
PROBES = "Failed to load resource: the server responded with a status of 404"


def cards(page) -> list[str]:
    found = page.locator("[class*=st-key-card-compare-]")
    expect(found.last).to_contain_text("2024")  # drawn
    return found.all_inner_texts()


def charts(page, count: int) -> None:
    """Wait until all charts are drawn."""
    expect(page.locator("[data-testid=stVegaLiteChart] svg")).to_have_count(count)


def flawless(page) -> None:
    page.console_errors[:] = [error for error in page.console_errors if not error.startswith(PROBES)]
    no_faults(page)


@pytest.mark.parametrize(("language", "width", "path"), [("en", 390, f"{FOUR}&lang=en"), ("nl", 1280, TWO)])
def test_the_page_is_whole(look, language, width, path):
    opened = look(path, width=width, height=800)
    charts(opened, 3)
    assert opened.locator("h1").count() == 1
    assert opened.evaluate(OVERFLOW) <= 0, "the page scrolls sideways"
    assert opened.evaluate(CUT_OFF) == []
    ARTEFACTS.mkdir(exist_ok=True)
    opened.screenshot(path=ARTEFACTS / f"compare-{language}-{width}.png")
    flawless(opened)


def test_the_journey_of_an_alderman(page):
    """Drop a measure, compare with what it was, send the link, add another scenario."""
    opened = page("/")
    switch(opened, DROPPED)
    sent = opened.url
    opened.get_by_role("link", name="Vergelijken").click()
    ready(opened)
    found = cards(opened)
    assert found[0].split()[:2] == ["A", "Programma"]
    assert "Programma, 1 wijziging" in found[1]
    assert "minder dan A" in found[1]
    assert "Kans dat A meer oplevert dan B" in found[1]
    settings = opened.locator(".st-key-compare-settings td").all_inner_texts()
    assert [text for text in settings if text in ("aan", "uit")] == ["aan", "uit"]
    # The link that the page offers shows the same comparison elsewhere.
    opened.locator(".st-key-share button").first.click()
    offered = page(None)
    offered.goto(opened.locator("#share-link").input_value())
    ready(offered)
    assert cards(offered) == found
    # The link that was copied from the first page, pasted beside another scenario.
    elsewhere = page("/vergelijken")
    elsewhere.locator(".st-key-compare-with-voorzichtig button").click()
    ready(elsewhere)
    elsewhere.locator(".st-key-compare-add summary").click()
    ready(elsewhere)
    field = elsewhere.locator("[class*=st-key-compare-link] input")
    field.fill(sent)
    field.press("Enter")
    expect(elsewhere.locator("[class*=st-key-card-compare-]")).to_have_count(3)
    ready(elsewhere)
    assert found[1].splitlines()[2:4] == cards(elsewhere)[2].splitlines()[2:4]
    # The address of the comparison gives the same elsewhere, and after a reload.
    third = page(None)
    third.goto(elsewhere.url)
    ready(third)
    assert cards(third) == cards(elsewhere)
    third.reload()
    ready(third)
    assert cards(third) == cards(elsewhere)
    for one in (opened, elsewhere, third):
        flawless(one)


def test_a_broken_file_leaves_the_comparison_and_a_good_one_joins_it(page, tmp_path: Path):
    opened = page(TWO)
    before = cards(opened)
    broken = tmp_path / "kapot.yaml"
    broken.write_text("id: kapot\n", encoding="utf-8")
    opened.locator(".st-key-compare-add summary").click()
    ready(opened)
    field = opened.locator(".st-key-compare-add input[type=file]")
    field.set_input_files(broken)
    expect(opened.locator(".st-key-compare-add [data-testid=stAlert]")).to_contain_text("kapot.yaml")
    ready(opened)
    assert cards(opened) == before
    shipped = Path(__file__).parents[2] / "scenarios" / "gooi-en-vechtstreek-2021" / "raadsbrief.yaml"
    opened.locator(".st-key-compare-add input[type=file]").set_input_files(shipped)
    expect(opened.locator("[class*=st-key-card-compare-]")).to_have_count(3)
    assert "Raadsbrief" in cards(opened)[2]
    flawless(opened)


def taken_along(opened, table, button):
    """Open the part with a table, and give the file that its button gives."""
    opened.locator(f".st-key-{table} summary").click()
    ready(opened)
    with opened.expect_download() as download:
        opened.locator(f".st-key-{button} button").click()
    return Path(download.value.path()).read_bytes()


def test_the_tables_come_along_as_csv(page):
    data = taken_along(page(TWO), "compare-years-table", "compare-gaps-csv")
    assert data.startswith("\ufeffJaar;Scenario;Laag (P10);".encode())
    assert len(data.splitlines()) == 5


def test_the_measures_come_along_as_csv_and_an_unknown_saving_is_an_empty_cell(page):
    """13: its costs of 400,000 in 2024 are known, and what it saves is not."""
    data = taken_along(page(TWO), "compare-measures-table", "compare-measures-csv")
    lines = data.decode("utf-8-sig").splitlines()
    rows = [dict(zip(lines[0].split(";"), line.split(";"), strict=True)) for line in lines[1:]]
    (found,) = [
        row
        for row in rows
        if row["Maatregel"].startswith("13.") and row["Jaar"] == "2024" and row["Scenario"] == "A"
    ]
    assert (found["Eerlijk aandeel in besparing"], found["Kosten"], found["Netto"]) == ("", "400000,00", "")
