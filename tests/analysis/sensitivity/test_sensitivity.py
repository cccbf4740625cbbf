"""Sensitivity of a run: sums worked by hand, order that means nothing, and what is left out."""

import math

import numpy as np
import pandas as pd
import pytest

from simulator.analysis.run import run
from simulator.analysis.sensitivity import decisions, question, sensitivity
from simulator.analysis.sensitivity.switching import _of_decision
from simulator.domain.catalogue import Catalogue
from simulator.domain.measure import Unknown
from simulator.domain.quantity import Discrete, Uniform
from simulator.domain.relation import Requires
from simulator.domain.scenario import Layers
from simulator.engine.distributions import Component
from simulator.engine.sampling import Quantity
from simulator.errors import ScenarioError
from tests.engine.worked import relation, saver
from tests.factories import (
    cost,
    driver,
    estimate,
    fewer_hours,
    scenario,
    school_coaches,
    service,
    small_catalogue,
    small_programme,
    strict_access,
    text,
)


def between(low: float, high: float) -> Uniform:
    return Uniform(kind="uniform", low=low, high=high)


def two_savers(**changes) -> Catalogue:
    """a saves 0 to 300,000 on youth, b 0 to 400,000 on household help; nothing competes.

    Net: 350,000 on average; variances 300,000²/12 and 400,000²/12, so 9 and 16 of 25.
    """
    a = saver("a", 150_000, on="youth", uncertainty=between(0, 300_000))
    b = saver("b", 200_000, uncertainty=between(0, 400_000))
    return small_catalogue(a, b, **changes)


def of_net(found, name):
    rows = found.drivers[(found.drivers["outcome"] == "net") & (found.drivers["name"] == name)]
    return rows.iloc[0]


@pytest.fixture(scope="module")
def linear():
    return sensitivity(run(two_savers(), scenario("a", "b")), 2024)


def test_tornado_by_hand(linear):
    # All else at its draws: the mean of the other one is added.
    a, b = of_net(linear, "a/amount"), of_net(linear, "b/amount")
    np.testing.assert_allclose(
        [a["p10"], a["p90"], b["p10"], b["p90"]], [30_000, 270_000, 40_000, 360_000], 1e-3
    )
    np.testing.assert_allclose([a["at_p10"], a["at_p90"]], [30_000 + 200_000, 270_000 + 200_000], rtol=1e-3)
    np.testing.assert_allclose([b["at_p10"], b["at_p90"]], [40_000 + 150_000, 360_000 + 150_000], rtol=1e-3)
    assert linear.middle["net"] == pytest.approx(350_000, rel=1e-3)


def test_chance_by_hand(linear):
    """Noord gets half of both and must save 300,000, so a + b >= 600,000: rarely.

    The corner above it is a triangle with sides of 100,000 in a box of 300,000 by 400,000: 1 in 24. With b at
    its P90 of 360,000: a must be over 240,000, 1 in 5. With a at its P90 of 270,000: b over 330,000, 7 in 40.
    """
    task = linear.drivers[linear.drivers["outcome"] == "task"].set_index("name")
    assert linear.middle["task"] == pytest.approx(1 / 24, abs=0.004)
    assert task.loc["b/amount", "at_p90"] == pytest.approx(0.2, abs=0.01)
    assert task.loc["a/amount", "at_p90"] == pytest.approx(7 / 40, abs=0.01)
    assert task.loc["a/amount", "at_p10"] == task.loc["b/amount", "at_p10"] == 0.0


def test_indices_by_hand(linear):
    for name, index in (("a/amount", 0.36), ("b/amount", 0.64)):
        assert of_net(linear, name)["first"] == pytest.approx(index, abs=0.01)
        assert of_net(linear, name)["total"] == pytest.approx(index, abs=0.02)


def test_all_variance_is_of_the_drivers(linear):
    shares = linear.layers[linear.layers["outcome"] == "net"].set_index("layer")["share"]
    assert shares["drivers"] == pytest.approx(1.0)
    assert shares.drop("drivers").isna().all(), "a layer that is off has no share, not one of 0"


def test_layers_share_what_they_have_to_do_with():
    """Amount times the part that is realised: a product of two, so both have a share."""
    realised = {g: driver(0.5, uncertainty=between(0.0, 1.0)) for g in range(1, 7)}
    known = two_savers(programme=small_programme(realisation=realised))
    found = sensitivity(run(known, scenario("a", "b", layers=Layers(realisation=True))), 2024)
    shares = found.layers[found.layers["outcome"] == "net"].set_index("layer")["share"]
    # Saving is amount times part, both uniform with the same relative spread: alike.
    assert shares["drivers"] == pytest.approx(0.5, abs=0.02)
    assert shares["delivery"] == pytest.approx(0.5, abs=0.02)
    assert shares.sum() == pytest.approx(1.0)


def switch(found, measure, name):
    table = found.switching
    rows = table[(table["measure"] == measure) & (table["name"] == name)]
    return rows.iloc[0]


