"""What another value of a quantity would do to a measure by itself."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from simulator.domain.catalogue import Catalogue
from simulator.domain.measure import Measure
from simulator.formula import parse


def changed_net(catalogue: Catalogue, measure: Measure, changes: Mapping[str, float]) -> float:
    """Work out how much more a measure yields, in full and by itself, with other values.

    Parameters
    ----------
    catalogue : Catalogue
        The programme; baselines are those of its base year.
    measure : Measure
        The measure, in its default reading.
    changes : mapping of str to float
        New values of its own drivers.

    Returns
    -------
    float
        EUR a year: structural effects less structural costs, before damping. Negative when the measure
        yields less.
    """
    return _net(catalogue, measure, changes) - _net(catalogue, measure, {})


def _net(catalogue: Catalogue, measure: Measure, changes: Mapping[str, float]) -> float:
    def value(formula: str) -> float:
        parsed, programme = parse(formula), catalogue.programme
        values = {
            name: changes.get(name, (measure.drivers.get(name) or programme.drivers[name]).value)
            for name in parsed.names
        } | {f"baseline.{name}": programme.services[name].baseline.value for name in parsed.services}
        return float(np.asarray(parsed.evaluate(values)))

    def counts(readings: tuple[str, ...]) -> bool:
        return not readings or measure.default_reading in readings

    saved = sum(value(e.formula) for e in measure.effects.values() if counts(e.readings) and e.cashable)
    spent = sum(
        value(c.formula)
        for c in measure.costs.values()
        if counts(c.readings) and c.formula is not None and c.nature == "structural"
    )
    return saved - spent
