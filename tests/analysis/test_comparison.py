"""Differences by hand, on dice whose outcomes the test writes down, and on the engine's own."""

import math

import numpy as np
import pandas as pd
import pytest

from simulator.analysis.comparison import (
    ComparisonError,
    compare,
    differences,
    measure_differences,
    measures,
    on_same_dice,
    other_dice,
    residents,
    staff,
    together,
)
from simulator.analysis.run import Run, run, run_id
from simulator.analysis.summary import yearly
from simulator.domain.measure import Measure, ResidentsAffected, StaffNeed, Unknown
from simulator.domain.scenario import MeasureSetting
from simulator.engine.compile import compile_plan
from simulator.engine.project import most_likely
from tests.engine.worked import VIEWS, catalogue, equal, given, saver, uniform
from tests.factories import driver, fewer_hours, measure, scenario, school_coaches, source, text

STATISTICS = ["most_likely", "mean", "p10", "p50", "p90"]
WITHOUT = ("school-coaches", "fewer-hours")


def on(*measures: str, **changes) -> Run:
    """Run the small programme with these measures on (all three if none is named)."""
    return run(changes.pop("catalogue", catalogue()), scenario(*measures, **{"draws": 100} | changes))


def on_dice(made, *ids: str, draws: int = 4, values=None) -> Run:
    """Run some measures of a catalogue on draws of their amounts, as given by name."""
    asked = scenario(measures={name: MeasureSetting() for name in ids}, draws=100)
    plan = compile_plan(made, asked)
    drawn = given(plan, draws, **values or {})
    return Run(made, asked, run_id(made, asked), plan, most_likely(plan, VIEWS), drawn)


def rows(table: pd.DataFrame, first: int, second: int, quantity: str = "net") -> pd.DataFrame:
    found = table[(table["first"] == first) & (table["second"] == second) & (table["quantity"] == quantity)]
    return found.set_index("year")


def test_differences_of_the_small_programme_by_hand():
    """All three measures less the first two.

    All: net 0, 347,500, 660,000 and 710,000 (see test_summary). The first two, on different services:
    saving 50,000, 100,000 + 100,000, 100,000 + 200,000 (twice), cost 40,000 plus the pool's 50,000 in 2022
    and 2023: net 10,000, 110,000, 210,000 and 260,000.
    """
    table = differences([on(), on(*WITHOUT)])
    net = rows(table, 0, 1)
    for name in STATISTICS:
        np.testing.assert_allclose(net[name], [-10_000, 237_500, 450_000, 450_000], atol=0.1)
    assert net["chance_more"].tolist() == [0, 1, 1, 1]
    assert net["chance_less"].tolist() == [1, 0, 0, 0]
    # 50,000 - 40,000; later both pay the pool and the coaches.
    np.testing.assert_allclose(rows(table, 0, 1, "cost")["p50"], [10_000, 0, 0, 0], atol=0.1)
    together = rows(table, 0, 1, "cumulative")
    np.testing.assert_allclose(together["p50"], [-10_000, 227_500, 677_500, 1_127_500], atol=0.1)


def test_the_difference_is_taken_in_each_draw_and_then_summarised():
    """600, -100, 40 and -100 thousand: mean 110; P10 at place 0.3, P50 at 1.5 and P90 at 2.7."""
    made = catalogue(saver("a", 700_000), saver("b", 600_000, "youth"))
    one = on_dice(made, "a", values={"a__amount": [1_000_000, 300_000, 840_000, 700_000]})
    other = on_dice(made, "b", values={"b__amount": [400_000, 400_000, 800_000, 800_000]})
    net = rows(differences([one, other]), 0, 1).loc[2023]
    equal(net[STATISTICS].to_numpy(float), [100_000, 110_000, -100_000, -30_000, 432_000])
    assert (net["chance_more"], net["chance_less"]) == (0.5, 0.5)


