"""The sum that all do: 17 measures on six services, four years, 74 uncertain numbers in a draw.

For measure m on service s(m), in year y = 0, 1, 2, 3::

    saving, share, delay ~ PERT     cost ~ log-normal     growth of a service ~ PERT

    reached  = r[y] - (r[y] - r[y-1]) min(delay, 1) - (r[y-1] - r[y-2]) max(delay - 1, 0)
    effect   = saving * share * residents * reached
    baseline = B[s] * (1 + growth[s]) ** (y + 1)
    damped   = sum over s of baseline * (1 - product over m of (1 - effect / baseline))
    net      = damped - sum over m of cost * profile[y]

with the delay in years (0 to 1.5), r the ramp-up per year, and r[-1] = r[-2] = 0. Told are P10, P50 and P90
of the net saving in each year, its mean, and the chance that it reaches a target.

All figures are made up, about the size of the Dutch social domain; they are here to be computed with.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

MEASURES, YEARS = 17, 4
SIZES = (5, 4, 3, 2, 2, 1)
"""Measures on each service."""
SERVICES = len(SIZES)
SERVICE = np.repeat(np.arange(SERVICES), SIZES)
"""Service of each measure."""
FIRST = np.concatenate([[0], np.cumsum(SIZES)[:-1]])
"""First measure of each service."""

RESIDENTS = 17.4e6
PROBABILITIES = (0.1, 0.5, 0.9)

_generator = np.random.default_rng(20210101)


def _pert(lowest: float, highest: float, digits: int) -> Array:
    """Low, most likely and high of a quantity of every measure, shape (measures, 3)."""
    likely = _generator.uniform(lowest, highest, MEASURES)
    low = likely * _generator.uniform(0.3, 0.8, MEASURES)
    high = likely * _generator.uniform(1.2, 2.2, MEASURES)
    return np.round(np.stack([low, likely, high], axis=1), digits)


SAVING = _pert(20.0, 160.0, 1)
"""EUR a resident a year."""
SHARE = _pert(0.02, 0.12, 4)
"""Share of the residents."""
DELAY = np.stack(
    [
        np.round(_generator.uniform(0.0, 0.2, MEASURES), 2),
        np.round(_generator.uniform(0.3, 0.8, MEASURES), 2),
        np.round(_generator.uniform(1.0, 1.5, MEASURES), 2),
    ],
    axis=1,
)
"""Years."""
RAMP = np.sort(np.round(_generator.uniform(0.05, 1.0, (MEASURES, YEARS)), 2), axis=1)
RAMP[:, -1] = 1.0
COST = np.round(_generator.uniform(2e6, 25e6, MEASURES), -4)
"""Median, EUR a year."""
SPREAD = np.round(_generator.uniform(0.15, 0.5, MEASURES), 2)
"""Standard deviation of the logarithm of a cost."""
PROFILE = np.array([1.0, 0.7, 0.4, 0.3])
"""Part of a cost in each year."""
BASELINE = np.array([25500e6, 20100e6, 7200e6, 6900e6, 3600e6, 3300e6])
"""EUR in the year before the first."""
GROWTH = np.array(
    [
        [0.010, 0.031, 0.055],
        [0.015, 0.042, 0.070],
        [0.000, 0.028, 0.060],
        [0.012, 0.035, 0.060],
        [0.000, 0.025, 0.055],
        [0.005, 0.038, 0.075],
    ]
)
"""Low, most likely and high rate a year."""
TARGET = np.array([0.0, 550e6, 1000e6, 1500e6])

PERTS = np.concatenate([SAVING, SHARE, DELAY, GROWTH])
"""All PERT quantities, shape (57, 3): 17 savings, 17 shares, 17 delays, 6 rates of growth."""

_EARLIER = np.concatenate([np.zeros((MEASURES, 2)), RAMP], axis=1)
STEP = _EARLIER[:, 2:] - _EARLIER[:, 1:-1]
"""r[y] - r[y-1]: what the first year of delay takes off, shape (measures, years)."""
STEP_BEFORE = _EARLIER[:, 1:-1] - _EARLIER[:, :-2]
"""r[y-1] - r[y-2]: what the second year of delay takes off."""


def beta_shapes(perts: Array) -> tuple[Array, Array]:
    """Shape parameters of the beta distributions behind PERTs of shape (..., 3)."""
    low, likely, high = np.moveaxis(perts, -1, 0)
    return 1.0 + 4.0 * (likely - low) / (high - low), 1.0 + 4.0 * (high - likely) / (high - low)


@dataclass(frozen=True)
class Outcome:
    """What is told of the net saving."""

    percentiles: Array
    """P10, P50 and P90, shape (3, years)."""
    mean: Array
    """Shape (years,)."""
    chance: Array
    """Part of the draws that reach the target, shape (years,)."""


def outcome_of(net: Array) -> Outcome:
    """Sum net savings up, shape (draws, years)."""
    return Outcome(
        percentiles=np.quantile(net, PROBABILITIES, axis=0),
        mean=net.mean(axis=0),
        chance=(net >= TARGET).mean(axis=0),
    )
