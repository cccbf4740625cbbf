"""The workbook as a file: names, formats, links, text that stays text, and nothing that could run."""

import datetime as dt
import html
import io
import math
import re
import subprocess
import zipfile
from shutil import which

import openpyxl
import pytest

from simulator.analysis.budget import BudgetOptions, taakveld_table
from simulator.analysis.run import run
from simulator.domain.base import Text
from simulator.domain.measure import Unknown
from simulator.domain.scenario import MeasureSetting
from simulator.engine.result import REGION
from simulator.errors import WorkbookError
from simulator.export.budget_tables import reader_tables
from simulator.export.conventions import CONVENTIONS
from simulator.export.workbook import workbook_bytes
from simulator.export.workbook.book import Book
from simulator.export.workbook.live import Live
from simulator.export.workbook.names import is_accepted
from simulator.export.workbook.work import SHEETS
from simulator.files import load_catalogue, load_scenario
from tests.export.workbook.conftest import ROOT
from tests.factories import (
    driver,
    effect,
    measure,
    scenario,
    school_coaches,
    small_catalogue,
    small_measures,
    small_programme,
    source,
)

HOSTILE = ("=1+1", "+31 6 12", "-2+3", "@SUM(A1)", "\t=1+2", '=HYPERLINK("http://x","klik")', "http://x.nl")


def opened(made, **settings):
    return openpyxl.load_workbook(io.BytesIO(workbook_bytes(made, **settings)))


def small(**changes):
    return run(small_catalogue(), scenario(**changes), draws=False)


@pytest.fixture(scope="module")
def programme(catalogue, scenario_of):
    made = run(catalogue, scenario_of("voorzichtig").model_copy(update={"draws": 200}))
    return made, workbook_bytes(made)


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
    assert "€-413" in book["Begroting"]["F9"].number_format


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


def test_unknown_is_written_as_pm_and_not_as_zero():
    words = Text(nl="Meer vraag", en="More demand")
    idea = measure("idea", unknown=(Unknown(title=words, what="effect", source=source()),))
    book = opened(run(small_catalogue(idea), scenario("idea"), draws=False))
    row = next(r for r in book["Begroting"].iter_rows() if str(r[0].value).endswith("idea: Meer vraag"))
    # In the balance of each year.
    assert [cell.value for cell in row[1:] if cell.value is not None] == ["PM"] * 4


def test_pm_stands_in_the_years_of_which_the_amount_is_unknown():
    """In Begroting below the balance of each year; in Maatregelen below the cost of each year."""
    words = Text(nl="Meer vraag", en="More demand")
    post = Unknown(title=words, what="cost", years=(2022, 2024), source=source())
    book = opened(run(small_catalogue(measure("idea", unknown=(post,))), scenario("idea"), draws=False))
    places = (("Maatregelen", "idea", "Kosten"), ("Begroting", "idea: Meer vraag", "Saldo"))
    for sheet, title, kind in places:
        rows = list(book[sheet].iter_rows())
        row = [r for r in rows if str(r[0].value).strip() == title][-1]
        head = [r for r in rows if any(c.value == f"{kind} 2024" for c in r)][-1]
        found = [head[at].value for at, cell in enumerate(row) if cell.value == "PM"]
        assert found == [f"{kind} 2022", f"{kind} 2024"]


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("kind", ["number", "formula"])
def test_a_number_that_is_none_gets_into_no_cell(value, kind):
    sheet = Book(["Kosten"], {}, dt.datetime(2026, 1, 1)).sheets["Kosten"]
    with pytest.raises(WorkbookError, match=rf"cell Kosten!C2: found {value}; expected a finite number"):
        if kind == "number":
            sheet.number(1, 2, value)
        else:
            sheet.live(1, 2, Live("1/0", value))


def rows_of(sheet, label):
    return [row for row in sheet.iter_rows() if str(row[0].value).strip() == label]


@pytest.fixture(scope="module")
def awareness(programme):
    """Measure 16: 80,000 in 2021 and 2022, a saving and a cost that nobody knows."""
    book = openpyxl.load_workbook(io.BytesIO(programme[1]), data_only=True)
    return book, "16. Versterken kostenbewustzijn"


