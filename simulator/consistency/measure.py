"""Checks on one measure against its programme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from simulator.consistency.booked import check_booked
from simulator.consistency.formulas import (
    PER_YEAR,
    check_amount,
    check_divisors,
    check_formula,
    check_range,
    check_unit_of,
    check_within,
    names_in,
    units_of,
)
from simulator.consistency.issue import (
    Issue,
    Issues,
    Key,
    check_date,
    check_keys,
    check_length,
    check_name,
    check_names,
    possible_range,
)
from simulator.consistency.shared import check_common, check_service
from simulator.domain.measure import Effect, Measure
from simulator.domain.programme import Programme
from simulator.domain.ramp_up import Linear, ReachedPerYear, SCurve, SharesPerYear
from simulator.domain.relation import (
    AlreadyImplemented,
    BudgetShift,
    CappedLine,
    SpillsOver,
    Supersedes,
)


def check_measure(measure: Measure, programme: Programme) -> Issues:
    """Yield everything in a measure that does not agree with itself or its programme.

    What depends on other measures is left to `check_relations`.
    """
    yield from check_common(measure, programme)
    yield from _check_own_names(measure, programme)
    yield from _check_drivers(measure, programme)
    yield from _check_effects(measure, programme)
    yield from _check_costs(measure, programme)
    yield from _check_people(measure, programme)
    yield from _check_break_even(measure, programme)
    yield from _check_divisors(measure, programme)
    yield from _check_dates(measure, programme)
    yield from _check_relations(measure, programme)


def _check_own_names(measure: Measure, programme: Programme) -> Issues:
    yield from check_name(("scope",), measure.scope, programme.municipalities, "municipality")
    keys = programme.allocation_keys
    yield from check_name(("allocation_key",), measure.allocation_key, keys, "allocation key")
    for index, unknown in enumerate(measure.unknown):
        key = ("unknown", index, "service")
        yield from check_name(key, unknown.service, programme.services, "service")
        yield from _check_years(("unknown", index, "years"), unknown.years, programme)
    for index, finding in enumerate(measure.findings):
        yield from check_name(("findings", index, "reading"), finding.reading, measure.readings, "reading")
    if measure.status == "rejected" and measure.status_reason is None:
        yield Issue(
            ("status",),
            "rejected, without a reason",
            "status_reason: why it was rejected",
            "Add 'status_reason:' with nl and en.",
        )


def _check_drivers(measure: Measure, programme: Programme) -> Issues:
    used = frozenset(formula_names(measure)).union(
        (relation.share for relation in measure.relations if isinstance(relation, SpillsOver)),
        (name for reading in measure.readings.values() for name in reading.estimates),
    )
    for name in measure.drivers:
        key = ("drivers", name)
        if name in programme.drivers:
            yield Issue(
                key,
                f"a driver '{name}', which is a shared driver of the programme too",
                "another name: one name is one quantity",
                "Remove it to use the shared one, or give it another name.",
            )
        if name not in used:
            yield Issue(
                key,
                f"a driver '{name}' that nothing uses",
                "a formula, relation or reading that uses it",
                "Use it, or remove it.",
            )
    if measure.delay is not None:
        yield from check_unit_of(("delay",), measure.delay, "month")


def formula_names(measure: Measure) -> Iterator[str]:
    """Yield the drivers in the formulas of a measure, its own and shared ones."""
    for effect in measure.effects.values():
        for text in (effect.formula, *(booking.formula for booking in effect.booked)):
            yield from names_in(text)
    for line in measure.costs.values():
        yield from names_in(line.formula or "0")
    for residents in measure.residents_affected:
        yield from names_in(residents.formula)
    for text, _ in break_even_formulas(measure).values():
        yield from names_in(text)


def _check_effects(measure: Measure, programme: Programme) -> Issues:
    units = units_of(programme, measure.drivers)
    for name, effect in measure.effects.items():
        key = ("effects", name)
        yield from check_service((*key, "service"), effect.service, measure, programme)
        yield from check_formula((*key, "formula"), effect.formula, units, (PER_YEAR,))
        yield from _check_ramp_up((*key, "ramp_up"), effect, programme)
        yield from check_booked((*key, "booked"), effect, measure, programme)


def _check_ramp_up(key: Key, effect: Effect, programme: Programme) -> Issues:
    ramp_up = effect.ramp_up
    if isinstance(ramp_up, SharesPerYear | ReachedPerYear):
        yield from check_length((*key, "values"), ramp_up.values, programme)
        return
    yield from check_date((*key, "start"), ramp_up.start, programme)
    if isinstance(ramp_up, Linear | SCurve):
        yield from check_date((*key, "full"), ramp_up.full, programme)
    if ramp_up.start.year > programme.years[-1]:
        yield Issue(
            (*key, "start"),
            f"{ramp_up.start}",
            f"a start in {programme.years[-1]} at the latest, the last year of the programme",
            "Check the year, or remove the effect.",
        )


def _check_costs(measure: Measure, programme: Programme) -> Issues:
    units = units_of(programme, measure.drivers)
    for name, line in measure.costs.items():
        key = ("costs", name)
        yield from check_name((*key, "funded_by"), line.funded_by, programme.funders, "funder")
        yield from check_name((*key, "pool"), line.pool, programme.cost_pools, "cost pool")
        if line.formula is not None and line.profile is not None:
            yield from check_amount(key, line.formula, line.profile, line.nature, units, programme)
    pools = [line.pool for line in measure.costs.values() if line.pool is not None]
    for pool in sorted({pool for pool in pools if pools.count(pool) > 1}):
        yield Issue(
            ("costs",),
            f"{pools.count(pool)} lines that draw on the pool '{pool}'",
            "one: a shared cost is made once",
            "Remove the others.",
        )


def _check_people(measure: Measure, programme: Programme) -> Issues:
    units = units_of(programme, measure.drivers)
    for index, residents in enumerate(measure.residents_affected):
        key = ("residents_affected", index, "formula")
        yield from check_formula(key, residents.formula, units, ("resident",))
    if measure.staff is not None:
        yield from check_length(("staff", "fte"), measure.staff.fte, programme)
        yield from _check_years(("staff", "unknown"), measure.staff.unknown, programme)


def _check_years(key: Key, years: tuple[int, ...], programme: Programme) -> Issues:
    """Yield an issue for every year that is not one of the programme, or stands there twice."""
    first, last = programme.years[0], programme.years[-1]
    for index, year in enumerate(years):
        if year not in programme.years:
            expected, repair = f"a year from {first} to {last}", "Remove the year, or check it."
            yield Issue((*key, index), f"{year}", expected, repair)
        elif year in years[:index]:
            yield Issue((*key, index), f"{year}, twice", "each year once", "Remove one of the two.")


def break_even_formulas(measure: Measure) -> dict[str, tuple[str, str]]:
    """Give the formulas of a measure's break-even question, each with the unit that it must have."""
    asked = measure.break_even
    if asked is None:
        return {}
    formulas = {
        "cost": (asked.cost, PER_YEAR),
        "price": (asked.price, "EUR/client/year"),
        "fte": (asked.fte, "fte"),
        "clients": (asked.clients, "client"),
        "reach": (asked.reach, "client"),
        "lag": (asked.lag, "month"),
    }
    return {name: (text, unit) for name, (text, unit) in formulas.items() if text is not None}


