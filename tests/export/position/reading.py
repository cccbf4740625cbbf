"""Reads Word documents back, as another program would."""

import io
import re
import xml.etree.ElementTree as ET
import zipfile

from docx import Document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(data: bytes, name: str) -> ET.Element:
    """Give a part of a package as XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return ET.fromstring(package.read(name))


def footnotes(data: bytes) -> dict[int, str]:
    """Give the texts of the footnotes by id, without the separators."""
    notes = part(data, "word/footnotes.xml")
    return {
        int(note.get(f"{W}id")): "".join(t.text or "" for t in note.iter(f"{W}t")).strip()
        for note in notes
        if note.get(f"{W}type") is None
    }


def references(data: bytes) -> list[int]:
    """Give the ids of the footnotes that the text refers to, in order."""
    return [int(r.get(f"{W}id")) for r in part(data, "word/document.xml").iter(f"{W}footnoteReference")]


def paragraphs(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs]


def tables(data: bytes) -> list[list[list[str]]]:
    document = Document(io.BytesIO(data))
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]


def all_text(data: bytes) -> str:
    """Give everything that the body says, tables included."""
    cells = (cell for table in tables(data) for row in table for cell in row)
    return "\n".join([*paragraphs(data), *cells])


def signed(cell: str) -> list[int]:
    """Read the amounts of a cell back, V as gain and N as loss.

    A mark holds for all amounts up to it; amounts after the last mark have that of the middle, above them.
    """
    found, waiting, sign = [], [], 1
    for number, mark in re.findall(r"([\d.]+)(?:\u00a0([VN]))?", cell):
        waiting.append(int(number.replace(".", "")))
        if mark:
            sign = 1 if mark == "V" else -1
            found += [sign * amount for amount in waiting]
            waiting = []
    return found + [sign * amount for amount in waiting]
