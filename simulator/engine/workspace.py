"""Memory for the blocks of a run."""

from __future__ import annotations

from typing import Any

import numpy as np

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

    Attributes
    ----------
    baselines, flows, losses, saved, spills, amounts : ndarray
        As of `Block`.
    shares : ndarray, shape (shares, draws)
        Room for the shares on any one service.
    left : dict of int to ndarray, shape (years, draws)
        By group where something leaks: the part of the savings that is left after damping.
    reached : dict of tuple to Rows
        By measure and ramp: the share reached in each year, for each cell of the table of its delays.
    saving : ndarray, shape (years, draws)
        Room for the saving of one flow.
    one : ndarray, shape (draws,)
        Room for something on its way.
    factors : ndarray, shape (years, flows)
        Those of the layout, in the precision of the run.
    """

    def __init__(self, plan: Plan, count: int, dtype: type[np.floating[Any]]) -> None:
        layout, n_years = plan.layout, len(plan.years)
        cost_years = n_years if layout.yearly and any(a.services for a in layout.amounts) else 1
        self.count = count
        self.baselines = np.empty((n_years, len(plan.services), count), dtype)
        self.flows = np.empty((n_years if layout.yearly else 1, len(layout.flows), count), dtype)
        self.amounts = np.empty((cost_years, len(layout.amounts), count), dtype)
        self.saved = np.empty((len(layout.unions), count), dtype)
        self.shares = np.empty((max((len(s.shares) for s in layout.services), default=0), count), dtype)
        self.losses = np.empty((n_years, len(plan.slots), count), dtype)
        self.spills = np.empty((n_years, len(layout.leaks), count), dtype)
        leaking = {leak.group for leak in layout.leaks if leak.group is not None}
        self.left = {group: np.ones((n_years, count), dtype) for group in leaking}
        self.reached: dict[tuple[int, bytes], Rows] = {}
        self.saving = np.empty((n_years, count), dtype)
        self.one = np.empty(count, dtype)
        self.factors = layout.factors.astype(dtype)
