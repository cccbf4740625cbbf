"""Numbers as people read them on a terminal: separators, euros, percentages and units in words."""

from __future__ import annotations

import re
from decimal import Decimal
from types import MappingProxyType

from simulator.cli.options import Language
from simulator.export.known_digits import BOUND_SIGNS, chance_percentage

MOST_DECIMALS = 6
"""Decimals that a number in a formula is written with at most."""

_NOUNS = MappingProxyType(
    {
        "nl": MappingProxyType(
            {
                "child": ("kind", "kinderen"),
                "client": ("cliënt", "cliënten"),
                "person": ("persoon", "personen"),
                "resident": ("inwoner", "inwoners"),
                "hour": ("uur", "uur"),
                "day": ("dag", "dagen"),
                "week": ("week", "weken"),
                "month": ("maand", "maanden"),
                "year": ("jaar", "jaar"),
                "trip": ("rit", "ritten"),
                "training": ("training", "trainingen"),
                "fte": ("fte", "fte"),
            }
        ),
        "en": MappingProxyType(
            {
                "child": ("child", "children"),
                "client": ("client", "clients"),
                "person": ("person", "people"),
                "resident": ("resident", "residents"),
                "hour": ("hour", "hours"),
                "day": ("day", "days"),
                "week": ("week", "weeks"),
                "month": ("month", "months"),
                "year": ("year", "years"),
                "trip": ("trip", "trips"),
                "training": ("training", "trainings"),
                "fte": ("fte", "fte"),
            }
        ),
    }
)


def number(value: float, lang: Language, decimals: int | None = None) -> str:
    """Write a number with the separators of a language.

    Parameters
    ----------
    value : float
        The number.
    lang : {"nl", "en"}
        Dutch puts dots between thousands and a comma before decimals; English the other way round.
    decimals : int, optional
        Number of decimals; left out: as many as it has, up to six.

    Examples
    --------
    >>> number(1234567.891, "nl", 0), number(1234.5, "nl"), number(1234.5, "en")
    ('1.234.568', '1.234,5', '1,234.5')
    """
    if decimals is None:
        text = f"{Decimal(repr(float(value))):,.{MOST_DECIMALS}f}".rstrip("0").rstrip(".")
    else:
        text = f"{value:,.{decimals}f}"
    if not text.strip("-0,."):
        text = text.removeprefix("-")
    return text.translate(str.maketrans(",.", ".,")) if lang == "nl" else text


def euros(value: float, lang: Language, decimals: int | None = 0) -> str:
    """Write an amount, in whole euros unless told otherwise.

    With ``decimals=None`` cents are written where there are any, and more where the amount has more.

    Examples
    --------
    >>> euros(-1538246.4, "nl"), euros(26.4, "nl", None), euros(26.727, "nl", None), euros(222, "en", None)
    ('€ -1.538.246', '€ 26,40', '€ 26,727', '€ 222')
    """
    text = number(value, lang, decimals)
    if decimals is None and re.search(r"[,.]\d$" if lang == "nl" else r"\.\d$", text):
        text += "0"
    return f"€ {text}"


def percent(share: float, lang: Language, decimals: int | None = None) -> str:
    """Write a share as a percentage.

    Examples
    --------
    >>> percent(0.4, "nl"), percent(0.0125, "nl"), percent(1 / 3, "en", 1)
    ('40%', '1,25%', '33.3%')
    """
    shown = float(f"{share * 100:.8g}") if decimals is None else share * 100
    return number(shown, lang, decimals) + "%"


def chance(share: float, lang: Language) -> str:
    """Write a chance to a tenth of a per cent, never 0 or 100: all draws are not all that can happen.

    Examples
    --------
    >>> chance(0.944, "nl"), chance(1.0, "nl"), chance(0.0, "en")
    ('94,4%', '>99,9%', '<0.1%')
    """
    bound, shown = chance_percentage(share, 1)
    return BOUND_SIGNS[bound] + number(shown, lang, 1) + "%"


def quantity(value: float, unit: str, lang: Language) -> str:
    """Write a quantity with what it counts in words: what stands before the first slash of its unit.

    Examples
    --------
    >>> quantity(5850, "client", "nl"), quantity(13, "hour/client/year", "nl"), quantity(1, "child", "en")
    ('5.850 cliënten', '13 uur', '1 child')
    >>> quantity(26.4, "EUR/hour", "nl"), quantity(0.4, "1", "nl"), quantity(1295, "child*day/year", "nl")
    ('€ 26,40', '40%', '1.295 kind-dagen')
    """
    counted = unit.partition("/")[0].split("*")
    if unit == "1":
        return percent(value, lang)
    if counted == ["EUR"]:
        return euros(value, lang, None)
    if any(name not in _NOUNS[lang] for name in counted):
        return f"{number(value, lang)} {unit}"
    singular, plural = _NOUNS[lang][counted[-1]]
    before = "".join(_NOUNS[lang][name][0] + "-" for name in counted[:-1])
    return f"{number(value, lang)} {before}{singular if value == 1 else plural}"
