"""The command `validate`: check files and folders."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulator.cli.options import DEFAULT_ROOT

if TYPE_CHECKING:
    from simulator.errors import Problem


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

    The list of problems is the result, so it goes to standard output. Exit code 1 when there are any. A
    warning is about what may be right but is a slip most likely; warnings alone give exit code 0.
    """
    from simulator.cli.places import shown
    from simulator.files import validate

    problems = validate(paths or [shown(DEFAULT_ROOT)])
    for problem in problems:
        typer.echo(problem)
    refused = [problem for problem in problems if problem.refuses]
    warned = [problem for problem in problems if not problem.refuses]
    told = [_told(refused, "problem") if refused else "No problems found."]
    typer.echo(" ".join([*told, *([_told(warned, "warning")] if warned else [])]), err=True)
    if refused:
        raise typer.Exit(1)


def _told(problems: list[Problem], noun: str) -> str:
    files = len({problem.file for problem in problems})
    return f"{_count(len(problems), noun)} in {_count(files, 'file')}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
