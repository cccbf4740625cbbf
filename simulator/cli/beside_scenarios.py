"""From what a user types to a position or sweep: what builds on scenarios, in a folder inside theirs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from simulator.cli.places import YAML_ENDINGS, programme_folders, programme_of_file, shown
from simulator.errors import ScenarioError
from simulator.suggestion import did_you_mean, one_of

if TYPE_CHECKING:
    from simulator.domain.catalogue import Catalogue
    from simulator.domain.scenario import Scenario

M = TypeVar("M")


@dataclass(frozen=True)
class Kind(Generic[M]):
    """What is looked for.

    Attributes
    ----------
    name : str
        What it is called, say "position".
    folder : str
        The folder that its files lie in.
    paths : callable
        Gives the files of a programme, from the root and the programme's id.
    load : callable
        Loads one, given its catalogue and the scenarios that it can name.
    """

    name: str
    folder: str
    paths: Callable[[Path, str], list[Path]]
    load: Callable[[Path, Catalogue, dict[str, Scenario]], M]


def find_beside(name: str, root: Path, kind: Kind[M]) -> tuple[Catalogue, dict[str, Scenario], M]:
    """Load what is named, the catalogue that it is about and the scenarios that it can name.

    Parameters
    ----------
    name : str
        Its id, ``<folder>/<id>``, ``<programme>/<id>``, or the path of a YAML file.
    root : Path
        The folder that holds ``measures/`` and ``scenarios/``.
    kind : Kind
        What is looked for.

    Raises
    ------
    ScenarioError
        If there is none of that name, or more than one.
    InputFileError
        If its file, or one that it builds on, is refused.
    """
    from simulator.files import load_catalogue, load_scenario, scenario_paths

    if name.lower().endswith(YAML_ENDINGS):
        path = shown(Path(name))
        folder, root = programme_of_file(path, root, kind.folder)
    else:
        folder, path = _known(name, root, kind)
    catalogue = load_catalogue(shown(folder))
    paths = [shown(one) for one in scenario_paths(root, folder.name)]
    scenarios = {one.stem: load_scenario(one, catalogue) for one in paths}
    return catalogue, scenarios, kind.load(path, catalogue, scenarios)


def _known(name: str, root: Path, kind: Kind[M]) -> tuple[Path, Path]:
    """Give the folder of the programme and the path of a file that is named by its id."""
    programme, _, wanted = name.rpartition("/")
    folders = programme_folders(root)
    if programme not in ("", kind.folder):
        named = programme.removesuffix(f"/{kind.folder}")
        if named not in folders:
            repair = did_you_mean(named, folders, "Choose one of these.")
            raise ScenarioError(f"found programme '{named}'; expected {one_of(folders)}. {repair}")
        folders = {named: folders[named]}
    known = [(folder, path) for slug, folder in folders.items() for path in kind.paths(root, slug)]
    found = [(folder, shown(path)) for folder, path in known if path.stem == wanted]
    if len(found) == 1:
        return found[0]
    if found:
        raise ScenarioError(
            f"found {kind.name} '{name}' in more than one programme; expected one. Write "
            + " or ".join(f"{folder.name}/{wanted}" for folder, _ in found)
        )
    ids = [path.stem for _, path in known]
    if not ids:
        raise ScenarioError(
            f"found {kind.name} '{name}'; expected the path of a .yaml file, because there is no {kind.name} "
            f"in {root}. Add scenarios/<programme>/{kind.folder}/{wanted}.yaml"
        )
    raise ScenarioError(
        f"found {kind.name} '{name}'; expected {one_of(ids)}, or the path of a .yaml file (in {root}). "
        + did_you_mean(wanted, ids, "Choose one of these.")
    )
