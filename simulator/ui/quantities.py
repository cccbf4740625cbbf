"""Quantities with their unit in words: € 26,40, 5.850 cliënten, 40%."""

from __future__ import annotations

import math

from simulator.export.known_digits import STEPS_IN_INTERVAL
from simulator.ui.entry import write_number
from simulator.ui.formats import formats_of
from simulator.ui.texts import Language, translate

SHARE = "1"
"""Unit of a share: people read and type it as a percentage."""

UNITS = frozenset(
    {
        *("eur", "fte", "year", "month", "week", "day", "hour"),
        *("trip", "training", "child", "client", "person", "resident"),
    }
)
"""Units that there are words for, in lower case."""


def is_share(unit: str) -> bool:
    """Say whether people read a quantity as a percentage."""
    return unit == SHARE


def shown(value: float, unit: str) -> float:
    """Give the number that people see: 7 for a share of 0.07.

    >>> shown(0.07, "1"), shown(12.0, "client")
    (7.0, 12.0)
    """
    return float(f"{value * 100:.10g}") if is_share(unit) else value


def meant(number: float, unit: str) -> float:
    """Give the value behind the number that people see.

    >>> meant(7.0, "1")
    0.07
    """
    return float(f"{number / 100:.12g}") if is_share(unit) else number


def step_of(width: float) -> float:
    """Give the power of ten to which the ends of an interval are rounded: it holds at least four steps.

    >>> step_of(0.35), step_of(13_474.0)
    (0.01, 1000.0)
    """
    return float(10.0 ** math.floor(math.log10(width / STEPS_IN_INTERVAL) + 1e-9)) if width > 0 else 0.0


def quantity(value: float, unit: str, language: Language, *, width: float = 0.0) -> str:
    r"""Write a quantity with what it counts: what stands before the first slash of its unit.

    Parameters
    ----------
    value : float
        The quantity.
    unit : str
        Its unit, as files write it.
    language : {"nl", "en"}
        Language of the words.
    width : float
        Width of the interval that the number is an end of, in the unit: decides how far it is rounded.
        Left out: nothing is rounded.

    Examples
    --------
    >>> quantity(5850, "client", "nl"), quantity(0.4, "1", "nl"), quantity(26.4, "EUR/hour", "nl")
    ('5.850\xa0cliënten', '40%', '€\xa026,40')
    >>> quantity(1295, "child*day/year", "nl"), quantity(0.0512345, "1", "nl", width=0.035)
    ('1.295\xa0kind-dagen', '5,1%')
    """
    number = shown(value, unit)
    step = step_of(shown(width, unit))
    if step:
        number = float(f"{round(number / step) * step:.10g}")
    text = write_number(number, language)
    if is_share(unit):
        return f"{text}%"
    counted = unit.partition("/")[0].split("*")
    if counted == ["EUR"]:
        return _euros(number, language)
    before = "".join(f"{_word(name, language, 1)}-" for name in counted[:-1])
    return f"{text}\u00a0{before}{_word(counted[-1], language, number)}"


def unit_words(unit: str, language: Language) -> str:
    """Say a unit in words, as behind a field to fill in.

    >>> unit_words("EUR/child/day", "nl"), unit_words("1", "nl"), unit_words("client", "nl")
    ('euro per kind per dag', '%', 'cliënten')
    """
    if is_share(unit):
        return "%"
    first, *rest = unit.split("/")
    many = first.split("*")
    words = "-".join([*(_word(name, language, 1) for name in many[:-1]), _word(many[-1], language, 2)])
    per = translate(language, "measures.per")
    return f" {per} ".join([words, *(_word(name, language, 1) for name in rest)])


def _word(name: str, language: Language, count: float) -> str:
    if name.lower() not in UNITS:
        return name
    return translate(language, f"measures.unit.{name.lower()}", count=count)


def _euros(number: float, language: Language) -> str:
    """Write an amount with cents where it has any."""
    if number == round(number) or abs(number) >= 1_000:  # noqa: PLR2004 - nobody counts cents in thousands
        return formats_of(language).euro(number)
    text = formats_of(language).number(abs(number), 2)
    mark = "€\u00a0" if language == "nl" else "€"
    return f"{'-' if number < 0 else ''}{mark}{text}"
