"""The reader for the engine: numbers and NumPy arrays through the tree."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from simulator.errors import FormulaError
from simulator.formula.tree import Minus, Node, Number, Operation, Quantity
from simulator.formula.writing import plain

Value: TypeAlias = float | NDArray[np.floating[Any]]
"""One number, or one for each draw (and year)."""

_APPLY: MappingProxyType[str, Callable[[Any, Any], Any]] = MappingProxyType(
    {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}
)


def evaluate(node: Node, values: Mapping[str, Value]) -> Value:
    """Work out a tree; see `Formula.evaluate`.

    Examples
    --------
    >>> evaluate(Operation("*", Number(2), Quantity("a")), {"a": np.array([1.5, 2.5])})
    array([3., 5.])
    """
    if isinstance(node, Quantity):
        return _look_up(node.key, values)
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Minus):
        return -evaluate(node.operand, values)
    left, right = evaluate(node.left, values), evaluate(node.right, values)
    if node.operator == "/":
        _check_divisor(node, right)
    result: Value = _APPLY[node.operator](left, right)
    return result


def _look_up(key: str, values: Mapping[str, Value]) -> Value:
    try:
        value = values[key]
    except KeyError:
        given = ", ".join(sorted(values)) or "none"
        raise FormulaError(
            f"there is no value for {key}; given: {given}. Give every name of the formula a value"
        ) from None
    # A NumPy scalar would widen float32 arrays to its own type; a Python number does not.
    return float(value) if isinstance(value, np.generic) else value


def _check_divisor(node: Operation, divisor: Value) -> None:
    if isinstance(divisor, np.ndarray):
        zeros = divisor.size - int(np.count_nonzero(divisor))
        if not zeros:
            return
        often = f" in {zeros} of {divisor.size} values"
    elif divisor != 0:
        return
    else:
        often = ""
    raise FormulaError(
        f"{plain(node)} divides by zero: {plain(node.right)} is 0{often}. "
        "Give its drivers a range that excludes it"
    )
