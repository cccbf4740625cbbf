"""Rows of text from an uploaded CSV or XLSX file, read with suspicion.

Only what a small table needs is read: the first sheet, its texts and numbers. No formula is worked out, no
link followed and no type of document accepted that can grow when it is unpacked.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree

from simulator.errors import InputFileError, Problem

MAX_BYTES = 256 * 1024
"""Largest upload; a table of services takes about one kilobyte."""
MAX_UNPACKED = 4 * 1024 * 1024
"""Most that a part of a workbook may unpack to."""
MAX_ROWS, MAX_COLUMNS, MAX_CELL = 500, 30, 500
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ZIP = b"PK\x03\x04"
_BAD_XML = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(frozen=True)
class Row:
    """A row with its number, as a spreadsheet shows it."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class TableProblem(Problem):
    """What is wrong with an uploaded table; `line` is the row of a spreadsheet.

    Attributes
    ----------
    code : str
        What kind of problem it is, so that a page can say it in the language of its reader.
    column : str
        Head of the column; empty for the table as a whole.
    values : mapping of str to str
        What fills the sentence in.
    """

    code: str = ""
    column: str = ""
    values: Mapping[str, str] = field(default_factory=dict, compare=False)


def read_rows(data: bytes, file: str) -> list[Row]:
    """Read an upload.

    Parameters
    ----------
    data : bytes
        The file.
    file : str
        Its name, for messages.

    Returns
    -------
    list of Row
        Rows that hold anything; cells without spaces around them.

    Raises
    ------
    InputFileError
        If it is too large, no CSV in UTF-8 and no workbook, or holds more than a table of this kind can.
    """
    if len(data) > MAX_BYTES:
        expected = f"at most {MAX_BYTES:_} bytes"
        raise _refused(file, "too_large", f"a file of {len(data):_} bytes", expected)
    rows = _from_workbook(data, file) if data.startswith(_ZIP) else _from_csv(data, file)
    found = [row for row in rows if any(row.cells)]
    for row in found:
        if len(row.cells) > MAX_COLUMNS or any(len(cell) > MAX_CELL for cell in row.cells):
            raise _refused(
                file,
                "too_wide",
                "a row that is too wide",
                f"at most {MAX_COLUMNS} columns of {MAX_CELL} characters",
                row.number,
            )
    return found


def _refused(file: str, code: str, found: str, expected: str, line: int = 1) -> InputFileError:
    repair = "Start from the template, and fill in its cells only."
    return InputFileError([TableProblem(file, line, "", found, expected, repair, code=code)])


def _from_csv(data: bytes, file: str) -> list[Row]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _refused(
            file, "not_utf8", "bytes that are not UTF-8", "a CSV file in UTF-8, or an .xlsx file"
        ) from None
    if "\0" in text:
        raise _refused(file, "not_utf8", "a NUL character", "a CSV file in UTF-8, or an .xlsx file")
    head = text.split("\n", 1)[0]
    delimiter = ";" if head.count(";") >= head.count(",") else ","
    rows = []
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
            if number > MAX_ROWS:
                raise _refused(file, "too_many_rows", "more rows", f"at most {MAX_ROWS} rows", number)
            rows.append(Row(number, tuple(_clean(cell) for cell in cells)))
    except csv.Error as error:
        raise _refused(file, "unreadable", f"CSV that cannot be read ({error})", "a plain CSV file") from None
    return rows


def _clean(cell: str) -> str:
    # The apostrophe with which our own CSV guards text against being read as a formula.
    return cell.strip().removeprefix("'")


def _from_workbook(data: bytes, file: str) -> list[Row]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            strings = _shared_strings(_part(archive, "xl/sharedStrings.xml", file))
            sheet = _part(archive, "xl/worksheets/sheet1.xml", file)
    # RuntimeError: a password, or a way of packing that is not known here.
    except (zipfile.BadZipFile, RuntimeError, EOFError, OSError):
        raise _refused(
            file, "unreadable", "a workbook that cannot be opened", "an .xlsx file without password"
        ) from None
    if sheet is None:
        raise _refused(file, "unreadable", "a file without a first sheet", "an .xlsx workbook")
    rows: list[Row] = []
    for element in sheet.iter(f"{_MAIN}row"):
        number = int(element.get("r", len(rows) + 1)) if element.get("r", "1").isdigit() else len(rows) + 1
        if len(rows) >= MAX_ROWS:
            raise _refused(file, "too_many_rows", "more rows", f"at most {MAX_ROWS} rows", number)
        rows.append(Row(number, _cells(element, strings)))
    return rows


def _part(archive: zipfile.ZipFile, name: str, file: str) -> ElementTree.Element | None:
    """A part of the workbook as XML; None when it has none of that name."""
    if name not in archive.namelist():
        return None
    with archive.open(name) as part:
        data = part.read(MAX_UNPACKED + 1)
    if len(data) > MAX_UNPACKED or _BAD_XML.search(data):
        raise _refused(
            file, "too_large", "a workbook that unpacks to too much", f"at most {MAX_UNPACKED:_} bytes a part"
        )
    try:
        return ElementTree.fromstring(data)
    except ElementTree.ParseError:
        raise _refused(
            file, "unreadable", "a workbook that cannot be read", "an .xlsx file as Excel saves it"
        ) from None


def _shared_strings(root: ElementTree.Element | None) -> list[str]:
    if root is None:
        return []
    return ["".join(t.text or "" for t in item.iter(f"{_MAIN}t")) for item in root.findall(f"{_MAIN}si")]


def _cells(row: ElementTree.Element, strings: list[str]) -> tuple[str, ...]:
    found: dict[int, str] = {}
    for place, cell in enumerate(row.findall(f"{_MAIN}c")):
        column = _column(cell.get("r", "")) or place
        if column <= MAX_COLUMNS:
            found[column] = _clean(_value(cell, strings))
    return tuple(found.get(column, "") for column in range(max(found, default=-1) + 1))


def _value(cell: ElementTree.Element, strings: list[str]) -> str:
    """Text of a cell: a shared or own string, or a number as it stands; what a formula gave last counts.

    A formula that nobody worked out yet is given as it stands, so that it is refused and not taken for empty.
    """
    if cell.get("t") == "inlineStr":
        return "".join(t.text or "" for t in cell.iter(f"{_MAIN}t"))
    value = cell.find(f"{_MAIN}v")
    text = value.text or "" if value is not None else ""
    formula = cell.find(f"{_MAIN}f")
    if formula is not None and not text:
        return f"={formula.text or ''}"
    if cell.get("t") == "s":
        return strings[int(text)] if text.isdigit() and int(text) < len(strings) else ""
    return text


def _column(reference: str) -> int:
    """Place of a column: A is 0. No reference gives 0 as well, then the order of the cells counts.

    >>> _column("A1"), _column("C7"), _column("")
    (0, 2, 0)
    """
    place = 0
    for letter in re.match(r"[A-Z]{0,3}", reference)[0]:  # type: ignore[index] # matches nothing too
        place = place * 26 + ord(letter) - ord("A") + 1
    return max(place - 1, 0)
