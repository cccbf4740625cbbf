"""Scenarios from files and uploads."""

from __future__ import annotations

from pathlib import Path

from simulator.consistency import check_scenario
from simulator.domain.catalogue import Catalogue
from simulator.domain.scenario import Scenario
from simulator.files.checked import checked
from simulator.files.reading import read_text


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
    return checked(text, file, Scenario, lambda scenario: check_scenario(scenario, catalogue), identity)
