"""Budget tables by hand on the small programme, and adding up everywhere."""

import math

import pandas as pd
import pytest

from simulator.analysis.budget import (
    BudgetOptions,
    budget_amendment,
    budget_scenario,
    comparison,
    measure_table,
    multi_year,
    municipality_table,
    remarks,
    taakveld_table,
    totals,
)
from simulator.analysis.run import run
from simulator.domain.programme import GrowthPeriod
from simulator.domain.quantity import Uniform
from simulator.domain.taakvelden import Taakvelden
from simulator.errors import ScenarioError
from tests.analysis.budget.towns import partly_together
from tests.factories import (
    cost,
    driver,
    effect,
    fewer_hours,
    measure,
    scenario,
    school_coaches,
    service,
    small_catalogue,
    small_programme,
)

MEAN = BudgetOptions(statistic="mean")


def small(*measures, catalogue=None, draws=False, **changes):
    made = catalogue or small_catalogue()
    return run(made, scenario(*measures, **{"draws": 200} | changes), draws=draws)


def amount(table: pd.DataFrame, column: str, **where) -> float:
    for name, value in where.items():
        table = table[table[name] == value]
    return float(table[column].sum())


def test_lines_of_a_measure_in_a_year():
    table = measure_table(small())
    # 2023: fewer hours and strict access save 10% and 25% of 2,000,000; together 1 - 0.9 * 0.75 = 32.5%,
    # 650,000; fair shares (200,000 + 150,000) / 2 and (500,000 + 450,000) / 2.
    savings = table[(table["kind"] == "lower_spending") & (table["year"] == 2023)]
    assert amount(savings, "expenditure", measure="fewer-hours") == pytest.approx(-175_000)
    assert amount(savings, "expenditure", measure="strict-access") == pytest.approx(-475_000)
    # The re-assessment of 100,000, half of it in 2023, borne in equal parts.
    assert amount(table, "expenditure", measure="fewer-hours", kind="cost", year=2023) == 25_000
    costs = table[(table["measure"] == "strict-access") & (table["kind"] == "cost")]
    assert set(zip(costs["name"], costs["nature"], strict=True)) == {
        ("train", "incidental"),
        ("reassessment", "incidental"),
    }
    assert set(costs["funder"]) == {"municipalities"}


def transport_catalogue():
    """One measure that raises fares: 30,000 of own contributions and 20,000 less spent."""
    own = measure(
        "fares",
        drivers={"fares": driver(30_000, "EUR/year"), "trips": driver(20_000, "EUR/year")},
        effects={
            "income": effect("youth", "fares", (1, 1, 1, 1), kind="own_contribution"),
            "fewer": effect("youth", "trips", (1, 1, 1, 1)),
        },
    )
    return small_catalogue(own)


def test_own_contributions_are_income_and_fewer_trips_lower_spending():
    table = measure_table(small("fares", catalogue=transport_catalogue()))
    assert amount(table, "income", year=2022) == 30_000
    assert amount(table, "expenditure", year=2022) == pytest.approx(-20_000)
    assert amount(table, "net_cost", year=2022) == pytest.approx(-50_000)


@pytest.mark.parametrize("options", [BudgetOptions(), MEAN])
def test_every_table_adds_up_to_the_totals(options):
    made = small(draws=True)
    expected = totals(made, options).set_index("year")["net_cost"]
    found = [
        measure_table(made, options).groupby("year")["net_cost"].sum(),
        taakveld_table(made, options).groupby("year")["net_cost"].sum(),
        municipality_table(made, options).groupby("year")["net_cost"].sum(),
        multi_year(made, options).set_index(["item", "year"]).loc["measures"]["net_cost"],
    ]
    for column in found:
        pd.testing.assert_series_equal(column, expected, check_names=False, atol=0.5, check_index_type=False)


def test_saving_on_execution_is_on_no_taakveld_of_the_service():
    # Fewer consultants: staff is no part of the 1,000,000 that is spent on the service.
    desk = measure(
        drivers={"desk": driver(90_000, "EUR/year"), "care": driver(200_000, "EUR/year")},
        effects={
            "desk": effect("youth", "desk", (1.0, 1.0, 1.0, 1.0), kind="execution"),
            "care": effect("youth", "care", (1.0, 1.0, 1.0, 1.0)),
        },
        costs={"team": cost("desk / 3")},
    )
    made = run(small_catalogue(desk), scenario(desk.id), draws=False)
    table = taakveld_table(made).set_index(["year", "taakveld"])
    assert table.loc[(2024, "6.711"), "expenditure"] == pytest.approx(-200_000)
    assert table.loc[(2024, ""), "expenditure"] == pytest.approx(30_000 - 90_000)
    lines = measure_table(made)
    placed = lines[lines["year"] == 2024].set_index("kind")["taakveld"].to_dict()
    assert placed == {"lower_spending": "6.711", "execution": "", "cost": ""}
    # The service of the line stays known, for the totals per service.
    assert set(lines[lines["kind"] == "execution"]["service"]) == {"youth"}


def test_percentiles_exist_for_totals_alone():
    made = small(draws=True)
    p10 = totals(made, BudgetOptions(statistic="p10"))
    p90 = totals(made, BudgetOptions(statistic="p90"))
    assert (p10["net_cost"] >= p90["net_cost"] - 1e-6).all()
    with pytest.raises(ScenarioError, match="Percentiles do not add"):
        measure_table(made, BudgetOptions(statistic="p10"))


