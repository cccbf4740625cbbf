"""All packages that can be made of some measures: what each saves, and its chance of making the task.

Every package is worked out on the same draws, under the engine's own mathematics: what a table of this
search says of a package is what a run of that package with so many draws says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from simulator.analysis.portfolio.candidates import Candidates
from simulator.analysis.portfolio.chances import chances
from simulator.analysis.portfolio.coalitions import Table, within
from simulator.analysis.portfolio.savings import Question, check_size, saving_table
from simulator.analysis.portfolio.spending import spending_tables
from simulator.analysis.run import target_of
from simulator.analysis.summary import known_savings
from simulator.domain.catalogue import Catalogue
from simulator.domain.scenario import MeasureSetting, Scenario
from simulator.engine.axes import Array
from simulator.engine.block import Block
from simulator.engine.compile import compile_plan
from simulator.engine.plan import Plan
from simulator.engine.result import REGION, view_mask
from simulator.engine.sampling import RankSampler
from simulator.errors import ScenarioError

SUMS = 1 << 28
"""Sums of a package and a draw that a search makes: about a second of work."""

FEWEST_DRAWS, MOST_DRAWS = 1024, 8192
"""Draws of a search: at least so many that a chance is known to 1.6 points (one standard error, at most)."""


@dataclass(frozen=True)
class Packages:
    """Every package of the measures to choose from.

    Package ``i`` has measure ``k`` of the candidates when bit ``k`` of ``i`` is set, and always those that
    are in every package.

    Attributes
    ----------
    candidates : Candidates
        The measures, and what a package of them asks of staff and residents.
    year : int
        The year of the task.
    target : float or None
        The savings task in that year, in EUR; None when there is none.
    owner : str
        Whose task it is: "region", or a municipality.
    draws : int
        Number of draws.
    years : tuple of int
        Years of the programme.
    net : ndarray, shape (packages, years)
        Mean net saving for the view of the scenario, in EUR a year.
    chance : ndarray, shape (packages,)
        Part of the draws in which the task is made; not a number when there is none, and for a package of
        which nobody knows what it saves for the owner.
    """

    candidates: Candidates
    year: int
    target: float | None
    owner: str
    draws: int
    years: tuple[int, ...]
    net: Array
    chance: Array

    @property
    def count(self) -> int:
        """Number of packages."""
        return len(self.chance)

    @property
    def net_in_year(self) -> Array:
        """Mean net saving in the year of the task, shape (packages,)."""
        return np.asarray(self.net[:, self.years.index(self.year)])

    def error(self, chance: float) -> float:
        """Standard error of a chance: at most so much, as the draws are spread more evenly than by luck."""
        return float(np.sqrt(chance * (1.0 - chance) / self.draws))


def draws_for(measures: int) -> int:
    """Number of draws with which a search takes about a second.

    >>> draws_for(16), draws_for(18), draws_for(3)
    (4096, 1024, 8192)
    """
    return int(np.clip(SUMS >> measures, FEWEST_DRAWS, MOST_DRAWS))


@dataclass(frozen=True)
class Step:
    """How far a search is; the last step has the packages."""

    done: int
    to_do: int
    packages: Packages | None = None


def search(
    catalogue: Catalogue,
    scenario: Scenario,
    candidates: Candidates,
    year: int | None = None,
    draws: int | None = None,
    dtype: type[np.floating[Any]] = np.float32,
) -> Iterator[Step]:
    """Work all packages out, step by step: whoever stops asking for steps cancels the search.

    Parameters
    ----------
    catalogue : Catalogue
        The programme with its measures.
    scenario : Scenario
        Assumptions, settings of the measures, seed. Which of them it has on does not matter.
    candidates : Candidates
        The measures to choose from.
    year : int, optional
        Year of the task; left out: the last year that has one, else the last year.
    draws : int, optional
        Number of draws; left out: as many as fit in about a second.
    dtype : type
        Precision of the draws; float64 shows what rounding does.

    Yields
    ------
    Step

    Raises
    ------
    ScenarioError
        If the year is none of the programme, or too many measures work on one service.
    """
    asked = _Asked(catalogue, scenario, candidates, year, draws, dtype)
    question = asked.question()
    check_size(question)
    total = 1 << len(candidates.measures)
    done = 0
    yield Step(done, total)
    tables = asked.tables(question)
    everyone = tuple(range(len(candidates.measures)))
    chance = np.full(total, np.nan)
    if asked.amount is not None:
        for numbers, reached in chances(tables, len(everyone), asked.amount):
            chance[numbers] = reached
            done += len(numbers)
            yield Step(done, total)
    told = known_savings(question.plan, asked.owner)
    chance[candidates.without(told.amounts) & ~candidates.without(told.unknown)] = np.nan
    net = np.zeros((total, len(question.plan.years)))
    for table in tables:
        net += table.means[within(table.players, everyone)]
    yield Step(total, total, asked.packages(question, net, chance))


def searched(
    catalogue: Catalogue,
    scenario: Scenario,
    candidates: Candidates,
    year: int | None = None,
    draws: int | None = None,
) -> Packages:
    """Work all packages out at once; see `search`."""
    *_, last = search(catalogue, scenario, candidates, year, draws)
    assert last.packages is not None  # that is the last step
    return last.packages


def parts(
    catalogue: Catalogue,
    scenario: Scenario,
    candidates: Candidates,
    year: int | None = None,
    draws: int | None = None,
) -> tuple[list[Table], float | None]:
    """Give the parts that packages are added up from, and the savings task in EUR; see `search`."""
    asked = _Asked(catalogue, scenario, candidates, year, draws)
    return asked.tables(asked.question()), asked.amount


def with_measures(scenario: Scenario, names: Sequence[str], catalogue: Catalogue) -> Scenario:
    """Give the scenario with these measures on and no others, each as the scenario has it set."""
    order = list(catalogue.measures)
    settings = {
        name: scenario.measures.get(name, MeasureSetting()).model_copy(update={"on": True})
        for name in sorted(names, key=order.index)
    }
    return scenario.model_copy(update={"measures": settings})


def _year(catalogue: Catalogue, year: int | None, amounts: dict[int, float]) -> int:
    years = catalogue.programme.years
    if year is None:
        return max(amounts, default=years[-1])
    if year not in years:
        raise ScenarioError(f"found year {year}; expected one of {', '.join(map(str, years))}")
    return year


@dataclass(frozen=True)
class _Dice:
    """Dice of a seed, thrown from the start for each plan."""

    seed: int
    dtype: type[np.floating[Any]]

    def __call__(self, plan: Plan) -> RankSampler:
        return RankSampler(self.seed, plan.names, self.dtype)


class _Asked:
    """What a search is about: its arguments, with what they leave open filled in."""

    def __init__(
        self,
        catalogue: Catalogue,
        scenario: Scenario,
        candidates: Candidates,
        year: int | None,
        draws: int | None,
        dtype: type[np.floating[Any]] = np.float32,
    ) -> None:
        target = target_of(catalogue, scenario)
        self._catalogue, self._candidates = catalogue, candidates
        self._whole = with_measures(scenario, (*candidates.always, *candidates.measures), catalogue)
        self._dice = _Dice(self._whole.seed, dtype)
        self._draws = draws or draws_for(len(candidates.measures))
        self._year = _year(catalogue, year, target.amounts if target else {})
        self.owner = target.municipality if target else scenario.municipality or REGION
        self.amount = target.amounts.get(self._year) if target else None

    def question(self) -> Question:
        """What is asked of each part."""
        plan, dice = compile_plan(self._catalogue, self._whole), self._dice
        values = dice(plan).block(plan.quantities, 0, self._draws)
        places = {name: place for place, name in enumerate(plan.measures)}
        return Question(
            plan=plan,
            block=Block(plan, values, self._draws, dice.dtype),
            values=values,
            numbers={places[name]: number for number, name in enumerate(self._candidates.measures)},
            year=plan.years.index(self._year),
            owner=view_mask(plan, self.owner),
            shown=view_mask(plan, self._whole.municipality or REGION),
        )

    def tables(self, question: Question) -> list[Table]:
        """All parts of the net saving: what is saved on each service, and what is spent."""
        services = range(len(question.plan.services))
        saved = [table for service in services if (table := saving_table(question, service)) is not None]
        return [*saved, *spending_tables(question, self._catalogue, self._whole, self._dice)]

    def packages(self, question: Question, net: Array, chance: Array) -> Packages:
        """What was found."""
        years = question.plan.years
        return Packages(
            self._candidates, self._year, self.amount, self.owner, self._draws, years, net, chance
        )
