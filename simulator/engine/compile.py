"""From a catalogue and a scenario to a plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np

from simulator.domain.catalogue import Catalogue
from simulator.domain.measure import Effect, Measure, Unknown
from simulator.domain.programme import GrowthPeriod
from simulator.domain.relation import CappedLine, SpillsOver, Supersedes
from simulator.domain.scenario import MeasureSetting, Scenario
from simulator.engine.axes import MONTHS, Array
from simulator.engine.compile_costs import CostCompiler
from simulator.engine.damping import NO_DAMPING
from simulator.engine.grouping import groups_of
from simulator.engine.layout import layout_of
from simulator.engine.plan import Plan
from simulator.engine.quantities import (
    SHARED,
    QuantityTable,
    cost_growth_name,
    delay_name,
    growth_name,
    names,
    realisation_name,
)
from simulator.engine.ramp import Curve, months_from, reached_by_delay
from simulator.engine.region import Region
from simulator.engine.terms import Amount, Booking, EffectTerm, ServiceTerm, Slot, Spill, UnknownItem
from simulator.errors import ScenarioError
from simulator.formula import parse

SlotKey = tuple[int, int, bool]


def compile_plan(catalogue: Catalogue, scenario: Scenario) -> Plan:
    """Compile a scenario.

    Parameters
    ----------
    catalogue : Catalogue
        The programme with all its measures.
    scenario : Scenario
        Which measures are on, and under which assumptions.

    Returns
    -------
    Plan
        Arrays and indices, without draws.

    Raises
    ------
    ScenarioError
        If the scenario belongs to another programme or names a measure that is not in the catalogue.
    """
    if scenario.programme != catalogue.programme.id:
        raise ScenarioError(
            f"scenario '{scenario.id}' belongs to programme '{scenario.programme}', not to "
            f"'{catalogue.programme.id}': load that programme, or change `programme` in the scenario"
        )
    if missing := [name for name in scenario.active() if name not in catalogue.measures]:
        raise ScenarioError(
            f"scenario '{scenario.id}' names {', '.join(missing)}, which the programme does not have: "
            "remove it from the scenario, or add the measure"
        )
    return _Compiler(catalogue, scenario).plan()


def reading_of(measure: Measure, scenario: Scenario) -> str | None:
    """The reading of a measure that counts in a scenario: its own setting, the scenario's, or the default."""
    setting = scenario.measures.get(measure.id)
    if setting is not None and setting.reading is not None:
        return setting.reading
    return scenario.reading if scenario.reading in measure.readings else measure.default_reading