def test_nothing_known_is_the_text_pm_and_a_known_part_a_number_that_says_so(awareness):
    book, label = awareness
    amendment, measure = rows_of(book["Begroting"], label)
    # Expenditure, income, balance and letter of 2021, then balances of 2022 to 2024.
    assert [cell.value for cell in amendment[5:12]] == [80_000, "PM", 80_000, "N", 80_000, 0, 0]
    for cell in (amendment[5], amendment[7], amendment[10], measure[13]):
        assert "+ PM" in cell.number_format and '"PM"' in cell.number_format.split(";")[2]
    assert [measure[at].value for at in (6, 10, 14, 18)] == ["PM"] * 4
    saving, cost = (
        next(r for r in book["Begroting"].iter_rows() if str(r[0].value).strip().startswith(words))
        for words in ("besparing zonder bedrag: Besparing door", "kosten zonder bedrag: Kosten van gemeenten")
    )
    assert [cell.value for cell in saving[5:8]] == ["PM"] * 3
    # As in CSV and on the page: a cost without an amount leaves income known.
    assert [cell.value for cell in cost[5:9]] == ["PM", 0, "PM", "PM"]
    assert saving[4].value.startswith("Baten!") and cost[4].value.startswith("Kosten!")
    line = book["Baten"][int(re.sub(r"\D", "", saving[4].value))]
    assert [cell.value for cell in line[6:18]] == ["PM"] * 12 and "regel 2875" in line[18].value


def test_a_post_is_pm_where_it_is_unknown_and_zero_elsewhere_as_in_the_csv(programme):
    """Measure 4: work of a committee costs something unknown in 2022, and in that year alone."""
    made, data = programme
    sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=True)["Begroting"]
    (post,) = rows_of(sheet, "kosten zonder bedrag: Werk van de commissie in 2022")
    assert [cell.value for cell in post[5:21]] == [0, 0, 0, "–", "PM", 0, "PM", "PM", *[0, 0, 0, "–"] * 2]
    (lines,) = (table for table in reader_tables(made) if table.id == "maatregelen")
    told = [row for row in lines.rows if "zonder bedrag: " in str(row[2])]
    assert len(told) > 20
    for year, _, label, *_, spent, earned, balance, letter in told:
        at = 5 + 4 * made.plan.years.index(year)
        found = [[cell.value for cell in row[at : at + 4]] for row in rows_of(sheet, label)]
        assert [spent, earned, balance, letter] in found


def test_sums_say_that_they_leave_pm_out(awareness):
    book, label = awareness
    (total,) = rows_of(book["Begroting"], "Totaal begrotingswijziging")
    assert isinstance(total[5].value, int | float) and "+ PM" in total[5].number_format
    (unknown,) = rows_of(book["Begroting"], "Zonder bedrag (PM)")
    assert [cell.value for cell in unknown[5:9]] == ["PM"] * 4
    (measure,) = rows_of(book["Maatregelen"], label)[:1]
    assert [cell.value for cell in measure[8:16]] == ["PM"] * 8
    assert measure[20].value == -80_000 and "+ PM" in measure[20].number_format
    (known,) = rows_of(book["Begroting"], "14. Verhogen eigen bijdrage Wmo-vervoer")[:1]
    assert "+ PM" not in known[5].number_format
    (saved, *_) = [row for row in book["Controles"].iter_rows() if row[0].value == f"{label}: bruto"]
    assert [cell.value for cell in saved[2:6]] == ["PM", "PM", None, "OK"]


def test_the_sheet_of_taakvelden_is_the_table_of_the_other_exports(programme):
    made, data = programme
    sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=True)["Taakvelden"]
    heads: tuple[object, ...] = ()
    found = {}
    for row in sheet.iter_rows(values_only=True):
        heads = row if row[0] == "Taakveld" else heads
        for head, value in zip(heads, row, strict=False):
            if str(head).startswith("Mutatie lasten ") and isinstance(value, int | float):
                found[int(str(head)[-4:]), str(row[0])] = value
    table = taakveld_table(made)
    table["taakveld"] = table["taakveld"].replace("", "Nog toe te delen")
    known = table[table["expenditure"].notna()]
    expected = known.set_index(["year", "taakveld"])["expenditure"].to_dict()
    assert {key: found[key] for key in expected} == pytest.approx(expected, abs=0.005)
    assert {taakveld for _, taakveld in found} == {*known["taakveld"], "Totaal"}
    # What more users of the general provisions cost has no amount: it is on 6.1, not on 6.71a.
    looks = openpyxl.load_workbook(io.BytesIO(data))["Taakvelden"]
    last = {str(row[0].value): row[7].number_format for row in looks.iter_rows()}
    assert "+ PM" in last["6.1"] and "+ PM" not in last["6.71a"]


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
    assert "-" not in rule[1].dxf.numFmt.formatCode.replace("€-413", "")


