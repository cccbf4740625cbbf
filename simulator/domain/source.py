"""Where a statement comes from."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import StringConstraints, model_validator

from simulator.domain.base import DomainModel, NonEmpty, Slug, Text

FileName = Annotated[str, StringConstraints(pattern=r"^[^/\\\s][^/\\]*$", max_length=200)]
"""Name of a file, without a folder."""

Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$", max_length=2000)]
"""Address of a page: it becomes a link, so no other kind will do."""


class Document(DomainModel):
    """A document that sources refer to."""

    title: NonEmpty
    """Title as the publisher gives it."""
    publisher: NonEmpty
    """Who published it."""
    date: dt.date | None = None
    """Date of the document, where known."""
    text_file: FileName | None = None
    """Name of the text version whose line numbers are cited."""
    address: Address | None = None
    """Public address, where there is one."""
    note: Text | None = None
    """What a reader should know about this document, say that it was read only in part."""


class Source(DomainModel):
    """The place in a document that a value or statement comes from."""

    document: Slug
    """Key of the document in the programme's list."""
    lines: Annotated[str, StringConstraints(pattern=r"^\d+(-\d+)?(, \d+(-\d+)?)*$")] | None = None
    """Line or lines in the text version, say "989" or "1006-1029, 1035"."""
    page: NonEmpty | None = None
    """Page or section, where there are no lines."""
    quote: Annotated[str, StringConstraints(min_length=1, max_length=300)] | None = None
    """The words themselves, short, in the language of the document."""

    @model_validator(mode="after")
    def _has_a_place(self) -> Source:
        if self.lines is None and self.page is None:
            raise ValueError("a source needs lines or a page: say where in the document it stands")
        return self

    @model_validator(mode="after")
    def _lines_can_be_found(self) -> Source:
        for part in (self.lines or "1").split(", "):
            first, _, last = part.partition("-")
            if not 1 <= int(first) <= int(last or first):
                raise ValueError(f"lines '{part}' do not exist: count from 1, the first line before the last")
        return self
