"""Programmes and measures from their folder of files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, TypeVar

from pydantic import BaseModel

from simulator.consistency import (
    OBSERVED,
    PRINTED,
    PROGRAMME,
    Issue,
    check_catalogue,
    check_measure,
    check_programme,
)
from simulator.consistency.relations import check_relations
from simulator.domain.catalogue import Catalogue
from simulator.domain.measure import Measure
from simulator.domain.observation import ObservedFigures
from simulator.domain.printed import PrintedFigures
from simulator.domain.programme import Programme
from simulator.errors import InputFileError, Problem
from simulator.files.document import YamlDocument
from simulator.files.reading import read_text
from simulator.files.validation import to_model
from simulator.files.yaml_reader import read_yaml

M = TypeVar("M", bound=BaseModel)

MEASURES: Final = "measures"
"""Folder that holds a folder of measures for each programme."""
SCENARIOS: Final = "scenarios"
"""Folder that holds a folder of scenarios for each programme."""
PROGRAMME_FILE: Final = "programme.yaml"
PRINTED_FILE: Final = "printed.yaml"
OBSERVED_FILE: Final = "observed.yaml"
_NO_MEASURES: Final = (PROGRAMME_FILE, PRINTED_FILE, OBSERVED_FILE)


def load_catalogue(folder: Path) -> Catalogue:
    """Load a programme with all its measures.

    Parameters
    ----------
    folder : Path
        Holds ``programme.yaml``, ``printed.yaml`` and ``observed.yaml`` where there are such, and a
        file per measure. Its name is the programme's id, and a file's name is its measure's id.

    Returns
    -------
    Catalogue
        Measures with a number first, by number; then the others, by file name.

    Raises
    ------
    InputFileError
        With all problems of all files.
    """
    loading = _Loading(folder)
    programme = loading.load(PROGRAMME, Programme, folder.resolve().name)
    measures = {
        name: measure
        for name in loading.measure_names()
        if (measure := loading.load(name, Measure, name)) is not None
    }
    printed = None
    if (folder / PRINTED_FILE).exists():
        printed = loading.load(PRINTED, PrintedFigures)
    observed = None
    if (folder / OBSERVED_FILE).exists():
        observed = loading.load(OBSERVED, ObservedFigures)
    if programme is not None and not loading.unread():
        loading.report(check_catalogue(programme, measures, printed, observed))
    elif programme is not None:
        # Without all measures one cannot tell whether a name or driver exists: check one by one.
        loading.report(_one_by_one(programme, measures))
    loading.raise_problems()
    if programme is None:  # then there was a problem, and it has been raised
        raise AssertionError("a programme without problems must be there")
    return Catalogue(programme=programme, measures=_in_order(measures), printed=printed, observed=observed)


def _one_by_one(programme: Programme, measures: Mapping[str, Measure]) -> Iterable[tuple[str, Issue]]:
    for issue in check_programme(programme):
        yield PROGRAMME, issue
    for name, measure in measures.items():
        for issue in check_measure(measure, programme):
            yield name, issue


def _in_order(measures: Mapping[str, Measure]) -> dict[str, Measure]:
    def place(measure: Measure) -> tuple[bool, int, str]:
        return measure.number is None, measure.number or 0, measure.id

    return {measure.id: measure for measure in sorted(measures.values(), key=place)}


class _Loading:
    """The files of one folder while they are loaded, and what is wrong with them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.documents: dict[str, YamlDocument] = {}
        self.problems: list[Problem] = []
        self.refused: set[str] = set()

    def measure_names(self) -> list[str]:
        """Give the names of the measure files, and note files with the wrong ending."""
        names = []
        paths = sorted(self.folder.iterdir()) if self.folder.is_dir() else []
        for path in paths:
            if path.name.startswith(".") or path.name in _NO_MEASURES:
                continue
            if path.suffix == ".yaml":
                names.append(path.stem)
            elif path.suffix.lower() in (".yml", ".yaml"):
                found = f"a file that ends in {path.suffix}"
                repair = f"Rename it to {path.stem}.yaml."
                self.problems.append(Problem(str(path), 1, "", found, "a file that ends in .yaml", repair))
        return names

    def load(self, name: str, model: type[M], identity: str | None = None) -> M | None:
        """Load one file; give None and note the problems when it is refused."""
        try:
            file = self.folder / f"{name}.yaml"
            document = read_yaml(read_text(file), str(file))
        except InputFileError as error:
            self.problems.extend(error.problems)
            self.refused.add(name)
            return None
        self.documents[name] = document
        loaded = to_model(document, model)
        if loaded is None:
            self.refused.add(name)
        elif identity is not None:
            check_identity(document, getattr(loaded, "id", identity), identity)
        return loaded

    def unread(self) -> bool:
        """Say whether some file could not be read."""
        return bool(self.refused)

    def report(self, issues: Iterable[tuple[str, Issue]]) -> None:
        """Note issues, each in the file it belongs to."""
        for name, issue in issues:
            report_issue(self.documents[name], issue)

    def raise_problems(self) -> None:
        """Raise one error with all problems of all files, if there are any."""
        problems = [*self.problems, *(p for d in self.documents.values() for p in d.problems)]
        if problems:
            raise InputFileError(problems)


def report_issue(document: YamlDocument, issue: Issue) -> None:
    """Note an issue at its place in a document, unless that place has a problem already."""
    if issue.key not in document.faulty:
        comma, repair = document.commas.get(issue.key), issue.repair
        if comma is not None and (issue.surplus > 0 or (issue.surplus and comma.alone)):
            repair = f"{comma.hint} {repair}"
        document.report(issue.key, issue.found, issue.expected, repair)


def check_identity(document: YamlDocument, found: str, expected: str) -> None:
    """Note a problem when an id is not the name of its file or folder."""
    if found != expected:
        document.report(
            ("id",),
            f"'{found}'",
            f"'{expected}', the name of the file (of the folder, for a programme)",
            "Change the id, or rename the file or folder.",
        )


def parse_measure(text: str, file: str, catalogue: Catalogue) -> Measure:
    """Read a measure of the user's own, to put beside the programme's or in place of one.

    Parameters
    ----------
    text : str
        The contents of the file.
    file : str
        Its name, for the report; never used as a path.
    catalogue : Catalogue
        The programme and measures that it must fit.

    Returns
    -------
    Measure
        The measure. When its id is that of a measure in the catalogue, it takes its place.

    Raises
    ------
    InputFileError
        With all problems.
    """
    document = read_yaml(text, file)
    measure = to_model(document, Measure)
    if measure is not None:
        programme = catalogue.programme
        for issue in check_measure(measure, programme):
            report_issue(document, issue)
        together = {**catalogue.measures, measure.id: measure}
        for owner, issue in check_relations(together, programme):
            if owner == measure.id:
                report_issue(document, issue)
            else:  # the catalogue agrees with itself, so this measure brings the trouble
                path = ".".join(map(str, issue.key))
                found = f"a measure that does not fit '{owner}' ({path}: {issue.found})"
                document.report(("id",), found, issue.expected, "Change what clashes.")
    if document.problems or measure is None:
        raise InputFileError(document.problems)
    return measure
