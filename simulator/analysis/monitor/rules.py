"""The rules of the monitor: when a figure is green, orange or red, and how sure a figure is taken to be.

All of them are agreements and not findings: no source gives them. They are shown with every result and can
be changed.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from simulator.analysis.chance import CASE_SPREAD
from simulator.domain.base import DomainModel
from simulator.domain.observation import Flag, ObservedFigure, ObservedSeries

Light = Literal["green", "orange", "red"]
"""green: fits the plan, or better. orange: on the bad side of it. red: worse than the plan allows for."""

Basis = Literal["level", "growth"]
"""level: the figure itself is compared with the plan. growth: what it has changed since its base year is."""

ROUGH: frozenset[Flag] = frozenset({"approximate", "placed_by_us"})
"""Flags that make a figure less sure."""

_Error = Annotated[float, Field(gt=0, le=1)]


class MonitorRules(DomainModel):
    """Thresholds and errors of observation, each an assumption that can be changed."""

    orange_from: Annotated[float, Field(gt=0, lt=1)] = 0.75
    """A figure is orange when more than this part of the outcomes of the plan is better."""
    red_from: Annotated[float, Field(gt=0, lt=1)] = 0.90
    """It is red when more than this part of the outcomes is better: 0.9 is outside the 80% interval."""
    realised_error: _Error = 0.02
    """Standard deviation of a realised figure, as part of it: late invoices, what is booked elsewhere."""
    expected_error: _Error = 0.05
    """The same for a figure that is expected and not final."""
    rough_factor: Annotated[float, Field(ge=1, le=10)] = 2.0
    """How much larger the error is of a figure that the source calls approximate."""
    half_year_error: _Error = 0.05
    """Added for a half-year: half of a year's plan is assumed to fall in each."""
    scope_error: _Error = 0.03
    """Added when only the growth can be compared, because the figure covers more or less than the plan."""
    town_error: _Error = 0.10
    """Added for a figure of another municipality than the one looked at, where no number of clients tells
    what chance does: the plan lets all members grow alike, and none of them does."""
    small_numbers: bool = True
    """Whether the luck of small numbers counts; see `luck`."""
    case_spread: Annotated[float, Field(ge=0, le=10)] = CASE_SPREAD
    """Standard deviation of the cost of a client, as part of its mean: with the number of clients it decides
    what chance does to a figure; see `luck`."""
    price_surprise: Annotated[float, Field(ge=0, le=0.1)] | None = None
    """Standard deviation of what a year adds to how far price changes are off, after the last year of which
    they are known; None: what the programme says. 0: prices do as expected. See `engine.prices`."""
    saving_error: _Error = 0.20
    """Standard deviation of a saving as reported, as part of the planned one: nobody can measure it."""
    least_effective: Annotated[int, Field(ge=50, le=100_000)] = 400
    """Fewer draws than this that still count is too few: the run is then made larger."""
    resample_below: Annotated[float, Field(gt=0, le=1)] = 0.5
    """Below this part of the draws that still counts, draws are drawn anew by their weight."""

    @model_validator(mode="after")
    def _in_order(self) -> MonitorRules:
        if self.orange_from >= self.red_from:
            raise ValueError("orange_from must lie below red_from")
        return self

    def light(self, worse_than: float) -> Light:
        """Give the light of a figure.

        Parameters
        ----------
        worse_than : float
            Part of the outcomes of the plan that is better, 0 to 1.

        Examples
        --------
        >>> [MonitorRules().light(share) for share in (0.4, 0.75, 0.8, 0.95)]
        ['green', 'green', 'orange', 'red']
        """
        if worse_than > self.red_from:
            return "red"
        return "orange" if worse_than > self.orange_from else "green"

    def error(
        self,
        series: ObservedSeries,
        figure: ObservedFigure,
        basis: Basis,
        planned: float,
        view: str,
        luck: float = 0.0,
    ) -> float:
        """Give the standard deviation of a figure, in its own unit.

        Independent errors add up as squares.

        Parameters
        ----------
        series, figure
            The figure and the series that it stands in.
        basis : {"level", "growth"}
            How it is compared.
        planned : float
            Mean of the plan for it.
        view : str
            "region" or the municipality that is looked at.
        luck : float
            Standard deviation by chance alone, in the unit of the figure; 0 where it is not known.
        """
        if series.kind == "saving":
            return self.saving_error * abs(planned) or 1.0
        own = self.realised_error if figure.status == "realised" else self.expected_error
        parts = [own * (self.rough_factor if ROUGH & set(figure.flags) else 1.0)]
        parts += [self.half_year_error] if figure.half else []
        parts += [self.scope_error] if basis == "growth" else []
        parts += [self.town_error] if series.municipality not in (None, view) and not luck else []
        measured = sum(part**2 for part in parts) ** 0.5 * (figure.value or 0.0)
        return float((measured**2 + luck**2) ** 0.5) or 1.0
