"""The packages that were chosen, as scenario files to run, change and share."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from string import ascii_lowercase
from typing import TYPE_CHECKING

import typer

from simulator.errors import ScenarioError

if TYPE_CHECKING:
    from simulator.analysis.portfolio import Winner


def save_packages(found: Sequence[Winner], folder: Path) -> None:
    """Write each package as a scenario: ``<scenario>-package-a.yaml`` is the best one.

    Raises
    ------
    ScenarioError
        If the folder is not there, a file is there already, or one cannot be written.
    """
    from simulator.cli.output import write_whole
    from simulator.domain.base import Text
    from simulator.files import dump_scenario

    if not folder.is_dir():
        raise ScenarioError(f"found no folder {folder}; expected one for the packages. Make it first")
    named = [(folder / f"{one.scenario.id}-package-{at}.yaml", at, one) for at, one in _lettered(found)]
    if there := [path.name for path, *_ in named if path.exists()]:
        listed = ", ".join(there)
        raise ScenarioError(
            f"found {listed} in {folder} already; expected room for new files. Choose another folder"
        )
    for path, letter, one in named:
        title = one.scenario.title
        changes = {
            "id": path.stem,
            "title": Text(
                nl=f"{title.nl}: pakket {letter.upper()}", en=f"{title.en}: package {letter.upper()}"
            ),
        }
        write_whole(path, dump_scenario(one.scenario.model_copy(update=changes)).encode())
        typer.echo(str(path), err=True)


def _lettered(found: Sequence[Winner]) -> list[tuple[str, Winner]]:
    return list(zip(ascii_lowercase, found, strict=False))
