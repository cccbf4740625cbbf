"""EMA Workbench: a model of uncertainties and an outcome, and an experiment for each draw."""

from __future__ import annotations

import logging

import numpy as np
from ema_workbench import ArrayOutcome, Model, RealParameter, Samplers, ema_logging, perform_experiments
from scipy.stats import beta, lognorm

from benchmarks.peers import plain
from benchmarks.peers.straight import ALPHA, BETA, LOW, WIDTH
from benchmarks.peers.workload import COST, PERTS, SPREAD, YEARS, Outcome, outcome_of

_NAMES = [f"pert{at}" for at in range(len(PERTS))]
_COSTS = [f"cost{at}" for at in range(len(COST))]


def _experiment(**values: float) -> dict[str, np.ndarray]:
    net = plain.net_of([values[name] for name in _NAMES], [values[name] for name in _COSTS])
    return {"net": np.array(net)}


def _model() -> Model:
    model = Model("peers", function=_experiment)
    perts = [
        RealParameter.from_dist(name, beta(a, b, loc=low, scale=width))
        for name, a, b, low, width in zip(_NAMES, ALPHA, BETA, LOW, WIDTH, strict=True)
    ]
    costs = [
        RealParameter.from_dist(name, lognorm(spread, scale=median))
        for name, median, spread in zip(_COSTS, COST, SPREAD, strict=True)
    ]
    model.uncertainties = perts + costs
    model.outcomes = [ArrayOutcome("net", shape=(YEARS,), dtype=float)]
    return model


def run(draws: int, seed: int) -> Outcome:
    """Do the whole sum in one process."""
    ema_logging.get_rootlogger().setLevel(logging.ERROR)
    np.random.seed(seed)  # noqa: TID251, NPY002 - the only seed that its Monte Carlo sampler knows
    _, outcomes = perform_experiments(
        _model(), scenarios=draws, uncertainty_sampling=Samplers.MC, log_progress=True
    )
    return outcome_of(outcomes["net"])
