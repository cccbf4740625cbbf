"""The command `sweep`: many scenarios at once, to one Parquet file."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from simulator.cli.beside_scenarios import Kind, find_beside
from simulator.cli.options import DEFAULT_ROOT, Root
from simulator.cli.output import console
from simulator.errors import ScenarioError

if TYPE_CHECKING:
    from simulator.domain.catalogue import Catalogue
    from simulator.domain.scenario import Scenario
    from simulator.domain.sweep import Sweep
    from simulator.sweep import Pool

FOLDER: Final = "sweeps"
ENDING: Final = ".parquet"
INTERRUPTED: Final = 130
"""Exit code of a command that was stopped with Ctrl-C."""


def sweep_command(
    sweep: Annotated[
        str,
        typer.Argument(
            metavar="SWEEP",
            help="Id of a sweep, programme/id, or the path of a YAML file.",
            show_default=False,
        ),
    ],
    to: Annotated[Path, typer.Option(help="File for the results: .parquet.", show_default=False)],
    processes: Annotated[
        int | None,
        typer.Option(min=1, max=1024, help="Processes on this machine.", show_default="one a processor"),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Use the Dask cluster of this scheduler instead."),
    ] = None,
    anew: Annotated[
        bool, typer.Option("--anew", help="Write over what is there, instead of going on from it.")
    ] = False,
    root: Root = DEFAULT_ROOT,
) -> None:
    """Work out every package in every future, for every municipality, to one file of results.

    A row is a run in a year, with the id of that run. A sweep that was stopped goes on where it was: give
    the same command again. Until the file is there, its parts stand in a folder beside it.
    """
    from simulator.sweep import run_sweep

    if to.suffix.lower() != ENDING:
        raise ScenarioError(f"found file '{to.name}'; expected a name that ends in {ENDING}")
    if not to.parent.is_dir():
        raise ScenarioError(f"found no folder {to.parent}; expected one for the results. Make it first")
    if scheduler is not None and processes is not None:
        raise ScenarioError("found --processes with --scheduler; expected one of them: a cluster has its own")
    catalogue, scenarios, chosen = find_sweep(sweep, root)
    try:
        with _progress() as progress:
            found = run_sweep(
                chosen, catalogue, scenarios, to, _pool(processes, scheduler), progress=progress, anew=anew
            )
    except KeyboardInterrupt:
        typer.echo("Stopped. What is done has been kept: the same command goes on from there.", err=True)
        raise typer.Exit(INTERRUPTED) from None
    kept = f", of which {found.kept} were there already" if found.kept else ""
    typer.echo(
        f"{to}: sweep {found.sweep_id}, {found.runs} runs, {found.rows} rows, in {found.parts} parts{kept}",
        err=True,
    )


def _pool(processes: int | None, scheduler: str | None) -> Pool:
    from simulator.sweep import Cluster, Here

    if scheduler is not None:
        return Cluster(scheduler)
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return Here(processes or allowed)


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None] | None]:
    """Show how far the sweep is, on standard error and only when that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Runs"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console(err=True), transient=True) as bar:
        task = bar.add_task("Runs", total=None)
        yield lambda done, to_do: bar.update(task, completed=done, total=to_do)


def find_sweep(name: str, root: Path) -> tuple[Catalogue, dict[str, Scenario], Sweep]:
    """Load a sweep, the catalogue that it is about and the scenarios that it can name.

    Parameters
    ----------
    name : str
        Id of a sweep, ``<programme>/<id>``, or the path of a YAML file.
    root : Path
        The folder that holds ``measures/`` and ``scenarios/``.

    Raises
    ------
    ScenarioError
        If there is no such sweep, or more than one.
    InputFileError
        If its file, or one that it builds on, is refused.
    """
    from simulator.files import load_sweep, sweep_paths

    return find_beside(name, root, Kind("sweep", FOLDER, sweep_paths, load_sweep))
