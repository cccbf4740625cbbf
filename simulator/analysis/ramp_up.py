"""How fast measures ramp up: the share of the full effect that is there in each year."""

from __future__ import annotations

import numpy as np
import pandas as pd

from simulator.engine.axes import Array
from simulator.engine.plan import Plan
from simulator.engine.sampling import MostLikelySampler
from simulator.engine.terms import EffectTerm


def ramp_up(plan: Plan) -> pd.DataFrame:
    """Give the ramp-up of every measure in the most likely case, intensity and delays left out.

    A measure with several effects has the mean of their ramp-ups, each counting by the size of its full
    effect.

    Returns
    -------
    DataFrame
        Columns measure, year, share (0 to 1). Measures without an effect are not in it.
    """
    values = MostLikelySampler().block(plan.quantities, 0, 1)
    found: dict[int, list[tuple[float, Array]]] = {}
    for effect in plan.effects:
        measure = plan.slots[effect.slot].measure
        found.setdefault(measure, []).append((_size(plan, effect, values), effect.ramp[:, 0]))
    rows = [
        {"measure": plan.measures[measure], "year": year, "share": float(share)}
        for measure, effects in sorted(found.items())
        for year, share in zip(plan.years, _mean(effects), strict=True)
    ]
    return pd.DataFrame(rows, columns=["measure", "year", "share"])


def _size(plan: Plan, effect: EffectTerm, values: list[float | Array]) -> float:
    """Full effect at the stated values, before growth, in EUR a year."""
    amount = effect.amount
    known = {name: values[place] for name, place in amount.drivers.items()}
    known |= {name: values[plan.services[place].baseline] for name, place in amount.services.items()}
    return abs(float(np.asarray(amount.formula.evaluate(known)).item()))


def _mean(effects: list[tuple[float, Array]]) -> Array:
    sizes = np.array([size for size, _ in effects])
    ramps = np.array([ramp for _, ramp in effects])
    # Effects without size (an intensity of nothing, say) count alike.
    weights = sizes / sizes.sum() if sizes.sum() else np.full(len(sizes), 1.0 / len(sizes))
    return np.asarray(weights @ ramps)