def coaches(low: float, high: float) -> Catalogue:
    """100 children at 1,000 each save 100,000; half an fte costs 40,000."""
    own = school_coaches().drivers | {
        "saving_per_child": driver(1_000, "EUR/child/year", uncertainty=between(low, high))
    }
    return small_catalogue(school_coaches(drivers=own))


def test_switching_value_by_hand():
    """Over four years 3.5 * 100 * s = 4 * 40,000 at s = 457: 54% less than the 1,000 that is most likely."""
    found = switch(
        sensitivity(run(coaches(0, 2_000), scenario("school-coaches")), 2024, whole=True),
        "school-coaches",
        "school-coaches/saving_per_child",
    )
    assert found["value"] == pytest.approx(160_000 / 350, abs=1e-6)
    assert found["relative"] == pytest.approx(160_000 / 350_000 - 1)
    assert found["margin"] == pytest.approx(350_000 - 160_000)


def test_switching_value_of_one_year_by_hand():
    """In 2024 alone 100 * s = 40,000 at s = 400: 60% less."""
    found = switch(
        sensitivity(run(coaches(0, 2_000), scenario("school-coaches")), 2024),
        "school-coaches",
        "school-coaches/saving_per_child",
    )
    assert found["value"] == pytest.approx(400.0, abs=1e-6)
    assert found["relative"] == pytest.approx(-0.6)


def test_no_switching_value_in_the_range_is_none():
    found = switch(
        sensitivity(run(coaches(500, 2_000), scenario("school-coaches")), 2024, whole=True),
        "school-coaches",
        "school-coaches/saving_per_child",
    )
    assert math.isnan(found["value"])
    assert (found["low"], found["high"]) == (500, 2_000)


def test_switching_value_of_the_task_by_hand():
    """Noord gets half of 100 * s - 40,000 and must save 300,000: s = 6,400."""
    found = sensitivity(run(coaches(0, 10_000), scenario("school-coaches")), 2024, whole=True).switching
    task = found[(found["decision"] == "task")].iloc[0]
    assert task["value"] == pytest.approx(6_400, abs=1e-5)
    assert task["margin"] == pytest.approx(30_000 - 300_000)


def test_costs_alone_are_no_reason_to_drop_a_measure():
    """Nobody knows what the coaches save; their cost of 40,000 may be anything: there is nothing to judge."""
    unknown = Unknown(what="effect", title=text("Rust in gezinnen"), source=school_coaches().sources[0])
    price = driver(40_000, "EUR/year", uncertainty=between(-10_000, 90_000))
    coach = school_coaches(
        effects={}, drivers={"price": price}, costs={"work": cost("price")}, unknown=(unknown,)
    )
    found = sensitivity(run(small_catalogue(coach), scenario("school-coaches")), 2024).switching
    keep = found[found["measure"] == "school-coaches"]
    assert len(keep) and keep[["value", "relative", "margin"]].isna().all(axis=None)


def test_what_rounding_leaves_does_not_turn_a_choice_around():
    """A measure that does nothing is worth 5e-10 euro less in one case than in another."""
    moves = Quantity("a/amount", (Component(1.0, 1.0, between(0, 2)),))
    margins = {"a/amount": np.array([0.0, 0.0, -5e-10])}
    run_of = run(two_savers(), scenario("a", "b"), draws=False)
    keep = decisions(run_of, question(run_of, 2024))[0]
    (found,) = _of_decision(keep, 3, [moves], {"a/amount": np.array([0.0, 1.0, 2.0])}, margins)
    assert found.value is None


def test_separate_values_switch_at_one_of_them():
    """At 0, 300 or 1,000 a child: what costs money is 300, and nothing in between can be."""
    values = Discrete(kind="discrete", values=(0.0, 300.0, 1_000.0), weights=(1.0, 1.0, 2.0))
    own = school_coaches().drivers | {"saving_per_child": driver(1_000, "EUR/child/year", uncertainty=values)}
    found = sensitivity(run(small_catalogue(school_coaches(drivers=own)), scenario("school-coaches")), 2024)
    assert switch(found, "school-coaches", "school-coaches/saving_per_child")["value"] == 300.0


def uncertain_measures():
    """The three measures of the small programme with ranges, on services that overlap."""
    return [
        school_coaches(
            drivers=school_coaches().drivers
            | {"saving_per_child": driver(1_000, "EUR/child/year", uncertainty=between(0, 2_000))}
        ),
        fewer_hours(drivers={"fewer": driver(0.1, uncertainty=between(0.0, 0.2))}),
        strict_access(
            drivers={
                "refused": driver(0.25, uncertainty=between(0.1, 0.4)),
                "training": driver(10_000, "EUR", uncertainty=between(0, 20_000)),
            }
        ),
    ]


def overlapping() -> dict:
    return {
        "youth": service(1_000_000, law="jeugdwet", allocation_key="age_0_19"),
        "household_help": service(2_000_000, overlap=driver(0.0, uncertainty=between(-0.5, 0.5))),
    }


