"""A position while it is written: the fields as they stand on the page, finished or not.

A `Position` is whole or it is refused. A draft may miss anything, and keeps what was typed to the letter;
`position_build` makes a position of it, or says what is missing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from simulator.domain.position import Language, MeasurePosition, Position, Remark, Stance, Words
from simulator.domain.scenario import MeasureSetting
from simulator.domain.source import Source

_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")


@dataclass(frozen=True)
class Written:
    """What stands in a field, per language; empty where nothing was written.

    The languages are apart: nobody but the author translates a position.
    """

    nl: str = ""
    en: str = ""

    def read(self, language: Language) -> str:
        """Give what was written in a language."""
        return self.nl if language == "nl" else self.en

    def write(self, language: Language, text: str) -> Written:
        """Give the same with another text in one language."""
        return replace(self, nl=text) if language == "nl" else replace(self, en=text)

    @property
    def empty(self) -> bool:
        """Whether nothing was written in any language."""
        return not (self.nl.strip() or self.en.strip())


@dataclass(frozen=True)
class Entry:
    """What is written about one measure.

    Attributes
    ----------
    stance : Stance or None
        None: no stance is taken.
    explanation : Written
        Why.
    conditions : tuple of Written
        What must be met first; kept, but not used, when the stance has none.
    setting : MeasureSetting or None
        How the measure takes part; None: as in the scenario of the position.
    arguments, ignored : tuple of str
        Ids of the arguments that were accepted, and of those put aside.
    source : Source or None
        Where it stood when the position was opened.
    """

    stance: Stance | None = None
    explanation: Written = Written()
    conditions: tuple[Written, ...] = ()
    setting: MeasureSetting | None = None
    arguments: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    source: Source | None = None

    @property
    def says_something(self) -> bool:
        """Whether there is text or an argument, for which a letter needs a stance."""
        return not self.explanation.empty or bool(self.arguments) or any(not c.empty for c in self.conditions)


@dataclass(frozen=True)
class Note:
    """A remark with an optional heading, and where it stood when the position was opened."""

    title: Written = Written()
    text: Written = Written()
    source: Source | None = None


@dataclass(frozen=True)
class Draft:
    """A position while it is written; the fields are those of `Position`.

    `date` is as it was typed. `origin` is the position that was opened, for what the page does not change
    and for sources: a changed sentence no longer stands in the document that was cited.
    """

    id: str
    programme: str
    departs_from: str
    scenario: str | None = None
    municipality: str | None = None
    title: Written = Written()
    author: Written = Written()
    addressee: str = ""
    addressee_lines: str = ""
    occasion: Note = Note()
    reference: str = ""
    date: str = ""
    remarks: tuple[Note, ...] = ()
    closing: tuple[Note, ...] = ()
    signatories: tuple[Written, ...] = ()
    measures: Mapping[str, Entry] = field(default_factory=dict)
    origin: Position | None = None

    @property
    def own_scenario(self) -> str:
        """Id of the scenario that holds the assumptions and the measures without a stance."""
        return self.scenario or self.departs_from

    @property
    def bilingual(self) -> bool:
        """Whether some of the words were written in both languages."""
        notes = (self.occasion, *self.remarks, *self.closing)
        written = [self.title, self.author, *(note.text for note in notes)]
        written += [entry.explanation for entry in self.measures.values()]
        return any(item.nl and item.en for item in written)

    def entry(self, measure: str) -> Entry:
        """Give what is written about a measure, an empty entry where there is nothing."""
        return self.measures.get(measure, Entry())

    def with_entry(self, measure: str, **changes: Any) -> Draft:  # noqa: ANN401
        """Give the draft with other fields in the entry of a measure; an empty entry is left out."""
        entry = replace(self.entry(measure), **changes)
        others = {name: other for name, other in self.measures.items() if name != measure}
        if entry == Entry():
            return replace(self, measures=others)
        if measure in self.measures:
            return replace(self, measures={**self.measures, measure: entry})
        return replace(self, measures={**others, measure: entry})


def draft_of(position: Position) -> Draft:
    """Take a position apart into fields."""
    return Draft(
        id=position.id,
        programme=position.programme,
        departs_from=position.departs_from,
        scenario=position.scenario,
        municipality=position.municipality,
        title=written(position.title),
        author=written(position.author),
        addressee=position.addressee.name,
        addressee_lines="\n".join(position.addressee.lines),
        occasion=_note(position.occasion),
        reference=position.reference or "",
        date=write_date(position.date) if position.date else "",
        remarks=tuple(map(_note, position.remarks)),
        closing=tuple(map(_note, position.closing)),
        signatories=tuple(map(written, position.signatories)),
        measures={name: _entry(entry) for name, entry in position.measures.items()},
        origin=position,
    )


def written(words: Words | None) -> Written:
    """Take words apart into fields."""
    return Written() if words is None else Written(words.nl or "", words.en or "")


def lines_of(items: Sequence[Written], language: Language) -> str:
    r"""Give the texts in one language, a line each.

    Examples
    --------
    >>> lines_of([Written("a", "x"), Written("", "y"), Written("b")], "nl")
    'a\nb'
    """
    return "\n".join(text for item in items if (text := item.read(language)))


def with_lines(items: Sequence[Written], language: Language, text: str) -> tuple[Written, ...]:
    r"""Take over texts that were typed a line each, with their translations where these still belong.

    A line that stayed keeps its other language. When as many lines stand there as before, a changed line
    keeps that of its place. Texts in the other language only stay, behind.

    Examples
    --------
    >>> with_lines([Written("a", "x"), Written("b", "y")], "nl", "b\nc")
    (Written(nl='b', en='y'), Written(nl='c', en=''))
    >>> with_lines([Written("a", "x")], "nl", "a, at once")
    (Written(nl='a, at once', en='x'),)
    """
    lines = [line for line in text.split("\n") if line.strip()]
    shown = [item for item in items if item.read(language)]
    known = {item.read(language): item for item in shown}
    stay = any(line in known for line in lines)
    found = []
    for place, line in enumerate(lines):
        if line in known:
            found.append(known[line])
        elif len(lines) == len(shown) and (not stay or shown[place].read(language) not in lines):
            found.append(shown[place].write(language, line))
        else:
            found.append(Written().write(language, line))
    return (*found, *(item for item in items if not item.read(language) and not item.empty))


def read_date(text: str) -> dt.date | None:
    """Read a date as people type it: day, month, year, or the other way round with hyphens.

    Examples
    --------
    >>> read_date("3-3-2021"), read_date("2021-03-03"), read_date("31-2-2021")
    (datetime.date(2021, 3, 3), datetime.date(2021, 3, 3), None)
    """
    bare = text.strip()
    try:
        if found := _DAY_MONTH_YEAR.fullmatch(bare):
            day, month, year = map(int, found.groups())
            return dt.date(year, month, day)
        return dt.date.fromisoformat(bare)
    except ValueError:
        return None


def write_date(date: dt.date) -> str:
    """Write a date the way `read_date` reads it."""
    return f"{date.day}-{date.month}-{date.year}"


def _note(remark: Remark) -> Note:
    return Note(written(remark.title), written(remark.text), remark.source)


def _entry(entry: MeasurePosition) -> Entry:
    return Entry(
        stance=entry.stance,
        explanation=written(entry.explanation),
        conditions=tuple(map(written, entry.conditions)),
        setting=entry.setting,
        arguments=entry.arguments,
        source=entry.source,
    )
