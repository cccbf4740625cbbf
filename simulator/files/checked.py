"""The files of scenarios and what builds on them: where they are, and how one becomes a model that agrees."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from simulator.consistency.issue import Issue
from simulator.domain.position import Position
from simulator.domain.scenario import Scenario
from simulator.domain.sweep import Sweep
from simulator.errors import InputFileError
from simulator.files.catalogue import SCENARIOS, check_identity, report_issue
from simulator.files.validation import to_model
from simulator.files.yaml_reader import read_yaml

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

M = TypeVar("M", Scenario, Position, Sweep)


def files_of(root: Path, programme_id: str, folder: str = "") -> list[Path]:
    """Give the YAML files in the folder of a programme's scenarios, or in one inside it, by name.

    Parameters
    ----------
    root : Path
        The folder that holds ``measures/`` and ``scenarios/``.
    programme_id : str
        Id of the programme. Anything that is not an id, such as ``../x``, has no files.
    folder : str, optional
        Folder inside that of the scenarios.
    """
    if not _SLUG.fullmatch(programme_id):
        return []
    paths = (root / SCENARIOS / programme_id / folder).glob("*.yaml")
    return sorted(path for path in paths if not path.name.startswith("."))


def checked(
    text: str,
    file: str,
    model: type[M],
    check: Callable[[M], Iterable[Issue]],
    identity: str | None = None,
) -> M:
    """Read a model that agrees with what it builds on.

    Parameters
    ----------
    text : str
        The contents of the file.
    file : str
        Its name, for the report; never opened.
    model : type
        What the file says.
    check : callable
        Gives where the model does not agree with the rest.
    identity : str, optional
        The id that it must have; left out: any.

    Raises
    ------
    InputFileError
        With all problems of the file.
    """
    document = read_yaml(text, file)
    found = to_model(document, model)
    if found is not None:
        if identity is not None:
            check_identity(document, found.id, identity)
        for issue in check(found):
            report_issue(document, issue)
    if document.problems or found is None:
        raise InputFileError(document.problems)
    return found