class _Compiler:
    """Compiles one scenario; holds what its parts share while they are made."""

    def __init__(self, catalogue: Catalogue, scenario: Scenario) -> None:
        self._catalogue = catalogue
        self._programme = catalogue.programme
        self._scenario = scenario
        self._layers = scenario.layers
        # The catalogue's order, not the scenario's: the same set of measures is the same plan.
        active = set(scenario.active())
        self._measures = [m for m in catalogue.measures.values() if m.id in active]
        self._readings = {m.id: reading_of(m, scenario) for m in self._measures}
        self._supersedes = [
            (index, relation)
            for index, measure in enumerate(self._measures)
            for relation in measure.relations
            if isinstance(relation, Supersedes)
        ]
        self._services = tuple(self._programme.services)
        # A delay of so many months keeps everything out of the projected years.
        self._longest = len(self._programme.years) * MONTHS if self._layers.delay else 0
        self._region = Region(self._programme, scenario)
        self._table = QuantityTable(self._programme, scenario)
        self._slots: dict[SlotKey, Slot] = {}

    def plan(self) -> Plan:
        services = tuple(self._service_term(name) for name in self._services)
        effects = tuple(self._effect_terms())
        slots = tuple(self._slots.values())
        delays, realisations = self._measure_quantities()
        costs = CostCompiler(self._catalogue, self._scenario, self._region, self._measures, self._readings)
        cost_terms = tuple(costs.terms(self._amount, self._lapses))
        unknown = (*self._unknown_items(), *costs.unknown())
        groups = groups_of(slots, [s.weights for s in services])
        return Plan(
            years=self._programme.years,
            base_year=self._programme.base_year,
            measures=tuple(m.id for m in self._measures),
            municipalities=self._region.municipalities,
            services=services,
            quantities=tuple(self._table.quantities),
            names=names(self._catalogue),
            effects=effects,
            slots=slots,
            groups=groups,
            costs=cost_terms,
            delays=delays,
            realisations=realisations,
            stated_overlap=None if self._layers.overlap else NO_DAMPING,
            growth_shift=self._scenario.growth_shift if self._layers.growth else 0.0,
            unknown=tuple(i for i in unknown if i.is_left_out_of(self._scenario.municipality)),
            unknown_anywhere=unknown,
            layout=layout_of(
                len(self._programme.years), services, effects, groups, cost_terms, delays, realisations
            ),
        )

    def _service_term(self, name: str) -> ServiceTerm:
        spec = self._programme.services[name]
        growth = self._rates(name, spec.growth, growth_name)
        cost_growth = self._rates(name, spec.cost_growth, cost_growth_name)
        stated = self._scenario.overlap_by_service.get(name, self._scenario.overlap)
        overlap = f"{SHARED}/overlap/{name}"
        return ServiceTerm(
            name=name,
            baseline=self._table.place(f"{SHARED}/baseline/{name}", spec.baseline),
            growth=growth,
            cost_growth=cost_growth,
            overlap=(
                self._table.place(overlap, spec.overlap)
                if stated is None
                else self._table.place_fixed(overlap, stated)
            ),
            weights=self._region.service_weights(name),
        )

    def _rates(
        self, service: str, periods: tuple[GrowthPeriod, ...], name_of: Callable[[str, GrowthPeriod], str]
    ) -> tuple[int | None, ...]:
        """Place of the growth rate of each year after the base year; None where nothing grows."""
        rates: list[int | None] = []
        for year in range(self._programme.base_year + 1, self._programme.years[-1] + 1):
            period = [p for p in periods if p.from_year <= year][-1:]
            place = self._table.place(name_of(service, period[0]), period[0]) if period else None
            rates.append(place if self._layers.growth else None)
        return tuple(rates)

    def _effect_terms(self) -> Iterator[EffectTerm]:
        for index, measure in enumerate(self._measures):
            capped = {r.service for r in measure.relations if isinstance(r, CappedLine)}
            for name, effect in measure.effects.items():
                counts = not effect.readings or self._readings[measure.id] in effect.readings
                if counts and effect.cashable and effect.service not in capped:
                    yield self._effect_term(index, measure, name, effect)

    def _effect_term(self, index: int, measure: Measure, name: str, effect: Effect) -> EffectTerm:
        setting = self._scenario.measures[measure.id]
        return EffectTerm(
            name=name,
            slot=self._slot(index, measure, effect),
            amount=self._amount(measure, effect.formula),
            ramp=self._ramp(measure, effect, setting),
            scale=setting.intensity,
            lapses=self._lapses(measure, name, "effects"),
            spills=tuple(self._spills(measure, name)),
            booked=tuple(
                Booking(self._services.index(booking.service), self._amount(measure, booking.formula))
                for booking in effect.booked
            ),
        )

    def _amount(self, measure: Measure, formula: str) -> Amount:
        parsed = parse(formula)
        reading = self._readings[measure.id]
        return Amount(
            formula=parsed,
            drivers={n: self._table.place_driver(measure, n, reading) for n in sorted(parsed.names)},
            services={f"baseline.{s}": self._services.index(s) for s in sorted(parsed.services)},
        )

    def _ramp(self, measure: Measure, effect: Effect, setting: MeasureSetting) -> Array:
        years = self._programme.years
        reading = self._readings[measure.id]
        start = measure.readings[reading].start if reading else None
        cut = None if start is None else months_from(start, years[0])
        return reached_by_delay(
            effect.ramp_up, years, cut, setting.stretch, setting.shift_months, self._longest
        )

    def _lapses(self, measure: Measure, name: str, kind: str) -> dict[int, Array]:
        """Part of an effect or cost of a measure that lapses each year, by the measure that replaces it.

        Shape (years, months + 1), by the delay of that measure.
        """
        found: dict[int, Array] = {}
        for index, relation in self._supersedes if self._layers.supersedes else ():
            if relation.measure == measure.id and name in getattr(relation, kind):
                found[index] = self._lapse(self._measures[index], relation)
        return found

    def _lapse(self, other: Measure, relation: Supersedes) -> Array:
        years = self._programme.years
        first = (relation.from_year or years[0]) - years[0]
        setting = self._scenario.measures[other.id]
        curve = Curve(np.ones(len(years) * MONTHS)).cut(first * MONTHS).shifted(setting.shift_months)
        return relation.share * min(1.0, setting.intensity) * curve.by_delay(self._longest)

    def _spills(self, measure: Measure, effect: str) -> Iterator[Spill]:
        for relation in measure.relations:
            if self._layers.spill_over and isinstance(relation, SpillsOver) and effect in relation.effects:
                share = self._table.place_driver(measure, relation.share, self._readings[measure.id])
                yield Spill(self._services.index(relation.to_service), share)

    def _slot(self, index: int, measure: Measure, effect: Effect) -> int:
        service = self._services.index(effect.service)
        key = (index, service, effect.kind == "lower_spending")
        if key not in self._slots:
            self._slots[key] = Slot(*key, weights=self._slot_weights(measure, effect.service))
        return list(self._slots).index(key)

    def _slot_weights(self, measure: Measure, service: str) -> Array:
        if measure.scope is not None:
            weights = self._region.alone(measure.scope)
        else:
            weights = self._region.service_weights(service)
        return self._region.still_to_do(weights, measure)

    def _measure_quantities(self) -> tuple[dict[int, int], dict[int, int]]:
        """Places of the delay and of the realisation of each measure, as far as the scenario has them."""
        delays: dict[int, int] = {}
        realisations: dict[int, int] = {}
        for index, measure in enumerate(self._measures):
            if self._layers.delay:
                delay = measure.delay or self._programme.delay
                delays[index] = self._table.place(delay_name(measure), delay)
            if self._layers.realisation:
                factor = self._programme.realisation[measure.grade]
                realisations[index] = self._table.place(realisation_name(measure), factor)
        return delays, realisations

    def _unknown_items(self) -> Iterable[UnknownItem]:
        for measure in self._measures:
            for item in measure.unknown:
                years = self._years_left_out(measure, item)
                if years:
                    yield UnknownItem(
                        measure.id,
                        item.what,
                        item.title.nl,
                        item.title.en,
                        item.service or "",
                        kind=item.kind,
                        taakvelden=item.taakvelden,
                        parts=self._region.years_of_part(years, item.service or "", measure.scope),
                    )

    def _years_left_out(self, measure: Measure, item: Unknown) -> tuple[int, ...]:
        """Years that an amount is unknown of: they move with the start, and what is so at the end goes on."""
        years = self._programme.years
        if not item.years:
            return years
        stated = np.repeat([float(year in item.years) for year in years], MONTHS)
        months = self._scenario.measures[measure.id].shift_months
        parts = Curve(stated, runs_on=years[-1] in item.years).shifted(months).yearly()
        return tuple(year for year, part in zip(years, parts, strict=True) if part > 0.0)
