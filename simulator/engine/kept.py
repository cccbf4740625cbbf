"""The net saving of some draws, of which only what a change touches is worked out again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from simulator.engine.axes import Array
from simulator.engine.block import Block, Values
from simulator.engine.net import write_net
from simulator.engine.plan import Plan
from simulator.engine.touched import touched_by
from simulator.engine.weights import weights_of
from simulator.engine.workspace import Workspace


class Kept:
    """Draws of the net saving, kept to be held against those of a change.

    Parameters
    ----------
    plan : Plan
        A compiled scenario.
    values : sequence of float or ndarray, shape (draws,)
        The draws of the plan's quantities.
    count : int
        Number of draws.
    dtype : type
        Precision.
    views : sequence of str
        "region" and ids of municipalities.

    Attributes
    ----------
    net : ndarray, shape (years, views, draws)
        Net saving in EUR a year.
    """

    def __init__(
        self, plan: Plan, values: Values, count: int, dtype: type[np.floating[Any]], views: Sequence[str]
    ) -> None:
        self.plan, self.values, self.count, self.dtype = plan, values, count, dtype
        self.weights = weights_of(plan, views, dtype)
        self.net = np.empty((len(plan.years), len(views), count), dtype)
        write_net(Block(plan, values, count, dtype), self.weights, self.net)


class Change:
    """What some quantities change in the net saving, as often as they do.

    What they touch is worked out with their first values once, and each time with others; the difference is
    added to what was kept. What they do not touch stays the same to the last bit.

    Parameters
    ----------
    kept : Kept
        What they change.
    places : collection of int
        Places of the quantities in the plan.
    """

    def __init__(self, kept: Kept, places: Collection[int]) -> None:
        self.places = frozenset(places)
        self._kept = kept
        touched = touched_by(kept.plan, self.places)
        self._plan = replace(kept.plan, layout=touched.layout)
        self._weights = kept.weights.only(touched)
        self._room = Workspace(self._plan, kept.count, kept.dtype)
        self._before, self._net = np.empty_like(kept.net), np.empty_like(kept.net)
        self._work_out(kept.values, self._before)
        self._still = touched.still

    def net(self, values: Values) -> Array:
        """Give the net saving with other values of the quantities, and the first ones of all others.

        Returns
        -------
        ndarray, shape (years, views, draws)
            The next call writes over it: making room anew would take a fifth of the time.
        """
        self._work_out(values, self._net, self._still)
        self._net -= self._before
        self._net += self._kept.net
        return self._net

    def _work_out(self, values: Values, net: Array, still: Collection[int] = ()) -> None:
        block = Block(self._plan, values, self._kept.count, self._kept.dtype, self._room, still)
        write_net(block, self._weights, net)
