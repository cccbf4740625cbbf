"""Checks on what is spent on other services in place of what an effect saves."""

from __future__ import annotations

from contextlib import suppress

from simulator.consistency.formulas import PER_YEAR, check_formula, stated_value, units_of
from simulator.consistency.issue import Issue, Issues, Key
from simulator.consistency.shared import check_service
from simulator.domain.measure import Effect, Measure
from simulator.domain.programme import Programme
from simulator.errors import FormulaError


def check_booked(key: Key, effect: Effect, measure: Measure, programme: Programme) -> Issues:
    """Yield what is wrong with the bookings of an effect: the service, the formula, or that there are any.

    Parameters
    ----------
    key : tuple
        Path of the bookings.
    effect, measure, programme
        The effect, the measure that it belongs to, and the programme.
    """
    if effect.booked and effect.kind != "lower_spending":
        yield Issue(
            key,
            f"spending in place of an effect of the kind {effect.kind}",
            "an effect of the kind lower_spending: only spending on a service can move to another",
            "Remove 'booked:', or state the spending as a cost.",
        )
    units, seen = units_of(programme, measure.drivers), {effect.service}
    for index, booking in enumerate(effect.booked):
        place = (*key, index, "service")
        yield from check_service(place, booking.service, measure, programme)
        if booking.service in seen:
            same = booking.service == effect.service
            yield Issue(
                place,
                f"'{booking.service}'" + (", the service of the effect itself" if same else ", twice"),
                "another service than that of the effect, each once",
                "Choose another service, or put the amounts together.",
            )
        seen.add(booking.service)
        yield from _check_amount((*key, index, "formula"), booking.formula, units, measure, programme)


def _check_amount(
    key: Key, text: str, units: dict[str, str], measure: Measure, programme: Programme
) -> Issues:
    wrong = list(check_formula(key, text, units, (PER_YEAR,)))
    yield from wrong
    if wrong:
        return
    # Whoever divides by what may be zero is told so already.
    with suppress(FormulaError):
        if (amount := stated_value(text, programme, measure.drivers)) < 0:
            yield Issue(
                key,
                f"'{text}', which is {amount:g}",
                "an amount of zero or more: it is spent",
                "Turn the sign, or check the formula and its drivers.",
            )
