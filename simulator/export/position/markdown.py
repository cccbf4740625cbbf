"""A letter as Markdown: the same content, with charts as the text that describes them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from simulator.export.position.blocks import (
    Block,
    Figure,
    Heading,
    Letter,
    PageBreak,
    Paragraph,
    Span,
    Spans,
    Table,
)
from simulator.export.position.legible import flat, legible, unbroken

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$^])")
"""Characters that Markdown, or HTML within it, could take for markup."""

_LINE_START = re.compile(r"^(\s*)([-+=]|\d{1,9}[.)](?=\s|$))", re.MULTILINE)
"""What turns a line into a list or heading when it stands at its start."""

_FIRST_NUMBER = re.compile(r"(\d+)([.)])")


def markdown_document(letter: Letter) -> str:
    """Write a letter as Markdown with footnotes.

    Parameters
    ----------
    letter : Letter
        What it says. No text in it is taken for markup. Tables have a head; a chart stands as its caption
        and description, because its numbers are in a table as well.

    Returns
    -------
    str
        CommonMark with pipe tables and footnotes.
    """
    writer = _Writer()
    parts = [part for block in letter.blocks for part in writer.block(block)]
    notes = [f"[^{number}]: {escaped(flat(text))}" for number, text in enumerate(writer.notes, 1)]
    parts += ["---", escaped(letter.footer), "\n".join(notes)]
    return "\n\n".join(part for part in parts if part) + "\n"


def escaped(text: str) -> str:
    r"""Give a text that Markdown shows as it is.

    >>> escaped("1. {{ 7*7 }} <b> [a](b)")
    '1\\. \\{\\{ 7\\*7 \\}\\} \\<b\\> \\[a\\](b)'
    """
    safe = _SPECIAL.sub(r"\\\1", unbroken(legible(text)))
    return _LINE_START.sub(lambda found: found[1] + _escaped_start(found[2]), safe)


def _escaped_start(mark: str) -> str:
    number = _FIRST_NUMBER.fullmatch(mark)
    return f"{number[1]}\\{number[2]}" if number else f"\\{mark}"


class _Writer:
    """Writes blocks, and keeps the footnotes that they refer to."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading(level=level, spans=spans):
                yield f"{'#' * (level + 1)} {flat(self.inline(spans))}"
            case Paragraph(spans=spans, style="bullet"):
                yield "- " + self.inline(spans).replace("\n", "\n  ")
            case Paragraph(spans=spans, style="address"):
                yield self.inline(spans).replace("\t", " ").replace("\n", ", ")
            case Paragraph(spans=spans):
                # Two spaces at the end keep a line break of the author's.
                yield re.sub(r"(?<!\n)\n(?!\n)", "  \n", self.inline(spans))
            case Table():
                yield self._strong(block.caption)
                yield self._table(block)
            case Figure(caption=caption, alt=alt):
                yield self._strong(caption)
                yield escaped(flat(alt))
            case PageBreak():
                yield "---"

    def inline(self, spans: Spans) -> str:
        return "".join(self._span(span) for span in spans)

    def _span(self, span: Span) -> str:
        text = escaped(span.text)
        if span.bold and (words := text.strip()):
            text = text.replace(words, f"**{words}**")
        return text + "".join(self._reference(note) for note in span.notes)

    def _reference(self, note: str) -> str:
        self.notes.append(note)
        return f"[^{len(self.notes)}]"

    def _strong(self, spans: Spans) -> str:
        words = "".join(escaped(span.text) for span in spans)
        notes = "".join(self._reference(note) for span in spans for note in span.notes)
        return f"**{flat(words)}**{notes}"

    def _table(self, block: Table) -> str:
        head = " | ".join(escaped(text) for text in block.header)
        rule = " | ".join("--:" if i >= block.numbers_from else ":--" for i in range(len(block.header)))
        rows = (" | ".join(self._cell(spans) for spans in row) for row in block.rows)
        return "\n".join(f"| {line} |" for line in (head, rule, *rows))

    def _cell(self, spans: Spans) -> str:
        return self.inline(spans).replace("\n", "<br>").replace("\t", " ")
