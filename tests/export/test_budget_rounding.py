"""Rounding in two steps: lines add up to measures, measures to the year, and nothing moves far."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.analysis.budget import round_half_up
from simulator.export.budget_rounding import line_amounts, measure_sums
from simulator.export.budget_totals import rounded_changes, total_rows
from simulator.export.conventions import CONVENTIONS
from simulator.export.unknown_amounts import Partly

AMOUNTS = st.floats(-1e8, 1e8, allow_nan=False).map(lambda x: round(x, 3))
LINES = st.lists(
    st.tuples(st.sampled_from([2021, 2022]), st.sampled_from("abc"), AMOUNTS, AMOUNTS),
    min_size=1,
    max_size=20,
)


def frame_of(rows):
    return pd.DataFrame(rows, columns=["year", "measure", "expenditure", "income"])


def test_by_hand():
    """In thousands: a is 1.4 + 1.4 = 2.8, b 0.4; together 3.2, so 3, and a loses most when rounded down."""
    frame = frame_of([(2021, "a", 1_400.0, 0.0), (2021, "a", 1_400.0, 0.0), (2021, "b", 400.0, 0.0)])
    sums = measure_sums(frame, 1000)
    assert sums == {(2021, "a"): (3, 0), (2021, "b"): (0, 0)}
    assert line_amounts(frame, 1000, sums) == {0: (2, 0), 1: (1, 0), 2: (0, 0)}


@given(LINES, st.sampled_from([1, 1000]))
def test_lines_add_up_to_measures_and_measures_to_the_year(rows, unit):
    frame = frame_of(rows)
    sums = measure_sums(frame, unit)
    lines = line_amounts(frame, unit, sums)
    for place, side in enumerate(("expenditure", "income")):
        for year, own in frame.groupby("year"):
            told = sum(pair[place] for (at, _), pair in sums.items() if at == year)
            assert abs(told - own[side].sum() / unit) <= 0.5 + 1e-6
        for (year, measure), own in frame.groupby(["year", "measure"]):
            assert sum(lines[index][place] for index in own.index) == sums[year, measure][place]
        for index, amount in frame[side].items():
            assert abs(lines[index][place] - amount / unit) < 1 + 1e-6


def overview(spent, earned):
    return pd.DataFrame([{"item": "measures", "year": 2021, "expenditure": spent, "income": earned}])


def test_a_balance_is_the_difference_of_rounded_amounts():
    """Spending -1.4 and income 1.4 round to -1 and 1: balance -2, though -2.8 rounds to -3."""
    changes = rounded_changes(overview(-1_400.0, 1_400.0), 1000)
    assert changes == {2021: -2}
    frame = pd.DataFrame(
        [{"year": 2021, "baseline": 10_400.0, "net_cost": -2_800.0, "with_measures": 7_600.0}]
    ).assign(unknown="none")
    shown = {name: next(total_rows(frame, 1000, CONVENTIONS[name], changes)) for name in CONVENTIONS}
    # Unchanged policy 10, balance -2, left 8; the letter says that the budget gains whatever the sign.
    assert shown["hilversum"] == [2021, 10, -2, "V", 8]
    assert shown["minus_is_cost"] == [2021, -10, 2, "V", -8]
    assert shown["unsigned"] == [2021, 10, 2, "V", 8]


def test_task_and_own_budget_follow_the_balance_and_unknown_stays_unknown():
    frame = pd.DataFrame(
        [
            {"year": 2021, "baseline": 100.0, "with_measures": 70.0, "difference": -30.0}
            | {"task": 40.0, "short_of_task": 10.0, "budget": 60.0, "against_budget": 10.0},
            {"year": 2022, "baseline": 100.0, "with_measures": 100.0, "difference": 0.0}
            | dict.fromkeys(("task", "short_of_task", "budget", "against_budget"), float("nan")),
        ]
    ).assign(unknown="none")
    first, second = total_rows(frame, 1, CONVENTIONS["hilversum"], {2021: -30, 2022: 0})
    assert first == [2021, 100, 70, -30, "V", 40, 10, 60, 10, "N"]
    assert second == [2022, 100, 100, 0, "–", None, None, None, None, ""]


def test_totals_that_leave_something_out_say_so():
    """No saving is known and 30 is spent; a saving and a cost have no amount."""
    frame = pd.DataFrame(
        [
            {"year": 2021, "baseline": 100.0, "damped": 0.0, "cost": 30.0, "net_cost": 30.0}
            | {"with_measures": 130.0, "unknown": "effect_and_cost"}
        ]
    )
    (row,) = total_rows(frame, 1, CONVENTIONS["hilversum"], {2021: 30})
    assert row == [2021, 100, "PM", Partly(30), Partly(30), "N", Partly(130)]
    (row,) = total_rows(frame.assign(cost=0.0, net_cost=0.0), 1, CONVENTIONS["hilversum"], {2021: 0})
    assert row == [2021, 100, "PM", "PM", "PM", "PM", Partly(100)]


@pytest.mark.parametrize("amount", [0.5, 1.5, -0.5])
def test_halves_go_away_from_zero(amount):
    assert abs(round_half_up(amount)) == abs(amount) + 0.5
