"""Ramp-up: which part of the structural effect is reached when."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, model_validator

from simulator.domain.base import DomainModel, Share


class SharesPerYear(DomainModel):
    """A share for each year of the programme."""

    kind: Literal["shares"]
    """Discriminator."""
    values: Annotated[tuple[Share, ...], Field(min_length=1)]
    """Share of the structural effect in each year, 0 to 1, reaching 1."""

    @model_validator(mode="after")
    def _reaches_one(self) -> SharesPerYear:
        if max(self.values) != 1:
            raise ValueError("a ramp-up must reach 1 in some year: that is what 'structural' means")
        return self


class ReachedPerYear(DomainModel):
    """A count for each year out of a full count: 100, 150, 200, 200 of 200 children."""

    kind: Literal["reached"]
    """Discriminator."""
    values: Annotated[tuple[Annotated[float, Field(ge=0)], ...], Field(min_length=1)]
    """Count reached in each year."""
    of: Annotated[float, Field(gt=0)]
    """The full count, reached in some year."""

    @model_validator(mode="after")
    def _reaches_the_full_count(self) -> ReachedPerYear:
        if max(self.values) != self.of:
            raise ValueError(f"the highest count is {max(self.values)}, not the full count {self.of}")
        return self


class Step(DomainModel):
    """All at once, from a date."""

    kind: Literal["step"]
    """Discriminator."""
    start: dt.date
    """First day of the effect."""


class _Gradual(DomainModel):
    """From nothing to everything between two dates."""

    start: dt.date
    """Last day without effect."""
    full: dt.date
    """First day of the full effect."""

    @model_validator(mode="after")
    def _full_after_start(self) -> _Gradual:
        if self.full <= self.start:
            raise ValueError(f"full ({self.full}) must lie after start ({self.start})")
        return self


class Linear(_Gradual):
    """By equal steps between two dates."""

    kind: Literal["linear"]
    """Discriminator."""


class SCurve(_Gradual):
    """Slow, fast, slow between two dates: 3x² − 2x³."""

    kind: Literal["s_curve"]
    """Discriminator."""


RampUp = Annotated[SharesPerYear | ReachedPerYear | Step | Linear | SCurve, Field(discriminator="kind")]
"""How the effect grows to its structural size."""
