"""What the totals of two packages do not say: residents, waterbed, what nobody knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from simulator.analysis.run import Run, run
from simulator.domain.base import Text
from simulator.domain.catalogue import Catalogue
from simulator.domain.measure import Measure
from simulator.domain.relation import SpillsOver
from simulator.domain.scenario import Scenario
from simulator.domain.source import Source
from simulator.engine.compile import reading_of
from simulator.engine.quantities import QuantityTable
from simulator.engine.result import view_mask
from simulator.formula import parse


@dataclass(frozen=True)
class Residents:
    """How many residents of the whole area of a measure notice it once it works in full.

    Attributes
    ----------
    proposed, position : float or None
        Number at stated values, times the intensity; None when the measure is off. Numbers of different
        measures must not be added: one resident can be met by several.
    """

    measure: str
    title: Text
    source: Source
    proposed: float | None
    position: float | None


@dataclass(frozen=True)
class Leak:
    """Part of a saving that may come back as a cost on another service (waterbed).

    Attributes
    ----------
    share : float
        Share that comes back at its stated value, 0 to 1.
    to_service : str
        Where it comes back.
    proposed, position : float or None
        Stated cost in the last year, in EUR, of all leaks of this measure together; None when it is off.
    """

    measure: str
    note: Text
    source: Source
    to_service: str
    share: float
    proposed: float | None
    position: float | None


@dataclass(frozen=True)
class LeftOut:
    """An effect or cost that no total holds, because nobody knows the amount."""

    measure: str
    what: str
    """"effect" or "cost"."""
    title: Text
    source: Source | None
    in_proposed: bool
    in_position: bool


def residents(catalogue: Catalogue, proposed: Scenario, position: Scenario) -> tuple[Residents, ...]:
    """Count the residents of every measure that is on in one of two packages."""
    return tuple(
        Residents(
            measure.id,
            entry.title,
            entry.source,
            *(_count(catalogue, measure, entry.formula, scenario) for scenario in (proposed, position)),
        )
        for measure in _on(catalogue, proposed, position)
        for entry in measure.residents_affected
    )


def _on(catalogue: Catalogue, *scenarios: Scenario) -> Iterator[Measure]:
    active = {name for scenario in scenarios for name in scenario.active()}
    yield from (measure for measure in catalogue.measures.values() if measure.id in active)


def _count(catalogue: Catalogue, measure: Measure, formula: str, scenario: Scenario) -> float | None:
    """Work a number of residents out at stated values; None when the measure is off."""
    setting = scenario.measures.get(measure.id)
    if setting is None or not setting.on:
        return None
    value = parse(formula).evaluate(stated_values(catalogue, measure, formula, scenario))
    return float(np.asarray(value)) * setting.intensity


def stated_values(
    catalogue: Catalogue, measure: Measure, formula: str, scenario: Scenario
) -> dict[str, float]:
    """Give the stated value of everything in a formula of a measure that is on, as the scenario has it.

    Baselines are those of the base year.
    """
    table, reading = QuantityTable(catalogue.programme, scenario), reading_of(measure, scenario)
    parsed = parse(formula)
    places = {name: table.place_driver(measure, name, reading) for name in sorted(parsed.names)}
    services = catalogue.programme.services
    return {name: table.quantities[place].most_likely for name, place in places.items()} | {
        f"baseline.{name}": services[name].baseline.value for name in parsed.services
    }


def leaks(catalogue: Catalogue, proposed: Run, position: Run) -> tuple[Leak, ...]:
    """List what may leak from the savings of two packages, whether or not their runs count it."""
    costs = [_leaked(catalogue, outcome.scenario) for outcome in (proposed, position)]
    found = []
    for measure in _on(catalogue, proposed.scenario, position.scenario):
        for relation in measure.relations:
            if isinstance(relation, SpillsOver):
                on_in = position.scenario if measure.id in position.scenario.active() else proposed.scenario
                share = stated_values(catalogue, measure, relation.share, on_in)[relation.share]
                found.append(
                    Leak(
                        measure.id,
                        relation.note,
                        relation.source,
                        relation.to_service,
                        share,
                        *(cost.get(measure.id) for cost in costs),
                    )
                )
    return tuple(found)


def _leaked(catalogue: Catalogue, scenario: Scenario) -> dict[str, float]:
    """Work out what leaks per measure in the last year, EUR, with the waterbed on and at stated values."""
    wet = scenario.model_copy(update={"layers": scenario.layers.model_copy(update={"spill_over": True})})
    outcome = run(catalogue, wet, draws=False)
    mask = view_mask(outcome.plan, outcome.view)
    costs = dict.fromkeys(outcome.plan.measures, 0.0)
    for effect, spill in zip(outcome.plan.effects, outcome.most_likely.means.spills, strict=True):
        costs[outcome.plan.measures[outcome.plan.slots[effect.slot].measure]] += float((mask @ spill)[-1])
    return costs


def left_out(catalogue: Catalogue, proposed: Run, position: Run) -> tuple[LeftOut, ...]:
    """List what the totals of one or both packages leave out: unknown is not zero."""
    items = [dict.fromkeys(outcome.plan.unknown) for outcome in (proposed, position)]
    order = list(catalogue.measures)
    return tuple(
        LeftOut(
            measure=item.measure,
            what=item.what,
            title=Text(nl=item.title_nl, en=item.title_en),
            source=_source(catalogue.measures[item.measure], item.title_nl),
            in_proposed=item in items[0],
            in_position=item in items[1],
        )
        for item in sorted(items[1] | items[0], key=lambda item: order.index(item.measure))
    )


def _source(measure: Measure, title: str) -> Source | None:
    return next((item.source for item in measure.unknown if item.title.nl == title), None)