@pytest.mark.skipif(which("pdftotext") is None, reason="pdftotext (poppler-utils) is not installed")
def test_less_than_half_a_cent_is_nothing_whatever_its_sign(office, tmp_path):
    """As LibreOffice shows it: a share of -0.0000001 is no red "-0,00", and -0.01 still is."""
    book = Book(["Controles"], {}, dt.datetime(2026, 1, 1))
    sheet = book.sheets["Controles"]
    for row, value in enumerate((-0.0004, -1e-10, 0.0004, -0.0051, -0.01)):
        sheet.number(row, 0, value, "euro_cent")
        sheet.live(row, 1, Live(f"{value}", value), "euro_cent")
    sheet.hide_small_signs()
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
    for amount, shown in ((10, least), (10_000_000, most)):
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
        assert f">{html.escape(shown)}<" in office.convert(path, "html").read_text("utf-8")


def test_an_overlap_is_no_part_of_a_whole(programme):
    page = openpyxl.load_workbook(io.BytesIO(programme[1]))["Uitgangspunten"]
    units = {str(row[1].value): row[3].value for row in page.iter_rows(min_row=6)}
    of_overlaps = {unit for name, unit in units.items() if name.startswith("p_overlap_")}
    assert of_overlaps == {"τ, van −1 tot 1"}
    assert units["p_growth_guidance_2020"] == "deel van 1"


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


@pytest.mark.parametrize(("language", "told"), [("nl", "alle gemeenten samen"), ("en", "all municip")])
def test_municipalities_that_form_no_region_are_not_called_one(language, told):
    programme = small_programme().model_copy(update={"region": None})
    made = run(small_catalogue(programme=programme), scenario(), draws=False)
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(made, BudgetOptions(), language)), data_only=True)
    cells = " ".join(str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value)
    assert told in cells
    assert "regio None" not in cells and "region None" not in cells
    assert not re.search("hele regio|whole region", cells, re.IGNORECASE)


def test_the_own_budget_stands_under_what_is_spent_with_the_measures():
    made = small()
    options = BudgetOptions(unit=1000, budget={2022: 3_000_000.0})
    data = workbook_bytes(made, options)
    sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=True)["Begroting"]
    spent, own, more = (sheet[f"L{row}"].value for row in (15, 16, 17))
    assert own == 3_000_000 and more == pytest.approx(spent - 3_000)
    assert sheet["M17"].value == ("V" if more < 0 else "N")
    assert sheet["H16"].value is None and sheet["H17"].value is None  # 2021 was not given


@pytest.mark.parametrize("name", CONVENTIONS)
def test_conventions_show_the_same_money(name):
    made = small()
    book = openpyxl.load_workbook(
        io.BytesIO(workbook_bytes(made, BudgetOptions(convention=name))), data_only=True
    )
    sheet, signs = book["Begroting"], CONVENTIONS[name]
    assert signs.legend.nl in sheet["A3"].value
    assert book["Controles"]["C5"].value == "OK"
    # Row 14, the balance of the measures in 2021: 50,000 saved, 50,000 spent; in 2022 347,500 gained.
    assert sheet["L14"].value == pytest.approx(-347_500 * signs.balance)
    assert sheet["M14"].value == "V"


def test_a_measure_of_one_municipality_and_one_that_is_there_already(office, tmp_path):
    from simulator.domain.relation import AlreadyImplemented

    there = AlreadyImplemented(
        kind="already_implemented", municipality="zuid", share=0.5, source=source(), note=Text(nl="a", en="a")
    )
    local = measure(
        "local",
        scope="west",
        drivers={"amount": driver(100_000, "EUR/year")},
        effects={"less": effect("household_help", "amount", (1, 1, 1, 1))},
    )
    half = small_measures()["strict-access"].model_copy(update={"relations": (there,)})
    made = run(small_catalogue(half, local), scenario("strict-access", "local"), draws=False)
    path = tmp_path / "w.xlsx"
    path.write_bytes(workbook_bytes(made))
    book = openpyxl.load_workbook(office.recalculate(path), data_only=True)
    assert book["Controles"]["C5"].value == "OK"
    assert made.view == REGION
