"""Straight NumPy: draw, and write the sum down as it stands, for all draws at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.peers.workload import (
    BASELINE,
    COST,
    FIRST,
    MEASURES,
    PERTS,
    PROFILE,
    RAMP,
    RESIDENTS,
    SERVICE,
    SPREAD,
    STEP,
    STEP_BEFORE,
    YEARS,
    Array,
    Outcome,
    beta_shapes,
    outcome_of,
)

ALPHA, BETA = beta_shapes(PERTS)
LOW, WIDTH = PERTS[:, 0], PERTS[:, 2] - PERTS[:, 0]


@dataclass(frozen=True)
class Draws:
    """Draws of all quantities, each of shape (draws, measures), growth (draws, services)."""

    saving: Array
    share: Array
    delay: Array
    cost: Array
    growth: Array


def draw(draws: int, seed: int) -> Draws:
    """Draw everything with NumPy's generator."""
    generator = np.random.default_rng(seed)
    perts = LOW + WIDTH * generator.beta(ALPHA, BETA, size=(draws, len(PERTS)))
    cost = COST * np.exp(SPREAD * generator.standard_normal((draws, MEASURES)))
    saving, share, delay, growth = np.split(perts, [MEASURES, 2 * MEASURES, 3 * MEASURES], axis=1)
    return Draws(saving, share, delay, cost, growth)


def net_of(drawn: Draws) -> Array:
    """Net saving, shape (draws, years)."""
    first = np.minimum(drawn.delay, 1.0)
    second = drawn.delay - first
    reached = RAMP - STEP * first[:, :, None] - STEP_BEFORE * second[:, :, None]
    effect = (drawn.saving * drawn.share * RESIDENTS)[:, :, None] * reached
    baseline = BASELINE[:, None] * (1.0 + drawn.growth)[:, :, None] ** (np.arange(YEARS) + 1)
    left = np.multiply.reduceat(1.0 - effect / baseline[:, SERVICE], FIRST, axis=1)
    damped = (baseline * (1.0 - left)).sum(axis=1)
    return np.asarray(damped - drawn.cost.sum(axis=1)[:, None] * PROFILE)


def run(draws: int, seed: int) -> Outcome:
    """Do the whole sum."""
    return outcome_of(net_of(draw(draws, seed)))