def test_the_order_of_measures_and_drivers_means_nothing():
    measures = uncertain_measures()
    turned = [m.model_copy(update={"drivers": dict(reversed(m.drivers.items()))}) for m in reversed(measures)]
    programme = small_programme(services=overlapping())
    names = [m.id for m in measures]
    one = sensitivity(run(small_catalogue(*measures, programme=programme), scenario(*names)), 2024)
    other = sensitivity(run(small_catalogue(*turned, programme=programme), scenario(*reversed(names))), 2024)
    # The design and the roots are the same numbers; the run itself has other draws, so that first-order
    # indices, and means over the run, agree as two runs do.
    same = [c for c in one.drivers.columns if c != "first"]
    pd.testing.assert_frame_equal(one.drivers[same], other.drivers[same], rtol=1e-4)
    np.testing.assert_allclose(one.drivers["first"], other.drivers["first"], atol=0.02)
    pd.testing.assert_frame_equal(one.layers, other.layers, rtol=1e-4)
    key = ["decision", "measure", "name"]
    pd.testing.assert_frame_equal(
        *(found.switching.sort_values(key, ignore_index=True) for found in (one, other)), rtol=1e-6
    )


def test_a_measure_added_that_does_nothing_changes_nothing_of_the_others():
    """What is drawn for a driver does not depend on which measures are on."""
    measures = uncertain_measures()
    known = small_catalogue(*measures, programme=small_programme(services=overlapping()))
    with_all = sensitivity(run(known, scenario()), 2021)
    without = sensitivity(run(known, scenario("school-coaches", "strict-access")), 2021)
    one, other = (of_net(found, "school-coaches/saving_per_child") for found in (with_all, without))
    assert one["swing"] == pytest.approx(other["swing"], rel=1e-4)


def test_what_has_no_range_or_amount_is_listed_and_not_ranked():
    unknown = Unknown(what="effect", title=text("Rust in gezinnen"), source=school_coaches().sources[0])
    known = small_catalogue(*uncertain_measures()[1:], school_coaches(unknown=(unknown,)))
    found = sensitivity(run(known, scenario()), 2024)
    ranked = set(found.drivers["name"])
    missing = {(item.reason, item.name) for item in found.missing}
    assert ("fixed", "school-coaches/saving_per_child") in missing
    assert "school-coaches/saving_per_child" not in ranked
    assert ("unknown", "school-coaches") in missing
    assert {name for reason, name in missing if reason == "off"} == {
        *("growth", "realisation", "delay", "spill_over")
    }
    assert not ranked & {name for _, name in missing}


def test_a_settled_chance_is_not_ranked():
    """Two savers of 1 million each: the task is made in every draw."""
    a = saver("a", 900_000, on="youth", uncertainty=between(890_000, 910_000))
    found = sensitivity(run(small_catalogue(a), scenario("a")), 2024)
    assert found.middle["task"] == 1.0
    assert found.settled("task") and not found.settled("net")
    assert found.drivers.loc[found.drivers["outcome"] == "task", "total"].isna().all()


def test_rival_estimates_are_one_source():
    known = small_catalogue(
        saver("a", 100_000, rivals={"critics": estimate(50_000)}), programme=small_programme()
    )
    found = sensitivity(run(known, scenario("a", estimates={"region": 1.0, "critics": 1.0})), 2024)
    only = of_net(found, "a/amount")
    assert only["first"] == pytest.approx(1.0, abs=0.01)
    assert (only["at_p10"], only["at_p90"]) == pytest.approx((50_000, 100_000), rel=1e-4)


def test_measures_that_need_another_go_with_it():
    needs = relation(Requires, kind="requires", measure="a")
    measures = [saver("a", 1.0), saver("b", 2.0, relations=(needs,)), saver("c", 4.0)]
    result = run(small_catalogue(*measures), scenario("a", "b", "c"), draws=False)
    found = {d.measure: d for d in decisions(result, question(result, 2024))}
    assert found["a"].along == ("b",)
    assert found["a"].other.measures == ("c",)
    assert found["b"].along == ()
    assert found[None].kind == "task"


def test_a_year_without_a_task_is_about_the_net_saving_alone():
    found = sensitivity(run(two_savers(), scenario("a", "b")), 2021)
    assert found.asked.outcomes == ("net",)
    assert set(found.drivers["outcome"]) == {"net"}


def test_what_cannot_be_asked_is_refused_in_words():
    result = run(two_savers(), scenario("a", "b", draws=100))
    with pytest.raises(ScenarioError, match="found year 1999"):
        sensitivity(result, 1999)
    with pytest.raises(ScenarioError, match="needs draws"):
        sensitivity(run(two_savers(), scenario("a", "b"), draws=False))


def test_nothing_uncertain_gives_empty_tables():
    found = sensitivity(run(small_catalogue(saver("a", 1_000)), scenario("a", draws=100)), 2024)
    assert found.drivers.empty and found.switching.empty
    assert found.layers["share"].isna().all()
