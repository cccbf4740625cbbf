"""Files that are complete or not there: written beside their place first, then moved there."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

_ENDING = ".writing"
"""How the name of a file ends that is not complete yet."""


def write_whole(path: Path, write: Callable[[Path], object]) -> None:
    """Write a file in one go, also when two write it at the same time, or the power fails.

    Parameters
    ----------
    path : Path
        The file; one that is there is replaced once the new one is complete.
    write : callable
        Writes the contents to the path that it is given.

    Raises
    ------
    OSError
        If it cannot be written; then nothing is left behind, and an older file stays.
    """
    # The name is drawn at random, so that two who write one file do not write in each other's.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=_ENDING)
    os.close(handle)
    part = Path(name)
    try:
        write(part)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        # Temporary files are for their owner alone; a result is as readable as any file made here.
        mask = os.umask(0)
        os.umask(mask)
        part.chmod(0o666 & ~mask)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def is_unfinished(file: Path, path: Path) -> bool:
    """Whether a file is what `write_whole` left of another when it was killed.

    >>> (
    ...     is_unfinished(Path("a/.b.csv.x1.writing"), Path("a/b.csv")),
    ...     is_unfinished(Path("a/b.csv"), Path("a/b.csv")),
    ... )
    (True, False)
    """
    return file.name.startswith(f".{path.name}.") and file.name.endswith(_ENDING)


def replace_file(path: Path, data: bytes) -> None:
    """Write bytes to a file in one go; see `write_whole`.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     replace_file(Path(folder) / "a.txt", b"whole")
    ...     [(file.name, file.read_bytes()) for file in Path(folder).iterdir()]
    [('a.txt', b'whole')]
    """
    write_whole(path, lambda part: part.write_bytes(data))
