"""Amounts and chances as documents write them, in Dutch and English; the app's formats say the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import isnan
from typing import Final

from babel.dates import format_date

from simulator.domain.position import Language
from simulator.domain.source import Document
from simulator.export.known_digits import (
    BOUND_SIGNS,
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

NBSP: Final = "\u00a0"

_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "nl": {
        "million": "mln",
        "gain": "voordeel",
        "loss": "nadeel",
        "gain_mark": "V",
        "text_file": "Tekstversie",
        "loss_mark": "N",
        "unknown": "onbekend",
        "nothing": "geen verschil",
        "gain_of": "een voordeel van {amount}",
        "loss_of": "een nadeel van {amount}",
        "between": "tussen {low} en {high}",
        "almost_certain": "bijna zeker",
        "almost_excluded": "vrijwel uitgesloten",
        "more_than_nine": "meer dan 9 op de 10",
        "less_than_one": "minder dan 1 op de 10",
        "in_ten": "{times} op de 10",
        "and": "en",
    },
    "en": {
        "million": "million",
        "gain": "gain",
        "loss": "loss",
        "gain_mark": "gain",
        "text_file": "Text version",
        "loss_mark": "loss",
        "unknown": "unknown",
        "nothing": "no difference",
        "gain_of": "a gain of {amount}",
        "loss_of": "a loss of {amount}",
        "between": "between {low} and {high}",
        "almost_certain": "almost certain",
        "almost_excluded": "virtually impossible",
        "more_than_nine": "more than 9 in 10",
        "less_than_one": "less than 1 in 10",
        "in_ten": "{times} in 10",
        "and": "and",
    },
}

_LOCALES: Final[Mapping[Language, str]] = {"nl": "nl_NL", "en": "en_GB"}


@dataclass(frozen=True)
class Wording:
    """Amounts, chances and dates in one language.

    A `width` is that of the 80% interval around an amount, in EUR: it decides how far the amount is rounded
    in a sentence. Tables give whole euros.
    """

    language: Language

    def number(self, value: float, decimals: int = 0) -> str:
        """Give a number with a fixed count of decimals, halves away from zero.

        >>> Wording("nl").number(5069.25, 1), Wording("en").number(2340)
        ('5.069,3', '2,340')
        """
        exact = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        text = f"{exact + 0:,f}"
        return text.translate(str.maketrans(",.", ".,")) if self.language == "nl" else text

    def euro(self, amount: float) -> str:
        r"""Give the size of an amount in whole euros; the words around it say which way it goes.

        >>> Wording("nl").euro(-1538246.4), Wording("en").euro(1538246.4)
        ('€\xa01.538.246', '€1,538,246')
        """
        return f"€{self._space}{self.number(abs(amount))}"

    def marked(self, amount: float, *, currency: bool = True) -> str:
        r"""Give an amount in whole euros with V (voordeel) or N (nadeel) behind it, as budgets do.

        >>> Wording("nl").marked(-1538246.4), Wording("en").marked(0.2)
        ('€\xa01.538.246\xa0N', '€0')
        >>> Wording("nl").marked(1538246.4, currency=False)
        '1.538.246\xa0V'
        """
        size = self.euro(amount) if currency else self.number(abs(amount))
        if self.number(abs(amount)) == "0":
            return size
        return f"{size}{NBSP}{self._word('gain_mark' if amount > 0 else 'loss_mark')}"

    def short(self, amount: float, width: float = 0.0, beside: Column | None = None) -> str:
        r"""Give the size of an amount as in a sentence, rounded to what is known.

        >>> Wording("nl").short(4_312_554, width=2_000_000), Wording("en").short(812_500)
        ('€\xa04,3\xa0mln', '€812,500')
        """
        value, decimals = shortened(abs(amount), width, beside)
        if decimals is None:
            return self.euro(value)
        return f"€{self._space}{self.number(value / MILLION, decimals)}{NBSP}{self._word('million')}"

    def result(self, amount: float, width: float = 0.0, beside: Column | None = None) -> str:
        r"""Say what a net amount is: a gain, a loss, or nothing.

        >>> Wording("nl").result(-812_500), Wording("en").result(3, width=1_000)
        ('een nadeel van €\xa0812.500', 'no difference')
        """
        if rounded(abs(amount), step_for(width)) == 0:
            return self._word("nothing")
        words = self._word("gain_of" if amount > 0 else "loss_of")
        return words.format(amount=self.short(amount, width, beside))

    def interval(self, low: float, high: float) -> str:
        r"""Say between which amounts, of one unit, a net result lies.

        >>> Wording("nl").interval(-392_858, -195_897)
        'tussen een nadeel van €\xa0390.000 en een nadeel van €\xa0200.000'
        >>> Wording("en").interval(180_000, 2_190_000)
        'between a gain of €0.2\xa0million and a gain of €2.2\xa0million'
        """
        width = high - low
        beside = column_of((end, width) for end in (low, high))
        ends = (self.result(end, width, beside) for end in (low, high))
        return self._word("between").format(**dict(zip(("low", "high"), ends, strict=True)))

    def percent(self, share: float) -> str:
        """Give a share as a whole percentage that is 0 or 100 only when the share is.

        >>> Wording("nl").percent(0.944), Wording("nl").percent(0.9982), Wording("en").percent(0.004)
        ('94%', '>99%', '<1%')
        """
        bound, percent = percentage(share)
        return f"{BOUND_SIGNS[bound]}{percent}%"

    def chance(self, chance: float) -> str:
        """Give a chance as a whole percentage, never 0 or 100.

        >>> Wording("nl").chance(0.944), Wording("nl").chance(1.0), Wording("en").chance(0.0)
        ('94%', '>99%', '<1%')

        One that nobody knows, which is not a number, is unknown; so it is in words.

        >>> Wording("nl").chance(float("nan")), Wording("en").odds(float("nan"))
        ('onbekend', 'unknown')
        """
        if isnan(chance):
            return self._word("unknown")
        bound, percent = chance_percentage(chance)
        return f"{BOUND_SIGNS[bound]}{percent:.0f}%"

    def odds(self, chance: float) -> str:
        """Say a chance in words.

        >>> [Wording("nl").odds(p) for p in (0.002, 0.68, 0.97)]
        ['vrijwel uitgesloten', '7 op de 10', 'meer dan 9 op de 10']
        """
        if isnan(chance):
            return self._word("unknown")
        name, times = odds(chance)
        return self._word(name).format(times=times)

    def date(self, date: dt.date) -> str:
        """Give a date in full.

        >>> Wording("nl").date(dt.date(2021, 3, 3)), Wording("en").date(dt.date(2021, 3, 3))
        ('3 maart 2021', '3 March 2021')
        """
        return format_date(date, "d MMMM y", locale=_LOCALES[self.language])

    def document(self, document: Document) -> str:
        """Name a document by its title, with who published it and when.

        >>> Wording("nl").document(Document(title="Plan", publisher="Regio", date=dt.date(2021, 1, 12)))
        'Plan (Regio, 12 januari 2021)'
        """
        dated = f", {self.date(document.date)}" if document.date else ""
        return f"{document.title} ({document.publisher}{dated})"

    def reference(self, document: Document) -> str:
        """Name a document in a list of sources, with where it and its text version are.

        >>> Wording("nl").reference(Document(title="Plan", publisher="Regio", text_file="004_plan.txt"))
        'Plan (Regio). Tekstversie: 004_plan.txt.'
        """
        address = f" {document.address}" if document.address else ""
        file = f" {self._word('text_file')}: {document.text_file}." if document.text_file else ""
        return f"{self.document(document)}.{address}{file}"

    def listed(self, parts: list[str]) -> str:
        """Give texts in a row.

        >>> Wording("nl").listed(["a", "b", "c"]), Wording("en").listed(["a"])
        ('a, b en c', 'a')
        """
        *first, last = parts
        return f"{', '.join(first)} {self._word('and')} {last}" if first else last

    @property
    def _space(self) -> str:
        return NBSP if self.language == "nl" else ""

    def _word(self, key: str) -> str:
        return _WORDS[self.language][key]
