"""The command `export`: a scenario as a workbook, CSV or JSON, or a position as a letter."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from simulator.cli.export_position import ENDINGS as LETTERS
from simulator.cli.export_position import FOLDER, export_position
from simulator.cli.options import DEFAULT_ROOT, Lang, Root
from simulator.cli.output import progress_bar, write_whole
from simulator.cli.overrides import Overrides
from simulator.errors import ScenarioError

if TYPE_CHECKING:
    from simulator.analysis.budget import BudgetOptions
    from simulator.analysis.run import Run

ENDINGS = (".xlsx", ".csv", ".json")
What = Annotated[
    str,
    typer.Argument(
        metavar="SCENARIO|POSITION",
        help="Id, programme/id, or the path of a YAML file; a position can be named positions/id.",
        show_default=False,
    ),
]
To = Annotated[
    Path,
    typer.Option(
        help="File to write: .xlsx, .csv or .json for a scenario; .docx, .md or .pdf for a position.",
        show_default=False,
    ),
]
Date = Annotated[
    dt.datetime | None,
    typer.Option(
        formats=["%Y-%m-%d"], metavar="DATE", help="Day on which a letter is made.", show_default="today"
    ),
]

OF_ANY = ("scenario", "to", "lang", "root")
"""Arguments that count for every kind of file."""


def export_command(  # noqa: PLR0913, PLR0917 - an option is an argument
    ctx: typer.Context,
    scenario: What,
    to: To,
    municipality: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The share of one municipality; 'region' for all of them."),
    ] = None,
    statistic: Annotated[
        Literal["most_likely", "mean", "p10", "p50", "p90"],
        typer.Option(help="Which outcome the tables show; the workbook shows the most likely case."),
    ] = "most_likely",
    thousands: Annotated[bool, typer.Option("--thousands", help="Amounts in thousands of euros.")] = False,
    convention: Annotated[str, typer.Option(help="Sign convention of the budget.")] = "hilversum",
    nominal: Annotated[bool, typer.Option("--nominal", help="In prices of each year itself.")] = False,
    delivery_risk: Annotated[
        bool | None,
        typer.Option("--delivery-risk/--no-delivery-risk", help="With or without realisation and delay."),
    ] = None,
    key: Annotated[
        str | None, typer.Option(metavar="KEY", help="One allocation key for all amounts.")
    ] = None,
    machine: Annotated[bool, typer.Option("--machine", help="CSV by RFC 4180 instead of Dutch CSV.")] = False,
    date: Date = None,
    lang: Lang = "nl",
    root: Root = DEFAULT_ROOT,
) -> None:
    """Write a scenario as a workbook with live formulas, or its budget tables as CSV or JSON.

    A position (zienswijze) becomes a letter in Word, Markdown or PDF.

    The file appears when it is complete: a failed export leaves what was there before.
    """
    from simulator.analysis.budget import BudgetOptions

    if to.suffix.lower() in LETTERS:
        _refuse_others(ctx, (*OF_ANY, "date"), "a letter")
        export_position(scenario, to, root, lang, date.date() if date else None)
        return
    if to.suffix.lower() not in ENDINGS:
        known = ", ".join((*ENDINGS, *LETTERS))
        raise ScenarioError(f"found file '{to.name}'; expected a name that ends in {known}")
    if FOLDER in scenario.split("/")[:-1]:
        raise ScenarioError(
            f"found position '{scenario}' for file '{to.name}'; expected a scenario for such a file, "
            f"or a name that ends in {', '.join(LETTERS)} for a letter. Name a scenario, or change the ending"
        )
    if date is not None:
        raise ScenarioError("found --date for tables; expected it for a letter only. Leave it out")
    options = BudgetOptions(
        delivery_risk=delivery_risk,
        allocation_key=key,
        statistic=statistic,
        unit=1000 if thousands else 1,
        convention=convention,
    )
    made = _worked_out(scenario, root, Overrides(municipality, (), None, nominal, None, None), options)
    write_whole(to, _content(made, options, to.suffix.lower(), lang, machine=machine))
    typer.echo(f"{to}: run {made.run_id}", err=True)


def _worked_out(scenario: str, root: Path, changes: Overrides, options: BudgetOptions) -> Run:
    """Work out the scenario behind the tables."""
    from simulator.analysis.budget import budget_scenario
    from simulator.analysis.run import run
    from simulator.cli.places import find_scenario
    from simulator.export.conventions import convention_of

    convention_of(options.convention)
    catalogue, chosen = find_scenario(scenario, root)
    key, keys = options.allocation_key, catalogue.programme.allocation_keys
    if key is not None and key not in keys:
        raise ScenarioError(f"found allocation key '{key}'; expected one of {', '.join(keys)}")
    chosen = budget_scenario(changes.apply(chosen, catalogue), options)
    with progress_bar(chosen.draws) as progress:
        return run(catalogue, chosen, progress=progress)


def _refuse_others(ctx: typer.Context, known: tuple[str, ...], what: str) -> None:
    """Refuse options that do nothing for this kind of file: they would be ignored without a word."""
    given = [name for name in ctx.params if name not in known and _is_given(ctx, name)]
    if given:
        option = given[0].replace("_", "-")
        raise ScenarioError(f"found --{option} for {what}; expected it for tables only. Leave it out")


def _is_given(ctx: typer.Context, name: str) -> bool:
    source = ctx.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


def _content(made: Run, options: BudgetOptions, ending: str, lang: str, *, machine: bool) -> bytes:
    if ending == ".xlsx":
        from simulator.export.workbook import workbook_bytes

        return workbook_bytes(made, options, lang)
    from simulator.export.budget_tables import raw_tables, reader_tables
    from simulator.export.csv_tables import joined_dutch_csv, machine_csv, tables_as_dict

    if ending == ".json":
        data: dict[str, Any] = tables_as_dict(made, options)
        return (json.dumps(data, ensure_ascii=False, allow_nan=False, indent=2) + "\n").encode()
    if machine:
        name = "totalen" if options.statistic.startswith("p") else "maatregelen"
        return machine_csv(made, name, raw_tables(made, options)[name]).encode()
    return joined_dutch_csv(reader_tables(made, options, lang))
