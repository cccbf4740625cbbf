"""The dice: distributions, independence, common factors, and the fast sampler against the exact one."""

import numpy as np
import pytest
from scipy import special, stats

from simulator.domain.quantity import Fixed, Lognormal
from simulator.engine.distributions import CELLS, Component, draw, mixture_mean, quantile, table
from simulator.engine.ranks import KEPT_REPLICATES
from simulator.engine.sampling import (
    RANKS,
    MostLikelySampler,
    PlainSampler,
    Quantity,
    RankSampler,
    Rows,
    stream,
)
from tests.engine.worked import discrete, pert, triangular, uniform

NAMES = ("factor/labour", "factor/referral", *(f"measure-{i}/driver" for i in range(118)))
UNIFORM = (Component(1.0, 0.5, uniform(0, 1)),)


def quantity(name=NAMES[2], shape=None, value=0.5, **loadings):
    components = UNIFORM if shape is None else (Component(1.0, value, shape),)
    return Quantity(name, components, tuple((f"factor/{factor}", x) for factor, x in loadings.items()))


def ranked(*quantities, start=0, count=RANKS, seed=1):
    return RankSampler(seed, NAMES).block(quantities, start, count)


def cells(name, start=0, count=RANKS, names=NAMES):
    """Which of the 4,096 cells of a table each draw of a name is in."""
    drawn = RankSampler(1, names).block([quantity(name)], start, count)[0]
    return np.rint(drawn.astype(float) * CELLS - 0.5).astype(np.int64)


BOTH = pytest.mark.parametrize("make", [PlainSampler, lambda seed: RankSampler(seed, NAMES)])


@BOTH
def test_a_fixed_quantity_is_one_number(make):
    fixed = Quantity("measure-0/driver", (Component(1.0, 7.0, Fixed()),))
    assert list(make(1).block([fixed], 0, 10)) == [7.0]


def test_the_most_likely_case_has_stated_values():
    mixed = Quantity("x", (Component(0.25, 10.0, uniform(0, 90)), Component(0.75, 20.0, uniform(0, 90))))
    # Of a mix the weighted mean: 0.25 * 10 + 0.75 * 20.
    assert MostLikelySampler().block([quantity(value=0.5), mixed], 0, 99) == [0.5, 17.5]


@BOTH
def test_other_quantities_do_not_change_ones_draws(make):
    one = quantity(labour=0.5)
    others = [quantity(name) for name in NAMES[3:9]] + [quantity(NAMES[9], labour=0.3, referral=0.2)]
    alone = make(1).block([one], 0, 500)[0]
    np.testing.assert_array_equal(make(1).block([*others, one], 0, 500)[-1], alone)
    np.testing.assert_array_equal(make(1).block([one, *others], 0, 500)[0], alone)


@BOTH
def test_seeds_and_names_have_their_own_draws(make):
    one, other = (quantity(name) for name in NAMES[2:4])
    first = make(1).block([one, other], 0, 200)
    again = make(1).block([one, other], 0, 200)
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first[0], first[1])
    for seed in (0, 2, 2**32 - 1):
        assert not np.array_equal(first[0], make(seed).block([one], 0, 200)[0])


def test_draws_do_not_depend_on_the_names_that_come_after():
    more = (*NAMES, *(f"new-{i}/driver" for i in range(40)))
    for name in (NAMES[0], NAMES[-1]):
        np.testing.assert_array_equal(cells(name, names=more), cells(name))


def test_blocks_follow_each_other():
    one = [quantity(labour=0.5)]
    whole = ranked(*one, count=40_000)[0]
    parts = [ranked(*one, start=at, count=16_384)[0] for at in (0, 16_384, 32_768)]
    np.testing.assert_array_equal(np.concatenate(parts)[:40_000], whole)
    plain = PlainSampler(1)
    parts = [plain.block(one, at, 5_000)[0] for at in (0, 5_000)]
    np.testing.assert_array_equal(np.concatenate(parts), PlainSampler(1).block(one, 0, 10_000)[0])


