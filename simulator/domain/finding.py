"""An oddity in the source, as the audit shows it."""

from __future__ import annotations

from simulator.domain.base import DomainModel, NonEmpty, Slug, Text
from simulator.domain.source import Source


class Finding(DomainModel):
    """Something in the source that a careful reader must see, declared because no rule can find it."""

    id: Slug
    """Identity within its programme."""
    title: Text
    """The oddity in one line."""
    explanation: Text
    """What stands there, why that cannot be right or is unclear, and what Koers does about it."""
    source: Source
    """Where it stands."""
    printed: NonEmpty | None = None
    """The figure or words as printed."""
    computed: NonEmpty | None = None
    """What it should be by the source's own words or arithmetic."""
    difference_eur: float | None = None
    """Difference in euro a year, where it can be told."""
    reading: Slug | None = None
    """Reading of the measure that this finding led to, where there is a choice."""
