"""The command `validate`: check files and folders."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from simulator.cli.options import DEFAULT_ROOT


def validate_command(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATH]…",
            help="Files or folders of measures, scenarios or positions. Left out: all of this checkout.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Check files and say everything that is wrong: file, line, what was found, and how to repair it.

    The list of problems is the result, so it goes to standard output. Exit code 1 when there are any.
    """
    from simulator.cli.places import shown
    from simulator.files import validate

    problems = validate(paths or [shown(DEFAULT_ROOT)])
    for problem in problems:
        typer.echo(problem)
    if problems:
        files = len({problem.file for problem in problems})
        typer.echo(f"{_count(len(problems), 'problem')} in {_count(files, 'file')}.", err=True)
        raise typer.Exit(1)
    typer.echo("No problems found.", err=True)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
