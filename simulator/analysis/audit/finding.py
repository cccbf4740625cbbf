"""What the audit finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from simulator.domain.base import Text

Severity = Literal["error", "warning", "note"]
"""error: the source contradicts itself, so something in it is wrong. warning: an amount depends on how
one reads the source, or rests on something the source doesn't show. note: good to know."""

Row = Literal["cost", "effect", "net"]
"""A row of a printed table."""


@dataclass(frozen=True)
class AuditFinding:
    """Something in the source that a careful reader must see.

    Attributes
    ----------
    rule : str
        Rule that found it, as a slug; "declared" when the files say it.
    severity : Severity
        How bad it is.
    title, explanation : Text
        In one line, and in plain words with the amounts.
    measures : tuple of str
        Ids of the measures it is about; empty when it is about the programme.
    year : int or None
        Year it is about; None: all years, or none in particular.
    row : Row or None
        Row of the printed table.
    subject : str or None
        Driver, cost pool, service or declared finding that it is about.
    document, line : str or None
        Where it stands: key of a document, and lines as "1637" or "911, 1010-1012".
    printed : str or None
        What stands there, as printed.
    computed : float, str or None
        What it should be. A number is in EUR a year and in the sign of Koers: a saving and a net saving
        are positive, and so is a cost. Text is in the notation of the source.
    difference_eur : float or None
        Computed less printed, both in the sign of Koers. In the rows effect and net, and in findings
        without a row, a negative difference means that the source is too optimistic; in the row cost a
        positive one does. Where nothing is printed the rule's docstring says what is compared. A declared
        finding gives the size that its file states, without direction.
    reading : str or None
        Reading of the measure that Koers uses by default, where it has several.
    alternatives : tuple of str
        The measure's other readings.
    declared : bool
        True when the files state it because no rule can find it.
    related : tuple of str
        Keys of other findings on the same cell, or with the same difference for the same measure.
    """

    rule: str
    severity: Severity
    title: Text
    explanation: Text
    measures: tuple[str, ...] = ()
    year: int | None = None
    row: Row | None = None
    subject: str | None = None
    document: str | None = None
    line: str | None = None
    printed: str | None = None
    computed: float | str | None = None
    difference_eur: float | None = None
    reading: str | None = None
    alternatives: tuple[str, ...] = ()
    declared: bool = False
    related: tuple[str, ...] = ()

    @property
    def measure(self) -> str | None:
        """The measure it is about, when it is exactly one."""
        return self.measures[0] if len(self.measures) == 1 else None

    @property
    def key(self) -> str:
        """Identity within an audit: the same for the same finding in a later audit.

        >>> from simulator.domain.base import Text
        >>> text = Text(nl="Min ontbreekt", en="Minus is missing")
        >>> AuditFinding("sign-slip", "error", text, text, ("plan-a",), year=2023, row="effect").key
        'sign-slip:plan-a:2023:effect'
        """
        parts = (self.rule, "+".join(self.measures), self.year, self.row, self.subject)
        return ":".join(str(part) for part in parts if part)
