"""Plans and outcomes in one call, and dice whose outcomes a test writes down itself."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from simulator.domain.catalogue import Catalogue
from simulator.domain.measure import Measure
from simulator.domain.quantity import Discrete, Pert, Triangular, Uniform
from simulator.domain.relation import AlreadyImplemented, SpillsOver, Supersedes
from simulator.domain.scenario import Layers, MeasureSetting
from simulator.engine.axes import Array, Scalar
from simulator.engine.compile import compile_plan
from simulator.engine.plan import Plan
from simulator.engine.project import most_likely, project
from simulator.engine.result import Projection
from simulator.engine.sampling import Quantity
from tests.factories import (
    EVERY_YEAR,
    driver,
    effect,
    measure,
    scenario,
    small_measures,
    small_programme,
    source,
    text,
)

TOWNS = ("noord", "zuid", "west")
VIEWS = ("region", *TOWNS)
FLOAT32 = 1e-5
"""Relative tolerance for runs in float32: its spacing is 6e-8, and a few hundred steps add up."""


class GivenSampler:
    """Draws as a test gives them by name; every quantity it leaves out has its stated value."""

    dtype = np.float64

    def __init__(self, **draws: Sequence[float]) -> None:
        self._draws = {
            name if "/" in name else name.replace("__", "/").replace("_", "-"): np.array(x)
            for name, x in draws.items()
        }

    def block(self, quantities: Sequence[Quantity], start: int, count: int) -> list[Scalar | Array]:
        """Give the draws that were given."""
        return [
            self._draws[q.name][start : start + count] if q.name in self._draws else q.most_likely
            for q in quantities
        ]


def saver(id: str, amount: float, on: str = "household_help", **changes: Any) -> Measure:
    """Build a measure that saves an amount; keyword changes are those of its driver, effect or itself."""
    about_driver = {k: changes.pop(k) for k in ("uncertainty", "rivals", "loadings") if k in changes}
    shares = changes.pop("shares", EVERY_YEAR)
    about_effect = {k: changes.pop(k) for k in ("kind", "cashable", "ramp_up") if k in changes}
    fields = {
        "drivers": {"amount": driver(amount, "EUR/year", **about_driver)},
        "effects": {"less": effect(on, "amount", shares, **about_effect)},
    }
    return measure(id, **fields | changes)


def relation(model: type[Any], **fields: Any) -> Any:
    """Build a relation of some kind, with a source and a note."""
    return model(source=source(), note=text(), **fields)


def supersedes(measure: str, **fields: Any) -> Supersedes:
    """Build the relation by which the saving of another measure lapses."""
    fields = {"kind": "supersedes", "measure": measure, "effects": ("less",)} | fields
    return relation(Supersedes, **fields)


def already(municipality: str, share: float) -> AlreadyImplemented:
    """Build the relation that a municipality has a part of a measure already."""
    fields = {"kind": "already_implemented", "municipality": municipality, "share": share}
    return relation(AlreadyImplemented, **fields)


def leaking(id: str, amount: float, share: float, **changes: Any) -> Measure:
    """Build a measure of which a share of the saving comes back as a cost on youth."""
    fields = {"kind": "spills_over", "effects": ("less",), "to_service": "youth", "share": "back"}
    drivers = {"amount": driver(amount, "EUR/year"), "back": driver(share)}
    return saver(id, amount, drivers=drivers, relations=(relation(SpillsOver, **fields),), **changes)


def catalogue(*measures: Measure, **programme: Any) -> Catalogue:
    """Build a catalogue of these measures, or of the three small ones."""
    chosen = {m.id: m for m in measures} or small_measures()
    return Catalogue(programme=small_programme(**programme), measures=chosen)


def layers(*on: str, off: Sequence[str] = ()) -> Layers:
    """Build layers as they are by default, with some on and some off."""
    return Layers(**dict.fromkeys(on, True) | dict.fromkeys(off, False))


def plan_of(
    *measures: Measure,
    settings: Mapping[str, MeasureSetting] | None = None,
    programme: Mapping[str, Any] | None = None,
    **changes: Any,
) -> Plan:
    """Compile a scenario with all these measures on."""
    made = catalogue(*measures, **programme or {})
    on = {name: (settings or {}).get(name, MeasureSetting()) for name in made.measures}
    return compile_plan(made, scenario(measures=on, **changes))


def likely(*measures: Measure, **changes: Any) -> Projection:
    """Work out the most likely case for the region and each town; arguments as for `plan_of`."""
    return most_likely(plan_of(*measures, **changes), VIEWS)


def given(plan: Plan, draws: int, **values: Sequence[float]) -> Projection:
    """Project a plan on dice that the test gives: `a__amount` is driver amount of measure a."""
    return project(plan, GivenSampler(**values), draws, VIEWS)


def gross(outcome: Projection, view: str = "region") -> Array:
    """Gross saving a year in the only draw."""
    return outcome.totals[view].gross[:, 0]


def damped(outcome: Projection, view: str = "region") -> Array:
    """Damped saving a year in the only draw."""
    return outcome.totals[view].damped[:, 0]


def cost(outcome: Projection, view: str = "region") -> Array:
    """Cost a year in the only draw."""
    return outcome.totals[view].cost[:, 0]


def equal(found: Array, expected: object) -> None:
    """Demand equality to a billionth of a euro on a euro: the most likely case is in float64."""
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-6)


def uniform(low: float, high: float) -> Uniform:
    """Build a uniform range."""
    return Uniform(kind="uniform", low=low, high=high)


def triangular(low: float, high: float) -> Triangular:
    """Build a triangular range."""
    return Triangular(kind="triangular", low=low, high=high)


def pert(low: float, high: float) -> Pert:
    """Build a PERT range."""
    return Pert(kind="pert", low=low, high=high)


def discrete(*values: float, weights: Sequence[float] = ()) -> Discrete:
    """Build a choice between values, all as likely unless weights are given."""
    return Discrete(kind="discrete", values=values, weights=tuple(weights) or (1.0,) * len(values))
