"""The words of the source that a finding is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.analysis.audit import AuditFinding
from simulator.analysis.audit.finding import Row
from simulator.analysis.review.figures import SUBJECT
from simulator.domain.catalogue import Catalogue
from simulator.domain.printed import PrintedTable
from simulator.domain.quantity import Driver

_ROWS: tuple[Row, ...] = ("cost", "effect", "net")


@dataclass(frozen=True)
class Quote:
    """What stands in the source.

    Attributes
    ----------
    words : str or None
        A sentence, as it stands; None when only cells are quoted.
    rows : tuple of (Row, tuple of str)
        Rows of a table with their cells as printed, a cell for each year of the programme.
    listed : str or None
        The amount in the letter's list, as printed.
    """

    words: str | None = None
    rows: tuple[tuple[Row, tuple[str, ...]], ...] = ()
    listed: str | None = None


def quote_of(finding: AuditFinding, catalogue: Catalogue) -> Quote:
    """Quote what a finding is about: a sentence, the rows of a table, an amount from the letter."""
    return Quote(
        words=next(_words(finding, catalogue), None),
        rows=tuple(_rows(finding, catalogue)),
        listed=_listed(finding, catalogue),
    )


def _words(finding: AuditFinding, catalogue: Catalogue) -> Iterator[str]:
    measure = catalogue.measures.get(finding.measure or "")
    if finding.rule == "declared":
        declared = measure.findings if measure else catalogue.programme.findings
        yield from (f.source.quote for f in declared if f.id == finding.subject and f.source.quote)
        return
    named = SUBJECT.match(finding.subject or "")
    driver = measure.drivers.get(named["driver"]) if measure and named else None
    if driver is not None and named is not None:
        yield from _driver_words(driver, named["view"])


def _driver_words(driver: Driver, view: str | None) -> Iterator[str]:
    """Quotes with a view on a driver, in the order in which they say most about it."""
    estimate = driver.rivals.get(view, driver) if view else driver
    for source in (estimate.source, estimate.range_source):
        if source is not None and source.quote:
            yield source.quote


def _rows(finding: AuditFinding, catalogue: Catalogue) -> Iterator[tuple[Row, tuple[str, ...]]]:
    """Rows of the measure's table on the lines that the finding cites."""
    lines = {part.strip() for part in (finding.line or "").split(",")}
    table = _table(finding, catalogue)
    for row in _ROWS if table is not None else ():
        printed = getattr(table, row)
        if str(printed.line) in lines:
            yield row, printed.cells


def _table(finding: AuditFinding, catalogue: Catalogue) -> PrintedTable | None:
    printed = catalogue.printed
    if printed is None or finding.document != printed.document or finding.measure is None:
        return None
    return next((table for table in printed.tables if table.measure == finding.measure), None)


def _listed(finding: AuditFinding, catalogue: Catalogue) -> str | None:
    letter = catalogue.printed.letter if catalogue.printed else None
    if letter is None or not finding.rule.startswith("letter-"):
        return None
    return next((a.printed for a in letter.amounts if a.measure == finding.measure), None)
