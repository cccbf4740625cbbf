"""The reader that checks units: what a formula reduces to, and whether that is what it must be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING

from simulator.errors import FormulaError
from simulator.formula.tree import Minus, Node, Number, Operation, Quantity, quantities
from simulator.formula.writing import plain
from simulator.units import (
    DIMENSIONLESS,
    check_unit,
    in_words_of,
    missing_factor,
    parse_unit,
    same_unit,
    unit_text,
)

if TYPE_CHECKING:
    from pint import Unit


def dimension(node: Node, units: Mapping[str, str]) -> str:
    """Reduce a tree to its unit; see `Formula.dimension`.

    Examples
    --------
    >>> dimension(Operation("*", Quantity("a"), Quantity("b")), {"a": "child", "b": "EUR/child"})
    'EUR'
    """
    for key in quantities(node):
        if key not in units:
            close = get_close_matches(key, units, n=3, cutoff=0.75)
            known = f"Did you mean {' or '.join(close)}?" if close else _list(units)
            raise FormulaError(f"{plain(node)} uses {key}, which is not known here. {known}")
    return unit_text(_reduce(node, units))


def require(node: Node, units: Mapping[str, str], allowed: Iterable[str]) -> str:
    """Refuse a tree that reduces to another unit; see `Formula.require`.

    Examples
    --------
    >>> require(Quantity("a"), {"a": "EUR/year"}, ("EUR", "EUR/year"))
    'EUR/year'
    """
    expected = tuple(map(check_unit, allowed))
    found = dimension(node, units)
    if found in expected:
        return found
    keys = dict.fromkeys(quantities(node))
    used = ", ".join(f"{key} in {units[key].strip() or DIMENSIONLESS}" for key in keys)
    what = f"gives {found}, but {' or '.join(expected)} is expected: {_hint(found, expected)}"
    what = in_words_of(what, [units[key] for key in keys])
    raise FormulaError(f"{plain(node)} {what}" + (f" ({used})" if used else ""))


def _reduce(node: Node, units: Mapping[str, str]) -> Unit:
    match node:
        case Number():
            return parse_unit(DIMENSIONLESS)
        case Quantity(key):
            return parse_unit(units[key])
        case Minus(operand):
            return _reduce(operand, units)
        case Operation(operator, left, right):
            before, after = _reduce(left, units), _reduce(right, units)
            if operator in "*/":
                product: Unit = before * after if operator == "*" else before / after
                return product
            if not same_unit(before, after):
                _refuse_sum(node, unit_text(before), unit_text(after))
            return before


def _refuse_sum(node: Operation, before: str, after: str) -> None:
    verb, link = ("adds", "to") if node.operator == "+" else ("subtracts", "from")
    left, right = f"{plain(node.left)} ({before})", f"{plain(node.right)} ({after})"
    repair = "Both sides must have one unit"
    if _only_numbers(node.left) or _only_numbers(node.right):
        repair += ", and a number in a formula has none: make it a driver with a unit"
    raise FormulaError(f"{plain(node)} {verb} {right} {link} {left}. {repair}")


def _only_numbers(node: Node) -> bool:
    return next(quantities(node), None) is None


def _hint(found: str, expected: tuple[str, ...]) -> str:
    """Say what lacks, for the expected unit that is nearest by."""
    ways = [missing_factor(parse_unit(found), parse_unit(unit)) for unit in expected]
    factor, value = min(ways, key=lambda way: len(way[0].dimensionality))
    missing = unit_text(factor)
    if value is not None:
        return f"a factor of {value:g} {missing} is missing somewhere"
    if missing == "1/year":
        return "a yearly rate is missing somewhere"
    if missing == "year":
        return "a rate per year occurs once too often"
    return f"a factor in {missing} is missing somewhere"


def _list(units: Mapping[str, str]) -> str:
    return f"Known are {', '.join(sorted(units))}" if units else "No driver is known"
