"""The figures of the first programme, as its sources print them; the base year as the programme has it."""

import re

import pytest

from tests.catalogue.shipped import catalogue

# Hilversum, "het overzicht van baten en lasten", programme 2 Zorg: balance x 1,000 euros per budget.
BUDGETS = {
    "hilversum-begroting-2021": {
        2019: 84137,
        2020: 94277,
        2021: 86807,
        2022: 86396,
        2023: 85701,
        2024: 84805,
    },
    "hilversum-begroting-2022": {
        2020: 92323,
        2021: 89586,
        2022: 92410,
        2023: 91441,
        2024: 91030,
        2025: 90836,
    },
    "hilversum-begroting-2023": {
        2021: 89636,
        2022: 91084,
        2023: 94249,
        2024: 94448,
        2025: 92764,
        2026: 92348,
    },
}


def rows(**wanted):
    return [
        (series, figure)
        for series, figure in catalogue().observed.rows()
        if all(getattr(series, name) == value for name, value in wanted.items())
    ]


@pytest.mark.parametrize("document", BUDGETS)
def test_the_budgets_of_hilversum(document):
    """Only the account of two years before is realised; the balances are 90,311 - 6,174 and so on."""
    found = [f for s, f in rows(kind="cost", municipality="hilversum") if s.source.document == document]
    assert {f.year: f.value / 1000 for f in found} == BUDGETS[document]
    assert [f.status for f in found] == ["realised", *["forecast"] * 5]
    assert all(f.printed.replace(".", "") == f"{f.value / 1000:.0f}" for f in found)
    assert all(not s.comparable for s, _ in rows(kind="cost", municipality="hilversum"))


@pytest.mark.parametrize(
    ("year", "spending", "income"), [(2019, 90_311, 6_174), (2020, 98_138, 5_815), (2021, 96_002, 6_365)]
)
def test_realised_balances_are_spending_less_income(year, spending, income):
    # 96,002 - 6,365 is 89,637 and the account prints 89,636: rounding of thousands.
    (value,) = [
        f.value
        for _, f in rows(municipality="hilversum", kind="cost")
        if (f.year, f.status) == (year, "realised")
    ]
    assert value / 1000 == pytest.approx(spending - income, abs=1)


def test_the_base_year_is_that_of_the_programme():
    services = catalogue().programme.services
    found = {s.service: f.value for s, f in rows(kind="cost") if s.service and f.year == 2019}
    assert found == {name: service.baseline.value for name, service in services.items()}


def test_clients_are_those_that_the_programme_names():
    found = {s.service: f.value for s, f in rows(kind="clients")}
    expected = {"youth_ambulatory": 5049, "youth_residence": 158, "household_help": 5850}
    assert found == expected | {"guidance": 2284, "day_activities": 819, "sheltered_living": 320}


def test_a_printed_number_holds_the_digits_of_its_value():
    for series, figure in catalogue().observed.rows():
        digits = re.sub(r"\D", "", figure.printed)
        if series.kind in ("clients", "cost") and "miljoen" not in figure.printed and figure.value >= 1:
            assert f"{figure.value:.0f}".startswith(digits), figure
