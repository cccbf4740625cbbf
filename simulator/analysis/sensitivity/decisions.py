"""The decisions at hand: keep or drop a measure, and count on the savings task being met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from simulator.analysis.run import Run
from simulator.analysis.sensitivity.question import Question
from simulator.domain.catalogue import Catalogue
from simulator.domain.relation import Requires
from simulator.domain.scenario import Scenario
from simulator.engine.axes import Array
from simulator.engine.compile import compile_plan
from simulator.engine.plan import Plan

Kind = Literal["keep", "task"]
"""keep: does the package save more with the measure than without? task: does it meet the savings task?"""


@dataclass(frozen=True)
class Decision:
    """A question that is answered with yes when something is worth more than nothing.

    Attributes
    ----------
    kind : {"keep", "task"}
        What is asked.
    measure : str or None
        The measure that can be dropped.
    along : tuple of str
        Measures that go with it, because they require it.
    view : str
        Whose net saving counts.
    plan : Plan
        The package.
    other : Plan or None
        The package without the measure.
    amount : float
        Without another package: what the net saving is held against, in EUR.
    whole : bool
        Whether all years count together; what a measure costs before it saves counts then, and what it saves
        after the last year does not.
    """

    kind: Kind
    measure: str | None
    along: tuple[str, ...]
    view: str
    plan: Plan
    other: Plan | None
    amount: float
    whole: bool = False

    def counted(self, net: Array, at: int) -> Array:
        """Give the net saving that the decision is about: of all years together, or of one.

        Parameters
        ----------
        net : ndarray, shape (years, draws)
            In EUR a year.
        at : int
            Place of the year.

        Returns
        -------
        ndarray, shape (draws,)
            In float64.
        """
        return np.asarray(net.sum(axis=0, dtype=np.float64) if self.whole else net[at].astype(np.float64))


def decisions(run: Run, asked: Question) -> tuple[Decision, ...]:
    """Give the decisions at hand: each measure that is on, then the savings task.

    A measure is dropped together with those that require it. What a measure is worth is what the package
    loses without it: what other measures then save more, and what they pay of costs that were shared, counts.
    """
    found = [_keep(run, measure, asked) for measure in run.plan.measures]
    if asked.owner is not None and asked.task_known:
        found.append(Decision("task", None, (), asked.owner, run.plan, None, asked.amount))
    return tuple(found)


def _keep(run: Run, measure: str, asked: Question) -> Decision:
    along = dependents(run.catalogue, run.scenario, measure)
    settings = run.scenario.measures
    off = {name: settings[name].model_copy(update={"on": False}) for name in (measure, *along)}
    other = run.scenario.model_copy(update={"measures": {**settings, **off}})
    return Decision(
        "keep", measure, along, asked.view, run.plan, compile_plan(run.catalogue, other), 0.0, asked.whole
    )


def dependents(catalogue: Catalogue, scenario: Scenario, measure: str) -> tuple[str, ...]:
    """Give the measures that are on and cannot be without a measure, directly or through others."""
    found: dict[str, None] = {}
    waiting = [measure]
    while waiting:
        needed = waiting.pop()
        for name in _requiring(catalogue, scenario, needed):
            if name != measure and name not in found:
                found[name] = None
                waiting.append(name)
    return tuple(name for name in catalogue.measures if name in found)


def _requiring(catalogue: Catalogue, scenario: Scenario, needed: str) -> Iterator[str]:
    for name in scenario.active():
        for relation in catalogue.measures[name].relations:
            if isinstance(relation, Requires) and relation.measure == needed:
                yield name
