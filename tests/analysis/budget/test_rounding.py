"""Rounding by the largest remainder: sums by hand, and what must always hold."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.analysis.budget import largest_remainder, round_half_up

amounts = st.lists(st.floats(min_value=-1e7, max_value=1e7, allow_nan=False), max_size=40)


def test_the_units_that_are_missing_go_where_most_was_lost():
    # 10.6 + 20.7 + 30.2 = 61.5 -> 62; down: 10 + 20 + 30 = 60, so two units: to .7 and to .6.
    assert largest_remainder([10.6, 20.7, 30.2]) == [11, 21, 30]


def test_savings_round_like_costs_do():
    # -10.6 + 4.3 = -6.3 -> -6; down: -11 + 4 = -7, one unit: lost .4 and .3, so to the first.
    assert largest_remainder([-10.6, 4.3]) == [-10, 4]


def test_a_total_that_stands_already():
    assert largest_remainder([1.5, 1.5], total=4) == [2, 2]
    with pytest.raises(ValueError, match="cannot add up to 5"):
        largest_remainder([1.5, 1.5], total=5)


def test_an_unknown_amount_is_refused():
    with pytest.raises(ValueError, match="unknown"):
        largest_remainder([1.0, math.nan])


@given(amounts)
def test_parts_add_up_to_the_rounded_total_and_move_less_than_one(parts):
    whole = largest_remainder(parts)
    assert sum(whole) == round_half_up(math.fsum(parts))
    assert all(abs(rounded - part) < 1 for rounded, part in zip(whole, parts, strict=True))


@given(st.lists(st.integers(-(10**9), 10**9), max_size=20))
def test_whole_amounts_do_not_move(parts):
    assert largest_remainder([float(part) for part in parts]) == parts
