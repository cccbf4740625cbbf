"""Memory for the blocks of a run."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from math import prod
from typing import Any

import numpy as np

from simulator.engine.axes import Array
from simulator.engine.plan import Plan
from simulator.engine.sampling import Rows


class Workspace:
    """Arrays for blocks of one plan; each block writes over what the last one left.

    Working in the same memory block after block is much faster than asking for it each time.

    Parameters
    ----------
    plan : Plan
        A compiled scenario.
    count : int
        Draws in a block.
    dtype : type
        Precision.
    memory : ndarray, optional
        Of an earlier workspace of the same plan and precision, to use again when it is large enough.

    Attributes
    ----------
    baselines, flows, losses, saved, spills, amounts : ndarray
        As of `Block`.
    shares : ndarray, shape (shares, draws)
        Room for the shares on any one service.
    left : dict of int to ndarray, shape (years, draws)
        By group where something leaks: the part of the savings that is left after damping.
    minus_inverse : ndarray, shape (years, draws)
        Room for -1 over the baseline of any one service.
    lowest : ndarray, shape (flows,)
        Lowest draw of what each flow saves once it is there in full; what is reached of it has no sign.
    reached : dict of tuple to Rows
        By measure and ramp: the share reached in each year, for each cell of the table of its delays.
    saving : ndarray, shape (years, draws)
        Room for the saving of one flow.
    one : ndarray, shape (draws,)
        Room for something on its way.
    memory : ndarray
        What all of them lie in.
    factors : ndarray, shape (years, flows)
        Those of the layout, in the precision of the run.
    """

    def __init__(
        self, plan: Plan, count: int, dtype: type[np.floating[Any]], memory: Array | None = None
    ) -> None:
        layout, n_years = plan.layout, len(plan.years)
        cost_years = n_years if layout.yearly and any(a.services for a in layout.amounts) else 1
        self.count = count
        leaking = sorted({leak.group for leak in layout.leaks if leak.group is not None})
        shapes: dict[str | int, tuple[int, ...]] = {
            "baselines": (n_years, len(plan.services), count),
            "minus_inverse": (n_years, count),
            "flows": (n_years if layout.yearly else 1, len(layout.flows), count),
            "amounts": (cost_years, len(layout.amounts), count),
            "saved": (len(layout.unions), count),
            "shares": (max((len(s.shares) for s in layout.services), default=0), count),
            "losses": (n_years, len(plan.slots), count),
            "spills": (n_years, len(layout.leaks), count),
            "saving": (n_years, count),
            "one": (count,),
            **dict.fromkeys(leaking, (n_years, count)),
        }
        # In one piece, which the system hands out much faster than many smaller ones.
        size = sum(prod(shape) for shape in shapes.values())
        self.memory = memory if memory is not None and memory.size >= size else np.empty(size, dtype)
        arrays = dict(zip(shapes, _arrays(self.memory, shapes.values()), strict=True))
        self.baselines, self.minus_inverse = arrays["baselines"], arrays["minus_inverse"]
        self.flows, self.amounts = arrays["flows"], arrays["amounts"]
        self.saved, self.shares = arrays["saved"], arrays["shares"]
        self.losses, self.spills = arrays["losses"], arrays["spills"]
        self.saving, self.one = arrays["saving"], arrays["one"]
        self.left = {group: arrays[group] for group in leaking}
        for part in self.left.values():
            part.fill(1.0)
        self.lowest = np.zeros(len(layout.flows))
        self.reached: dict[tuple[int, bytes], Rows] = {}
        self.factors = layout.factors.astype(dtype)


def _arrays(memory: Array, shapes: Collection[tuple[int, ...]]) -> Iterator[Array]:
    """Give arrays that lie one after the other in a piece of memory."""
    end = 0
    for shape in shapes:
        start, end = end, end + prod(shape)
        yield memory[start:end].reshape(shape)
