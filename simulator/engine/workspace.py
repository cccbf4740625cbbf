"""Memory for the blocks of a run."""

from __future__ import annotations

from typing import Any

import numpy as np

from simulator.engine.plan import Plan


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
    flows, saved, amounts : ndarray
        As of `Block`.
    shares : ndarray, shape (shares, draws)
        Room for the shares on any one service.
    together : ndarray, shape (groups and years, draws)
        Room for what is saved together on any one service.
    one : ndarray, shape (draws,)
        Room for something on its way.
    """

    def __init__(self, plan: Plan, count: int, dtype: type[np.floating[Any]]) -> None:
        layout, n_years = plan.layout, len(plan.years)
        cost_years = n_years if layout.yearly and any(a.services for a in layout.amounts) else 1
        self.count = count
        self.flows = np.empty((n_years if layout.yearly else 1, len(layout.flows), count), dtype)
        self.amounts = np.empty((cost_years, len(layout.amounts), count), dtype)
        # Years in which a group saves nothing are never written.
        self.saved = np.zeros((n_years, len(plan.groups), count), dtype)
        self.shares = np.empty((max((len(s.shares) for s in layout.services), default=0), count), dtype)
        self.together = np.empty((max((len(s.together) for s in layout.services), default=0), count), dtype)
        self.one = np.empty(count, dtype)
