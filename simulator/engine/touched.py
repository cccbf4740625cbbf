"""What of a plan some quantities have a hand in, so that nothing else has to be worked out anew for them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import dataclass, replace

import numpy as np

from simulator.engine.layout import Layout, ServiceLayout
from simulator.engine.plan import Plan
from simulator.engine.terms import Amount


@dataclass(frozen=True)
class Touched:
    """Places in the layout of a plan, and a layout of these alone."""

    flows: Sequence[int]
    unions: Sequence[int]
    amounts: Sequence[int]
    leaks: Sequence[int]
    still: frozenset[int]
    """Places in the new layout of flows that do not change themselves, but compete with one that does."""
    layout: Layout
    """It says nothing of which cost an amount is behind."""


def touched_by(plan: Plan, places: Collection[int]) -> Touched:
    """Find what changes when some quantities do.

    Measures that compete with one that is touched are in it too: what all of them save together is worked
    out from the saving of each.

    Parameters
    ----------
    plan : Plan
        A compiled scenario.
    places : collection of int
        Places of the quantities in the plan.
    """
    layout, reached = plan.layout, _Reach(plan, frozenset(places))
    flows = {at for at in range(len(layout.flows)) if reached.flow(at)}
    slots = {layout.flows[at].slot for at in flows}
    groups = {at for at in range(len(plan.groups)) if reached.group(at, slots)}
    leaks = [
        at
        for at, leak in enumerate(layout.leaks)
        if leak.share in places or leak.flow in flows or leak.group in groups
    ]
    # A leak goes with the part of the savings of its group that is left after damping.
    groups |= {group for at in leaks if (group := layout.leaks[at].group) is not None}
    slots |= {member for at in groups for member in plan.groups[at].members}
    slots |= {layout.flows[layout.leaks[at].flow].slot for at in leaks}
    return _of(
        layout,
        moving=flows,
        flows=[at for at, flow in enumerate(layout.flows) if flow.slot in slots],
        unions=[at for at, union in enumerate(layout.unions) if union.group in groups],
        amounts=[at for at, amount in enumerate(layout.amounts) if reached.amount(amount)],
        leaks=leaks,
    )


class _Reach:
    """What changes at once with some quantities, before savings are damped."""

    def __init__(self, plan: Plan, places: frozenset[int]) -> None:
        self._plan, self._places = plan, places
        self._services = {
            at
            for at, service in enumerate(plan.services)
            if not places.isdisjoint([service.baseline, *service.rates])
        }
        measured = (*plan.delays.items(), *plan.realisations.items())
        self._measures = {measure for measure, place in measured if place in places}

    def amount(self, amount: Amount) -> bool:
        """Whether an amount changes: by a driver, or by a baseline that its formula names."""
        drivers, services = amount.drivers.values(), amount.services.values()
        return not (self._places.isdisjoint(drivers) and self._services.isdisjoint(services))

    def flow(self, place: int) -> bool:
        """Whether a flow changes: its amount, its delay or realisation, or that of what replaces it."""
        flow = self._plan.layout.flows[place]
        measures = {self._plan.slots[flow.slot].measure, *(other for other, _ in flow.lapses)}
        return not measures.isdisjoint(self._measures) or any(
            self.amount(self._plan.effects[effect].amount) for effect in flow.effects
        )

    def group(self, place: int, slots: Set[int]) -> bool:
        """Whether what a group saves changes: by a slot, by the baseline, or by the overlap."""
        group = self._plan.groups[place]
        overlap = self._plan.services[group.service].overlap
        return (
            group.service in self._services
            or (overlap in self._places and self._plan.stated_overlap is None)
            or not slots.isdisjoint(group.members)
        )


def _of(
    layout: Layout,
    moving: Set[int],
    flows: Sequence[int],
    unions: Sequence[int],
    amounts: Sequence[int],
    leaks: Sequence[int],
) -> Touched:
    """Leave everything else out of a layout."""
    places = {flow: place for place, flow in enumerate(flows)}
    return Touched(
        flows,
        unions,
        amounts,
        leaks,
        frozenset(place for flow, place in places.items() if flow not in moving),
        replace(
            layout,
            flows=tuple(layout.flows[at] for at in flows),
            factors=np.ascontiguousarray(layout.factors[:, flows]),
            flows_of={
                slot: tuple(places[at] for at in own)
                for slot, own in layout.flows_of.items()
                if own[0] in places
            },
            services=tuple(_services(layout, set(unions), places)),
            leaks=tuple(replace(layout.leaks[at], flow=places[layout.leaks[at].flow]) for at in leaks),
            amounts=tuple(layout.amounts[at] for at in amounts),
            amount_of_cost=(),
        ),
    )


def _services(layout: Layout, unions: Set[int], flows: dict[int, int]) -> Iterator[ServiceLayout]:
    """Leave all but some unions out of the services; flows have other places."""
    start = 0
    for service in layout.services:
        kept = [union for at, union in enumerate(service.unions, start) if at in unions]
        start += len(service.unions)
        if not kept:
            continue
        used = sorted({share for union in kept for share in union.shares})
        places = {share: place for place, share in enumerate(used)}
        yield ServiceLayout(
            service=service.service,
            shares=tuple(
                replace(share, flows=tuple((flows[flow], weight) for flow, weight in share.flows))
                for share in (service.shares[at] for at in used)
            ),
            unions=tuple(replace(union, shares=tuple(places[at] for at in union.shares)) for union in kept),
            leaks=service.leaks,
        )