def test_every_cell_comes_equally_often_in_65536_draws():
    for name in NAMES:
        assert (np.bincount(cells(name), minlength=CELLS) == RANKS // CELLS).all()


def test_a_power_of_two_of_draws_has_one_in_each_stratum():
    for name in NAMES[::7]:
        for count in (128, 1024, CELLS):
            assert np.array_equal(np.sort(cells(name, count=count) // (CELLS // count)), np.arange(count))


def test_beyond_65536_draws_cells_are_even_again_and_tuples_do_not_repeat():
    columns = [cells(name, count=3 * RANKS) for name in NAMES[2:7]]
    tuples = np.zeros(3 * RANKS, np.int64)
    for column in columns:
        for replicate in column.reshape(3, RANKS):
            assert (np.bincount(replicate, minlength=CELLS) == RANKS // CELLS).all()
        tuples = tuples * CELLS + column
    assert len(np.unique(tuples)) == 3 * RANKS


def test_beyond_65536_draws_names_go_on_each_in_its_own_way():
    # One shift for all names would only repeat the same points in another order.
    moved = {int(cells(name, RANKS, 1)[0] ^ cells(name, 0, 1)[0]) for name in NAMES}
    assert len(moved) > 100


def test_a_block_may_cross_65536_draws():
    parts = [cells(NAMES[2], RANKS - 10, 10), cells(NAMES[2], RANKS, 20)]
    np.testing.assert_array_equal(cells(NAMES[2], RANKS - 10, 30), np.concatenate(parts))


@pytest.mark.parametrize("count", [10_000, RANKS])
def test_names_are_independent_pair_by_pair(count):
    # 120 names are 7,140 pairs; 4 / sqrt(N) is four standard errors of independent pseudo-random draws.
    draws = np.array([cells(name, count=count) for name in NAMES], float)
    correlation = np.corrcoef(draws) - np.eye(len(NAMES))
    assert np.abs(correlation).max() < 4 / np.sqrt(count)


@pytest.mark.parametrize("make", [PlainSampler, lambda seed: RankSampler(seed, NAMES)])
@pytest.mark.parametrize(("a", "b"), [(0.8, 0.5), (0.6, -0.7), (1.0, 1.0), (0.9, 0.0)])
def test_loadings_a_and_b_give_a_gaussian_correlation_of_a_times_b(make, a, b):
    count = 32_768
    one, other = make(3).block([quantity(NAMES[2], labour=a), quantity(NAMES[3], labour=b)], 0, count)
    scores = [special.ndtri(np.clip(x.astype(float), 1e-6, 1 - 1e-6)) for x in (one, other)]
    # Standard error of a correlation r: (1 - r^2) / sqrt(N); tables cut z into cells, hence 0.001.
    tolerance = 4 * (1 - (a * b) ** 2) / np.sqrt(count) + 0.001
    assert np.corrcoef(scores)[0, 1] == pytest.approx(a * b, abs=tolerance)


@BOTH
def test_two_common_factors_add_their_parts(make):
    # 0.6 * 0.5 + 0.3 * 0.4 = 0.42
    one, other = (quantity(NAMES[2], labour=0.6, referral=0.3), quantity(NAMES[3], labour=0.5, referral=0.4))
    scores = special.ndtri(np.clip(np.array(make(5).block([one, other], 0, 32_768), float), 1e-6, 1 - 1e-6))
    tolerance = 4 * (1 - 0.42**2) / np.sqrt(32_768) + 0.001
    assert np.corrcoef(scores)[0, 1] == pytest.approx(0.42, abs=tolerance)


@BOTH
def test_a_common_factor_leaves_the_distribution_as_it_was(make):
    shape = triangular(10, 40)
    drawn = make(2).block([quantity(shape=shape, value=20.0, labour=0.7, referral=-0.6)], 0, 32_768)[0]
    # Kolmogorov-Smirnov: 1.95 / sqrt(N) is exceeded by one sample in a thousand.
    distance = stats.kstest(drawn.astype(float), stats.triang(1 / 3, 10, 30).cdf).statistic
    assert distance < 1.95 / np.sqrt(32_768)


SHAPES = {"uniform": uniform(10, 40), "triangular": triangular(10, 40), "pert": pert(10, 40)}


@pytest.mark.parametrize(
    "shape", [*SHAPES.values(), Lognormal(kind="lognormal", p10=10, p90=40), discrete(10, 40, weights=(1, 3))]
)
def test_numpys_own_generators_draw_what_the_quantile_function_says(shape):
    count = 100_000
    drawn = np.sort(draw(shape, 20.0, np.random.default_rng(8), count))
    at = np.arange(0.02, 0.99, 0.04)  # none where a discrete value gives way to the next
    # Where the quantile function says that a part p lies below, p does, to four standard errors.
    below = np.searchsorted(drawn, quantile(shape, 20.0, at), side="right") / count
    above = 1 - np.searchsorted(drawn, quantile(shape, 20.0, at), side="left") / count
    error = 4 * np.sqrt(at * (1 - at) / count)
    assert (below >= at - error).all()
    assert (above >= 1 - at - error).all()


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_sample_means_of_both_samplers(shape):
    count, exact = 8_192, mixture_mean((Component(1.0, 20.0, shape),))
    one = quantity(shape=shape, value=20.0)
    plain, fast = PlainSampler(4).block([one], 0, count)[0], ranked(one, count=count)[0]
    error = plain.std() / np.sqrt(count)
    assert plain.mean() == pytest.approx(exact, abs=4 * error)
    # Strata leave a hundredth of that.
    assert fast.mean(dtype=float) == pytest.approx(exact, abs=4 * error / 100)


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_on_the_same_uniform_numbers_the_table_is_the_exact_quantile(shape):
    at = (cells(NAMES[2]) + 0.5) / CELLS
    exact = quantile(shape, 20.0, at)
    error = np.abs(ranked(quantity(shape=shape, value=20.0))[0] - exact)
    assert error[(at > 0.01) & (at < 0.99)].max() <= 0.002 * exact.std()


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_percentiles_of_the_fast_sampler_are_exact_to_a_500th_of_a_standard_deviation(shape):
    drawn = ranked(quantity(shape=shape, value=20.0))[0]
    at = np.array([0.1, 0.25, 0.5, 0.75, 0.9])
    exact = quantile(shape, 20.0, at)
    assert np.abs(np.quantile(drawn, at) - exact).max() <= 0.002 * drawn.std()


def test_discrete_values_come_as_often_as_their_weights_say():
    drawn = ranked(quantity(shape=discrete(5, 7, weights=(1, 3)), value=5.0))[0]
    assert (drawn == 5).mean() == 0.25
    assert (drawn == 7).mean() == 0.75


def test_the_fast_sampler_draws_in_single_precision_from_the_table():
    drawn = ranked(quantity(shape=pert(10, 40), value=20.0), count=100)[0]
    assert drawn.dtype == np.float32
    assert np.isin(drawn, table((Component(1.0, 20.0, pert(10, 40)),))).all()


def test_streams_go_by_seed_and_name():
    assert stream(0, "a").random() != stream(1, "a").random()
    assert stream(0, "a").random() != stream(0, "b").random()


def test_every_replicate_is_the_first_one_under_a_shift():
    # Kept and made anew, the cells of a replicate differ from those of the first by one exclusive or.
    first = cells(NAMES[2])
    for replicate in range(1, KEPT_REPLICATES + 2):
        other = cells(NAMES[2], start=replicate * RANKS)
        assert len(np.unique(first ^ other)) == 1
        assert not np.array_equal(first, other)


@pytest.mark.parametrize("flat", [(), (0,), (0, 3), (1,), (0, 1, 2, 3)])
def test_rows_that_are_flat_need_no_looking_up(flat):
    rows = np.linspace(0, 1, 4 * CELLS, dtype=np.float32).reshape(4, CELLS)
    rows[list(flat)] = rows[list(flat), :1]
    drawn = ranked(quantity(), start=RANKS - 10, count=30)  # from one replicate into the next
    found = np.full((4, 30), np.nan, np.float32)
    drawn.look_up_rows(0, Rows(rows), found)
    np.testing.assert_array_equal(found, drawn.look_up(0, rows))
