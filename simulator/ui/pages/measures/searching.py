"""Finding measures: by words, service, status and evidence grade."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from simulator.domain.base import Text
from simulator.domain.measure import Measure

OWN = "own"
"""In the place of a status: measures that the user added."""


@dataclass(frozen=True)
class Search:
    """What somebody looks for; an empty text or list asks for nothing.

    Attributes
    ----------
    words : str
        Words that all occur in the measure, accents and capitals aside.
    service, status : str
        Name of a service; a status, or `OWN`.
    grade : int or None
        Evidence grade.
    """

    words: str = ""
    service: str = ""
    status: str = ""
    grade: int | None = None


def found(measures: Iterable[Measure], search: Search, own: Collection[str] = ()) -> tuple[Measure, ...]:
    """Give the measures that a search finds, in their own order.

    Parameters
    ----------
    measures : iterable of Measure
        Where to look.
    search : Search
        What to look for.
    own : collection of str
        Ids of the measures that the user added.
    """
    return tuple(measure for measure in measures if _fits(measure, search, own))


def services_of(measure: Measure) -> tuple[str, ...]:
    """Give all services that a measure works on, or would if its amounts were known."""
    named = [effect.service for effect in measure.effects.values()]
    named += [item.service for item in measure.unknown if item.service]
    return tuple(dict.fromkeys(named))


def _fits(measure: Measure, search: Search, own: Collection[str]) -> bool:
    if search.service and search.service not in services_of(measure):
        return False
    if search.grade is not None and search.grade != measure.grade:
        return False
    if search.status == OWN:
        right = measure.id in own
    else:
        right = not search.status or (search.status == measure.status and measure.id not in own)
    text = _folded(_text(measure)) if search.words.strip() else ""
    return right and all(word in text for word in _folded(search.words).split())


def _text(measure: Measure) -> str:
    texts: list[Text] = [measure.title, measure.summary]
    texts += [effect.title for effect in measure.effects.values()]
    texts += [driver.title for driver in measure.drivers.values()]
    texts += [action.text for action in measure.actions]
    texts += [effect.text for effect in measure.societal_effects]
    words = " ".join(f"{text.nl} {text.en}" for text in texts)
    return f"{measure.number or ''} {measure.id} {words}"


def _folded(text: str) -> str:
    """Take accents and capitals away: cliënten is found by clienten.

    >>> _folded("Cliënten")
    'clienten'
    """
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))
