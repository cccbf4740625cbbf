"""A figure held against the plan, alone or together with those of other municipalities."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.analysis.monitor.matching import Match
from simulator.analysis.monitor.rules import Light


@dataclass(frozen=True)
class Held:
    """A figure held against the plan.

    Attributes
    ----------
    match : Match
        The figure.
    mean, p10, p50, p90 : float
        What the plan says that it would be, in its unit; percentiles with the luck of small numbers in them.
    luck : float
        Standard deviation by that luck alone; 0 where the number of clients is not known.
    unchanged, start : float
        Means of what it would be without measures, and of what it was in the base year; of a saving both 0.
    error : float
        Standard deviation of the figure, luck included.
    worse_than : float
        Part of the outcomes of the plan that is better than the figure.
    light : {"green", "orange", "red"} or None
        None for a forecast: it has not happened.
    counts : bool
        Whether draws are weighed by it.
    """

    match: Match
    mean: float
    p10: float
    p50: float
    p90: float
    unchanged: float
    start: float
    luck: float
    error: float
    worse_than: float
    light: Light | None
    counts: bool

    @property
    def inside(self) -> bool:
        """Whether the figure lies in the 80% interval of the plan, ends included."""
        return self.p10 <= self.match.value <= self.p90


@dataclass(frozen=True)
class Together:
    """Spending of several municipalities on one service, held against the plan for just these.

    Attributes
    ----------
    service : str
        The service.
    year : int
        The year.
    status : str
        How final the figures are.
    municipalities : tuple of str
        Those that gave a figure.
    value : float
        Their spending, EUR.
    p10, p50, p90 : float
        What the plan says for them together: draws are added up first, and luck is that of each by itself.
    """

    service: str
    year: int
    status: str
    municipalities: tuple[str, ...]
    value: float
    p10: float
    p50: float
    p90: float

    @property
    def inside(self) -> bool:
        """Whether the sum lies in the 80% interval of the plan, ends included."""
        return self.p10 <= self.value <= self.p90
