"""The results of a sweep on disk: a Parquet file, and while it is made a folder of parts beside it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
from pyarrow import parquet as pq

from simulator import __version__
from simulator.analysis.summary import QUANTITIES
from simulator.errors import SweepError
from simulator.sweep.work import STATISTICS, Row
from simulator.whole_file import is_unfinished, write_whole

KOERS = b"koers"
"""Key of what a file says of itself, in its metadata."""

ROWS_IN_GROUP = 50_000
"""Rows of the result that are written, and can be read, at once: more, up to the end of a part."""

SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("package", "future", "scenario", "run_id", "municipality")),
        ("year", pa.int32()),
        *((f"{quantity}_{name}", pa.float64()) for quantity in QUANTITIES for name in STATISTICS),
        ("target_municipality", pa.string()),
        *((name, pa.float64()) for name in ("target", "target_probability", "target_expected_shortfall")),
        ("target_savings_known", pa.bool_()),
        ("savings_known", pa.bool_()),
        ("unknown_items", pa.int32()),
        ("draws", pa.int32()),
        ("seed", pa.int64()),
    ]
)
"""Columns of the results: a row per run and year, amounts in EUR a year. A grid fills package and future, a
scenario that is worked out as it is fills scenario. Quantities are those of `simulator.analysis.summary`. The
target columns are empty where there is no task; `unknown_items` counts what is left out of the totals because
nobody knows the amount. Where `savings_known` is false, no source says what any measure saves: gross, damped
and net are empty then, not zero. Where `target_savings_known` is false, that is so for the owner of the task:
whether it is met is empty."""


class Store:
    """The files of one sweep.

    Parameters
    ----------
    path : Path
        The file that the results are for.
    sweep, sweep_id, catalogue_version : str
        What the results are of.
    parts : int
        Number of parts.
    """

    def __init__(self, path: Path, sweep: str, sweep_id: str, catalogue_version: str, parts: int) -> None:
        self.path = path
        self.folder = path.with_name(f"{path.name}.parts")
        self._parts = parts
        self._told = {
            "sweep": sweep,
            "sweep_id": sweep_id,
            "catalogue_version": catalogue_version,
            "koers_version": __version__,
        }

    def is_complete(self) -> bool:
        """Whether the results are there.

        Raises
        ------
        SweepError
            If there is a file that is something else.
        """
        if not self.path.exists():
            return False
        self._check(self.path, _told_by(self.path))
        return True

    def kept(self) -> set[int]:
        """Numbers of the parts that are there.

        A file that cannot be read, or that did not get its name before the sweep was killed, is removed:
        whatever it was, it is no part.

        Raises
        ------
        SweepError
            If there are parts of another sweep.
        """
        found = set()
        for file in sorted(self.folder.glob("*")):
            told = _told_by(file)
            if told is not None:
                self._check(file, told)
            if told is None or file != self._part(int(told.get("part", -1))):
                file.unlink()
                continue
            found.add(int(told["part"]))
        return found

    def forget(self) -> None:
        """Remove the results and the parts, whatever they are of."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.path.unlink(missing_ok=True)

    def keep(self, part: int, rows: Sequence[Row]) -> None:
        """Put a part away; once this returns it stays, whatever happens."""
        self.folder.mkdir(parents=True, exist_ok=True)
        table = pa.Table.from_pylist(list(rows), schema=self._schema(part=part))
        _write(self._part(part), lambda file: pq.write_table(table, file))

    def finish(self) -> int:
        """Put the parts together, in their order, and remove them.

        Returns
        -------
        int
            Number of rows.
        """
        schema = self._schema()

        def write(file: Path) -> None:
            with pq.ParquetWriter(file, schema) as writer:
                for table in self._groups():
                    writer.write_table(table.replace_schema_metadata(schema.metadata))

        _write(self.path, write)
        self.clear()
        return self.rows()

    def clear(self) -> None:
        """Remove what making the results left beside them; parts of another sweep stay."""
        for file in self.folder.glob("*"):
            told = _told_by(file)
            if told is None or told.get("sweep_id") == self._told["sweep_id"]:
                file.unlink(missing_ok=True)
        with suppress(OSError):
            self.folder.rmdir()
        for file in self.path.parent.iterdir():
            if is_unfinished(file, self.path):
                file.unlink(missing_ok=True)

    def rows(self) -> int:
        """Number of rows of the results."""
        return int(pq.read_metadata(self.path).num_rows)

    def _groups(self) -> Iterator[pa.Table]:
        """The parts, several at a time: a file of many small groups is slow to read."""
        waiting: list[pa.Table] = []
        for part in range(self._parts):
            waiting.append(pq.read_table(self._part(part)).replace_schema_metadata(None))
            if sum(table.num_rows for table in waiting) >= ROWS_IN_GROUP or part == self._parts - 1:
                yield pa.concat_tables(waiting).combine_chunks()
                waiting = []

    def _part(self, part: int) -> Path:
        return self.folder / f"{part:06}.parquet"

    def _schema(self, **more: int) -> pa.Schema:
        told = json.dumps(self._told | more, sort_keys=True)
        return SCHEMA.with_metadata({KOERS: told.encode()})

    def _check(self, file: Path, told: dict[str, Any] | None) -> None:
        """Refuse a file that is not of this sweep."""
        if told is None or told.get("sweep_id") != self._told["sweep_id"]:
            found = "a file that is no sweep" if told is None else f"sweep '{told.get('sweep')}'"
            differs = [key for key, value in self._told.items() if told and told.get(key) != value]
            changed = f" with another {', '.join(differs)}" if differs else ""
            raise SweepError(
                f"found {found}{changed} in {file}; expected nothing, or what this sweep left there. "
                "Choose another file, or write over it with --anew"
            )


def _told_by(file: Path) -> dict[str, Any] | None:
    """What a file of a sweep says of itself; None if it is not one, or cannot be read."""
    try:
        metadata = pq.read_schema(file).metadata or {}
        told = json.loads(metadata[KOERS])
    except (OSError, pa.ArrowException, KeyError, ValueError):
        return None
    return told if isinstance(told, dict) else None


def _write(path: Path, write: Callable[[Path], None]) -> None:
    """Write a file in one go.

    Raises
    ------
    SweepError
        If it cannot be written.
    """
    try:
        write_whole(path, write)
    except OSError as error:
        raise SweepError(
            f"{path} cannot be written: {error.strerror or error}. Choose another place"
        ) from None
