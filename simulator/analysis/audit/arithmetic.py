"""Rules on single cells: no number, wrong sign, wrong sum, unknown."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.analysis.audit.case import Case
from simulator.analysis.audit.cells import PrintedCell
from simulator.analysis.audit.finding import AuditFinding, Row, Severity
from simulator.analysis.audit.tables import ROUNDING, ROWS, Slip, TableRead, YearRead, gap
from simulator.analysis.audit.wording import Euros, Field, Listed, Phrase, Result, phrase

RULES: dict[str, tuple[str, Severity]] = {
    "malformed": ("malformed-cell", "error"),
    "sign": ("sign-slip", "error"),
    "odd_sign": ("sign-differs-in-row", "warning"),
    "sum": ("net-does-not-add-up", "error"),
    "rounding": ("rounding-slip", "note"),
}
"""Rule and severity for each kind of slip."""

SLIP_RULES = frozenset(rule for rule, _ in RULES.values())
"""Rules on single cells, which stand apart from what a measure is worth."""


def check_cells(case: Case) -> Iterator[AuditFinding]:
    """Cells that are no number, have the wrong sign, or don't agree with the others of their year."""
    for table, year, read in case.year_reads():
        for slip in read.slips:
            yield _finding(case, table, year, read, slip)


def check_unknown_cells(case: Case) -> Iterator[AuditFinding]:
    """Cells without an amount, such as "n.t.b." or a blank one: unknown, never zero."""
    for table in case.tables.values():
        for row in ROWS:
            cells = dict(zip(case.years, table.cells[row], strict=True))
            for text in dict.fromkeys(cell.text for cell in cells.values() if cell.unknown):
                years = [year for year, cell in cells.items() if cell.text == text]
                yield case.finding(
                    "unknown-cell",
                    "note",
                    {"years": Listed(years), "printed": _as_words(cells[years[0]])},
                    measures=(table.measure,),
                    row=row,
                    subject=f"{cells[years[0]].kind} {years[0]}",
                    line=table.line(row),
                    printed=text,
                )


def _as_words(cell: PrintedCell) -> Phrase:
    return phrase(f"cell.{cell.kind}", text=cell.text)


def _finding(case: Case, table: TableRead, year: int, read: YearRead, slip: Slip) -> AuditFinding:
    rule, severity = RULES[slip.kind]
    fields: dict[str, Field] = {"sum": _sum(read)}
    difference = None
    if slip.kind == "malformed":
        fields["repair"] = _repair(read, slip)
    elif slip.printed_eur is not None and slip.computed_eur is not None:
        difference = slip.computed_eur - slip.printed_eur
        fields["as_printed"] = amount_as(slip.row, slip.printed_eur)
        fields["as_computed"] = amount_as(slip.row, slip.computed_eur)
        fields["difference"] = Euros(difference)
    return case.finding(
        rule,
        severity,
        fields,
        measures=(table.measure,),
        year=year,
        row=slip.row,
        line=table.line(slip.row),
        printed=table.cell(slip.row, year).text,
        computed=slip.computed_eur,
        difference_eur=difference,
    )


def amount_as(row: Row, amount: float) -> Phrase:
    """An amount with what it means in its row: a cost, a saving, a gain or a loss."""
    return phrase(f"is.{row}" if amount >= 0 else f"is.{row}.negative", amount=Euros(amount))


def _sum(read: YearRead) -> Phrase:
    """The sum of a year in words; empty when an amount is unknown."""
    if read.cost is None or read.effect is None or read.net is None:
        return phrase("empty")
    effect: Field = Euros(read.effect) if read.effect >= 0 else Result(read.effect)
    return phrase("sum", effect=effect, cost=Euros(read.cost), net=Result(read.effect - read.cost))


def _repair(read: YearRead, slip: Slip) -> Phrase:
    if slip.computed_eur is None:
        return phrase("repair.none")
    missing = gap({row: getattr(read, row) for row in ROWS})
    fits = missing is not None and abs(missing) <= ROUNDING and len(read.slips) == 1
    return phrase("repair.fits" if fits else "repair.size", amount=amount_as(slip.row, slip.computed_eur))
