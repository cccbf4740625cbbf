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
from simulator.engine.design import ROWS_AT_ONCE, Dice, Row, project_rows
from simulator.engine.distributions import Z90
from simulator.engine.plan import Plan

Progress = Callable[[int, int], None]


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
    rows = [
        Row(),
        *(Row(anew=frozenset([name])) for name in sources),
        *(Row(given={name: value}) for name, pair in zip(sources, ends, strict=True) for value in pair),
        *(Row(anew=_of_layers(chosen, sources)) for chosen in subsets(layers)),
    ]
    found = _outcomes(dice, plan, rows, asked, progress)
    n = len(sources)
    base, anew, given, mixed = found[0], found[1 : 1 + n], found[1 + n : 1 + 3 * n], found[1 + 3 * n :]
    means = given.mean(axis=2, dtype=np.float64)
    return Designed(
        sources=tuple(sources),
        ends=np.asarray(ends, dtype=float).reshape(n, 2),
        middle=base.mean(axis=1, dtype=np.float64),
        at_ends=means.reshape(n, 2, len(asked.outcomes)),
        total=total_order(base, anew),
        layers=_shares(base, mixed, layers),
    )


def _outcomes(
    dice: Dice, plan: Plan, rows: Sequence[Row], asked: Question, progress: Progress | None
) -> Array:
    """Outcomes of all rows, shape (rows, outcomes, points)."""
    found = np.empty((len(rows), len(asked.outcomes), dice.points), np.float32)
    for start in range(0, len(rows), ROWS_AT_ONCE):
        some = rows[start : start + ROWS_AT_ONCE]
        outcomes = asked.of(project_rows(dice, plan, some, asked.views))
        shape = (len(asked.outcomes), len(some), dice.points)
        found[start : start + len(some)] = outcomes.reshape(shape).swapaxes(0, 1)
        if progress is not None:
            progress(start + len(some), len(rows))
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
