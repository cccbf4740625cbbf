"""Which observed figures can be held against which part of the plan, and why the others cannot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from simulator.analysis.monitor.rules import Basis
from simulator.domain.base import Text
from simulator.domain.observation import ObservedFigure, ObservedFigures, ObservedSeries
from simulator.engine.parts import Part
from simulator.engine.plan import Plan
from simulator.engine.result import REGION

ALL_SERVICES: Final = Text(
    nl="Alle voorzieningen van het programma samen", en="All services of the programme together"
)
"""Subject of a series on all services at once; another subject is narrower or wider than what is planned."""

Reason = Literal[
    "unknown", "not_to_count", "other_kind", "outside", "not_in_years", "measure_off", "no_start"
]
"""Why a figure is not held against the plan. unknown: the source gives none. not_to_count: a bound, or it
cannot be right. other_kind: Koers plans no such quantity. outside: another place. not_in_years: no year of
the programme. measure_off: the measure is not on. no_start: only its growth could be compared, and the source
has no realised figure of the base year."""

Key = tuple[str | None, ...]


@dataclass(frozen=True)
class Match:
    """A figure and the part of the plan that it is held against.

    Attributes
    ----------
    series, figure
        The figure.
    part : Part
        What it is compared with, in its year.
    basis : {"level", "growth"}
        Itself, or its growth since the base year.
    start : float or None
        The realised figure of the base year, where growth is compared.
    share : float
        Part of the year that it is about: 0.5 for an amount in a half-year.
    """

    series: ObservedSeries
    figure: ObservedFigure
    part: Part
    basis: Basis
    start: float | None = None
    share: float = 1.0

    @property
    def value(self) -> float:
        """The figure: EUR in its period, or a number of clients."""
        return self.figure.value or 0.0

    @property
    def worse_is_higher(self) -> bool:
        """Whether a higher figure is bad news: more spending, more clients, but not more saved."""
        return self.series.kind != "saving"


@dataclass(frozen=True)
class LeftOut:
    """A figure that is not held against the plan, and why."""

    series: ObservedSeries
    figure: ObservedFigure
    reason: Reason


def key_of(series: ObservedSeries) -> Key:
    """What a series is about, whichever document it stands in."""
    subject = series.subject.nl if series.subject else None
    return series.kind, series.service, series.measure, subject, series.municipality, series.place


def match(figures: ObservedFigures, plan: Plan) -> tuple[tuple[Match, ...], tuple[LeftOut, ...]]:
    """Find the part of a plan behind each figure.

    The level of a figure is compared where it covers what Koers plans: spending on one service, or on all of
    them, and savings of one measure. Where it covers more or less, or counts clients, only its growth since
    the base year is.

    Parameters
    ----------
    figures : ObservedFigures
        Everything observed.
    plan : Plan
        The plan.

    Returns
    -------
    tuple of Match
        In the order of the figures; a realised figure takes the place of an expected one of the same period.
    tuple of LeftOut
        The others.
    """
    starts = _starts(figures, plan.base_year)
    matches: list[Match] = []
    left: list[LeftOut] = []
    for series, figure in figures.rows():
        found = _match(series, figure, plan, starts)
        if isinstance(found, Match):
            matches.append(found)
        else:
            left.append(LeftOut(series, figure, found))
    return tuple(matches), tuple(left)


def final(matches: Iterable[Match]) -> tuple[Match, ...]:
    """Keep what happened, each thing once.

    A realised figure goes before an expected one, and a whole year before its halves. What was only forecast
    says something about the forecaster, and nothing about what happened.
    """
    happened = [m for m in matches if m.figure.status != "forecast"]
    realised = {_period(m) for m in happened if m.figure.status == "realised"}
    once = [m for m in happened if m.figure.status == "realised" or _period(m) not in realised]
    years = {(key_of(m.series), m.figure.year) for m in once if m.figure.half is None}
    return tuple(m for m in once if not m.figure.half or (key_of(m.series), m.figure.year) not in years)


def _period(found: Match) -> tuple[Key, str]:
    return key_of(found.series), found.figure.period


def _starts(figures: ObservedFigures, base_year: int) -> dict[Key, float]:
    """The realised figure of the base year, by what it is about."""
    return {
        key_of(series): figure.value
        for series, figure in figures.rows()
        if figure.year == base_year and figure.half is None and figure.status == "realised"
        if figure.usable and figure.value
    }


def _match(
    series: ObservedSeries, figure: ObservedFigure, plan: Plan, starts: dict[Key, float]
) -> Match | Reason:
    view = series.municipality or REGION
    reason = _not_a_number(figure) or _not_planned(series, figure, view, plan)
    if reason is not None:
        return reason
    share = 0.5 if figure.half and series.kind in ("cost", "saving") else 1.0
    if series.kind == "saving":
        return Match(series, figure, Part("saving", view, measure=series.measure), "level", share=share)
    part = Part("volume" if series.kind == "clients" else "spending", view, series.service)
    whole = series.subject == ALL_SERVICES if series.service is None else series.subject is None
    if series.kind == "cost" and whole and series.comparable:
        return Match(series, figure, part, "level", share=share)
    start = starts.get(key_of(series))
    if start is None or figure.half:
        return "no_start"
    return Match(series, figure, part, "growth", start, share)


def _not_a_number(figure: ObservedFigure) -> Reason | None:
    if figure.value is None:
        return "unknown"
    return None if figure.usable else "not_to_count"


def _not_planned(series: ObservedSeries, figure: ObservedFigure, view: str, plan: Plan) -> Reason | None:
    """Say why the plan has nothing that a figure can be held against; None when it has."""
    if series.place is not None or view not in (REGION, *plan.municipalities):
        return "outside"
    if figure.year not in plan.years:
        return "not_in_years"
    if series.kind == "saving" and series.measure not in (None, *plan.measures):
        return "measure_off"
    planned = {
        "saving": series.measure is not None,
        "cost": series.measure is None,
        "clients": series.measure is None and series.service is not None,
    }
    return None if planned.get(series.kind, False) else "other_kind"
