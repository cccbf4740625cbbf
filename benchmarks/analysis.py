"""The analyses against what cannot be left out of them: adding packages up, and running the model."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from benchmarks.cases import SEED, Case
from benchmarks.timing import Ratio, ratio_of
from simulator.analysis.portfolio import Candidates, candidates, draws_for, parts, searched
from simulator.analysis.portfolio.chances import chances
from simulator.analysis.sensitivity.bins import first_order_of
from simulator.engine.design import sources
from simulator.engine.project import simulate

PACKAGES_AT_ONCE = 64
"""Rows of draws that fit in a processor's cache together."""


def packages_against_adding(case: Case, scale: float, pairs: int) -> Ratio:
    """Time to work out all packages of a scenario, as a part of the time to add up as many numbers alone.

    The whole search: draws, savings of each part for every subset, costs, means of all years, and chances.
    """
    options, draws = _search(case, scale)
    return ratio_of(
        lambda: searched(case.catalogue, case.scenario, options, draws=draws),
        _adding(options.count, draws),
        pairs,
    )


def counting_against_adding(case: Case, scale: float, pairs: int) -> Ratio:
    """Time to count who makes the task, the parts being there, as a part of adding as many numbers alone."""
    options, draws = _search(case, scale)
    tables, amount = parts(case.catalogue, case.scenario, options, draws=draws)
    assert amount is not None  # the programme has a savings task

    def count() -> None:
        for _ in chances(tables, len(options.measures), amount):
            pass

    return ratio_of(count, _adding(options.count, draws), pairs)


def _search(case: Case, scale: float) -> tuple[Candidates, int]:
    options = candidates(case.catalogue, case.scenario, case.scenario.measures)
    return options, max(16, int(draws_for(len(options.measures)) * scale))


def _adding(packages: int, draws: int) -> Callable[[], None]:
    """Give what adds one number to each draw of each package."""
    steps = packages // PACKAGES_AT_ONCE
    base, row = np.ones((PACKAGES_AT_ONCE, draws), np.float32), np.ones(draws, np.float32)
    room = np.empty_like(base)

    def add() -> None:
        for _ in range(steps):
            np.add(base, row, out=room)

    return add


def indices_against_run(case: Case, draws: int, pairs: int) -> Ratio:
    """Time of the first-order indices of all sources from the draws of a run, as a part of that run's."""
    names, views = sources(case.plan), case.views
    outcomes = simulate(case.plan, draws, SEED, views).totals[views[0]].net[-1:]
    return ratio_of(
        lambda: first_order_of(case.plan, SEED, names, outcomes),
        lambda: simulate(case.plan, draws, SEED, views),
        pairs,
    )
