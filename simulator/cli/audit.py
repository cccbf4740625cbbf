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
    from rich.console import Console

    from simulator.analysis.audit import AuditFinding
    from simulator.domain.catalogue import Catalogue

COLUMNS: dict[str, dict[str, Any]] = {
    "level": {"no_wrap": True},
    "finding": {"min_width": 24},
    "line": {"max_width": 11},
    "printed": {"min_width": 10, "max_width": 16},
    "computed": {"min_width": 10, "max_width": 16},
    "difference": {"justify": "right", "no_wrap": True},
    "reading": {"max_width": 10},
}
"""Columns of the table, with their layout."""

INTO_THE_FINDING = ("computed", "reading")
"""Columns that a narrow terminal has no room for: they stand below the finding there."""

LEGEND = (
    "computed: what it should be, in words where plus and minus could mislead. difference: computed less\n"
    "printed, in euros a year; below zero the source promises too much (in a row of costs: books too much).\n"
    "What the files declare has a size alone. reading: the one that Koers uses. Explanations, and the other\n"
    "readings, stand in --format json and csv."
)
"""How to read the table."""

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
    if not findings:
        _print_nothing(catalogue, out)
        return
    below = INTO_THE_FINDING if out.width < NARROW else ()
    table = empty_table(f"Audit of {catalogue.programme.id}")
    for heading, layout in COLUMNS.items():
        if heading not in below:
            table.add_column(heading, overflow="fold", **layout)
    for finding in findings:
        row = _cells(finding, catalogue, lang)
        row["finding"] = "\n".join([row["finding"], *(f"{key}: {row[key]}" for key in below if row[key])])
        table.add_row(*(text for heading, text in row.items() if heading not in below))
    out.print(table)
    counts = Counter(finding.severity for finding in findings)
    out.print(", ".join(f"{severity}: {counts[severity]}" for severity in SEVERITIES))
    out.print(LEGEND)


def _print_nothing(catalogue: Catalogue, out: Console) -> None:
    """Say that nothing was found, and whether there was anything to hold against each other."""
    name = catalogue.programme.id
    out.print(f"Audit of {name}: nothing found.")
    if catalogue.printed is None:
        out.print(
            f"There are no printed tables to check: measures/{name}/printed.yaml is missing. Hold those of "
            "the source in it, cell by cell as printed; `schema printed` explains the fields."
        )


def _cells(finding: AuditFinding, catalogue: Catalogue, lang: Language) -> dict[str, str]:
    from simulator.analysis.audit.arithmetic import amount_as
    from simulator.analysis.review import figures_of, meaning_of
    from simulator.cli.formats import number

    printed, computed = figures_of(finding, catalogue, lang)
    if not isinstance(computed, str):
        # Koers' sign beside that of the source would show the same figure twice where a sign is wrong.
        computed = amount_as(meaning_of(finding), computed).text(lang)
    difference = finding.difference_eur
    return {
        "level": finding.severity,
        "finding": getattr(finding.title, lang),
        "line": finding.line or "",
        "printed": printed,
        "computed": computed,
        "difference": "" if difference is None else number(difference, lang, 0),
        "reading": finding.reading or "",
    }
