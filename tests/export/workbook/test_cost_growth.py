"""Clients and cost per client grow apart in the workbook as in the engine."""

import openpyxl
import pytest

from simulator.analysis.explain import explain
from simulator.analysis.run import run
from simulator.domain.programme import GrowthPeriod
from simulator.domain.scenario import Layers
from tests import factories as make
from tests.export.workbook.test_live_values import assert_equals_engine, named, recalculated, written


def rate(value):
    return (GrowthPeriod(from_year=2021, value=value, provenance="stated", source=make.source(), grade=3),)


def catalogue(volume=-0.1, cost=0.2):
    services = {
        "youth": make.service(
            1_000_000, title=make.text("Jeugdhulp"), law="jeugdwet", allocation_key="age_0_19"
        ),
        "household_help": make.service(
            2_000_000, volumes=("clients",), growth=rate(volume), cost_growth=rate(cost)
        ),
    }
    return make.small_catalogue(programme=make.small_programme(services=services))


def worked_out(made, **changes):
    return run(made, make.scenario(layers=Layers(growth=True), **changes), draws=False)


def test_the_baseline_holds_both_rates(tmp_path):
    book = openpyxl.load_workbook(written(tmp_path, worked_out(catalogue())))
    # 2021: that of 2020 × (1 - 0.1 + shift) × (1 + 0.2).
    assert book["Basispad"]["C7"].value == (
        "=$B$7*(1+p_growth_household_help_2021+p_groei_verschuiving)*(1+p_cost_growth_household_help_2021)"
    )
    assert named(book, "p_cost_growth_household_help_2021").value == 0.2


@pytest.mark.slow
def test_the_workbook_follows_both_rates(office, tmp_path):
    path = written(tmp_path, worked_out(catalogue()))
    volume, cost = "p_growth_household_help_2021", "p_cost_growth_household_help_2021"
    again = recalculated(office, path, **{volume: -0.2, cost: 0.05, "p_groei_verschuiving": 0.01})
    assert_equals_engine(again, worked_out(catalogue(-0.2, 0.05), growth_shift=0.01))


def test_the_reason_behind_a_number_names_both_rates():
    made = worked_out(catalogue())
    told = {driver.name: driver for driver in explain(made, "fewer-hours", 2022).drivers}
    found = told["programme/cost_growth/household_help/2021"]
    assert found.value == 0.2
    assert found.title.nl == "Groei per jaar vanaf 2021: kosten per cliënt, Voorziening"
    assert told["programme/growth/household_help/2021"].value == -0.1
