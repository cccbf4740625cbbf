"""Numbers as people write and say them: euros, chances, shares; rounded to what is known.

Everything here is pure: the language is chosen once, with `formats_of`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from babel.core import Locale
from babel.numbers import NumberPattern, parse_pattern

from simulator.export.known_digits import (
    MILLION,
    Column,
    chance_percentage,
    column_of,
    odds,
    percentage,
    rounded,
    shortened,
    step_for,
)
from simulator.ui.texts import Language, translate

LOCALES: Final[dict[Language, str]] = {"nl": "nl_NL", "en": "en_GB"}


@cache
def _pattern(text: str) -> NumberPattern:
    return parse_pattern(text)


@cache
def _locale(language: Language) -> Locale:
    return Locale.parse(LOCALES[language])


@cache
def formats_of(language: Language) -> Formats:
    """Give the formats of a language."""
    return Formats(language)


@dataclass(frozen=True)
class Formats:
    """Numbers in one language.

    A `width` is that of the 80% interval around an amount, in EUR: it decides how far the amount is
    rounded. Without it an amount is taken to be exact.
    """

    language: Language
    beside: Column | None = None
    """How short amounts are written under others; left out: each by itself, as in a sentence."""

    def column(self, amounts: Iterable[tuple[float, float]]) -> Formats:
        r"""Give the formats for amounts under or beside each other: one unit, and as many decimals.

        Parameters
        ----------
        amounts : iterable of (float, float)
            All of them, each with the width of its 80% interval; see `known_digits.column_of`.

        Examples
        --------
        >>> pairs = [(980_000, 100_000), (1_051_000, 100_000)]
        >>> [formats_of("nl").column(pairs).short(*pair) for pair in pairs]
        ['€\xa00,98\xa0mln', '€\xa01,05\xa0mln']
        """
        return replace(self, beside=column_of(amounts))

    def in_full(self) -> Formats:
        r"""Give the formats for an amount under or beside others that are in whole euros.

        >>> formats_of("nl").in_full().saves(1_200_000)
        'bespaart €\xa01.200.000'
        """
        return replace(self, beside=Column(None))

    def number(self, value: float, decimals: int = 0) -> str:
        """Give a number with a fixed count of decimals.

        >>> formats_of("nl").number(5069.25, 1)
        '5.069,3'
        """
        digits = "#,##0" + ("." + "0" * decimals if decimals else "")
        scale = 10**decimals
        halves_up = math.copysign(math.floor(abs(value) * scale + 0.5) / scale, value)
        return self._apply(digits, halves_up if halves_up else 0.0)

    def euro(self, amount: float, width: float = 0.0) -> str:
        r"""Give an amount in whole euros.

        >>> formats_of("nl").euro(1538246.4), formats_of("en").euro(-103189)
        ('€\xa01.538.246', '-€103,189')
        """
        pattern = "¤\u00a0#,##0;¤\u00a0-#,##0" if self.language == "nl" else "¤#,##0;-¤#,##0"
        return self._apply(pattern, rounded(amount, step_for(width)))

    def short(self, amount: float, width: float = 0.0) -> str:
        r"""Give an amount as in a sentence: in millions from a million up, rounded to what is known.

        >>> formats_of("nl").short(4_312_554, width=2_000_000)
        '€\xa04,3\xa0mln'
        >>> formats_of("nl").short(812_500)
        '€\xa0812.500'
        """
        value, decimals = shortened(amount, width, self.beside)
        if decimals is None:
            return self.euro(value)
        digits = "0" + ("." + "0" * decimals if decimals else "")
        mark = "¤\u00a0" if self.language == "nl" else "¤"
        negative = f"{mark}-{digits}" if self.language == "nl" else f"-{mark}{digits}"
        return (
            f"{self._apply(f'{mark}{digits};{negative}', value / MILLION)}\u00a0{self._say('unit.million')}"
        )

    def saves(self, amount: float, width: float = 0.0) -> str:
        """Say what an amount does to the budget: "bespaart € 1,5 mln", "kost € 812.500".

        A minus sign is easily missed, so sentences never hold one.
        """
        value = rounded(amount, step_for(width))
        if value == 0:
            return self._say("money.nothing")
        key = "money.saves" if value > 0 else "money.costs"
        return self._say(key, amount=self.short(abs(value), width))

    def range(self, low: float, high: float, width: float | None = None) -> str:
        r"""Say where a net saving lies, in words where it may turn out to be a cost.

        Both ends are rounded by the width between them, or by another where intervals stand under each other,
        and have one unit.

        >>> formats_of("nl").range(4_266_000, 5_861_000), formats_of("nl").range(180_000, 2_190_000)
        ('tussen €\xa04,3\xa0mln en €\xa05,9\xa0mln', 'tussen €\xa00,2\xa0mln en €\xa02,2\xa0mln')
        """
        width = high - low if width is None else width
        ends = [rounded(end, step_for(width)) for end in (low, high)]
        alike = self if self.beside else self.column((end, width) for end in ends)
        first, last = (alike.short(abs(end), width) for end in ends)
        if ends[0] == ends[1]:
            return self.saves(low, width)
        if ends[0] >= 0:
            return self._say("range.between", low=first, high=last)
        if ends[1] <= 0:
            return self._say("range.costs", low=last, high=first)
        return self._say("range.cost_to_saving", low=first, high=last)

    def percent(self, share: float) -> str:
        """Give a share as a whole percentage that is 0 or 100 only when the share is.

        >>> formats_of("nl").percent(0.944), formats_of("nl").percent(0.9982)
        ('94%', '>99%')
        """
        bound, percent = percentage(share)
        return self._say(f"percent.{bound}", percent=percent) if bound else f"{percent}%"

    def chance(self, chance: float) -> str:
        """Give a chance as a whole percentage, never 0 or 100: all draws are not all that can happen.

        >>> formats_of("nl").chance(0.944), formats_of("nl").chance(1.0), formats_of("en").chance(0.0)
        ('94%', '>99%', '<1%')

        One that nobody knows, which is not a number, is unknown; so it is in words.

        >>> formats_of("nl").chance(math.nan), formats_of("en").odds(math.nan)
        ('onbekend', 'unknown')
        """
        if math.isnan(chance):
            return self._say("people.unknown")
        bound, percent = chance_percentage(chance)
        return self._say(f"percent.{bound}", percent=round(percent)) if bound else f"{percent:.0f}%"

    def odds(self, chance: float) -> str:
        """Say a chance in words.

        >>> [formats_of("nl").odds(p) for p in (0.002, 0.68, 0.97)]
        ['vrijwel uitgesloten', '7 op de 10', 'meer dan 9 op de 10']
        """
        if math.isnan(chance):
            return self._say("people.unknown")
        name, times = odds(chance)
        return self._say(f"odds.{name}", times=times)

    def likely(self, chance: float) -> str:
        """Say a chance in words and as a percentage.

        >>> formats_of("nl").likely(0.68), formats_of("nl").likely(math.nan)
        ('7 op de 10 (68%)', 'onbekend')
        """
        if math.isnan(chance):
            return self.odds(chance)
        return self._say("compare.odds", odds=self.odds(chance), percent=self.chance(chance))

    def fte(self, value: float) -> str:
        """Give a number of full-time equivalents, to a tenth."""
        return self._say("unit.fte", number=self.decimal(value))

    def decimal(self, value: float) -> str:
        """Give a number to a tenth, and without one when it is whole.

        >>> formats_of("nl").decimal(16.2), formats_of("nl").decimal(6.0)
        ('16,2', '6')
        """
        return self.number(value, 0 if value == round(value) else 1)

    def _say(self, key: str, **values: str | int) -> str:
        return translate(self.language, key, None, **values)

    def _apply(self, pattern: str, value: float) -> str:
        text = _pattern(pattern).apply(value, _locale(self.language), currency="EUR", currency_digits=False)
        return str(text)
