"""Rules on the tables against the engine: printed cells that don't follow from the programme's own data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from simulator.analysis.audit.case import Case
from simulator.analysis.audit.finding import AuditFinding, Row
from simulator.analysis.audit.scenarios import PRINTED_READING
from simulator.analysis.audit.tables import ROUNDING, TableRead
from simulator.analysis.audit.wording import Euros, Field, Result, phrase
from simulator.analysis.run import Run
from simulator.engine.axes import Array

Rule = Literal["printed-not-rebuilt", "default-reading-differs"]


def check_printed_reading(case: Case) -> Iterator[AuditFinding]:
    """Cells that the drivers don't give back, even under the reading that follows the table.

    No damping, no shared costs, no growth: the scenario of `as_printed_scenario`.
    """
    for table in case.tables.values():
        yield from _differences(case, case.as_printed, table, "printed-not-rebuilt")


def check_default_reading(case: Case) -> Iterator[AuditFinding]:
    """Cells that differ from what Koers gives by default, before damping and shared costs.

    Only for measures whose default reading isn't the one that follows the table.
    """
    for table in case.tables.values():
        measure = case.measure(table.measure)
        if PRINTED_READING in measure.readings and measure.default_reading != PRINTED_READING:
            yield from _differences(case, case.by_default, table, "default-reading-differs")


def _differences(case: Case, outcome: Run, table: TableRead, rule: Rule) -> Iterator[AuditFinding]:
    for row, amounts in _amounts(case, outcome, table.measure):
        for at, year in enumerate(case.years):
            printed: float | None = getattr(table.years[year], row)
            if printed is not None and abs(amounts[at] - printed) > ROUNDING:
                yield _finding(case, rule, table, year, row, float(amounts[at]))


def _amounts(case: Case, outcome: Run, measure: str) -> Iterator[tuple[Row, Array]]:
    yield "cost", case.cost(outcome, measure)
    yield "effect", case.gross(outcome, measure)


def _finding(
    case: Case,
    rule: Rule,
    table: TableRead,
    year: int,
    row: Row,
    computed: float,
) -> AuditFinding:
    measure = case.measure(table.measure)
    printed: float = getattr(table.years[year], row)
    reading = measure.readings[measure.default_reading] if measure.default_reading else None
    return case.finding(
        rule,
        "error" if rule == "printed-not-rebuilt" else "warning",
        {
            "printed_eur": amount(printed),
            "computed_eur": amount(computed),
            "reading_title": reading.title if reading else phrase("no_reading"),
            "reason": reading.reason if reading else phrase("empty"),
        },
        measures=(measure.id,),
        year=year,
        row=row,
        line=table.line(row),
        printed=table.cell(row, year).text,
        computed=computed,
        difference_eur=computed - printed,
    )


def amount(effect: float) -> Field:
    """An effect or cost in words; one below zero says that it is a loss."""
    return Euros(effect) if effect >= 0 else Result(effect)
