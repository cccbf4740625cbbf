"""A letter as a Word document: named styles, real footnotes, alt texts, repeated table heads."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Final

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.exceptions import OpcError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import _Row
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from simulator.domain.position import Language
from simulator.errors import SimulatorError
from simulator.export.chart_pictures import png_of
from simulator.export.position.blocks import (
    Block,
    Figure,
    Heading,
    Letter,
    PageBreak,
    Paragraph,
    Span,
    Spans,
    Style,
    Table,
)
from simulator.export.position.footnotes import Footnotes
from simulator.export.position.legible import legible, unbroken
from simulator.export.position.template import STYLES, TEMPLATE
from simulator.export.position.texts import text_of

TAGS: Final[dict[Language, str]] = {"nl": "nl-NL", "en": "en-GB"}
PICTURE_WIDTH: Final = Cm(15.5)

_STYLES: Final = {
    "body": "Normal",
    "lead": "Koers Lead",
    "greeting": "Koers Greeting",
    "address": "Koers Address",
    "bullet": "List Bullet",
    "small": "Koers Small",
    "signature": "Koers Signature",
}


def word_document(letter: Letter, made: dt.date, template: Path | None = None) -> bytes:
    """Write a letter as a Word document.

    Parameters
    ----------
    letter : Letter
        What it says. No text in it is taken for markup.
    made : date
        Date in the properties of the document.
    template : Path, optional
        A document with the styles in `template.STYLES`; left out: the one that Koers comes with. What it
        holds already, such as a letterhead, stays.

    Returns
    -------
    bytes
        The contents of a .docx file.

    Raises
    ------
    SimulatorError
        If the template cannot be read or lacks a style.
    """
    document = _open(template or TEMPLATE)
    _properties(document, letter, made)
    writer = _Writer(document, letter.language)
    for block in letter.blocks:
        writer.write(block)
    _footer(document, letter)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _open(template: Path) -> DocumentObject:
    try:
        document = Document(str(template))
    except (OSError, OpcError, KeyError, ValueError) as error:
        raise SimulatorError(
            f"found {template.name}, which cannot be read as a Word document ({error}); expected a .docx "
            "file. Open it in Word and save it as .docx"
        ) from error
    if missing := [name for name in STYLES if name not in document.styles]:
        raise SimulatorError(
            f"found template {template.name} without the style(s) {', '.join(missing)}; expected all of "
            f"{', '.join(STYLES)}. Start from {TEMPLATE.name}, which has them"
        )
    return document


def _properties(document: DocumentObject, letter: Letter, made: dt.date) -> None:
    properties = document.core_properties
    # Core properties hold at most 255 characters each.
    properties.title, properties.author = legible(letter.title)[:255], legible(letter.author)[:255]
    properties.subject, properties.comments = legible(letter.footer)[:255], ""
    properties.language = TAGS[letter.language]
    properties.last_modified_by = "Koers"
    properties.created = properties.modified = dt.datetime(made.year, made.month, made.day)
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if defaults is not None:
        _set_language(defaults, letter.language)


def _set_language(properties: object, language: Language) -> None:
    """Set the language of run properties."""
    element = properties.find(qn("w:lang"))  # type: ignore[attr-defined]
    if element is None:
        element = OxmlElement("w:lang")
        properties.append(element)  # type: ignore[attr-defined]
    for script in ("val", "eastAsia"):
        element.set(qn(f"w:{script}"), TAGS[language])


class _Writer:
    """Writes blocks one after the other."""

    def __init__(self, document: DocumentObject, language: Language) -> None:
        self._document = document
        self._language = language
        self._notes = Footnotes(document)
        self._new_page = False

    def write(self, block: Block) -> None:
        match block:
            case Heading(level=level, spans=spans):
                self._fill(self._add("Title" if level == 0 else f"Heading {level}"), spans)
            case Paragraph(spans=spans, style=style):
                self._fill(self._paragraph(style), spans)
            case Table():
                self._table(block)
            case Figure():
                self._figure(block)
            case PageBreak():
                self._new_page = True

    def _add(self, style: str) -> WordParagraph:
        paragraph = self._document.add_paragraph(style=style)
        if self._new_page:  # a break of its own would leave an empty line on the new page
            paragraph.paragraph_format.page_break_before, self._new_page = True, False
        return paragraph

    def _paragraph(self, style: Style) -> WordParagraph:
        paragraph = self._add(_STYLES[style])
        if style == "signature":  # on one page, whatever the style of a municipality's own template says
            paragraph.paragraph_format.keep_together = True
        return paragraph

    def _fill(self, paragraph: WordParagraph, spans: Spans) -> None:
        for span in spans:
            if span.text:
                run = paragraph.add_run(unbroken(legible(span.text)))
                run.bold = True if span.bold else None
                if span.language is not None:
                    _set_language(run._r.get_or_add_rPr(), span.language)
            for note in span.notes:
                self._notes.add(paragraph, note)

    def _table(self, block: Table) -> None:
        self._fill(self._add("Caption"), block.caption)
        table = self._document.add_table(1, len(block.header), style="Koers Table")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
        for column, width in zip(table.columns, block.widths, strict=True):
            column.width = Cm(width)
        header = tuple((Span(text, bold=True),) for text in block.header)
        self._row(table.rows[0], block, header)
        _mark(table.rows[0], "w:cantSplit")
        _mark(table.rows[0], "w:tblHeader")
        for cell in table.rows[0].cells:  # a head with nothing below it says nothing
            cell.paragraphs[0].paragraph_format.keep_with_next = True
        for cells in block.rows:
            row = table.add_row()
            self._row(row, block, cells)
            _mark(row, "w:cantSplit")
        self._document.add_paragraph(style="Koers Cell")

    def _row(self, row: _Row, block: Table, cells: tuple[Spans, ...]) -> None:
        for index, (cell, spans) in enumerate(zip(row.cells, cells, strict=True)):
            cell.width = Cm(block.widths[index])
            paragraph = cell.paragraphs[0]
            paragraph.style = "Koers Cell"
            if index >= block.numbers_from:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            self._fill(paragraph, spans)

    def _figure(self, block: Figure) -> None:
        self._fill(self._add("Caption"), block.caption)
        picture = png_of(block.chart, legible(block.alt), self._language)
        paragraph = self._add("Normal")
        shape = paragraph.add_run().add_picture(io.BytesIO(picture.data), width=PICTURE_WIDTH)
        described = shape._inline.docPr
        described.set("descr", picture.alt)
        described.set("title", legible("".join(span.text for span in block.caption)))


def _mark(row: _Row, tag: str) -> None:
    """Set a property of a table row."""
    element = OxmlElement(tag)
    element.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(element)


def _footer(document: DocumentObject, letter: Letter) -> None:
    """Write the identity of the numbers and the page on every page."""
    footer = document.sections[-1].footer
    paragraph = footer.paragraphs[0] if footer.paragraphs else footer.add_paragraph()
    if paragraph.text:  # a municipality's own footer stays
        paragraph = footer.add_paragraph()
    paragraph.style = "Footer"
    paragraph.add_run(legible(letter.footer))
    paragraph.add_run(f" · {text_of(letter.language, 'footer.page')} ")
    _field(paragraph.add_run(), "PAGE")
    paragraph.add_run(f" {text_of(letter.language, 'footer.of')} ")
    _field(paragraph.add_run(), "NUMPAGES")


def _field(run: Run, instruction: str) -> None:
    """Put a field in a run that Word works out."""
    for kind in ("begin", "instr", "separate", "text", "end"):
        if kind == "instr":
            element = OxmlElement("w:instrText")
            element.text = instruction
        elif kind == "text":
            element = OxmlElement("w:t")
            element.text = "1"
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)
