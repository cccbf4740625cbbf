"""What the files declare because no rule can find it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from simulator.analysis.audit.case import Case
from simulator.analysis.audit.finding import AuditFinding
from simulator.domain.finding import Finding


def declared_findings(case: Case) -> Iterator[AuditFinding]:
    """The findings that programme and measures declare.

    A warning when the file states a difference in euros, else a note.
    """
    for finding in case.programme.findings:
        yield _declared(case, finding, ())
    for measure in case.catalogue.measures.values():
        for finding in measure.findings:
            yield _declared(case, finding, (measure.id,))


def _declared(case: Case, finding: Finding, measures: tuple[str, ...]) -> AuditFinding:
    measure = case.measure(measures[0]) if measures else None
    reading = measure.default_reading if measure else None
    return AuditFinding(
        rule="declared",
        severity="note" if finding.difference_eur is None else "warning",
        title=finding.title,
        explanation=finding.explanation,
        measures=measures,
        subject=finding.id,
        document=finding.source.document,
        line=finding.source.lines or finding.source.page,
        printed=finding.printed,
        computed=finding.computed,
        difference_eur=finding.difference_eur,
        reading=reading,
        alternatives=tuple(r for r in measure.readings if r != reading) if measure else (),
        declared=True,
    )


def declared_errata(case: Case, found: Collection[AuditFinding]) -> Iterator[AuditFinding]:
    """Misprints that the files declare and that no rule on cells has found."""
    cells = {(f.measure, f.row, f.year) for f in found if f.printed is not None}
    for erratum in case.printed.errata if case.printed else ():
        table = case.tables.get(erratum.measure)
        if table is None or (erratum.measure, erratum.row, erratum.year) in cells:
            continue
        finding = case.finding(
            "declared-erratum",
            "warning",
            {"reason": erratum.reason},
            measures=(erratum.measure,),
            year=erratum.year,
            row=erratum.row,
            line=table.line(erratum.row),
            printed=erratum.printed,
            computed=erratum.expected_eur,
        )
        yield replace(finding, declared=True)
