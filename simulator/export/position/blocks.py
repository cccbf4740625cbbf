"""What a letter consists of: plain data, that Word and Markdown each write out in their own way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from simulator.domain.position import Language

Style = Literal["body", "lead", "greeting", "address", "bullet", "small", "signature"]


@dataclass(frozen=True)
class Span:
    """A piece of text within a paragraph or cell.

    Attributes
    ----------
    text : str
        Taken literally, whatever is in it.
    language : Language or None
        Its language, where that is not the document's own: screen readers and spelling need to know.
    bold : bool
        Whether it stands out.
    notes : tuple of str
        Footnotes behind it.
    """

    text: str
    language: Language | None = None
    bold: bool = False
    notes: tuple[str, ...] = ()


Spans = tuple[Span, ...]


@dataclass(frozen=True)
class Heading:
    """A heading; level 0 is the title of the document."""

    level: int
    spans: Spans


@dataclass(frozen=True)
class Paragraph:
    """A paragraph in one of the named styles."""

    spans: Spans
    style: Style = "body"


@dataclass(frozen=True)
class Table:
    """A table with one header row.

    Attributes
    ----------
    caption : Spans
        What it shows; stands above it.
    header : tuple of str
        Heads of the columns.
    rows : tuple
        Cells; a line break in a cell is kept.
    widths : tuple of float
        Width of each column in centimetres.
    numbers_from : int
        Index of the first column with numbers, which are aligned to the right.
    """

    caption: Spans
    header: tuple[str, ...]
    rows: tuple[tuple[Spans, ...], ...]
    widths: tuple[float, ...]
    numbers_from: int = 1


@dataclass(frozen=True)
class Figure:
    """A chart with its caption, and a text for those who do not see it."""

    caption: Spans
    chart: Mapping[str, Any]
    """Vega-Lite specification."""
    alt: str


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Heading | Paragraph | Table | Figure | PageBreak


@dataclass(frozen=True)
class Letter:
    """A whole document.

    Attributes
    ----------
    title, author : str
        Properties of the document.
    language : Language
        Its language.
    blocks : tuple of Block
        What it says, in order.
    footer : str
        Identity of the numbers in it; stands on every page.
    """

    title: str
    author: str
    language: Language
    blocks: tuple[Block, ...]
    footer: str


def span(text: str, *notes: str) -> Spans:
    """Give a text as the only span of a paragraph or cell."""
    return (Span(text, notes=notes),)
