"""The command `export` for a position: the letter, in Word, Markdown or PDF."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer

from simulator.cli.beside_scenarios import Kind, find_beside
from simulator.cli.output import progress_bar, write_whole

if TYPE_CHECKING:
    from simulator.cli.options import Language
    from simulator.domain.catalogue import Catalogue
    from simulator.domain.position import Position
    from simulator.domain.scenario import Scenario

ENDINGS: Final = (".docx", ".md", ".pdf")
"""Kinds of file that are letters. `simulator.export.position.SUFFIXES` has the same; a test holds them
together, because importing that takes a second."""
FOLDER: Final = "positions"


def export_position(name: str, to: Path, root: Path, lang: Language, date: dt.date | None) -> None:
    """Write the letter of a position.

    Parameters
    ----------
    name : str
        Id of a position, ``positions/<id>``, ``<programme>/<id>``, or the path of a YAML file.
    to : Path
        File to write; its ending says which kind. It appears when it is complete.
    root : Path
        The folder that holds ``measures/`` and ``scenarios/``.
    lang : {"nl", "en"}
        Language of everything but the author's own words.
    date : date or None
        The day on which the document is made; None is today.

    Raises
    ------
    ScenarioError
        If there is no such position, or the file cannot be written.
    InputFileError
        If its file, or one that it builds on, is refused.
    """
    from simulator.analysis.position import consequences
    from simulator.export.position import position_file

    catalogue, scenarios, position = find_position(name, root)
    with progress_bar(_draws(position, scenarios)) as progress:
        found = consequences(position, catalogue, scenarios, progress=progress)
    # Whoever says on which day a document is made gets the same document on any other day.
    made = date or dt.datetime.now().astimezone().date()
    data = position_file(found, to.suffix.lower(), language=lang, date=made)
    write_whole(to, data)
    typer.echo(f"{to}: run {found.own.run_id}, proposal {found.proposed.run_id}", err=True)


def find_position(name: str, root: Path) -> tuple[Catalogue, dict[str, Scenario], Position]:
    """Load a position, the catalogue that it is about and the scenarios that it can name.

    Raises
    ------
    ScenarioError
        If there is no such position, or more than one.
    InputFileError
        If its file, or one that it builds on, is refused.
    """
    from simulator.files import load_position, position_paths

    return find_beside(name, root, Kind("position", FOLDER, position_paths, load_position))


def _draws(position: Position, scenarios: dict[str, Scenario]) -> int:
    """Count the draws of both packages; they are on the same dice."""
    own = scenarios.get(position.scenario or position.departs_from)
    return 2 * own.draws if own else 0
