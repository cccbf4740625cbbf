"""From a path to text: only ordinary files of a decent size, in UTF-8."""

from __future__ import annotations

import codecs
from pathlib import Path

from simulator.errors import InputFileError, Problem
from simulator.files.characters import MAX_BYTES, too_large

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_text(path: Path) -> str:
    """Read a file's text.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    str
        Its text; the characters themselves are checked by `read_yaml`.

    Raises
    ------
    InputFileError
        When there is no such file, it is too large, or it is not UTF-8.
    """
    file = str(path)
    try:
        if not path.is_file():
            raise InputFileError([_no_file(file)])
        if path.stat().st_size > MAX_BYTES:
            raise InputFileError([too_large(file)])
        data = path.read_bytes()
    except OSError as error:
        found = f"a file that cannot be read ({error.strerror})"
        repair = "Check its name and its permissions."
        raise InputFileError([Problem(file, 1, "", found, "a file", repair)]) from error
    return decode(data, file)


def decode(data: bytes, file: str) -> str:
    """Turn the bytes of a file, or of an upload, into text.

    Raises
    ------
    InputFileError
        When they are not UTF-8, with the line of the first byte that is not.

    Examples
    --------
    >>> decode("cliënt".encode(), "a.yaml")
    'cliënt'
    """
    try:
        if not data.startswith(_UTF_16):
            return data.decode("utf-8")
        line, found = 1, "text in UTF-16"
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = f"the byte 0x{data[error.start]:02X}, which is not UTF-8"
    repair = "Save the file as UTF-8, without changing anything else."
    raise InputFileError([Problem(file, line, "", found, "text in UTF-8", repair)])


def _no_file(file: str) -> Problem:
    return Problem(file, 1, "", "no such file", "a file", "Check its name and its folder.")