def test_p10_is_the_unfavourable_side_of_every_column():
    # Spending, saving and cost each uniform around 100,000, and each on its own dice.
    around = Uniform(kind="uniform", low=50_000, high=150_000)
    growing = driver(0.0, uncertainty=Uniform(kind="uniform", low=-0.1, high=0.1))
    fields = growing.model_dump(include=set(GrowthPeriod.model_fields))
    growth = GrowthPeriod(from_year=2021, **fields)
    plan = small_programme(services={"youth": service(1_000_000, growth=(growth,))}, targets=())
    only = measure(
        drivers={name: driver(100_000, "EUR/year", uncertainty=around) for name in ("saved", "paid")},
        effects={"saved": effect("youth", "saved", (1.0, 1.0, 1.0, 1.0))},
        costs={"paid": cost("paid")},
    )
    made = run(
        small_catalogue(only, programme=plan),
        scenario(only.id, draws=2_000, layers={"growth": True}),
    )
    bad, good = (totals(made, BudgetOptions(statistic=side)).iloc[0] for side in ("p10", "p90"))
    spread = {"damped": (60_000, 140_000), "cost": (140_000, 60_000), "baseline": (1_080_000, 920_000)}
    for column, expected in spread.items():
        assert (bad[column], good[column]) == pytest.approx(expected, rel=0.02)
    assert bad["net_cost"] > 0 > good["net_cost"] and bad["with_measures"] > good["with_measures"]


def test_draws_that_are_not_there():
    with pytest.raises(ScenarioError, match="has no draws"):
        totals(small(), MEAN)


def test_options_that_need_another_run():
    options = BudgetOptions(
        view="noord", price_level="nominal", delivery_risk=True, allocation_key="age_0_19"
    )
    with pytest.raises(ScenarioError, match="budget_scenario"):
        measure_table(small(), options)
    changed = budget_scenario(scenario(), options)
    assert changed.municipality == "noord" and changed.layers.realisation and changed.layers.delay
    assert budget_scenario(changed, options) is changed
    made = run(small_catalogue(), changed, draws=False)
    # Half of the region, realisation 0.9, six months late: 2023 full, so 0.5 * 90,000 at 1.02^3.
    table = measure_table(made, options)
    found = amount(table, "expenditure", measure="school-coaches", kind="lower_spending", year=2023)
    assert found == pytest.approx(-45_000 * 1.02**3)


def codes(*new):
    services = {
        "youth": service(
            1_000_000,
            allocation_key="age_0_19",
            taakvelden=Taakvelden(until_2022=("6.72",), from_2023=new),
        ),
        "household_help": service(2_000_000),
    }
    return small_catalogue(programme=small_programme(services=services))


def test_old_codes_to_2022_and_new_ones_after_without_a_split():
    table = taakveld_table(small(catalogue=codes("6.72a", "6.74a")))
    by_year = table.groupby("year")["taakveld"].agg(list)
    assert by_year[2022] == ["", "6.71", "6.72"]
    assert by_year[2023] == ["", "6.711", "6.72a + 6.74a"]
    assert amount(table, "baseline", year=2023, taakveld="6.72a + 6.74a") == 1_000_000


def test_a_stated_key_splits_a_service():
    made = small(catalogue=codes("6.72a", "6.74a"))
    table = taakveld_table(made, split={"youth": {"6.72a": 0.75, "6.74a": 0.25}})
    assert amount(table, "baseline", year=2023, taakveld="6.72a") == 750_000
    # School coaches save 100,000.
    assert amount(table, "expenditure", year=2023, taakveld="6.74a") == pytest.approx(-25_000)
    with pytest.raises(ScenarioError, match="add up to 1"):
        taakveld_table(made, split={"youth": {"6.72a": 0.75, "6.74a": 0.2}})


def test_the_amendment_has_the_years_after_as_balances():
    table = budget_amendment(small()).set_index("measure")
    assert list(table.columns) == [
        "expenditure",
        "income",
        "net_cost",
        "net_cost_1",
        "net_cost_2",
        "net_cost_3",
        "unknown",
    ]
    # School coaches: 40,000 a year against 50,000 saved in 2021 and 100,000 after.
    assert table.loc["school-coaches"].tolist()[:-1] == pytest.approx(
        [-10_000, 0, -10_000, -60_000, -60_000, -60_000]
    )
    later = budget_amendment(small(), first_year=2023).set_index("measure")
    assert math.isnan(later.loc["", "net_cost_2"])


def test_unchanged_policy_against_measures_task_and_budget():
    made = small(municipality="noord")
    table = comparison(made, BudgetOptions(budget={2023: 1_200_000.0})).set_index("year")
    # Noord has half: 1,500,000; net saving of the region in 2023 is 100,000 + 650,000 - 90,000 = 660,000.
    assert table.loc[2023, "baseline"] == 1_500_000
    assert table.loc[2023, "difference"] == pytest.approx(-330_000)
    assert table.loc[2023, "short_of_task"] == pytest.approx(300_000 - 330_000)
    assert table.loc[2023, "against_budget"] == pytest.approx(1_170_000 - 1_200_000)
    assert math.isnan(table.loc[2021, "task"]) and math.isnan(table.loc[2022, "budget"])


def test_who_does_not_take_part_or_leaves_is_explained():
    made = small(
        catalogue=small_catalogue(
            school_coaches(),
            fewer_hours(),
            programme=partly_together(),
        ),
        measures={"school-coaches": {}, "fewer-hours": {}},
    )
    assert [(r.municipality, r.kind) for r in remarks(made)] == [
        ("zuid", "not_in_service"),
        ("west", "leaves"),
    ]
    table = municipality_table(made)
    # Noord and west share youth 10,000 to 4,000; zuid has 30% of household help only.
    assert amount(table, "baseline", municipality="zuid", year=2021) == pytest.approx(600_000)
    assert amount(table, "baseline", municipality="west", year=2023) == 0
