"""The characters of a file: how many there may be, and none that one cannot see."""

from __future__ import annotations

import unicodedata
from typing import Final

from simulator.errors import InputFileError, Problem

MAX_BYTES: Final = 1024 * 1024
"""Largest file that is read: 1 MiB, some thirty times the longest measure."""

_UNSEEN: Final = frozenset(
    "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffe\uffff"
)
"""Line and direction marks that change what one seems to read."""


def check_text(text: str, file: str) -> None:
    """Refuse text that is too long, or that holds characters one cannot see.

    Raises
    ------
    InputFileError
        With every line that holds a tab or a control character.
    """
    if len(text) > MAX_BYTES or len(text.encode(errors="surrogatepass")) > MAX_BYTES:
        raise InputFileError([too_large(file)])
    problems = [
        Problem(file, number, "", f"{name_unseen(bad)} in column {line.index(bad) + 1}", *advice)
        for number, line in enumerate(text.split("\n"), 1)
        if (bad := first_unseen(line)) and (advice := advice_unseen(bad))
    ]
    if problems:
        raise InputFileError(problems)


def too_large(file: str) -> Problem:
    """Give the problem of a file that is too large to read."""
    found, expected = f"more than {MAX_BYTES:_} bytes", f"a file of at most {MAX_BYTES:_} bytes"
    return Problem(file, 1, "", found, expected, "Split it: each measure has a file of its own.")


def first_unseen(text: str) -> str | None:
    """Give the first character of a text that one cannot see, if there is one."""
    if text.isascii() and text.isprintable():
        return None
    for character in text:
        if character in _UNSEEN or unicodedata.category(character) in ("Cc", "Cs"):
            return character
    return None


def name_unseen(character: str) -> str:
    """Name a character that one cannot see."""
    return "a tab" if character == "\t" else f"the invisible character U+{ord(character):04X}"


def advice_unseen(character: str) -> tuple[str, str]:
    """Say what is expected instead of a character that one cannot see, and the repair."""
    if character == "\t":
        return "spaces", "Replace the tab by spaces, two for each level."
    return "text that one can see", "Remove the character."


def clip(text: str, length: int = 60) -> str:
    r"""Shorten text for a message, and show what one cannot see in it.

    Examples
    --------
    >>> clip("a\nb"), clip("a" * 100, 5)
    ('a\\nb', 'aaaaa…')
    """
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
    return shown if len(shown) <= length else shown[:length] + "…"
