"""Futures and rules whose numbers can be worked by hand."""

import pytest

from simulator.analysis.robustness import (
    discover,
    future_of,
    futures,
    other_view,
    outcomes,
    outcomes_table,
    rules_table,
    wide,
)
from simulator.analysis.run import run
from simulator.domain.catalogue import Catalogue
from simulator.domain.programme import CommonFactor
from simulator.domain.scenario import MeasureSetting
from simulator.errors import ScenarioError
from tests.catalogue import shipped
from tests.engine.worked import catalogue, saver, uniform
from tests.factories import estimate, scenario, text


def small(**changes):
    made = catalogue()
    return made, scenario(measures=dict.fromkeys(made.measures, MeasureSetting()), draws=200, **changes)


def test_net_saving_in_each_future_by_hand():
    """The small programme in 2024, without uncertainty; costs are 40,000 for staff.

    own      100,000 + 2,000,000 * (1 - 0.9 * 0.75) - 40,000 = 710,000
    late     the same a year on: coaches 1, the others full from 2024: still full, but half of the pool,
             50,000, is paid in 2024 as well: 660,000
    view     critics: coaches save 50,000: 660,000
    growth   10 + 2% a year for four years, a factor 1.12^4 on savings that are a part of spending:
             100,000 + 650,000 * 1.57351936 - 40,000 = 1,082,787.58
    overlap  fully: the largest of 200,000 and 500,000: 100,000 + 500,000 - 40,000 = 560,000
    all      50,000 + 500,000 * 1.57351936 - 40,000 - 50,000 = 746,759.68

    In the last, wide, growth counts too, 10% a year: a factor 1.1^4, and each of the rest as it may turn out.
    """
    made, asked = small()
    found = {one.future.name: one for one in outcomes(made, futures(made, asked), 2024)}
    assert list(found) == ["own", "growth", "late", "view", "overlap", "all", "wide"]
    assert found["own"].net == pytest.approx(710_000)
    assert found["late"].net == pytest.approx(660_000)
    assert found["view"].net == pytest.approx(660_000)
    assert found["growth"].net == pytest.approx(1_082_787.58, rel=1e-6)
    # At 0.99 a hundredth is missing to full.
    assert found["overlap"].net == pytest.approx(560_000, rel=0.01)
    assert found["all"].net == pytest.approx(746_759.68, rel=0.01)
    # Noord has half, and a task of 300,000.
    assert (found["own"].chance, found["overlap"].chance, found["all"].chance) == (1.0, 0.0, 1.0)
    assert found["own"].shortfall == 0.0
    assert found["overlap"].shortfall == pytest.approx(20_000, rel=0.05)
    table = outcomes_table(tuple(found.values()))
    assert table["future"].tolist() == list(found)


def test_a_future_changes_nothing_but_its_assumption():
    made, asked = small()
    found = {future.name: future.scenario for future in futures(made, asked)}
    assert found["own"] == asked
    assert {s.shift_months for s in found["late"].measures.values()} == {12}
    assert found["late"].layers == asked.layers
    assert found["growth"].growth_shift == pytest.approx(0.02)
    assert found["growth"].measures == asked.measures
    assert found["overlap"].overlap == pytest.approx(0.99)
    together = found["all"]
    assert together.measures == found["late"].measures
    assert together.estimates == found["view"].estimates == {"critics": 1.0}
    assert (together.growth_shift, together.overlap) == (found["growth"].growth_shift, 0.99)
    everything = wide(asked).scenario.layers
    assert all((everything.growth, everything.delay, everything.realisation, everything.spill_over))
    assert found["wide"] == wide(asked).scenario
    assert "wide" not in [f.name for f in futures(made, wide(asked).scenario)], "it changes nothing there"
    assert future_of(made, wide(asked).scenario, "wide").scenario == wide(asked).scenario


def test_the_view_of_others_is_the_one_that_saves_least():
    low, high = estimate(300_000.0), estimate(900_000.0)
    made = catalogue(saver("a", 500_000.0, rivals={"critics": low}), saver("b", 1.0, rivals={"fans": high}))
    spec = made.programme.estimates | {"fans": made.programme.estimates["critics"]}
    made = Catalogue(programme=made.programme.model_copy(update={"estimates": spec}), measures=made.measures)
    asked = scenario(measures=dict.fromkeys(made.measures, MeasureSetting()))
    assert other_view(made, asked) == "critics"
    # Where others only see more, there is no such future.
    assert other_view(made, asked.model_copy(update={"measures": {"b": MeasureSetting()}})) is None
    assert "view" not in [f.name for f in futures(made, asked.model_copy(update={"measures": {}}))]


