"""Relations between measures, services and budgets, by hand."""

import numpy as np
import pytest

from simulator.domain.relation import CappedLine
from simulator.domain.scenario import MeasureSetting
from simulator.engine.credit import credit
from tests.engine.worked import (
    already,
    cost,
    damped,
    equal,
    given,
    gross,
    layers,
    leaking,
    likely,
    plan_of,
    relation,
    saver,
    supersedes,
)
from tests.factories import cost as line
from tests.factories import driver, effect, measure, text


def old(**changes):
    return saver("old", 100_000, **changes)


def new(*relations, **changes):
    return saver("new", 0, "youth", relations=relations, **changes)


def test_what_another_measure_replaces_lapses():
    equal(gross(likely(old())), [100_000] * 4)
    equal(gross(likely(old(), new(supersedes("old")))), [0] * 4)
    equal(gross(likely(old(), new(supersedes("old", share=0.6)))), [40_000] * 4)
    off = {"new": MeasureSetting(on=False)}
    equal(gross(likely(old(), new(supersedes("old")), settings=off)), [100_000] * 4)
    without = layers(off=["supersedes"])
    equal(gross(likely(old(), new(supersedes("old")), layers=without)), [100_000] * 4)


def test_it_lapses_from_a_year_later_when_the_new_measure_is_later():
    replaced = (old(), new(supersedes("old", share=0.5, from_year=2022)))
    equal(gross(likely(*replaced)), [100_000, 50_000, 50_000, 50_000])
    # Six months later: half of 2022 lapses for 0.5.
    later = {"new": MeasureSetting(shift_months=6)}
    equal(gross(likely(*replaced, settings=later)), [100_000, 75_000, 50_000, 50_000])
    sooner = {"new": MeasureSetting(shift_months=-6)}
    equal(gross(likely(*replaced, settings=sooner)), [75_000, 50_000, 50_000, 50_000])
    # The shift of the old measure does not matter: nothing in 2021, then as before.
    moved = {"old": MeasureSetting(shift_months=12)}
    equal(gross(likely(*replaced, settings=moved)), [0, 50_000, 50_000, 50_000])


def test_it_lapses_later_when_the_new_measure_is_late():
    punctual, late = driver(0.0, "month"), driver(6.0, "month")
    replaced = (old(delay=punctual), new(supersedes("old", share=0.5, from_year=2022), delay=late))
    # Half of 2022 lapses for 0.5: 100,000 x (1 - 0.5 x 0.5) = 75,000.
    equal(gross(likely(*replaced, layers=layers("delay"))), [100_000, 75_000, 50_000, 50_000])
    # Half of 2021 is missed by the old one: 50,000; what lapses follows the new one.
    both = (old(delay=late), new(supersedes("old", share=0.5, from_year=2022), delay=late))
    equal(gross(likely(*both, layers=layers("delay"))), [50_000, 75_000, 50_000, 50_000])


def test_each_draw_has_its_own_moment_of_lapsing():
    plan = plan_of(old(delay=driver(0.0, "month")), new(supersedes("old")), layers=layers("delay"))
    # Draws in which the new one is 0, 3 and 24 months late: nothing, 3/12, all of 2021 is left.
    outcome = given(plan, 3, **{"new/@delay": [0.0, 3.0, 24.0]})
    equal(outcome.totals["region"].gross[0], [0, 25_000, 100_000])
    equal(outcome.totals["region"].gross[2], [0, 0, 0])


def test_fair_shares_know_that_what_replaces_is_late():
    late = driver(6.0, "month")
    plan = plan_of(
        old(delay=driver(0.0, "month")), new(supersedes("old"), delay=late), layers=layers("delay")
    )
    shares = credit(plan, "region")
    # 2021: 100,000 alone; with the new one half of it: minus 50,000, which both bear: 75,000 and -25,000.
    equal(shares.shapley[:, 0], [75_000, -25_000])
    equal(shares.last_in[:, 0], [50_000, -50_000])


def test_the_costs_of_what_is_replaced_end_as_planned():
    replaced = old(delay=driver(0.0, "month"), costs={"staff": line("40_000 * 1")})
    equal(cost(likely(replaced)), [40_000] * 4)
    ends = supersedes("old", effects=(), costs=("staff",), from_year=2023)
    outcome = likely(replaced, new(ends, delay=driver(6.0, "month")), layers=layers("delay"))
    equal(cost(outcome), [40_000, 40_000, 0, 0])


@pytest.mark.parametrize(("intensity", "left"), [(0.0, 100_000), (0.5, 50_000), (1.0, 0), (2.0, 0)])
def test_half_a_measure_replaces_half_and_twice_a_measure_not_more_than_all(intensity, left):
    settings = {"new": MeasureSetting(intensity=intensity)}
    equal(gross(likely(old(), new(supersedes("old")), settings=settings)), [left] * 4)


def test_two_measures_that_replace_the_same_leave_what_both_leave():
    first = new(supersedes("old", share=0.5))
    second = saver("newer", 0, "youth", relations=(supersedes("old", share=0.4),))
    # 0.5 * 0.6
    equal(gross(likely(old(), first, second)), [30_000] * 4)


def test_only_the_effects_and_costs_that_are_named_lapse():
    two = measure(
        "old",
        drivers={"amount": driver(100_000, "EUR/year")},
        effects={
            "less": effect("household_help", "amount", (1.0,) * 4),
            "kept": effect("household_help", "3 * amount", (1.0,) * 4),
        },
        costs={"board": line("2 * amount"), "staff": line("amount")},
    )
    costs = supersedes("old", effects=(), costs=("board",), share=0.5, from_year=2023)
    outcome = likely(two, new(supersedes("old"), costs))
    equal(gross(outcome), [300_000] * 4)
    # 200,000, halved from 2023, and 100,000.
    equal(cost(outcome), [300_000, 300_000, 200_000, 200_000])


