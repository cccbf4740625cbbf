"""Summaries by hand, on dice whose outcomes the test writes down."""

import math

import numpy as np
import pytest

from simulator.analysis.run import Run, run, run_id
from simulator.analysis.summary import (
    QUANTITIES,
    first_year_met,
    per_measure,
    per_municipality,
    per_service,
    savings_known,
    target_outcome,
    total,
    yearly,
)
from simulator.domain.measure import Unknown
from simulator.domain.scenario import MeasureSetting
from simulator.engine.compile import compile_plan
from simulator.engine.project import most_likely
from tests.engine.worked import VIEWS, catalogue, equal, given, saver, uniform
from tests.factories import cost as line
from tests.factories import measure, scenario, source, text


def small(**changes):
    return run(catalogue(), scenario(**{"draws": 100} | changes))


def on_dice(*measures, draws=4, municipality=None, values=None):
    """Run measures on draws of their amounts, as given by name."""
    made = catalogue(*measures)
    asked = scenario(measures={m.id: MeasureSetting() for m in measures}, municipality=municipality)
    plan = compile_plan(made, asked)
    drawn = given(plan, draws, **values or {})
    return Run(made, asked, run_id(made, asked), plan, most_likely(plan, VIEWS), drawn)


def four():
    """One measure that saves 300, 700, 840 or 1,000 thousand; noord has half; ramp-up 0, 0.5, 1, 1."""
    amounts = [1_000_000, 300_000, 840_000, 700_000]
    measure = saver("a", 700_000, shares=(0, 0.5, 1, 1))
    return on_dice(measure, values={"a__amount": amounts})


def test_totals_per_year_of_the_most_likely_case():
    table = yearly(small()).pivot(index="quantity", columns="year", values="most_likely")
    equal(table.loc["gross"], [50_000, 450_000, 800_000, 800_000])
    equal(table.loc["damped"], [50_000, 437_500, 750_000, 750_000])
    equal(table.loc["cost"], [50_000, 90_000, 90_000, 40_000])
    equal(table.loc["net"], [0, 347_500, 660_000, 710_000])
    # 3,000,000 less net.
    equal(table.loc["with_measures"], [3_000_000, 2_652_500, 2_340_000, 2_290_000])


def test_mean_and_percentiles_are_over_draws_per_year():
    table = yearly(four()).set_index(["quantity", "year"])
    found = table.loc[("net", 2023), ["most_likely", "mean", "p10", "p50", "p90"]]
    # 300, 700, 840, 1,000: mean 710; P10 at place 0.3, P50 at 1.5 and P90 at 2.7.
    equal(found.to_numpy(float), [700_000, 710_000, 420_000, 770_000, 952_000])
    equal(table.loc[("net", 2022), "p90"], 476_000)


def test_without_draws_statistics_are_missing_and_not_zero():
    table = yearly(run(catalogue(), scenario(), draws=False))
    assert table[["mean", "p10", "p50", "p90"]].isna().all(axis=None)
    assert table["most_likely"].notna().all()
    assert list(table.columns) == ["year", "quantity", "most_likely", "mean", "p10", "p50", "p90"]
    assert len(table) == 4 * (len(QUANTITIES) + 1)


def test_another_view_than_that_of_the_run():
    table = yearly(small(), "noord").set_index(["quantity", "year"])
    equal(table.loc[("net", 2023), "most_likely"], 330_000)


def test_percentiles_are_of_the_total_and_not_added():
    # Each is 0 or 400,000; the sum is always 400,000.
    pair = (saver("a", 400_000), saver("b", 0, "youth"))
    values = {"a__amount": [0, 400_000] * 2, "b__amount": [400_000, 0] * 2}
    table = yearly(on_dice(*pair, values=values)).set_index(["quantity", "year"])
    equal(table.loc[("net", 2021), ["p10", "p90"]].to_numpy(float), [400_000, 400_000])


def test_each_measure_with_its_credit():
    table = per_measure(small()).set_index(["measure", "year"])
    # See test_credit: alone 200,000; 650,000 - 500,000; half way. The pool is shared.
    expected = [200_000, 25_000, 175_000, 200_000, 150_000, 175_000]
    equal(table.loc[("fewer-hours", 2023)].to_numpy(float), expected)
    damped = yearly(small()).set_index(["quantity", "year"]).loc["damped", "most_likely"]
    equal(table.groupby("year")["shapley"].sum(), damped)


def test_each_service_in_the_most_likely_case_and_on_average():
    table = per_service(small()).set_index(["service", "year"])
    equal(table.loc[("household_help", 2022)].to_numpy(float), [2_000_000, 337_500])
    drawn = per_service(four(), "simulated").set_index(["service", "year"])
    equal(drawn.loc[("household_help", 2022), "damped"], 355_000)
    equal(drawn.loc[("youth", 2022), "damped"], 0)


