"""From what a user types to programmes, scenarios, measures and municipalities."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from simulator.errors import ScenarioError
from simulator.suggestion import did_you_mean, one_of

if TYPE_CHECKING:
    from simulator.domain.catalogue import Catalogue
    from simulator.domain.scenario import Scenario

YAML_ENDINGS = (".yaml", ".yml")


def find_scenario(name: str, root: Path) -> tuple[Catalogue, Scenario]:
    """Load a scenario and the catalogue it belongs to.

    Parameters
    ----------
    name : str
        An id; programme and id with a slash between; or the path of a YAML file. An id that several
        programmes have is that of $KOERS_PROGRAMME, else of the first programme, as in the app.
    root : Path
        The folder that holds ``measures/`` and ``scenarios/``.

    Raises
    ------
    ScenarioError
        If there is no such scenario.
    InputFileError
        If the file, or one of the catalogue, is refused.
    """
    from simulator.files import load_catalogue, load_scenario

    if name.lower().endswith(YAML_ENDINGS):
        path = shown(Path(name))
        folder, _ = programme_of_file(path, root)
    else:
        folder, path = _known_scenario(name, root)
    catalogue = load_catalogue(shown(folder))
    return catalogue, load_scenario(path, catalogue)


def find_programme(name: str, root: Path) -> Catalogue:
    """Load the catalogue of a programme by its id.

    Raises
    ------
    ScenarioError
        If there is no such programme.
    InputFileError
        If one of its files is refused.
    """
    from simulator.files import load_catalogue

    return load_catalogue(shown(programme_folders(root)[known_programme(name, root)]))


def find_measure(name: str, catalogue: Catalogue) -> str:
    """Give the id of a measure that is named by its id or by its number in the programme.

    An id that does not exist is given back as it is: whoever uses it knows which ones would do.
    """
    numbers = {str(m.number): m.id for m in catalogue.measures.values() if m.number is not None}
    return numbers.get(name, name)


def find_municipality(name: str, catalogue: Catalogue) -> str:
    """Give the id of a municipality that is named by its id or by its name.

    Raises
    ------
    ScenarioError
        If the programme has no such municipality.
    """
    towns = catalogue.programme.municipalities
    names = {town.title.casefold(): slug for slug, town in towns.items()} | {slug: slug for slug in towns}
    if (found := names.get(name.strip().casefold())) is not None:
        return found
    raise ScenarioError(
        f"found municipality '{name}'; expected {one_of(towns)}. "
        + did_you_mean(name.casefold(), towns, "Choose one of these.")
    )


def programme_folders(root: Path) -> dict[str, Path]:
    """Give the folders of all programmes by id.

    Raises
    ------
    ScenarioError
        If there is none.
    """
    from simulator.files import programmes

    folders = {folder.name: shown(folder) for folder in programmes(root)}
    if not folders:
        raise ScenarioError(
            f"found no programme in {root}; expected measures/<id>/programme.yaml there. Check --root"
        )
    return folders


def known_programme(name: str, root: Path) -> str:
    """Give the id of a programme, if there is one of that id.

    Raises
    ------
    ScenarioError
        If there is not, with those that there are.
    """
    folders = programme_folders(root)
    if name in folders:
        return name
    raise ScenarioError(
        f"found programme '{name}'; expected {one_of(folders)} (in {root}). "
        + did_you_mean(name, folders, "Choose one of these, or point --root at another folder.")
    )


def _known_scenario(name: str, root: Path) -> tuple[Path, Path]:
    """Give the folder of the programme and the path of a scenario that is named by its id."""
    from simulator.files import scenario_paths

    programme, slash, scenario = name.rpartition("/")
    folders = programme_folders(root)
    if slash:
        folders = {programme: folders[known_programme(programme, root)]}
    known = [(folder, path) for slug, folder in folders.items() for path in scenario_paths(root, slug)]
    found = [(folder, shown(path)) for folder, path in known if path.stem == scenario]
    if found:
        # A name that several programmes use, such as that of unchanged policy: that of the app's own start.
        wanted = os.environ.get("KOERS_PROGRAMME")
        chosen = next((pair for pair in found if pair[0].name == wanted), None)
        if chosen is None and len(found) > 1:
            _tell_others(scenario, [folder.name for folder, _ in found])
        return chosen or found[0]
    times = Counter(path.stem for _, path in known)
    ids = [path.stem if times[path.stem] == 1 else f"{folder.name}/{path.stem}" for folder, path in known]
    raise ScenarioError(
        f"found scenario '{name}'; expected {one_of(ids)}, or the path of a .yaml file (in {root}). "
        + did_you_mean(scenario, ids, "Choose one of these.")
    )


def _tell_others(scenario: str, programmes: list[str]) -> None:
    """Say whose scenario it is that is taken: the figures of another region look as good as one's own."""
    first, *others = (f"{programme}/{scenario}" for programme in programmes)
    typer.echo(f"This is {first}. Of the same name: {', '.join(others)}; write that for it.", err=True)


def programme_of_file(path: Path, root: Path, folder: str = "") -> tuple[Path, Path]:
    """Give the folder of the programme that a file is about, and the root that it lies in.

    That is the one it lies in, as in ``scenarios/<programme>/x.yaml``; else the one of the given root that it
    names. What the file says of itself is checked when it is loaded.

    Parameters
    ----------
    path : Path
        A file beside a programme's measures.
    root : Path
        The folder that holds ``measures/`` and ``scenarios/``.
    folder : str, optional
        Folder inside that of the scenarios in which such files lie.
    """
    from simulator.files.reading import read_text
    from simulator.files.yaml_reader import read_yaml

    parents = list(path.resolve().parents)
    if folder:
        parents = parents[1:] if parents[0].name == folder else []
    if len(parents) > 2:  # noqa: PLR2004 - the programme's folder, scenarios/ and the root
        beside = parents[2] / "measures" / parents[0].name
        if (beside / "programme.yaml").is_file():
            return beside, parents[2]
    data = read_yaml(read_text(path), str(path)).data
    named = data.get("programme") if isinstance(data, dict) else None
    folders = programme_folders(root)
    return folders.get(str(named), next(iter(folders.values()))), root


def shown(path: Path) -> Path:
    """Give a path as messages show it: from here where it lies below, else in full."""
    try:
        return path.resolve().relative_to(Path.cwd())
    except ValueError:
        return path
