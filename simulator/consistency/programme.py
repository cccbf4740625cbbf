"""Checks on a programme by itself."""

from __future__ import annotations

import itertools
import math

from simulator.consistency.formulas import (
    TOLERANCE,
    check_above,
    check_amount,
    check_divisors,
    check_range,
    check_unit_of,
    check_within,
    reachable_range,
    units_of,
)
from simulator.consistency.issue import (
    Issue,
    Issues,
    Key,
    check_keys,
    check_name,
    check_names,
    possible_range,
    stated_range,
)
from simulator.consistency.shared import check_common
from simulator.domain.programme import AllocationKey, GrowthPeriod, Programme, Service
from simulator.suggestion import as_share

PRODUCT = 0.005
"""Part by which clients times cost per client may differ from a baseline: both are rounded in print."""

GRADES = range(1, 7)
"""Evidence grades, best to worst."""


def check_programme(programme: Programme) -> Issues:
    """Yield everything in a programme that does not agree with itself."""
    yield from check_common(programme, programme)
    estimates = programme.estimates
    yield from check_name(("default_estimate",), programme.default_estimate, estimates, "estimate")
    yield from _check_services(programme)
    yield from _check_growth(programme)
    yield from _check_municipalities(programme)
    yield from _check_allocation_keys(programme)
    yield from _check_targets(programme)
    yield from _check_cost_pools(programme)
    yield from _check_realisation_and_delay(programme)
    yield from _check_price_index(programme)
    yield from _check_findings(programme)


def _check_services(programme: Programme) -> Issues:
    for name, service in programme.services.items():
        key = ("services", name)
        yield from check_unit_of((*key, "baseline"), service.baseline, "EUR/year")
        yield from check_above((*key, "baseline"), reachable_range(service.baseline), 0)
        yield from _check_clients(key, service)
        yield from check_unit_of((*key, "overlap"), service.overlap, "1")
        yield from check_within((*key, "overlap"), service.overlap, -1, 1, open_end=True)
        yield from check_names((*key, "volumes"), service.volumes, programme.drivers, "driver")
        keys = programme.allocation_keys
        yield from check_name((*key, "allocation_key"), service.allocation_key, keys, "allocation key")
        members = programme.municipalities
        yield from check_names((*key, "non_members"), service.non_members, members, "municipality")
        if service.non_members and service.non_members_source is None:
            yield Issue(
                key,
                "non_members without non_members_source",
                "a source for who does not take part",
                "Add 'non_members_source:' with a document and a line.",
            )
        if set(service.non_members) >= set(members):
            yield Issue(
                (*key, "non_members"),
                "all municipalities",
                "at least one municipality that takes part",
                "Remove those that do.",
            )


def _check_clients(key: Key, service: Service) -> Issues:
    """Clients and cost per client: their units, and whether they make the baseline."""
    clients, cost = service.clients, service.cost_per_client
    if clients is not None:
        yield from check_unit_of((*key, "clients"), clients, "resident")
        yield from check_within((*key, "clients"), clients, 0, math.inf)
    if cost is not None:
        yield from check_unit_of((*key, "cost_per_client"), cost, "EUR/resident/year")
        yield from check_within((*key, "cost_per_client"), cost, 0, math.inf)
    if clients is None or cost is None:
        return
    made, stated = clients.value * cost.value, service.baseline.value
    if abs(made - stated) > PRODUCT * max(made, stated):
        yield Issue(
            (*key, "cost_per_client"),
            f"{clients.value:g} clients × {cost.value:g} = {made:,.0f} EUR/year",
            f"the baseline, {stated:,.0f} EUR/year, to within {PRODUCT:.1%}",
            "Check the three figures, leave the baseline out, or leave out the one that the source lacks.",
        )


def _check_growth(programme: Programme) -> Issues:
    for name, service in programme.services.items():
        yield from _check_periods(("services", name, "growth"), service.growth, programme)
        yield from _check_periods(("services", name, "cost_growth"), service.cost_growth, programme)


def _check_periods(key: Key, periods: tuple[GrowthPeriod, ...], programme: Programme) -> Issues:
    first = programme.base_year + 1
    years = [period.from_year for period in periods]
    if years and years[0] != first:
        yield Issue(
            (*key, 0, "from_year"),
            f"{years[0]}",
            f"{first}, the year after the base year",
            "Let the first period begin there.",
        )
    for index, (year, following) in enumerate(itertools.pairwise(years), 1):
        if following <= year:
            yield Issue(
                (*key, index, "from_year"),
                f"{following} after {year}",
                "periods in the order of their years",
                "Put the periods in order, each year once.",
            )
    for index, period in enumerate(periods):
        # At -1 nothing is left to save on, and a saving is a share of what is spent.
        lowest, highest = possible_range(period)
        yield from check_above((*key, index, "value"), (lowest, highest), -1)
        if (most := stated_range(period)[1]) > 1:
            yield Issue(
                (*key, index, "value"),
                f"{most:g}, more than a doubling each year",
                "a rate a year of at most 1, in its range too",
                f"Write a rate: {as_share(most)}.",
            )


