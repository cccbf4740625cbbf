"""What every subset of measures costs: own lines, lines that another measure replaces, and shared pools."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from simulator.analysis.portfolio.coalitions import Table, members
from simulator.analysis.portfolio.savings import Question
from simulator.domain.catalogue import Catalogue
from simulator.domain.relation import Supersedes
from simulator.domain.scenario import Scenario
from simulator.engine.axes import Array
from simulator.engine.block import Block
from simulator.engine.compile import compile_plan
from simulator.engine.plan import Plan
from simulator.engine.sampling import Sampler
from simulator.engine.terms import CostTerm

MakeSampler = Callable[[Plan], Sampler]
"""Gives dice for a plan, thrown from the start."""


@dataclass(frozen=True)
class _Line:
    """A cost line, or a pool, and the measures that decide how much of it is spent."""

    name: str
    pool: str | None
    owners: tuple[int, ...]
    """Those that bear it; it is spent when one of them is on."""
    deciding: tuple[int, ...]
    """The owners, and those that replace it."""


def spending_tables(
    question: Question, catalogue: Catalogue, scenario: Scenario, dice: MakeSampler
) -> Iterator[Table]:
    """Yield tables with the costs of every subset, as parts of the net saving: below 0.

    A line of one measure that nothing replaces costs the same in every package. For the others the engine
    itself compiles each subset of the few measures that decide, so that who pays a pool, and from when,
    follows from the same rules as in a run.

    Parameters
    ----------
    question : Question
        What is asked.
    catalogue, scenario
        The measures, and a scenario in which all of them are on that may be in a package.
    dice : callable
        Gives the sampler of the search for another plan.
    """
    fixed: dict[int, list[int]] = {}
    for line, places in _lines(question.plan, catalogue, scenario).items():
        if len(line.deciding) == 1:
            fixed.setdefault(line.owners[0], []).extend(places)
        else:
            yield _decided(question, catalogue, scenario, dice, line)
    for owner, places in fixed.items():
        players = [owner] if owner in question.numbers else []
        on = members(len(players))[0] if players else np.ones(1, dtype=bool)
        costs = list(_costs(question.plan, question.block, places))
        yield question.table(players, ((y, w, -amount * on[:, None]) for y, w, amount in costs))


def _lines(plan: Plan, catalogue: Catalogue, scenario: Scenario) -> dict[_Line, list[int]]:
    """All cost lines, each with the places of its terms in the plan."""
    found: dict[_Line, list[int]] = {}
    for place, cost in enumerate(plan.costs):
        owner = cost.measures[0]
        replacing = (
            () if cost.pool else _replacing(plan, catalogue, scenario, plan.measures[owner], cost.name)
        )
        deciding = tuple(sorted({*cost.measures, *replacing}))
        found.setdefault(_Line(cost.name, cost.pool, cost.measures, deciding), []).append(place)
    return found


def _replacing(
    plan: Plan, catalogue: Catalogue, scenario: Scenario, measure: str, line: str
) -> Iterator[int]:
    """Places of the measures that replace a cost line of another."""
    for place, name in enumerate(plan.measures) if scenario.layers.supersedes else ():
        for relation in catalogue.measures[name].relations:
            if isinstance(relation, Supersedes) and relation.measure == measure and line in relation.costs:
                yield place


def _costs(plan: Plan, block: Block, places: Sequence[int]) -> Iterator[tuple[int, Array, Array]]:
    """Yield year, weights of the municipalities and amount, shape (1, draws), of some costs."""
    for place in places:
        cost, amount = plan.costs[place], block.amounts[:, plan.layout.amount_of_cost[place]]
        for year, part in enumerate(cost.profile):
            if part:
                yield year, cost.weights[:, year], (amount[year if len(amount) > 1 else 0] * part)[None]


def _decided(
    question: Question, catalogue: Catalogue, scenario: Scenario, dice: MakeSampler, line: _Line
) -> Table:
    """Give a line of which it depends on several measures how much is spent."""
    plan = question.plan
    players = [place for place in line.deciding if place in question.numbers]
    always = [place for place in line.deciding if place not in question.numbers]
    on = members(len(players))
    names = {plan.measures[place] for place in line.owners}
    parts: list[tuple[int, Array, Array]] = []
    for subset in range(on.shape[1]):
        chosen = [*always, *(place for place, is_in in zip(players, on[:, subset], strict=True) if is_in)]
        if not any(place in line.owners for place in chosen):
            continue
        setting = {plan.measures[place]: scenario.measures[plan.measures[place]] for place in chosen}
        own = compile_plan(catalogue, scenario.model_copy(update={"measures": setting}))
        places = [at for at, cost in enumerate(own.costs) if _same(cost, line, names, own)]
        values = dice(own).block(own.quantities, 0, question.block.count)
        block = Block(own, values, question.block.count, question.block.dtype)
        for year, weights, amount in _costs(own, block, places):
            rows = np.zeros((on.shape[1], question.block.count), question.block.dtype)
            rows[subset] = -amount[0]
            parts.append((year, weights, rows))
    return question.table(players, iter(parts))


def _same(cost: CostTerm, line: _Line, names: set[str], plan: Plan) -> bool:
    """Say whether a cost of a smaller plan is (a part of) a line of the whole."""
    borne_by = {plan.measures[place] for place in cost.measures}
    return (cost.name, cost.pool) == (line.name, line.pool) and borne_by <= names
