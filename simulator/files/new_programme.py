"""A new programme as commented files that load, validate and run, to be filled in."""

from __future__ import annotations

import re
from pathlib import Path
from types import MappingProxyType
from typing import Final

from simulator.errors import ScenarioError
from simulator.files.catalogue import MEASURES, SCENARIOS

_SKELETON: Final = Path(__file__).with_name("skeleton")
_PLACES: Final = MappingProxyType(
    {
        "programme.yaml": MEASURES,
        "voorbeeldmaatregel.yaml": MEASURES,
        "observed.yaml": MEASURES,
        "voorbeeldscenario.yaml": SCENARIOS,
        "ongewijzigd-beleid.yaml": SCENARIOS,
    }
)
"""The files of the skeleton, and the folder of the root that each goes to."""
_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST: Final = 80
_GRADES: Final = range(1, 7)


def write_new_programme(root: Path, programme_id: str) -> list[Path]:
    """Write the files of a new programme.

    Parameters
    ----------
    root : Path
        The folder that holds ``measures/`` and ``scenarios/``, or is to hold them.
    programme_id : str
        Id of the programme: lower case, digits and hyphens.

    Returns
    -------
    list of Path
        The files written, in the order in which one fills them in.

    Raises
    ------
    ScenarioError
        If the id cannot be one, or its folders exist already: nothing is overwritten.
    """
    if not _SLUG.fullmatch(programme_id) or len(programme_id) > _LONGEST:
        raise ScenarioError(
            f"found id '{programme_id}'; expected lower case, digits and hyphens, say 'mijn-regio-2026', "
            f"of {_LONGEST} characters at most. Choose another id."
        )
    folders = {place: root / place / programme_id for place in (MEASURES, SCENARIOS)}
    for folder in folders.values():
        if folder.exists():
            raise ScenarioError(f"found {folder}; expected a new programme. Choose another id, or remove it.")
    written = []
    for name, place in _PLACES.items():
        path = folders[place] / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_filled(name, programme_id), encoding="utf-8")
        written.append(path)
    return written


def _filled(name: str, programme_id: str) -> str:
    text = (_SKELETON / name).read_text(encoding="utf-8").replace("@ID@", programme_id)
    return text.replace("@REALISATION@\n", "".join(map(_realisation, _GRADES)))


def _realisation(grade: int) -> str:
    """Give the realisation of one grade: all of the plan, until somebody knows better."""
    nl, en = "Deel van het plan dat uitkomt bij graad", "Part of the plan that materialises at grade"
    return (
        f"  {grade}:\n"
        f"    title: {{nl: {nl} {grade}, en: {en} {grade}}}\n"
        "    value: 1\n"
        '    unit: "1"\n'
        "    provenance: assumption\n"
        "    grade: 6\n"
        '    note: {nl: "Aanname: alles. Vervang dit.", en: "Assumption: all of it. Replace this."}\n'
    )
