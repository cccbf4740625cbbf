"""Positions from files and uploads."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from simulator.consistency.position import check_position
from simulator.domain.catalogue import Catalogue
from simulator.domain.position import Position
from simulator.domain.scenario import Scenario
from simulator.files.checked import checked, files_of
from simulator.files.reading import read_text

POSITIONS: Final = "positions"
"""Folder of the positions, inside that of the scenarios they build on."""


def position_paths(root: Path, programme_id: str) -> list[Path]:
    """Give the files of all positions on a programme, by name.

    Parameters
    ----------
    root : Path
        The folder that holds ``measures/`` and ``scenarios/``.
    programme_id : str
        Id of the programme. Anything that is not an id, such as ``../x``, has no positions.
    """
    return files_of(root, programme_id, POSITIONS)


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
    return checked(
        text, file, Position, lambda position: check_position(position, catalogue, scenarios), identity
    )
