"""A file that took work to make, kept until what it says is no longer what the page says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MIME: Final = {
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""Kind of a file by its ending, as browsers call it."""


@dataclass(frozen=True)
class Made:
    """A file, with what it was made of; or why it could not be.

    Attributes
    ----------
    of : object
        What it was made of: another one of these is another file.
    data : bytes
        The file; empty when it could not be made.
    fault : str
        Why not.
    """

    of: object
    data: bytes = b""
    fault: str = ""


def still(made: Made | None, of: object) -> Made | None:
    """Give a file, unless it was made of something else.

    Examples
    --------
    >>> made = Made("run 1", b"...")
    >>> still(made, "run 1") is made, still(made, "run 2"), still(None, "run 1")
    (True, None, None)
    """
    return made if made is not None and made.of == of else None
