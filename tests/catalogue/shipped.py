"""The programme and scenarios that come with Koers, loaded once, and a walk through all they hold."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from simulator.analysis.run import Run, run
from simulator.domain.catalogue import Catalogue
from simulator.domain.measure import Measure
from simulator.domain.scenario import Scenario
from simulator.files import load_catalogue, load_scenario, scenario_paths

ROOT = Path(__file__).parents[2]
PROGRAMME = "gooi-en-vechtstreek-2021"


@cache
def catalogue() -> Catalogue:
    """The first programme with all its measures."""
    return load_catalogue(ROOT / "measures" / PROGRAMME)


@cache
def scenarios() -> dict[str, Scenario]:
    """Its scenarios, by id."""
    found = (load_scenario(path, catalogue()) for path in scenario_paths(ROOT, PROGRAMME))
    return {scenario.id: scenario for scenario in found}


@cache
def most_likely_run(name: str) -> Run:
    """The most likely case of a scenario."""
    return run(catalogue(), scenarios()[name], draws=False)


def numbered(number: int) -> Measure:
    """The measure with a number."""
    return next(m for m in catalogue().measures.values() if m.number == number)


def walk(thing: Any, place: str) -> Iterator[tuple[str, BaseModel]]:
    """Every model within a thing, with the keys that lead to it."""
    if isinstance(thing, BaseModel):
        yield place, thing
        for name in type(thing).model_fields:
            yield from walk(getattr(thing, name), f"{place}.{name}")
    elif isinstance(thing, dict):
        for key, value in thing.items():
            yield from walk(value, f"{place}.{key}")
    elif isinstance(thing, tuple):
        for at, value in enumerate(thing):
            yield from walk(value, f"{place}[{at}]")


@cache
def everything() -> tuple[tuple[str, BaseModel], ...]:
    """Every model in the catalogue and the scenarios, with its place."""
    return (*walk(catalogue(), "catalogue"), *walk(scenarios(), "scenarios"))


def all_of(kind: type | tuple[type, ...]) -> list[tuple[str, Any]]:
    """Every model of a kind, or of one of several, with its place."""
    return [(place, model) for place, model in everything() if isinstance(model, kind)]
