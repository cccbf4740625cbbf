"""How far percentiles of a run of usual size lie from those of a very large one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from benchmarks.cases import Case
from simulator.engine.axes import Array
from simulator.engine.project import project
from simulator.engine.result import REGION
from simulator.engine.sampling import PlainSampler, RankSampler, Sampler
from simulator.engine.statistics import P10_P50_P90, quantiles

REFERENCE_SEED = 1


@dataclass(frozen=True)
class Accuracy:
    """Errors of the three percentiles of the net saving in the last year, over seeds, shape (3,)."""

    error: Array
    """Root mean square error of a run on kept Sobol ranks, as part of the 80% interval."""
    worst: Array
    """The largest error of any of these runs, in the same measure."""
    plain_error: Array
    """The same for pseudo-random draws without tables."""

    @property
    def variance_ratio(self) -> Array:
        """How many plain draws each draw is worth."""
        return np.asarray((self.plain_error / self.error) ** 2)


def accuracy(case: Case, draws: int, seeds: int, reference: int, *, exact: bool = False) -> Accuracy:
    """Compare runs on so many seeds with one reference run.

    Parameters
    ----------
    case : Case
        Scenario.
    draws : int
        Draws of each run.
    seeds : int
        Number of runs by each sampler.
    reference : int
        Draws of the reference: enough for its own error not to count.
    exact : bool
        True draws the reference with pseudo-random numbers and no tables, in double precision: it shares
        nothing with the runs, and takes some 30 times as long. False draws it by
        `RankSampler`, whose tables it then shares with the runs.
    """
    sampler = PlainSampler if exact else lambda seed: RankSampler(seed, case.plan.names)
    truth = _percentiles(case, sampler(REFERENCE_SEED), reference)
    width = truth[-1] - truth[0]

    def errors(make: Callable[[int], Sampler]) -> Array:
        found = [_percentiles(case, make(REFERENCE_SEED + 1 + seed), draws) for seed in range(seeds)]
        return np.asarray((np.array(found) - truth) / width)

    ranks, plain = errors(lambda seed: RankSampler(seed, case.plan.names)), errors(PlainSampler)
    return Accuracy(_typical(ranks), np.abs(ranks).max(axis=0), _typical(plain))


def _typical(errors: Array) -> Array:
    """Root mean square over seeds, shape (3,)."""
    return np.asarray(np.sqrt(np.mean(errors**2, axis=0)))


def _percentiles(case: Case, sampler: Sampler, draws: int) -> Array:
    net = project(case.plan, sampler, draws).totals[REGION].net[-1]
    return quantiles(net, P10_P50_P90)
