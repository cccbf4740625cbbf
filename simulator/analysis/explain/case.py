"""The case that is explained: one measure in one year of one run, every quantity at its stated value."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from simulator.analysis.explain.explanation import Citation, Term, WorkedFormula
from simulator.analysis.run import Run
from simulator.domain.measure import Measure
from simulator.domain.scenario import MeasureSetting
from simulator.domain.source import Source
from simulator.engine.axes import Array
from simulator.engine.block import Block
from simulator.engine.compile import reading_of
from simulator.engine.region import Region
from simulator.engine.result import view_mask
from simulator.engine.sampling import MostLikelySampler
from simulator.engine.terms import Amount
from simulator.errors import ScenarioError
from simulator.suggestion import did_you_mean, one_of

PER_YEAR = "EUR/year"


class Case:
    """One measure and year of a run, and what all parts of the explanation look up.

    Parameters
    ----------
    run : Run
        The run; its most likely case is used.
    measure : str
        Id of a measure that is on.
    year : int
        A year of the programme.

    Raises
    ------
    ScenarioError
        If the programme does not have the measure or the year, or the measure is off.
    """

    def __init__(self, run: Run, measure: str, year: int) -> None:
        self.run = run
        self.plan = run.plan
        self.programme = run.catalogue.programme
        self.scenario = run.scenario
        self.measure = _measure(run, measure)
        self.year = year
        self.at = _place(run, year)
        self.index = run.plan.measures.index(measure)
        self.reading = reading_of(self.measure, run.scenario)
        self.region = Region(self.programme, run.scenario)

    @property
    def setting(self) -> MeasureSetting:
        """How the measure takes part."""
        return self.scenario.measures[self.measure.id]

    @cached_property
    def values(self) -> list[float]:
        """Stated value of every quantity of the plan."""
        return [quantity.most_likely for quantity in self.plan.quantities]

    @cached_property
    def block(self) -> Block:
        """The most likely case as one block of one draw."""
        return Block(self.plan, self.values, 1, MostLikelySampler.dtype)

    def here(self, weights: Array) -> float:
        """Part of a regional amount that falls to the view in the year, prices included.

        Parameters
        ----------
        weights : ndarray, shape (municipalities, years)
            As a plan holds them.
        """
        return float((view_mask(self.plan, self.run.view) @ weights)[self.at])

    @property
    def prices(self) -> float:
        """Prices of the year against those of the programme's price level; 1 in constant prices."""
        return float(self.region.prices[self.at])

    def cite(self, source: Source) -> Citation:
        """Join a source with its document."""
        return Citation(source, self.run.catalogue.documents[source.document])

    def work(self, amount: Amount) -> WorkedFormula:
        """Fill in the numbers of the year in a formula."""
        terms = {
            name: Term(self.values[place], self.unit(name)) for name, place in sorted(amount.drivers.items())
        } | {
            key: Term(float(self.run.most_likely.means.baselines[place, self.at]), PER_YEAR)
            for key, place in sorted(amount.services.items())
        }
        outcome = amount.formula.evaluate({key: term.value for key, term in terms.items()})
        return WorkedFormula(amount.formula, terms, float(np.asarray(outcome)))

    def unit(self, driver: str) -> str:
        """Unit of a driver of the measure, or else of a shared one."""
        own = self.measure.drivers.get(driver)
        return own.unit if own else self.programme.drivers[driver].unit


def _measure(run: Run, name: str) -> Measure:
    if name in run.plan.measures:
        return run.catalogue.measures[name]
    known = run.plan.measures
    if name in run.catalogue.measures:
        raise ScenarioError(
            f"measure '{name}' is off in scenario '{run.scenario.id}', so it has no number there. "
            f"Expected {one_of(known)}. Put it on in the scenario, or choose another"
        )
    raise ScenarioError(
        f"found measure '{name}', which programme '{run.catalogue.programme.id}' does not have; "
        f"expected {one_of(known)}. " + did_you_mean(name, known, "Choose one of these.")
    )


def _place(run: Run, year: int) -> int:
    if year not in run.plan.years:
        first, last = run.plan.years[0], run.plan.years[-1]
        raise ScenarioError(f"found year {year}; expected a year from {first} to {last}. Choose one of these")
    return run.plan.years.index(year)
