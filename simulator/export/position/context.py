"""What all parts of a letter look up: texts, names, sources, numbers of tables and figures."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from simulator.analysis.position import Consequences
from simulator.domain.base import Text
from simulator.domain.position import Language, Words
from simulator.domain.source import Document, Source
from simulator.engine.result import REGION
from simulator.export.in_sentence import in_sentence
from simulator.export.position.blocks import Span
from simulator.export.position.texts import text_of
from simulator.export.wording import Wording


@dataclass
class Context:
    """One letter while it is written.

    Attributes
    ----------
    found : Consequences
        What it is about.
    language : Language
        Its language.
    date : date
        The day on which the document is made.
    documents : dict
        Documents cited so far, in that order.
    """

    found: Consequences
    language: Language
    date: dt.date
    documents: dict[str, Document] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)

    @property
    def wording(self) -> Wording:
        """Numbers in the language of the letter."""
        return Wording(self.language)

    @property
    def letter_date(self) -> dt.date:
        """The date that the letter bears: its own, or else the day on which the document is made."""
        return self.found.position.date or self.date

    @property
    def place(self) -> str:
        """The municipality or region that the figures are about."""
        programme, view = self.found.catalogue.programme, self.found.own.view
        if view == REGION:
            if programme.region is None:
                return in_sentence(getattr(programme.whole, self.language))
            return self.say("place.region", region=programme.region)
        return programme.municipalities[view].title

    @property
    def prices(self) -> str:
        """Price level of the amounts."""
        level = self.found.own.scenario.price_level
        return self.say(f"prices.{level}", year=self.found.catalogue.programme.price_level)

    def say(self, key: str, **values: object) -> str:
        """Give a text in the language of the letter, filled in.

        Braces in the values are not filled in again.
        """
        return text_of(self.language, key, **values)

    def text(self, text: Text) -> str:
        """Give a text of the catalogue in the language of the letter."""
        return text.nl if self.language == "nl" else text.en

    def words(self, words: Words, *sources: Source | None) -> Span:
        """Give the author's words, marked with their language where the letter has another."""
        text, language = words.read_in(self.language)
        foreign = None if language == self.language else language
        return Span(text, foreign, notes=self.notes(*sources))

    def measure(self, name: str) -> str:
        """Give the name of a measure, with its number in the programme."""
        measure = self.found.catalogue.measures[name]
        title = self.text(measure.title)
        if measure.number is None:
            return title
        return self.say("measure.numbered", number=measure.number, title=title)

    def service(self, name: str) -> str:
        """Give the name of a service."""
        return self.text(self.found.catalogue.programme.services[name].title)

    def notes(self, *sources: Source | None) -> tuple[str, ...]:
        """Write sources out for footnotes, each once."""
        return tuple(dict.fromkeys(self._note(source) for source in sources if source is not None))

    def cited(self, source: Source) -> Document:
        """Give the document of a source; the letter lists it among its sources."""
        document = self.found.catalogue.documents[source.document]
        self.documents[source.document] = document
        return document

    def _note(self, source: Source) -> str:
        document = self.cited(source)
        name = self.wording.document(document)
        if source.lines is not None:
            text = self.say("note.lines", document=name, lines=source.lines.replace("-", "–"))
        else:
            text = self.say("note.page", document=name, page=source.page)
        text += self.say("note.address", address=document.address) if document.address else ""
        return text + (self.say("note.quote", quote=source.quote) if source.quote else ".")

    def number(self, kind: str) -> int:
        """Give the next number of a table or figure."""
        self._counts[kind] = self._counts.get(kind, 0) + 1
        return self._counts[kind]
