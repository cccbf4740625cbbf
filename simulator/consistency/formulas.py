"""Checks on formulas and units: that they can be read, and give what they must give."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping

from simulator.consistency.issue import (
    Issue,
    Issues,
    Key,
    check_length,
    check_name,
    possible_range,
)
from simulator.domain.programme import Programme
from simulator.domain.quantity import Driver, Estimate
from simulator.errors import FormulaError
from simulator.formula import parse
from simulator.formula.ranges import divisors_through_zero, reach
from simulator.formula.writing import plain
from simulator.suggestion import as_share
from simulator.units import check_unit

PER_YEAR = "EUR/year"
ONCE = "EUR"
TOLERANCE = 1e-9
"""Room for rounding in a sum of shares."""


def units_of(programme: Programme, drivers: Mapping[str, Driver] | None = None) -> dict[str, str]:
    """Give the unit of everything a formula may use.

    Parameters
    ----------
    programme : Programme
        Its shared drivers, and the baselines of its services.
    drivers : mapping of str to Driver, optional
        Drivers of the measure's own.

    Returns
    -------
    dict of str to str
        By name; baselines are called ``baseline.<service>``.
    """
    units = {f"baseline.{name}": PER_YEAR for name in programme.services}
    for name, driver in ({**programme.drivers, **(drivers or {})}).items():
        units[name] = driver.unit
    return units


def names_in(text: str) -> frozenset[str]:
    """Give the drivers that a formula uses; when it cannot be read, all that might be one."""
    try:
        return parse(text).names
    except FormulaError:
        # One problem is enough: a driver in it is not said to be useless as well.
        return frozenset(re.findall(r"[a-z][a-z0-9_]*", text))


def check_formula(key: Key, text: str, units: Mapping[str, str], allowed: Collection[str]) -> Issues:
    """Yield what is wrong with a formula: its form, its names, or else its unit."""
    try:
        formula = parse(text)
    except FormulaError as error:
        yield Issue(key, f"'{text}'", "a formula of names, numbers, + - * / and ()", _told(error))
        return
    drivers = [name for name in units if "." not in name]
    services = [name.removeprefix("baseline.") for name in units if "." in name]
    wrong = [
        *(i for name in sorted(formula.names) for i in check_name(key, name, drivers, "driver")),
        *(i for n in sorted(formula.services) for i in check_name(key, n, services, "service")),
    ]
    yield from wrong
    used = {name: units[name] for name in formula.keys & units.keys()}
    if wrong or not all(map(_is_unit, used.values())):
        return  # a unit that does not exist is told at its driver
    try:
        formula.require(used, allowed)
    except FormulaError as error:
        yield Issue(key, f"'{text}'", f"a formula that gives {' or '.join(allowed)}", _told(error))


def check_amount(
    key: Key,
    text: str,
    profile: tuple[float, ...],
    nature: str,
    units: Mapping[str, str],
    programme: Programme,
) -> Issues:
    """Yield what is wrong with a cost: its formula, the length of its profile, or their fit.

    A formula in EUR/year is a cost of every year, times its share in the profile. A formula in
    EUR is a cost made once, so it is incidental and its profile must divide it: the shares add up to 1.
    """
    wrong = list(check_formula((*key, "formula"), text, units, (PER_YEAR, ONCE)))
    yield from wrong
    yield from check_length((*key, "profile"), profile, programme)
    if wrong or not _gives_once(text, units):
        return
    if nature != "incidental":
        yield Issue(
            (*key, "nature"),
            f"{nature}, with a formula that gives EUR: a cost made once",
            "incidental",
            "Write 'nature: incidental', or let the formula give EUR/year.",
        )
    total = math.fsum(profile)
    if abs(total - 1) > TOLERANCE:
        yield Issue(
            (*key, "profile"),
            f"shares that add up to {total:g}",
            "shares that add up to 1, for the formula gives EUR: a cost made once",
            "Divide the cost over the years, or let the formula give EUR/year.",
        )


def _gives_once(text: str, units: Mapping[str, str]) -> bool:
    try:
        return parse(text).dimension(units) == ONCE
    except FormulaError:
        return False


def check_unit_of(key: Key, driver: Driver, expected: str | None = None) -> Issues:
    """Yield an issue when a driver's unit does not exist, or is not the one expected."""
    try:
        unit = check_unit(driver.unit)
    except FormulaError as error:
        known = "a unit such as EUR/year, client, hour/client, fte, or 1 for a share"
        yield Issue((*key, "unit"), f"'{driver.unit}'", known, _told(error))
        return
    if expected is not None and unit != expected:
        yield Issue((*key, "unit"), f"'{driver.unit}'", f"the unit {expected}", f"Write '{expected}'.")


