"""The command `run`: work a scenario out."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Annotated

import typer
from typer.core import TyperCommand

from simulator.cli.options import DEFAULT_ROOT, Format, Lang, Root, ScenarioName
from simulator.cli.output import console, progress_bar, write_json, write_text
from simulator.cli.overrides import Overrides

WITHOUT = "--without"


class RunCommand(TyperCommand):
    """The command `run`, whose option ``--without`` takes several ids in a row."""

    def parse_args(  # type: ignore[override]  # the public Context is the class that is passed
        self, ctx: typer.Context, args: list[str]
    ) -> list[str]:
        """Read the arguments, ``--without a b`` as ``--without a --without b``.

        Only once the scenario has been named: before, nothing could tell it from one more id.
        """
        scenario_first = bool(args) and not args[0].startswith("-")
        return super().parse_args(ctx, list(_repeated(args)) if scenario_first else args)


def _repeated(args: list[str]) -> Iterator[str]:
    """Repeat the option for every id that follows it.

    >>> list(_repeated(["x", "--without", "a", "b", "--seed", "1"]))
    ['x', '--without', 'a', '--without', 'b', '--seed', '1']
    """
    in_list = False
    for place, arg in enumerate(args):
        if in_list and not arg.startswith("-") and args[place - 1] != WITHOUT:
            yield WITHOUT
        in_list = arg == WITHOUT or (in_list and not arg.startswith("-"))
        yield arg


def _overlap(text: str) -> float:
    """Read an overlap, or say what one looks like."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if -1.0 <= value < 1.0:
        return value
    repair = "Write a decimal point: 0.5." if "," in text else "For full overlap write 0.99."
    raise typer.BadParameter(
        f"found {text}; expected a number from -1 (savings add up) to below 1 (full overlap); "
        f"0 is independent. {repair}"
    )


def run_command(  # noqa: PLR0913, PLR0917 - an option is an argument
    scenario: ScenarioName,
    form: Annotated[Format, typer.Option("--format", help="How to write the result.")] = "table",
    most_likely: Annotated[
        bool, typer.Option("--most-likely", help="Only the most likely case, without draws.")
    ] = False,
    draws: Annotated[
        int | None,
        typer.Option(min=100, max=1_000_000, help="Number of draws.", show_default="the scenario's"),
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option(min=0, max=2**32 - 1, help="Seed of the draws.", show_default="the scenario's"),
    ] = None,
    municipality: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Show the share of one municipality; 'region' for all of them."),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(WITHOUT, metavar="ID …", help="Put measures off, by id or number."),
    ] = None,
    overlap: Annotated[
        float | None,
        typer.Option(
            metavar="TAU",
            parser=_overlap,
            help="One overlap for every service: -1 adds savings up, 0 is independent, towards 1 only the "
            "largest counts.",
        ),
    ] = None,
    nominal: Annotated[bool, typer.Option("--nominal", help="In prices of each year itself.")] = False,
    lang: Lang = "nl",
    root: Root = DEFAULT_ROOT,
) -> None:
    """Work a scenario out: what it saves and costs, how sure that is, and whether the task is made.

    Amounts are in euros a year; savings and costs are both positive, and net is damped saving less cost.
    """
    from simulator.analysis.run import run
    from simulator.cli.places import find_scenario

    catalogue, chosen = find_scenario(scenario, root)
    changes = Overrides(municipality, without or (), overlap, nominal, draws, seed)
    chosen = changes.apply(chosen, catalogue)
    with progress_bar(0 if most_likely else chosen.draws) as progress:
        result = run(catalogue, chosen, draws=not most_likely, progress=progress)
    match form:
        case "json":
            from simulator.export.run_json import run_as_dict

            write_json(run_as_dict(result))
        case "csv":
            from simulator.export.run_csv import run_as_csv

            write_text(run_as_csv(result))
        case "table":
            from simulator.cli.run_table import print_run

            print_run(result, console(), lang)
