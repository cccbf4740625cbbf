"""The union of savings on one service, as formulas over cells; see `simulator.engine.damping`."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.engine.damping import FULL_OVERLAP, NO_DAMPING, SMALL_THETA
from simulator.export.workbook.live import (
    Cells,
    Live,
    at_least,
    at_most,
    below,
    exp,
    highest,
    if_,
    live,
    ln,
    lowest,
    size,
    sum_of,
)

_LARGEST_POWER = 700
"""Beyond this EXP overflows."""


def share_formula(gross: Live, factor: Live, base: Live) -> Live:
    """Part of the baseline that a measure saves alone; what costs money counts as 0."""
    return if_(at_most(base, 0), 0, highest(live(0), gross * factor / base))


def excess_formula(share: Live, theta: Live) -> Live:
    """What a share adds to the sum in the union: (1 - s)^-θ - 1, or the logarithm near θ = 0."""
    log = ln(1 - share)
    power = exp(lowest(live(_LARGEST_POWER), -theta * log)) - 1
    return if_(at_least(share, 1), 0, if_(below(size(theta), SMALL_THETA), log, power))


def union_formula(s: Sequence[Live | Cells], e: Sequence[Live | Cells], tau: Live, theta: Live) -> Live:
    """The union under the Clayton family over cells with shares `s` and their excess `e`.

    The special cases come first: a share of 1 leaves nothing, τ = 1 counts the largest alone, τ = −1 adds up,
    and near θ = 0 the measures are independent; there `e` holds the logarithms.
    """
    excess = 1 + sum_of(*e)
    clayton = if_(at_most(excess, 0), 1, 1 - exp(-ln(excess) / theta))
    independent = 1 - exp(sum_of(*e))
    general = if_(below(size(theta), SMALL_THETA), independent, clayton)
    added = if_(at_most(tau, NO_DAMPING), lowest(live(1), sum_of(*s)), general)
    full = if_(at_least(tau, FULL_OVERLAP), highest(*s), added)
    return if_(at_least(highest(*s), 1), 1, full)
