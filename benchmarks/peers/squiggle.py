"""squigglepy, in both of its ways: whole samples that NumPy goes on with, and a function drawn one by one."""

from __future__ import annotations

import numpy as np
import squigglepy as sq
from squigglepy.rng import set_seed

from benchmarks.peers import plain, straight
from benchmarks.peers.workload import COST, MEASURES, PERTS, SPREAD, Outcome, outcome_of

_PERTS = [sq.pert(*map(float, row)) for row in PERTS]
_COSTS = [sq.lognorm(norm_mean=float(np.log(c)), norm_sd=float(s)) for c, s in zip(COST, SPREAD, strict=True)]


def run_whole(draws: int, seed: int) -> Outcome:
    """Sample each distribution as a whole, and do the sum in NumPy."""
    set_seed(seed)
    perts = np.stack([sq.sample(one, n=draws) for one in _PERTS], axis=1)
    cost = np.stack([sq.sample(one, n=draws) for one in _COSTS], axis=1)
    saving, share, delay, growth = np.split(perts, [MEASURES, 2 * MEASURES, 3 * MEASURES], axis=1)
    return outcome_of(straight.net_of(straight.Draws(saving, share, delay, cost, growth)))


def run_each(draws: int, seed: int) -> Outcome:
    """Sample a function that draws and does the sum in plain Python."""
    set_seed(seed)

    def model() -> list[float]:
        return plain.net_of([sq.sample(one) for one in _PERTS], [sq.sample(one) for one in _COSTS])

    return outcome_of(np.array(sq.sample(model, n=draws)))