def test_shipped_futures_are_runs_of_their_own():
    made, asked = shipped.catalogue(), shipped.scenarios()["programma"].model_copy(update={"draws": 1_000})
    view = future_of(made, asked, "view")
    assert view.scenario.estimates == {"aef": 1.0}
    one = outcomes(made, (view,), 2024)[0]
    full = run(made, view.scenario)
    assert full.simulated is not None
    assert one.run_id == full.run_id
    assert one.net == pytest.approx(full.simulated.totals["region"].net[3].mean(dtype=float))
    with pytest.raises(ScenarioError, match="found future rosy"):
        future_of(made, asked, "rosy")  # type: ignore[arg-type]


def test_the_driver_that_decides_is_found():
    """Noord, with half of what a and b save, needs 300,000 in 2024.

    a saves 0 to 800,000 and b 200,000: it is missed where a saves less than 400,000, in half of the draws.
    """
    made = catalogue(
        saver("a", 400_000.0, uncertainty=uniform(0.0, 800_000.0)),
        saver("b", 200_000.0, on="youth"),
        saver("c", 1_000.0, on="youth", uncertainty=uniform(0.0, 2_000.0)),
    )
    asked = scenario(measures=dict.fromkeys(made.measures, MeasureSetting()))
    found = discover(made, asked, 2024, draws=2_000)
    assert found is not None
    assert found.missed == pytest.approx(0.5, abs=0.01)
    (rule,) = found.rules
    (condition,) = rule.conditions
    assert (condition.driver.name, condition.driver.measure) == ("a/amount", "a")
    # Or told by its reverse: both are half of the draws.
    assert condition.above is not found.about_missing
    assert condition.value == pytest.approx(400_000, rel=0.02)
    assert rule.density == pytest.approx(1.0, abs=0.02)
    assert rule.coverage == pytest.approx(1.0, abs=0.02)
    assert (rule.mass, found.told) == (pytest.approx(0.5, abs=0.02), rule.coverage)
    assert rules_table(found)["driver"].tolist() == ["a/amount"]


def test_two_drivers_must_go_wrong_together():
    """a and b each save 0 to 800,000, and noord needs 150,000 of its half: only when both disappoint."""
    made = catalogue(
        saver("a", 400_000.0, uncertainty=uniform(0.0, 800_000.0)),
        saver("b", 400_000.0, on="youth", uncertainty=uniform(0.0, 800_000.0)),
    )
    target = made.programme.targets[0].model_copy(update={"amounts": {2024: 150_000.0}})
    made = Catalogue(
        programme=made.programme.model_copy(update={"targets": (target,)}), measures=made.measures
    )
    asked = scenario(measures=dict.fromkeys(made.measures, MeasureSetting()))
    found = discover(made, asked, draws=2_000)
    assert found is not None
    # a + b under 300,000, of a square of 800,000: a triangle of 9 / 128.
    assert found.missed == pytest.approx(9 / 128, abs=0.01)
    first = found.rules[0]
    assert found.about_missing
    assert {c.driver.name for c in first.conditions} == {"a/amount", "b/amount"}
    assert not any(c.above for c in first.conditions)
    assert first.density > 0.6


def test_what_makes_all_disappoint_together_is_told_and_not_what_it_does_to_each():
    """Eight measures save 0 to 100,000 along with the market; noord needs the 200,000 of a middling one."""
    names = "abcdefgh"
    made = catalogue(
        *(saver(n, 50_000.0, uncertainty=uniform(0.0, 100_000.0), loadings={"market": 0.9}) for n in names)
    )
    factor = CommonFactor(title=text("Markt"), note=text("Aanname"))
    target = made.programme.targets[0].model_copy(update={"amounts": {2024: 200_000.0}})
    changes = {"common_factors": {"market": factor}, "targets": (target,)}
    made = Catalogue(programme=made.programme.model_copy(update=changes), measures=made.measures)
    asked = scenario(measures=dict.fromkeys(made.measures, MeasureSetting()), overlap=-1.0)
    found = discover(made, asked, draws=4_000)
    assert found is not None
    ((condition,),) = (rule.conditions for rule in found.rules)
    assert (condition.driver.name, condition.driver.layer) == ("factor/market", "common")
    # In standard deviations, so that the middle is 0, and half of the draws lie on either side.
    assert condition.value == pytest.approx(0.0, abs=0.1)
    assert condition.part == pytest.approx(0.5, abs=0.05)
    assert found.rules[0].mass == pytest.approx(condition.part, abs=0.02)
    # Own parts have a spread of sqrt((1 - 0.81) / 8) = 0.15 against 0.9: wrong in atan(0.17) / pi = 1 in 20.
    assert found.rules[0].density == pytest.approx(0.95, abs=0.02)


def test_when_there_is_nothing_to_tell():
    made, asked = small()
    certain = discover(made, asked, 2024, draws=200)
    assert certain is not None
    assert (certain.missed, certain.rules, certain.can_tell) == (0.0, (), False)
    with pytest.raises(ScenarioError, match="found year 2021"):
        discover(made, asked, 2021, draws=200)
    assert discover(made, asked.model_copy(update={"municipality": "zuid"})) is None
