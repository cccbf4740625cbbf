"""Sweeps from files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from simulator.consistency.sweep import check_sweep
from simulator.domain.catalogue import Catalogue
from simulator.domain.scenario import Scenario
from simulator.domain.sweep import Sweep
from simulator.errors import InputFileError
from simulator.files.catalogue import SCENARIOS, check_identity, report_issue
from simulator.files.reading import read_text
from simulator.files.validation import to_model
from simulator.files.yaml_reader import read_yaml

SWEEPS: Final = "sweeps"
"""Folder of the sweeps, inside that of the scenarios they build on."""

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def sweep_paths(root: Path, programme_id: str) -> list[Path]:
    """Give the files of all sweeps of a programme, by name.

    Parameters
    ----------
    root : Path
        The folder that holds ``measures/`` and ``scenarios/``.
    programme_id : str
        Id of the programme. Anything that is not an id, such as ``../x``, has no sweeps.
    """
    if not _SLUG.fullmatch(programme_id):
        return []
    paths = (root / SCENARIOS / programme_id / SWEEPS).glob("*.yaml")
    return sorted(path for path in paths if not path.name.startswith("."))


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
    document = read_yaml(read_text(path), str(path))
    sweep = to_model(document, Sweep)
    if sweep is not None:
        check_identity(document, sweep.id, path.stem)
        for issue in check_sweep(sweep, catalogue, scenarios):
            report_issue(document, issue)
    if document.problems or sweep is None:
        raise InputFileError(document.problems)
    return sweep
