"""The command `sweep`: many scenarios at once, to one Parquet file."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from simulator.cli.options import DEFAULT_ROOT, Root
from simulator.cli.output import console
from simulator.cli.places import YAML_ENDINGS, programme_folders, shown
from simulator.errors import ScenarioError
from simulator.suggestion import did_you_mean, one_of

if TYPE_CHECKING:
    from simulator.domain.catalogue import Catalogue
    from simulator.domain.scenario import Scenario
    from simulator.domain.sweep import Sweep
    from simulator.sweep import Pool

FOLDER: Final = "sweeps"
ENDING: Final = ".parquet"
INTERRUPTED: Final = 130
"""Exit code of a command that was stopped with Ctrl-C."""

_PARTS_OF_PATH: Final = 4
"""The file's own folder, that of the programme, scenarios/ and the root."""


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
    from simulator.files import load_catalogue, load_scenario, load_sweep, scenario_paths

    if name.lower().endswith(YAML_ENDINGS):
        path = shown(Path(name))
        folder, root = _programme_of_file(path, root)
    else:
        folder, path = _known_sweep(name, root)
    catalogue = load_catalogue(shown(folder))
    paths = [shown(one) for one in scenario_paths(root, folder.name)]
    scenarios = {one.stem: load_scenario(one, catalogue) for one in paths}
    return catalogue, scenarios, load_sweep(path, catalogue, scenarios)


def _known_sweep(name: str, root: Path) -> tuple[Path, Path]:
    """Give the folder of the programme and the path of a sweep that is named by its id."""
    from simulator.files import sweep_paths

    folders = programme_folders(root)
    known = {
        f"{programme}/{path.stem}": (folder, shown(path))
        for programme, folder in folders.items()
        for path in sweep_paths(root, programme)
    }
    found = [full for full in known if name in (full, full.rpartition("/")[2])]
    if len(found) == 1:
        return known[found[0]]
    if found:
        raise ScenarioError(
            f"found sweep '{name}' in more than one programme; expected one. Write {' or '.join(found)}"
        )
    ids = list(known) if "/" in name else [full.rpartition("/")[2] for full in known]
    repair = did_you_mean(name, ids, f"Choose one of these, or add scenarios/<programme>/{FOLDER}/<id>.yaml.")
    raise ScenarioError(
        f"found sweep '{name}'; expected {one_of(ids)}, or the path of a .yaml file (in {root}). {repair}"
    )


def _programme_of_file(path: Path, root: Path) -> tuple[Path, Path]:
    """Give the folder of the programme that a sweep is about, and the root that it lies in.

    That is the one it lies in, as in ``scenarios/<programme>/sweeps/x.yaml``; else the one of the given root
    that it names. What the file says of itself is checked when it is loaded.
    """
    from simulator.files.reading import read_text
    from simulator.files.yaml_reader import read_yaml

    parents = path.resolve().parents
    if len(parents) >= _PARTS_OF_PATH and parents[0].name == FOLDER:
        beside = parents[3] / "measures" / parents[1].name
        if (beside / "programme.yaml").is_file():
            return beside, parents[3]
    data = read_yaml(read_text(path), str(path)).data
    named = data.get("programme") if isinstance(data, dict) else None
    folders = programme_folders(root)
    return folders.get(str(named), next(iter(folders.values()))), root
