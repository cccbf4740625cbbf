"""The unit check, on formulas of the programme and on mistakes that people make."""

import re

import pytest

from simulator.errors import FormulaError
from simulator.formula import parse

UNITS = {
    "children": "child",
    "saving_per_child": "EUR/child/year",
    "clients": "client",
    "share": "1",
    "part": "",
    "hours": "hour/client/year",
    "price": "EUR/hour",
    "household_help_clients": "client",
    "reassessment_hours": "hour/client",
    "consultant_rate": "EUR/hour",
    "staff": "fte",
    "fte_cost": "EUR/fte/year",
    "day_price": "EUR/child/day",
    "days_per_year": "day/year",
    "trips": "trip/year",
    "trip_price": "EUR/trip",
    "monthly": "EUR/month",
    "months": "month/year",
    "weekly_hours": "hour/week",
    "weeks": "week/year",
    "once": "EUR",
    "years": "year",
    "baseline.household_help": "EUR/year",
    "baseline.guidance": "EUR/year",
}


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("children * saving_per_child", "EUR/year"),
        ("clients * share * hours * price", "EUR/year"),
        ("share * baseline.household_help", "EUR/year"),
        ("household_help_clients * reassessment_hours * consultant_rate", "EUR"),
        ("staff * fte_cost", "EUR/year"),
        ("children * day_price * days_per_year", "EUR/year"),
        ("5 * children * (day_price - day_price / 2) * days_per_year", "EUR/year"),
        ("trips * trip_price", "EUR/year"),
        ("monthly * months", "EUR/year"),
        ("weekly_hours * weeks * price", "EUR/year"),
        ("-(1 - share - part) * baseline.guidance + once / years", "EUR/year"),
        ("clients / children", "1"),
        ("clients + children", "resident"),
        ("baseline.guidance / clients", "EUR/resident/year"),
        ("1 / years", "1/year"),
        ("12", "1"),
    ],
)
def test_reduces_to_a_unit(text, unit):
    assert parse(text).dimension(UNITS) == unit
    assert parse(text).require(UNITS, (unit,)) == unit


def test_gives_the_allowed_unit_it_has():
    assert parse("staff * fte_cost").require(UNITS, ("EUR", "EUR/year")) == "EUR/year"
    assert parse("once").require(UNITS, ("EUR", "EUR/year")) == "EUR"
    assert parse("clients").require(UNITS, ("person",)) == "resident"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "clients * reassessment_hours * price",
            "clients * reassessment_hours * price gives EUR, but EUR/year is expected: "
            "a yearly rate is missing somewhere "
            "(clients in client, reassessment_hours in hour/client, price in EUR/hour)",
        ),
        ("monthly", "a factor of 12 month/year is missing somewhere (monthly in EUR/month)"),
        ("monthly * years", "but EUR/year is expected"),
        ("children * day_price", "gives EUR/day, but EUR/year is expected: a factor in day/year"),
        # In the word of the file, where it has one; `resident` stands nowhere in it.
        ("hours * price", "gives EUR/client/year, but EUR/year is expected: a factor in client is missing"),
        ("day_price * days_per_year", "gives EUR/child/year, but EUR/year is expected: a factor in child is"),
        ("hours * price / children", "a factor in resident*resident is missing"),
        ("baseline.guidance / years", "a rate per year occurs once too often"),
        ("share", "share gives 1, but EUR/year is expected: a factor in EUR/year is missing"),
        ("share * part", "(share in 1, part in 1)"),
        ("5_000", "5000 gives 1, but EUR/year is expected: a factor in EUR/year is missing"),
        ("staff * fte_cost + once", "adds once (EUR) to staff * fte_cost (EUR/year)"),
        ("staff * fte_cost - monthly", "subtracts monthly (EUR/month) from staff * fte_cost"),
        ("(clients - 100) * saving_per_child", "a number in a formula has none: make it a driver"),
        ("(1 + clients) * share", "1 + clients adds clients (resident) to 1 (1)"),
        ("clents * share", "uses clents, which is not known here. Did you mean clients?"),
        ("baseline.guidence", "Did you mean baseline.guidance?"),
        ("zzz", "Known are baseline.guidance, baseline.household_help, children"),
    ],
)
def test_refuses_another_unit_and_says_why(text, message):
    with pytest.raises(FormulaError, match=re.escape(message)):
        parse(text).require(UNITS)


def test_offers_each_unit_that_will_do():
    with pytest.raises(FormulaError, match="but EUR or EUR/year is expected"):
        parse("share").require(UNITS, ("EUR", "EUR/year"))


@pytest.mark.parametrize("unit", ["hours", "pound", "EUR per child"])
def test_refuses_a_driver_with_an_unknown_unit(unit):
    with pytest.raises(FormulaError, match="is not a unit"):
        parse("a").dimension({"a": unit})
