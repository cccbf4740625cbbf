"""Which combinations of drivers lead to missing the savings task, as rules that people can read.

Where the task is missed more often than not, the rules tell the other way round: what must come together for
it to be made. A rule about what nearly always happens would say nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from simulator.analysis.robustness.prim import Happens, Limit, find_box, fit, within
from simulator.analysis.run import target_of
from simulator.analysis.sensitivity.bins import cells_of_draws
from simulator.analysis.sensitivity.names import Named, named
from simulator.analysis.summary import savings_known
from simulator.domain.catalogue import Catalogue
from simulator.domain.scenario import Scenario
from simulator.engine.axes import Array
from simulator.engine.compile import compile_plan
from simulator.engine.design import FACTOR, counting, sources
from simulator.engine.distributions import normal_of_cells
from simulator.engine.net import net_draws
from simulator.engine.plan import Plan
from simulator.engine.sampling import RankSampler
from simulator.engine.statistics import reaches
from simulator.errors import ScenarioError

DRAWS = 10_000
"""Draws in which rules are sought; as many others tell how well they hold."""

MOST_RULES = 3
"""Rules at most."""

LEAST_COVERED = 0.1
"""A rule must tell at least this part of the cases, or it is not worth telling."""

LEAST_LIFT = 1.5
"""Where a rule holds, it must happen this many times as often as in all draws."""

FEWEST = 0.02
"""With a smaller part of draws that miss, or that do not, there is too little to learn from."""


@dataclass(frozen=True)
class Condition:
    """One end of a rule: a driver is at least, or at most, some value."""

    driver: Named
    above: bool
    """True: at least `value`; False: at most."""
    value: float
    """In the unit of the driver."""
    middle: float
    """Median of the driver, to read the value against."""
    width: float
    """P10 to P90 of the driver: how far the value may be rounded."""
    part: float
    """Part of all draws in which this end holds: says more than the value where the driver has no unit."""


@dataclass(frozen=True)
class Rule:
    """A combination that leads to missing (or making) the task; figures on draws that it was not made on.

    Attributes
    ----------
    conditions : tuple of Condition
        All hold together; the one that matters most first.
    mass : float
        Part of all draws in which they hold.
    density : float
        Part of these in which the task is missed (made).
    coverage : float
        Part of all misses (all draws that make it) that the rule tells.
    """

    conditions: tuple[Condition, ...]
    mass: float
    density: float
    coverage: float


@dataclass(frozen=True)
class Discovery:
    """What leads to missing the task, or to making it.

    Attributes
    ----------
    year : int
        Year of the task.
    target : float
        The task, in EUR.
    owner : str
        Whose it is.
    missed : float
        Part of all draws in which it is missed.
    about_missing : bool
        True when the rules tell when it is missed; False when they tell when it is made, which is rarer.
    rules : tuple of Rule
        The one that tells most first; empty when the task is nearly always, or nearly never, missed, or when
        no few drivers decide it.
    told : float
        Part of the cases that the rules tell together.
    draws : int
        Draws that the rules were made on; as many others were used for how well they hold.
    """

    year: int
    target: float
    owner: str
    missed: float
    about_missing: bool
    rules: tuple[Rule, ...]
    told: float
    draws: int

    @property
    def can_tell(self) -> bool:
        """Whether there are enough draws that miss, and enough that do not, to learn from."""
        return FEWEST <= self.missed <= 1.0 - FEWEST


def discover(
    catalogue: Catalogue, scenario: Scenario, year: int | None = None, draws: int = DRAWS
) -> Discovery | None:
    """Find the combinations of drivers that lead to missing the savings task.

    Parameters
    ----------
    catalogue : Catalogue
        The programme with its measures.
    scenario : Scenario
        The package and the future.
    year : int, optional
        Year of the task; left out: the last that has one.
    draws : int
        Draws in which rules are sought.

    Returns
    -------
    Discovery or None
        None when there is no savings task, and where nobody knows what its owner saves.

    Raises
    ------
    ScenarioError
        If the year has no task.
    """
    target = target_of(catalogue, scenario)
    if target is None or not target.amounts:
        return None
    when = max(target.amounts) if year is None else year
    if when not in target.amounts:
        raise ScenarioError(f"found year {year}; expected one of {', '.join(map(str, target.amounts))}")
    plan = compile_plan(catalogue, scenario)
    if not savings_known(plan, target.municipality):
        return None
    sampler, owner = RankSampler(scenario.seed, plan.names), target.municipality
    net = net_draws(plan, sampler, 2 * draws, (owner,))[owner]
    missed = ~reaches(net[plan.years.index(when)], target.amounts[when])
    about_missing = bool(missed.mean() <= 0.5)  # noqa: PLR2004 - the rarer of the two
    happens = missed if about_missing else ~missed
    drivers, x = _drawn(catalogue, plan, scenario.seed, 2 * draws)
    limits = _rules(x[:draws], happens[:draws]) if happens.mean() >= FEWEST and drivers else []
    told = np.zeros(draws, bool)
    rules = []
    for one in limits:
        inside = within(one, x[draws:])
        told |= inside
        held = fit(inside, happens[draws:])
        rules.append(Rule(_conditions(one, drivers, x), held.mass, held.density, held.coverage))
    return Discovery(
        year=when,
        target=target.amounts[when],
        owner=target.municipality,
        missed=float(missed.mean()),
        about_missing=about_missing,
        rules=tuple(rules),
        told=fit(told, happens[draws:]).coverage,
        draws=draws,
    )


def _drawn(catalogue: Catalogue, plan: Plan, seed: int, draws: int) -> tuple[list[Named], Array]:
    """Give the uncertain drivers that count in a plan and their draws, shape (draws, drivers).

    Common factors among them, in standard deviations: what makes many drivers disappoint together often
    tells more than any of these.
    """
    quantities = [quantity for quantity in counting(plan) if not quantity.is_fixed]
    factors = [name for name in sources(plan) if name.startswith(FACTOR)]
    columns = [
        *RankSampler(seed, plan.names).block(quantities, 0, draws),
        *(normal_of_cells()[cells_of_draws(plan, seed, name, draws)] for name in factors),
    ]
    drivers = [named(catalogue, name) for name in (*(quantity.name for quantity in quantities), *factors)]
    if not columns:
        return drivers, np.empty((draws, 0), np.float32)
    return drivers, np.stack([np.broadcast_to(column, draws) for column in columns], axis=1, dtype=np.float32)


def _rules(x: Array, happens: Happens) -> list[tuple[Limit, ...]]:
    """Find boxes one after the other, each among the draws that lie in none of those before."""
    found: list[tuple[Limit, ...]] = []
    left = np.ones(len(x), bool)
    while len(found) < MOST_RULES and happens[left].any():
        limits = find_box(x[left], happens[left])
        inside = left & within(limits, x)
        told = fit(inside, happens)
        if not limits or told.coverage < LEAST_COVERED or told.density < LEAST_LIFT * happens.mean():
            break
        found.append(limits)
        left &= ~inside
    return found


def _conditions(limits: tuple[Limit, ...], drivers: list[Named], x: Array) -> tuple[Condition, ...]:
    low, middle, high = np.quantile(x[:, [limit.column for limit in limits]], (0.1, 0.5, 0.9), axis=0)
    return tuple(
        Condition(
            driver=drivers[limit.column],
            above=limit.above,
            value=limit.value,
            middle=float(middle[at]),
            width=float(high[at] - low[at]),
            part=float(limit.holds(x).mean()),
        )
        for at, limit in enumerate(limits)
    )


def rules_table(found: Discovery) -> pd.DataFrame:
    """Write rules as a table, a row for each condition.

    Returns
    -------
    DataFrame
        Columns rule (from 1), driver, measure, end ("at least" or "at most"), value, median, unit, mass,
        density, coverage.
    """
    rows = [
        {
            "rule": number,
            "driver": condition.driver.name,
            "measure": condition.driver.measure,
            "end": "at least" if condition.above else "at most",
            "value": condition.value,
            "median": condition.middle,
            "unit": condition.driver.unit,
            "mass": rule.mass,
            "density": rule.density,
            "coverage": rule.coverage,
        }
        for number, rule in enumerate(found.rules, start=1)
        for condition in rule.conditions
    ]
    columns = ["rule", "driver", "measure", "end", "value", "median", "unit", "mass", "density", "coverage"]
    return pd.DataFrame(rows, columns=columns)
