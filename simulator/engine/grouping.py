"""Groups of municipalities that feel the same measures equally: the damping is worked out once for each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simulator.engine.axes import Array
from simulator.engine.terms import Group, Slot


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
        factors = _factors([slots[i] for i in places], weights) if places else []
        found: dict[tuple[tuple[int, float], ...], list[int]] = {}
        for town, own in factors:
            felt = tuple((i, factor) for i, factor in zip(places, own, strict=True) if factor)
            if felt:
                found.setdefault(felt, []).append(town)
        for felt, towns in found.items():
            inside = np.zeros_like(weights)
            inside[towns] = weights[towns]
            members, shares = zip(*felt, strict=True)
            groups.append(Group(service, members, shares, inside))
    return tuple(groups)


def _factors(slots: Sequence[Slot], baseline: Array) -> list[tuple[int, list[float]]]:
    """By municipality that takes part: its place, and the weight of each slot there against the baseline's.

    For a regional measure this is 1; for one that is half done already, 0.5; for a measure of one
    municipality with a third of the region's spending, 3. It is the same in every year that the
    municipality takes part; what it would be afterwards does not matter, as nothing is saved there then.
    """
    (towns,) = np.nonzero(baseline.any(axis=1))
    present = np.argmax(baseline[towns] > 0, axis=1)
    factors = np.array([slot.weights[towns, present] for slot in slots]) / baseline[towns, present]
    return list(zip(towns.tolist(), factors.round(12).T.tolist(), strict=True))
