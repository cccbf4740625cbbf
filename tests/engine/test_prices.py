"""Prices that turn out otherwise: against their variance by hand."""

import numpy as np
import pytest

from simulator.engine.prices import price_factors

YEARS = [2021, 2022, 2023, 2024]


def test_known_years_are_certain_and_surprises_add_up():
    # After 1, 2 and 3 years: σ², σ² (1 + 4), σ² (1 + 4 + 9), with σ = 2%.
    found = price_factors(YEARS, 2021, 0.02, 200_000, seed=3)
    assert (found[0] == 1).all()
    logs = np.log(found[1:])
    np.testing.assert_allclose(logs.var(axis=1), 0.02**2 * np.array([1, 5, 14]), rtol=0.01)
    np.testing.assert_allclose(found.mean(axis=1), 1.0, atol=3e-4)  # what was expected
    # Two years share the first surprise twice and the second once: σ² (1 · 2 + 0 · 1) = 2 σ².
    assert np.cov(logs[0], logs[1])[0, 1] == pytest.approx(2 * 0.02**2, rel=0.02)


def test_a_plan_that_starts_later_has_had_its_surprises():
    # Prices known to 2019: 2021 is two years ahead.
    found = price_factors(YEARS, 2019, 0.02, 200_000, seed=3)
    assert np.log(found[0]).var() == pytest.approx(5 * 0.02**2, rel=0.01)


def test_no_surprise_or_all_known_is_one():
    assert (price_factors(YEARS, 2021, 0.0, 100, seed=1) == 1).all()
    assert (price_factors(YEARS, 2030, 0.02, 100, seed=1) == 1).all()


def test_the_surprise_of_a_year_is_the_same_in_a_shorter_plan():
    whole, short = (price_factors(years, 2021, 0.02, 1_000, seed=1) for years in (YEARS, YEARS[:2]))
    np.testing.assert_array_equal(whole[:2], short)