def test_all_years_together_are_summed_in_each_draw():
    """Over four years 4,000, 1,200, 3,360 and 2,800 thousand: P10 at place 0.3, P50 at 1.5, P90 at 2.7."""
    made = catalogue(saver("a", 700_000))
    one = on_dice(made, "a", values={"a__amount": [1_000_000, 300_000, 840_000, 700_000]})
    found = together([one, one]).iloc[1]
    equal(found[STATISTICS].to_numpy(float), [2_800_000, 2_840_000, 1_680_000, 3_080_000, 3_808_000])


def test_a_scenario_less_itself_is_nothing():
    made = catalogue(saver("a", 700_000, uncertainty=uniform(100_000, 900_000)))
    one = on("a", catalogue=made)
    table = differences([one, one])
    assert (table[[*STATISTICS, "chance_more", "chance_less"]] == 0).all(axis=None)
    again = differences([one, on("a", catalogue=made, title=text("Andere naam"))])
    assert (again[STATISTICS] == 0).all(axis=None)


def test_what_one_has_more_the_other_has_less():
    made = catalogue(
        saver("a", 700_000, uncertainty=uniform(100_000, 900_000)),
        saver("b", 500_000, "youth", uncertainty=uniform(100_000, 900_000)),
    )
    one, other = on("a", catalogue=made, draws=999), on("b", catalogue=made, draws=999)
    there, back = differences([one, other]), differences([other, one])
    for table in (there, back):
        for quantity in ("net", "cost", "cumulative"):
            forth, turned = rows(table, 0, 1, quantity), rows(table, 1, 0, quantity)
            equal(forth["p10"], -turned["p90"])
            equal(forth["p50"], -turned["p50"])
            assert forth["chance_more"].tolist() == turned["chance_less"].tolist()
    # And it does not matter which of the two was summarised, and which turned round.
    np.testing.assert_allclose(rows(there, 0, 1)["p10"], rows(back, 1, 0)["p10"], rtol=1e-9)
    np.testing.assert_allclose(rows(there, 0, 1)["p90"], rows(back, 1, 0)["p90"], rtol=1e-9)


def test_on_the_same_dice_a_certain_saving_makes_a_certain_difference():
    """However uncertain a is: b saves 250,000 on another service, in every draw."""
    made = catalogue(saver("a", 700_000, uncertainty=uniform(0, 1_400_000)), saver("b", 250_000, "youth"))
    amounts = {"a__amount": [1_000_000, 300_000, 840_000, 700_000]}
    by_hand = differences([on_dice(made, "a", "b", values=amounts), on_dice(made, "a", values=amounts)])
    net = rows(by_hand, 0, 1)
    for name in STATISTICS:
        equal(net[name], [250_000] * 4)
    # The engine's own draws are in single precision: to the euro.
    both, one = on("a", "b", catalogue=made, draws=2_000), on("a", catalogue=made, draws=2_000)
    drawn = rows(differences([both, one]), 0, 1)
    np.testing.assert_allclose(drawn[STATISTICS], 250_000, atol=1)
    assert drawn["chance_more"].tolist() == [1] * 4
    # Each on its own is as uncertain as a: 80% of 1,400,000.
    net = yearly(one).query("quantity == 'net' and year == 2024").iloc[0]
    assert net["p90"] - net["p10"] == pytest.approx(1_120_000, rel=0.02)


def test_on_other_dice_a_certain_saving_would_look_uncertain():
    made = catalogue(saver("a", 700_000, uncertainty=uniform(0, 1_400_000)))
    one, other = scenario("a"), scenario("a", seed=7, draws=500)
    assert other_dice([one, other]) == (1,)
    assert other_dice([one, one]) == ()
    with pytest.raises(
        ComparisonError, match="seed 2021 with 10000 draws and seed 7 with 500 draws"
    ) as error:
        compare([run(made, one), run(made, other)])
    assert error.value.reason == "dice"
    aligned = on_same_dice([one, other])
    assert {(s.seed, s.draws) for s in aligned} == {(2021, 10_000)}
    assert (compare([run(made, s) for s in aligned]).differences["p90"] == 0).all()


