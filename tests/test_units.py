"""The units: what is read, how it is written, and what is refused."""

import subprocess
import sys
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import FormulaError
from simulator.units import (
    UNITS,
    UnitError,
    check_unit,
    missing_factor,
    parse_unit,
    same_unit,
    unit_text,
)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("EUR", "EUR"),
        ("EUR/year", "EUR/year"),
        (" EUR / year ", "EUR/year"),
        ("EUR/child/year", "EUR/resident/year"),
        ("EUR/year/client", "EUR/resident/year"),
        ("EUR/child/day", "EUR/day/resident"),
        ("hour/client/year", "hour/resident/year"),
        ("person", "resident"),
        ("EUR/fte/year", "EUR/fte/year"),
        ("trip/client/year", "trip/resident/year"),
        ("EUR/training", "EUR/training"),
        ("hour*EUR/hour", "EUR"),
        ("client/child", "1"),
        ("1/year", "1/year"),
        ("1", "1"),
        ("", "1"),
        ("1*1/1", "1"),
        ("EUR/year/year", "EUR/year/year"),
        # From left to right, as in arithmetic: EUR/client*year is (EUR/client) * year.
        ("EUR/client*year", "EUR*year/resident"),
    ],
)
def test_reads_a_unit_and_writes_it_in_one_way(text, written):
    assert check_unit(text) == written
    assert check_unit(written) == written


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("euro", "EUR"),
        ("€", "EUR"),
        ("eur/year", "EUR"),
        ("EUR/yaer", "year"),
        ("hours", "hour"),
        ("EUR/Year", "year"),
        ("uur", "hour"),
        ("clients", "client"),
        ("cliënt", "client"),
        ("etmaal", "day"),
        ("resdent", "resident"),
        ("FTE", "fte"),
    ],
)
def test_says_which_unit_is_meant(text, names):
    with pytest.raises(UnitError, match=rf"is not a unit\. Did you mean {names}\?"):
        check_unit(text)


@pytest.mark.parametrize(
    "text",
    [
        "pound",
        "kilogram",
        "kEUR",
        "%",
        "permille",
        "EUR per year",
        "EUR year",
        "EUR//year",
        "EUR/",
        "/year",
        "*",
        "EUR**2",
        "EUR^2",
        "EUR/(client*year)",
        "12 month",
        "2",
        "1.0",
        "EUR\nyear",
        "EUR/year\n",
        "\0",
        "ЕUR",  # a Cyrillic first letter
        "__import__('os')",
        "[money]",
        "dimensionless",
        "EUR" + "/year" * 100,
    ],
)
def test_refuses_anything_else(text):
    with pytest.raises(UnitError, match=r"Did you mean|[Ee]xpected|Write a share"):
        check_unit(text)


def test_unit_error_is_a_formula_error_and_a_value_error():
    # The first for who checks formulas, the second for Pydantic.
    assert issubclass(UnitError, FormulaError)
    assert issubclass(UnitError, ValueError)


@pytest.mark.parametrize("pair", [*permutations(["child", "client", "person", "resident"], 2)])
def test_people_are_people(pair):
    assert same_unit(parse_unit(pair[0]), parse_unit(pair[1]))


@pytest.mark.parametrize("pair", [*permutations(["hour", "day", "week", "month", "year"], 2)])
def test_nothing_that_is_counted_turns_into_another_by_itself(pair):
    assert not same_unit(parse_unit(pair[0]), parse_unit(pair[1]))


def test_only_month_and_year_differ_by_a_fixed_factor():
    # A year is 12 months: 100 EUR/month * 12 month/year = 1,200 EUR/year.
    factor, value = missing_factor(parse_unit("EUR/month"), parse_unit("EUR/year"))
    assert (unit_text(factor), value) == ("month/year", pytest.approx(12))
    for name in UNITS.keys() - {"month", "year"}:
        assert missing_factor(parse_unit(name), parse_unit("year"))[1] is None


UNIT_TEXTS = st.lists(
    st.tuples(st.sampled_from("*/"), st.sampled_from([*UNITS, "client", "child", "1"])), max_size=12
).map(lambda parts: "1" + "".join(sign + name for sign, name in parts))


@given(UNIT_TEXTS)
def test_writing_and_reading_again_gives_the_same_unit(text):
    written = check_unit(text)
    assert check_unit(written) == written
    assert same_unit(parse_unit(written), parse_unit(text))


@given(st.text(max_size=30))
def test_any_text_is_a_unit_or_a_unit_error(text):
    try:
        check_unit(text)
    except UnitError as error:
        assert "xpected" in str(error) or "Did you mean" in str(error) or "Write" in str(error)


def test_importing_the_units_does_not_import_pint():
    code = "import sys, simulator.formula; sys.exit('pint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_threads_share_one_registry():
    # Units of two registries cannot be multiplied; each page of the app runs in its own thread.
    code = """
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from simulator.units import UNITS, parse_unit
together = Barrier(len(UNITS))
def read(name):
    together.wait()
    return parse_unit(name)
with ThreadPoolExecutor(len(UNITS)) as pool:
    units = list(pool.map(read, UNITS))
for unit in units:
    unit * units[0]
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
