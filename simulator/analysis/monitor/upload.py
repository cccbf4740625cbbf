"""Observed figures from a table that somebody fills in: one figure a row, in the layout of the template.

Every problem is reported with its row and column; nothing of a table with a problem is used. A row without a
figure is left out: an empty cell is no zero.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, get_args

from simulator.analysis.budget.own_figures import parse_number
from simulator.analysis.budget.sheet_reader import Row, TableProblem, read_rows
from simulator.analysis.monitor.layout import ALL, HEADS, KINDS, STATUSES
from simulator.analysis.monitor.matching import ALL_SERVICES
from simulator.domain.base import Text
from simulator.domain.catalogue import Catalogue
from simulator.domain.observation import Kind, ObservedFigure, ObservedFigures, ObservedSeries, Status
from simulator.domain.source import Source
from simulator.errors import InputFileError
from simulator.suggestion import did_you_mean, one_of

UPLOAD: Final = "upload"
"""Document of a figure that comes from an upload."""
_MOST: Final = 1e11


@dataclass(frozen=True)
class _Found:
    """One row, read."""

    kind: Kind
    service: str | None
    measure: str | None
    municipality: str | None
    year: int
    half: int | None
    status: Status
    value: float
    printed: str
    origin: str
    row: int

    @property
    def about(self) -> tuple[str | None, ...]:
        """What the row is about: rows that share it are one series."""
        return self.kind, self.service, self.measure, self.municipality, self.origin


def read_figures(data: bytes, file: str, catalogue: Catalogue) -> ObservedFigures:
    """Read an upload.

    Parameters
    ----------
    data : bytes
        CSV (semicolons or commas) or XLSX, in the layout of the template.
    file : str
        Its name, for messages and as the source of the figures.
    catalogue : Catalogue
        The programme that it belongs to.

    Raises
    ------
    InputFileError
        With every problem, by row and column.
    """
    rows = read_rows(data, file)
    reader = _Reader(file, catalogue, _columns(rows, file))
    found = [one for row in rows[1:] if (one := reader.read(row)) is not None]
    reader.check_once(found)
    if reader.problems:
        raise InputFileError(reader.problems)
    if not found:
        problem = _problem(file, 1, "waarde", "empty", "no figure", "at least one", "Fill in the table.")
        raise InputFileError([problem])
    name = Path(file).name
    return ObservedFigures(
        title=Text(nl=f"Ingelezen uit {name}", en=f"Read from {name}"), series=_series(found, name)
    )


def _series(found: Sequence[_Found], file: str) -> tuple[ObservedSeries, ...]:
    together: dict[tuple[str | None, ...], list[_Found]] = defaultdict(list)
    for one in found:
        together[one.about].append(one)
    return tuple(_one_series(rows, file) for rows in together.values())


def _one_series(rows: list[_Found], file: str) -> ObservedSeries:
    first = rows[0]
    whole = first.kind == "cost" and first.service is None
    subject = ALL_SERVICES if whole else None
    if first.kind == "saving":
        subject = Text(nl="Besparing zoals opgegeven", en="Saving as reported")
    told = f"{file}: {first.origin}" if first.origin else file
    return ObservedSeries(
        kind=first.kind,
        service=first.service,
        measure=first.measure,
        subject=subject,
        municipality=first.municipality,
        source=Source(document=UPLOAD, page=f"{told}, rij {', '.join(str(row.row) for row in rows)}"),
        figures=tuple(_figure(row) for row in sorted(rows, key=lambda r: (r.year, r.half or 0))),
    )


def _figure(row: _Found) -> ObservedFigure:
    return ObservedFigure(
        year=row.year, half=row.half, status=row.status, value=row.value, printed=row.printed
    )


def _columns(rows: Sequence[Row], file: str) -> dict[str, int]:
    written = [cell.casefold() for cell in rows[0].cells] if rows else []
    needed = [head for head in HEADS if head != "bron"]
    if missing := [head for head in needed if written.count(head) != 1]:
        found = f"columns {', '.join(written) or 'none'}"
        wanted = ", ".join(needed)
        problem = _problem(
            file, 1, "", "no_heads", found, wanted, "Start from the template.", ", ".join(missing)
        )
        raise InputFileError([problem])
    return {head: written.index(head) for head in HEADS if head in written}


def _problem(  # noqa: PLR0913, PLR0917 - all that a message needs
    file: str, row: int, column: str, code: str, found: str, expected: str, repair: str, value: str = ""
) -> TableProblem:
    return TableProblem(
        file,
        row,
        f"column {column}" if column else "",
        found[:120],
        expected,
        repair,
        code=code,
        column=column,
        values={"found": found[:120].strip("'"), "value": value},
    )


class _Reader:
    """Reads rows, and keeps every problem in them."""

    def __init__(self, file: str, catalogue: Catalogue, columns: Mapping[str, int]) -> None:
        self._file, self._catalogue, self._columns = file, catalogue, columns
        self.problems: list[TableProblem] = []

    def read(self, row: Row) -> _Found | None:
        """Read a row; None when it has no figure, or a problem."""
        text = self._cell(row, "waarde")
        if not text:
            return None
        before = len(self.problems)
        kind = self._one(row, "soort", KINDS, get_args(Kind))
        status = self._one(row, "status", STATUSES, get_args(Status))
        service, measure = self._about(row, kind)
        town = self._name(row, "gemeente", self._catalogue.programme.municipalities, ALL)
        year, half = self._year(row), self._half(row)
        value = self._value(row, text)
        if len(self.problems) > before or kind is None or status is None or year is None or value is None:
            return None
        origin = self._cell(row, "bron")
        return _Found(kind, service, measure, town, year, half, status, value, text, origin, row.number)  # type: ignore[arg-type] # looked up

    def check_once(self, found: Sequence[_Found]) -> None:
        """Refuse a period that has two figures of one status."""
        seen: dict[object, int] = {}
        for one in found:
            key = *one.about, one.year, one.half, one.status
            if key in seen:
                expected = "one figure for each thing, period and status"
                self._tell(
                    one.row,
                    "waarde",
                    "same_period",
                    f"the same as row {seen[key]}",
                    expected,
                    "Remove one.",
                    str(seen[key]),
                )
            seen.setdefault(key, one.row)

    def _cell(self, row: Row, head: str) -> str:
        place = self._columns.get(head, len(row.cells))
        return row.cells[place] if place < len(row.cells) else ""

    def _tell(
        self, row: int, column: str, code: str, found: str, expected: str, repair: str, value: str = ""
    ) -> None:
        self.problems.append(_problem(self._file, row, column, code, found, expected, repair, value))

    def _one(self, row: Row, head: str, words: Mapping[str, str], names: Sequence[str]) -> str | None:
        """One of a few words, in Dutch or as the model has it."""
        text = self._cell(row, head).casefold().replace("ë", "e").replace(" ", "_")
        if text in words:
            return words[text]
        if text in words.values() and text in names:
            return text
        advice = did_you_mean(text, words, "Use a word of the template.")
        self._tell(row.number, head, "unknown_word", f"'{text}'", one_of(words), advice, ", ".join(words))
        return None

    def _name(self, row: Row, head: str, known: Mapping[str, object], everything: str | None) -> str | None:
        """A name that the programme has; nothing when the cell is empty or speaks of all."""
        text = self._cell(row, head)
        if not text or text.casefold() == everything or text in known:
            return text if text in known else None
        advice = did_you_mean(text, known, "Use a name of the template.")
        self._tell(row.number, head, "unknown_word", f"'{text}'", one_of(known), advice, ", ".join(known))
        return None

    def _about(self, row: Row, kind: str | None) -> tuple[str | None, str | None]:
        service = self._name(row, "voorziening", self._catalogue.programme.services, ALL)
        measure = self._name(row, "maatregel", self._catalogue.measures, None)
        named = self._cell(row, "voorziening")
        if kind == "saving" and not self._cell(row, "maatregel"):
            self._tell(
                row.number, "maatregel", "no_measure", "nothing", "the id of a measure", "Name the measure."
            )
        elif kind not in (None, "saving") and not named:
            expected = f"a service, or '{ALL}'"
            self._tell(row.number, "voorziening", "no_service", "nothing", expected, "Name the service.")
        elif kind not in (None, "saving", "cost") and named.casefold() == ALL:
            self._tell(
                row.number, "voorziening", "one_service", f"'{ALL}'", "one service", "Name the service."
            )
        return service, measure

    def _year(self, row: Row) -> int | None:
        text, programme = self._cell(row, "jaar").removesuffix(".0"), self._catalogue.programme
        first, last = programme.base_year, programme.years[-1]
        if text.isascii() and text.isdigit() and first <= int(text[:5]) <= last:
            return int(text)
        self._tell(
            row.number,
            "jaar",
            "no_year",
            f"'{text}'",
            f"a year from {first} to {last}",
            "Correct it.",
            f"{first}–{last}",
        )
        return None

    def _half(self, row: Row) -> int | None:
        text = self._cell(row, "halfjaar").removesuffix(".0")
        if text in ("", "1", "2"):
            return int(text) if text else None
        self._tell(row.number, "halfjaar", "no_half", f"'{text}'", "1, 2 or nothing", "Correct it.")
        return None

    def _value(self, row: Row, text: str) -> float | None:
        value = parse_number(text)
        if value is None:
            expected = "a number like 1.538.246 or 1538246,50; leave the cell empty when it is not known"
            self._tell(row.number, "waarde", "no_number", f"'{text}'", expected, "Correct it.")
        elif not 0 <= value <= _MOST or not math.isfinite(value):
            self._tell(row.number, "waarde", "out_of_range", text, f"from 0 to {_MOST:,.0f}", "Correct it.")
        else:
            return value
        return None
