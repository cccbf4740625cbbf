"""Budget tables laid out for a screen."""

from dataclasses import replace

from simulator.export.budget_tables import Table
from simulator.export.unknown_amounts import Partly
from simulator.ui.pages.budget.state import amount_of
from simulator.ui.pages.budget.views import Line, of_year, over_years, years_of

HEADS = ("Jaar", "Maatregel", "Regel", "I/S", "Wie betaalt", "Voorziening", "Taakveld")
AMOUNTS = ("Lasten", "Baten", "Saldo", "V/N")


def row(year, measure, line, code, spent):
    return (year, measure, line, "S", "", "Jeugd", code, spent, 0, spent, "V" if spent < 0 else "N")


TABLE = Table(
    "maatregelen",
    "Per maatregel",
    (*HEADS, *AMOUNTS),
    (
        row(2022, "1. A", "lagere lasten", "6.72", -100),
        row(2022, "1. A", "kosten", "", 40),
        row(2022, "1. A", "later", "", 0),
        row(2023, "1. A", "lagere lasten", "6.72a", -200),
        row(2023, "1. A", "kosten", "", 0),
        row(2023, "1. A", "later", "", 30),
        (2022, "Totaal", *[""] * 5, -60, 0, -60, "V"),
        (2023, "Totaal", *[""] * 5, -170, 0, -170, "V"),
    ),
    (),
)


def test_a_measure_gathers_its_lines_with_their_sum():
    grid = of_year(TABLE, 2022, signed=True)
    assert grid.words == 5
    assert grid.lines[0] == Line(("1. A", "", "", "", "", -60, 0, -60, ""), "group")
    assert [line.cells[0] for line in grid.lines] == ["1. A", "lagere lasten", "kosten", "Totaal"]
    assert len({len(line.cells) for line in grid.lines}) == 1


def test_a_line_stays_one_row_when_its_code_changes():
    grid = over_years(TABLE, str, signed=True)
    assert grid.heads == ("Regel", "I/S", "Wie betaalt", "Voorziening", "2022", "2023")
    by_name = {line.cells[0]: line.cells[-2:] for line in grid.lines}
    assert by_name == {
        "1. A": (-60, -170),
        "lagere lasten": (-100, -200),
        "kosten": (40, 0),
        "later": (0, 30),
        "Totaal": (-60, -170),
    }


def test_without_signs_the_letter_stands_behind_the_amount_and_nothing_is_summed():
    grid = over_years(TABLE, "{:,}".format, signed=False)
    by_name = {line.cells[0]: line.cells[-2:] for line in grid.lines}
    assert by_name["lagere lasten"] == ("-100 V", "-200 V")
    assert by_name["1. A"] == ("", "")


def with_pm(table):
    """A saving without an amount in both years, as a line of its own."""
    lines = [(year, "1. A", "besparing zonder bedrag", *[""] * 4, *["PM"] * 4) for year in (2022, 2023)]
    totals = [(year, "Totaal", *[""] * 5, Partly(-60), "PM", Partly(-60), "V") for year in (2022, 2023)]
    return replace(table, rows=(*table.rows[:6], *lines, *totals))


def test_a_measure_that_leaves_something_out_says_so_with_its_known_part():
    grid = of_year(with_pm(TABLE), 2022, signed=True)
    by_name = {line.cells[0]: line.cells[-4:] for line in grid.lines}
    assert by_name["1. A"] == (Partly(-60), "PM", Partly(-60), "")
    assert by_name["besparing zonder bedrag"] == ("PM",) * 4
    assert by_name["Totaal"][0] == Partly(-60)
    years = {line.cells[0]: line.cells[-2:] for line in over_years(with_pm(TABLE), str, signed=True).lines}
    assert years["1. A"] == (Partly(-60), Partly(-170))
    assert years["besparing zonder bedrag"] == ("PM", "PM")
    letters = {line.cells[0]: line.cells[-2:] for line in over_years(with_pm(TABLE), str, signed=False).lines}
    assert letters["Totaal"] == ("-60 V\u00a0+\u00a0PM",) * 2
    assert letters["besparing zonder bedrag"] == ("PM", "PM")


def test_years_of_a_table():
    assert years_of(TABLE) == (2022, 2023)


def test_amounts_as_typed():
    assert amount_of("€ 1.000.000") == 1_000_000
    assert amount_of("1.5") == 1.5
    assert amount_of("") is None
    assert amount_of("1.000") is None  # a thousand, or one?
    assert amount_of("1e30") is None
