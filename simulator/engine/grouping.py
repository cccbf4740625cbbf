"""Groups of municipalities that feel the same measures equally: the damping is worked out once for each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simulator.engine.axes import Array
from simulator.engine.plan import Group, Slot


def groups_of(slots: Sequence[Slot], baselines: Sequence[Array]) -> tuple[Group, ...]:
    """Divide the municipalities of each service into groups.

    A regional measure is the same share of spending everywhere, except where it is done already; a
    measure of one municipality is a share of that municipality's spending alone. So the union of
    savings differs between municipalities, and adding them up first would be wrong.

    Parameters
    ----------
    slots : sequence of Slot
        All slots of the plan; only those that compete count.
    baselines : sequence of ndarray, shape (municipalities, years)
        Weights of each service's baseline.

    Returns
    -------
    tuple of Group
        In the order of services and municipalities.
    """
    groups: list[Group] = []
    for service, weights in enumerate(baselines):
        places = [i for i, slot in enumerate(slots) if slot.service == service and slot.competes]
        found: dict[tuple[tuple[int, float], ...], list[int]] = {}
        for town in range(len(weights)) if places else ():
            if not weights[town].any():
                continue
            factors = {i: _factor(slots[i].weights[town], weights[town]) for i in places}
            felt = tuple((i, round(factor, 12)) for i, factor in factors.items() if factor)
            found.setdefault(felt, []).append(town)
        for felt, towns in found.items():
            inside = np.zeros_like(weights)
            inside[towns] = weights[towns]
            if felt:
                members, shares = zip(*felt, strict=True)
                groups.append(Group(service, members, shares, inside))
    return tuple(groups)


def _factor(slot: Array, baseline: Array) -> float:
    """Weight of a slot against that of the baseline in one municipality.

    For a regional measure this is 1; for one that is half done already, 0.5; for a measure of one
    municipality with a third of the region's spending, 3. It is the same in every year that the
    municipality takes part; what it would be afterwards does not matter, as nothing is saved there then.
    """
    present = int(np.argmax(baseline > 0))
    return float(slot[present] / baseline[present])
