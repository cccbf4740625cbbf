"""Text from files, made safe for places that read markup."""

from __future__ import annotations

import re

_MARKS = re.compile(r"([\\`*_\[\]<>~$|]|:(?=\w)|^[#+-])")


def plain(text: str) -> str:
    r"""Escape everything that Markdown, emoji codes or formulas would take for markup.

    Examples
    --------
    >>> plain("a *b* [c](d) :e:")
    'a \\*b\\* \\[c\\](d) \\:e:'
    """
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
