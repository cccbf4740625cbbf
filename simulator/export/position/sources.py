"""The documents that a letter cites: the only place where it names their files."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.domain.source import Document
from simulator.export.position.blocks import Block, Heading, Paragraph, Span, span
from simulator.export.position.context import Context


def sources(context: Context) -> Iterator[Block]:
    """Write the list of sources; everything else has cited its own before."""
    if not context.documents:
        return
    yield Heading(2, span(context.say("heading.sources")))
    if any(document.text_file for document in context.documents.values()):
        yield Paragraph(span(context.say("sources.lines")))
    for document in context.documents.values():
        named = Span(f"{context.wording.document(document)}.")
        yield Paragraph((named, *_found(context, document)), "bullet")


def _found(context: Context, document: Document) -> Iterator[Span]:
    """Say where it is, and what a reader should know of it."""
    if document.address:
        yield Span(f" {document.address}")
    if document.text_file:
        yield Span(context.say("sources.file", file=document.text_file))
    if document.note:
        yield Span(f" {context.text(document.note)}")
