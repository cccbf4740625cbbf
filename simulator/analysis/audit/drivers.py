"""Rules on the data behind the tables: drivers that can't be derived, can't be right, or are disputed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from simulator.analysis.audit.case import Case, Place
from simulator.analysis.audit.finding import AuditFinding, Row, Severity
from simulator.analysis.audit.rebuilding import amount
from simulator.analysis.audit.tables import ROUNDING
from simulator.analysis.audit.wording import Euros, Field, Phrase, Quantity, phrase
from simulator.domain.measure import Measure
from simulator.domain.quantity import Discrete, Driver, Estimate, Pert, Triangular, Uniform
from simulator.engine.axes import Array
from simulator.formula import parse
from simulator.units import parse_unit, same_unit

SOURCE_VIEWS = ("text", "table")
"""Names of rival estimates that stand in the source itself: its text, or its table."""

FAR_OFF = 0.25
"""Part of a value that another estimate may differ before the audit mentions it."""

SEVERITIES: dict[str, Severity] = {
    "two-figures": "warning",
    "sign-disputed": "warning",
    "sign-unsure": "warning",
    "estimate-far-off": "note",
}
"""Severity of a dispute about a driver that changes an effect; else it is a note."""

SAME = 1e-9
"""Part of a value below which two figures are the same."""


def check_derivable(case: Case) -> Iterator[AuditFinding]:
    """Drivers that a printed amount needs and that the source doesn't let one derive.

    The difference is what the measure's effect, or else its cost, loses without it in the year in which
    that is most.
    """
    for owner, name, driver in _drivers(case):
        for view, estimate in _estimates(case, driver).items():
            if estimate.provenance == "not_derivable":
                yield _not_derivable(case, owner, name, driver, view)


def _not_derivable(case: Case, owner: str | None, name: str, driver: Driver, view: str) -> AuditFinding:
    estimate = _estimates(case, driver)[view]
    row, lost = _lost_without(case, owner, name, estimate.value) if owner else (None, 0.0)
    return case.finding(
        "not-derivable",
        "warning",
        {
            "owner": case.called(owner) if owner else phrase("programme"),
            "driver": driver.title,
            "value": _value(driver, estimate.value),
            "note": estimate.note or phrase("empty"),
            "stake": phrase(f"stake.{row}", amount=Euros(lost)) if row else phrase("empty"),
        },
        measures=(owner,) if owner else (),
        row=row,
        subject=_subject(case, name, view),
        **_place(estimate),
        computed=_plain(driver, estimate.value),
        difference_eur=-lost if row else None,
    )


def _lost_without(case: Case, owner: str, name: str, value: float) -> tuple[Row | None, float]:
    """Row of the table that a driver makes an amount in, and that amount in the year with most of it."""
    with_it = case.alone(owner, drivers={name: value})
    without = case.alone(owner, drivers={name: 0.0})
    if with_it is None or without is None:
        return None, 0.0
    amounts: dict[Row, Array] = {
        "effect": case.gross(with_it, owner) - case.gross(without, owner),
        "cost": case.cost(with_it, owner) - case.cost(without, owner),
    }
    for row, lost in amounts.items():
        most = float(max(lost, key=abs))
        if abs(most) > ROUNDING:
            return row, most
    return None, 0.0


def check_volumes(case: Case) -> Iterator[AuditFinding]:
    """Numbers of people beyond the number that the service has.

    The difference is what the effect loses in the last year when the number is brought down to it.
    """
    resident = parse_unit("resident")
    for name, measure in case.catalogue.measures.items():
        for driver_name, (driver, services) in _used_in_effects(case, measure).items():
            if not same_unit(parse_unit(driver.unit), resident):
                continue
            volume = _volume(case, services, driver_name)
            for view, estimate in _estimates(case, driver).items():
                if volume is not None and estimate.value > volume.value:
                    yield _beyond(case, name, driver_name, driver, view, volume)


def _beyond(
    case: Case, name: str, driver_name: str, driver: Driver, view: str, volume: Driver
) -> AuditFinding:
    estimate = _estimates(case, driver)[view]
    used = case.gross_with(name, drivers={driver_name: estimate.value})
    capped = case.gross_with(name, drivers={driver_name: volume.value})
    fields: dict[str, Field] = {
        "driver": driver.title,
        "view": case.programme.estimates[view],
        "value": _value(driver, estimate.value),
        "volume": _value(volume, volume.value),
        "volume_title": volume.title,
        "effect": phrase("empty"),
    }
    computed = difference = None
    if used is not None and capped is not None:
        computed, difference = float(capped[-1]), float(capped[-1] - used[-1])
        fields["effect"] = phrase(
            "effect.capped",
            year=case.years[-1],
            computed_eur=amount(computed),
            printed_eur=amount(float(used[-1])),
        )
    return case.finding(
        "more-than-volume",
        "error",
        fields,
        measures=(name,),
        subject=_subject(case, driver_name, view),
        **_place(estimate),
        printed=_plain(driver, estimate.value),
        computed=_plain(volume, volume.value) if computed is None else computed,
        difference_eur=difference,
    )


def _used_in_effects(case: Case, measure: Measure) -> Mapping[str, tuple[Driver, tuple[str, ...]]]:
    """Drivers in the formulas of a measure's effects, with the services that those work on."""
    found: dict[str, tuple[Driver, tuple[str, ...]]] = {}
    for effect in measure.effects.values():
        for name in sorted(parse(effect.formula).names):
            driver = measure.drivers.get(name) or case.programme.drivers.get(name)
            if driver is not None:
                services = found[name][1] if name in found else ()
                found[name] = (driver, (*services, effect.service))
    return found


