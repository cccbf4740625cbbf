"""The sums of break-even, by hand and as properties."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.analysis.break_even import needed_a_year, needed_within, saved_client_years, years_to_pay

positive = st.floats(0.1, 1e3)
euros = st.floats(100, 1e6)
durations = st.floats(0.1, 5)
lags = st.floats(0, 3)


def test_client_years_by_hand():
    # Help of two years each, one avoided a year. After 1 year: a triangle of 1 × 1 / 2 = 0.5. After 2: 2.
    # After 3: that and a full 2 = 4. With a year's lag the first two years give 0 and 0.5.
    np.testing.assert_allclose(saved_client_years(np.array([1.0, 2.0, 3.0]), 2.0), [0.5, 2.0, 4.0])
    np.testing.assert_allclose(saved_client_years(np.array([1.0, 2.0]), 2.0, lag=1.0), [0.0, 0.5])


@given(st.floats(0.5, 6), durations, lags)
def test_client_years_are_what_counting_day_by_day_gives(years, duration, lag):
    # One indication a year, begun evenly: at time t those of the last `duration` years run.
    days = np.linspace(0, years, 20_001)
    middle = (days[1:] + days[:-1]) / 2
    running = np.clip(middle - lag, 0, duration)
    counted = running.mean() * years
    assert float(saved_client_years(years, duration, lag)) == pytest.approx(counted, rel=1e-3, abs=1e-3)


def test_needed_in_the_long_run_and_within_some_years_by_hand():
    # 100,000 a year against 5,000 for a year of help: 20 of a year, 80 of a quarter.
    assert float(needed_a_year(100_000, 5_000, 1.0)) == 20
    assert float(needed_a_year(100_000, 5_000, 0.25)) == 80
    # Within 4 years after a lag of 1: 4 × 100,000 = n × 5,000 × (3 × 1 - 0.5), so n = 32.
    assert float(needed_within(100_000, 5_000, 1.0, 4.0, lag=1.0)) == 32


def test_nothing_pays_before_the_first_effect():
    assert float(needed_within(100_000, 5_000, 1.0, 1.0, lag=1.0)) == np.inf
    found = needed_within(np.array([1.0, 2.0]), 1.0, 1.0, 2.0, lag=np.array([0.0, 3.0]))
    np.testing.assert_allclose(found, [1 / 0.75, np.inf])


@given(euros, euros, durations, lags, st.floats(0.5, 10))
def test_within_some_years_takes_at_least_as_many(cost, price, duration, lag, years):
    long_run = float(needed_a_year(cost, price, duration))
    soon = float(needed_within(cost, price, duration, years, lag))
    assert soon >= long_run * (1 - 1e-9)
    assert float(needed_within(cost, price, duration, years + 1, lag)) <= soon * (1 + 1e-9)


@given(euros, euros, durations)
def test_after_very_long_the_start_no_longer_counts(cost, price, duration):
    assert float(needed_within(cost, price, duration, 1e7)) == pytest.approx(
        float(needed_a_year(cost, price, duration)), rel=1e-5
    )


@given(euros, euros, durations, lags, st.floats(1.01, 20))
def test_years_to_pay_and_needed_within_are_each_others_inverse(cost, price, duration, lag, more):
    avoided = more * float(needed_a_year(cost, price, duration))
    years = years_to_pay(cost, price, duration, avoided, lag)
    assert np.isfinite(years) and years > lag
    assert float(needed_within(cost, price, duration, years, lag)) == pytest.approx(avoided, rel=1e-6)


@given(euros, euros, durations, lags, st.floats(0, 0.99))
def test_too_few_never_pay(cost, price, duration, lag, less):
    avoided = less * float(needed_a_year(cost, price, duration))
    years = years_to_pay(cost, price, duration, avoided, lag)
    # Below the long-run number it can pay for a while at most, when every avoided one still runs.
    assert years == np.inf or years - lag <= duration


def test_years_to_pay_by_hand():
    # 40 a year of half a year at 5,000 against 80,000: over = 200,000 × 0.5 - 80,000 = 20,000;
    # 200,000 × 0.125 / 20,000 = 1.25 years.
    assert years_to_pay(80_000, 5_000, 0.5, 40) == pytest.approx(1.25)
    assert years_to_pay(80_000, 5_000, 1.0, 0) == np.inf
