"""Hypothesis strategies for small valid programmes, measures and scenarios.

They vary what sums depend on and keep the names of `tests.factories`: services ``youth`` and
``household_help``, municipalities noord, zuid and west, years 2021 to 2024. Whatever comes out
passes the consistency checks.
"""

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from simulator.domain.base import Text
from simulator.domain.catalogue import Catalogue
from simulator.domain.measure import Effect, Measure
from simulator.domain.programme import GrowthPeriod, Programme
from simulator.domain.quantity import Discrete, Driver, Pert, Triangular, Uncertainty, Uniform
from simulator.domain.ramp_up import Linear, RampUp, ReachedPerYear, SCurve, SharesPerYear, Step
from simulator.domain.scenario import DriverChange, Layers, MeasureSetting, Scenario
from tests import factories as make

SERVICES = ("youth", "household_help")
shares = st.floats(0, 1)
amounts = st.floats(0.01, 1e7)

words = (
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=60)
    .map(str.strip)
    .filter(bool)
)
"""Text in any script, with any punctuation: what people type in a title."""

texts = st.builds(Text, nl=words, en=words)


@st.composite
def uncertainties(draw: Any, value: float) -> Uncertainty:
    """Draw a range in which a positive value can occur."""
    low, high = value * draw(st.floats(0, 0.9)), value * draw(st.floats(1.1, 3))
    kind = draw(st.sampled_from([Uniform, Triangular, Pert, Discrete]))
    if kind is Discrete:
        weights = tuple(draw(st.tuples(amounts, amounts, amounts)))
        return Discrete(kind="discrete", values=(low, value, high), weights=weights)
    return kind(kind=kind.__name__.lower(), low=low, high=high)


@st.composite
def drivers(draw: Any, unit: str, values: st.SearchStrategy[float] = amounts) -> Driver:
    """Draw a driver with a value, certain or not."""
    value = draw(values)
    if value == 0 or draw(st.booleans()):
        return make.driver(value, unit)
    return make.driver(value, unit, uncertainty=draw(uncertainties(value)))


@st.composite
def ramp_ups(draw: Any) -> RampUp:
    """Draw a ramp-up of any kind that starts within the programme."""
    kind = draw(st.sampled_from(["shares", "reached", "step", "linear", "s_curve"]))
    if kind == "shares":
        values = draw(st.lists(shares, min_size=3, max_size=3).map(sorted))
        return SharesPerYear(kind="shares", values=(*values, 1.0))
    if kind == "reached":
        full = draw(st.floats(1, 500))
        parts = draw(st.lists(shares, min_size=3, max_size=3).map(sorted))
        return ReachedPerYear(kind="reached", values=(*(part * full for part in parts), full), of=full)
    start = draw(st.dates(dt.date(2020, 6, 1), dt.date(2024, 1, 1)))
    if kind == "step":
        return Step(kind="step", start=start)
    full_date = start + dt.timedelta(days=draw(st.integers(1, 900)))
    gradual = Linear if kind == "linear" else SCurve
    return gradual(kind=kind, start=start, full=full_date)


@st.composite
def effects(draw: Any, service: str, formula: str) -> Effect:
    """Draw an effect on a service."""
    kind = draw(st.sampled_from(["lower_spending", "own_contribution", "execution"]))
    cashable = draw(st.booleans())
    ramp_up = draw(ramp_ups())
    effect = make.effect(service, formula, make.EVERY_YEAR, kind=kind, cashable=cashable)
    return effect.model_copy(update={"ramp_up": ramp_up, "title": draw(texts)})


