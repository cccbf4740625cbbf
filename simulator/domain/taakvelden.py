"""Budget functions (Iv3 taakvelden): the codes that spending is booked on."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from simulator.domain.base import DomainModel, NonEmpty, Text


class Taakvelden(DomainModel):
    """Budget functions (Iv3 taakvelden) that a service, or something apart from its service, is booked on."""

    until_2022: Annotated[tuple[NonEmpty, ...], Field(min_length=1)]
    """Codes up to and including reporting year 2022."""
    from_2023: Annotated[tuple[NonEmpty, ...], Field(min_length=1)]
    """Codes from reporting year 2023, when five functions became nineteen."""
    note: Text | None = None
    """What is uncertain about the mapping."""
