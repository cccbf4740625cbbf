"""Text from files, made safe for places that read markup."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MARKS = re.compile(r"([\\`*_\[\]<>~$|]|:(?=\w)|^[#+-])")
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")
"""Space that may end a line: that between "€" and its amount may not, and stays."""
_NUMBERED = re.compile(r"^(\d+)\.")


def plain(text: str) -> str:
    r"""Escape everything that Markdown, emoji codes or formulas would take for markup.

    Examples
    --------
    >>> plain("a *b* [c](d) :e:")
    'a \\*b\\* \\[c\\](d) \\:e:'
    >>> plain("€\u00a05,1\u00a0mln  of\nmeer")
    '€\xa05,1\xa0mln of meer'
    """
    return _MARKS.sub(r"\\\1", _SPACES.sub(" ", text).strip())


def cells(texts: Iterable[str]) -> list[str]:
    r"""Make texts from files safe for the cells of a table, which read markup: "1. a" would be a list.

    Examples
    --------
    >>> cells(["1. a *b*"])
    ['1\\. a \\*b\\*']
    """
    return [_NUMBERED.sub(r"\1\\.", plain(text)) for text in texts]
