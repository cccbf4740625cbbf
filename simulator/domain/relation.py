"""Relations: how a measure acts on other measures, services and budgets."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from simulator.domain.base import DomainModel, Name, NonEmpty, Share, Slug, Text, Year
from simulator.domain.source import Source
from simulator.domain.taakvelden import Taakvelden


class _Relation(DomainModel):
    source: Source
    """Where it stands, or what suggests it."""
    note: Text
    """What it means, in a sentence for the reader."""


class Supersedes(_Relation):
    """Part of another measure lapses when this one is on."""

    kind: Literal["supersedes"]
    """Discriminator."""
    measure: Slug
    """The other measure."""
    effects: tuple[Name, ...] = ()
    """Effects of the other that lapse."""
    costs: tuple[Name, ...] = ()
    """Costs of the other that lapse."""
    share: Share = 1.0
    """Part that lapses."""
    from_year: Year | None = None
    """First year in which it lapses, before the scenario shifts this measure; left out: from the start."""

    @model_validator(mode="after")
    def _something_lapses(self) -> Supersedes:
        if not self.effects and not self.costs:
            raise ValueError("name the effects or costs of the other measure that lapse")
        return self


class Requires(_Relation):
    """This measure can only be on together with another, or under a condition outside the model."""

    kind: Literal["requires"]
    """Discriminator."""
    measure: Slug | None = None
    """The measure that must be on."""
    condition: Text | None = None
    """A condition that Koers cannot see, shown to the user."""

    @model_validator(mode="after")
    def _measure_or_condition(self) -> Requires:
        if (self.measure is None) == (self.condition is None):
            raise ValueError("name either a measure or a condition")
        return self


class Excludes(_Relation):
    """This measure and the other cannot both be on."""

    kind: Literal["excludes"]
    """Discriminator."""
    measure: Slug
    """The measure that must be off."""


class SpillsOver(_Relation):
    """A share of the saving comes back as a cost on some service (waterbed)."""

    kind: Literal["spills_over"]
    """Discriminator."""
    effects: Annotated[tuple[Name, ...], Field(min_length=1)]
    """Effects of this measure that leak."""
    to_service: Name
    """Service on which the cost comes back."""
    share: Name
    """Driver of this measure that gives the share, 0 to 1."""
    taakvelden: Taakvelden | None = None
    """Codes that the cost is booked on, where those are not the service's."""


class CappedLine(_Relation):
    """A budget ceiling: less use frees places, not money."""

    kind: Literal["capped_line"]
    """Discriminator."""
    service: Name
    """The service with the ceiling."""
    result: Text
    """What the measure yields instead of money."""


class BudgetShift(_Relation):
    """Money moves to another body: not a saving."""

    kind: Literal["budget_shift"]
    """Discriminator."""
    from_body: NonEmpty
    """Whose budget falls."""
    to_body: NonEmpty
    """Whose budget rises."""
    costs: tuple[Name, ...] = ()
    """Cost lines of this measure that are shifted money."""


class AlreadyImplemented(_Relation):
    """A municipality that does this already, so that part of the effect is in the baseline."""

    kind: Literal["already_implemented"]
    """Discriminator."""
    municipality: Slug
    """Where."""
    share: Share
    """Part of the effect that is there already."""
    share_reason: Text | None = None
    """Where the share comes from, if the source gives none: an assumption."""


Relation = Annotated[
    Supersedes | Requires | Excludes | SpillsOver | CappedLine | BudgetShift | AlreadyImplemented,
    Field(discriminator="kind"),
]
"""How a measure acts on another measure, service or budget."""
