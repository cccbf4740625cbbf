"""The workbook as a file: names, formats, links, text that stays text, and nothing that could run."""

import datetime as dt
import io
import math
import re
import zipfile

import openpyxl
import pytest

from simulator.analysis.run import run
from simulator.domain.base import Text
from simulator.domain.measure import Unknown
from simulator.domain.scenario import MeasureSetting
from simulator.errors import WorkbookError
from simulator.export.workbook import workbook_bytes
from simulator.export.workbook.book import Book
from simulator.export.workbook.live import Live
from simulator.export.workbook.names import is_accepted
from simulator.export.workbook.work import SHEETS
from simulator.files import load_catalogue, load_scenario
from tests.export.workbook.conftest import ROOT
from tests.export.workbook.made import opened, small
from tests.factories import driver, scenario, school_coaches, small_catalogue, source

HOSTILE = ("=1+1", "+31 6 12", "-2+3", "@SUM(A1)", "\t=1+2", '=HYPERLINK("http://x","klik")', "http://x.nl")


def test_the_sheets_in_both_languages():
    assert opened(small()).sheetnames == [title.nl for title in SHEETS.values()]
    assert opened(small(), lang="en").sheetnames == [title.en for title in SHEETS.values()]


def test_every_name_is_one_that_excel_takes_and_stands_for_one_number(programme):
    book = openpyxl.load_workbook(io.BytesIO(programme[1]), data_only=True)
    names = [n for n in book.defined_names if not n.startswith("_xlnm")]
    assert len(names) > 150
    assert all(is_accepted(name) for name in names)
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        sheet, cell = book.defined_names[name].attr_text.split("!")
        assert isinstance(book[sheet][cell.replace("$", "")].value, int | float), name


def test_a_label_can_be_looked_up_as_it_reads(programme):
    # What lies under a heading is set in by its look, not by spaces: "   s: ..." is found by nobody.
    book = openpyxl.load_workbook(io.BytesIO(programme[1]))
    texts = [c for sheet in book for row in sheet.iter_rows() for c in row if isinstance(c.value, str)]
    assert not [c.coordinate for c in texts if c.value != c.value.strip()]
    line = next(c for c in texts if c.value == "lagere lasten: Ambulante jeugdhulp")
    assert line.alignment.indent == 1


@pytest.mark.parametrize("name", ["c", "R", "r1c1", "ab12", "XFD1", "1e", "naam met spatie"])
def test_names_that_excel_refuses(name):
    assert not is_accepted(name)


def test_nothing_runs_and_nothing_leads_outside(programme):
    parts = zipfile.ZipFile(io.BytesIO(programme[1]))
    assert not [n for n in parts.namelist() if "vba" in n.lower() or "external" in n.lower()]
    for name in parts.namelist():
        text = parts.read(name).decode("utf-8", "replace")
        assert 'TargetMode="External"' not in text
        if name.startswith("xl/worksheets/sheet"):
            formulas = re.findall(r"<f[^>]*>(.*?)</f>", text)
            assert not [f for f in formulas if "[" in f or "http" in f.lower() or "WEBSERVICE" in f]


def test_every_formula_carries_its_value(programme):
    parts = zipfile.ZipFile(io.BytesIO(programme[1]))
    for name in parts.namelist():
        if name.startswith("xl/worksheets/sheet"):
            text = parts.read(name).decode()
            assert not re.search(r"</f></c>|</f><v></v>|<v>nan|<v>inf|#N", text), name


def test_every_driver_of_the_scenario_has_its_source(programme):
    made, data = programme
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Uitgangspunten"]
    rows = {row[1].value: row for row in sheet.iter_rows(min_row=6) if row[1].value}
    hours = rows["m06_hours_less"]
    assert hours[2].value == 13
    assert hours[8].value == "staat in de bron"
    assert "(Gemeente Hilversum, 12 januari 2021)" in hours[9].value and hours[10].value and hours[11].value
    # All but the shift of growth.
    assert len(rows) >= len(made.plan.quantities)


