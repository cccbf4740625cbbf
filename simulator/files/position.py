"""Positions from files and uploads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from simulator.consistency.position import check_position
from simulator.domain.catalogue import Catalogue
from simulator.domain.position import Position
from simulator.domain.scenario import Scenario
from simulator.errors import InputFileError
from simulator.files.catalogue import SCENARIOS, check_identity, report_issue
from simulator.files.reading import read_text
from simulator.files.validation import to_model
from simulator.files.yaml_reader import read_yaml

POSITIONS: Final = "positions"
"""Folder of the positions, inside that of the scenarios they build on."""

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def position_paths(root: Path, programme_id: str) -> list[Path]:
    """Give the files of all positions on a programme, by name.

    Parameters
    ----------
    root : Path
        The folder that holds ``measures/`` and ``scenarios/``.
    programme_id : str
        Id of the programme. Anything that is not an id, such as ``../x``, has no positions.
    """
    if not _SLUG.fullmatch(programme_id):
        return []
    paths = (root / SCENARIOS / programme_id / POSITIONS).glob("*.yaml")
    return sorted(path for path in paths if not path.name.startswith("."))


def load_position(path: Path, catalogue: Catalogue, scenarios: Mapping[str, Scenario]) -> Position:
    """Load a position from its file.

    Parameters
    ----------
    path : Path
        The file; its name is the position's id.
    catalogue : Catalogue
        The programme that it is about.
    scenarios : mapping of str to Scenario
        The scenarios that it can name, by id.

    Raises
    ------
    InputFileError
        With all problems of the file.
    """
    return _position(read_text(path), str(path), catalogue, scenarios, path.stem)


def parse_position(text: str, file: str, catalogue: Catalogue, scenarios: Mapping[str, Scenario]) -> Position:
    """Read a position that a user brings.

    Parameters
    ----------
    text : str
        The contents of the file.
    file : str
        Its name, for the report; never used as a path, and the id need not be the same.
    catalogue, scenarios
        As for `load_position`.

    Raises
    ------
    InputFileError
        With all problems of the file.
    """
    return _position(text, file, catalogue, scenarios)


def _position(
    text: str,
    file: str,
    catalogue: Catalogue,
    scenarios: Mapping[str, Scenario],
    identity: str | None = None,
) -> Position:
    document = read_yaml(text, file)
    position = to_model(document, Position)
    if position is not None:
        if identity is not None:
            check_identity(document, position.id, identity)
        for issue in check_position(position, catalogue, scenarios):
            report_issue(document, issue)
    if document.problems or position is None:
        raise InputFileError(document.problems)
    return position
