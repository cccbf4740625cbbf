"""An issue: one statement in the data that does not agree with another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from simulator.domain.programme import Programme
from simulator.domain.quantity import Estimate, Lognormal
from simulator.domain.scenario import DriverChange
from simulator.suggestion import did_you_mean, one_of

Key = tuple[str | int, ...]
"""Path of a value: names of fields, keys of mappings (as text) and indexes of lists."""

Issues = Iterator["Issue"]
"""What every check yields."""

YEARS_AROUND = 10
"""Dates may lie this many years before the base year and after the last one."""


@dataclass(frozen=True)
class Issue:
    """One statement that does not agree with another."""

    key: Key
    """Where it stands, in the measure, programme, scenario or printed figures that is checked."""
    found: str
    """What stands there."""
    expected: str
    """What should stand there."""
    repair: str
    """What to do about it."""
    surplus: int = 0
    """How many values a list has too many; below 0: too few."""


def check_name(key: Key, name: str | None, known: Iterable[str], what: str) -> Issues:
    """Yield an issue when a name is given that does not exist.

    Examples
    --------
    >>> [issue.repair for issue in check_name(("service",), "youht", ["youth"], "service")]
    ["Write 'youth' instead, if that is what you mean."]
    """
    names = list(known)
    if name is not None and name not in names:
        otherwise = f"Add the {what}, or choose another."
        repair = did_you_mean(name, names, otherwise)
        yield Issue(key, f"{what} '{name}', which does not exist", one_of(names), repair)


def check_names(key: Key, found: Iterable[str], known: Collection[str], what: str) -> Issues:
    """Yield an issue for every name that does not exist; the index is part of the key."""
    for index, name in enumerate(found):
        yield from check_name((*key, index), name, known, what)


def check_keys(key: Key, found: Iterable[str], known: Collection[str], what: str) -> Issues:
    """Yield an issue for every key of a mapping that does not exist."""
    for name in found:
        yield from check_name((*key, name), name, known, what)


def check_length(key: Key, values: Collection[object] | None, programme: Programme) -> Issues:
    """Yield an issue when a list does not hold one value for each year of the programme."""
    years = programme.years
    if values is not None and len(values) != len(years):
        yield Issue(
            key,
            f"{len(values)} values",
            f"{len(years)} values, one for each year from {years[0]} to {years[-1]}",
            "Write a value for every year, and no more.",
            surplus=len(values) - len(years),
        )


def check_date(key: Key, date: dt.date | None, programme: Programme) -> Issues:
    """Yield an issue when a date is far from the programme: a slip in the year, most likely."""
    first, last = programme.base_year - YEARS_AROUND, programme.years[-1] + YEARS_AROUND
    if date is not None and not first <= date.year <= last:
        yield Issue(key, f"{date}", f"a date from {first} to {last}", "Check the year.")


def models_in(data: object, key: Key = ()) -> Iterator[tuple[Key, BaseModel]]:
    """Yield every model in a model, itself included, with its path."""
    if isinstance(data, BaseModel):
        yield key, data
        for name in type(data).model_fields:
            yield from models_in(getattr(data, name), (*key, name))
    elif isinstance(data, dict):
        for name, value in data.items():
            yield from models_in(value, (*key, str(name)))
    elif isinstance(data, tuple):
        for index, value in enumerate(data):
            yield from models_in(value, (*key, index))


def stated_range(estimate: Estimate | DriverChange) -> tuple[float, float]:
    """Give the lowest and highest number that an estimate writes down, its value among them."""
    match estimate.uncertainty:
        case Lognormal(p10=low, p90=high):
            return min(low, estimate.value), max(high, estimate.value)
        case _:
            low, high = possible_range(estimate)
            return min(low, estimate.value), max(high, estimate.value)


def possible_range(estimate: Estimate | DriverChange) -> tuple[float, float]:
    """Give the lowest and highest value that an estimate can take.

    A log-normal one has no highest value: then it is infinite.
    """
    uncertainty = estimate.uncertainty
    match uncertainty.kind:
        case "fixed":
            return estimate.value, estimate.value
        case "discrete":
            return min(uncertainty.values), max(uncertainty.values)
        case "lognormal":
            return 0.0, float("inf")
        case _:
            return uncertainty.low, uncertainty.high
