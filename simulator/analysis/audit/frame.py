"""The findings of an audit as a table."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from simulator.analysis.audit.finding import AuditFinding

COLUMNS = (
    "severity",
    "rule",
    "measures",
    "year",
    "row",
    "subject",
    "document",
    "line",
    "printed",
    "computed",
    "difference_eur",
    "reading",
    "alternatives",
    "declared",
    "title_nl",
    "title_en",
    "explanation_nl",
    "explanation_en",
    "key",
    "related",
)
"""Columns of the table, in order."""


def audit_table(findings: Iterable[AuditFinding]) -> pd.DataFrame:
    """Findings as a table, one row each, in their order.

    Returns
    -------
    DataFrame
        Columns as in `COLUMNS`. Several measures, readings or keys stand in one cell, joined by commas;
        year is an integer or missing, difference_eur a number or missing, computed a number or text.
    """
    table = pd.DataFrame([_row(finding) for finding in findings], columns=list(COLUMNS))
    return table.astype({"year": "Int64", "difference_eur": "float64", "declared": "bool"})


def _row(finding: AuditFinding) -> dict[str, object]:
    plain = {name: getattr(finding, name, None) for name in COLUMNS}
    return plain | {
        "measures": ", ".join(finding.measures),
        "alternatives": ", ".join(finding.alternatives),
        "related": ", ".join(finding.related),
        "title_nl": finding.title.nl,
        "title_en": finding.title.en,
        "explanation_nl": finding.explanation.nl,
        "explanation_en": finding.explanation.en,
    }