def test_each_municipality_adds_up_to_the_region():
    table = per_municipality(small())
    first = table[table["year"] == 2023].set_index("municipality")
    equal(first.loc["zuid", ["gross", "damped", "cost", "net"]].to_numpy(float), [24e4, 225e3, 27e3, 198e3])
    equal(table.groupby("year")["net"].sum(), [0, 347_500, 660_000, 710_000])
    drawn = per_municipality(four(), "simulated").set_index(["municipality", "year"])
    # 20% of 710,000 on average.
    equal(drawn.loc[("west", 2023), "net"], 142_000)


def test_chance_and_shortfall_of_the_task():
    # noord must save 200,000 in 2022 and 300,000 from 2023.
    table = target_outcome(four()).set_index("year")
    assert list(table.index) == [2022, 2023, 2024]
    equal(table["target"], [200_000, 300_000, 300_000])
    # 2022: 75, 175, 210 and 250 thousand. 2023: 150, 350, 420 and 500.
    equal(table["probability"], [0.5, 0.75, 0.75])
    equal(table["expected_shortfall"], [(125_000 + 25_000) / 4, 150_000 / 4, 150_000 / 4])
    equal(table["shortfall_if_missed"], [75_000, 150_000, 150_000])
    equal(table["most_likely"], [175_000, 350_000, 350_000])


def test_the_first_year_in_which_the_task_is_met():
    # Two draws in 2022, the third in 2023, the last never.
    assert first_year_met(four()) == {2022: 0.5, 2023: 0.25, 2024: 0.0, None: 0.25}


def test_a_task_that_is_met_once_counts_once_even_when_it_is_missed_later():
    # noord saves 0.5 * 450,000 in 2022 and in 2023: enough for the first year only.
    measure = saver("a", 450_000)
    found = on_dice(measure, values={"a__amount": [450_000, 700_000, 0, 0]})
    assert first_year_met(found) == {2022: 0.5, 2023: 0.0, 2024: 0.0, None: 0.5}
    assert list(target_outcome(found)["probability"]) == [0.5, 0.25, 0.25]


def test_costs_count_against_the_task():
    measure = saver("a", 500_000, costs={"own": line("amount / 4")})
    # 250,000 less 62,500 in noord.
    table = target_outcome(on_dice(measure, values={"a__amount": [500_000] * 4})).set_index("year")
    equal(table.loc[2022, ["probability", "expected_shortfall"]].to_numpy(float), [0, 12_500])


def test_a_task_that_is_always_met_leaves_no_shortfall():
    table = target_outcome(on_dice(saver("a", 1_800_000), values={"a__amount": [1_800_000] * 4}))
    assert table["probability"].eq(1).all()
    assert table["shortfall_if_missed"].eq(0).all()


def test_a_town_without_a_task_has_no_outcome():
    found = small(municipality="zuid")
    assert target_outcome(found).empty
    assert "probability" in target_outcome(found).columns
    assert first_year_met(found) == {}


def test_without_draws_chances_are_missing():
    found = run(catalogue(), scenario(), draws=False)
    assert target_outcome(found)["probability"].isna().all()
    equal(target_outcome(found)["most_likely"], [173_750, 330_000, 355_000])
    assert first_year_met(found) == {}


def test_no_measures_on_give_tables_without_rows_or_savings():
    found = small(measures={"fewer-hours": MeasureSetting(on=False)})
    assert per_measure(found).empty
    assert list(per_measure(found).columns)[:3] == ["year", "measure", "gross"]
    assert per_municipality(found)["net"].eq(0).all()


@pytest.mark.parametrize("quantity", [*QUANTITIES, "with_measures"])
def test_totals_have_a_row_per_year_and_a_column_per_draw(quantity):
    found = run(catalogue(saver("a", 1, uncertainty=uniform(0, 2))), scenario("a", draws=150))
    assert total(found.simulated, quantity, "region").shape == (4, 150)


def test_chances_add_up_to_one():
    made = catalogue(saver("a", 450_000, uncertainty=uniform(0, 900_000), shares=(0, 0.3, 0.6, 1)))
    found = run(made, scenario("a", draws=1_000))
    assert math.fsum(first_year_met(found).values()) == pytest.approx(1)
    # Uniform: noord needs 400,000 / 0.3 in 2022, 1,000,000 in 2023 and 600,000 of 900,000 in 2024.
    chances = target_outcome(found)["probability"]
    np.testing.assert_allclose(chances, [0, 0, 1 / 3], atol=0.005)


def unknown_effect(name, **changes):
    """A measure of which the source gives no saving."""
    item = Unknown(title=text(), what="effect", source=source())
    return measure(name, unknown=(item,), **changes)


def test_savings_are_known_where_a_measure_with_an_amount_works():
    known = saver("a", 700_000).model_copy(update={"scope": "noord"})
    for town, expected, items in (("noord", True, 1), ("zuid", False, 2), (None, True, 2)):
        found = on_dice(known, unknown_effect("b"), unknown_effect("c", scope="zuid"), municipality=town)
        assert savings_known(found.plan, found.view) is expected
        # What only Zuid does is no part of what is left out for Noord.
        assert len(found.plan.unknown) == items


def test_no_measures_at_all_save_nothing_for_certain():
    assert savings_known(on_dice().plan)
