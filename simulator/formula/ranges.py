"""The check on divisors: which of them can be zero, for all that the quantities can be."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from simulator.formula.tree import Minus, Node, Number, Operation, Operator, Quantity

Range: TypeAlias = tuple[float, float]
"""Lowest and highest value, ends included."""

_ANY: Range = (-math.inf, math.inf)


def divisors_through_zero(node: Node, ranges: Mapping[str, Range]) -> Iterator[Node]:
    """Yield every divisor whose range holds 0.

    Each quantity goes through its range whatever the others do, so ``a / (b - c)`` is yielded as soon as the
    ranges of b and c overlap, even if in truth they move together.

    Examples
    --------
    >>> from simulator.formula.parsing import parse_tree
    >>> from simulator.formula.writing import plain
    >>> ranges = {"a": (1.0, 2.0), "b": (0.0, 0.5)}
    >>> [plain(node) for node in divisors_through_zero(parse_tree("1 / a + 1 / b + 1 / (a - b)"), ranges)]
    ['b']
    """
    match node:
        case Minus(operand):
            yield from divisors_through_zero(operand, ranges)
        case Operation(operator, left, right):
            yield from divisors_through_zero(left, ranges)
            yield from divisors_through_zero(right, ranges)
            if operator == "/":
                low, high = reach(right, ranges)
                if low <= 0 <= high:
                    yield right
        case _:
            return


def reach(node: Node, ranges: Mapping[str, Range]) -> Range:
    """Give the lowest and highest value that a part of a formula can take.

    Parameters
    ----------
    node : Node
        The part.
    ranges : mapping of str to (float, float)
        By key; a key that is not there can be anything.

    References
    ----------
    Moore, Interval Analysis (1966), chapter 2.

    Examples
    --------
    >>> from simulator.formula.parsing import parse_tree
    >>> reach(parse_tree("-a * (b - 1) / 2"), {"a": (1.0, 2.0), "b": (0.0, 0.5)})
    (0.25, 1.0)
    """
    match node:
        case Number(value):
            return value, value
        case Quantity(key):
            return ranges.get(key, _ANY)
        case Minus(operand):
            low, high = reach(operand, ranges)
            return -high, -low
        case Operation(operator, left, right):
            return _joined(operator, reach(left, ranges), reach(right, ranges))


def _joined(operator: Operator, left: Range, right: Range) -> Range:
    (a, b), (c, d) = left, right
    if operator == "+":
        return a + c, b + d
    if operator == "-":
        return a - d, b - c
    if operator == "/":
        if c <= 0 <= d:
            return _ANY
        c, d = 1 / d, 1 / c
    ends = [_times(x, y) for x in (a, b) for y in (c, d)]
    return min(ends), max(ends)


def _times(x: float, y: float) -> float:
    """The product; of nothing and infinity it is nothing, as ends of ranges are only approached."""
    return 0.0 if x == 0 or y == 0 else x * y
