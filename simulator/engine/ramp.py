"""Ramp-up curves: from dates and shares per year to the share reached in each year, later or slower."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from simulator.domain.ramp_up import (
    Linear,
    RampUp,
    ReachedPerYear,
    SCurve,
    SharesPerYear,
    Step,
)
from simulator.engine.axes import MONTHS, Array


def months_from(date: dt.date, first_year: int) -> float:
    """Months from 1 January of `first_year` to a date; days count as parts of their month.

    >>> months_from(dt.date(2022, 7, 1), 2021)
    18.0
    """
    days = calendar.monthrange(date.year, date.month)[1]
    return (date.year - first_year) * MONTHS + date.month - 1 + (date.day - 1) / days


@dataclass(frozen=True)
class Curve:
    """A level over time, constant within each month: 0 before the first year, the last level after the last.

    Attributes
    ----------
    levels : ndarray, shape (months,)
        Level in each month from the first projected year; beyond the horizon where the curve still climbs,
        as a scenario may bring that part forward.
    runs_on : bool
        Whether the last level goes on after the last month (structural) or stops (incidental).
    years : int or None
        Number of years projected; None: as many as the levels fill.
    """

    levels: Array
    runs_on: bool = True
    years: int | None = None

    @property
    def n_years(self) -> int:
        """Number of years projected."""
        return len(self.levels) // MONTHS if self.years is None else self.years

    def _integral(self, months: Array) -> Array:
        """Level times months from the start up to a moment; exact, as levels are constant in a month."""
        edges = np.arange(len(self.levels) + 1.0)
        cumulated = np.concatenate([[0.0], np.cumsum(self.levels)])
        after = np.maximum(months - edges[-1], 0.0) * (self.levels[-1] if self.runs_on else 0.0)
        return np.asarray(np.interp(months, edges, cumulated) + after)

    def cut(self, month: float) -> Curve:
        """Nothing before a moment (months from the start); a month that it falls in counts in part.

        >>> Curve(np.ones(12)).cut(5.0).yearly().round(4)
        array([0.5833])
        """
        counted = np.clip(np.arange(1.0, len(self.levels) + 1) - month, 0.0, 1.0)
        return replace(self, levels=self.levels * counted)

    def shifted(self, months: float) -> Curve:
        """The same curve, later by so many months (earlier when negative)."""
        if not months:
            return self
        edges = np.arange(len(self.levels) + 1.0) - months
        return replace(self, levels=np.diff(self._integral(edges)))

    def kept_within(self, months: float) -> Curve:
        """As `shifted`, but what falls before the first year is made in its first month.

        For a cost that is made once: a measure that starts earlier does not escape it.

        >>> Curve(np.repeat([1.0, 0.0], 12), runs_on=False).kept_within(-12.0).yearly()
        array([1., 0.])
        """
        if not months:
            return self
        moved = self.shifted(months)
        levels = moved.levels.copy()
        levels[0] += float(self._integral(np.array([-months]))[0]) if months < 0 else 0.0
        return replace(self, levels=levels)

    def stretched(self, factor: float) -> Curve:
        """The same curve, `factor` times as slow from its first month above 0.

        >>> Curve(np.repeat([0.5, 1.0], 12)).stretched(2.0).yearly()
        array([0.5, 0.5])
        """
        reached = np.flatnonzero(self.levels)
        # A step has no pace, also when it comes in the middle of a month.
        if factor == 1.0 or not len(reached) or np.all(self.levels[reached[0] + 1 :] == 1.0):
            return self
        start = float(reached[0])
        edges = np.arange(len(self.levels) + 1.0)
        edges = np.where(edges > start, start + (edges - start) / factor, edges)
        return replace(self, levels=np.diff(self._integral(edges)) / np.diff(edges))

    def yearly(self) -> Array:
        """Average level of each year, shape (years,)."""
        projected = self.levels[: self.n_years * MONTHS]
        return np.asarray(projected.reshape(-1, MONTHS).mean(axis=1))

    def by_delay(self, most: int) -> Array:
        """Average level of each year for a delay of 0, 1, ... `most` months, shape (years, most + 1).

        Between whole months the level of a year is exactly linear in the delay, so a table of whole
        months loses nothing.
        """
        if not most:
            return self.yearly()[:, None]
        edges = np.arange(self.n_years + 1.0)[:, None] * MONTHS - np.arange(most + 1.0)
        return np.asarray(np.diff(self._integral(edges), axis=0) / MONTHS)


def after_delay(by_delay: Array, months: Array) -> Array:
    """Average level of each year after any delay, from a table by whole months.

    Between whole months the level is linear in the delay, so this is exact.

    Parameters
    ----------
    by_delay : ndarray, shape (years, most + 1)
        As `Curve.by_delay` gives it.
    months : ndarray, shape (n,) or ()
        Delays; below 0 counts as none, above the most as the most.

    Returns
    -------
    ndarray, shape (years, n or 1)

    Examples
    --------
    >>> after_delay(Curve(np.ones(24)).by_delay(24), np.array([0.0, 1.5]))
    array([[1.   , 0.875],
           [1.   , 1.   ]])
    """
    most = by_delay.shape[1] - 1
    months = np.clip(np.atleast_1d(months), 0.0, most - 1e-3)
    place = months.astype(np.intp)
    # Every place is in the tables. Mode "wrap" is the one that checks least.
    found = np.diff(by_delay, axis=1).take(place, axis=1, mode="wrap")
    found *= months - place.astype(months.dtype)
    found += by_delay.take(place, axis=1, mode="wrap")
    return found


def curve_of(ramp_up: RampUp, years: tuple[int, ...]) -> Curve:
    """The curve of a ramp-up over the projected years.

    >>> from simulator.domain.ramp_up import Step
    >>> curve_of(Step(kind="step", start=dt.date(2022, 7, 1)), (2021, 2022, 2023)).yearly()
    array([0. , 0.5, 1. ])
    """
    match ramp_up:
        case SharesPerYear(values=values):
            return Curve(np.repeat(np.asarray(values, dtype=float), MONTHS))
        case ReachedPerYear(values=values, of=full):
            return Curve(np.repeat(np.asarray(values, dtype=float) / full, MONTHS))
        case Step(start=start):
            # A year more than is projected: a step just after the horizon can be brought forward.
            begins = months_from(start, years[0])
            length = max(len(years) * MONTHS, int(begins) + MONTHS)
            return Curve(np.ones(length), years=len(years)).cut(begins)
        case Linear(start=start, full=full_date) | SCurve(start=start, full=full_date):
            return _gradual(
                ramp_up, months_from(start, years[0]), months_from(full_date, years[0]), len(years)
            )


@lru_cache(maxsize=1024)
def reached_by_delay(
    ramp_up: RampUp, years: tuple[int, ...], cut: float | None, stretch: float, shift: float, most: int
) -> Array:
    """Average level of each year by delay, of a ramp-up as a scenario has it.

    Kept, because a change of one measure leaves those of all others as they were.

    Parameters
    ----------
    ramp_up : RampUp
        As the measure states it.
    years : tuple of int
        The projected years.
    cut : float or None
        Nothing before this moment, in months from the start of the first year.
    stretch : float
        How many times as slow, from the first month above 0.
    shift : float
        Months later.
    most : int
        Longest delay in months.

    Returns
    -------
    ndarray, shape (years, most + 1)
        Read only.

    Examples
    --------
    >>> full = SharesPerYear(kind="shares", values=(1.0, 1.0))
    >>> reached_by_delay(full, (2021, 2022), None, 1.0, 6.0, 0).ravel()
    array([0.5, 1. ])
    """
    curve = curve_of(ramp_up, years)
    if cut is not None:
        curve = curve.cut(cut)
    reached = curve.stretched(stretch).shifted(shift).by_delay(most)
    reached.setflags(write=False)
    return reached


def _gradual(ramp_up: Linear | SCurve, start: float, full: float, n_years: int) -> Curve:
    """Month averages of a curve that climbs from 0 at `start` to 1 at `full`: differences of its integral."""
    length = max(n_years * MONTHS, int(np.ceil(full)) + 1)
    x = (np.arange(length + 1.0) - start) / (full - start)
    inside, beyond = np.clip(x, 0.0, 1.0), np.maximum(x - 1.0, 0.0)
    area = inside**2 / 2 if isinstance(ramp_up, Linear) else inside**3 - inside**4 / 2
    return Curve(np.diff(area + beyond) * (full - start), years=n_years)
