"""Sweeps from files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from simulator.consistency.sweep import check_sweep
from simulator.domain.catalogue import Catalogue
from simulator.domain.scenario import Scenario
from simulator.domain.sweep import Sweep
from simulator.files.checked import checked, files_of
from simulator.files.reading import read_text

SWEEPS: Final = "sweeps"
"""Folder of the sweeps, inside that of the scenarios they build on."""


def sweep_paths(root: Path, programme_id: str) -> list[Path]:
    """Give the files of all sweeps of a programme, by name.

    Parameters
    ----------
    root : Path
        The folder that holds ``measures/`` and ``scenarios/``.
    programme_id : str
        Id of the programme. Anything that is not an id, such as ``../x``, has no sweeps.
    """
    return files_of(root, programme_id, SWEEPS)


def load_sweep(path: Path, catalogue: Catalogue, scenarios: Mapping[str, Scenario]) -> Sweep:
    """Load a sweep from its file.

    Parameters
    ----------
    path : Path
        The file; its name is the sweep's id.
    catalogue : Catalogue
        The programme that it is about.
    scenarios : mapping of str to Scenario
        The scenarios that it can name, by id.

    Raises
    ------
    InputFileError
        With all problems of the file.
    """
    return checked(
        read_text(path),
        str(path),
        Sweep,
        lambda sweep: check_sweep(sweep, catalogue, scenarios),
        path.stem,
    )
