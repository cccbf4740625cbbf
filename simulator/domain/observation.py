"""Observed figures: what a service really cost and how many people used it, beside what was expected.

Held as the source prints them. A cell without a number keeps the reason why there is none, and a number
that cannot be right keeps its flag: neither is ever zero, and nothing is filled in.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Final, Literal

from pydantic import Field, StringConstraints, model_validator

from simulator.domain.base import DomainModel, Name, NonEmpty, Slug, Text, Year
from simulator.domain.source import Source

Kind = Literal["clients", "cost", "cost_per_client", "share_of_youth", "index", "saving"]
"""What is counted. clients: people. cost: EUR in the period. cost_per_client: EUR for each of them.
share_of_youth: part of all young people, 0 to 1. index: 1 is the level that the note names. saving: EUR
that a measure saved in the period, as its owner reports it."""

Status = Literal["realised", "expected", "forecast"]
"""realised: in the accounts. expected: nearly so, not yet final. forecast: a plan or prognosis."""

WhyUnknown = Literal["empty", "to_be_filled_in", "words", "not_stated"]
"""empty: a cell with nothing in it. to_be_filled_in: "PM" or "n.t.b.". words: a sentence instead of a
number. not_stated: the source speaks of it but gives no amount."""

Flag = Literal[
    "implausible", "at_least", "at_most", "rounded", "approximate", "placed_by_us", "label_corrected"
]
"""implausible: cannot be right. at_least, at_most: a bound and no amount. rounded, approximate: as the
source says or shows. placed_by_us: the text does not show under which year it stands. label_corrected:
the source prints it under another name."""

NOT_TO_COUNT_WITH: Final[frozenset[Flag]] = frozenset({"implausible", "at_least", "at_most"})
"""Flags of values that no sum, fit or comparison may use."""


class ObservedFigure(DomainModel):
    """One figure for one period, or the reason why there is none."""

    year: Year
    """The calendar year."""
    half: Annotated[int, Field(ge=1, le=2)] | None = None
    """First or second half of it; left out: the whole year."""
    and_later: bool = False
    """True when the source gives it for this year and those after it ("2025 en verder")."""
    status: Status
    """How final it is."""
    value: Annotated[float, Field(ge=0)] | None = None
    """The figure, in the unit of its kind. Left out when it is unknown."""
    unknown: WhyUnknown | None = None
    """Why there is no figure. Left out when there is one."""
    printed: Annotated[str, StringConstraints(max_length=300)]
    """The cell as printed: "€ 3.324.123", "PM", "Ruim € 1 milj"; "" for an empty one."""
    flags: tuple[Flag, ...] = ()
    """What is odd about it."""
    note: Text | None = None
    """What a careful reader should know, and how the cell was read."""
    source: Source | None = None
    """Where it stands, when that is elsewhere than the rest of its series."""

    @model_validator(mode="after")
    def _known_or_not(self) -> ObservedFigure:
        if (self.value is None) == (self.unknown is None):
            raise ValueError("give either a value, or the reason why it is unknown")
        if self.unknown in {"to_be_filled_in", "words"} and not self.printed:
            raise ValueError(f"unknown is '{self.unknown}', so printed must hold what stands there")
        if self.unknown == "empty" and self.printed.strip("€ "):
            raise ValueError("unknown is 'empty', but printed holds something")
        if self.value is None and self.flags:
            raise ValueError("flags say what is odd about a value, and there is none: use the note")
        if "implausible" in self.flags and self.note is None:
            raise ValueError("an implausible value needs a note that says why")
        return self

    @property
    def usable(self) -> bool:
        """Whether one may count with it: there is a value, and it is neither a bound nor implausible."""
        return self.value is not None and not NOT_TO_COUNT_WITH & set(self.flags)

    @property
    def period(self) -> str:
        """The period in writing.

        Examples
        --------
        >>> ObservedFigure(year=2022, half=1, status="realised", value=4, printed="4").period
        '2022-H1'
        """
        return f"{self.year}" if self.half is None else f"{self.year}-H{self.half}"


class ObservedSeries(DomainModel):
    """Figures of one kind, about one thing in one place, in the order of time."""

    kind: Kind
    """What is counted."""
    service: Name | None = None
    """The programme's service that it is about; left out: none of them, and `subject` says what."""
    measure: Slug | None = None
    """The measure that it is about alone, say the clients that a team helped itself."""
    subject: Text | None = None
    """What exactly is counted, where that is narrower or wider than the service."""
    municipality: Slug | None = None
    """The member of the programme; left out: all of them together, unless `place` names another."""
    place: NonEmpty | None = None
    """A place that is no member, to compare with: "Nederland"."""
    comparable: bool = True
    """False when scope or definition keeps these figures from being added to, or set beside, those of
    others with the same kind and service; the note says why."""
    source: Source
    """Where the series stands."""
    note: Text | None = None
    """Scope and definition: what is in it, and where the definition breaks."""
    figures: Annotated[tuple[ObservedFigure, ...], Field(min_length=1)]
    """The figures, in the order of time."""

    @model_validator(mode="after")
    def _says_what_and_where(self) -> ObservedSeries:
        if self.service is None and self.subject is None:
            raise ValueError("name a service, or say in subject what is counted")
        if self.municipality is not None and self.place is not None:
            raise ValueError("name either a municipality of the programme, or a place outside it")
        if not self.comparable and self.note is None:
            raise ValueError("a series that cannot be compared needs a note that says why")
        periods = [(figure.year, figure.half or 0, figure.status) for figure in self.figures]
        if len(set(periods)) < len(periods):
            raise ValueError("a period has two figures of one status: keep one, or make two series")
        if periods != sorted(periods, key=lambda period: period[:2]):
            raise ValueError("figures must stand in the order of time")
        return self


class ObservedFigures(DomainModel):
    """What a programme's sources say has happened, was expected, or is forecast."""

    title: Text
    """What these figures are and who collected them."""
    price_level: Year | None = None
    """Year in whose prices amounts are expressed; left out: those of each year itself."""
    series: Annotated[tuple[ObservedSeries, ...], Field(min_length=1)]
    """The series."""

    def rows(self) -> Iterator[tuple[ObservedSeries, ObservedFigure]]:
        """Yield every figure with the series it belongs to."""
        for series in self.series:
            for figure in series.figures:
                yield series, figure
