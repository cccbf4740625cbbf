"""From text to tree. Nothing in a formula is ever run by Python.

Three gates, each narrower: the text is short; it consists of words of the language and does not
nest deeply (so Python's parser gets nothing that could hurt it); and the syntax tree that
Python's parser makes of it has only the few shapes we know.
"""

from __future__ import annotations

import ast
import keyword
import math
import re
from types import MappingProxyType
from typing import NoReturn

from simulator.errors import FormulaError
from simulator.formula.tree import BASELINE, Minus, Node, Number, Operation, Operator, Quantity

MAX_LENGTH = 500
"""Characters in a formula."""
MAX_DEPTH = 50
"""Levels that a formula may nest, and terms that a sum may have."""
MAX_NAME = 60
"""Characters in a name, as in the domain models."""

EXPECTED = (
    "Expected names of drivers, baseline.<service>, numbers, + - * / and parentheses, "
    "like clients * hours * price"
)

_WORD = re.compile(
    r"(?P<number>(?:0|[1-9][0-9]*(?:_[0-9]+)*)(?:\.[0-9]+(?:_[0-9]+)*)?)"
    r"|(?P<name>[a-z][a-z0-9_]*)"
    r"|(?P<symbol>[-+*/()]|\.(?=[a-z_]))"
    r"|(?P<space> +)"
)
_REPAIRS = MappingProxyType(
    {
        "**": "There are no powers: multiply instead",
        "//": "There is only plain division: write /",
        ",": "Write a decimal point, and underscores between thousands: 0.5, 1_000",
        "%": "Write a share as a number from 0 to 1: 0.4",
        "^": "There are no powers: multiply instead",
        "×": "Write *",
        "·": "Write *",
        "÷": "Write /",
        ":": "Write / to divide",
        "−": "Write a plain hyphen-minus: -",
        "–": "Write a plain hyphen-minus: -",
        "€": "Write the amount without its unit",
        "\n": "Write the formula on one line",
        "\t": "Write a space",
        "#": "Write remarks in the note of the effect or cost",
        ".": "A point is only for baseline.<service> and within a number: 0.5",
        "_": "A name starts with a lower-case letter",
    }
)
_OPERATORS: MappingProxyType[type[ast.operator], Operator] = MappingProxyType(
    {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
)


def parse_tree(text: str) -> Node:
    """Parse a formula.

    Parameters
    ----------
    text : str
        The formula, without spaces around it.

    Returns
    -------
    Node
        The tree, at most `MAX_DEPTH` levels deep.

    Raises
    ------
    FormulaError
        If the text is anything but a formula. Never another error, whatever the text.

    Examples
    --------
    >>> parse_tree("2 * -share")
    Operation(operator='*', left=Number(value=2.0), right=Minus(operand=Quantity(key='share')))
    >>> parse_tree("clients ** 2")
    Traceback (most recent call last):
    ...
    simulator.errors.FormulaError: formula 'clients ** 2': found '**' at character 9. There are ...
    """
    if not text:
        raise FormulaError(f"the formula is empty. {EXPECTED}")
    if len(text) > MAX_LENGTH:
        raise FormulaError(
            f"the formula {_short(text)} has {len(text)} characters; expected at most "
            f"{MAX_LENGTH}. Give parts of it a name as drivers"
        )
    _screen(text)
    try:
        syntax = ast.parse(text, mode="eval").body
    except SyntaxError as error:
        _refuse_order(text, (error.offset or 0) - 1)
    except (RecursionError, MemoryError, ValueError):
        raise FormulaError(f"the formula {_short(text)} cannot be read. {EXPECTED}") from None
    return _convert(syntax, text, 1)


def _screen(text: str) -> None:
    """Refuse any character, word or depth that no formula has."""
    place, depth = 0, 0
    while place < len(text):
        word = _WORD.match(text, place)
        if word is None or text[place : place + 2] in _REPAIRS:
            found = text[place : place + 2] if text[place : place + 2] in _REPAIRS else text[place]
            _refuse(text, place, _character(found), _REPAIRS.get(found, EXPECTED))
        place = word.end()
        _check_word(text, word)
        depth += {"(": 1, ")": -1}.get(word[0], 0)
        if depth > MAX_DEPTH:
            _too_deep(text)
        if depth < 0:
            _refuse(text, place - 1, "')'", "Remove it, or add a '(' before it")
    if depth:
        _refuse(text, len(text), "the end", "A '(' is still open: add a ')'")


def _check_word(text: str, word: re.Match[str]) -> None:
    found, place = word[0], word.start()
    if word["number"] and re.match(r"[\w.]", text[word.end() :]):
        whole = re.match(r"[\w.]+", text[place:])
        _refuse(
            text,
            place,
            repr(whole[0] if whole else found),
            "Write a number in full, like 0.5 or 1_000, with an operator before and after it",
        )
    if word["name"] and keyword.iskeyword(found):
        _refuse(text, place, f"the word '{found}'", f"Rename the driver. {EXPECTED}")
    if word["name"] and len(found) > MAX_NAME:
        _refuse(text, place, f"a name of {len(found)} characters", f"Use at most {MAX_NAME}")


def _convert(syntax: ast.expr, text: str, level: int) -> Node:
    """Turn Python's syntax tree into ours, or refuse it."""
    if level > MAX_DEPTH:
        _too_deep(text)
    match syntax:
        case ast.BinOp(left, operator, right) if type(operator) in _OPERATORS:
            return Operation(
                _OPERATORS[type(operator)],
                _convert(left, text, level + 1),
                _convert(right, text, level + 1),
            )
        case ast.UnaryOp(ast.USub(), operand):
            return Minus(_convert(operand, text, level + 1))
        case ast.Constant(int() | float() as value) if not isinstance(value, bool):
            return Number(_finite(value, text, syntax.col_offset))
        case ast.Name("baseline"):
            _refuse(text, syntax.col_offset, "'baseline'", "Name its service: baseline.<service>")
        case ast.Name(name):
            return Quantity(name)
        case ast.Attribute(ast.Name("baseline"), service):
            return Quantity(BASELINE + service)
    found, repair = _shape(syntax)
    _refuse(text, syntax.col_offset, found, repair)


def _shape(syntax: ast.expr) -> tuple[str, str]:
    """Say what a shape is that no formula has, and what to write instead."""
    match syntax:
        case ast.Call():
            return "a call", "There are no functions: write * to multiply"
        case ast.Attribute(_, attribute):
            return f"'.{attribute}'", "A point is only for baseline.<service>"
        case ast.UnaryOp(ast.UAdd()):
            return "a plus sign before a single value", "Leave it out"
    return "something else", EXPECTED


def _finite(value: float, text: str, place: int) -> float:
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        _refuse(text, place, "a number that is too large", "Write an amount in EUR")
    return number


def _refuse_order(text: str, place: int) -> NoReturn:
    """Refuse a text of good words in an order that says nothing."""
    word = _WORD.match(text, place) if 0 <= place < len(text) else None
    if word is None:
        _refuse(text, len(text), "the end", f"Something is missing there. {EXPECTED}")
    _refuse(text, place, f"'{word[0]}', which cannot follow what stands before it,", EXPECTED)


def _too_deep(text: str) -> NoReturn:
    raise FormulaError(
        f"the formula {_short(text)} nests deeper, or adds more terms, than {MAX_DEPTH} levels. "
        "Remove parentheses, or give parts of it a name as drivers"
    )


def _refuse(text: str, place: int, found: str, repair: str) -> NoReturn:
    raise FormulaError(f"formula {_short(text)}: found {found} at character {place + 1}. {repair}")


def _character(found: str) -> str:
    if found.isascii():
        return repr(found)
    return f"{found!r} (U+{ord(found):04X})"


def _short(text: str) -> str:
    return repr(text if len(text) <= MAX_NAME else text[: MAX_NAME - 1] + "…")
