"""Scenarios from files and uploads."""

from __future__ import annotations

from pathlib import Path

from simulator.consistency import check_scenario
from simulator.domain.catalogue import Catalogue
from simulator.domain.scenario import Scenario
from simulator.errors import InputFileError
from simulator.files.catalogue import check_identity, report_issue
from simulator.files.reading import read_text
from simulator.files.validation import to_model
from simulator.files.yaml_reader import read_yaml


def load_scenario(path: Path, catalogue: Catalogue) -> Scenario:
    """Load a scenario from its file.

    Parameters
    ----------
    path : Path
        The file; its name is the scenario's id.
    catalogue : Catalogue
        The programme that it belongs to.

    Raises
    ------
    InputFileError
        With all problems of the file.
    """
    return _scenario(read_text(path), str(path), catalogue, path.stem)


def parse_scenario(text: str, file: str, catalogue: Catalogue) -> Scenario:
    """Read a scenario that a user brings.

    Parameters
    ----------
    text : str
        The contents of the file.
    file : str
        Its name, for the report; never used as a path, and the id need not be the same.
    catalogue : Catalogue
        The programme that it must belong to.

    Raises
    ------
    InputFileError
        With all problems of the file.
    """
    return _scenario(text, file, catalogue)


def _scenario(text: str, file: str, catalogue: Catalogue, identity: str | None = None) -> Scenario:
    document = read_yaml(text, file)
    scenario = to_model(document, Scenario)
    if scenario is not None:
        if identity is not None:
            check_identity(document, scenario.id, identity)
        for issue in check_scenario(scenario, catalogue):
            report_issue(document, issue)
    if document.problems or scenario is None:
        raise InputFileError(document.problems)
    return scenario
