"""What a comparison says in a sentence: how much more or less, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from simulator.analysis.comparison import SAME_EUR
from simulator.export.known_digits import rounded, step_for
from simulator.ui.formats import formats_of
from simulator.ui.texts import Language, translate

LETTERS = "ABCD"
"""Names of the places."""


@dataclass(frozen=True)
class Gap:
    """How much more net saving one scenario has than another in a year, in EUR.

    Attributes
    ----------
    first, second : int
        Places: the first less the second.
    p10, p50, p90 : float
        Middle and 80% interval of the difference.
    chance_more, chance_less : float
        Part of the draws in which the first has more, or less.
    """

    first: int
    second: int
    year: int
    p10: float
    p50: float
    p90: float
    chance_more: float
    chance_less: float

    @property
    def width(self) -> float:
        """Width of the 80% interval, nothing where only rounding differs: decides how far to round."""
        width = self.p90 - self.p10
        return width if width >= SAME_EUR else 0.0

    @property
    def same(self) -> bool:
        """Whether both come to the same in every draw."""
        return self.chance_more == 0 and self.chance_less == 0


def gaps(differences: pd.DataFrame, first: int, second: int, quantity: str = "net") -> tuple[Gap, ...]:
    """Give the differences of two scenarios per year, from the table of a comparison."""
    names = [*Gap.__dataclass_fields__]
    found = differences[
        (differences["first"] == first)
        & (differences["second"] == second)
        & (differences["quantity"] == quantity)
    ]
    return tuple(Gap(**{str(k): v for k, v in row.items()}) for row in found[names].to_dict("records"))


def more_or_less(gap: Gap, language: Language) -> str:
    """Say how much more or less the first of two saves, in the middle: "€ 1,2 mln meer"."""
    return _signed(gap.p50, gap.width, language)


def gap_range(gap: Gap, language: Language) -> str:
    """Say between which amounts the difference lies in 80% of the draws."""
    step = step_for(gap.width)
    low, high = rounded(gap.p10, step), rounded(gap.p90, step)
    if gap.same or low == high:
        return more_or_less(gap, language)
    f = formats_of(language)
    first, last = f.short(abs(low), gap.width), f.short(abs(high), gap.width)
    if low >= 0:
        return translate(language, "compare.between_more", low=first, high=last)
    if high <= 0:
        return translate(language, "compare.between_less", low=last, high=first)
    return translate(language, "compare.less_to_more", low=first, high=last)


def chance(gap: Gap, language: Language) -> str:
    """Say how likely it is that the first saves more than the second."""
    f = formats_of(language)
    if gap.same:
        return translate(language, "compare.always_same")
    return translate(
        language,
        "compare.chance_more",
        first=LETTERS[gap.first],
        second=LETTERS[gap.second],
        odds=f.odds(gap.chance_more),
        percent=f.chance(gap.chance_more),
    )


def sentence(gaps_of_year: Sequence[Gap], language: Language) -> str:
    """Say in one sentence what each other scenario does against the first."""
    return " ".join(_sentence(gap, language) for gap in gaps_of_year)


def _sentence(gap: Gap, language: Language) -> str:
    first, second = LETTERS[gap.first], LETTERS[gap.second]
    if gap.same:
        return translate(language, "compare.sentence_same", first=first, second=second, year=gap.year)
    amount = more_or_less(gap, language)
    return translate(language, "compare.sentence", first=first, second=second, year=gap.year, amount=amount)


def _signed(amount: float, width: float, language: Language) -> str:
    value = rounded(amount, step_for(width))
    if abs(value) < SAME_EUR:
        return translate(language, "compare.as_much")
    key = "compare.more" if value > 0 else "compare.less"
    return translate(language, key, amount=formats_of(language).short(abs(value), width))
