"""What one plain word in a YAML file means, and how to repair it when it means nothing.

YAML readers disagree about ``no``, ``010``, ``12:30``, ``1e6`` and ``900.000``. Koers reads only
what everybody reads alike: ``true`` and ``false``, whole numbers with or without underscores
between thousands, and decimals with a point. All else is text; where a number or a date is
expected, text is refused, and :func:`repair_number` says what to write instead.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

MAX_NUMBER_LENGTH: Final = 450
"""Longest number that is read as one: every float fits, in full and with underscores."""

_THOUSANDS = r"(0|[1-9][0-9]*|[1-9][0-9]{0,2}(_[0-9]{3})+)"
_WHOLE = re.compile(rf"-?{_THOUSANDS}")
_DECIMAL = re.compile(rf"-?{_THOUSANDS}\.[0-9]+")
_AMBIGUOUS = re.compile(r"-?[1-9][0-9]{0,2}(\.[0-9]{3})+")

_REPAIRS: Final = (
    (r"-?[0-9]+(\.[0-9]+)?[eE][-+]?[0-9]+", "Write the number in full: 1_000_000, not 1e6."),
    (r"0[xob][0-9a-fA-F_]+", "Write an ordinary decimal number."),
    (r"-?0[0-9_]+(\.[0-9]*)?", "Leave out the leading zeros."),
    (r"-?\.[0-9]+", "Write a zero before the point: 0.5, not .5."),
    (r"-?[0-9_]+\.", "Leave out the point, or write a digit after it: 5 or 5.0, not 5."),
    (r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)|nan|NaN|[-+]?inf", "Write a number that exists."),
    (r"[0-9]+(:[0-9]+)+", "Write one number, without colons."),
    (r"-?[0-9]{1,3}([.][0-9]{3})+,[0-9]+", "Write 1_250.5, not 1.250,5."),
    (r"-?[0-9]+,[0-9]+", "Write a decimal point, not a comma: {point}."),
    (r"-?[0-9][0-9_]*_[0-9_]*(\.[0-9]+)?", "Put underscores between thousands only: 1_250_000."),
    (r"\+[0-9._]+", "Leave out the plus sign."),
    (r"-?[0-9.,]+ ?%", "Write a share: 0.05 for five per cent."),
    (r"(€|EUR|euro) ?.*|.* ?(€|EUR|euro)", "Write the number alone, without the currency."),
    (r"[0-9]{1,3}( [0-9]{3})+", "Write underscores instead of spaces: 1_250_000."),
)
"""Ways in which people write numbers, and what to write instead; the first that fits counts."""


def read_plain(raw: str) -> bool | int | float | str:
    """Read an unquoted scalar: a boolean, a number, or else text.

    Parameters
    ----------
    raw : str
        The scalar as it stands in the file.

    Returns
    -------
    bool, int, float or str
        ``1.250`` stays text: it may be a thousand and more, or one and a quarter.

    Examples
    --------
    >>> [read_plain(raw) for raw in ("true", "900_000", "0.125", "26.7270", "-3")]
    [True, 900000, 0.125, 26.727, -3]
    >>> [read_plain(raw) for raw in ("no", "900.000", "26.727", "010", "1e6", "12:30", ".5")]
    ['no', '900.000', '26.727', '010', '1e6', '12:30', '.5']
    """
    if raw in ("true", "false"):
        return raw == "true"
    if len(raw) > MAX_NUMBER_LENGTH or _AMBIGUOUS.fullmatch(raw):
        return raw
    if _WHOLE.fullmatch(raw):
        return int(raw.replace("_", ""))
    if _DECIMAL.fullmatch(raw):
        return float(raw.replace("_", ""))
    return raw


def write_number(value: int | float) -> str:
    """Write a number so that :func:`read_plain` reads it back, and people read it alike.

    From ten thousand on, thousands get underscores. A decimal that could be taken for thousands
    gets a zero more.

    Examples
    --------
    >>> [write_number(x) for x in (900_000.0, 26.727, 12.5, 0.125, -12_345.5, 1e-7)]
    ['900_000', '26.7270', '12.5', '0.125', '-12_345.5', '0.0000001']
    """
    if value == int(value):
        return _whole(int(value))
    whole, _, decimals = format(abs(Decimal(repr(value))), "f").partition(".")
    text = f"{'-' if value < 0 else ''}{_whole(int(whole))}.{decimals}"
    return text + "0" if _AMBIGUOUS.fullmatch(text) else text


def _whole(value: int) -> str:
    return f"{value:_}" if abs(value) >= 10_000 else str(value)  # noqa: PLR2004


def repair_number(raw: str, *, quoted: bool) -> str:
    """Say how to write the number that somebody meant.

    Parameters
    ----------
    raw : str
        The text that stands where a number is expected.
    quoted : bool
        True when it stands in quotes.

    Examples
    --------
    >>> repair_number("900.000", quoted=False)
    'It can be read in two ways: write 900_000 for thousands, or 900.0000 for a decimal.'
    >>> repair_number("31,50", quoted=False), repair_number("1.250,500", quoted=False)
    ('Write a decimal point, not a comma: 31.5.', 'Write 1_250.5, not 1.250,5.')
    >>> repair_number("12", quoted=True)
    'Remove the quotes.'
    """
    pointed = raw if "." in raw else raw.replace(",", ".", 1)
    if _AMBIGUOUS.fullmatch(pointed):
        return _repair_ambiguous(pointed)
    if quoted and not isinstance(read_plain(raw), str):
        return "Remove the quotes."
    for pattern, repair in _REPAIRS:
        if re.fullmatch(pattern, raw):
            return repair.replace("{point}", with_point(raw))
    return "Write a number, say 900_000 or 0.25."


def with_point(raw: str) -> str:
    """Give a number with a decimal comma as it is written here; an example where it is none of these."""
    if len(raw) > MAX_NUMBER_LENGTH or not re.fullmatch(r"-?[0-9]+,[0-9]+", raw):
        return "1.5"
    return write_number(float(raw.replace(",", ".")))


def _repair_ambiguous(raw: str) -> str:
    thousands = raw.replace(".", "_")
    if raw.count(".") > 1:
        return f"Write {thousands}: underscores between thousands, no points."
    return f"It can be read in two ways: write {thousands} for thousands, or {raw}0 for a decimal."


def repair_boolean(raw: str) -> str:
    """Say how to write the yes or no that somebody meant.

    Examples
    --------
    >>> repair_boolean("no")
    "Write false: YAML readers differ about 'no'."
    """
    word = raw.lower()
    if word in {"no", "off", "n", "false", "nee", "uit", "0"}:
        return f"Write false: YAML readers differ about '{raw}'."
    if word in {"yes", "on", "y", "true", "ja", "aan", "1"}:
        return f"Write true: YAML readers differ about '{raw}'."
    return "Write true or false, without quotes."
