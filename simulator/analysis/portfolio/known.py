"""Whether packages can be told apart by what they save: not where nobody knows that of any measure."""

from __future__ import annotations

from collections.abc import Collection

from simulator.analysis.portfolio.search import with_measures
from simulator.analysis.summary import KnownSavings, known_savings
from simulator.domain.catalogue import Catalogue
from simulator.domain.scenario import Scenario
from simulator.engine.compile import compile_plan
from simulator.engine.result import REGION


def anything_known(catalogue: Catalogue, scenario: Scenario, measures: Collection[str]) -> bool:
    """Say whether of any of these measures is known what it saves, where the scenario looks.

    Parameters
    ----------
    catalogue : Catalogue
        The programme.
    scenario : Scenario
        Settings, and the municipality that it looks at.
    measures : collection of str
        Ids of the measures, on or off; one that does not exist does not count.
    """
    return known_among(catalogue, scenario, measures).of(measures)


def known_among(catalogue: Catalogue, scenario: Scenario, measures: Collection[str]) -> KnownSavings:
    """Say of which of these measures, on or off, is known what they save where the scenario looks."""
    here = [name for name in measures if name in catalogue.measures]
    plan = compile_plan(catalogue, with_measures(scenario, here, catalogue))
    return known_savings(plan, scenario.municipality or REGION)
