"""The command `export` for a position: the letter, in Word, Markdown or PDF."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer

from simulator.cli.output import progress_bar, write_whole
from simulator.cli.places import YAML_ENDINGS, programme_folders, shown
from simulator.errors import ScenarioError
from simulator.suggestion import did_you_mean, one_of

if TYPE_CHECKING:
    from simulator.cli.options import Language
    from simulator.domain.catalogue import Catalogue
    from simulator.domain.position import Position
    from simulator.domain.scenario import Scenario

ENDINGS: Final = (".docx", ".md", ".pdf")
"""Kinds of file that are letters. `simulator.export.position.SUFFIXES` has the same; a test holds them
together, because importing that takes a second."""
FOLDER: Final = "positions"

_PARTS_OF_PATH: Final = 4
"""The file's own folder, that of the programme, scenarios/ and the root."""


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
    from simulator.files import load_catalogue, load_position, load_scenario, scenario_paths

    if name.lower().endswith(YAML_ENDINGS):
        path = shown(Path(name))
        folder, root = _programme_of_file(path, root)
    else:
        folder, path = _known_position(name, root)
    catalogue = load_catalogue(shown(folder))
    paths = [shown(one) for one in scenario_paths(root, folder.name)]
    scenarios = {one.stem: load_scenario(one, catalogue) for one in paths}
    return catalogue, scenarios, load_position(path, catalogue, scenarios)


def _draws(position: Position, scenarios: dict[str, Scenario]) -> int:
    """Count the draws of both packages; they are on the same dice."""
    own = scenarios.get(position.scenario or position.departs_from)
    return 2 * own.draws if own else 0


def _known_position(name: str, root: Path) -> tuple[Path, Path]:
    """Give the folder of the programme and the path of a position that is named by its id."""
    from simulator.files import position_paths

    programme, _, wanted = name.rpartition("/")
    folders = programme_folders(root)
    if programme not in ("", FOLDER):
        named = programme.removesuffix(f"/{FOLDER}")
        if named not in folders:
            repair = did_you_mean(named, folders, "Choose one of these.")
            raise ScenarioError(f"found programme '{named}'; expected {one_of(folders)}. {repair}")
        folders = {named: folders[named]}
    known = [(folder, path) for slug, folder in folders.items() for path in position_paths(root, slug)]
    found = [(folder, shown(path)) for folder, path in known if path.stem == wanted]
    if len(found) == 1:
        return found[0]
    if found:
        raise ScenarioError(
            f"found position '{name}' in more than one programme; expected one. Write "
            + " or ".join(f"{folder.name}/{wanted}" for folder, _ in found)
        )
    ids = [path.stem for _, path in known]
    if not ids:
        raise ScenarioError(
            f"found position '{name}'; expected the path of a .yaml file, because there is no position in "
            f"{root}. Add scenarios/<programme>/{FOLDER}/{wanted}.yaml"
        )
    raise ScenarioError(
        f"found position '{name}'; expected {one_of(ids)}, or the path of a .yaml file (in {root}). "
        + did_you_mean(wanted, ids, "Choose one of these.")
    )


def _programme_of_file(path: Path, root: Path) -> tuple[Path, Path]:
    """Give the folder of the programme that a position is about, and the root that it lies in.

    That is the one it lies in, as in ``scenarios/<programme>/positions/x.yaml``; else the one of the given
    root that it names. What the file says of itself is checked when it is loaded.
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
