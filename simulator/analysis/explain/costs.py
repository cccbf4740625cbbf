"""The costs of the explained measure, line by line, shared ones in its own part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import numpy as np

from simulator.analysis.explain.case import Case
from simulator.analysis.explain.explanation import CostExplained, Factor
from simulator.domain.measure import CostLine
from simulator.domain.relation import Supersedes
from simulator.engine.compile_costs import shifted_profile
from simulator.engine.terms import CostTerm

Reason = Literal["reading", "pool_booked_elsewhere", "pool_unpaid"]


def explain_costs(case: Case) -> tuple[CostExplained, ...]:
    """Explain every cost line of the measure, those that book nothing included."""
    return tuple(_line(case, name, line) for name, line in case.measure.costs.items())


def own_costs(case: Case) -> Iterator[tuple[int, CostTerm]]:
    """The costs of the plan that the measure bears, alone or with others, each with its place."""
    for place, term in enumerate(case.plan.costs):
        if case.index in term.measures:
            yield place, term


def _line(case: Case, name: str, line: CostLine) -> CostExplained:
    pool = case.programme.cost_pools[line.pool] if line.pool else None
    profile = pool.profile if pool else line.profile
    reason = _why_left_out(case, line)
    place, term = (None, None) if reason else _term(case, name, line)
    return CostExplained(
        name=name,
        line=line,
        pool=pool,
        citation=case.cite(line.source),
        funded_by=case.programme.funders[line.funded_by],
        not_counted=reason,
        stated_share=float(profile[case.at]) if profile else 0.0,
        amount=case.work(term.amount) if term else None,
        factors=tuple(_factors(case, name, line, term)) if term else (),
        shared_with=tuple(case.plan.measures[i] for i in term.measures if i != case.index) if term else (),
        cost=_cost(case, place, term) if term and place is not None else 0.0,
    )


def _why_left_out(case: Case, line: CostLine) -> Reason | None:
    if line.readings and case.reading not in line.readings:
        return "reading"
    if line.pool is None or line.booked_in_source:
        return None
    paid = any(term.pool == line.pool for term in case.plan.costs)
    return "pool_booked_elsewhere" if paid else "pool_unpaid"


def _term(case: Case, name: str, line: CostLine) -> tuple[int, CostTerm]:
    return next(
        (place, term)
        for place, term in own_costs(case)
        if term.pool == line.pool and (line.pool or term.name == name)
    )


def _cost(case: Case, place: int, term: CostTerm) -> float:
    amount = case.run.most_likely.means.costs[place, case.at]
    return float(amount) * case.here(term.weights) / len(term.measures)


def _factors(case: Case, name: str, line: CostLine, term: CostTerm) -> Iterator[Factor]:
    if line.profile is None:
        yield Factor("profile", float(term.profile[case.at]))
    else:
        yield from _own_profile(case, name, line, float(term.profile[case.at]))
    if len(term.measures) > 1:
        others = tuple(case.plan.measures[i] for i in term.measures if i != case.index)
        yield Factor("pool", 1.0 / len(term.measures), by=others)
    place = case.here(term.weights) / case.prices
    # Shares of towns add up to 1 but for the last digits.
    if not np.isclose(place, 1.0, rtol=1e-12):
        yield Factor("place", place)
    if case.prices != 1.0:
        yield Factor("prices", case.prices)


def _own_profile(case: Case, name: str, line: CostLine, counted: float) -> Iterator[Factor]:
    """Take the part of a cost in the year apart: when it is made, how much of it, and what lapses."""
    share = float(shifted_profile(line.profile or (), line.nature, case.setting.shift_months)[case.at])
    yield Factor("profile", share)
    if case.setting.scales_costs and case.setting.intensity != 1.0:
        share *= case.setting.intensity
        yield Factor("intensity", case.setting.intensity)
    if share and not np.isclose(counted, share, rtol=1e-12, atol=0.0):
        yield Factor("lapse", counted / share, by=tuple(_replaced_by(case, name)))


def _replaced_by(case: Case, cost: str) -> Iterator[str]:
    for other in case.plan.measures:
        for relation in case.run.catalogue.measures[other].relations:
            if (
                isinstance(relation, Supersedes)
                and relation.measure == case.measure.id
                and cost in relation.costs
            ):
                yield other