def _check_break_even(measure: Measure, programme: Programme) -> Issues:
    units = units_of(programme, measure.drivers)
    for name, (text, unit) in break_even_formulas(measure).items():
        yield from check_formula(("break_even", name), text, units, (unit,))
    if measure.break_even is not None:
        key = ("break_even", "service")
        yield from check_name(key, measure.break_even.service, programme.services, "service")
        views = measure.break_even.elsewhere
        yield from check_keys(("break_even", "elsewhere"), views, programme.estimates, "estimate")
        for name, view in views.items():
            yield from check_range(("break_even", "elsewhere", name), possible_range(view), 0, 1)


def _check_divisors(measure: Measure, programme: Programme) -> Issues:
    formulas: dict[Key, str] = {
        ("effects", name, "formula"): effect.formula for name, effect in measure.effects.items()
    }
    formulas |= {
        ("effects", name, "booked", index, "formula"): booking.formula
        for name, effect in measure.effects.items()
        for index, booking in enumerate(effect.booked)
    }
    formulas |= {
        ("costs", name, "formula"): line.formula
        for name, line in measure.costs.items()
        if line.formula is not None
    }
    formulas |= {
        ("residents_affected", index, "formula"): residents.formula
        for index, residents in enumerate(measure.residents_affected)
    }
    formulas |= {("break_even", name): text for name, (text, _) in break_even_formulas(measure).items()}
    for key, text in formulas.items():
        yield from check_divisors(key, text, {**programme.drivers, **measure.drivers})


