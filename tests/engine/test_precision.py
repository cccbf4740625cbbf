"""The fast way against the exact one, on the shipped programme: rounding, and sampling error."""

import numpy as np
import pytest

from benchmarks.cases import SCENARIOS, case
from simulator.engine.damping import union
from simulator.engine.project import project
from simulator.engine.result import REGION
from simulator.engine.sampling import PlainSampler, RankSampler
from simulator.engine.statistics import P10_P50_P90, mean, quantiles

TOTALS = ("baseline", "gross", "damped", "cost")
MEANS = ("slots", "added", "groups", "costs", "baselines", "spills")

ROUNDING = 2e-6
"""Half a million is right to a euro; single precision itself is 6e-8."""


@pytest.fixture(scope="module", params=SCENARIOS)
def pair(request):
    """A run in single and one in double precision, on the same ranks; more than one block."""
    plan, views = case(request.param).plan, case(request.param).views
    return [
        project(plan, RankSampler(3, plan.names, dtype), 20_000, views) for dtype in (np.float32, np.float64)
    ]


def test_single_precision_is_right_to_two_parts_in_a_million(pair):
    single, double = pair
    for view, exact in double.totals.items():
        for part in TOTALS:
            found, expected = getattr(single.totals[view], part), getattr(exact, part)
            assert (found.dtype, expected.dtype) == (np.float32, np.float64)
            # Or to half a euro, where savings and losses nearly cancel.
            np.testing.assert_allclose(found, expected, rtol=ROUNDING, atol=0.5)
            np.testing.assert_allclose(quantiles(found), quantiles(expected), rtol=ROUNDING, atol=0.5)


def test_so_are_the_means_of_all_parts(pair):
    single, double = pair
    for part in MEANS:
        found, expected = getattr(single.means, part), getattr(double.means, part)
        assert found.dtype == np.float64
        np.testing.assert_allclose(found, expected, rtol=ROUNDING, atol=0.5)


@pytest.mark.slow
@pytest.mark.parametrize("name", SCENARIOS)
def test_ranks_and_tables_give_what_plain_draws_and_exact_quantiles_give(name):
    draws, plan = 16_384, case(name).plan
    plain, fast = (
        project(plan, sampler, draws).totals[REGION]
        for sampler in (PlainSampler(5), RankSampler(5, plan.names))
    )
    for part in ("gross", "damped", "cost", "net"):
        for one, other in zip(getattr(plain, part)[1:], getattr(fast, part)[1:], strict=True):
            assert mean(other) == pytest.approx(mean(one), abs=4 * one.std() / np.sqrt(draws))
            for p, a, b in zip(P10_P50_P90, quantiles(one), quantiles(other), strict=True):
                # Standard error: sqrt(p (1 - p) / N) / density, with the density from the draws around it.
                near = np.quantile(one, [p - 0.02, p + 0.02])
                error = np.sqrt(p * (1 - p) / draws) * (near[1] - near[0]) / 0.04
                assert b == pytest.approx(a, abs=4 * error)


@pytest.mark.parametrize("tau", [0.92, 0.99, 0.9999])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_steep_overlap_comes_down_to_the_largest_and_not_to_everything(tau, dtype):
    # With n measures at most a share n^(-1/theta) of what the largest leaves is lost: below 0.06 at 0.92.
    shares = np.array([[0.4, 0.9, 0.0, 1.0], [0.3, 0.8, 0.0, 0.2]], dtype)
    for overlap in (tau, np.full(4, tau, dtype)):
        found = union(shares, overlap)
        assert (found >= shares[0] - 1e-6).all()
        assert (found <= shares[0] + (1 - shares[0]) * 0.06 + 1e-6).all()
