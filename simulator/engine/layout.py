"""What is worked out once and used often: effects that go together, savings that are alike in several years.

A layout follows from the terms of a plan. It changes nothing in the outcome, only how often the same sum
is made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from simulator.engine.axes import Array
from simulator.engine.terms import Amount, CostTerm, EffectTerm, Group, ServiceTerm

Parts = tuple[tuple[int, float], ...]
"""A weighted sum: places and weights."""

Lapses = tuple[tuple[int, Array], ...]
"""Measures that replace a part, and that part by their delay, shape (years, months + 1)."""


@dataclass(frozen=True)
class Flow:
    """Effects that add up in one slot and ramp up alike; an effect that leaks is a flow of its own."""

    slot: int
    effects: tuple[int, ...]
    ramp: Array
    """Ramp-up by delay, intensity included and less what lapses at once, shape (years, months + 1)."""
    lapses: Lapses
    """What lapses later when the measure that replaces it is late."""


@dataclass(frozen=True)
class Share:
    """What a slot saves in a year as part of the baseline: a weighted sum of flows, over the baseline."""

    year: int
    """The first of the years in which it is the same."""
    flows: Parts


@dataclass(frozen=True)
class Union:
    """What the measures of a group save together, in years in which that is the same."""

    group: int
    shares: tuple[int, ...]
    """Places among the shares on the service."""
    years: tuple[int, ...]


@dataclass(frozen=True)
class Leak:
    """A part of a flow that comes back as a cost, in one group of municipalities."""

    effect: int
    flow: int
    share: int
    """Place of the quantity that gives the part."""
    group: int | None
    """None: the flow is not damped, and the leak is everywhere."""


@dataclass(frozen=True)
class ServiceLayout:
    """The damping on one service where measures compete."""

    service: int
    shares: tuple[Share, ...]
    unions: tuple[Union, ...]
    """Without the years in which a group saves nothing."""
    leaks: bool
    """Whether a part of what is saved here comes back as a cost."""


@dataclass(frozen=True)
class Layout:
    """The layout of a plan."""

    flows: tuple[Flow, ...]
    yearly: bool
    """Whether flows differ between years: with delays, or when they follow baselines that grow."""
    factors: Array
    """Part of each flow that counts in a year, shape (years, flows): its ramp-up, or 1 when that is uncertain
    and so a part of the flow."""
    flows_of: Mapping[int, tuple[int, ...]]
    """The flows of each slot."""
    services: tuple[ServiceLayout, ...]
    leaks: tuple[Leak, ...]
    amounts: tuple[Amount, ...]
    """The amounts behind the costs, each once: costs of several years or funders often share one."""
    amount_of_cost: tuple[int, ...]
    """Place of the amount of each cost."""
    shared: frozenset[int]
    """Places of the quantities that are used more than once."""

    @property
    def unions(self) -> tuple[Union, ...]:
        """The unions of all services, in order."""
        return tuple(union for service in self.services for union in service.unions)


def layout_of(
    n_years: int,
    services: Sequence[ServiceTerm],
    effects: Sequence[EffectTerm],
    groups: Sequence[Group],
    costs: Sequence[CostTerm],
    delays: Mapping[int, int],
    realisations: Mapping[int, int],
) -> Layout:
    """Lay the terms of a plan out; the parameters are as in `Plan`."""
    flows = _flows(effects, delays)
    yearly = bool(delays) or any(service.rates for service in services)
    counted = [flow.ramp.any(axis=1) if delays else flow.ramp[:, 0] for flow in flows]
    factors = np.array(counted, dtype=float).reshape(-1, n_years).T
    flows_of = {
        slot: tuple(place for place, flow in enumerate(flows) if flow.slot == slot)
        for slot in dict.fromkeys(flow.slot for flow in flows)
    }
    parts = _parts(flows_of, factors)
    leaks = tuple(_leaks(flows, effects, groups))
    laid_out = [
        _service(service, groups, parts, yearly, {leak.group for leak in leaks})
        for service in dict.fromkeys(group.service for group in groups)
    ]
    amounts = {_key(cost.amount): cost.amount for cost in costs}
    places = {key: place for place, key in enumerate(amounts)}
    # Each effect of a measure uses its realisation.
    used = [*_used(services, effects, amounts.values()), *realisations.values(), *realisations.values()]
    return Layout(
        flows=flows,
        yearly=yearly,
        factors=factors,
        flows_of=flows_of,
        services=tuple(service for service in laid_out if service.unions),
        leaks=leaks,
        amounts=tuple(amounts.values()),
        amount_of_cost=tuple(places[_key(cost.amount)] for cost in costs),
        shared=frozenset(place for place, uses in Counter(used).items() if uses > 1),
    )


def _used(
    services: Sequence[ServiceTerm], effects: Sequence[EffectTerm], amounts: Iterable[Amount]
) -> Iterator[int]:
    """Place of each quantity, as often as services, effects and costs use it."""
    for service in services:
        yield from (service.baseline, service.overlap, *service.rates)
    for effect in effects:
        yield from (*effect.amount.drivers.values(), *(spill.share for spill in effect.spills))
    for amount in amounts:
        yield from amount.drivers.values()


def _flows(effects: Sequence[EffectTerm], delays: Mapping[int, int]) -> tuple[Flow, ...]:
    found: dict[object, Flow] = {}
    for index, effect in enumerate(effects):
        ramp = effect.ramp * effect.scale
        for other, part in effect.lapses.items():
            if other not in delays:
                ramp = ramp * (1.0 - part[:, :1])
        late = tuple((other, part) for other, part in effect.lapses.items() if other in delays)
        alike = ramp.tobytes(), *((other, part.tobytes()) for other, part in late)
        key = (effect.slot, alike, index if effect.spills else None)
        before = found[key].effects if key in found else ()
        found[key] = Flow(effect.slot, (*before, index), ramp, late)
    return tuple(found.values())


def _leaks(flows: Sequence[Flow], effects: Sequence[EffectTerm], groups: Sequence[Group]) -> Iterator[Leak]:
    for place, flow in enumerate(flows):
        effect = flow.effects[0]
        felt = [at for at, group in enumerate(groups) if flow.slot in group.members]
        for spill in effects[effect].spills:
            for group in felt or (None,):
                yield Leak(effect, place, spill.share, group)


def _service(
    service: int,
    groups: Sequence[Group],
    parts: Mapping[int, Sequence[Parts]],
    yearly: bool,
    leaking: Container[int | None],
) -> ServiceLayout:
    """Lay out the damping on a service; `parts` has those of each slot, year by year."""
    shares: dict[object, Share] = {}
    together: dict[tuple[int, tuple[object, ...]], list[int]] = {}
    for place, group in enumerate(groups):
        if group.service != service:
            continue
        members = list(zip(group.members, group.factors, strict=True))
        for year in range(len(parts[group.members[0]])):
            found: list[object] = []
            for slot, weight in members:
                if flows := tuple((flow, weight * factor) for flow, factor in parts[slot][year]):
                    # Equal when the share is the same sum, and in a plan without growth or delay so the same.
                    key = flows, year if yearly else None
                    shares.setdefault(key, Share(year, flows))
                    found.append(key)
            if found:
                together.setdefault((place, tuple(found)), []).append(year)
    places = {key: place for place, key in enumerate(shares)}
    return ServiceLayout(
        service=service,
        shares=tuple(shares.values()),
        unions=tuple(
            Union(group, tuple(places[key] for key in keys), tuple(years))
            for (group, keys), years in together.items()
        ),
        leaks=any(group in leaking for group, _ in together),
    )


def _parts(flows_of: Mapping[int, tuple[int, ...]], factors: Array) -> dict[int, list[Parts]]:
    """By slot and year: the flows that count, and how far."""
    return {
        slot: [
            tuple((place, factor) for place, factor in zip(own, year, strict=True) if factor)
            for year in factors[:, own].tolist()
        ]
        for slot, own in flows_of.items()
    }


def _key(amount: Amount) -> object:
    return amount.formula.text, *amount.drivers.items(), *amount.services.items()
