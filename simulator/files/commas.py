"""Decimal commas in a list: `[0,5, 1]` is two numbers to who wrote it, and three to YAML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from simulator.files.scalars import with_point

_NOT_NUMBERS = re.compile(r"\"[^\"]*\"|'[^']*'|#[^\n]*")
_PAIR = re.compile(r"(?<![\w.])-?\d+,\d+(?![\w.])")
_SPACED = re.compile(r",\s")


class Commas(NamedTuple):
    """Commas between digits without a space, in a list in brackets."""

    pairs: tuple[str, ...]
    """What stands there: "0,5"."""
    alone: bool
    """True when other commas of the list have a space behind them: those divide it, and these do not."""

    @property
    def hint(self) -> str:
        """Say what was meant most likely, and how it is written."""
        return told(self.pairs[0])

    def hint_at(self, words: Sequence[str], index: int) -> str | None:
        """Say the same of a number in the list, if it is one of the two that such a comma makes.

        Parameters
        ----------
        words : sequence of str
            The numbers of the list as they are written.
        index : int
            Which of them.

        Examples
        --------
        >>> comma_in("[0,5, 1]").hint_at(["0", "5", "1"], 1)
        "The comma in '0,5' makes two numbers of one: write 0.5."
        >>> comma_in("[1,5]").hint_at(["1", "5"], 1)
        """
        for left in (index - 1, index):
            pair = ",".join(words[left : left + 2]) if left >= 0 else ""
            if pair in self.pairs and (self.alone or words[left] in ("0", "-0")):
                return told(pair)
        return None


def comma_in(source: str) -> Commas | None:
    """Find what looks like a decimal comma in a list, as it stands between its brackets.

    Examples
    --------
    >>> comma_in("[0,5, 1, 1]")
    Commas(pairs=('0,5',), alone=True)
    >>> comma_in("[1,2]"), comma_in("[0.5, 1]"), comma_in('["0,5", "1"]')
    (Commas(pairs=('1,2',), alone=False), None, None)
    """
    numbers = _NOT_NUMBERS.sub("", source)
    pairs = tuple(_PAIR.findall(numbers))
    return Commas(pairs, _SPACED.search(numbers) is not None) if pairs else None


def told(pair: str) -> str:
    """Say how a decimal with a comma is written."""
    return f"The comma in '{pair}' makes two numbers of one: write {with_point(pair)}."
