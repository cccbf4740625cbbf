"""From tree to text, with the parentheses that the reading order needs and no more.

Text, workbook and sentence differ in their signs and in how numbers and quantities are written;
where parentheses stand is the same question in all three, so it is answered once, here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from simulator.formula.tree import Minus, Node, Number, Operation, Operator, Quantity

_SUM, _PRODUCT, _SIGN, _ATOM = range(4)
_RANK: MappingProxyType[Operator, int] = MappingProxyType(
    {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT}
)


@dataclass(frozen=True)
class Notation:
    """How the parts of a formula are written."""

    signs: Mapping[Operator, str]
    """The sign of each operator, with its spaces."""
    minus: str
    """The sign in front of an opposite."""
    number: Callable[[float], str]
    """Writes a number of the formula."""
    quantity: Callable[[str], str]
    """Writes a quantity, by its key."""


def write(node: Node, notation: Notation) -> str:
    """Write a tree in a notation.

    A minus sign straight after another sign gets parentheses too: ``a - (-b)``.

    Examples
    --------
    >>> half = Operation("/", Operation("+", Quantity("a"), Quantity("b")), Number(2.0))
    >>> write(half, PLAIN)
    '(a + b) / 2'
    """
    match node:
        case Number(value):
            return notation.number(value)
        case Quantity(key):
            return notation.quantity(key)
        case Minus(operand):
            return notation.minus + _part(operand, _ATOM, notation)
        case Operation(operator, left, right):
            rank = _RANK[operator]
            # From left to right: only what follows an operator of its own rank needs parentheses.
            # Even after + and *, so that no rounding differs from the formula as it stands.
            after = _ATOM if isinstance(right, Minus) else rank + 1
            return _part(left, rank, notation) + notation.signs[operator] + _part(right, after, notation)


def _part(node: Node, lowest: int, notation: Notation) -> str:
    text = write(node, notation)
    return text if _rank(node) >= lowest else f"({text})"


def _rank(node: Node) -> int:
    match node:
        case Operation(operator):
            return _RANK[operator]
        case Minus():
            return _SIGN
    return _ATOM


def number_text(value: float) -> str:
    """Write a number with a decimal point, in full, exactly.

    Examples
    --------
    >>> number_text(5850.0), number_text(0.1), number_text(1e22)
    ('5850', '0.1', '10000000000000000000000')
    """
    text = format(Decimal(repr(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


PLAIN = Notation(
    signs={"+": " + ", "-": " - ", "*": " * ", "/": " / "},
    minus="-",
    number=number_text,
    quantity=str,
)
"""The language itself: what is written parses to the same tree."""


def plain(node: Node) -> str:
    """Write a tree in the formula language.

    Examples
    --------
    >>> plain(Minus(Operation("*", Number(1000.0), Quantity("a"))))
    '-(1000 * a)'
    """
    return write(node, PLAIN)
