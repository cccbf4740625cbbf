"""From a message and its amounts to text in both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, Protocol, TypeAlias

from simulator.analysis.audit import texts_en, texts_nl
from simulator.domain.base import Text

Language = Literal["nl", "en"]

_MESSAGES: Mapping[Language, Mapping[str, tuple[str, str]]] = {
    "nl": texts_nl.MESSAGES,
    "en": texts_en.MESSAGES,
}
_WORDS: Mapping[Language, Mapping[str, str]] = {"nl": texts_nl.WORDS, "en": texts_en.WORDS}


class Spoken(Protocol):
    """Something that has a text in each language."""

    def text(self, language: Language, /) -> str:
        """The text in one language."""


Field: TypeAlias = Spoken | Text | str | int
"""What a message can be filled with."""


@dataclass(frozen=True)
class Euros:
    """An amount without its sign: the sentence says whether it saves or costs.

    >>> Euros(-1_538_246).text("nl"), Euros(1_538_246).text("en")
    ('€ 1.538.246', '€1,538,246')
    """

    amount: float

    def text(self, language: Language) -> str:
        """The amount in whole euros."""
        space = " " if language == "nl" else ""
        return f"€{space}{number(abs(self.amount), language, 0)}"


@dataclass(frozen=True)
class Result:
    """A net amount, with the word that says which way it goes.

    >>> Result(-166_105).text("nl"), Result(166_105).text("en")
    ('een nadeel van € 166.105', 'a gain of €166,105')
    """

    amount: float

    def text(self, language: Language) -> str:
        """The amount with its direction."""
        word = _WORDS[language]["gain" if self.amount >= 0 else "loss"]
        return f"{word} {Euros(self.amount).text(language)}"


@dataclass(frozen=True)
class Percent:
    """A share, written as a percentage.

    >>> Percent(0.227).text("nl"), Percent(0.0125).text("en")
    ('22,7%', '1.25%')
    """

    share: float

    def text(self, language: Language) -> str:
        """The share times 100, with at most two decimals."""
        return f"{number(self.share * 100, language, 2)}%"


@dataclass(frozen=True)
class Quantity:
    """A value with the unit of a driver.

    >>> Quantity(26.4, "EUR/hour").text("nl"), Quantity(0.0125, "1").text("en")
    ('26,4 euro per uur', '1.25%')
    """

    value: float
    unit: str
    percent: bool = True
    """Whether a number without unit is a share."""

    def text(self, language: Language) -> str:
        """The value in the reader's notation, with the unit in words."""
        if self.unit == "1":
            return Percent(self.value).text(language) if self.percent else number(self.value, language, 4)
        above, *below = self.unit.replace(" ", "").split("/")
        words = [_unit(above, language, "units"), *(f"per {_unit(part, language, 'unit')}" for part in below)]
        return " ".join([number(self.value, language, 4), *words])


@dataclass(frozen=True)
class Phrase:
    """A word or sentence of `texts_nl.WORDS` and `texts_en.WORDS`, filled in."""

    key: str
    fields: Mapping[str, Field]

    def text(self, language: Language) -> str:
        """The phrase in one language."""
        return _fill(_WORDS[language][self.key], self.fields, language)


@dataclass(frozen=True)
class Listed:
    """Things in a row: "a, b and c"."""

    parts: Sequence[Field]

    def text(self, language: Language) -> str:
        """The row in one language."""
        *first, last = (_text(part, language) for part in self.parts)
        return f"{', '.join(first)} {_WORDS[language]['and']} {last}" if first else last


def phrase(key: str, **fields: Field) -> Phrase:
    """A word or sentence that a message can take in."""
    return Phrase(key, fields)


def say(key: str, fields: Mapping[str, Field]) -> tuple[Text, Text]:
    """Title and explanation of a message in both languages.

    Parameters
    ----------
    key : str
        Key of the message in `texts_nl.MESSAGES` and `texts_en.MESSAGES`.
    fields : mapping
        A value for every field that the message names.

    Raises
    ------
    KeyError
        If the message doesn't exist or lacks a field: a defect of ours.
    """
    titles, explanations = {}, {}
    for language, messages in _MESSAGES.items():
        title, explanation = (_fill(template, fields, language) for template in messages[key])
        titles[language], explanations[language] = _capital(title), _capital(explanation)
    return Text(**titles), Text(**explanations)


def _fill(template: str, fields: Mapping[str, Field], language: Language) -> str:
    filled = template.format_map({name: _text(value, language) for name, value in fields.items()})
    # A phrase may be empty; then the spaces around it come together.
    return " ".join(filled.split())


def _text(value: Field, language: Language) -> str:
    if isinstance(value, Text):
        return value.nl if language == "nl" else value.en
    return str(value) if isinstance(value, str | int) else value.text(language)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def number(value: float, language: Language, decimals: int) -> str:
    """A number with the separators of a language and no needless zeros.

    >>> number(5850, "nl", 2), number(8414.57, "en", 4), number(-0.2, "nl", 0), number(2.5, "nl", 0)
    ('5.850', '8,414.57', '0', '3')
    """
    # Half up, as documents do: 314.262,5 is printed as 314.263.
    text = f"{Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if not text.strip("-0.,"):
        text = "0"
    return text.translate(str.maketrans(",.", ".,")) if language == "nl" else text


def _unit(text: str, language: Language, kind: Literal["unit", "units"]) -> str:
    """A part of a unit in words, "unit" for one and "units" for many."""
    return " × ".join(_WORDS[language].get(f"{kind}.{name}", name) for name in text.split("*"))
