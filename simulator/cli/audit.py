"""The command `audit`: what in a programme's own source does not agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from simulator.cli.options import DEFAULT_ROOT, Format, Lang, Language, Root
from simulator.cli.output import NARROW, console, empty_table, write_json, write_text

if TYPE_CHECKING:
    from simulator.analysis.audit import AuditFinding
    from simulator.domain.catalogue import Catalogue

COLUMNS: dict[str, dict[str, Any]] = {
    "level": {"no_wrap": True},
    "finding": {"min_width": 24},
    "line": {"max_width": 11},
    "printed": {"min_width": 10, "max_width": 16},
    "computed": {"min_width": 10, "max_width": 16},
    "difference": {"justify": "right", "no_wrap": True},
}
"""Columns of the table, with their layout."""

SEVERITIES: tuple[Literal["error", "warning", "note"], ...] = ("error", "warning", "note")


def audit_command(
    programme: Annotated[
        str, typer.Argument(metavar="PROGRAMME", help="Id of a programme.", show_default=False)
    ],
    form: Annotated[Format, typer.Option("--format", help="How to write the findings.")] = "table",
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with code 1 when there are findings of level error.")
    ] = False,
    lang: Lang = "nl",
    root: Root = DEFAULT_ROOT,
) -> None:
    """Check a programme's printed figures against themselves, its letter, its drivers and its dates.

    Findings are about the source, not about Koers, so they leave the exit code at 0 unless --strict.
    """
    from simulator.analysis.audit import audit
    from simulator.cli.places import find_programme

    catalogue = find_programme(programme, root)
    findings = audit(catalogue)
    if form == "json":
        write_json(_as_dict(catalogue, findings))
    elif form == "csv":
        write_text(_as_csv(findings))
    else:
        _print(catalogue, findings, lang)
    if strict and any(finding.severity == "error" for finding in findings):
        raise typer.Exit(1)


def _as_dict(catalogue: Catalogue, findings: Sequence[AuditFinding]) -> dict[str, Any]:
    return {
        "programme": catalogue.programme.id,
        "catalogue_version": catalogue.version,
        "findings": [
            asdict(finding)
            | {
                "key": finding.key,
                "title": finding.title.model_dump(),
                "explanation": finding.explanation.model_dump(),
            }
            for finding in findings
        ],
    }


def _as_csv(findings: Sequence[AuditFinding]) -> str:
    from simulator.analysis.audit import audit_table
    from simulator.export.csv_text import csv_text

    table = audit_table(findings)
    # A missing value of pandas is an empty cell.
    cells = table.astype(object).where(table.notna(), None)
    return csv_text(list(table.columns), cells.itertuples(index=False))


def _print(catalogue: Catalogue, findings: Sequence[AuditFinding], lang: Language) -> None:
    out = console()
    rows = [_cells(finding, lang) for finding in findings]
    # On a narrow terminal what is printed and the difference say enough.
    left_out = {"computed"} if out.width < NARROW else set()
    table = empty_table(f"Audit of {catalogue.programme.id}")
    for heading, layout in COLUMNS.items():
        if heading not in left_out:
            table.add_column(heading, overflow="fold", **layout)
    for row in rows:
        table.add_row(*(text for heading, text in row.items() if heading not in left_out))
    out.print(table)
    counts = Counter(finding.severity for finding in findings)
    out.print(", ".join(f"{severity}: {counts[severity]}" for severity in SEVERITIES))
    out.print("Explanations, and the readings that Koers uses, stand in --format json and csv.")


def _cells(finding: AuditFinding, lang: Language) -> dict[str, str]:
    from simulator.cli.formats import number

    computed, difference = finding.computed, finding.difference_eur
    return {
        "level": finding.severity,
        "finding": getattr(finding.title, lang),
        "line": finding.line or "",
        "printed": finding.printed or "",
        "computed": number(computed, lang, 0) if isinstance(computed, float) else computed or "",
        "difference": "" if difference is None else number(difference, lang, 0),
    }
