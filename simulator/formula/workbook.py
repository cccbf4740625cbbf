"""The reader for the workbook: an Excel formula over named cells.

A formula can only bring in our four operators, parentheses, numbers, and references that pass a
strict pattern: no function, no other workbook, no link and no text can come along.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from simulator.errors import FormulaError
from simulator.formula.tree import Node
from simulator.formula.writing import Notation, number_text, write

_MAX_LENGTH = 8192  # what Excel accepts in a cell
_NAME = r"[A-Za-z_][A-Za-z0-9_.]{0,254}"
_CELL = r"\$?[A-Z]{1,3}\$?[1-9][0-9]{0,6}"
_SHEET = r"(?:[A-Za-z_][A-Za-z0-9_]{0,30}|'[\w &().-]{1,31}')"
_REFERENCE = re.compile(rf"{_NAME}|(?:{_SHEET}!)?{_CELL}")


def excel(node: Node, cells: Mapping[str, str]) -> str:
    """Write a tree as an Excel formula; see `Formula.excel`.

    Examples
    --------
    >>> from simulator.formula.tree import Operation, Quantity
    >>> excel(Operation("*", Quantity("a"), Quantity("b")), {"a": "Drivers!$B$2", "b": "price"})
    '=Drivers!$B$2*price'
    """
    notation = Notation(
        signs={"+": "+", "-": "-", "*": "*", "/": "/"},
        minus="-",
        number=number_text,
        quantity=lambda key: _reference(key, cells),
    )
    text = "=" + write(node, notation)
    if len(text) > _MAX_LENGTH:
        raise FormulaError(
            f"the Excel formula would have {len(text)} characters; Excel reads {_MAX_LENGTH}. "
            "Use shorter names for the cells"
        )
    return text


def _reference(key: str, cells: Mapping[str, str]) -> str:
    if key not in cells:
        raise FormulaError(f"there is no cell for {key}. Give every name of the formula a named cell")
    cell = cells[key]
    if not _REFERENCE.fullmatch(cell):
        raise FormulaError(
            f"the cell {cell!r} for {key} is no reference that a formula may have; expected a "
            "name like saving_per_child or a cell like Drivers!$B$2"
        )
    return cell
