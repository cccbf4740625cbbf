"""Plain Python: one draw after the other, without any library."""

from __future__ import annotations

import random  # noqa: TID251 - what plain Python draws with; its state is our own
from collections.abc import Sequence

import numpy as np

from benchmarks.peers import workload as w
from benchmarks.peers.straight import ALPHA, BETA, LOW, WIDTH
from benchmarks.peers.workload import MEASURES, SERVICES, YEARS, Outcome, outcome_of

# Lists: taking single numbers out of an array is slow, and nobody who writes plain Python would.
_SHAPES = list(zip(ALPHA.tolist(), BETA.tolist(), LOW.tolist(), WIDTH.tolist(), strict=True))
_LOG_COST, _SPREAD = np.log(w.COST).tolist(), w.SPREAD.tolist()
_RAMP, _STEP, _STEP_BEFORE = w.RAMP.tolist(), w.STEP.tolist(), w.STEP_BEFORE.tolist()
_BASELINE, _PROFILE, _SERVICE = w.BASELINE.tolist(), w.PROFILE.tolist(), w.SERVICE.tolist()


def net_of(perts: Sequence[float], costs: Sequence[float]) -> list[float]:
    """Net saving of one draw, by year.

    Parameters
    ----------
    perts : sequence of float
        17 savings, 17 shares, 17 delays, 6 rates of growth.
    costs : sequence of float
        17 costs.
    """
    total_cost = sum(costs)
    net = []
    for year in range(YEARS):
        baselines = [
            _BASELINE[service] * (1.0 + perts[3 * MEASURES + service]) ** (year + 1)
            for service in range(SERVICES)
        ]
        left = [1.0] * SERVICES
        for measure in range(MEASURES):
            delay = perts[2 * MEASURES + measure]
            first = min(delay, 1.0)
            reached = (
                _RAMP[measure][year]
                - _STEP[measure][year] * first
                - _STEP_BEFORE[measure][year] * (delay - first)
            )
            effect = perts[measure] * perts[MEASURES + measure] * w.RESIDENTS * reached
            service = _SERVICE[measure]
            left[service] *= 1.0 - effect / baselines[service]
        damped = sum(base * (1.0 - part) for base, part in zip(baselines, left, strict=True))
        net.append(damped - total_cost * _PROFILE[year])
    return net


def run(draws: int, seed: int) -> Outcome:
    """Do the whole sum; percentiles by NumPy, which takes next to nothing."""
    generator = random.Random(seed)
    found = []
    for _ in range(draws):
        perts = [low + width * generator.betavariate(a, b) for a, b, low, width in _SHAPES]
        costs = [generator.lognormvariate(mu, sigma) for mu, sigma in zip(_LOG_COST, _SPREAD, strict=True)]
        found.append(net_of(perts, costs))
    return outcome_of(np.array(found))
