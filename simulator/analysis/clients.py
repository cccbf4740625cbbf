"""How many clients a service has in each municipality, and how that is known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from simulator.domain.catalogue import Catalogue
from simulator.domain.programme import Programme, Service
from simulator.domain.quantity import Driver
from simulator.domain.scenario import Scenario
from simulator.engine.region import Region
from simulator.units import parse_unit, same_unit

ClientSource = Literal["observed", "by_key"]
"""observed: counted in that municipality. by_key: its part of the region's clients by the key of the service,
because the source gives no number per municipality."""


def clients_of(programme: Programme, service: str) -> Driver | None:
    """Give the number of clients of a service in the base year, all members together; None when unknown.

    It is what the service says itself, or else the one volume that counts people. Trips, hours and days are
    no clients, and nothing is worked out from them.
    """
    spec: Service = programme.services[service]
    if spec.clients is not None:
        return spec.clients
    people = parse_unit("client")
    counts = [programme.drivers[name] for name in spec.volumes if name in programme.drivers]
    found = [driver for driver in counts if same_unit(parse_unit(driver.unit), people)]
    return found[0] if len(found) == 1 else None


def clients_by_member(
    catalogue: Catalogue, scenario: Scenario, year: int
) -> dict[tuple[str, str], tuple[float, ClientSource]]:
    """Give the clients in the base year by service and municipality, of those that take part in a year.

    Where a municipality's own number was observed in the base year it counts. Otherwise it gets its part of
    the region's clients by the key of the service. When neither is known there is no entry.

    Parameters
    ----------
    catalogue : Catalogue
        The programme, with its observed figures.
    scenario : Scenario
        Who takes part, and the key.
    year : int
        A year of the programme.
    """
    programme = catalogue.programme
    region = Region(programme, scenario.model_copy(update={"price_level": "constant"}))
    at = programme.years.index(year)
    observed = dict(_observed(catalogue))
    found: dict[tuple[str, str], tuple[float, ClientSource]] = {}
    for service in programme.services:
        stated = clients_of(programme, service)
        weights = region.service_weights(service)[:, at]
        for town, weight in zip(region.municipalities, weights, strict=True):
            if not weight:
                continue
            if (service, town) in observed:
                found[service, town] = (observed[service, town], "observed")
            elif stated is not None:
                found[service, town] = (stated.value * float(weight), "by_key")
    return found


def _observed(catalogue: Catalogue) -> Iterator[tuple[tuple[str, str], float]]:
    """Give what was counted in the base year: the whole service, in one municipality, no forecast."""
    for series, figure in catalogue.observed.rows() if catalogue.observed else ():
        whole = series.kind == "clients" and series.measure is None and series.subject is None
        if not (whole and series.comparable and series.service and series.municipality):
            continue
        in_base_year = figure.year == catalogue.programme.base_year and figure.half is None
        if in_base_year and figure.usable and figure.status != "forecast" and figure.value is not None:
            yield (series.service, series.municipality), figure.value
