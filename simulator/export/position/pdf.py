"""A Word document as PDF, with LibreOffice where that is installed.

There is one lay-out of a letter, that of Word. Drawing it a second time with a PDF library would make two
that drift apart, and no such library gives the tags that readers with a screen reader need; LibreOffice does.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from simulator.errors import SimulatorError

PROGRAMS: Final = ("soffice", "libreoffice")
SECONDS: Final = 120
"""Time that a conversion may take."""

_FILTER: Final = (
    'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"SelectPdfVersion":{"type":"long","value":"0"},'
    '"ExportBookmarks":{"type":"boolean","value":"true"}}'
)


def office() -> str | None:
    """Give the path of LibreOffice, or None when it is not installed: then offer no PDF."""
    return next((path for name in PROGRAMS if (path := shutil.which(name))), None)


def pdf_document(word: bytes) -> bytes:
    """Turn a Word document into a tagged PDF.

    Parameters
    ----------
    word : bytes
        The contents of a .docx file.

    Returns
    -------
    bytes
        The contents of a .pdf file.

    Raises
    ------
    SimulatorError
        If LibreOffice is not installed, or gives no PDF.
    """
    program = office()
    if program is None:
        raise SimulatorError(
            "found no LibreOffice, which makes the PDF; expected the program 'soffice'. Export to .docx and "
            "save it as PDF in Word, or install LibreOffice Writer"
        )
    with tempfile.TemporaryDirectory(prefix="koers-pdf-") as name:
        folder = Path(name)
        (folder / "letter.docx").write_bytes(word)
        told = _convert(program, folder)
        made = folder / "letter.pdf"
        if not made.is_file():
            raise SimulatorError(
                f"LibreOffice gave no PDF ({told or 'without a reason'}); expected one. Export to .docx and "
                "save it as PDF in Word"
            )
        return made.read_bytes()


def _convert(program: str, folder: Path) -> str:
    """Run LibreOffice with a profile of its own, so that two conversions do not wait for each other."""
    profile = (folder / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore"]
    command += ["--convert-to", _FILTER, "--outdir", str(folder), str(folder / "letter.docx")]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False, text=True)
    except subprocess.TimeoutExpired:
        return f"it took more than {SECONDS} seconds"
    except OSError as error:
        return str(error)
    return done.stderr.strip()
