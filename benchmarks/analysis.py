"""The analyses against what cannot be left out of them: adding packages up, and running the model."""

from __future__ import annotations

import numpy as np

from benchmarks.cases import SEED, Case
from benchmarks.timing import Ratio, ratio_of
from simulator.analysis.portfolio import candidates, draws_for, searched
from simulator.analysis.sensitivity.bins import first_order_of
from simulator.engine.design import sources
from simulator.engine.project import simulate

PACKAGES_AT_ONCE = 64
"""Rows of draws that fit in a processor's cache together."""


def packages_against_adding(case: Case, scale: float, pairs: int) -> Ratio:
    """Time to work out all packages of a scenario, as a part of the time to add up as many numbers alone.

    The whole search: draws, savings of each part for every subset, costs, means of all years, and chances.
    """
    options = candidates(case.catalogue, case.scenario, case.scenario.measures)
    draws = max(16, int(draws_for(len(options.measures)) * scale))
    steps = options.count // PACKAGES_AT_ONCE
    base, row = np.ones((PACKAGES_AT_ONCE, draws), np.float32), np.ones(draws, np.float32)
    room = np.empty_like(base)

    def add() -> None:
        for _ in range(steps):
            np.add(base, row, out=room)

    return ratio_of(lambda: searched(case.catalogue, case.scenario, options, draws=draws), add, pairs)


def indices_against_run(case: Case, draws: int, pairs: int) -> Ratio:
    """Time of the first-order indices of all sources from the draws of a run, as a part of that run's."""
    names, views = sources(case.plan), case.views
    outcomes = simulate(case.plan, draws, SEED, views).totals[views[0]].net[-1:]
    return ratio_of(
        lambda: first_order_of(case.plan, SEED, names, outcomes),
        lambda: simulate(case.plan, draws, SEED, views),
        pairs,
    )
