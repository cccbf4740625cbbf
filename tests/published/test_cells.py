"""Scenario zoals-gedrukt gives every cell of the source's tables, to the euro."""

import pytest

from simulator.analysis.run import run
from simulator.domain.scenario import MeasureSetting
from tests.catalogue.shipped import catalogue, numbered, scenarios
from tests.published.source_table import YEARS, expected, table

WITHIN = 1.0
"""Euro: the source rounds each cell."""

AMOUNTS = [
    (number, row, year)
    for number, row in table()
    for year in YEARS
    if expected(number, row, year) is not None
]


@pytest.fixture(scope="module")
def printed():
    """The most likely case as printed, with measure 17, which was not adopted, on as well."""
    scenario = scenarios()["zoals-gedrukt"]
    measures = scenario.measures | {numbered(17).id: MeasureSetting()}
    return run(catalogue(), scenario.model_copy(update={"measures": measures}), draws=False)


def computed(printed, number, row, year):
    place = printed.plan.measures.index(numbered(number).id), YEARS.index(year)
    gross, cost = printed.most_likely.measure_gross()[place], printed.most_likely.measure_cost()[place]
    return {"cost": cost, "effect": gross, "net": gross - cost}[row]


def test_there_are_as_many_amounts_as_the_source_prints():
    # 17 tables × 3 rows × 4 years = 204, less 3 + 4 + 4 of measure 12 and 4 + 4 of measure 16
    assert len(AMOUNTS) == 204 - 11 - 8


@pytest.mark.parametrize(("number", "row", "year"), AMOUNTS)
def test_cell_is_reproduced(printed, number, row, year):
    assert computed(printed, number, row, year) == pytest.approx(expected(number, row, year), abs=WITHIN)


@pytest.mark.parametrize("number", [12, 16])
def test_an_effect_that_is_not_printed_is_unknown_and_not_zero(printed, number):
    assert {expected(number, "effect", year) for year in YEARS} == {None}
    assert "effect" in {u.what for u in printed.plan.unknown if u.measure == numbered(number).id}
    assert not any(computed(printed, number, "effect", year) for year in YEARS)


def test_the_cost_of_measure_12_is_made_once(printed):
    # Blank after 2021; the text (lines 2465-2467) gives 150,000 for the whole operation.
    assert [computed(printed, 12, "cost", year) for year in YEARS] == [150_000, 0, 0, 0]
