"""From a combination to rows."""

import pytest

from simulator import __version__
from simulator.analysis.run import run
from simulator.analysis.summary import target_outcome, yearly
from simulator.domain.quantity import Pert
from simulator.domain.scenario import DriverChange, MeasureSetting
from simulator.domain.sweep import REGION, Combination
from simulator.errors import ScenarioError
from simulator.sweep.work import work_out
from tests.catalogue.local import catalogue, scenarios
from tests.sweep.samples import CATALOGUE, SCENARIOS, sweep

TOWNS = (REGION, "noord", "zuid", "west")


def rows(chosen=None, towns=TOWNS, scenarios=SCENARIOS):
    return work_out(CATALOGUE, (chosen or sweep()).combinations(scenarios), towns, __version__)


def test_a_row_for_each_combination_municipality_and_year():
    found = rows()
    keys = [(r["package"], r["future"], r["scenario"], r["municipality"], r["year"]) for r in found]
    assert len(keys) == len(set(keys)) == 5 * 4 * 4
    assert keys[:2] == [("all", "damped", None, REGION, 2021), ("all", "damped", None, REGION, 2022)]


def test_amounts_are_those_worked_out_by_hand():
    found = {
        (r["package"], r["future"]): r for r in rows() if (r["municipality"], r["year"]) == (REGION, 2023)
    }
    # 100,000 + 2,000,000 * (1 - 0.9 * 0.75) = 750,000; added up 100,000 + 200,000 + 500,000 = 800,000.
    assert found["all", "damped"]["damped_most_likely"] == pytest.approx(750_000)
    assert found["all", "added"]["damped_most_likely"] == pytest.approx(800_000)
    assert found["less", "damped"]["damped_most_likely"] == pytest.approx(300_000)
    assert found["less", "added"]["damped_most_likely"] == pytest.approx(300_000)


def uncertain():
    """The scenarios with a measure of which the effect is uncertain."""
    shape = Pert(kind="pert", low=60.0, high=180.0)
    change = DriverChange(value=100.0, uncertainty=shape, reason="test")
    setting = MeasureSetting(drivers={"children": change})
    return {
        name: s.model_copy(update={"measures": {**s.measures, "school-coaches": setting}})
        for name, s in SCENARIOS.items()
    }


def test_each_run_is_to_the_last_bit_the_one_with_that_id():
    chosen = sweep(draws=3_000)
    for combination in chosen.combinations(uncertain()):
        for town in TOWNS:
            own = None if town == REGION else town
            alone = run(CATALOGUE, combination.made.model_copy(update={"municipality": own}))
            found = [
                r for r in work_out(CATALOGUE, [combination], TOWNS, __version__) if r["municipality"] == town
            ]
            assert {r["run_id"] for r in found} == {alone.run_id}
            table = yearly(alone).set_index(["year", "quantity"])
            for row in found:
                for name in ("baseline", "gross", "damped", "cost", "net"):
                    for statistic in ("most_likely", "mean", "p10", "p50", "p90"):
                        expected = table.loc[(row["year"], name), statistic]
                        assert row[f"{name}_{statistic}"] == expected


def test_the_task_stands_where_there_is_one():
    chosen = sweep(draws=3_000).combination("all", "damped", uncertain())
    found = {(r["municipality"], r["year"]): r for r in work_out(CATALOGUE, [chosen], TOWNS, __version__)}
    # Noord has a task from 2022; the region is shown with the programme's first task, which is noord's.
    assert "target" not in found["zuid", 2023]
    assert "target" not in found["noord", 2021]
    expected = target_outcome(run(CATALOGUE, chosen.made)).set_index("year")
    for town in (REGION, "noord"):
        row = found[town, 2023]
        assert (row["target_municipality"], row["target"]) == ("noord", 300_000)
        assert row["target_probability"] == expected.loc[2023, "probability"]
        assert row["target_expected_shortfall"] == expected.loc[2023, "expected_shortfall"]


def test_another_version_of_koers_is_refused():
    with pytest.raises(ScenarioError, match=r"found Koers .* expected 0\.0\.1"):
        work_out(CATALOGUE, [], TOWNS, "0.0.1")


def test_what_nobody_knows_to_save_is_empty_and_not_zero():
    """No source says what any measure of this programme saves; one costs 80,000 euro a year."""
    name = "gooi-en-vechtstreek-2025"
    busy = scenarios(name)["lichte-hulp-dichtbij"].model_copy(update={"draws": 100})
    found = work_out(catalogue(name), (Combination(busy, scenario=busy.id),), (REGION,), __version__)
    last = found[-1]
    assert last["savings_known"] is False
    assert last["gross_mean"] is last["damped_mean"] is last["net_p50"] is last["net_most_likely"] is None
    assert last["cost_most_likely"] == pytest.approx(80_000)
    assert all(row["savings_known"] for row in rows())
