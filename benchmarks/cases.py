"""What is measured: scenarios of the shipped programme, compiled."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from simulator.domain.catalogue import Catalogue
from simulator.domain.programme import Target
from simulator.domain.scenario import Scenario
from simulator.engine.compile import compile_plan
from simulator.engine.plan import Plan
from simulator.engine.result import REGION
from simulator.files import load_catalogue, load_scenario

PROGRAMME = "gooi-en-vechtstreek-2021"

SCENARIOS = ("programma", "voorzichtig")
"""The programme as planned, and with every layer on."""

SEED = 2021

_ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Case:
    """A scenario, ready to run."""

    catalogue: Catalogue
    scenario: Scenario
    plan: Plan

    @property
    def target(self) -> Target:
        """The first savings task of the programme."""
        return self.catalogue.programme.targets[0]

    @property
    def views(self) -> tuple[str, str]:
        """The region, and the municipality whose task it is."""
        return REGION, self.target.municipality


@cache
def catalogue() -> Catalogue:
    """Load the programme with its measures."""
    return load_catalogue(_ROOT / "measures" / PROGRAMME)


@cache
def case(name: str) -> Case:
    """Load and compile a scenario."""
    scenario = load_scenario(_ROOT / "scenarios" / PROGRAMME / f"{name}.yaml", catalogue())
    return Case(catalogue(), scenario, compile_plan(catalogue(), scenario))
