"""A printed cell: what kind of thing stands there, and which number if it is one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["amount", "malformed", "to_be_determined", "pro_memoria", "dash", "blank"]
"""amount: a number. malformed: something that should be a number and isn't one. The other four are
unknown, which is not zero."""

MINUS_SIGNS = "-\u2212\u2013\u2014"
"""Hyphen, minus sign and dashes: sources print any of them before a negative amount."""

_AMOUNT = re.compile(r"[+-]? ?(\d{1,3}(\.\d{3})+|\d+)")
_DIGITS = re.compile(r"[^0-9]*([0-9][0-9.]*)[^0-9]*")
_WORDS: dict[str, Kind] = {
    "": "blank",
    "-": "dash",
    "ntb": "to_be_determined",
    "pm": "pro_memoria",
}


@dataclass(frozen=True)
class PrintedCell:
    """One cell of a printed table.

    Attributes
    ----------
    text : str
        As printed.
    kind : Kind
        What stands there.
    value : float or None
        The number, with the sign as printed; None unless `kind` is "amount".
    size : float or None
        The number without its sign; also for a malformed cell that holds one number.
    """

    text: str
    kind: Kind
    value: float | None = None
    size: float | None = None

    @property
    def unknown(self) -> bool:
        """True for a cell that gives no amount and isn't meant to."""
        return self.kind not in ("amount", "malformed")


def read_cell(text: str) -> PrintedCell:
    """Read a cell as a Dutch document prints it: dots for thousands, a minus in front.

    Parameters
    ----------
    text : str
        The cell.

    Returns
    -------
    PrintedCell
        Nothing is repaired: two minus signs make a cell malformed, and "n.t.b." has no value.

    Examples
    --------
    >>> read_cell("-1.538.246").value
    -1538246.0
    >>> cell = read_cell("--1.538.246")
    >>> cell.kind, cell.value, cell.size
    ('malformed', None, 1538246.0)
    >>> [read_cell(text).kind for text in ("n.t.b.", "PM", "-", "", "0", "veel")]
    ['to_be_determined', 'pro_memoria', 'dash', 'blank', 'amount', 'malformed']
    """
    plain = text.strip()
    for sign in MINUS_SIGNS:
        plain = plain.replace(sign, "-")
    kind = _WORDS.get(plain.lower().replace(".", ""))
    if kind is not None:
        return PrintedCell(text, kind)
    if _AMOUNT.fullmatch(plain):
        value = float(plain.replace(".", "").replace(" ", ""))
        return PrintedCell(text, "amount", value, abs(value))
    found = _DIGITS.fullmatch(plain)
    return PrintedCell(text, "malformed", size=float(found[1].replace(".", "")) if found else None)