def test_from_budget_to_source_by_links(programme):
    book = openpyxl.load_workbook(io.BytesIO(programme[1]))

    def targets(sheet):
        links = [cell.hyperlink for row in book[sheet].iter_rows() for cell in row if cell.hyperlink]
        return {link.location.split("!")[0].strip("'") for link in links}

    # Baten has the savings without an amount.
    assert targets("Begroting") == {"Samenloop", "Kosten", "Baten"}
    assert "Uitgangspunten" in targets("Baten") & targets("Kosten")


def test_layout_and_print(programme):
    book = openpyxl.load_workbook(io.BytesIO(programme[1]))
    for sheet in book:
        # What could not be read on A4 goes on A3.
        assert sheet.page_setup.paperSize == (9 if sheet.page_setup.orientation == "portrait" else 8) or (
            sheet.title not in {"Begroting", "Uitgangspunten", "Kosten"}
        )
        assert sheet.page_setup.fitToHeight == 0 and sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows
    assert book["Begroting"].freeze_panes == "B9"
    assert book["Begroting"].page_setup.orientation == "landscape"
    # The unit of Begroting is a cell that can be changed: "€ 5" would read as five euros.
    assert "€" not in book["Begroting"]["F9"].number_format
    assert "€-413" in book["Gemeenten"]["B6"].number_format


def test_properties_carry_the_run(programme):
    made, data = programme
    about = openpyxl.load_workbook(io.BytesIO(data)).properties
    assert made.run_id in about.subject and made.run_id in about.keywords


def test_the_same_run_gives_the_same_file():
    assert workbook_bytes(small()) == workbook_bytes(small())


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_only_ever_text(text):
    words = Text(nl=text, en=text)
    hostile = school_coaches(
        title=words,
        unknown=(Unknown(title=words, what="effect", source=source()),),
        drivers={
            "children": driver(100, "child", title=words, source=source(quote=text)),
            "saving_per_child": driver(1_000, "EUR/child/year"),
            "coaches": driver(0.5, "fte"),
        },
    )
    made = run(
        small_catalogue(hostile),
        scenario(
            "school-coaches",
            title=words,
            measures={"school-coaches": MeasureSetting(note=words)},
        ),
        draws=False,
    )
    book = opened(made)
    found = [c for s in book for row in s.iter_rows() for c in row if c.value == text.strip()]
    assert found and all(cell.data_type == "s" for cell in found)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("kind", ["number", "formula"])
def test_a_number_that_is_none_gets_into_no_cell(value, kind):
    sheet = Book(["Kosten"], {}, dt.datetime(2026, 1, 1)).sheets["Kosten"]
    with pytest.raises(WorkbookError, match=rf"cell Kosten!C2: found {value}; expected a finite number"):
        if kind == "number":
            sheet.number(1, 2, value)
        else:
            sheet.live(1, 2, Live("1/0", value))


def test_every_input_names_the_head_of_its_column(programme):
    book = openpyxl.load_workbook(io.BytesIO(programme[1]), data_only=True)
    said = [row[0].value for row in book["Controles"].iter_rows() if str(row[0].value).startswith("Kosten!")]
    assert said and all(re.search(r", Deel 20\d\d$", one) for one in said)


@pytest.mark.parametrize(
    ("name", "scenario_id"),
    [
        ("gooi-en-vechtstreek-2025", "lichte-hulp-dichtbij"),
        ("regio-amersfoort-lokale-teams", "ambitie-gemeenten"),
        ("vijf-gemeenten", "alle-aanpakken"),
    ],
)
def test_the_workbook_of_every_programme_holds_numbers_alone(name, scenario_id):
    """Spreadsheet programs refuse a file with nan in it."""
    catalogue = load_catalogue(ROOT / "measures" / name)
    scenario = load_scenario(ROOT / "scenarios" / name / f"{scenario_id}.yaml", catalogue)
    parts = zipfile.ZipFile(io.BytesIO(workbook_bytes(run(catalogue, scenario, draws=False))))
    for part in parts.namelist():
        if part.startswith("xl/worksheets/sheet"):
            assert not re.search(r"<v>-?(nan|inf)", parts.read(part).decode()), part