def test_what_a_municipality_does_already_saves_nothing_more():
    outcome = likely(saver("a", 200_000, relations=(already("noord", 0.4), already("west", 1.0))))
    # noord 100,000 * 0.6, zuid 60,000, west nothing of 40,000.
    equal([gross(outcome, town)[0] for town in ("noord", "zuid", "west")], [60_000, 60_000, 0])
    equal(gross(outcome), [120_000] * 4)
    equal(damped(outcome), [120_000] * 4)
    without = likely(
        saver("a", 200_000, relations=(already("noord", 0.4),)), layers=layers(off=["already_implemented"])
    )
    equal(gross(without), [200_000] * 4)


def test_a_municipality_that_does_it_already_has_another_union():
    outcome = likely(saver("a", 200_000, relations=(already("noord", 0.4),)), saver("b", 500_000))
    # noord: 0.06 and 0.25 of 1,000,000: 1 - 0.94 * 0.75 = 0.295. The others: 1 - 0.9 * 0.75 = 0.325.
    equal(damped(outcome, "noord"), [295_000] * 4)
    equal(damped(outcome), [295_000 + 325_000] * 4)


def test_a_local_measure_is_damped_against_its_own_municipality():
    outcome = likely(saver("local", 100_000, scope="west"), saver("b", 500_000))
    # west has 400,000: a quarter and a quarter, 0.4375. The others 0.25 of 1,600,000.
    equal(damped(outcome, "west"), [175_000] * 4)
    equal(damped(outcome), [575_000] * 4)
    equal(gross(outcome, "west"), [200_000] * 4)
    assert gross(outcome, "noord")[0] == pytest.approx(250_000)


def test_two_local_measures_in_different_places_do_not_meet():
    outcome = likely(saver("a", 200_000, scope="west"), saver("b", 500_000, scope="noord"), overlap=0.9)
    equal(damped(outcome), [700_000] * 4)


def test_a_local_measure_cannot_save_more_than_its_municipality_spends():
    outcome = likely(saver("a", 500_000, scope="west"))
    equal(damped(outcome), [400_000] * 4)


def test_the_costs_of_a_local_measure_are_local():
    outcome = likely(saver("a", 100_000, scope="west", costs={"own": line("amount")}))
    equal([cost(outcome, town)[0] for town in ("region", "noord", "west")], [100_000, 0, 100_000])


def test_a_ceiling_frees_places_and_no_money():
    cap = relation(CappedLine, kind="capped_line", service="youth", result=text())
    equal(gross(likely(saver("a", 100_000, "youth", relations=(cap,)))), [0] * 4)
    equal(gross(likely(saver("a", 100_000, relations=(cap,)))), [100_000] * 4)


def test_a_share_of_the_saving_comes_back_as_a_cost():
    alone = (leaking("a", 200_000, 0.2),)
    equal(cost(likely(*alone)), [0] * 4)
    outcome = likely(*alone, layers=layers("spill_over"))
    equal(cost(outcome), [40_000] * 4)
    equal(cost(outcome, "west"), [8_000] * 4)
    equal(outcome.measure_cost(), [[40_000] * 4])


def test_what_comes_back_goes_with_the_saving_that_is_left_after_damping():
    outcome = likely(leaking("a", 200_000, 0.2), saver("b", 500_000), layers=layers("spill_over"))
    # 0.325 is left of 0.35: 200,000 * 0.2 * 0.325 / 0.35 = 37,142.86
    equal(cost(outcome), [40_000 * 0.325 / 0.35] * 4)
    equal(outcome.measure_cost()[1], [0] * 4)


def test_what_comes_back_is_worked_out_per_group_of_municipalities():
    pair = (leaking("a", 200_000, 0.5), saver("local", 100_000, scope="west"))
    outcome = likely(*pair, layers=layers("spill_over"))
    # noord and zuid: 160,000 * 0.5, undamped. west: 0.1 and 0.25 leave 0.325 of 0.35: 40,000 * 0.5 * ...
    equal(cost(outcome, "west"), [20_000 * 0.325 / 0.35] * 4)
    equal(cost(outcome), [80_000 + 20_000 * 0.325 / 0.35] * 4)


def test_a_saving_above_the_baseline_leaks_no_more_than_is_saved():
    outcome = likely(leaking("a", 4_000_000, 0.2), layers=layers("spill_over"))
    equal(cost(outcome), [400_000] * 4)


def test_a_contribution_leaks_undamped_and_a_loss_does_not_leak():
    paid = leaking("a", 200_000, 0.2, kind="own_contribution")
    equal(cost(likely(paid, saver("b", 500_000), layers=layers("spill_over"))), [40_000] * 4)
    equal(cost(likely(leaking("a", -200_000, 0.2), layers=layers("spill_over"))), [0] * 4)


def test_what_has_lapsed_does_not_leak():
    pair = (leaking("old", 200_000, 0.2), new(supersedes("old", share=0.25)))
    equal(cost(likely(*pair, layers=layers("spill_over"))), [30_000] * 4)


def test_leaks_are_drawn_and_averaged():
    plan = plan_of(leaking("a", 200_000, 0.2), layers=layers("spill_over"))
    outcome = given(plan, 2, a__back=[0.1, 0.5])
    equal(outcome.totals["region"].cost[0], [20_000, 100_000])
    equal(outcome.measure_cost("noord"), [[30_000] * 4])
    equal(outcome.totals["region"].damped, np.full((4, 2), 200_000))
