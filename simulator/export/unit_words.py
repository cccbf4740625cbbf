"""Units in words: "EUR/child/day" as people say it."""

from __future__ import annotations

from typing import Final

from simulator.domain.base import Text
from simulator.units import DIMENSIONLESS

WORDS: Final[dict[str, tuple[Text, Text]]] = {
    "eur": (Text(nl="euro", en="euro"), Text(nl="euro", en="euros")),
    "fte": (Text(nl="fte", en="FTE"), Text(nl="fte", en="FTE")),
    "year": (Text(nl="jaar", en="year"), Text(nl="jaar", en="years")),
    "month": (Text(nl="maand", en="month"), Text(nl="maanden", en="months")),
    "week": (Text(nl="week", en="week"), Text(nl="weken", en="weeks")),
    "day": (Text(nl="dag", en="day"), Text(nl="dagen", en="days")),
    "hour": (Text(nl="uur", en="hour"), Text(nl="uur", en="hours")),
    "trip": (Text(nl="rit", en="trip"), Text(nl="ritten", en="trips")),
    "training": (Text(nl="training", en="training"), Text(nl="trainingen", en="trainings")),
    "child": (Text(nl="kind", en="child"), Text(nl="kinderen", en="children")),
    "client": (Text(nl="cliënt", en="client"), Text(nl="cliënten", en="clients")),
    "person": (Text(nl="persoon", en="person"), Text(nl="personen", en="people")),
    "resident": (Text(nl="inwoner", en="resident"), Text(nl="inwoners", en="residents")),
}
"""One and many of each unit, by its name in lower case."""

SHARE = Text(nl="deel van 1", en="part of 1")
PER = Text(nl="per", en="per")


def unit_in_words(unit: str, lang: str) -> str:
    """Say a unit; a name that there are no words for stays as it is.

    Parameters
    ----------
    unit : str
        As files write it.
    lang : {"nl", "en"}
        Language of the words.

    Examples
    --------
    >>> unit_in_words("EUR/child/day", "nl"), unit_in_words("day/year", "en"), unit_in_words("1", "nl")
    ('euro per kind per dag', 'days per year', 'deel van 1')
    """
    if unit == DIMENSIONLESS:
        return str(getattr(SHARE, lang))
    first, *rest = unit.split("/")
    counted = first.split("*")
    words = "-".join([*(_word(name, lang, 0) for name in counted[:-1]), _word(counted[-1], lang, 1)])
    return f" {getattr(PER, lang)} ".join([words, *(_word(name, lang, 0) for name in rest)])


def _word(name: str, lang: str, many: int) -> str:
    known = WORDS.get(name.lower())
    return str(getattr(known[many], lang)) if known else name
