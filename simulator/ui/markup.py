"""Text from files, made safe for places that read markup."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MARKS = re.compile(r"([\\`*_\[\]<>~$|]|:(?=\w)|^[#+-])")
_NUMBERED = re.compile(r"^(\d+)\.")


def plain(text: str) -> str:
    r"""Escape everything that Markdown, emoji codes or formulas would take for markup.

    Examples
    --------
    >>> plain("a *b* [c](d) :e:")
    'a \\*b\\* \\[c\\](d) \\:e:'
    """
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def cells(texts: Iterable[str]) -> list[str]:
    r"""Make texts from files safe for the cells of a table, which read markup: "1. a" would be a list.

    Examples
    --------
    >>> cells(["1. a *b*"])
    ['1\\. a \\*b\\*']
    """
    return [_NUMBERED.sub(r"\1\\.", plain(text)) for text in texts]
