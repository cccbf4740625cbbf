"""Credit and bounds by hand, and what fair shares must always satisfy."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.engine.bounds import bounds
from simulator.engine.credit import credit
from simulator.engine.project import most_likely
from simulator.errors import ScenarioError
from tests.engine.packages import packages
from tests.engine.worked import TOWNS, VIEWS, already, equal, plan_of, saver, supersedes


def by_credit(*measures, view="region", year=0, **changes):
    found = credit(plan_of(*measures, **changes), view)
    return [part[:, year] for part in (found.alone, found.last_in, found.shapley)]


def test_one_measure_has_it_all():
    equal(by_credit(saver("a", 200_000)), [[200_000]] * 3)


def test_two_measures_by_hand():
    alone, last_in, shapley = by_credit(saver("a", 200_000), saver("b", 500_000))
    equal(alone, [200_000, 500_000])
    # Together 650,000.
    equal(last_in, [150_000, 450_000])
    equal(shapley, [175_000, 475_000])


def test_three_measures_by_hand():
    # Parts 0.1, 0.25, 0.4 of 2,000,000: pairs 0.325, 0.46, 0.55, together 0.595.
    alone, last_in, shapley = by_credit(saver("a", 200_000), saver("b", 500_000), saver("c", 800_000))
    equal(alone, [200_000, 500_000, 800_000])
    equal(last_in, [90_000, 270_000, 540_000])  # 0.045, 0.135, 0.27
    # a: 0.1 / 3 + (0.075 + 0.06) / 6 + 0.045 / 3 = 0.0708333
    # b: 0.25 / 3 + (0.225 + 0.15) / 6 + 0.135 / 3 = 0.1908333
    # c: 0.4 / 3 + (0.36 + 0.3) / 6 + 0.27 / 3 = 0.3333333
    equal(shapley, [2e6 * (0.17 / 2.4), 2e6 * (0.229 / 1.2), 2e6 / 3])


def test_what_replaces_a_measure_takes_its_credit():
    pair = (saver("a", 200_000), saver("b", 400_000, relations=(supersedes("a"),)))
    # Worth 200, 400 and, together, 400 thousand.
    alone, last_in, shapley = by_credit(*pair)
    equal(alone, [200_000, 400_000])
    equal(last_in, [0, 200_000])
    equal(shapley, [100_000, 300_000])


def test_replacing_a_saving_on_another_service_counts_against():
    pair = (saver("a", 200_000), saver("b", 400_000, "youth", relations=(supersedes("a"),)))
    # Household help: a is worth 200, b nothing, together nothing. Youth: b is worth 400.
    alone, last_in, shapley = by_credit(*pair)
    equal(alone, [200_000, 400_000])
    equal(last_in, [0, 200_000])
    equal(shapley, [100_000, 300_000])


def test_three_measures_of_which_one_replaces_another_by_hand():
    three = (
        saver("a", 500_000),
        saver("b", 500_000, relations=(supersedes("a", share=0.5),)),
        saver("c", 1_000_000),
    )
    # Parts a 0.25 (0.125 beside b), b 0.25, c 0.5. Pairs: ab 1 - 0.875 * 0.75 = 0.34375,
    # ac 0.625, bc 0.625; abc 1 - 0.65625 * 0.5 = 0.671875.
    _, last_in, shapley = by_credit(*three)
    equal(last_in, 2e6 * np.array([0.046875, 0.046875, 0.328125]))
    # a = b by symmetry: 0.25 / 3 + (0.09375 + 0.125) / 6 + 0.046875 / 3 = 0.1354167
    # c: 0.5 / 3 + (0.375 + 0.375) / 6 + 0.328125 / 3 = 0.4010417
    equal(shapley, 2e6 * np.array([0.65 / 4.8, 0.65 / 4.8, 1.925 / 4.8]))


def test_a_loss_and_an_own_contribution_are_ones_own():
    three = (saver("a", 500_000), saver("b", -100_000), saver("c", 300_000, kind="own_contribution"))
    for part in by_credit(*three, overlap=0.8):
        equal(part, [500_000, -100_000, 300_000])


def test_credit_in_a_municipality_is_that_of_its_own_measures():
    pair = (saver("local", 100_000, scope="west"), saver("b", 500_000))
    # west: 0.25 and 0.25 of 400,000 are 175,000 together.
    equal(by_credit(*pair, view="west"), [[100_000, 100_000], [75_000, 75_000], [87_500, 87_500]])
    equal(by_credit(*pair, view="noord")[2], [0, 250_000])
    equal(by_credit(*pair)[2], [87_500, 487_500])


def test_credit_where_something_is_done_already():
    pair = (saver("a", 500_000, relations=(already("noord", 1.0),)), saver("b", 500_000))
    # noord: b alone, 250,000. The others: 0.4375 of 1,000,000, shared equally.
    equal(by_credit(*pair)[2], [218_750, 468_750])


def test_too_many_measures_on_one_service_are_refused():
    plan = plan_of(*(saver(f"m{i}", 1_000) for i in range(19)))
    with pytest.raises(ScenarioError, match=r"19 measures work on household_help; .* at most 18"):
        credit(plan)


def test_bounds_by_hand():
    found = bounds(plan_of(overlap=0.3))
    # 2023: youth 100,000 and 700,000, 650,000 or 500,000 on household help.
    equal(found.sum, [50_000, 450_000, 800_000, 800_000])
    equal(found.independent, [50_000, 437_500, 750_000, 750_000])
    equal(found.full_overlap, [50_000, 350_000, 600_000, 600_000])
    equal(bounds(plan_of(), "zuid").full_overlap[2], 180_000)


@settings(max_examples=40)
@given(packages())
def test_fair_shares_add_up_to_the_damped_total(package):
    plan = plan_of(*package.measures, **package.changes)
    outcome = most_likely(plan, VIEWS)
    for view in VIEWS:
        total = outcome.totals[view].damped[:, 0]
        np.testing.assert_allclose(credit(plan, view).shapley.sum(axis=0), total, atol=1e-3)


@settings(max_examples=40)
@given(packages(plain=True))
def test_alone_is_most_and_last_in_is_least_of_measures_that_only_compete(package):
    found = credit(plan_of(*package.measures, **package.changes))
    assert (found.alone >= found.shapley - 1e-3).all()
    assert (found.shapley >= found.last_in - 1e-3).all()


@settings(max_examples=40)
@given(packages())
def test_shares_of_municipalities_add_up_to_those_of_the_region(package):
    plan = plan_of(*package.measures, **package.changes)
    parts = [credit(plan, town) for town in TOWNS]
    whole = credit(plan)
    for name in ("alone", "last_in", "shapley"):
        together = sum(getattr(part, name) for part in parts)
        np.testing.assert_allclose(together, getattr(whole, name), atol=1e-3)


@settings(max_examples=40)
@given(packages(plain=True), st.floats(-1.0, 0.9))
def test_a_package_lies_between_its_bounds(package, tau):
    plan = plan_of(*package.measures, overlap=tau)
    found, total = bounds(plan), most_likely(plan).totals["region"].damped[:, 0]
    assert (found.full_overlap <= total + 1e-3).all()
    assert (total <= found.sum + 1e-3).all()
    assert (found.full_overlap <= found.independent + 1e-3).all()


def test_equal_measures_get_equal_shares():
    shares = by_credit(*(saver(f"m{i}", 300_000) for i in range(6)), overlap=0.4)[2]
    equal(shares, [shares[0]] * 6)
