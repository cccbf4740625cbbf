"""What a card says about a measure: the sum behind its amount, how sure it is, and whom it touches.

A measure that is on is explained within the scenario. One that is off is explained as if it alone were on,
with the measures that it cannot do without.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st

from simulator.analysis.explain import DriverUsed, Explanation, Term, explain
from simulator.analysis.run import run
from simulator.domain.catalogue import Catalogue
from simulator.domain.measure import Measure, ResidentsAffected
from simulator.domain.relation import Requires
from simulator.domain.scenario import Scenario
from simulator.engine.compile import reading_of
from simulator.engine.quantities import QuantityTable
from simulator.engine.statistics import quantiles
from simulator.errors import ScenarioError
from simulator.formula import parse
from simulator.ui import edits
from simulator.ui.headline import Band
from simulator.ui.outcome import fingerprint
from simulator.ui.services import worked_out_with

MOST_KEPT = 300
"""Explanations kept, for all visitors together."""


@dataclass(frozen=True)
class Why:
    """An explanation, and the circumstances it holds in.

    Attributes
    ----------
    explanation : Explanation
        The sum behind the amount.
    in_scenario : bool
        False for a measure that is off, explained on its own.
    net : Band or None
        What the measure alone saves less its cost, with its 80% interval; None when it needs others.
    """

    explanation: Explanation
    in_scenario: bool
    net: Band | None


def why(scenario: Scenario, catalogue: Catalogue, measure: str, year: int) -> Why | None:
    """Explain a measure in a year; None when it cannot be worked out."""
    key = f"{fingerprint(catalogue, scenario)} {measure} {year}"
    return _why(key, scenario, catalogue, measure, year)


@st.cache_resource(max_entries=MOST_KEPT, show_spinner=False)
def _why(key: str, _scenario: Scenario, _catalogue: Catalogue, _measure: str, _year: int) -> Why | None:
    del key  # it is what the explanation is kept under: arguments with an underscore are not hashed
    alone = on_its_own(_scenario, _catalogue, _measure)
    net = _net(alone, _catalogue, _year) if len(alone.measures) == 1 else None
    for chosen in (_scenario, alone):
        if _measure in chosen.active():
            try:
                outcome = run(worked_out_with(_catalogue, chosen), chosen, draws=False)
                return Why(explain(outcome, _measure, _year), chosen is _scenario, net)
            except ScenarioError:
                continue
    return None


def on_its_own(scenario: Scenario, catalogue: Catalogue, measure: str) -> Scenario:
    """Give the scenario with one measure on, as it is set there, and only those that it requires."""
    needed: list[str] = []
    waiting = [measure]
    while waiting:
        name = waiting.pop()
        needed.append(name)
        requires = (r for r in catalogue.measures[name].relations if isinstance(r, Requires))
        waiting += [r.measure for r in requires if r.measure and r.measure not in needed]
    settings = {name: edits.setting_of(scenario, name) for name in needed}
    on = {name: setting.model_copy(update={"on": True}) for name, setting in settings.items()}
    return edits.set_fields(scenario, measures=on)


def _net(alone: Scenario, catalogue: Catalogue, year: int) -> Band | None:
    try:
        outcome = run(worked_out_with(catalogue, alone), alone)
    except ScenarioError:
        return None
    if outcome.simulated is None:
        return None
    draws = outcome.simulated.totals[outcome.view].net[outcome.plan.years.index(year)]
    p10, p50, p90 = quantiles(draws)
    return Band(year, float(p10), float(p50), float(p90))


def net_amounts(scenario: Scenario, catalogue: Catalogue, year: int) -> dict[str, float]:
    """Give what each measure that is on saves less its cost, in the most likely case, in EUR a year.

    Empty when the scenario cannot be worked out. The amounts do not add up to the package: measures on one
    service share the same money.
    """
    return _net_amounts(f"{fingerprint(catalogue, scenario)} {year}", scenario, catalogue, year)


@st.cache_resource(max_entries=MOST_KEPT, show_spinner=False)
def _net_amounts(key: str, _scenario: Scenario, _catalogue: Catalogue, _year: int) -> dict[str, float]:
    del key
    try:
        outcome = run(worked_out_with(_catalogue, _scenario), _scenario, draws=False)
    except ScenarioError:
        return {}
    at, likely = outcome.plan.years.index(_year), outcome.most_likely
    net = likely.measure_gross(outcome.view)[:, at] - likely.measure_cost(outcome.view)[:, at]
    return dict(zip(outcome.plan.measures, net.tolist(), strict=True))


def residents(
    measure: Measure, group: ResidentsAffected, scenario: Scenario, catalogue: Catalogue
) -> tuple[float, dict[str, Term]]:
    """Count the residents of one group, for the whole region, at the values of the scenario.

    Returns
    -------
    tuple of float and dict of str to Term
        The number, and what stands in its formula, by key.
    """
    formula, programme = parse(group.formula), catalogue.programme
    known = scenario if measure.id in scenario.measures else edits.set_measure(scenario, measure.id, on=True)
    table, terms = QuantityTable(programme, known), dict[str, Term]()
    for name in sorted(formula.names):
        place = table.place_driver(measure, name, reading_of(measure, known))
        unit = (measure.drivers.get(name) or programme.drivers[name]).unit
        terms[name] = Term(table.quantities[place].most_likely, unit)
    for service in formula.services:
        terms[f"baseline.{service}"] = Term(programme.services[service].baseline.value, "EUR/year")
    number = formula.evaluate({key: term.value for key, term in terms.items()})
    return float(np.asarray(number).item()), terms


def editable(driver: DriverUsed, measure: Measure, catalogue: Catalogue) -> tuple[str, bool] | None:
    """Give the short name of a driver that a scenario can change, and whether measures share it."""
    owner, _, name = driver.name.partition("/")
    if owner == measure.id and name in measure.drivers:
        return name, False
    return (name, True) if name in catalogue.programme.drivers else None
