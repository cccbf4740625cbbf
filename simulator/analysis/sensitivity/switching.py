"""Switching values: how far a driver must move before an answer turns around.

Everything else stays at its most likely value. The value is looked for between the lowest and the highest
that the driver can have; where no answer turns around in that range, there is none and that is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.analysis.drivers import spread
from simulator.analysis.sensitivity.decisions import Decision
from simulator.analysis.sensitivity.question import Question
from simulator.domain.quantity import Discrete, Fixed
from simulator.engine.axes import Array, Scalar
from simulator.engine.net import net_draws
from simulator.engine.plan import Plan
from simulator.engine.sampling import Quantity

STEPS = 24
"""Pieces in which a range is searched; an answer that turns around and back within one is not seen."""
PRECISION = 1e-9
"""Part of a piece within which a switching value is known."""
CENT = 0.005
"""Worth below this, in EUR, is the rounding of two sums."""
_ROUNDS = 60

Margin = Callable[[Array], Array]


@dataclass(frozen=True)
class Switch:
    """Where an answer turns around.

    Attributes
    ----------
    decision : Decision
        The question that is answered.
    name : str
        Full name of the driver.
    most_likely : float
        Its stated value.
    value : float or None
        Nearest value at which the answer turns around; None: at no value between `low` and `high`.
    separate : bool
        Whether the driver has separate values only: the answer turns at the value, not beyond it.
    low, high : float
        The range that was searched.
    margin : float
        What the answer is worth in the most likely case, in EUR: above 0 is yes.
    """

    decision: Decision
    name: str
    most_likely: float
    value: float | None
    separate: bool
    low: float
    high: float
    margin: float

    @property
    def relative(self) -> float | None:
        """Change against the most likely value, -0.06 for 6% less; None without a switch or around zero."""
        if self.value is None or self.most_likely == 0:
            return None
        return (self.value - self.most_likely) / abs(self.most_likely)


class CaseSampler:
    """Cases in which one quantity has another value, and everything else its stated one.

    Parameters
    ----------
    names : sequence of str
        The quantity that differs in each case.
    values : ndarray, shape (cases,)
        Its value there.
    """

    dtype = np.float64

    def __init__(self, names: Sequence[str], values: Array) -> None:
        self._values = values
        self._cases: dict[str, list[int]] = {}
        for case, name in enumerate(names):
            self._cases.setdefault(name, []).append(case)

    def block(self, quantities: Sequence[Quantity], start: int, count: int) -> list[Scalar | Array]:
        """Values of cases `start` to `start + count`: a float where all have the stated one."""
        return [self._of(quantity, start, count) for quantity in quantities]

    def _of(self, quantity: Quantity, start: int, count: int) -> Scalar | Array:
        cases = [case for case in self._cases.get(quantity.name, ()) if start <= case < start + count]
        if not cases:
            return quantity.most_likely
        found = np.full(count, quantity.most_likely)
        found[np.array(cases) - start] = self._values[cases]
        return found


def switches(
    decisions: Sequence[Decision], quantities: Sequence[Quantity], asked: Question
) -> tuple[Switch, ...]:
    """Look for the switching value of every driver, for every decision.

    Parameters
    ----------
    decisions : sequence of Decision
        The questions.
    quantities : sequence of Quantity
        The drivers; those without a range are skipped.
    asked : Question
        Year and view.

    Returns
    -------
    tuple of Switch
        One for each decision and driver with a range, by decision.
    """
    grids = {quantity.name: _grid(quantity) for quantity in quantities if not quantity.is_fixed}
    uncertain = [quantity for quantity in quantities if quantity.name in grids]
    if not uncertain:
        return ()
    names = [name for name, grid in grids.items() for _ in grid]
    values = np.concatenate(list(grids.values()))
    ends = np.cumsum([len(grid) for grid in grids.values()])[:-1]
    found: list[Switch] = []
    packages: dict[tuple[int, str], Array] = {}
    for decision in decisions:
        # Most decisions are about the same package.
        key = id(decision.plan), decision.view
        if key not in packages:
            packages[key] = _net(decision.plan, decision.view, names, values)
        at_grids = np.split(_margin(decision, asked.at, names, values, packages[key]), ends)
        margins = dict(zip(grids, at_grids, strict=True))
        found += _of_decision(decision, asked.at, uncertain, grids, margins)
    return tuple(found)


def _margin(
    decision: Decision, at: int, names: Sequence[str], values: Array, package: Array | None = None
) -> Array:
    """Worth of a decision in cases that differ in one quantity from the most likely one, in EUR.

    What the package saves there may be known already, shape (years, cases).
    """
    package = _net(decision.plan, decision.view, names, values) if package is None else package
    if decision.other is None:
        return decision.counted(package, at) - decision.amount
    without = _net(decision.other, decision.view, names, values)
    return decision.counted(package, at) - decision.counted(without, at)


def _net(plan: Plan, view: str, names: Sequence[str], values: Array) -> Array:
    """Net saving in cases that differ in one quantity from the most likely one, shape (years, cases)."""
    return net_draws(plan, CaseSampler(names, values), len(names), (view,))[view]


def nearest_root(margin: Margin, low: Array, high: Array, at_low: Array, at_high: Array) -> Array:
    """Where functions cross zero, each between two points at which it has different signs.

    The secant with the Illinois correction: it stays between the points, and is much faster than halving.

    Parameters
    ----------
    margin : callable
        Gives the functions at points of shape (functions,).
    low, high : ndarray, shape (functions,)
        The points.
    at_low, at_high : ndarray, shape (functions,)
        The functions there.

    Returns
    -------
    ndarray, shape (functions,)

    References
    ----------
    Dowell and Jarratt, A modified regula falsi method for computing the root of an equation, BIT 11 (1971).

    Examples
    --------
    >>> ends = np.array([0.0]), np.array([3.0])
    >>> nearest_root(lambda x: x**2 - 2, *ends, np.array([-2.0]), np.array([7.0])).round(6).tolist()
    [1.414214]
    """
    a, b, fa, fb = low.copy(), high.copy(), at_low.copy(), at_high.copy()
    size = np.abs(high - low)
    for _ in range(_ROUNDS):
        x = np.where(fa == fb, (a + b) / 2, b - fb * (b - a) / np.where(fa == fb, 1.0, fb - fa))
        fx = margin(x)
        crossed = np.sign(fx) != np.sign(fb)
        a, fa = np.where(crossed, b, a), np.where(crossed, fb, fa / 2)
        moved = np.abs(x - b)
        b, fb = x, fx
        if ((moved <= PRECISION * size) | (fx == 0)).all():
            break
    return b


def _grid(quantity: Quantity) -> Array:
    """Values at which an answer is looked at, in order; the most likely is one of them."""
    if not _is_smooth(quantity):
        return np.array(sorted({quantity.most_likely, *_separate(quantity)}))
    known = spread(quantity.components)
    assert known is not None  # it is not fixed
    return np.unique([*np.linspace(known.low, known.high, STEPS + 1), quantity.most_likely])


def _is_smooth(quantity: Quantity) -> bool:
    return not any(isinstance(part.uncertainty, Discrete | Fixed) for part in quantity.components)


def _separate(quantity: Quantity) -> Iterator[float]:
    for part in quantity.components:
        if isinstance(part.uncertainty, Discrete):
            yield from part.uncertainty.values
        else:
            yield part.value


def _of_decision(
    decision: Decision,
    at: int,
    quantities: Sequence[Quantity],
    grids: dict[str, Array],
    margins: dict[str, Array],
) -> list[Switch]:
    """Find the switching values of one decision; those between two points of a grid all at once."""
    # The rounding of two sums has no sign: a measure that does nothing would turn around by it.
    margins = {name: np.where(np.abs(margin) < CENT, 0.0, margin) for name, margin in margins.items()}
    brackets = {q.name: _nearest_change(grids[q.name], margins[q.name], q.most_likely) for q in quantities}
    smooth = [q.name for q in quantities if brackets[q.name] is not None and _is_smooth(q)]
    ends = np.array([brackets[name] for name in smooth], dtype=np.intp).reshape(-1, 2)
    points = [np.array([grids[n][e] for n, e in zip(smooth, ends[:, i], strict=True)]) for i in (0, 1)]
    levels = [np.array([margins[n][e] for n, e in zip(smooth, ends[:, i], strict=True)]) for i in (0, 1)]
    roots: dict[str, float] = {}
    if smooth:
        crossing = nearest_root(lambda x: _margin(decision, at, smooth, x), *points, *levels)
        roots = dict(zip(smooth, crossing.tolist(), strict=True))
    for quantity in quantities:
        bracket = brackets[quantity.name]
        if bracket is not None and quantity.name not in roots:
            roots[quantity.name] = float(grids[quantity.name][bracket[1]])
    return [
        Switch(
            decision=decision,
            name=quantity.name,
            most_likely=quantity.most_likely,
            value=roots.get(quantity.name),
            separate=not _is_smooth(quantity),
            low=float(grids[quantity.name][0]),
            high=float(grids[quantity.name][-1]),
            margin=float(margins[quantity.name][_place(grids[quantity.name], quantity.most_likely)]),
        )
        for quantity in quantities
    ]


def _place(grid: Array, value: float) -> int:
    return int(np.argmin(np.abs(grid - value)))


def _nearest_change(grid: Array, margin: Array, most_likely: float) -> tuple[int, int] | None:
    """Places of the neighbours between which the sign first changes, the one nearer the most likely first."""
    at = _place(grid, most_likely)
    yes: NDArray[np.bool_] = margin >= 0
    changes = []
    up = np.flatnonzero(yes[at:] != yes[at])
    if up.size:
        changes.append((at + int(up[0]) - 1, at + int(up[0])))
    down = np.flatnonzero(yes[at::-1] != yes[at])
    if down.size:
        changes.append((at - int(down[0]) + 1, at - int(down[0])))
    return min(changes, key=lambda pair: abs(float(grid[pair[1]]) - most_likely), default=None)
