"""Figures, places and sources of an update in words."""

from __future__ import annotations

from math import isnan
from typing import Any, Final

from simulator.analysis.monitor import Held
from simulator.domain.base import Text
from simulator.domain.catalogue import Catalogue
from simulator.domain.position import Language
from simulator.domain.source import Document, Source
from simulator.export.in_sentence import in_sentence
from simulator.export.known_digits import rounded_band
from simulator.export.monitor.texts import text_of
from simulator.export.wording import Wording

_THOUSAND: Final = 1_000.0


class UpdateWords:
    """What all parts of an update say: texts, names, numbers and sources in one language.

    Parameters
    ----------
    catalogue : Catalogue
        The programme.
    language : {"nl", "en"}
        The language.
    """

    def __init__(self, catalogue: Catalogue, language: Language) -> None:
        self._catalogue, self._language = catalogue, language
        self.wording = Wording(language)
        self.cited: dict[str, Document] = {}

    def say(self, key: str, **values: object) -> str:
        """Give a text, filled in."""
        return text_of(self._language, key, **values)

    def text(self, text: Text) -> str:
        """Give a text of the catalogue."""
        return text.nl if self._language == "nl" else text.en

    def band(self, low: float, high: float) -> str:
        """Say where the plan lies, to a digit more than an amount in a sentence has."""
        first, last = (self.wording.number(end) for end in rounded_band(low, high))
        return self.say("band", low=first, high=last)

    def what(self, held: Held) -> str:
        """Say what a figure is about."""
        series, catalogue = held.match.series, self._catalogue
        if series.measure is not None:
            what = self.text(catalogue.measures[series.measure].title)
        elif series.service is not None:
            what = in_sentence(self.text(catalogue.programme.services[series.service].title))
        else:
            what = in_sentence(self.text(series.subject)) if series.subject else ""
        told = self.say(f"kind.{series.kind}", what=what)
        wide = held.match.basis == "growth" and series.kind == "cost"
        return f"{told} ({self.say('growth_only')})" if wide else told

    def who(self, town: str | None) -> str:
        """Say whose figure it is."""
        if town is None:
            return self.say("who.all")
        return self._catalogue.programme.municipalities[town].title

    def note(self, source: Source) -> str:
        """Write a source out for a footnote."""
        document = self._catalogue.documents.get(source.document)
        place = self.say("note.line", lines=source.lines) if source.lines else source.page or ""
        if document is None:  # a figure that was read from a file
            return place
        self.cited[source.document] = document
        return ", ".join(part for part in (self.wording.document(document), place) if part) + "."

    def service(self, row: dict[Any, Any]) -> str:
        """Give the name of a service, or of what a row is about instead."""
        if isinstance(row["service"], str):
            return self.text(self._catalogue.programme.services[row["service"]].title)
        return str(row["subject"])

    def thousands(self, amount: float) -> str:
        """Give an amount in thousands of euros; a missing one is unknown, not zero."""
        if isnan(amount):
            return self.say("unknown")
        # A true minus keeps a number on one line.
        return self.wording.number(amount / _THOUSAND).replace("-", "\u2212")
