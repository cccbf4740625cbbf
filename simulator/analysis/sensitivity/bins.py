"""First-order indices on a run's own draws: the draws are there, and so are their ranks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from simulator.analysis.sensitivity.indices import BINS, first_order
from simulator.domain.quantity import Discrete
from simulator.engine.axes import Array
from simulator.engine.distributions import CELLS
from simulator.engine.plan import Plan
from simulator.engine.ranks import Loaded, cells
from simulator.engine.sampling import Quantity
from simulator.engine.sobol import RANKS

_BIN_SHIFT = np.uint16((CELLS // BINS).bit_length() - 1)


def cells_of_draws(
    plan: Plan, seed: int, name: str, draws: int, loadings: Sequence[tuple[str, float]] = ()
) -> NDArray[np.uint16]:
    """Table cells that the draws of a run have for one name, from 0 to 4,095 in order of probability.

    Parameters
    ----------
    plan : Plan
        The plan of the run.
    seed : int
        Seed of the run.
    name : str
        A source: a quantity or a common factor.
    draws : int
        Number of draws of the run.
    loadings : sequence of (str, float)
        Left out: the part of the quantity that is its own, which is independent of all other sources. Given,
        as the quantity has them: the quantity itself, common factors included.

    Returns
    -------
    ndarray of uint16, shape (draws,)
    """
    place = plan.names.index(name)
    loaded: tuple[Loaded, ...] = tuple(
        (factor, plan.names.index(factor), loading) for factor, loading in loadings
    )
    pieces = [
        cells(seed, (name, place), loaded, replicate).part(slice(draws - start))
        for replicate, start in enumerate(range(0, draws, RANKS))
    ]
    return pieces[0] if len(pieces) == 1 else np.concatenate(pieces)


def first_order_of(plan: Plan, seed: int, sources: Sequence[str], outcomes: Array) -> Array:
    """First-order index of each source, from the outcomes of a run.

    Parameters
    ----------
    plan : Plan
        The plan of the run.
    seed : int
        Seed of the run.
    sources : sequence of str
        What is drawn independently.
    outcomes : ndarray, shape (outcomes, draws)
        Outcomes of the run.

    Returns
    -------
    ndarray, shape (sources, outcomes)
    """
    quantities = {quantity.name: quantity for quantity in plan.quantities}
    found = np.empty((len(sources), len(outcomes)))
    even = [name for name in sources if name not in quantities or _is_even(quantities[name])]
    for names, smooth in ((even, True), ([name for name in sources if name not in even], False)):
        binnings = (cells_of_draws(plan, seed, name, outcomes.shape[1]) >> _BIN_SHIFT for name in names)
        places = [at for at, name in enumerate(sources) if name in names]
        found[places] = first_order(outcomes, binnings, smooth=smooth)
    return found


def _is_even(quantity: Quantity) -> bool:
    """Whether a quantity has no jumps: neither separate values nor rival estimates."""
    return len(quantity.components) == 1 and not isinstance(quantity.components[0].uncertainty, Discrete)
