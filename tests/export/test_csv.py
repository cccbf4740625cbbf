"""CSV: exact numbers, RFC 4180, and no text that a spreadsheet takes for a formula."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.analysis.run import run
from simulator.domain.catalogue import Catalogue
from simulator.domain.measure import Unknown
from simulator.export.csv_text import csv_text, harmless
from simulator.export.run_csv import COLUMNS, run_as_csv
from tests.factories import measure, scenario, small_programme, source, text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_text_that_looks_like_a_formula_gets_an_apostrophe(start: str):
    assert harmless(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"


@given(st.lists(st.tuples(st.text(), st.floats(allow_nan=False, allow_infinity=False)), max_size=5))
def test_what_is_written_is_read_back(rows: list[tuple[str, float]]):
    written = csv_text(("name", "value"), rows)
    read = list(csv.reader(io.StringIO(written, newline="")))
    assert read[0] == ["name", "value"]
    assert [(name, float(value)) for name, value in read[1:]] == [(harmless(name), v) for name, v in rows]


def test_negative_numbers_stay_numbers():
    assert csv_text(("value",), [(-1538246.25,), (None,)]) == 'value\r\n-1538246.25\r\n""\r\n'


def test_the_unknown_has_no_amount():
    unknown = Unknown(title=text("=Meer vraag"), what="effect", source=source())
    catalogue = Catalogue(
        programme=small_programme(targets=()), measures={"idea": measure("idea", unknown=(unknown,))}
    )
    written = run_as_csv(run(catalogue, scenario("idea"), draws=False))
    rows = list(csv.DictReader(io.StringIO(written, newline="")))
    assert tuple(rows[0]) == COLUMNS
    (row,) = [row for row in rows if row["quantity"] == "unknown_effect"]
    assert (row["measure"], row["statistic"], row["value"]) == ("idea", "'=Meer vraag", "")
