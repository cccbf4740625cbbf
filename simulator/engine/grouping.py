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
        found: dict[bytes, tuple[tuple[int, ...], Array, list[int]]] = {}
        for town in range(len(weights)) if places else ():
            if not weights[town].any():
                continue
            factors = np.array([_factor(slots[i].weights[town], weights[town]) for i in places])
            felt = tuple(i for i, factor in zip(places, factors, strict=True) if factor.any())
            factors = factors[factors.any(axis=1)]
            key = np.round(factors, 12).tobytes() + repr(felt).encode()
            found.setdefault(key, (felt, factors, []))[2].append(town)
        for felt, factors, towns in found.values():
            inside = np.zeros_like(weights)
            inside[towns] = weights[towns]
            if felt:
                groups.append(Group(service, felt, factors, inside))
    return tuple(groups)


def _factor(slot: Array, baseline: Array) -> Array:
    """Weight of a slot against that of the baseline in one municipality, shape (years,); 0 once it has left.

    For a regional measure this is 1; for one that is half done already, 0.5; for a measure of one
    municipality with a third of the region's spending, 3.
    """
    return np.divide(slot, baseline, out=np.zeros_like(slot), where=baseline > 0)