def test_a_share_is_not_held_against_the_whole():
    with pytest.raises(ComparisonError, match="amounts of region and noord") as error:
        compare([on(), on(municipality="noord")])
    assert error.value.reason == "view"
    with pytest.raises(ComparisonError, match="noord and zuid"):
        compare([on(municipality="noord"), on(municipality="zuid")])
    assert compare([on(municipality="zuid")] * 2).view == "zuid"


@pytest.mark.parametrize(
    ("runs", "reason"),
    [
        (lambda: [on()], "count"),
        (lambda: [on()] * 5, "count"),
        (lambda: [on(), run(catalogue(), scenario(), draws=False)], "draws"),
        (lambda: [on(), on("a", catalogue=catalogue(saver("a", 1_000)))], "catalogue"),
    ],
)
def test_what_cannot_be_compared_is_refused(runs, reason):
    with pytest.raises(ComparisonError, match=r"found .*; expected .*\. [A-Z]") as error:
        compare(runs())
    assert error.value.reason == reason


def test_every_two_of_four_are_compared():
    table = compare([on(), on(*WITHOUT), on("school-coaches"), on("strict-access")]).differences
    assert table.groupby(["first", "second"]).ngroups == 12
    one, other, both = (rows(table, *pair)["most_likely"] for pair in [(0, 1), (1, 2), (0, 2)])
    equal(one + other, both)


def test_each_measure_by_hand():
    """Fair shares of 2024 (see test_credit): 100,000; 175,000 of fewer-hours, 475,000 of strict-access.

    Fewer-hours and strict-access save 200,000 and 500,000 alone on 2,000,000, together 650,000: half of
    what is lost, 25,000, falls to each. Without strict-access fewer-hours keeps its 200,000.
    """
    table = measures([on(), on(*WITHOUT)])
    last = measure_differences(table, 0, 1, 2024)
    assert last["measure"].tolist() == ["strict-access", "fewer-hours", "school-coaches"]
    equal(last["first"], [475_000, 175_000, 60_000])
    equal(last["second"], [0, 200_000, 60_000])
    equal(last["difference"], [475_000, -25_000, 0])
    assert last["on_second"].tolist() == [False, True, True]
    # 2023: the two share the pool's 50,000; without strict-access fewer-hours bears it alone.
    middle = measure_differences(table, 0, 1, 2023).set_index("measure")
    equal(middle.loc["fewer-hours", ["first", "second"]].to_numpy(float), [150_000, 150_000])
    equal(middle.loc["strict-access", "first"], 450_000)


def test_measures_add_up_to_the_most_likely_net_saving():
    outcomes = [on(), on(*WITHOUT, municipality=None)]
    found = measures(outcomes).groupby(["scenario", "year"])["net"].sum()
    for place, outcome in enumerate(outcomes):
        net = yearly(outcome).query("quantity == 'net'")["most_likely"]
        equal(found[place], net)


def left_open(what: str) -> Measure:
    """A measure with 40,000 of costs or 100,000 of savings, and nobody knows the other."""
    known = {"costs": {}} if what == "cost" else {"effects": {}}
    item = Unknown(title=text("Nog niet bekend"), what=what, source=source())
    return school_coaches(unknown=(item,), **known)


