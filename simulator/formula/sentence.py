"""The reader for people: the formula with its numbers filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from simulator.errors import FormulaError
from simulator.formula.tree import Node
from simulator.formula.writing import Notation, write


def sentence(node: Node, values: Mapping[str, str], number: Callable[[float], str]) -> str:
    """Write a tree for people; see `Formula.sentence`.

    Examples
    --------
    >>> from simulator.formula.tree import Number, Operation, Quantity
    >>> sentence(Operation("/", Quantity("a"), Number(2.0)), {"a": "€ 10"}, lambda x: f"{x:g}")
    '€ 10 ÷ 2'
    """

    def quantity(key: str) -> str:
        if key not in values:
            raise FormulaError(
                f"there is no text for {key}. Give every name of the formula its value as text"
            )
        return values[key]

    notation = Notation(
        signs={"+": " + ", "-": " − ", "*": " × ", "/": " ÷ "},
        minus="−",
        number=number,
        quantity=quantity,
    )
    return write(node, notation)
