"""All parts of an explanation together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from simulator.analysis.explain.case import Case
from simulator.analysis.explain.costs import explain_costs
from simulator.analysis.explain.damping import explain_damping
from simulator.analysis.explain.drivers import explain_drivers
from simulator.analysis.explain.effects import explain_effects, explain_spills
from simulator.analysis.explain.explanation import (
    Explanation,
    ReadingExplained,
    RelationExplained,
    UnknownExplained,
)
from simulator.analysis.run import Run
from simulator.analysis.summary import UNKNOWN_KINDS, without_amount
from simulator.domain.base import Text
from simulator.domain.relation import (
    AlreadyImplemented,
    Excludes,
    Relation,
    Requires,
    SpillsOver,
    Supersedes,
)


def explain(run: Run, measure: str, year: int) -> Explanation:
    """Explain what a measure saves and costs in a year: "why this number".

    Parameters
    ----------
    run : Run
        The run; the explanation is about its most likely case and its view.
    measure : str
        Id of a measure that is on.
    year : int
        A year of the programme.

    Returns
    -------
    Explanation
        Its gross saving, cost and credit are those of the run.

    Raises
    ------
    ScenarioError
        If the programme does not have the measure or the year, or the measure is off.
    """
    case = Case(run, measure, year)
    credit = run.credit
    nominal = run.scenario.price_level == "nominal"
    return Explanation(
        run_id=run.run_id,
        scenario=run.scenario.id,
        measure=case.measure,
        year=year,
        view=run.view,
        price_level=year if nominal else case.programme.price_level,
        reading=_reading(case),
        effects=explain_effects(case),
        costs=explain_costs(case),
        spills=explain_spills(case),
        damping=explain_damping(case),
        alone=float(credit.alone[case.index, case.at]),
        last_in=float(credit.last_in[case.index, case.at]),
        fair_share=float(credit.shapley[case.index, case.at]),
        relations=tuple(_relations(case)),
        unknown=tuple(_unknown(case)),
        without=frozenset(
            what for what in UNKNOWN_KINDS if case.measure.id in without_amount(run.plan, what, run.view)
        ),
        drivers=explain_drivers(case),
    )


def _reading(case: Case) -> ReadingExplained | None:
    if case.reading is None:
        return None
    readings = case.measure.readings
    chosen_by: Literal["measure_setting", "scenario", "default"]
    if case.setting.reading is not None:
        chosen_by = "measure_setting"
    else:
        chosen_by = "scenario" if case.scenario.reading in readings else "default"
    alternatives = {name: reading for name, reading in readings.items() if name != case.reading}
    return ReadingExplained(case.reading, readings[case.reading], chosen_by, alternatives)


def _relations(case: Case) -> Iterator[RelationExplained]:
    """Relations of this measure, and those of others with it."""
    for other in case.run.catalogue.measures.values():
        for relation in other.relations:
            if other.id == case.measure.id or getattr(relation, "measure", None) == case.measure.id:
                works = _works(case, other.id, relation)
                yield RelationExplained(other.id, relation, case.cite(relation.source), works)


def _works(case: Case, owner: str, relation: Relation) -> bool | None:
    """Say whether a relation works in the scenario: its layer is on, and the measures it takes are too."""
    layers, active = case.scenario.layers, case.plan.measures
    match relation:
        case Supersedes(measure=other):
            return layers.supersedes and owner in active and other in active
        case SpillsOver():
            return layers.spill_over
        case AlreadyImplemented():
            return layers.already_implemented
        case Requires(measure=None):
            return None
        case Requires() | Excludes():
            return owner in active
    return True


def _unknown(case: Case) -> Iterator[UnknownExplained]:
    known = {item.title.nl for item in case.measure.unknown}
    for item in case.measure.unknown:
        yield UnknownExplained(item.title, item.what, item.printed, case.cite(item.source))
    for left_out in case.plan.unknown:
        if left_out.measure == case.measure.id and left_out.title_nl not in known:
            title = Text(nl=left_out.title_nl, en=left_out.title_en)
            yield UnknownExplained(title, left_out.what, None, None)
