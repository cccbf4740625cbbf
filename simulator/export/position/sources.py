"""The documents that a letter cites: the only place where it names their files."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.export.position.blocks import Block, Heading, Paragraph, span
from simulator.export.position.context import Context


def sources(context: Context) -> Iterator[Block]:
    """Write the list of sources; everything else has cited its own before."""
    if not context.documents:
        return
    yield Heading(2, span(context.say("heading.sources")))
    if any(document.text_file for document in context.documents.values()):
        yield Paragraph(span(context.say("sources.lines")))
    for document in context.documents.values():
        note = f" {context.text(document.note)}" if document.note else ""
        yield Paragraph(span(f"{context.wording.reference(document)}{note}"), "bullet")