def check_within(key: Key, driver: Driver, low: float, high: float, *, open_end: bool = False) -> Issues:
    """Yield an issue for every estimate of a driver that can leave a range.

    Parameters
    ----------
    key : tuple
        Path of the driver.
    driver : Driver
        Its own estimate and the rival ones are checked.
    low, high : float
        The range, ends included.
    open_end : bool
        True when the highest value itself is outside the range.
    """
    views: dict[Key, Estimate] = {key: driver}
    views |= {(*key, "rivals", name): rival for name, rival in driver.rivals.items()}
    for place, view in views.items():
        yield from check_range(place, possible_range(view), low, high, open_end=open_end)


def check_range(
    key: Key, found: tuple[float, float], low: float, high: float, *, open_end: bool = False
) -> Issues:
    """Yield an issue when a range of possible values leaves the range that is allowed.

    Where that ends at 1 or below, a percentage was meant most likely, so the repair says how one is written.

    Examples
    --------
    >>> [issue.repair for issue in check_range(("share",), (5.0, 5.0), 0, 1)]
    ['Change the value or its range: 5% is written 0.05.']
    """
    lowest, highest = found
    if lowest < low or highest > high or (open_end and highest >= high):
        told = f"{lowest:g}" if lowest == highest else f"values from {lowest:g} to {highest:g}"
        end = "below" if open_end else "to"
        expected = f"at least {low:g}" if math.isinf(high) else f"values from {low:g} {end} {high:g}"
        percentage = high <= 1 and highest > high
        repair = "Change the value or its range" + (f": {as_share(highest)}." if percentage else ".")
        yield Issue(key, told, expected, repair)


def check_above(key: Key, found: tuple[float, float], low: float) -> Issues:
    """Yield an issue when a range of possible values is not wholly above a number."""
    lowest, highest = found
    if lowest <= low:
        told = f"{lowest:g}" if lowest == highest else f"values from {lowest:g} to {highest:g}"
        yield Issue(key, told, f"above {low:g}", "Change the value or its range.")


def check_divisors(key: Key, text: str, drivers: Mapping[str, Driver]) -> Issues:
    """Yield an issue for every divisor in a formula that can be zero for some values of its drivers.

    Parameters
    ----------
    key : tuple
        Path of the formula.
    text : str
        The formula; one that cannot be read is told elsewhere.
    drivers : mapping of str to Driver
        What it may use, by name. Baselines are above zero.
    """
    try:
        formula = parse(text)
    except FormulaError:
        return
    ranges = {name: _range_of(driver) for name, driver in drivers.items()}
    ranges |= {name: (math.nextafter(0, 1), math.inf) for name in formula.keys - formula.names}
    for divisor in divisors_through_zero(formula.tree, ranges):
        low, high = reach(divisor, ranges)
        told = "is 0" if low == high else f"can be anything from {low:g} to {high:g}"
        yield Issue(
            key,
            f"a division by {plain(divisor)}, which {told}",
            "a divisor that is never 0",
            "Give its drivers ranges that exclude it, or write the formula without dividing.",
        )


def stated_value(text: str, programme: Programme, drivers: Mapping[str, Driver]) -> float:
    """Give the outcome of a formula that can be read, every driver and baseline at its stated value."""
    formula = parse(text)
    known: dict[str, float] = {f"baseline.{name}": s.baseline.value for name, s in programme.services.items()}
    known |= {name: driver.value for name, driver in {**programme.drivers, **drivers}.items()}
    return float(formula.evaluate({key: known[key] for key in formula.keys}))


def reachable_range(estimate: Estimate) -> tuple[float, float]:
    """Give the lowest and highest value of an estimate; a log-normal one comes near 0 but is never 0."""
    low, high = possible_range(estimate)
    return (math.nextafter(0, 1) if estimate.uncertainty.kind == "lognormal" else low), high


def _range_of(driver: Driver) -> tuple[float, float]:
    """Lowest and highest value of a driver in any view."""
    views = [reachable_range(view) for view in (driver, *driver.rivals.values())]
    return min(low for low, _ in views), max(high for _, high in views)


def _is_unit(text: str) -> bool:
    try:
        check_unit(text)
    except FormulaError:
        return False
    return True


def _told(error: FormulaError) -> str:
    """Give an error's message as a sentence."""
    message = str(error)
    return message[:1].upper() + message[1:] + ("" if message.endswith((".", "?")) else ".")
