"""Positions as files: complete, or not there at all."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final

from simulator.analysis.position import Consequences
from simulator.domain.position import Language
from simulator.errors import SimulatorError
from simulator.export.position.letter import letter_of
from simulator.export.position.markdown import markdown_document
from simulator.export.position.pdf import pdf_document
from simulator.export.position.word import word_document
from simulator.whole_file import replace_file

SUFFIXES: Final = (".docx", ".md", ".pdf")
"""Kinds of file that a position can be written to. PDF needs LibreOffice."""


def position_file(
    found: Consequences,
    suffix: str,
    *,
    language: Language,
    date: dt.date,
    template: Path | None = None,
) -> bytes:
    """Give a position and its consequences as the contents of a file.

    Parameters
    ----------
    found : Consequences
        What the position means.
    suffix : {".docx", ".md", ".pdf"}
        Kind of file.
    language : {"nl", "en"}
        Language of everything but the author's own words.
    date : date
        The day on which the document is made.
    template : Path, optional
        Word document with the styles of the letter, in place of the one that Koers comes with.

    Raises
    ------
    SimulatorError
        If there is no such kind of file, the template lacks something, or a PDF cannot be made.
    """
    if suffix not in SUFFIXES:
        raise SimulatorError(
            f"found '{suffix}' as kind of file; expected one of {', '.join(SUFFIXES)}. "
            "Give the file a name that ends in one of these"
        )
    letter = letter_of(found, language, date)
    if suffix == ".md":
        return markdown_document(letter).encode()
    word = word_document(letter, date, template)
    return word if suffix == ".docx" else pdf_document(word)


def write_position(
    found: Consequences,
    path: Path,
    *,
    language: Language,
    date: dt.date,
    template: Path | None = None,
) -> None:
    """Write a position and its consequences to a file.

    Parameters
    ----------
    found : Consequences
        What the position means: see `simulator.analysis.position.consequences`.
    path : Path
        File to write; its ending says which kind. A file that is there is replaced once the new one is
        complete; when something fails it stays as it was.
    language, date, template
        As for `position_file`.

    Raises
    ------
    SimulatorError
        As for `position_file`.
    OSError
        If the file cannot be written.
    """
    data = position_file(found, path.suffix, language=language, date=date, template=template)
    replace_file(path, data)
