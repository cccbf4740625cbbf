"""Numbers as people type them: 1.538.246 and 3,5 in Dutch, 1,538,246 and 3.5 in English.

Streamlit's own number fields read these wrongly without a word. A text field with these functions says what
it read, and refuses what can be read in two ways.
"""

from __future__ import annotations

import re
from decimal import Decimal

from babel.numbers import NumberFormatError, format_decimal, parse_decimal

from simulator.errors import SimulatorError
from simulator.ui.formats import LOCALES
from simulator.ui.texts import Language

MOST_CHARACTERS = 30
MOST = 10**12
"""Largest number, either way: a thousand billion euros is a slip of the pen."""

_AROUND = re.compile(r"^\s*(€|EUR)?\s*|\s*(%|€|EUR)?\s*$")


class EntryError(SimulatorError):
    """Something typed that is no number; its message is a key of the texts."""


def read_number(text: str, language: Language) -> float:
    """Read a number that somebody typed.

    Parameters
    ----------
    text : str
        A euro sign in front and a per cent sign behind are allowed; they do not change the number.
    language : {"nl", "en"}
        Decides what dots and commas mean.

    Raises
    ------
    EntryError
        If it is no number, or one in the notation of another language.

    Examples
    --------
    >>> read_number("€ 1.538.246", "nl"), read_number("3,5%", "nl"), read_number("3.5", "en")
    (1538246.0, 3.5, 3.5)
    >>> read_number("1.53", "nl")
    Traceback (most recent call last):
    ...
    simulator.ui.entry.EntryError: entry.not_a_number
    """
    bare = _AROUND.sub("", text.replace("\u00a0", " ")).replace("−", "-").replace(" ", "")
    if not bare:
        raise EntryError("entry.empty")
    if len(bare) > MOST_CHARACTERS or not re.fullmatch(r"-?[0-9.,]+", bare):
        raise EntryError("entry.not_a_number")
    try:
        number = float(parse_decimal(bare, locale=LOCALES[language], strict=True))
    except (NumberFormatError, ValueError, ArithmeticError) as error:
        raise EntryError("entry.not_a_number") from error
    if abs(number) > MOST:
        raise EntryError("entry.too_large")
    return number


def write_number(value: float, language: Language) -> str:
    """Write a number the way `read_number` reads it, with all its decimals.

    >>> write_number(1538246.5, "nl"), write_number(0.07, "en")
    ('1.538.246,5', '0.07')
    """
    exact = Decimal(f"{value:.10g}")
    return str(format_decimal(exact, format="#,##0.##########", locale=LOCALES[language]))
