"""How uncertain a quantity is: percentiles and the curve of its distribution, to be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulator.analysis.explain import DriverUsed
from simulator.domain.quantity import Discrete, Fixed, Lognormal
from simulator.engine.distributions import Component, mixture_quantile, quantile

_STEPS = 4_000
"""Quantiles of a mix of estimates: enough for percentiles that a picture can show."""
_TAIL = 0.005
"""Part of a distribution without end that a curve leaves out."""


@dataclass(frozen=True)
class Spread:
    """Where a quantity may lie, in its own unit.

    Attributes
    ----------
    p10, p50, p90 : float
        Values that 10, 50 and 90 in 100 draws stay below.
    low, high : float
        Ends of the picture: the lowest and highest value, or nearly, where there is none.
    """

    p10: float
    p50: float
    p90: float
    low: float
    high: float


@dataclass(frozen=True)
class Point:
    """A point of a curve: a value, and how likely it is against the likeliest (0 to 1)."""

    value: float
    height: float


def components_of(driver: DriverUsed) -> tuple[Component, ...]:
    """Give the estimates that a quantity is drawn from: the user's own, or the views by weight."""
    if driver.change is not None:
        return (Component(1.0, driver.value, driver.change.uncertainty),)
    used = [view for view in driver.views if view.weight > 0]
    if len(used) == 1:
        return (Component(1.0, used[0].estimate.value, used[0].estimate.uncertainty),)
    return tuple(Component(v.weight, v.estimate.value, v.estimate.uncertainty) for v in used)


def spread(components: Sequence[Component]) -> Spread | None:
    """Give the percentiles of a quantity; None when it is certain.

    Examples
    --------
    >>> from simulator.domain.quantity import Uniform
    >>> spread([Component(1.0, 5.0, Uniform(kind="uniform", low=0.0, high=10.0))])
    Spread(p10=1.0, p50=5.0, p90=9.0, low=0.0, high=10.0)
    >>> spread([Component(1.0, 5.0, Fixed())]) is None
    True
    """
    if all(isinstance(part.uncertainty, Fixed) for part in components) and len(components) == 1:
        return None
    if len(components) == 1:
        only = components[0]
        p10, p50, p90 = quantile(only.uncertainty, only.value, np.array([0.1, 0.5, 0.9])).tolist()
    else:
        middles = (np.arange(_STEPS) + 0.5) / _STEPS
        p10, p50, p90 = np.quantile(mixture_quantile(components, middles), [0.1, 0.5, 0.9]).tolist()
    ends = [_ends(part) for part in components]
    return Spread(p10, p50, p90, min(low for low, _ in ends), max(high for _, high in ends))


def curve(component: Component, points: int = 60) -> tuple[Point, ...]:
    """Give the shape of one estimate's distribution, from left to right.

    The height comes from the quantile function: where equal parts of the probability lie close together,
    values are likely. It falls to nothing at both ends.

    Parameters
    ----------
    component : Component
        The estimate; its weight does not count.
    points : int
        Number of pieces of the curve.

    Returns
    -------
    tuple of Point
        Empty for an estimate that is certain; the values themselves for a discrete one.

    Examples
    --------
    >>> from simulator.domain.quantity import Uniform
    >>> [
    ...     round(p.height)
    ...     for p in curve(Component(1.0, 5.0, Uniform(kind="uniform", low=0.0, high=10.0)), points=2)
    ... ]
    [0, 1, 1, 0]
    """
    uncertainty = component.uncertainty
    if isinstance(uncertainty, Fixed):
        return ()
    if isinstance(uncertainty, Discrete):
        most = max(uncertainty.weights)
        pairs = sorted(zip(uncertainty.values, uncertainty.weights, strict=True))
        return tuple(Point(value, weight / most) for value, weight in pairs)
    # Equal steps of an angle: the ends, where the curve bends most, get the smallest steps.
    steps = (1.0 - np.cos(np.linspace(0.0, np.pi, points + 1))) / 2
    tail = _TAIL if isinstance(uncertainty, Lognormal) else 0.0
    u = tail + (1.0 - 2 * tail) * steps
    x = quantile(uncertainty, component.value, u)
    width = np.maximum(np.diff(x), np.finfo(float).tiny)
    height = np.diff(u) / width
    middles = (x[:-1] + x[1:]) / 2
    shown = [(float(x[0]), 0.0), *zip(middles.tolist(), (height / height.max()).tolist(), strict=True)]
    return tuple(Point(value, float(high)) for value, high in [*shown, (float(x[-1]), 0.0)])


def _ends(part: Component) -> tuple[float, float]:
    match part.uncertainty:
        case Fixed():
            return part.value, part.value
        case Discrete(values=values):
            return min(values), max(values)
        case Lognormal() as tailed:
            low, high = quantile(tailed, part.value, np.array([_TAIL, 1.0 - _TAIL])).tolist()
            return float(low), float(high)
        case limited:
            return limited.low, limited.high
