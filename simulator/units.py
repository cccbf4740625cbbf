"""The units that drivers and formulas may use: money, people, time and purchased care.

A small registry of our own, so that nothing outside this list means anything ("pound" does not
parse). Four choices differ from a physicist's:

* ``hour``, ``day`` and ``week`` are counted things, hours of help and days of care (etmalen)
  that are bought. They do not turn into years: ``EUR/child/day`` needs ``365 day/year``.
* ``month`` is a twelfth of a ``year``, but formulas do not convert. ``EUR/month`` is no
  ``EUR/year`` until it is multiplied by ``12 month/year``.
* ``child``, ``client`` and ``person`` are other words for ``resident``.
* A number without unit, a share for one, is ``1``. There is no per cent: write 0.4.

pint does the algebra. It takes most of a second to import, so it is imported at first use.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from threading import Lock
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from simulator.errors import FormulaError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pint import Unit, UnitRegistry

__all__ = [
    "DIMENSIONLESS",
    "UNITS",
    "UnitError",
    "check_unit",
    "in_words_of",
    "missing_factor",
    "parse_unit",
    "same_unit",
    "unit_text",
]

DIMENSIONLESS = "1"
"""How the unit of a share or a plain number is written."""

UNITS: MappingProxyType[str, str] = MappingProxyType(
    {
        "EUR": "[money]",
        "hour": "[hours_of_help]",
        "day": "[days_of_care]",
        "week": "[weeks_of_care]",
        "trip": "[trips]",
        "training": "[trainings]",
        "fte": "[staff]",
        "resident": "[people]",
        "month": "year / 12",
        "year": "[time]",
    }
)
"""Every unit with its pint definition, in the order of writing: EUR/resident/year."""

_SYNONYMS = MappingProxyType({"child": "resident", "client": "resident", "person": "resident"})
# What people write instead, mostly in Dutch, and what it is called here.
_OTHER_WORDS = MappingProxyType(
    {
        "€": "EUR",
        "eur": "EUR",
        "euro": "EUR",
        "uur": "hour",
        "uren": "hour",
        "dag": "day",
        "dagen": "day",
        "etmaal": "day",
        "etmalen": "day",
        "maand": "month",
        "jaar": "year",
        "cliënt": "client",
        "kind": "child",
        "children": "child",
        "people": "person",
        "inwoner": "resident",
        "rit": "trip",
        "ritten": "trip",
        "%": DIMENSIONLESS,
        "share": DIMENSIONLESS,
        "percent": DIMENSIONLESS,
    }
)
_MAX_LENGTH = 100


class UnitError(FormulaError, ValueError):
    """A unit that does not exist here. A ValueError too, so that Pydantic reports its field."""


_building = Lock()


def _registry() -> UnitRegistry[Any]:
    # Units of two registries do not mix, so two threads must never build one each.
    with _building:
        return _build_registry()


@lru_cache(maxsize=1)
def _build_registry() -> UnitRegistry[Any]:
    from pint import UnitRegistry

    registry: UnitRegistry[Any] = UnitRegistry(None)
    # A unit must exist before another is defined by it: base units first.
    for name, definition in sorted(UNITS.items(), key=lambda item: item[1][0] != "["):
        registry.define(f"{name} = {definition}")
    return registry


def check_unit(text: str) -> str:
    """Check a unit and give it in the one way it is written here.

    Parameters
    ----------
    text : str
        Names joined by ``*`` and ``/``, read from left to right: ``EUR/client/year``. ``1`` or
        nothing is a plain number.

    Returns
    -------
    str
        The same unit with its parts in the order of `UNITS`, and one word for residents.

    Raises
    ------
    UnitError
        If a part is no unit of this list, with the names that resemble it.

    Examples
    --------
    >>> check_unit("EUR/child/year"), check_unit("1/year * EUR"), check_unit("")
    ('EUR/resident/year', 'EUR/year', '1')
    >>> check_unit("EUR/yaer")
    Traceback (most recent call last):
    ...
    simulator.units.UnitError: unit 'EUR/yaer': 'yaer' is not a unit. Did you mean year?
    """
    return unit_text(parse_unit(text))


@lru_cache(maxsize=1024)
def parse_unit(text: str) -> Unit:
    """Read a unit as a pint unit; the grammar is that of `check_unit`.

    Raises
    ------
    UnitError
        If a part is no unit of `UNITS`.

    Examples
    --------
    >>> parse_unit("hour/client/year") == parse_unit("hour / year / person")
    True
    """
    if len(text) > _MAX_LENGTH:
        raise UnitError(
            f"a unit of {len(text)} characters; expected at most {_MAX_LENGTH}, like EUR/client/year"
        )
    powers: dict[str, int] = {}
    sign = 1
    parts: list[str] = re.split(r"([*/])", text) if text.strip(" ") else [DIMENSIONLESS]
    for part in parts:
        word = part.strip(" ")
        if word in ("*", "/"):
            sign = 1 if word == "*" else -1
        elif word != DIMENSIONLESS:
            name = _SYNONYMS.get(word, word)
            if name not in UNITS:
                raise UnitError(f"unit {text!r}: {_not_a_unit(word)}")
            powers[name] = powers.get(name, 0) + sign
    return _from_powers(powers)


def _from_powers(powers: dict[str, int]) -> Unit:
    from pint.util import UnitsContainer

    present = {name: power for name, power in powers.items() if power}
    return _registry().Unit(UnitsContainer(present))


def _not_a_unit(word: str) -> str:
    if not word:
        return "a name is missing next to * or /. Expected a unit like EUR/client/year"
    known = [*UNITS, *_SYNONYMS]
    lower = word.lower()
    if lower in _OTHER_WORDS:
        guesses = [_OTHER_WORDS[lower]]
    elif lower.removesuffix("s") in known:
        guesses = [lower.removesuffix("s")]
    else:
        guesses = get_close_matches(lower, known, n=3, cutoff=0.6)
    if guesses == [DIMENSIONLESS]:
        return f"{word!r} is not a unit. Write a share as a number from 0 to 1 with unit '1'"
    if guesses:
        return f"{word!r} is not a unit. Did you mean {' or '.join(guesses)}?"
    return (
        f"{word!r} is not a unit. Expected {', '.join(known)} or 1, joined by * and /, like EUR/client/year"
    )


def unit_text(unit: Unit) -> str:
    """Write a unit, its parts in the order of `UNITS`.

    Examples
    --------
    >>> unit_text(parse_unit("1/year/client * EUR"))
    'EUR/resident/year'
    >>> unit_text(parse_unit("1/year"))
    '1/year'
    """
    powers = _powers(unit)
    above = [name for name in UNITS for _ in range(powers.get(name, 0))]
    below = [name for name in UNITS for _ in range(-powers.get(name, 0))]
    return "/".join(["*".join(above) or DIMENSIONLESS, *below])


def in_words_of(message: str, units: Iterable[str]) -> str:
    """Say `resident` in a message as the units that it is about do: client, child or person.

    Where they use several words, or none, it stays as it is.

    Examples
    --------
    >>> in_words_of("a factor in resident is missing", ("EUR/client/year", "fte"))
    'a factor in client is missing'
    >>> in_words_of("a factor in resident is missing", ("EUR/client/year", "child"))
    'a factor in resident is missing'
    """
    people = {"resident", *_SYNONYMS}
    used = {word for unit in units for word in re.findall(r"[a-z]+", unit)} & people
    return re.sub(r"\bresident\b", used.pop(), message) if len(used) == 1 else message


def same_unit(first: Unit, second: Unit) -> bool:
    """Say whether two units are equal without any conversion.

    Formulas work on bare numbers, so units of one dimension that differ by a factor (EUR/month
    and EUR/year) are not the same.

    Examples
    --------
    >>> same_unit(parse_unit("client"), parse_unit("child"))
    True
    >>> same_unit(parse_unit("EUR/month"), parse_unit("EUR/year"))
    False
    """
    return _powers(first) == _powers(second)


def missing_factor(found: Unit, expected: Unit) -> tuple[Unit, float | None]:
    """Say by what a unit must be multiplied to become another.

    Returns
    -------
    Unit
        Unit of the factor.
    float or None
        Its value where that is fixed (units of one dimension), else None.

    Examples
    --------
    >>> unit, value = missing_factor(parse_unit("EUR/month"), parse_unit("EUR/year"))
    >>> unit_text(unit), round(value, 9)
    ('month/year', 12.0)
    >>> unit, value = missing_factor(parse_unit("EUR"), parse_unit("EUR/year"))
    >>> unit_text(unit), value
    ('1/year', None)
    """
    factor: Unit = expected / found
    size, root = _registry().get_root_units(factor)
    return factor, None if _powers(root) else 1 / cast("float", size)


def _powers(unit: Unit) -> dict[str, int]:
    # Powers are whole, for only * and / make units; pint keeps them as numbers of any kind.
    return {name: int(cast("float", power)) for name, power in unit._units.items()}
