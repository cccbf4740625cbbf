"""Tornado, total indices and layers: what takes draws that are laid out to a design."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from simulator.analysis.drivers import spread
from simulator.analysis.sensitivity.indices import shapley_shares, subsets, total_order
from simulator.analysis.sensitivity.names import LAYERS, Layer, layer_of
from simulator.analysis.sensitivity.question import Question
from simulator.engine.axes import Array
from simulator.engine.design import Dice, Row, net_of_rows
from simulator.engine.distributions import Z90
from simulator.engine.plan import Plan

Progress = Callable[[int, int], None]

_ROWS_TOLD = 40
"""Progress is told each time so many rows are done: more often takes a page longer than the rows."""


@dataclass(frozen=True)
class Designed:
    """What a design tells.

    Attributes
    ----------
    sources : tuple of str
        What is drawn independently, by name.
    ends : ndarray, shape (sources, 2)
        P10 and P90 of each source: a quantity in its unit, a common factor in standard deviations.
    middle : ndarray, shape (outcomes,)
        Mean of each outcome over the first set of draws.
    at_ends : ndarray, shape (sources, 2, outcomes)
        Mean of each outcome with the source at P10 and at P90, all else at its draws.
    total : ndarray, shape (sources, outcomes)
        Total index.
    layers : dict of str to ndarray, shape (outcomes,)
        Fair share of each layer in the variance.
    """

    sources: tuple[str, ...]
    ends: Array
    middle: Array
    at_ends: Array
    total: Array
    layers: Mapping[Layer, Array]


def designed(
    plan: Plan, asked: Question, sources: Sequence[str], seed: int, progress: Progress | None = None
) -> Designed:
    """Work a design out.

    Every source is set to its P10 and its P90 while all else stays at its draws (not at its most likely
    value: a chance needs draws, and both outcomes then rest on the same footing), and is drawn anew alone.
    The layers are drawn anew in all combinations.

    Parameters
    ----------
    plan : Plan
        A compiled scenario.
    asked : Question
        The outcomes.
    sources : sequence of str
        See `engine.design.sources`.
    seed : int
        Seed of the draws.
    progress : callable, optional
        Called with the rows done and to do.
    """
    dice = Dice(plan, seed)
    ends = _ends(plan, sources)
    layers = [layer for layer in LAYERS if any(layer_of(name) == layer for name in sources)]
    # Rows that change the same quantities follow each other.
    rows = [
        row
        for name, pair in zip(sources, ends, strict=True)
        for row in (Row(anew=frozenset([name])), *(Row(given={name: value}) for value in pair))
    ]
    rows += [Row(), *(Row(anew=_of_layers(chosen, sources)) for chosen in subsets(layers))]
    found = _outcomes(dice, plan, rows, asked, progress)
    n, shape = len(sources), (len(sources), 3, len(asked.outcomes), dice.points)
    of_sources, base, mixed = found[: 3 * n].reshape(shape), found[3 * n], found[3 * n + 1 :]
    return Designed(
        sources=tuple(sources),
        ends=np.asarray(ends, dtype=float).reshape(n, 2),
        middle=base.mean(axis=1, dtype=np.float64),
        at_ends=of_sources[:, 1:].mean(axis=3, dtype=np.float64),
        total=total_order(base, of_sources[:, 0]),
        layers=_shares(base, mixed, layers),
    )


def _outcomes(
    dice: Dice, plan: Plan, rows: Sequence[Row], asked: Question, progress: Progress | None
) -> Array:
    """Outcomes of all rows, shape (rows, outcomes, points)."""
    found = np.empty((len(rows), len(asked.outcomes), dice.points), np.float32)
    for done, net in enumerate(net_of_rows(dice, plan, rows, asked.views), start=1):
        found[done - 1] = asked.of(net)
        if progress is not None and (done % _ROWS_TOLD == 0 or done == len(rows)):
            progress(done, len(rows))
    return found


def _ends(plan: Plan, sources: Sequence[str]) -> list[tuple[float, float]]:
    """P10 and P90 of each source."""
    quantities = {quantity.name: quantity for quantity in plan.quantities}
    ends = []
    for name in sources:
        known = spread(quantities[name].components) if name in quantities else None
        ends.append((known.p10, known.p90) if known else (-Z90, Z90))
    return ends


def _of_layers(chosen: frozenset[str], sources: Sequence[str]) -> frozenset[str]:
    return frozenset(name for name in sources if layer_of(name) in chosen)


def _shares(base: Array, mixed: Array, layers: Sequence[Layer]) -> dict[Layer, Array]:
    """Fair share of each layer, from what changes when sets of layers are drawn anew."""
    moved = ((mixed.astype(np.float64) - base) ** 2).mean(axis=2) / 2
    per_outcome = [
        shapley_shares(dict(zip(subsets(layers), moved[:, at].tolist(), strict=True)), layers)
        for at in range(len(base))
    ]
    return {layer: np.array([shares[layer] for shares in per_outcome]) for layer in layers}
