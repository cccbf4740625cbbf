"""A programme in which nobody knows what the owner of the savings task saves, and somebody else does."""

from pathlib import Path

from simulator.domain.catalogue import Catalogue
from simulator.domain.measure import Measure, Unknown
from simulator.domain.quantity import Uniform
from simulator.domain.scenario import MeasureSetting, Scenario
from tests.cli.conftest import write
from tests.engine.worked import saver
from tests.factories import (
    cost,
    driver,
    measure,
    scenario,
    small_catalogue,
    small_measures,
    small_programme,
    source,
    text,
)

MEASURES = ("zuid-saves", "noord-tries")


def measures() -> tuple[Measure, Measure]:
    """Zuid saves 100,000 to 300,000; noord, which has the task, spends 10,000 on what nobody knows."""
    known = saver(
        "zuid-saves",
        200_000,
        "youth",
        scope="zuid",
        title=text("Zuid bespaart"),
        uncertainty=Uniform(kind="uniform", low=100_000, high=300_000),
    )
    nobody = measure(
        "noord-tries",
        scope="noord",
        title=text("Noord probeert"),
        drivers={"price": driver(10_000, "EUR/year")},
        costs={"own": cost("price")},
        unknown=(Unknown(title=text("Minder zorg"), what="effect", source=source()),),
    )
    return known, nobody


def programme() -> Catalogue:
    """Build the small programme with these measures; noord has a task from 2022."""
    return small_catalogue(*measures(), *small_measures().values())


def chosen(**changes: object) -> Scenario:
    """Build the scenario with both on; it looks at the region unless told otherwise."""
    on = {name: MeasureSetting() for name in MEASURES}
    return scenario(**{"id": "programma", "draws": 200, "measures": on} | changes)


def written(root: Path) -> Path:
    """Write programme and two equal scenarios as files, and give their folder."""
    folder = root / "measures" / "small"
    write(folder / "programme.yaml", small_programme())
    for one in programme().measures.values():
        write(folder / f"{one.id}.yaml", one)
    scenarios = root / "scenarios" / "small"
    write(scenarios / "programma.yaml", chosen())
    write(scenarios / "nog-eens.yaml", chosen(id="nog-eens", title=text("Nog eens")))
    return root
