"""A sweep: many scenarios at once, made of packages, futures and municipalities, or named one by one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator

from simulator.domain.base import DomainModel, Name, Slug, Text
from simulator.domain.scenario import DriverChange, MeasureSetting, Overlap, Scenario

Part = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=39)]
"""Name of a package or future: short enough for two of them to make the id of a scenario."""

Layer = Literal[
    "overlap",
    "shared_costs",
    "supersedes",
    "already_implemented",
    "spill_over",
    "growth",
    "realisation",
    "delay",
]
"""The layers of a scenario."""

REGION = "region"
"""What stands for all municipalities together."""


class Package(DomainModel):
    """Which measures are on, and how: those of a scenario, changed or not."""

    title: Text
    """Title."""
    scenario: Slug
    """Scenario whose measures it takes, with their settings."""
    without: tuple[Slug, ...] = ()
    """Measures of that scenario that are off here."""
    measures: dict[Slug, MeasureSetting] = {}
    """Measures that are added, or set in another way."""

    def settings(self, scenario: Scenario) -> dict[Slug, MeasureSetting]:
        """Give the measures of the package, from the scenario that it names."""
        kept = {name: s for name, s in scenario.measures.items() if name not in self.without}
        return kept | self.measures


class Future(DomainModel):
    """Under which assumptions: those of a scenario, changed or not. What is left out stays as it is there."""

    title: Text
    """Title."""
    scenario: Slug
    """Scenario whose assumptions it takes: everything but its measures, municipality, draws and seed."""
    layers: dict[Layer, bool] = {}
    """Corrections that are on or off here."""
    overlap: Overlap | None = None
    """One overlap for all services; those that the scenario states for single services lapse."""
    overlap_by_service: dict[Name, Overlap] = {}
    """Overlap for single services; goes before `overlap`."""
    estimates: dict[Name, Annotated[float, Field(gt=0)]] = {}
    """Views of the drivers and their weights, instead of the scenario's."""
    growth_shift: Annotated[float, Field(ge=-0.2, le=0.2)] | None = None
    """Added to every growth rate: 0.01 is one point a year more. Counts with the layer growth on."""
    shared_drivers: dict[Name, DriverChange] = {}
    """Shared drivers of the programme with another value."""
    price_level: Literal["constant", "nominal"] | None = None
    """Prices of the programme's price level, or of each year itself."""

    @model_validator(mode="after")
    def _overlap_needs_its_layer(self) -> Future:
        if self.layers.get("overlap") is False and (self.overlap is not None or self.overlap_by_service):
            raise ValueError("an overlap is given but layers.overlap is off: remove one of them")
        return self

    def assumptions(self, scenario: Scenario) -> dict[str, Any]:
        """Give the assumptions of the future as plain data, from the scenario that it names."""
        data = scenario.model_dump(mode="json", exclude={"measures", "municipality", "draws", "seed"})
        own = self.model_dump(mode="json", exclude={"title", "scenario"}, exclude_defaults=True)
        data["layers"] |= own.pop("layers", {})
        data["shared_drivers"] |= own.pop("shared_drivers", {})
        if "overlap" in own or not data["layers"]["overlap"]:
            data["overlap"], data["overlap_by_service"] = None, {}
        data["overlap_by_service"] |= own.pop("overlap_by_service", {})
        return data | own


