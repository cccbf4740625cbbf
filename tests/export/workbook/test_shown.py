"""How a number is shown that would mislead as it is: next to nothing, next to certain, no part of a whole."""

import datetime as dt
import html
import io
import re
import subprocess
from shutil import which

import openpyxl
import pytest

from simulator.analysis.budget import BudgetOptions
from simulator.analysis.run import run
from simulator.export.workbook import workbook_bytes
from simulator.export.workbook.book import Book
from simulator.export.workbook.live import Live
from simulator.export.workbook.work import SHEETS
from tests.export.workbook.made import opened, small
from tests.factories import driver, effect, measure, scenario, small_catalogue


def test_an_amount_that_rounds_to_nothing_has_no_sign():
    book = opened(small(), options=BudgetOptions(unit=1000))
    (rule,) = [
        (places, one)
        for places in book["Begroting"].conditional_formatting
        for one in places.rules
        if "F9" in str(places.sqref)
    ]
    assert rule[1].operator == "between" and [float(x) for x in rule[1].formula] == [-0.4999999, 0.4999999]
    # Three looks, for more, less and nothing: none of them has a minus.
    assert rule[1].dxf.numFmt.formatCode.count('"0"') == 3
    assert "-" not in rule[1].dxf.numFmt.formatCode and "€" not in rule[1].dxf.numFmt.formatCode
    assert book["Begroting"]["C6"].value.startswith("=IF(p_eenheid=1,")


@pytest.mark.skipif(which("pdftotext") is None, reason="pdftotext (poppler-utils) is not installed")
def test_less_than_half_a_cent_is_nothing_whatever_its_sign(office, tmp_path):
    """As LibreOffice shows it: a share of -0.0000001 is no red "-0,00", and -0.01 still is."""
    book = Book(["Controles"], {}, dt.datetime(2026, 1, 1))
    sheet = book.sheets["Controles"]
    for row, value in enumerate((-0.0004, -1e-10, 0.0004, -0.0051, -0.01)):
        sheet.number(row, 0, value, "euro_cent")
        sheet.live(row, 1, Live(f"{value}", value), "euro_cent")
    path = tmp_path / "small.xlsx"
    path.write_bytes(book.close())
    printed = ["pdftotext", "-layout", str(office.convert(path, "pdf")), "-"]
    said = subprocess.run(printed, capture_output=True, check=True, text=True)
    amounts = re.findall(r"-?€ *0[.,]0\d", said.stdout)
    assert [amount[0] == "-" for amount in amounts] == [False] * 6 + [True] * 4, said.stdout


def test_the_checks_hide_such_a_sign_and_are_as_strict_as_ever(programme):
    sheet = openpyxl.load_workbook(io.BytesIO(programme[1]))["Controles"]
    hidden = [
        rule
        for places in sheet.conditional_formatting
        for rule in places.rules
        if rule.operator == "between" and "C9" in str(places.sqref) and "D9" in str(places.sqref)
    ]
    (rule,) = hidden
    assert [float(x) for x in rule.formula] == [-0.004999999, 0.004999999]
    look = rule.dxf.numFmt.formatCode.replace("€-413", "")
    assert "Red" not in look and "-" not in look
    assert sheet["E9"].value == "=ROUND($C$9-$D$9,2)"
    assert sheet["F9"].value.startswith("=IF(ABS($E$9)<0.005,")


@pytest.mark.parametrize(("lang", "least", "most"), [("nl", "<0,1%", ">99,9%"), ("en", "<0.1%", ">99.9%")])
def test_a_chance_is_never_shown_as_none_or_certain(lang, least, most, office, tmp_path):
    """Noord must save 200,000 in 2022: of 100 draws of 10 euro none does, of 10 million euro all do."""
    expected = {10: least, 10_000_000: most}
    paths = []
    for amount in expected:
        rich = measure(
            "rich",
            drivers={"amount": driver(amount, "EUR/year")},
            effects={"all": effect("youth", "amount", (1, 1, 1, 1))},
        )
        made = run(small_catalogue(rich), scenario("rich", draws=100))
        path = tmp_path / f"{lang}-{amount}.xlsx"
        path.write_bytes(workbook_bytes(made, lang=lang))
        sheet = openpyxl.load_workbook(path)[SHEETS["uncertainty"].nl if lang == "nl" else "Uncertainty"]
        last = {row[4].value: row for row in sheet.iter_rows() if row[4].value is not None}
        assert (0 if amount == 10 else 1) in last  # the number itself is what it is
        paths.append(path)
    for shown, page in zip(expected.values(), office.convert_all(paths, "html"), strict=True):
        assert f">{html.escape(shown)}<" in page.read_text("utf-8")


def test_an_overlap_is_no_part_of_a_whole(programme):
    page = openpyxl.load_workbook(io.BytesIO(programme[1]))["Uitgangspunten"]
    units = {str(row[1].value): row[3].value for row in page.iter_rows(min_row=6)}
    of_overlaps = {unit for name, unit in units.items() if name.startswith("p_overlap_")}
    assert of_overlaps == {"τ, van −1 tot 1"}
    assert units["p_growth_guidance_2020"] == "deel van 1"


@pytest.mark.skipif(which("pdftotext") is None, reason="pdftotext (poppler-utils) is not installed")
def test_no_sheet_prints_a_sign_before_nothing(programme, office, tmp_path):
    """Fair shares of `voorzichtig` hold -0.00000000002: that is nothing, and where PM belongs to it PM."""
    path = tmp_path / "voorzichtig.xlsx"
    path.write_bytes(programme[1])
    printed = ["pdftotext", "-layout", str(office.convert(path, "pdf")), "-"]
    said = subprocess.run(printed, capture_output=True, check=True, text=True).stdout
    assert "€" in said and not re.findall(r"(?<!\S)-(?:€ *)?0(?:[.,]00)?(?![\d.,])", said)
    assert not re.findall(r"(?<![\d.,])0 \+ PM", said)
