"""Quantities: a value with its unit, uncertainty and source."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from simulator.domain.base import DomainModel, Grade, Name, NonEmpty, Text
from simulator.domain.source import Source


class Fixed(DomainModel):
    """No uncertainty: the value in every draw."""

    kind: Literal["fixed"] = "fixed"
    """Discriminator."""


class _Range(DomainModel):
    """A range between a lowest and a highest value that can occur."""

    low: float
    """Lowest value that can occur."""
    high: float
    """Highest value that can occur."""

    @model_validator(mode="after")
    def _low_below_high(self) -> _Range:
        if not self.low < self.high:
            raise ValueError(f"low ({self.low}) must lie below high ({self.high})")
        return self


class Uniform(_Range):
    """Every value between low and high is as likely."""

    kind: Literal["uniform"]
    """Discriminator."""


class Triangular(_Range):
    """Triangle between low and high, with its top at the estimate's value."""

    kind: Literal["triangular"]
    """Discriminator."""


class Pert(_Range):
    """PERT: a smooth triangle, with its top at the estimate's value and mean (low + 4 value + high) / 6."""

    kind: Literal["pert"]
    """Discriminator."""


class Lognormal(DomainModel):
    """Log-normal through two percentiles; for positive quantities with a long tail upwards."""

    kind: Literal["lognormal"]
    """Discriminator."""
    p10: Annotated[float, Field(gt=0)]
    """Value that one draw in ten stays below."""
    p90: Annotated[float, Field(gt=0)]
    """Value that one draw in ten exceeds."""

    @model_validator(mode="after")
    def _p10_below_p90(self) -> Lognormal:
        if not self.p10 < self.p90:
            raise ValueError(f"p10 ({self.p10}) must lie below p90 ({self.p90})")
        return self


class Discrete(DomainModel):
    """A few possible values, each with its weight."""

    kind: Literal["discrete"]
    """Discriminator."""
    values: Annotated[tuple[float, ...], Field(min_length=2)]
    """The values that can occur."""
    weights: Annotated[tuple[Annotated[float, Field(gt=0)], ...], Field(min_length=2)]
    """How often each occurs; only the ratios count."""

    @model_validator(mode="after")
    def _as_many_weights_as_values(self) -> Discrete:
        if len(self.values) != len(self.weights):
            raise ValueError(f"{len(self.values)} values but {len(self.weights)} weights")
        return self


Uncertainty = Annotated[
    Fixed | Uniform | Triangular | Pert | Lognormal | Discrete, Field(discriminator="kind")
]
"""How far, and in what shape, the true value may lie from the stated one."""


class Estimate(DomainModel):
    """One view of a quantity: its most likely value, how uncertain it is, and why we think so."""

    value: float
    """Most likely value, in the unit of the driver it belongs to. The most likely case uses it."""
    uncertainty: Uncertainty = Fixed()
    """Distribution around the value. Left out: fixed."""
    provenance: Literal["stated", "derived", "not_derivable", "assumption"]
    """stated: stands in the source. derived: follows from figures in the source. not_derivable: needed to
    rebuild a printed figure, but the source does not let it be derived. assumption: ours."""
    source: Source | None = None
    """Where the value comes from; every value that is not an assumption has one."""
    grade: Grade
    """Evidence grade, 1 (best) to 6."""
    range_provenance: Literal["source", "evidence", "assumption"] | None = None
    """Where the range comes from: the programme itself, other evidence, or an assumption of ours."""
    range_reason: Text | None = None
    """Why this range and not another."""
    range_source: Source | None = None
    """Where the range comes from, if it stands in a document."""
    note: Text | None = None
    """What a careful reader should know about this value."""

    @model_validator(mode="after")
    def _is_traceable(self) -> Estimate:
        if self.provenance != "assumption" and self.source is None:
            raise ValueError(
                f"provenance is '{self.provenance}' but there is no source: "
                "name the document and line, or call it an assumption"
            )
        if self.provenance == "assumption" and self.note is None:
            raise ValueError("an assumption needs a note that says what it rests on")
        if self.uncertainty.kind != "fixed" and None in (self.range_provenance, self.range_reason):
            raise ValueError("an uncertain value needs range_provenance and range_reason")
        return self

    @model_validator(mode="after")
    def _value_can_occur(self) -> Estimate:
        match self.uncertainty:
            case _Range(low=low, high=high) if not low <= self.value <= high:
                raise ValueError(f"value {self.value} lies outside its range {low} to {high}")
            case Discrete(values=values) if self.value not in values:
                raise ValueError(f"value {self.value} is not one of the discrete values {values}")
            case Lognormal() if self.value <= 0:
                raise ValueError(f"value {self.value} is not positive, so it cannot be log-normal")
        return self


class Driver(Estimate):
    """A named quantity that formulas use."""

    title: Text
    """What it is, in a few words."""
    unit: NonEmpty
    """Unit, say "client", "EUR/hour", "EUR/fte/year", "1" for a share."""
    loadings: dict[Name, Annotated[float, Field(ge=-1, le=1)]] = {}
    """Correlation with common factors, by factor name: measures that fail together."""
    rivals: dict[Name, Estimate] = {}
    """Other views of the same quantity, by the name of who holds them, say "aef"."""

    @model_validator(mode="after")
    def _loadings_fit(self) -> Driver:
        if sum(x * x for x in self.loadings.values()) > 1:
            raise ValueError("the squares of the loadings add up to more than 1: lower them")
        return self
