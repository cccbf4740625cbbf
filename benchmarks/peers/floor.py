"""The floor: drawing the 74 numbers of each draw with NumPy's generator, and doing nothing with them."""

from __future__ import annotations

import numpy as np

from benchmarks.peers.straight import ALPHA, BETA
from benchmarks.peers.workload import MEASURES


def run(draws: int, seed: int) -> None:
    """Draw one quantity after the other, which is the quickest way to do it."""
    generator = np.random.default_rng(seed)
    for alpha, beta in zip(ALPHA, BETA, strict=True):
        generator.beta(alpha, beta, draws)
    for _ in range(MEASURES):
        generator.standard_normal(draws)
