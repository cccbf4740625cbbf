"""The parse tree of a formula: four kinds of node, shared by all readers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

BASELINE = "baseline."
"""Prefix of the quantities that are the spending on a service."""

Operator: TypeAlias = Literal["+", "-", "*", "/"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number written in the formula. It has no unit."""

    value: float
    """Finite and not negative; a minus sign in front is a `Minus`."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity by name."""

    key: str
    """A driver, ``children``, or the spending on a service, ``baseline.household_help``."""


@dataclass(frozen=True, slots=True)
class Minus:
    """The opposite of a part."""

    operand: Node
    """What the sign stands in front of."""


@dataclass(frozen=True, slots=True)
class Operation:
    """Two parts joined by an operator."""

    operator: Operator
    """What joins them."""
    left: Node
    """What stands before the operator."""
    right: Node
    """What stands after it."""


Node: TypeAlias = Number | Quantity | Minus | Operation


def quantities(node: Node) -> Iterator[str]:
    """Give the key of each quantity in reading order, as often as it occurs.

    Examples
    --------
    >>> list(quantities(Operation("*", Quantity("a"), Minus(Quantity("baseline.b")))))
    ['a', 'baseline.b']
    """
    match node:
        case Quantity(key):
            yield key
        case Minus(operand):
            yield from quantities(operand)
        case Operation(_, left, right):
            yield from quantities(left)
            yield from quantities(right)
