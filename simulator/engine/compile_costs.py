"""Costs of a plan: each measure's own lines, and pools that are paid once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from simulator.domain.catalogue import Catalogue
from simulator.domain.measure import CostLine, Measure
from simulator.domain.scenario import MeasureSetting, Scenario
from simulator.engine.axes import MONTHS, Array
from simulator.engine.ramp import Curve
from simulator.engine.region import Region
from simulator.engine.terms import Amount, CostTerm, UnknownItem

MakeAmount = Callable[[Measure, str], Amount]
MakeLapses = Callable[[Measure, str, str], dict[int, Array]]


class CostCompiler:
    """Compiles the costs of the measures that are on.

    Parameters
    ----------
    catalogue, scenario
        As for the plan.
    region : Region
        Who bears what.
    measures : sequence of Measure
        The measures that are on, in the order of the plan.
    readings : mapping
        Reading of each measure.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        scenario: Scenario,
        region: Region,
        measures: Sequence[Measure],
        readings: Mapping[str, str | None],
    ) -> None:
        self._programme = catalogue.programme
        self._scenario = scenario
        self._region = region
        self._measures = measures
        self._readings = readings

    def terms(self, amount: MakeAmount, lapses: MakeLapses) -> Iterator[CostTerm]:
        """All cost terms: own lines by measure, then the pools."""
        users: dict[str, list[tuple[int, CostLine]]] = {}
        for index, measure in enumerate(self._measures):
            for name, line in self._counting(measure):
                if line.pool is not None:
                    users.setdefault(line.pool, []).append((index, line))
                else:
                    yield self._own_term(index, measure, name, line, amount, lapses)
        for pool, lines in users.items():
            yield from self._pool_terms(pool, [u for u in lines if u[1].booked_in_source], amount)

    def unknown(self) -> Iterator[UnknownItem]:
        """Costs of a pool that a measure needs but that nobody who books it pays for now."""
        lines = [(m, line) for m in self._measures for _, line in self._counting(m) if line.pool]
        paid = {line.pool for _, line in lines if line.booked_in_source}
        for measure, line in lines:
            if line.pool not in paid:
                parts = self._region.years_of_part(self._programme.years, "", measure.scope)
                yield UnknownItem(measure.id, "cost", line.title.nl, line.title.en, parts=parts)

    def _counting(self, measure: Measure) -> Iterator[tuple[str, CostLine]]:
        reading = self._readings[measure.id]
        for name, line in measure.costs.items():
            if not line.readings or reading in line.readings:
                yield name, line

    def _own_term(
        self,
        index: int,
        measure: Measure,
        name: str,
        line: CostLine,
        amount: MakeAmount,
        lapses: MakeLapses,
    ) -> CostTerm:
        assert line.formula is not None and line.profile is not None  # the model sees to it
        setting = self._scenario.measures[measure.id]
        profile = _scaled(self._profile(line.profile, line.nature, setting), setting)
        for part in lapses(measure, name, "costs").values():
            # Costs are made as planned, and end as planned: a delay doesn't move them.
            profile = profile * (1.0 - part[:, 0])
        return CostTerm(
            name=name,
            measures=(index,),
            pool=None,
            amount=amount(measure, line.formula),
            profile=profile,
            weights=self._weights(measure, line),
            funded_by=line.funded_by,
            nature=line.nature,
        )

    def _pool_terms(
        self, pool: str, users: Sequence[tuple[int, CostLine]], amount: MakeAmount
    ) -> Iterator[CostTerm]:
        """One term that all users bear, made when the first needs it; or one each, when not shared."""
        if self._scenario.layers.shared_costs and len(users) > 1:
            parties = [users]
        else:
            parties = [[user] for user in users]
        spec = self._programme.cost_pools[pool]
        for party in parties:
            settings = [self._scenario.measures[self._measures[i].id] for i, _ in party]
            earliest = min(settings, key=lambda setting: setting.shift_months)
            base = self._profile(spec.profile, spec.nature, earliest)
            profiles = [_scaled(base, setting) for setting in settings]
            weights = [self._weights(self._measures[i], line) for i, line in party]
            first, line = party[0]
            yield CostTerm(
                name=pool,
                measures=tuple(i for i, _ in party),
                pool=pool,
                amount=amount(self._measures[first], spec.formula),
                profile=np.max(profiles, axis=0),
                weights=np.mean(weights, axis=0),
                funded_by=line.funded_by,
                nature=spec.nature,
            )

    def _profile(self, profile: Sequence[float], nature: str, setting: MeasureSetting) -> Array:
        """Part of a cost in each year, moved along with the measure; costs do not wait for a slow ramp-up."""
        return shifted_profile(profile, nature, setting.shift_months)

    def _weights(self, measure: Measure, line: CostLine) -> Array:
        if measure.scope is not None:
            return self._region.alone(measure.scope)
        key, outside = self._key(measure)
        divide = self._region.variable if line.varies_with_members else self._region.fixed
        return divide(key, outside)

    def _key(self, measure: Measure) -> tuple[str, tuple[str, ...]]:
        """Key and non-members for the costs of a measure: those of the first service it works on."""
        first = next(iter(measure.effects.values()), None)
        service = self._programme.services[first.service] if first else None
        default = service.allocation_key if service else next(iter(self._programme.allocation_keys))
        return measure.allocation_key or default, service.non_members if service else ()


def shifted_profile(profile: Sequence[float], nature: str, months: int) -> Array:
    """Part of a cost in each year when its measure starts so many months later, shape (years,).

    A structural cost goes on at its last level. An incidental one stops, and none of it is lost when the
    measure starts earlier: what would fall before the first year is made in that year.

    >>> shifted_profile((1.0, 0.0), "incidental", 12), shifted_profile((1.0, 0.5), "structural", -12)
    (array([0., 1.]), array([0.5, 0.5]))
    """
    if not months:
        return np.asarray(profile, dtype=float)
    curve = Curve(np.repeat(np.asarray(profile, dtype=float), MONTHS), nature == "structural")
    moved = curve.shifted(months) if nature == "structural" else curve.kept_within(months)
    return moved.yearly()


def _scaled(profile: Array, setting: MeasureSetting) -> Array:
    return profile * setting.intensity if setting.scales_costs else profile
