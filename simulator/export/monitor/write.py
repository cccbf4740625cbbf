"""Updates as files."""

from __future__ import annotations

import datetime as dt
from typing import Final

from simulator.analysis.monitor import Monitoring
from simulator.domain.position import Language
from simulator.errors import SimulatorError
from simulator.export.monitor.update import update_of
from simulator.export.position.markdown import markdown_document
from simulator.export.position.pdf import pdf_document
from simulator.export.position.word import word_document

SUFFIXES: Final = (".docx", ".md", ".pdf")
"""Kinds of file that an update can be written to. PDF needs LibreOffice."""


def update_file(
    found: Monitoring, suffix: str, *, language: Language, date: dt.date, short: bool = False
) -> bytes:
    """Give an update as the contents of a file.

    Parameters
    ----------
    found : Monitoring
        What happened against the plan.
    suffix : {".docx", ".md", ".pdf"}
        Kind of file.
    language : {"nl", "en"}
        Its language.
    date : date
        The day on which it is made.
    short : bool
        On one page.

    Raises
    ------
    SimulatorError
        If there is no such kind of file, or a PDF cannot be made.
    """
    if suffix not in SUFFIXES:
        raise SimulatorError(
            f"found '{suffix}' as kind of file; expected one of {', '.join(SUFFIXES)}. "
            "Give the file a name that ends in one of these"
        )
    letter = update_of(found, language, date, short=short)
    if suffix == ".md":
        return markdown_document(letter).encode()
    word = word_document(letter, date)
    return word if suffix == ".docx" else pdf_document(word)
