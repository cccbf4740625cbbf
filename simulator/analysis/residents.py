"""Residents who notice the measures that are on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from simulator.domain.catalogue import Catalogue
from simulator.domain.measure import Measure
from simulator.domain.scenario import Scenario
from simulator.engine.compile import reading_of
from simulator.engine.quantities import QuantityTable
from simulator.engine.region import Region
from simulator.formula import parse


@dataclass(frozen=True)
class Affected:
    """People who notice one measure once it works in full.

    Attributes
    ----------
    measure : str
        Id of the measure.
    service : str
        The service that it works on first; empty when it names none.
    people : float
        Number of residents, all groups that the source names added up.
    """

    measure: str
    service: str
    people: float


@dataclass(frozen=True)
class Residents:
    """Who notices a package.

    Attributes
    ----------
    affected : tuple of Affected
        One for each measure that is on and of which the source tells whom it concerns.
    missing : tuple of str
        Measures that are on and of which it does not.
    """

    affected: tuple[Affected, ...]
    missing: tuple[str, ...]

    @property
    def most(self) -> float:
        """Everybody added up: the most that it can be. Who notices two measures counts twice."""
        return sum(one.people for one in self.affected)

    @property
    def least(self) -> float:
        """The largest group of one measure: the fewest that it can be."""
        return max((one.people for one in self.affected), default=0.0)


def residents(catalogue: Catalogue, scenario: Scenario) -> Residents:
    """Count the residents who notice the measures of a scenario, at the stated values.

    The number of a measure goes with its intensity, and with who takes part: people in a municipality that
    has left, or that has the measure already, do not count. A view of one municipality gets its share by
    the key of the service.

    Parameters
    ----------
    catalogue : Catalogue
        The programme with its measures.
    scenario : Scenario
        Which measures are on, and under which assumptions.
    """
    on = [catalogue.measures[name] for name in catalogue.measures if name in set(scenario.active())]
    affected = tuple(
        Affected(measure.id, _service(measure), _people(catalogue, scenario, measure))
        for measure in on
        if measure.residents_affected
    )
    return Residents(affected, tuple(measure.id for measure in on if not measure.residents_affected))


def _service(measure: Measure) -> str:
    named: Iterable[str | None] = (
        *(effect.service for effect in measure.effects.values()),
        *(item.service for item in measure.unknown),
    )
    return next((service for service in named if service), "")


def _people(catalogue: Catalogue, scenario: Scenario, measure: Measure) -> float:
    stated = sum(_stated(catalogue, scenario, measure))
    return stated * scenario.measures[measure.id].intensity * _part(catalogue, scenario, measure)


def _stated(catalogue: Catalogue, scenario: Scenario, measure: Measure) -> Iterator[float]:
    """Work out each group that the source names, for the whole region."""
    reading = reading_of(measure, scenario)
    for group in measure.residents_affected:
        formula = parse(group.formula)
        table = QuantityTable(catalogue.programme, scenario)
        places = {name: table.place_driver(measure, name, reading) for name in sorted(formula.names)}
        values = {name: table.quantities[place].most_likely for name, place in places.items()}
        for service in formula.services:
            values[f"baseline.{service}"] = catalogue.programme.services[service].baseline.value
        yield float(np.asarray(formula.evaluate(values)).item())


def _part(catalogue: Catalogue, scenario: Scenario, measure: Measure) -> float:
    """Part of the region's residents that counts in the last year, for the view of the scenario."""
    region = Region(catalogue.programme, scenario.model_copy(update={"price_level": "constant"}))
    if measure.scope is not None:
        weights = region.alone(measure.scope)
    elif service := _service(measure):
        weights = region.service_weights(service)
    else:
        weights = region.variable(next(iter(catalogue.programme.allocation_keys)))
    weights = region.still_to_do(weights, measure)[:, -1]
    if scenario.municipality is None:
        return float(weights.sum())
    return float(weights[region.municipalities.index(scenario.municipality)])
