"""Whether two ways to do the sum give the same: to the euro on the same draws, else within chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.peers import koers, plain, straight
from benchmarks.peers.workload import PROBABILITIES, Array, Outcome, outcome_of

STANDARD_ERRORS = 5.0
"""Figures on other draws may differ by so many standard errors: chance alone does it once in a million."""

EUROS = 1.0
"""Net savings on the same draws may differ by so much, on hundreds of millions."""

REFERENCE_DRAWS, REFERENCE_SEED = 1_000_000, 7

_AROUND = 0.01
"""Probability around a percentile over which the density is measured."""


@dataclass(frozen=True)
class Reference:
    """Outcome of a large run of straight NumPy, and how far chance takes a single draw from it.

    Attributes
    ----------
    outcome : Outcome
        Of the large run.
    spread : Outcome
        Standard error of each figure, times the square root of the number of draws.
    draws : int
        Number of draws of the large run.
    """

    outcome: Outcome
    spread: Outcome
    draws: int


def reference(draws: int = REFERENCE_DRAWS) -> Reference:
    """Make the reference, in pieces: straight NumPy takes kilobytes for each draw.

    The standard error of a percentile is ``sqrt(p (1 - p) / n) / f``, with f the density there.
    """
    piece = min(draws, 50_000)
    net = np.concatenate(
        [straight.net_of(straight.draw(piece, REFERENCE_SEED + at)) for at in range(-(-draws // piece))]
    )
    outcome = outcome_of(net)
    p = np.array(PROBABILITIES)[:, None]
    above, below = (np.quantile(net, p.ravel() + side * _AROUND, axis=0) for side in (1, -1))
    spread = Outcome(
        percentiles=np.sqrt(p * (1.0 - p)) * (above - below) / (2.0 * _AROUND),
        mean=net.std(axis=0),
        chance=np.sqrt(outcome.chance * (1.0 - outcome.chance)),
    )
    return Reference(outcome, spread, len(net))


def furthest(found: Outcome, draws: int, known: Reference) -> float:
    """How many standard errors the figure that differs most lies from the reference."""
    scale = np.sqrt(1.0 / draws + 1.0 / known.draws)
    return max(
        float(np.max(np.abs(getattr(found, name) - getattr(known.outcome, name)) / (spread * scale)))
        for name, spread in vars(known.spread).items()
    )


def differences_on_same_draws(draws: int = 500, seed: int = 1) -> dict[str, float]:
    """Largest difference in EUR from straight NumPy, on the very same draws, of Koers and of plain Python."""
    drawn = straight.draw(draws, seed)
    expected = straight.net_of(drawn)
    perts = np.concatenate([drawn.saving, drawn.share, drawn.delay, drawn.growth], axis=1)
    one_by_one: Array = np.array(
        [plain.net_of(*pair) for pair in zip(perts.tolist(), drawn.cost.tolist(), strict=True)]
    )
    return {
        "Koers": float(np.max(np.abs(koers.net_of(drawn) - expected))),
        "plain Python": float(np.max(np.abs(one_by_one - expected))),
    }
