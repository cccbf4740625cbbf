"""CSV that other programs read without surprises."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a text cell must not start with: spreadsheets would read the cell as a formula."""

Cell = str | int | float | bool | None
"""What a cell can hold; None is an empty cell."""


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    r"""Write CSV by RFC 4180: a header, rows that end in CRLF, numbers with all their digits.

    Parameters
    ----------
    columns : sequence of str
        The header.
    rows : iterable of sequence
        A cell for each column. Text that a spreadsheet would take for a formula gets an apostrophe.

    Examples
    --------
    >>> csv_text(("name", "value"), [("a, b", 0.1), ("=1+1", None), ("c", -2.0)])
    'name,value\r\n"a, b",0.1\r\n\'=1+1,\r\nc,-2.0\r\n'
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def harmless(text: str) -> str:
    """Give a text that no spreadsheet takes for a formula: an apostrophe goes before one that looks so.

    Examples
    --------
    >>> harmless("=1+1"), harmless("programma")
    ("'=1+1", 'programma')
    """
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    return harmless(value) if isinstance(value, str) else repr(value)
