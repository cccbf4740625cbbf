"""Own spending and own keys: what is read, what is refused and where, and what it changes."""

import contextlib
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.analysis.budget import municipality_table
from simulator.analysis.budget.own_figures import (
    OWN_KEY,
    baseline_template,
    key_template,
    parse_number,
    read_baseline,
    read_key,
    with_own_baseline,
    with_own_key,
)
from simulator.analysis.run import run
from simulator.errors import InputFileError
from tests.factories import scenario, small_catalogue


def table(*rows, head="voorziening;naam;uitgaven_eur"):
    return "\r\n".join([head, *rows]).encode("utf-8-sig")


def read(data, municipality="noord"):
    return read_baseline(data, "eigen.csv", small_catalogue(), municipality)


def workbook(rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def test_own_spending_sets_the_share_of_a_municipality():
    own = read(table("youth;Jeugd;600.000,00"))
    assert dict(own.spending) == {"youth": 600_000}
    changed = with_own_baseline(small_catalogue(), own)
    made = run(changed, scenario(), draws=False)
    spent = municipality_table(made).set_index(["municipality", "year"])["baseline"]
    # Noord: 600,000 of youth and half of 2,000,000; zuid and west share the other 400,000 as 6 to 4.
    assert spent["noord", 2021] == pytest.approx(1_600_000)
    assert spent["zuid", 2021] == pytest.approx(240_000 + 600_000)
    assert made.run_id != run(small_catalogue(), scenario(), draws=False).run_id


def test_spending_of_all_members_replaces_the_baseline():
    own = read(table("youth;Jeugd;1500000"), municipality=None)
    changed = with_own_baseline(small_catalogue(), own)
    assert changed.programme.services["youth"].baseline.value == 1_500_000


def test_the_template_is_read_back_from_csv_and_xlsx():
    rows = [list(row) for row in baseline_template(small_catalogue())]
    rows[1][2], rows[2][2] = 250_000.5, 1_000_000
    assert dict(read(workbook(rows)).spending) == {"youth": 250_000.5, "household_help": 1_000_000}


def test_every_problem_is_told_by_row_and_column():
    data = table("yuoth;Jeugd;1", "youth;Jeugd;veel", "household_help;Hulp;9000000", "household_help;Hulp;1")
    with pytest.raises(InputFileError) as caught:
        read(data)
    found = [(p.line, p.key) for p in caught.value.problems]
    assert found == [(2, "column voorziening"), (3, "column uitgaven_eur"), (4, "column uitgaven_eur")]
    assert "youth" in caught.value.problems[0].repair


@pytest.mark.parametrize("text", ["1.538", "1,538,246.50", "€ 100", "nan", "1e999", "-", "१२३"])
def test_amounts_that_could_mean_two_things_or_nothing(text):
    assert parse_number(text) is None


@given(st.integers(0, 10**10))
def test_dutch_amounts_are_read(amount):
    assert parse_number(f"{amount:,}".replace(",", ".") + ",00") == amount


def test_an_own_key_divides_all_amounts():
    rows = [list(row) for row in key_template(small_catalogue())]
    for row, share in zip(rows[1:], ("0,349", "0,401", "0,25"), strict=True):
        row[2] = share
    shares = read_key(
        table(*(";".join(row) for row in rows[1:]), head=";".join(rows[0])), "k.csv", small_catalogue()
    )
    made = run(with_own_key(small_catalogue(), shares), scenario(allocation_key=OWN_KEY), draws=False)
    spent = municipality_table(made).set_index(["municipality", "year"])["baseline"]
    assert spent["noord", 2021] == pytest.approx(0.349 * 3_000_000)


def test_a_key_that_does_not_add_up_is_refused():
    data = table("noord;Noord;0,5", "zuid;Zuid;0,5", "west;West;0,5", head="gemeente;naam;aandeel")
    with pytest.raises(InputFileError, match=r"add up to 1\.5000"):
        read_key(data, "k.csv", small_catalogue())


def bomb():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 50_000_000)
    return data.getvalue()


def entities():
    text = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", text)
    return data.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe\x00",
        b"PK\x03\x04 no workbook",
        b"a;b\x00c",
        b"x" * 300_000,
        b"voorziening;naam;uitgaven_eur\n" * 600,
        b"voorziening;naam;uitgaven_eur\n" + b";" * 100 + b"1",
        bomb(),
        entities(),
        table(),
    ],
    ids=["empty", "utf16", "zip", "nul", "long", "rows", "wide", "bomb", "entities", "nothing"],
)
def test_hostile_and_empty_files_are_refused_in_words(data):
    with pytest.raises(InputFileError, match="expected"):
        read(data)


@given(st.binary(max_size=400))
def test_no_bytes_give_a_traceback(data):
    with contextlib.suppress(InputFileError):
        read(data)
