"""A catalogue: one programme with all its measures, as one thing with one version."""

from __future__ import annotations

import hashlib
import json
from functools import cached_property

from pydantic import model_validator

from simulator.domain.base import DomainModel, Slug
from simulator.domain.measure import Measure
from simulator.domain.observation import ObservedFigures
from simulator.domain.printed import PrintedFigures
from simulator.domain.programme import Programme
from simulator.domain.source import Document

VERSION_LENGTH = 12
"""Number of hexadecimal digits of a version: enough to tell apart all versions there will be."""


class Catalogue(DomainModel):
    """Everything that the files of one programme say."""

    programme: Programme
    """What the measures have in common."""
    measures: dict[Slug, Measure]
    """The measures by id: first those with a number, by number, then the others."""
    printed: PrintedFigures | None = None
    """The source's own tables, where they are held as data."""
    observed: ObservedFigures | None = None
    """What was realised, expected or forecast, where the sources say so. Nothing is computed with it here."""

    @model_validator(mode="after")
    def _ids_are_keys(self) -> Catalogue:
        if wrong := [key for key, measure in self.measures.items() if key != measure.id]:
            raise ValueError(f"measures stand under another key than their id: {', '.join(wrong)}")
        return self

    @cached_property
    def documents(self) -> dict[str, Document]:
        """All documents that sources refer to: the programme's, and those that measures bring themselves."""
        own = [item for measure in self.measures.values() for item in measure.documents.items()]
        return dict(own) | self.programme.documents

    @cached_property
    def version(self) -> str:
        """First 12 hexadecimal digits of the SHA-256 of all data.

        The same for files that differ only in comments, layout or the order of keys; another one
        as soon as any number or word differs.
        """
        data = self.model_dump(mode="json")
        canonical = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()[:VERSION_LENGTH]