def _volume(case: Case, services: tuple[str, ...], driver: str) -> Driver | None:
    """The number of people that the services of a driver have together; None when one has none."""
    resident = parse_unit("resident")
    volumes = []
    for service in dict.fromkeys(services):
        names = case.programme.services[service].volumes
        people = [
            case.programme.drivers[name]
            for name in names
            if name in case.programme.drivers
            and same_unit(parse_unit(case.programme.drivers[name].unit), resident)
        ]
        if not people or driver in names:
            return None
        volumes.append(max(people, key=lambda volume: volume.value))
    if len(volumes) == 1:
        return volumes[0]
    total = sum(volume.value for volume in volumes)
    return volumes[0].model_copy(update={"value": total}) if volumes else None


def check_rivals(case: Case) -> Iterator[AuditFinding]:
    """Other estimates of a driver: two figures in the source itself, another sign, unsure of it, or far off.

    For two figures in the source, printed is the figure that Koers doesn't use; the difference is the
    effect with the figure in use less that with the other. For estimates of others, printed is the
    figure in use, and the difference is the effect with the other less that with the one in use.
    """
    for owner, name, driver in _drivers(case):
        used_view = _view_in_use(case, owner, name)
        estimates = _estimates(case, driver)
        used = estimates[used_view].value
        for view, estimate in estimates.items():
            rule = _dispute({used_view, view}, used, estimate)
            if view != used_view and rule is not None:
                yield _rival(case, rule, owner, name, view, used)


def _dispute(views: set[str], used: float, estimate: Estimate) -> str | None:
    """Rule for an estimate against the value in use; None when they agree well enough."""
    other = estimate.value
    if abs(other - used) <= SAME * max(abs(used), abs(other)):
        return None
    if views & set(SOURCE_VIEWS):
        return "two-figures"
    if used * other < 0:
        return "sign-disputed"
    if any(used * value < 0 for value in _extremes(estimate)):
        return "sign-unsure"
    return "estimate-far-off" if abs(other - used) > FAR_OFF * abs(used) else None


def _extremes(estimate: Estimate) -> tuple[float, ...]:
    """The lowest and highest values that can occur, where there are such."""
    match estimate.uncertainty:
        case Uniform(low=low, high=high) | Triangular(low=low, high=high) | Pert(low=low, high=high):
            return low, high
        case Discrete(values=values):
            return values
    return (estimate.value,)


def _rival(case: Case, rule: str, owner: str | None, name: str, view: str, used: float) -> AuditFinding:
    driver = case.measure(owner).drivers[name] if owner else case.programme.drivers[name]
    estimate = _estimates(case, driver)[view]
    percent = max(abs(used), abs(estimate.value)) < 1
    effect, difference = _effect(case, owner, name, estimate.value)
    in_source = rule == "two-figures"
    figures = (_plain(driver, used), _plain(driver, estimate.value))
    return case.finding(
        rule,
        SEVERITIES[rule] if difference is not None else "note",
        {
            "driver": driver.title,
            "view": case.programme.estimates[view],
            "value": Quantity(used, driver.unit, percent),
            "rival": Quantity(estimate.value, driver.unit, percent),
            "effect": effect,
        },
        measures=(owner,) if owner else (),
        subject=_subject(case, name, view),
        **_place(estimate if estimate.source or estimate.range_source else driver),
        printed=figures[1] if in_source else figures[0],
        computed=figures[0] if in_source else figures[1],
        difference_eur=None if difference is None else -difference if in_source else difference,
    )


def _effect(case: Case, owner: str | None, name: str, other: float) -> tuple[Phrase, float | None]:
    """What another value does to the measure's effect in the last year: in words, and in EUR."""
    if owner is None:
        return phrase("empty"), None
    with_used = case.gross_with(owner)
    with_other = case.gross_with(owner, drivers={name: other})
    if with_used is None or with_other is None:
        return phrase("empty"), None
    year, used_eur, other_eur = case.years[-1], float(with_used[-1]), float(with_other[-1])
    if abs(other_eur - used_eur) <= ROUNDING:
        return phrase("effect.same", year=year), None
    words = phrase("effect.changes", year=year, used_eur=amount(used_eur), other_eur=amount(other_eur))
    return words, other_eur - used_eur


def _drivers(case: Case) -> Iterator[tuple[str | None, str, Driver]]:
    """All drivers with the measure that owns them; None for the programme's own."""
    for name, driver in case.programme.drivers.items():
        yield None, name, driver
    for measure in case.catalogue.measures.values():
        for name, driver in measure.drivers.items():
            yield measure.id, name, driver


def _estimates(case: Case, driver: Driver) -> dict[str, Estimate]:
    """All views of a driver by name, the programme's default first."""
    return {case.programme.default_estimate: driver, **driver.rivals}


def _view_in_use(case: Case, owner: str | None, name: str) -> str:
    """The view that the default reading of a measure takes for a driver."""
    measure = case.measure(owner) if owner else None
    if measure is None or measure.default_reading is None:
        return case.programme.default_estimate
    picked = measure.readings[measure.default_reading].estimates
    return picked.get(name, case.programme.default_estimate)


def _subject(case: Case, name: str, view: str) -> str:
    return name if view == case.programme.default_estimate else f"{name} ({view})"


def _value(driver: Driver, value: float) -> Quantity:
    return Quantity(value, driver.unit, abs(value) < 1)


def _plain(driver: Driver, value: float) -> str:
    """A value in the notation of the source."""
    return _value(driver, value).text("nl")


def _place(estimate: Estimate) -> Place:
    source = estimate.source or estimate.range_source
    if source is None:
        return {"document": None, "line": None}
    return {"document": source.document, "line": source.lines or source.page}
