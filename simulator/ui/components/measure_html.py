"""Pieces of markup that the card of a measure is made of; all text is escaped here."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from simulator.domain.catalogue import Catalogue
from simulator.domain.source import Source
from simulator.ui.language import t


def source_text(source: Source, catalogue: Catalogue) -> str:
    """Say where something stands: document, line or page, and the words themselves."""
    document = catalogue.documents[source.document]
    place = [document.title]
    if source.lines is not None:
        place.append(t("measures.source_line", line=source.lines))
    if source.page is not None:
        place.append(source.page)
    where = ", ".join(place)
    return f"{where}: “{source.quote}”" if source.quote else where


def source_note(source: Source | None, catalogue: Catalogue) -> str:
    """Give the source of something as small print."""
    if source is None:
        return ""
    text = t("measures.source", source=source_text(source, catalogue))
    return f'<span class="koers-source">{escape(text)}</span>'


def paragraph(text: str, kind: str = "") -> str:
    """Give a paragraph of plain text."""
    return f'<p class="{kind}">{escape(text)}</p>' if kind else f"<p>{escape(text)}</p>"


def details(summary: str, body: str) -> str:
    """Give markup that opens at a click or a key, without a word to the server; nothing for nothing."""
    if not body:
        return ""
    return f'<details class="koers-details"><summary>{escape(summary)}</summary>{body}</details>'


def bullets(items: Iterable[str], *, numbered: bool = False) -> str:
    """Give a list of items that are markup already."""
    tag = "ol" if numbered else "ul"
    return f'<{tag} class="koers-list">{"".join(f"<li>{item}</li>" for item in items)}</{tag}>'


def tags(words: Iterable[str]) -> str:
    """Give short facts on one line, each in a frame."""
    framed = "".join(f'<li class="koers-tag">{escape(word)}</li>' for word in words)
    return f'<ul class="koers-tags">{framed}</ul>'


def table(head: Iterable[str], rows: Iterable[Iterable[str]], kind: str = "koers-table") -> str:
    """Give a table of plain text; the first cell of a row is its heading."""
    heads = "".join(f'<th scope="col">{escape(word)}</th>' for word in head)
    return f'<table class="{kind}"><thead><tr>{heads}</tr></thead><tbody>{_rows(rows)}</tbody></table>'


def _rows(rows: Iterable[Iterable[str]]) -> str:
    def row(cells: Iterable[str]) -> str:
        first, *others = cells
        rest = "".join(f"<td>{escape(cell)}</td>" for cell in others)
        return f'<tr><th scope="row">{escape(first)}</th>{rest}</tr>'

    return "".join(map(row, rows))
