"""Uploads: what they give, and every problem by row and column."""

import io

import pytest
import xlsxwriter

from simulator.analysis.monitor.layout import HEADS, joined, template
from simulator.analysis.monitor.matching import ALL_SERVICES
from simulator.analysis.monitor.upload import read_figures
from simulator.errors import InputFileError
from tests.analysis.monitor.test_monitoring import with_clients
from tests.factories import small_catalogue

HEAD = ";".join(HEADS)
GOOD = "uitgaven;youth;;noord;2021;1;gerealiseerd;Rekening;250000"


def read(*rows, head=HEAD):
    text = "\r\n".join([head, *rows])
    return read_figures(text.encode("utf-8-sig"), "cijfers.csv", small_catalogue())


def test_rows_become_series():
    found = read(
        GOOD,
        "uitgaven;youth;;noord;2021;2;verwacht;Rekening;260000,50",
        "besparing;;school-coaches;alle;2022;;realised;;40000",
        "uitgaven;alle;;;2021;;gerealiseerd;;3000000",
        "cliënten;youth;;;2021;;prognose;;120",
    )
    youth, saving, everything, clients = found.series
    assert (youth.kind, youth.service, youth.municipality) == ("cost", "youth", "noord")
    assert [(f.period, f.status, f.value) for f in youth.figures] == [
        ("2021-H1", "realised", 250_000.0),
        ("2021-H2", "expected", 260_000.5),
    ]
    assert youth.source.page == "cijfers.csv: Rekening, rij 2, 3"
    assert (saving.kind, saving.measure, saving.municipality) == ("saving", "school-coaches", None)
    assert everything.subject == ALL_SERVICES
    assert (clients.kind, clients.figures[0].status) == ("clients", "forecast")


def test_an_empty_cell_is_no_zero():
    found = read(GOOD, "uitgaven;youth;;noord;2022;;gerealiseerd;;")
    assert [f.year for s in found.series for f in s.figures] == [2021]


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("uitgave;youth;;noord;2021;;gerealiseerd;;1", "soort", "unknown_word"),
        ("uitgaven;yuth;;noord;2021;;gerealiseerd;;1", "voorziening", "unknown_word"),
        ("uitgaven;;;noord;2021;;gerealiseerd;;1", "voorziening", "no_service"),
        ("cliënten;alle;;noord;2021;;gerealiseerd;;1", "voorziening", "one_service"),
        ("besparing;;;noord;2021;;gerealiseerd;;1", "maatregel", "no_measure"),
        ("besparing;;coaches;noord;2021;;gerealiseerd;;1", "maatregel", "unknown_word"),
        ("uitgaven;youth;;oost;2021;;gerealiseerd;;1", "gemeente", "unknown_word"),
        ("uitgaven;youth;;noord;1821;;gerealiseerd;;1", "jaar", "no_year"),
        ("uitgaven;youth;;noord;2021;3;gerealiseerd;;1", "halfjaar", "no_half"),
        ("uitgaven;youth;;noord;2021;;klaar;;1", "status", "unknown_word"),
        ("uitgaven;youth;;noord;2021;;gerealiseerd;;n.t.b.", "waarde", "no_number"),
        ("uitgaven;youth;;noord;2021;;gerealiseerd;;1.500", "waarde", "no_number"),
        ("uitgaven;youth;;noord;2021;;gerealiseerd;;-5", "waarde", "out_of_range"),
        (GOOD, "waarde", "same_period"),
    ],
)
def test_each_problem_has_its_row_and_column(row, column, code):
    with pytest.raises(InputFileError) as error:
        read(GOOD, row)
    (problem,) = error.value.problems
    assert (problem.line, problem.column, problem.code) == (3, column, code)


def test_all_problems_come_at_once():
    with pytest.raises(InputFileError) as error:
        read("x;y;;z;1;9;q;;n", "uitgaven;youth;;noord;2021;;gerealiseerd;;ja")
    assert {(p.line, p.column) for p in error.value.problems} == {
        *((2, c) for c in ("soort", "voorziening", "gemeente", "jaar", "halfjaar", "status", "waarde")),
        (3, "waarde"),
    }


@pytest.mark.parametrize(("head", "code"), [("a;b", "no_heads"), (HEAD, "empty")])
def test_a_table_without_figures_is_refused(head, code):
    with pytest.raises(InputFileError) as error:
        read(head=head)
    assert [p.code for p in error.value.problems] == [code]


def test_the_template_filled_in_is_read_back_as_a_workbook():
    rows = template(small_catalogue(), "noord")
    # Two services in eight half-years, one of them with clients in the base year and four more years, and
    # three measures in four years.
    assert len(rows) == 1 + 2 * 8 + 5 + 3 * 4
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet()
    for at, row in enumerate(rows):
        sheet.write_row(
            at,
            0,
            [1000 + at if at and head == "waarde" else cell for head, cell in zip(HEADS, row, strict=True)],
        )
    book.close()
    found = read_figures(stream.getvalue(), "cijfers.xlsx", small_catalogue())
    assert sum(len(series.figures) for series in found.series) == len(rows) - 1


def test_an_upload_goes_before_the_same_figure_of_a_source():
    shipped, newer = read(GOOD, GOOD.replace("2021", "2022")), read(GOOD.replace("250000", "251000"))
    found = joined(shipped, newer)
    assert sorted((f.year, f.value) for _, f in found.rows()) == [(2021, 251_000.0), (2022, 250_000.0)]
    assert joined(None, newer) == newer


def test_the_template_asks_for_clients_where_a_service_is_counted_in_them():
    rows = template(with_clients(), "noord")
    asked = [row[1:6] for row in rows if row[0] == "clienten" and row[1] == "youth"]
    assert asked == [("youth", "", "noord", str(year), "") for year in (2020, 2021, 2022, 2023, 2024)]
    filled = [(*row[:8], "100") if row[0] == "clienten" else row for row in rows]
    text = "\r\n".join(";".join(row) for row in filled)
    found = read_figures(text.encode("utf-8-sig"), "cijfers.csv", with_clients()).series
    assert {(one.kind, len(one.figures)) for one in found} == {("clients", 5)}


def test_a_formula_that_was_never_worked_out_is_refused_and_not_taken_for_empty():
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADS)
        sheet.write_row(1, 0, GOOD.split(";")[:-1])
        sheet.write_formula(1, 8, "=1+1", value="")
    with pytest.raises(InputFileError, match=r"=1\+1"):
        read_figures(made.getvalue(), "cijfers.xlsx", small_catalogue())