@st.composite
def measures(draw: Any, id: str = "drawn") -> Measure:
    """Draw a measure of the small programme: an amount, a part of a baseline, or both."""
    service = draw(st.sampled_from(SERVICES))
    names = draw(st.lists(st.sampled_from(["amount", "part"]), min_size=1, unique=True))
    formulas = {
        "amount": "people * saving_per_person",
        "part": f"part * baseline.{service}",
    }
    own: dict[str, Driver] = {"staff": draw(drivers("fte", st.floats(0, 10)))}
    if "amount" in names:
        own["people"] = draw(drivers("person", st.floats(1, 1_000)))
        own["saving_per_person"] = draw(drivers("EUR/person/year", st.floats(1, 5_000)))
    if "part" in names:
        own["part"] = make.driver(draw(st.floats(0, 0.4)))
    costs = {"staff": make.cost("staff * fte_cost", tuple(draw(st.tuples(*[shares] * 4))))}
    if draw(st.booleans()):
        costs["reassess"] = make.pool_cost()
    return make.measure(
        id,
        title=draw(texts),
        summary=draw(texts),
        status=draw(st.sampled_from(["proposed", "adopted", "suggested"])),
        grade=draw(st.integers(1, 6)),
        scope=draw(st.sampled_from([None, "noord"])),
        drivers=own,
        effects={name: draw(effects(service, formulas[name])) for name in names},
        costs=costs,
    )


@st.composite
def programmes(draw: Any) -> Programme:
    """Draw the small programme with other baselines, growth, overlap and populations."""
    services = {
        name: make.service(
            draw(st.floats(1e5, 1e7)),
            overlap=make.driver(draw(st.floats(-1, 0.95))),
            growth=(
                GrowthPeriod(
                    value=draw(st.floats(-0.1, 0.2)),
                    provenance="stated",
                    source=make.source(),
                    grade=3,
                    from_year=2021,
                ),
            ),
            volumes=("clients",),
        )
        for name in SERVICES
    }
    people = st.floats(1_000, 1e5)
    members = {
        name: make.municipality(draw(people), draw(people), title=name) for name in ("noord", "zuid", "west")
    }
    return make.small_programme(services=services, municipalities=members)


@st.composite
def catalogues(draw: Any, most: int = 4) -> Catalogue:
    """Draw a programme with one to ``most`` measures: drawn-1, drawn-2, ..."""
    many = draw(st.integers(1, most))
    drawn = [draw(measures(f"drawn-{number}")) for number in range(1, many + 1)]
    return make.small_catalogue(*drawn, programme=draw(programmes()))


@st.composite
def settings_of(draw: Any, measure: Measure) -> MeasureSetting:
    """Draw how a measure takes part, with perhaps another value for one of its drivers."""
    changes = {}
    if measure.drivers and draw(st.booleans()):
        name = draw(st.sampled_from(sorted(measure.drivers)))
        changes[name] = DriverChange(value=draw(st.floats(0, 0.4)), reason=draw(words))
    return MeasureSetting(
        on=draw(st.booleans()),
        intensity=draw(st.floats(0, 2)),
        scales_costs=draw(st.booleans()),
        shift_months=draw(st.integers(-36, 60)),
        stretch=draw(st.floats(0.25, 4)),
        drivers=changes,
        note=draw(st.none() | texts),
    )


@st.composite
def scenarios(draw: Any, catalogue: Catalogue | None = None) -> Scenario:
    """Draw a scenario of a catalogue; left out: that of `make.small_catalogue`."""
    catalogue = make.small_catalogue() if catalogue is None else catalogue
    layers = draw(st.builds(Layers, **{name: st.booleans() for name in Layers.model_fields}))
    overlaps = st.floats(-1, 0.95)
    named = draw(st.lists(st.sampled_from(sorted(catalogue.measures)), unique=True))
    return Scenario(
        id="drawn",
        programme=catalogue.programme.id,
        title=draw(texts),
        summary=draw(texts),
        municipality=draw(st.sampled_from([None, *catalogue.programme.municipalities])),
        measures={name: draw(settings_of(catalogue.measures[name])) for name in named},
        layers=layers,
        overlap=draw(st.none() | overlaps) if layers.overlap else None,
        overlap_by_service=(
            draw(st.dictionaries(st.sampled_from(SERVICES), overlaps)) if layers.overlap else {}
        ),
        estimates=draw(st.dictionaries(st.sampled_from(["region", "critics"]), amounts)),
        growth_shift=draw(st.floats(-0.2, 0.2)),
        allocation_key=draw(st.sampled_from([None, "inhabitants", "age_0_19"])),
        price_level=draw(st.sampled_from(["constant", "nominal"])),
        draws=draw(st.integers(100, 2_000)),
        seed=draw(st.integers(0, 2**32 - 1)),
    )
