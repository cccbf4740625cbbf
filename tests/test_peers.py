"""The sum that Koers and its peers are measured on: it is one and the same, and a wrong one is noticed.

The libraries that Koers is measured against are not installed here; `make peers` holds them to the same.
"""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.peers import agreement, floor, koers, straight
from benchmarks.peers.report import Row, table
from benchmarks.peers.workload import COST, PROFILE, RAMP, RESIDENTS, outcome_of
from simulator.engine.compile import compile_plan

KNOWN = agreement.reference(50_000)


def test_the_sum_is_the_one_worked_out_by_hand():
    drawn = straight.draw(1, 1)
    share = np.zeros_like(drawn.share)
    share[0, -1] = 0.1
    # Only the last measure does something, alone on the last service: nothing is damped. At EUR 50 a resident
    # for a tenth of 17.4 million it saves 87 million a year in full, and starts half a year late: in a year
    # half of what is reached then, and half of what was reached the year before.
    saving, delay = np.full_like(drawn.saving, 50.0), np.full_like(drawn.delay, 0.5)
    found = straight.net_of(replace(drawn, share=share, saving=saving, delay=delay, cost=COST[None]))
    ramp = RAMP[-1]
    reached = (ramp + np.concatenate([[0.0], ramp[:-1]])) / 2
    assert pytest.approx(87e6) == RESIDENTS * 0.1 * 50
    np.testing.assert_allclose(found[0], 87e6 * reached - COST.sum() * PROFILE, rtol=1e-9)


def test_koers_and_plain_python_give_the_same_to_the_euro_on_the_same_draws():
    found = agreement.differences_on_same_draws()
    assert found.keys() == {"Koers", "plain Python"}
    assert max(found.values()) < agreement.EUROS


def test_koers_draws_what_the_others_draw():
    plan = compile_plan(koers.catalogue(), koers.scenario())
    assert sum(not quantity.is_fixed for quantity in plan.quantities) == 74
    floor.run(10, 1)


@pytest.mark.parametrize("run", [koers.run, straight.run])
def test_outcomes_on_other_draws_agree_within_chance(run):
    assert agreement.furthest(run(10_000, 3), 10_000, KNOWN) < agreement.STANDARD_ERRORS


def test_another_sum_is_noticed():
    drawn = straight.draw(10_000, 3)
    other = outcome_of(straight.net_of(replace(drawn, delay=drawn.delay * 0.9)))
    assert agreement.furthest(other, 10_000, KNOWN) > agreement.STANDARD_ERRORS


def test_distance_is_in_standard_errors():
    # The standard error of a mean of a million draws is the spread of one draw, over a thousand.
    spread = straight.net_of(straight.draw(50_000, 11)).std(axis=0)
    moved = replace(KNOWN.outcome, mean=KNOWN.outcome.mean + 3.0 * spread / 1_000)
    found = agreement.furthest(moved, 1_000_000, replace(KNOWN, draws=10**15))
    assert found == pytest.approx(3.0, rel=0.03)


def test_the_table_has_a_line_for_each_and_two_digits():
    rows = [
        Row("Koers", 10_000, 0.012, 0.2671, 0.25, 0.3, 1.0, 0.8),
        Row("x", 10_000, 4.0, 128.4, 99.96, 140, 480.7, 1),
    ]
    lines = table(rows).splitlines()
    assert lines[2:] == [
        "| Koers | 10,000 | 12 ms | 0.27x (0.25x to 0.30x) | 1.0x |",
        "| x | 10,000 | 4,000 ms | 130x (100x to 140x) | 480x |",
    ]
