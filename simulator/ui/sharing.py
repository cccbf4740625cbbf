"""A scenario on its way out and in: a link that says what it was made with, and a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import urlencode, urlsplit

from simulator.domain.catalogue import Catalogue
from simulator.domain.scenario import Scenario
from simulator.errors import InputFileError, Problem
from simulator.files import decode, dump_scenario, parse_scenario
from simulator.ui import edits
from simulator.ui.link import MOST_DRAWS
from simulator.ui.texts import DEFAULT, Language

MOST_MEGABYTES: Final = 1
"""Largest file that the page takes; the reader of files has the same limit."""


def link_to(page: str, token: str, language: Language, shown: Iterable[tuple[str, str]] = ()) -> str:
    """Give the whole address of a scenario.

    Parameters
    ----------
    page : str
        Address of the page, with or without parameters.
    token : str
        The scenario, from `link.encode`. It stands in the link even where the address of the page leaves it
        out: who opens the link later is told when the numbers are no longer those that the sender saw.
    language : {"nl", "en"}
        Language of the sender.
    shown : iterable of (str, str)
        Parameters of the address that say what the page shows: the programme, what is compared with what.

    Examples
    --------
    >>> link_to("http://127.0.0.1:8501/uitleg?lang=en", "AXic", "nl")
    'http://127.0.0.1:8501/uitleg?s=AXic'
    >>> link_to("http://127.0.0.1:8501", "AXic", "en")
    'http://127.0.0.1:8501/?lang=en&s=AXic'
    >>> link_to("http://127.0.0.1:8501/vergelijken", "AXic", "nl", [("s", "AXid"), ("vs", "a"), ("vs", "b")])
    'http://127.0.0.1:8501/vergelijken?s=AXic&vs=a&vs=b'
    """
    parts = urlsplit(page)
    spoken = [] if language == DEFAULT else [("lang", language)]
    rest = [(name, value) for name, value in shown if name not in ("lang", "s")]
    query = urlencode([*spoken, ("s", token), *rest])
    return parts._replace(path=parts.path or "/", query=query, fragment="").geturl()


def file_name(scenario: Scenario, run: str) -> str:
    """Give the name of the file of a scenario.

    Parameters
    ----------
    scenario : Scenario
        Its id is made of letters, digits and hyphens.
    run : str
        Run id: two files with the same one give the same numbers.
    """
    return f"koers-{scenario.id}-{run}.yaml"


def to_file(scenario: Scenario, run: str, catalogue: str) -> bytes:
    """Write a scenario as a file that `from_file` reads, with its run id and catalogue version on top."""
    heading = f"# Koers scenario. Run {run}, catalogue {catalogue}.\n"
    return (heading + dump_scenario(scenario)).encode()


def from_file(data: bytes, name: str, catalogue: Catalogue, shipped: Mapping[str, Scenario]) -> Scenario:
    """Read a scenario that a user brings.

    Parameters
    ----------
    data : bytes
        Contents of the file: anything at all.
    name : str
        Its name, for the report.
    catalogue : Catalogue
        What the scenario must fit, the user's own measures included.
    shipped : mapping of str to Scenario
        The shipped scenarios. One that is named like none of these counts as made from the first.

    Raises
    ------
    InputFileError
        With all problems of the file.
    """
    text = decode(data, name)
    scenario = parse_scenario(text, name, catalogue)
    if scenario.draws > MOST_DRAWS:
        found, expected = f"'{scenario.draws}'", f"a number of at most {MOST_DRAWS}"
        repair = f"Write {MOST_DRAWS} or less; for more draws use the command line."
        raise InputFileError([Problem(name, _line_of("draws", text), "draws", found, expected, repair)])
    if scenario.id in shipped:
        return scenario
    return edits.set_fields(scenario, id=next(iter(shipped)))


def programme_of(data: bytes) -> str:
    r"""Give the programme that a file of a scenario names, without reading the rest; empty when none.

    >>> programme_of(b"id: mijn-plan\nprogramme: elders\n"), programme_of(b"\xff")
    ('elders', '')
    """
    found = re.search(rb"^programme:[ ]*['\"]?([a-z0-9-]+)", data, re.MULTILINE)
    return found[1].decode() if found else ""


def _line_of(key: str, text: str) -> int:
    """Give the line of a key at the top level, from 1."""
    found = re.search(rf"^{key}\s*:", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1
