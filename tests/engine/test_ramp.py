"""Ramp-ups by hand: which share of a year's effect is reached, and what moving it does."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.ramp_up import Linear, ReachedPerYear, SCurve, SharesPerYear, Step
from simulator.engine.ramp import Curve, curve_of, months_from
from tests.engine.worked import equal

YEARS = (2021, 2022, 2023, 2024)


def shares(*values):
    return curve_of(SharesPerYear(kind="shares", values=values), YEARS)


def step(*date):
    return curve_of(Step(kind="step", start=dt.date(*date)), YEARS)


def linear(start, full):
    return curve_of(Linear(kind="linear", start=dt.date(*start), full=dt.date(*full)), YEARS)


def s_curve(start, full):
    return curve_of(SCurve(kind="s_curve", start=dt.date(*start), full=dt.date(*full)), YEARS)


def test_shares_are_what_they_say():
    equal(shares(0.1, 0.4, 1.0, 0.9).yearly(), [0.1, 0.4, 1.0, 0.9])


def test_reached_is_a_part_of_the_full_count():
    # 100, 150 and 200 of 200 children.
    curve = curve_of(ReachedPerYear(kind="reached", values=(100, 150, 200, 200), of=200), YEARS)
    equal(curve.yearly(), [0.5, 0.75, 1.0, 1.0])


@pytest.mark.parametrize(
    ("date", "months"),
    [
        ((2021, 1, 1), 0.0),
        ((2020, 12, 1), -1.0),
        ((2022, 4, 1), 15.0),
        ((2021, 4, 16), 3.5),  # 15 of 30 days
        ((2024, 2, 15), 37 + 14 / 29),  # a leap year
    ],
)
def test_dates_are_months_from_the_first_of_january(date, months):
    assert months_from(dt.date(*date), 2021) == pytest.approx(months)


def test_a_step_in_the_middle_of_a_month_counts_the_rest_of_that_month():
    # From 16 April 2022, 15 of April's 30 days: 8.5 of 12 months.
    equal(step(2022, 4, 16).yearly(), [0, 8.5 / 12, 1, 1])


@pytest.mark.parametrize(("year", "expected"), [(2019, [1, 1, 1, 1]), (2024, [0, 0, 0, 1])])
def test_a_step_at_the_start_of_a_year(year, expected):
    equal(step(year, 1, 1).yearly(), expected)


def test_linear_climbs_by_equal_steps():
    # From 0 to 1 in 24 months: on average 1/4 in the first year and 3/4 in the second.
    equal(linear((2021, 1, 1), (2023, 1, 1)).yearly(), [0.25, 0.75, 1, 1])
    # Half way on 1 January 2021 when it began a year before.
    equal(linear((2020, 1, 1), (2022, 1, 1)).yearly(), [0.75, 1, 1, 1])
    # Full after the horizon: 0 to 1/2 in 2023 and 2024.
    equal(linear((2023, 1, 1), (2027, 1, 1)).yearly(), [0, 0, 0.125, 0.375])


def test_s_curve_is_slow_fast_slow():
    # The integral of 3x^2 - 2x^3 is x^3 - x^4/2: to x = 1/2 it is 1/8 - 1/32 = 3/32, to x = 1 it is 1/2.
    # Averages over half the time: 2 * 3/32 = 0.1875 and 2 * (1/2 - 3/32) = 0.8125.
    equal(s_curve((2021, 1, 1), (2023, 1, 1)).yearly(), [0.1875, 0.8125, 1, 1])


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        (0, [0.5, 1.0, 1.0, 1.0]),
        (6, [0.25, 0.75, 1.0, 1.0]),  # half a year nothing, half a year 0.5; then half 0.5, half 1
        (12, [0.0, 0.5, 1.0, 1.0]),
        (18, [0.0, 0.25, 0.75, 1.0]),
        (60, [0.0, 0.0, 0.0, 0.0]),
        (-6, [0.75, 1.0, 1.0, 1.0]),
        (-12, [1.0, 1.0, 1.0, 1.0]),
        (-36, [1.0, 1.0, 1.0, 1.0]),
        (1, [0.5 * 11 / 12, (0.5 + 11) / 12, 1.0, 1.0]),
    ],
)
def test_a_shift_moves_the_curve_and_the_last_share_goes_on(months, expected):
    equal(shares(0.5, 1.0, 1.0, 1.0).shifted(months).yearly(), expected)


def test_what_is_incidental_does_not_go_on():
    once = Curve(np.repeat([0.0, 0.0, 0.0, 1.0], 12), runs_on=False)
    equal(once.shifted(-12).yearly(), [0, 0, 1, 0])
    equal(once.shifted(-6).yearly(), [0, 0, 0.5, 0.5])


def test_twice_as_slow_takes_twice_as_long():
    equal(shares(0.25, 0.5, 1.0, 1.0).stretched(2.0).yearly(), [0.25, 0.25, 0.5, 0.5])


def test_twice_as_fast_takes_half_as_long():
    # The first year holds 0.2 and 0.4 for six months each.
    equal(shares(0.2, 0.4, 1.0, 1.0).stretched(0.5).yearly(), [0.3, 1.0, 1.0, 1.0])


def test_stretching_begins_where_the_effect_begins():
    # Nothing in 2021; 0.5 for two years instead of one.
    equal(shares(0.0, 0.5, 1.0, 1.0).stretched(2.0).yearly(), [0.0, 0.5, 0.5, 1.0])


def test_stretching_a_line_is_a_slower_line():
    slow = linear((2022, 1, 1), (2023, 1, 1)).stretched(2.0).yearly()
    equal(slow, linear((2022, 1, 1), (2024, 1, 1)).yearly())


def test_stretching_nothing_gives_nothing():
    equal(Curve(np.zeros(48)).stretched(3.0).yearly(), [0, 0, 0, 0])


def test_a_reading_that_starts_later_counts_nothing_before():
    # From 1 July 2022: 6 of 12 months of 2022.
    equal(shares(0.5, 0.8, 1.0, 1.0).cut(18.0).yearly(), [0, 0.4, 1, 1])
    equal(shares(0.5, 0.8, 1.0, 1.0).cut(-5.0).yearly(), [0.5, 0.8, 1, 1])
    equal(shares(0.5, 0.8, 1.0, 1.0).cut(99.0).yearly(), [0, 0, 0, 0])


CURVES = st.lists(st.floats(0, 1), min_size=4, max_size=4).map(lambda v: Curve(np.repeat(v, 12)))


@given(CURVES, st.integers(0, 48))
def test_a_column_of_the_table_of_delays_is_the_shifted_curve(curve, months):
    equal(curve.by_delay(48)[:, months], curve.shifted(months).yearly())


@given(CURVES, st.floats(0, 47))
def test_between_whole_months_the_share_is_linear_in_the_delay(curve, months):
    # Averages over a year change linearly while its edges stay within the same month.
    table, month = curve.by_delay(48), int(months)
    part = months - month
    edges = np.arange(5.0) * 12 - months
    exact = np.diff(curve._integral(edges)) / 12
    equal((1 - part) * table[:, month] + part * table[:, month + 1], exact)


@given(CURVES, st.integers(-36, 60))
def test_a_shifted_curve_stays_within_the_levels_it_had(curve, months):
    moved = curve.shifted(months).levels
    assert moved.min() >= min(0.0, curve.levels.min()) - 1e-12
    assert moved.max() <= curve.levels.max() + 1e-12