def _check_municipalities(programme: Programme) -> Issues:
    last = programme.years[-1]
    for slug, municipality in programme.municipalities.items():
        leaves = municipality.leaves
        if leaves is not None and not programme.base_year < leaves.year <= last + 1:
            yield Issue(
                ("municipalities", slug, "leaves", "year"),
                f"{leaves.year}",
                f"a year from {programme.base_year + 1} to {last + 1}",
                "Check the year, or remove 'leaves'.",
            )


def _check_allocation_keys(programme: Programme) -> Issues:
    members = programme.municipalities
    for name, allocation in programme.allocation_keys.items():
        key = ("allocation_keys", name)
        yield from check_keys((*key, "shares"), allocation.shares, members, "municipality")
        yield from _check_shares(name, allocation, programme)
        rest = [slug for slug in members if slug not in allocation.shares]
        population = allocation.rest_by or name
        for slug in rest:
            if population not in members[slug].population:
                yield Issue(
                    ("municipalities", slug, "population"),
                    f"no population '{population}'",
                    f"the number that allocation key '{name}' divides by",
                    f"Add '{population}:', or change rest_by of the allocation key.",
                )
        if rest and not math.fsum(members[s].population.get(population, 1.0) for s in rest) > 0:
            yield Issue(
                key,
                f"no people at all under '{population}'",
                "a population to divide by",
                "Fill in the population of the municipalities.",
            )


def _check_shares(name: str, allocation: AllocationKey, programme: Programme) -> Issues:
    if not allocation.shares:
        return
    total = math.fsum(allocation.shares.values())
    complete = set(allocation.shares) >= set(programme.municipalities)
    if total > 1 + TOLERANCE or (complete and total < 1 - TOLERANCE):
        yield Issue(
            ("allocation_keys", name, "shares"),
            f"shares that add up to {total:g}",
            "shares that add up to 1" if complete else "shares that add up to 1 at most",
            "Change the shares.",
        )


def _check_targets(programme: Programme) -> Issues:
    seen: set[str] = set()
    for index, target in enumerate(programme.targets):
        key = ("targets", index)
        members = programme.municipalities
        yield from check_name((*key, "municipality"), target.municipality, members, "municipality")
        if target.municipality in seen:
            yield Issue(
                (*key, "municipality"),
                f"a second target for '{target.municipality}'",
                "one target for each municipality",
                "Put all its years in one target.",
            )
        seen.add(target.municipality)
        for year in target.amounts:
            if year not in programme.years:
                yield Issue(
                    (*key, "amounts", str(year)),
                    f"{year}",
                    f"a year from {programme.years[0]} to {programme.years[-1]}",
                    "Remove the year, or check it.",
                )


def _check_cost_pools(programme: Programme) -> Issues:
    units = units_of(programme)
    for name, pool in programme.cost_pools.items():
        key = ("cost_pools", name)
        yield from check_amount(key, pool.formula, pool.profile, pool.nature, units, programme)
        yield from check_divisors((*key, "formula"), pool.formula, programme.drivers)


def _check_realisation_and_delay(programme: Programme) -> Issues:
    for grade in GRADES:
        if grade not in programme.realisation:
            yield Issue(
                ("realisation",),
                f"no grade {grade}",
                "a driver for each of the grades 1 to 6",
                f"Add '{grade}:' with the part of a plan that materialises.",
            )
    for grade, driver in programme.realisation.items():
        key = ("realisation", str(grade))
        yield from check_unit_of(key, driver, "1")
        yield from check_within(key, driver, 0, 1)
    yield from check_unit_of(("delay",), programme.delay, "month")


def _check_price_index(programme: Programme) -> Issues:
    rates = programme.price_index.rates
    for year in range(programme.price_level + 1, programme.years[-1] + 1):
        if year not in rates:
            yield Issue(
                ("price_index", "rates"),
                f"no rate for {year}",
                f"a rate for each year from {programme.price_level + 1} to {programme.years[-1]}",
                f"Add '{year}:' with the change against {year - 1}.",
            )
    for year, rate in rates.items():
        yield from check_range(("price_index", "rates", str(year)), (rate, rate), -0.5, 0.5)
    known, first = programme.price_index.known_to, min(rates, default=programme.years[0]) - 1
    if known is not None and not first <= known <= programme.years[-1]:
        yield Issue(
            ("price_index", "known_to"),
            str(known),
            f"a year from {first} to {programme.years[-1]}",
            "Give the last year whose rate is a fact.",
        )


def _check_findings(programme: Programme) -> Issues:
    for index, finding in enumerate(programme.findings):
        if finding.reading is not None:
            yield Issue(
                ("findings", index, "reading"),
                f"reading '{finding.reading}'",
                "no reading: only measures have readings",
                "Remove it, or move the finding to its measure.",
            )
