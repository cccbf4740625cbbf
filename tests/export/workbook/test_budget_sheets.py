"""The sheets that add up: signs, own budget, taakvelden, municipalities."""

import io
import re

import openpyxl
import pytest

from simulator.analysis.budget import BudgetOptions, taakveld_table
from simulator.analysis.run import run
from simulator.domain.base import Text
from simulator.engine.result import REGION
from simulator.export.budget_tables import reader_tables
from simulator.export.conventions import CONVENTIONS
from simulator.export.workbook import workbook_bytes
from tests.export.workbook.made import small
from tests.factories import (
    driver,
    effect,
    measure,
    scenario,
    small_catalogue,
    small_measures,
    small_programme,
    source,
)


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
    # Each row names what is on it, as the other exports do.
    (shown,) = (table for table in reader_tables(made) if table.id == "taakvelden")
    held = {row[1]: row[2] for row in shown.rows if row[2]}
    named = {str(row[0].value): row[1].value for row in looks.iter_rows()}
    assert len(held) > 8 and {taakveld: named[taakveld] for taakveld in held} == held
    assert "waterbed, PM" in named["6.1"]


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
