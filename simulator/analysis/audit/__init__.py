"""The audit: what in a programme's own source doesn't agree with itself, its letter, its data or its dates.

Each rule is a function from a `Case` to findings; none knows a programme. What no rule can find stands
in the files as a declared finding, so that the whole list comes out in one place.

===============  ===========================================================================
module           rules
===============  ===========================================================================
`arithmetic`     no number, wrong sign, cost + effect ≠ net, unknown cells
`conventions`    tables that mean different things by plus and minus
`letter`         the letter's list against the tables, and its sum
`timing`         effects booked before the measure can start
`rebuilding`     printed cells against the most likely case of the engine
`doubling`       one cost booked twice, an effect counted twice
`drivers`        not derivable, more than there are, disputed, two figures for one thing
`vessels`        savings that add up to a large part of one service
`declared`       what the files declare
===============  ===========================================================================
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from simulator.analysis.audit.arithmetic import SLIP_RULES, check_cells, check_unknown_cells
from simulator.analysis.audit.case import Case
from simulator.analysis.audit.conventions import check_sign_conventions
from simulator.analysis.audit.declared import declared_errata, declared_findings
from simulator.analysis.audit.doubling import check_shared_costs, check_superseded
from simulator.analysis.audit.drivers import check_derivable, check_rivals, check_volumes
from simulator.analysis.audit.finding import AuditFinding, Row, Severity
from simulator.analysis.audit.frame import audit_table
from simulator.analysis.audit.letter import check_letter, check_letter_sum
from simulator.analysis.audit.rebuilding import check_default_reading, check_printed_reading
from simulator.analysis.audit.scenarios import as_printed_scenario
from simulator.analysis.audit.tables import ROUNDING
from simulator.analysis.audit.timing import check_start_dates
from simulator.analysis.audit.vessels import check_vessels
from simulator.domain.catalogue import Catalogue

__all__ = ["RULES", "AuditFinding", "Row", "Severity", "as_printed_scenario", "audit", "audit_table"]

RULES: tuple[Callable[[Case], Iterator[AuditFinding]], ...] = (
    check_cells,
    check_sign_conventions,
    check_letter,
    check_letter_sum,
    check_start_dates,
    check_printed_reading,
    check_default_reading,
    check_shared_costs,
    check_superseded,
    check_vessels,
    check_derivable,
    check_volumes,
    check_rivals,
    check_unknown_cells,
)
"""The rules, in the order of the list of findings."""


def audit(catalogue: Catalogue) -> tuple[AuditFinding, ...]:
    """Check a programme's printed figures against themselves, its letter, its data and its dates.

    Parameters
    ----------
    catalogue : Catalogue
        The programme with its measures and, where they are held, its printed tables.

    Returns
    -------
    tuple of AuditFinding
        By rule and then by measure and year; declared findings last. Each has its place in the source,
        the printed and the computed value, the difference in euros, and the reading that Koers uses.

    Raises
    ------
    ScenarioError
        If the catalogue contradicts itself; `simulator.consistency` says where.
    """
    case = Case(catalogue)
    found = [finding for rule in RULES for finding in rule(case)]
    found += [*declared_errata(case, found), *declared_findings(case)]
    return tuple(replace(f, related=_related(f, found)) for f in found)


def _related(finding: AuditFinding, others: Sequence[AuditFinding]) -> tuple[str, ...]:
    """Keys of the other findings on the same cell, or with the same difference for the same measure."""
    return tuple(
        other.key
        for other in others
        if other is not finding
        and finding.measure is not None
        and finding.measure == other.measure
        and (_same_cell(finding, other) or _same_difference(finding, other))
    )


def _same_cell(one: AuditFinding, other: AuditFinding) -> bool:
    return one.year is not None and (one.year, one.row) == (other.year, other.row)


def _same_difference(one: AuditFinding, other: AuditFinding) -> bool:
    """Whether two rules came to the same amount, for the same year as far as they name one."""
    if one.difference_eur is None or other.difference_eur is None or one.rule == other.rule:
        return False
    if SLIP_RULES & {one.rule, other.rule} or len({one.year, other.year} - {None}) > 1:
        return False
    size = abs(one.difference_eur)
    return size > ROUNDING and abs(size - abs(other.difference_eur)) <= ROUNDING
