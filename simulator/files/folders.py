"""Where the files of programmes, scenarios, positions and sweeps are, and the check of any of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from simulator.consistency.doubts import Doubtful, doubts
from simulator.domain.catalogue import Catalogue
from simulator.domain.scenario import Scenario
from simulator.errors import InputFileError, Problem
from simulator.files.catalogue import (
    MEASURES,
    PROGRAMME_FILE,
    SCENARIOS,
    load_catalogue,
    report_issue,
)
from simulator.files.checked import files_of
from simulator.files.position import POSITIONS, load_position
from simulator.files.reading import read_text
from simulator.files.scenario import load_scenario
from simulator.files.sweep import SWEEPS, load_sweep
from simulator.files.yaml_reader import read_yaml


def programmes(root: Path) -> list[Path]:
    """Give the folders of all programmes, by name.

    Parameters
    ----------
    root : Path
        The folder that holds ``measures/`` and ``scenarios/``.
    """
    return sorted(path.parent for path in (root / MEASURES).glob(f"*/{PROGRAMME_FILE}"))


def scenario_paths(root: Path, programme_id: str) -> list[Path]:
    """Give the files of all scenarios of a programme, by name.

    Parameters
    ----------
    root : Path
        The folder that holds ``measures/`` and ``scenarios/``.
    programme_id : str
        Id of the programme. Anything that is not an id, such as ``../x``, has no scenarios.
    """
    return files_of(root, programme_id)


def validate(paths: Iterable[Path]) -> list[Problem]:
    """Check files and folders, and give all that is wrong with them.

    Parameters
    ----------
    paths : iterable of Path
        A folder of a programme's measures, scenarios, positions or sweeps, a file in one of these,
        ``measures/`` or ``scenarios/`` as a whole, or the folder that holds both.

    Returns
    -------
    list of Problem
        Sorted by file and line; empty when all is well. What may be right but is a slip most likely is among
        them, as a warning (`Problem.refuses` is False): such a file is taken.
    """
    checking = _Checking()
    problems = {problem for path in paths for problem in checking.check(path)}
    return sorted(problems)


class _Checking:
    """Checks paths, and loads each catalogue once."""

    def __init__(self) -> None:
        self.loaded: dict[Path, Catalogue | tuple[Problem, ...]] = {}

    def check(self, path: Path) -> Iterable[Problem]:
        """Give the problems of one file or folder."""
        if not path.exists():
            return [_problem(path, "no such file or folder", "Check the name.")]
        if path.is_dir():
            return self._check_folder(path)
        if (path.parent / PROGRAMME_FILE).is_file():
            about = {path.resolve(), (path.parent / PROGRAMME_FILE).resolve()}
            found = [p for p in self._problems(path.parent) if Path(p.file).resolve() in about]
            # What keeps a measure from being read can stand in the programme; a warning there is not about it
            return [p for p in found if p.refuses or Path(p.file).resolve() == path.resolve()]
        return self._check_file(path)

    def _check_folder(self, path: Path) -> Iterable[Problem]:
        if (path / MEASURES).is_dir():
            return self._check_root(path)
        if (path / PROGRAMME_FILE).is_file():
            return self._problems(path)
        scenarios = sorted(path.glob("*.yaml"))
        # measures/ and scenarios/ themselves hold a folder for each programme.
        folders = sorted({file.parent for file in path.glob("*/*.yaml")})
        if not scenarios and not folders:
            return [_problem(path, "a folder without .yaml files", "Check the name.")]
        inside = [problem for folder in folders for problem in self._check_folder(folder)]
        return [*inside, *(problem for file in scenarios for problem in self._check_file(file))]

    def _check_root(self, root: Path) -> list[Problem]:
        folders = programmes(root)
        problems = [problem for folder in folders for problem in self._problems(folder)]
        for pattern in ("*/*.yaml", f"*/{POSITIONS}/*.yaml", f"*/{SWEEPS}/*.yaml"):
            for path in sorted((root / SCENARIOS).glob(pattern)):
                problems.extend(self._check_file(path))
        if not folders:
            problems.append(_problem(root, "no programme", "Add measures/<id>/programme.yaml."))
        return problems

    def _check_file(self, path: Path) -> Iterable[Problem]:
        """Give the problems of a scenario, or of a position or sweep: these lie in folders of their own."""
        kind = path.resolve().parent.name
        deeper = kind in (POSITIONS, SWEEPS)
        # As the user wrote it, where that leads up to the root: messages name the measures likewise.
        leads_up = len(path.parts) > 2 + deeper and ".." not in path.parts
        folder = (path if leads_up else path.resolve()).parent
        folder = folder.parent if deeper else folder
        path_of_programme = folder.parent.parent / MEASURES / folder.name
        if not (path_of_programme / PROGRAMME_FILE).is_file():
            repair = "Put it in scenarios/<programme>/, beside measures/<programme>/programme.yaml."
            return [_problem(path, "a file that belongs to no programme", repair)]
        catalogue = self._catalogue(path_of_programme)
        if not isinstance(catalogue, Catalogue):
            return catalogue
        try:
            model: Doubtful
            if kind == POSITIONS:
                model = load_position(path, catalogue, _scenarios(folder, catalogue))
            elif kind == SWEEPS:
                model = load_sweep(path, catalogue, _scenarios(folder, catalogue))
            else:
                model = load_scenario(path, catalogue)
        except InputFileError as error:
            return error.problems
        return warnings(path, model, catalogue)

    def _problems(self, folder: Path) -> tuple[Problem, ...]:
        catalogue = self._catalogue(folder)
        if not isinstance(catalogue, Catalogue):
            return catalogue
        files = {PROGRAMME_FILE: catalogue.programme} | {
            f"{name}.yaml": measure for name, measure in catalogue.measures.items()
        }
        return tuple(p for name, model in files.items() for p in warnings(folder / name, model, catalogue))

    def _catalogue(self, folder: Path) -> Catalogue | tuple[Problem, ...]:
        key = folder.resolve()
        if key not in self.loaded:
            try:
                self.loaded[key] = load_catalogue(folder)
            except InputFileError as error:
                self.loaded[key] = error.problems
        return self.loaded[key]


def warnings(path: Path, model: Doubtful, catalogue: Catalogue) -> list[Problem]:
    """Give what is doubtful in a file that has been taken, each with its line.

    Parameters
    ----------
    path : Path
        The file.
    model : Programme, Measure, Scenario, Position or Sweep
        What it says.
    catalogue : Catalogue
        The programme and measures that it belongs to.
    """
    document = read_yaml(read_text(path), str(path))
    for issue in doubts(model, catalogue):
        report_issue(document, issue)
    for key, commas in document.commas.items():
        if commas.alone:  # by chance there are as many numbers as there must be
            expected = "a comma and a space between two numbers, as in the rest of the list"
            document.report(key, f"'{commas.pairs[0]}' in a list", expected, commas.hint)
    return [replace(problem, refuses=False) for problem in document.problems]


def _scenarios(folder: Path, catalogue: Catalogue) -> dict[str, Scenario]:
    """Load the scenarios that a position can name, by id.

    Raises
    ------
    InputFileError
        If one is refused: what a position says of it cannot be checked before it is mended.
    """
    return {path.stem: load_scenario(path, catalogue) for path in sorted(folder.glob("*.yaml"))}


def _problem(path: Path, found: str, repair: str) -> Problem:
    return Problem(str(path), 1, "", found, "files of a programme or its scenarios", repair)
