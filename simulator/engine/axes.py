"""The order of axes and the sign rule, once for the whole engine.

Axes
----
Totals have the shape ``(years, draws)``, parts of a total ``(years, parts, draws)``: a weighted sum over
parts is then one product per year. Draws come last because every operation runs along them, so
that they lie next to each other in memory. Means over draws have ``(parts, years)``, as people read
tables. A case without draws, such as the most likely case, has one draw: the axis stays, with length 1.

Signs
-----
A saving and a cost are both positive euros. ``net = damped - cost`` is positive when the budget gains.
Documents and screens turn signs into words; nothing in here does.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]
"""An array of real numbers; float32 in a run with many draws, float64 in the most likely case."""

Scalar = float
"""A quantity that is the same in every draw."""

MONTHS = 12
"""Months in a year."""
