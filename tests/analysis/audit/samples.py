"""A small printed source that fits the small programme of `tests.factories`, to put slips in.

================  ========  =======  =======  =======  =======
table             row          2021     2022     2023     2024
================  ========  =======  =======  =======  =======
school-coaches    cost       40,000   40,000   40,000   40,000
(0.5 fte;         effect     50,000  100,000  100,000  100,000
100 × 1,000)      net        10,000   60,000   60,000   60,000
fewer-hours       cost            0   50,000   50,000        0
(the pool; 10%    effect          0  100,000  200,000  200,000
of 2,000,000)     net             0   50,000  150,000  200,000
strict-access     cost       10,000   50,000   50,000        0
(the pool; 25%    effect          0  250,000  500,000  500,000
of 2,000,000)     net       -10,000  200,000  450,000  500,000
================  ========  =======  =======  =======  =======

Savings are printed with a minus, costs with a plus.
"""

from collections.abc import Sequence
from typing import Any

from simulator.analysis.audit import AuditFinding, audit
from simulator.domain.catalogue import Catalogue
from simulator.domain.measure import Measure
from simulator.domain.printed import (
    AmountList,
    ListedAmount,
    PrintedFigures,
    PrintedRow,
    PrintedTable,
    SignConvention,
)
from simulator.domain.quantity import Driver
from tests.factories import driver, fewer_hours, school_coaches, small_programme, text

SAVING_IS_MINUS = SignConvention(cost=1, saving=-1, net_saving=-1)
SAVING_IS_PLUS = SignConvention(cost=-1, saving=1, net_saving=1)


def table(
    measure: str, cost: Sequence[str], effect: Sequence[str], net: Sequence[str], **changes: Any
) -> PrintedTable:
    """Build a printed table; the rows stand on lines 11, 12 and 14."""
    fields = {
        "measure": measure,
        "cost": PrintedRow(cells=tuple(cost), line=11),
        "effect": PrintedRow(cells=tuple(effect), line=12),
        "net": PrintedRow(cells=tuple(net), line=14),
        "signs": SAVING_IS_MINUS,
        "signs_reason": text("Zo staat het er."),
    }
    return PrintedTable(**fields | changes)


def coaches_table(**changes: Any) -> PrintedTable:
    """Build the table of school-coaches; give ``cost``, ``effect`` or ``net`` as cells to change them."""
    cells = {
        "cost": ("40.000", "40.000", "40.000", "40.000"),
        "effect": ("-50.000", "-100.000", "-100.000", "-100.000"),
        "net": ("-10.000", "-60.000", "-60.000", "-60.000"),
    }
    return table("school-coaches", **cells | changes)


def hours_table(**changes: Any) -> PrintedTable:
    """Build the table of fewer-hours; give ``cost``, ``effect`` or ``net`` as cells to change them."""
    cells = {
        "cost": ("0", "50.000", "50.000", "0"),
        "effect": ("0", "-100.000", "-200.000", "-200.000"),
        "net": ("0", "-50.000", "-150.000", "-200.000"),
    }
    return table("fewer-hours", **cells | changes)


def access_table(**changes: Any) -> PrintedTable:
    """Build the table of strict-access; give ``cost``, ``effect`` or ``net`` as cells to change them."""
    cells = {
        "cost": ("10.000", "50.000", "50.000", "0"),
        "effect": ("0", "-250.000", "-500.000", "-500.000"),
        "net": ("10.000", "-200.000", "-450.000", "-500.000"),
    }
    return table("strict-access", **cells | changes)


def letter(amounts: dict[str, str], **changes: Any) -> AmountList:
    """Build the list of a letter for 2024, savings with a minus, on lines 1, 2, 3, ..."""
    listed = tuple(
        ListedAmount(measure=name, printed=printed, line=line)
        for line, (name, printed) in enumerate(amounts.items(), start=1)
    )
    return AmountList(**{"title": text("Lijst"), "year": 2024, "saving": -1, "amounts": listed} | changes)


def undisputed() -> Driver:
    """Build the saving per child without the critics' rival estimate."""
    return driver(1_000, "EUR/child/year")


def coaches(**changes: Any) -> Measure:
    """Build school-coaches without a rival estimate."""
    drivers = {
        "children": driver(100, "child"),
        "saving_per_child": undisputed(),
        "coaches": driver(0.5, "fte"),
    }
    return school_coaches(**{"drivers": drivers} | changes)


def catalogue(
    *tables: PrintedTable,
    measures: Sequence[Measure] = (),
    programme: dict[str, Any] | None = None,
    **changes: Any,
) -> Catalogue:
    """Build a catalogue with printed tables: without any, the two that agree with the measures."""
    figures = {"document": "plan", "tables": tables or (coaches_table(), hours_table())} | changes
    return Catalogue(
        programme=small_programme(**programme or {}),
        measures={m.id: m for m in measures or (coaches(), fewer_hours())},
        printed=PrintedFigures(**figures),
    )


def found(source: Catalogue, rule: str | None = None) -> list[AuditFinding]:
    """Audit a catalogue; only the findings of one rule when it is given."""
    return [finding for finding in audit(source) if rule in (None, finding.rule)]


def rules(source: Catalogue) -> list[str]:
    """Audit a catalogue and name the rules that found something, in order."""
    return [finding.rule for finding in audit(source)]
