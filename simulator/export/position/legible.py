"""Text that any document can hold: nothing in it is lost, hidden or carried out."""

from __future__ import annotations

import re
import unicodedata

_REPLACEMENT = "\ufffd"
_CONTROL_PICTURES = 0x2400
_DELETE, _DELETE_PICTURE = 0x7F, "\u2421"
_LAST_TWO = 0xFFFE
"""Code points that end in FFFE or FFFF are no characters."""

_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that make the text after them read in another order."""


def legible(text: str) -> str:
    r"""Replace what XML cannot hold, or a reader cannot see, by a sign that shows it.

    Line breaks and tabs stay. Control characters become their pictures; lone surrogates, direction marks
    and characters that do not exist become a question mark in a diamond.

    Examples
    --------
    >>> legible("a\x00b\r\nc\u202ed"), legible("{{ 7*7 }} <b>&")
    ('a␀b\nc�d', '{{ 7*7 }} <b>&')
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return "".join(map(_shown, lines))


def _shown(character: str) -> str:
    code = ord(character)
    if character in "\n\t":
        return character
    if code < ord(" "):
        return chr(_CONTROL_PICTURES + code)
    if code == _DELETE:
        return _DELETE_PICTURE
    if (
        code & _LAST_TWO == _LAST_TWO
        or character in _DIRECTION
        or unicodedata.category(character) in ("Cc", "Cs")
    ):
        return _REPLACEMENT
    return character


_GAP = re.compile(r"(?<=€)\s+(?=[\d-])|(?<=\d)\s+(?=(?:mln|miljoen|million)\b)")
"""Between the sign of the euro and its amount, and between an amount and its millions."""


def unbroken(text: str) -> str:
    r"""Keep amounts on one line, quoted ones too.

    >>> unbroken("van € 900.000 en € 1,2 mln in 2022")
    'van €\xa0900.000 en €\xa01,2\xa0mln in 2022'
    """
    return _GAP.sub("\u00a0", text)


def flat(text: str) -> str:
    r"""Give a text on one line; spaces that do not break stay.

    >>> flat(" a \n b\xa0c ")
    'a b\xa0c'
    """
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")