class Sweep(DomainModel):
    """Scenarios to work out together: every package in every future, or scenarios one by one, or both."""

    id: Slug
    """Identity; the name of its file."""
    programme: Slug
    """The programme it belongs to."""
    title: Text
    """Title."""
    summary: Text
    """What it is for, in a sentence or two."""
    municipalities: Annotated[tuple[Slug, ...], Field(min_length=1)] | None = None
    """Whose share is worked out: ids of municipalities, and "region" for all together. Left out: the
    region and every municipality."""
    packages: dict[Part, Package] = {}
    """Packages of measures, by name; each is worked out in every future."""
    futures: dict[Part, Future] = {}
    """Assumptions, by name."""
    scenarios: tuple[Slug, ...] = ()
    """Scenarios that are worked out as they are, beside the packages and futures."""
    draws: Annotated[int, Field(ge=100, le=1_000_000)] = 10_000
    """Number of Monte Carlo draws of every scenario."""
    seed: Annotated[int, Field(ge=0, lt=2**32)] = 2021
    """Seed of all draws: the same for all, so that they are compared on the same luck."""

    @model_validator(mode="after")
    def _has_something_to_do(self) -> Sweep:
        if bool(self.packages) != bool(self.futures):
            given, missing = ("packages", "futures") if self.packages else ("futures", "packages")
            raise ValueError(f"there are {given} but no {missing}: add {missing}, or remove the {given}")
        if not self.packages and not self.scenarios:
            raise ValueError("nothing to work out: name packages and futures, or scenarios")
        return self

    @model_validator(mode="after")
    def _names_once(self) -> Sweep:
        for key, found in (("municipalities", self.municipalities or ()), ("scenarios", self.scenarios)):
            if len(set(found)) < len(found):
                raise ValueError(f"one of the {key} stands there twice: remove one")
        return self

    def named_scenarios(self) -> tuple[Slug, ...]:
        """Ids of the scenarios that the sweep builds on, each once, in its own order."""
        packages = (package.scenario for package in self.packages.values())
        futures = (future.scenario for future in self.futures.values())
        return tuple(dict.fromkeys((*packages, *futures, *self.scenarios)))

    def combinations(self, scenarios: Mapping[str, Scenario]) -> list[Combination]:
        """Give all that is worked out: the packages in every future, then the scenarios by themselves.

        Parameters
        ----------
        scenarios : mapping of str to Scenario
            Those of the programme, by id.

        Raises
        ------
        pydantic.ValidationError
            If a package and a future do not make a scenario.
        KeyError
            If the sweep names a scenario that is not there. A sweep from a file has been checked for both.
        """
        grid = [
            self.combination(package, future, scenarios)
            for package in self.packages
            for future in self.futures
        ]
        return [*grid, *(self._alone(scenarios[name]) for name in self.scenarios)]

    def combination(self, package: str, future: str, scenarios: Mapping[str, Scenario]) -> Combination:
        """Give one package in one future; see `combinations`."""
        chosen, assumed = self.packages[package], self.futures[future]
        data = assumed.assumptions(scenarios[assumed.scenario]) | {
            "id": f"{package}-{future}",
            "title": _joined(chosen.title, assumed.title).model_dump(),
            "draws": self.draws,
            "seed": self.seed,
        }
        measures = chosen.settings(scenarios[chosen.scenario])
        data["measures"] = {name: setting.model_dump(mode="json") for name, setting in measures.items()}
        # Through JSON, so that the model checks it like a scenario from a file.
        made = Scenario.model_validate_json(json.dumps(data))
        return Combination(made, package=package, future=future)

    def _alone(self, scenario: Scenario) -> Combination:
        changes = {"municipality": None, "draws": self.draws, "seed": self.seed}
        return Combination(scenario.model_copy(update=changes), scenario=scenario.id)


@dataclass(frozen=True)
class Combination:
    """One scenario of a sweep, for the whole region, and what it is made of."""

    made: Scenario
    """The scenario to work out."""
    package: str | None = None
    """Name of its package, if it has one."""
    future: str | None = None
    """Name of its future, if it has one."""
    scenario: str | None = None
    """Id of the scenario that is worked out as it is, if it is one."""


def _joined(first: Text, second: Text) -> Text:
    """Put two titles together.

    >>> _joined(Text(nl="Alles", en="All"), Text(nl="Tegenslag", en="Setbacks")).nl
    'Alles, Tegenslag'
    """
    return Text(nl=f"{first.nl}, {second.nl}", en=f"{first.en}, {second.en}")
