"""What nobody knows the amount of (PM), cell by cell."""

import io
import re

import openpyxl
import pytest

from simulator.analysis.run import run
from simulator.domain.base import Text
from simulator.domain.measure import Unknown
from simulator.export.budget_tables import reader_tables
from tests.export.workbook.made import opened, rows_of
from tests.factories import measure, scenario, small_catalogue, source


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


def test_a_net_amount_beside_a_task_says_that_it_leaves_pm_out(awareness):
    """As the same amount in other tables; the chance and the shortfall beside it are said to do so below."""
    sheet = awareness[0]["Onzekerheid"]
    rows = rows_of(sheet, "Hilversum")
    assert len(rows) == 3
    assert all("+ PM" in row[3].number_format and "+ PM" not in row[2].number_format for row in rows)
    assert sheet.cell(rows[-1][0].row + 1, 1).value == "Kans en tekort rekenen zonder PM."


def test_who_pays_is_never_the_service_that_a_cost_without_an_amount_is_about(programme, awareness):
    made, book = programme[0], awareness[0]
    heads = [cell.value for cell in book["Kosten"][5]]
    payers = {funder.nl for funder in made.catalogue.programme.funders.values()}
    column = heads.index("Wie betaalt")
    said = {row[column].value for row in book["Kosten"].iter_rows(min_row=6) if row[column].value}
    assert said <= payers and said
    (post,) = rows_of(book["Kosten"], "7. Algemene voorziening voor thuisondersteuning")[-1:]
    assert post[1].value.endswith("(Huishoudelijke hulp)")
    kinds = {row[1].value for row in book["Maatregelen"].iter_rows(min_row=23) if row[1].value}
    assert kinds == {"besparing", "kosten"}
