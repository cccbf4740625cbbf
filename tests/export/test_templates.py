"""Templates: filled in and read back, as CSV and as a workbook that openpyxl opens."""

import io

import openpyxl
import pytest

from simulator.analysis.budget.own_figures import baseline_template, key_template, read_baseline, read_key
from simulator.export.templates import template_csv, template_xlsx
from tests.factories import small_catalogue


def filled(data: bytes, values) -> bytes:
    """The workbook with its empty cells filled in, saved again."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for row, value in enumerate(values, start=2):
        book.active.cell(row, 3, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_spending_filled_in_in_excel_is_read():
    rows = baseline_template(small_catalogue(), "nl")
    data = filled(template_xlsx(rows), [250_000.5, 1_000_000])
    own = read_baseline(data, "u.xlsx", small_catalogue(), "noord")
    assert dict(own.spending) == {"youth": 250_000.5, "household_help": 1_000_000}


def test_shares_filled_in_as_dutch_csv_are_read():
    text = template_csv(key_template(small_catalogue())).decode("utf-8-sig").rstrip("\r\n").split("\r\n")
    lines = [text[0], *(line + share for line, share in zip(text[1:], ("0,5", "0,3", "0,2"), strict=True))]
    shares = read_key("\r\n".join(lines).encode(), "k.csv", small_catalogue())
    assert shares == {"noord": 0.5, "zuid": 0.3, "west": 0.2}


def test_counts_become_shares():
    data = filled(template_xlsx(key_template(small_catalogue(), counts=True)), [30, 50, 20])
    shares = read_key(data, "k.xlsx", small_catalogue())
    assert shares == pytest.approx({"noord": 0.3, "zuid": 0.5, "west": 0.2})


def test_text_that_looks_like_a_formula_stays_text():
    rows = [("gemeente", "naam", "aandeel"), ("=1+1", "@x", "")]
    assert "'=1+1;'@x;" in template_csv(rows).decode("utf-8-sig")
    cell = openpyxl.load_workbook(io.BytesIO(template_xlsx(rows))).active["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
