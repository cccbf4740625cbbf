"""What sources and quantities are called, in which unit they are, and to which layer they belong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from simulator.domain.base import Text
from simulator.domain.catalogue import Catalogue
from simulator.engine.design import FACTOR
from simulator.engine.quantities import SHARED

Layer = Literal["drivers", "overlap", "delivery", "growth", "common"]
"""drivers: what measures and the programme rest on. overlap: how far measures get in each other's way.
delivery: delay and the part that is realised. growth: spending under unchanged policy. common: what makes
several quantities go up and down together."""

LAYERS: tuple[Layer, ...] = get_args(Layer)
"""The layers, in the order in which they are told."""

OVERLAP = f"{SHARED}/overlap/"
GROWTH = (f"{SHARED}/growth/", f"{SHARED}/cost_growth/")
DELAY, REALISATION = "/@delay", "/@realisation"

FACTOR_UNIT = "sd"
"""Unit of a common factor: standard deviations from its middle."""
OVERLAP_UNIT = "tau"
"""Unit of an overlap: a number from -1 to 1 that is no share of anything."""


@dataclass(frozen=True)
class Named:
    """A source of uncertainty, as people are told of it.

    Attributes
    ----------
    name : str
        Full name, say "normenkader-huishoudelijke-hulp/hours_less".
    title : Text
        What it is.
    unit : str
        As files write it; "sd" for a common factor, "tau" for an overlap.
    layer : str
        One of `LAYERS`.
    measure : str or None
        Id of the measure that it belongs to.
    service : str or None
        Name of the service that it belongs to.
    """

    name: str
    title: Text
    unit: str
    layer: Layer
    measure: str | None = None
    service: str | None = None


def layer_of(name: str) -> Layer:
    """Give the layer of a source.

    >>> [layer_of(name) for name in ("programme/overlap/youth", "coaches/@delay", "coaches/children")]
    ['overlap', 'delivery', 'drivers']
    """
    if name.startswith(FACTOR):
        return "common"
    if name.startswith(OVERLAP):
        return "overlap"
    if name.startswith(GROWTH):
        return "growth"
    return "delivery" if name.endswith((DELAY, REALISATION)) else "drivers"


def named(catalogue: Catalogue, name: str) -> Named:
    """Give what a source is called.

    Raises
    ------
    KeyError
        If the catalogue does not have it.
    """
    programme = catalogue.programme
    owner, _, rest = name.partition("/")
    if name.startswith(FACTOR):
        return Named(name, programme.common_factors[rest].title, FACTOR_UNIT, "common")
    if owner == SHARED and "/" in rest:
        return _of_service(catalogue, name, *rest.split("/"))
    if owner == SHARED:
        driver = programme.drivers[rest]
        return Named(name, driver.title, driver.unit, "drivers")
    measure = catalogue.measures[owner]
    if name.endswith(DELAY):
        delay = measure.delay or programme.delay
        return Named(name, delay.title, delay.unit, "delivery", owner)
    if name.endswith(REALISATION):
        realisation = programme.realisation[measure.grade]
        return Named(name, realisation.title, realisation.unit, "delivery", owner)
    own = measure.drivers[rest]
    return Named(name, own.title, own.unit, "drivers", owner)


def _of_service(catalogue: Catalogue, name: str, kind: str, service: str, *year: str) -> Named:
    spec = catalogue.programme.services[service]
    title, from_year = spec.title, "".join(year)
    if kind == "growth":
        words = Text(
            nl=f"Groei per jaar vanaf {from_year}: {title.nl}",
            en=f"Growth a year from {from_year}: {title.en}",
        )
        return Named(name, words, "1", "growth", service=service)
    if kind == "cost_growth":
        words = Text(
            nl=f"Groei van de kosten per cliënt vanaf {from_year}: {title.nl}",
            en=f"Growth of the cost per client from {from_year}: {title.en}",
        )
        return Named(name, words, "1", "growth", service=service)
    if kind == "overlap":
        return Named(name, spec.overlap.title, OVERLAP_UNIT, "overlap", service=service)
    return Named(name, spec.baseline.title, spec.baseline.unit, "drivers", service=service)