def _check_dates(measure: Measure, programme: Programme) -> Issues:
    yield from check_date(("starts",), measure.starts, programme)
    for name, reading in measure.readings.items():
        yield from check_date(("readings", name, "start"), reading.start, programme)
    for index, decision in enumerate(measure.decision_route):
        yield from check_date(("decision_route", index, "date"), decision.date, programme)
    for index, gate in enumerate(measure.gates):
        yield from check_date(("gates", index, "date"), gate.date, programme)


def _check_relations(measure: Measure, programme: Programme) -> Issues:
    done: set[str] = set()
    for index, relation in enumerate(measure.relations):
        key: Key = ("relations", index)
        match relation:
            case SpillsOver():
                yield from _check_spill(key, relation, measure, programme)
            case CappedLine():
                yield from _check_ceiling((*key, "service"), relation.service, programme)
            case BudgetShift():
                yield from check_names((*key, "costs"), relation.costs, measure.costs, "cost")
            case Supersedes() if relation.from_year not in (None, *programme.years):
                yield Issue(
                    (*key, "from_year"),
                    f"{relation.from_year}",
                    f"a year from {programme.years[0]} to {programme.years[-1]}",
                    "Check the year, or leave it out.",
                )
            case AlreadyImplemented():
                yield from _check_place((*key, "municipality"), relation, done, programme)
                done.add(relation.municipality)


def _check_spill(key: Key, relation: SpillsOver, measure: Measure, programme: Programme) -> Issues:
    yield from check_names((*key, "effects"), relation.effects, measure.effects, "effect")
    services: Mapping[str, object] = programme.services
    yield from check_name((*key, "to_service"), relation.to_service, services, "service")
    yield from check_name((*key, "share"), relation.share, measure.drivers, "driver")
    if relation.share in measure.drivers:
        driver, place = measure.drivers[relation.share], ("drivers", relation.share)
        yield from check_unit_of(place, driver, "1")
        yield from check_within(place, driver, 0, 1)


def _check_ceiling(key: Key, service: str, programme: Programme) -> Issues:
    yield from check_name(key, service, programme.services, "service")
    if service in programme.services and programme.services[service].budget_ceiling is None:
        yield Issue(
            key,
            f"service '{service}', which has no budget ceiling",
            "a service with a budget_ceiling in the programme",
            "Remove the relation, or give the service its budget_ceiling.",
        )


def _check_place(key: Key, relation: AlreadyImplemented, done: set[str], programme: Programme) -> Issues:
    members = programme.municipalities
    yield from check_name(key, relation.municipality, members, "municipality")
    if relation.municipality in done:
        yield Issue(
            key,
            f"'{relation.municipality}' again",
            "each municipality once",
            "Put the parts together in one relation.",
        )
