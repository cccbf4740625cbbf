import datetime as dt
import io
import subprocess
import threading
from pathlib import Path
from shutil import which

import pytest
from docx import Document
from docx.shared import Pt

from simulator.errors import SimulatorError
from simulator.export.position import letter_of, office, pdf_document, word_document, write_position
from simulator.export.position import pdf as pdf_module
from simulator.export.position import write as write_module
from simulator.export.position.write import replace_file
from tests.analysis.position.samples import shipped_consequences, words, worked_out
from tests.export.position.reading import paragraphs
from tests.export.workbook.office import Office

DATE = dt.date(2026, 11, 20)

needs_office = pytest.mark.skipif(office() is None, reason="LibreOffice (soffice) is not installed")


def write(path: Path, found=None) -> None:
    write_position(found or worked_out(), path, language="nl", date=DATE)


def test_the_ending_says_which_kind_of_file(tmp_path):
    write(tmp_path / "a.docx")
    write(tmp_path / "a.md")
    assert "Geachte dames en heren," in paragraphs((tmp_path / "a.docx").read_bytes())
    assert "# Zienswijze" in (tmp_path / "a.md").read_text("utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.docx", "a.md"]


def test_another_ending_is_refused_and_leaves_nothing(tmp_path):
    with pytest.raises(SimulatorError, match=r"found '.odt' as kind of file; expected one of .docx"):
        write(tmp_path / "a.odt")
    assert list(tmp_path.iterdir()) == []


def test_a_failing_export_leaves_the_older_file_and_no_half_one(tmp_path, monkeypatch):
    path = tmp_path / "a.docx"
    path.write_text("ouder")

    def fail(*args, **kwargs):
        raise SimulatorError("halfway")

    monkeypatch.setattr(write_module, "word_document", fail)
    with pytest.raises(SimulatorError, match="halfway"):
        write(path)
    assert path.read_text() == "ouder"
    assert [p.name for p in tmp_path.iterdir()] == ["a.docx"]


def test_a_place_that_cannot_be_written_leaves_nothing(tmp_path):
    folder = tmp_path / "a.docx"
    folder.mkdir()
    with pytest.raises(OSError, match=r"a\.docx"):
        replace_file(folder, b"data")
    assert [p.name for p in tmp_path.iterdir()] == ["a.docx"]
    with pytest.raises(FileNotFoundError):
        replace_file(tmp_path / "nowhere" / "a.docx", b"data")


def test_two_at_once_get_each_a_whole_file(tmp_path):
    found = [worked_out(reference=f"kenmerk-{n}") for n in range(2)]
    paths = [tmp_path / f"{n}.docx" for n in range(2)]
    threads = [threading.Thread(target=write, args=pair) for pair in zip(paths, found, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for n, path in enumerate(paths):
        assert f"Kenmerk\tkenmerk-{n}" in paragraphs(path.read_bytes())


def test_without_libreoffice_a_pdf_is_refused_in_plain_words(tmp_path, monkeypatch):
    monkeypatch.setattr(pdf_module.shutil, "which", lambda name: None)
    with pytest.raises(SimulatorError, match=r"no LibreOffice.*save it as PDF in Word"):
        write(tmp_path / "a.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_conversion_that_takes_too_long_is_told(monkeypatch):
    def late(*args, **kwargs):
        raise subprocess.TimeoutExpired("soffice", 120)

    monkeypatch.setattr(pdf_module, "office", lambda: "soffice")
    monkeypatch.setattr(pdf_module.subprocess, "run", late)
    with pytest.raises(SimulatorError, match="more than 120 seconds"):
        pdf_document(b"")


def with_lines(written: bytes, lines: int, path: Path) -> Path:
    """A letter with so many small lines above its last words."""
    document = Document(io.BytesIO(written))
    heading = next(found for found in document.paragraphs if found.text == "Tot slot")
    for _ in range(lines):
        above = heading.insert_paragraph_before("vulling")
        above.runs[0].font.size, above.paragraph_format.space_after = Pt(8), Pt(0)
        above.paragraph_format.line_spacing = 1.0
    document.save(path)
    return path


def pages_of(path: Path) -> list[str]:
    said = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    return said.stdout.decode().split("\f")


@needs_office
@pytest.mark.slow
@pytest.mark.skipif(which("pdftotext") is None, reason="pdftotext (poppler-utils) is not installed")
def test_no_heading_stands_alone_at_the_foot_of_a_page_and_no_signature_at_the_top(tmp_path):
    """The last words have a footnote: with so much above them they would not fit below their heading."""
    consequences = shipped_consequences()
    written = word_document(letter_of(consequences, "nl", DATE), DATE)
    numbers = (4, 5, 6, 7, 8)
    letters = [with_lines(written, lines, tmp_path / f"{lines}.docx") for lines in numbers]
    converted = Office(office(), tmp_path).convert_all(letters, "pdf:writer_pdf_Export")
    for lines, path in zip(numbers, converted, strict=True):
        pages = pages_of(path)
        (page,) = [text for text in pages if "Tot slot" in text]
        assert "Met de rest van het actieprogramma" in page.split("Tot slot")[1], lines
        (page,) = [text for text in pages if "Hoogachtend" in text]
        signed = page.split("Hoogachtend")[1]
        assert "De gemeenteraad van Hilversum" in signed and "de griffier" in signed, lines


def test_those_who_sign_stand_in_one_paragraph_that_no_page_parts():
    """Two on a line, with room above it."""
    people = tuple(words(name) for name in ("de griffier", "de voorzitter", "een lid"))
    data = word_document(letter_of(worked_out(signatories=people), "nl", DATE), DATE)
    (last,) = [found for found in Document(io.BytesIO(data)).paragraphs if "de griffier" in found.text]
    assert last.paragraph_format.keep_together
    lines = [line for line in last.text.split("\n") if line]
    assert lines[0] == "Hoogachtend," and lines[2:] == ["de griffier\tde voorzitter", "een lid"]


@needs_office
@pytest.mark.slow
def test_the_shipped_letter_becomes_a_tagged_pdf(tmp_path):
    path = tmp_path / "zienswijze.pdf"
    write(path, shipped_consequences())
    data = path.read_bytes()
    assert data.startswith(b"%PDF")
    assert b"/StructTreeRoot" in data or b"/MarkInfo" in data
    assert b"nl-NL" in data
    assert [p.name for p in tmp_path.iterdir()] == ["zienswijze.pdf"]
