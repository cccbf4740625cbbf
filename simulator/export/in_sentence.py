"""Titles inside a sentence: without the capital that a title begins with."""

from __future__ import annotations

import re
from typing import Final

LAWS: Final = frozenset({"Jeugdwet", "Wlz", "Wmo", "Zvw"})
"""Names that keep their capital."""

_FIRST: Final = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ]*(?![A-Za-zÀ-ÿ0-9])")


def in_sentence(title: str) -> str:
    """Give a title as it stands inside a sentence; laws and abbreviations keep their capital.

    Examples
    --------
    >>> in_sentence("Ambulante begeleiding jeugd"), in_sentence("Geëscaleerde zorg (6.82)")
    ('ambulante begeleiding jeugd', 'geëscaleerde zorg (6.82)')
    >>> in_sentence("Wmo-vervoer"), in_sentence("GGZ"), in_sentence("{x}")
    ('Wmo-vervoer', 'GGZ', '{x}')
    """
    first = _FIRST.match(title)
    return title if first is None or first[0] in LAWS else title[:1].lower() + title[1:]