@pytest.mark.parametrize(
    ("what", "row", "worth"),
    [("effect", (math.nan, 40_000, math.nan), math.nan), ("cost", (100_000, math.nan, math.nan), 100_000)],
)
def test_what_nobody_knows_of_a_measure_is_missing_and_not_zero(what, row, worth):
    """An unknown saving makes the difference unknown; a saving of which the costs are unknown stays."""
    made = catalogue(left_open(what), fewer_hours())
    nothing = scenario(measures={}, draws=100)
    runs = [run(made, asked) for asked in (scenario(*WITHOUT, draws=100), nothing)]
    table = measures(runs).query("year == 2024 and measure == 'school-coaches'")
    equal(table.query("scenario == 0")[["saving", "cost", "net"]].to_numpy(float)[0], row)
    equal(table.query("scenario == 1")[["saving", "cost", "net"]].to_numpy(float)[0], (0, 0, 0))
    found = measure_differences(measures(runs), 0, 1, 2024)
    assert found["measure"].tolist() == ["fewer-hours", "school-coaches"]  # what is missing comes last
    last = found.set_index("measure").loc["school-coaches"]
    equal(last[["first", "second", "difference", "cost_first"]].to_numpy(float), (worth, 0, worth, row[1]))


def test_without_a_saving_unknown_costs_are_all_there_is_and_no_zero():
    item = Unknown(title=text("Nog niet bekend"), what="cost", source=source())
    made = catalogue(school_coaches(unknown=(item,), costs={}, effects={}), fewer_hours())
    nothing = scenario(measures={}, draws=100)
    table = measures([run(made, asked) for asked in (scenario(*WITHOUT, draws=100), nothing)])
    found = measure_differences(table, 0, 1, 2024).set_index("measure").loc["school-coaches"]
    equal(found[["first", "second", "difference"]].to_numpy(float), (math.nan, 0, math.nan))
    equal(found[["saving_first", "cost_first"]].to_numpy(float), (0, math.nan))


def peopled(**changes):
    group = ResidentsAffected(title=text("Kinderen"), formula="children / 2", source=source())
    need = StaffNeed(fte=(3.0, 3.0, 1.0, 1.0), source=source())
    drivers = {"children": driver(300, "child")}
    return measure("a", drivers=drivers, residents_affected=(group,), staff=need, **changes)


def with_setting(**setting) -> Run:
    on_a = {"a": MeasureSetting(**setting)} if setting is not None else {}
    return run(catalogue(peopled()), scenario(measures=on_a, draws=100))


def test_residents_are_counted_per_group_and_never_added():
    found = residents([with_setting(), with_setting(intensity=0.5), with_setting(on=False)])
    assert found["nl"].tolist() == ["Kinderen"] * 3 or found.empty
    # 300 / 2 and half of that; a measure that is off reaches nobody, which is not the same as zero.
    assert found["residents"].tolist()[:2] == [150, 75]
    assert math.isnan(found["residents"].tolist()[2])


def test_staff_moves_along_with_the_start():
    found = staff(
        [
            with_setting(),
            with_setting(shift_months=12),
            with_setting(intensity=0.5),
            with_setting(intensity=0.5, scales_costs=False),
        ]
    )
    per_scenario = found.groupby("scenario")["fte"].agg(list)
    assert per_scenario.tolist() == [[3, 3, 1, 1], [0, 3, 3, 1], [1.5, 1.5, 0.5, 0.5], [3, 3, 1, 1]]


def test_staff_that_no_source_gives_is_counted_as_missing():
    """School coaches and the others have no staff; a package with nothing on misses nothing."""
    nothing = run(catalogue(), scenario(measures={}, draws=100))
    found = staff([on(), nothing, with_setting()])
    assert found.groupby("scenario")["missing"].agg(set).tolist() == [{3}, {0}, {0}]


def test_nothing_on_is_compared_as_well():
    nothing = run(catalogue(), scenario(measures={}, draws=100))
    made = compare([nothing, on()])
    equal(rows(made.differences, 0, 1)["most_likely"], [0, -347_500, -660_000, -710_000])
    assert set(made.measures["measure"]) == {"school-coaches", "fewer-hours", "strict-access"}
    assert compare([nothing, nothing]).measures.empty
    assert made.run_ids == (nothing.run_id, on().run_id)
