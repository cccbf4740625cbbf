"""Budget lines: what each measure changes in spending and income, split until every line has one place.

Signs inside: `expenditure` is more spending, `income` is more income, both in EUR a year; a saving is
negative expenditure and an own contribution of residents positive income. What it costs the budget is
``expenditure - income``. `simulator.export.conventions` turns this into what a reader is used to.

Damped savings are divided over the measures by their fair share (Shapley value), for each service and kind
of effect apart, so that lines add up to the damped total. In a mean over draws the shares of the most
likely case are used as key, and lines add up to within a euro, as draws are kept in single precision.
Measures that share a cost bear it in equal parts.

An effect may be net of what is spent on another service in its place (`booked` in its file). Its line is then
the whole fall in spending, and a line of the kind "booked" the spending in its place: together they are the
fair share.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd

from simulator.analysis.budget.options import PERCENTILES, BudgetOptions, check_options
from simulator.analysis.budget.shares import Shares, effect_spec
from simulator.analysis.run import Run
from simulator.domain.measure import Effect
from simulator.engine.axes import Array
from simulator.engine.project import most_likely
from simulator.engine.result import Projection, view_mask
from simulator.engine.terms import EffectTerm, Slot
from simulator.errors import ScenarioError

Kind = Literal["lower_spending", "booked", "execution", "own_contribution", "cost", "spill_over"]
"""What a line is: one of the kinds of effect, what is spent on another service in place of a saving, a cost,
or a saving that comes back as cost elsewhere."""

EFFECT_KINDS: tuple[Kind, ...] = ("lower_spending", "execution", "own_contribution")

COLUMNS = (
    "year",
    "measure",
    "kind",
    "name",
    "service",
    "funder",
    "nature",
    "expenditure",
    "income",
)
"""Columns of budget lines. `name` is that of a cost or effect, empty where a line stands for several effects;
`service` is empty for costs of carrying a measure out, `funder` for effects."""


@dataclass(frozen=True)
class Part:
    """One line in all years.

    Attributes
    ----------
    measure : int
        Place of the measure in the plan.
    kind : Kind
        What it is.
    name : str
        Name of the cost, or of the effect that leaks or is replaced; empty for savings.
    service : str
        Name of the service; empty for costs.
    funder : str
        Who pays; empty for effects.
    nature : str
        "structural" or "incidental".
    amount : ndarray, shape (years,)
        A saving or own contribution when the kind is an effect, else a cost; positive, in EUR a year.
    term : int
        Place in the plan of what the name is of; -1 for savings.
    instead_of : str
        Service whose spending falls by as much, of what is spent in its place; else empty.
    """

    measure: int
    kind: Kind
    name: str
    service: str
    funder: str
    nature: str
    amount: Array
    term: int = -1
    instead_of: str = ""

    def with_booked(self, booked: Sequence[Part]) -> Part:
        """Add what is spent in its place to a saving, so that it is the whole fall in spending."""
        if self.kind != "lower_spending":
            return self
        own = (self.measure, self.service, self.nature)
        moved = [part.amount for part in booked if (part.measure, part.instead_of, part.nature) == own]
        return replace(self, amount=self.amount + sum(moved)) if moved else self


def budget_lines(run: Run, options: BudgetOptions | None = None) -> pd.DataFrame:
    """Lines of a run per year.

    Parameters
    ----------
    run : Run
        A run that fits the options.
    options : BudgetOptions, optional
        Only the statistic matters here: most_likely or mean.

    Returns
    -------
    DataFrame
        Columns as in `COLUMNS`, amounts in EUR a year. Lines that are zero in every year are left out.

    Raises
    ------
    ScenarioError
        If the options do not fit the run, or ask for a percentile: those exist for totals alone.
    """
    options = options or BudgetOptions()
    check_options(run, options)
    if options.statistic in PERCENTILES:
        raise ScenarioError(
            f"found statistic '{options.statistic}' for lines per measure; expected most_likely or mean. "
            "Percentiles "
            "do not add up, so they exist for totals alone: see totals()"
        )
    return lines_of(run, parts(run, run.view, options.statistic == "mean"))


def lines_of(run: Run, found: Sequence[Part]) -> pd.DataFrame:
    """Parts as a table, one row for each year."""
    rows = [
        (
            year,
            run.plan.measures[part.measure],
            part.kind,
            part.name,
            part.service,
            part.funder,
            part.nature,
            *_signed(part, at),
        )
        for part in found
        for at, year in enumerate(run.plan.years)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _signed(part: Part, at: int) -> tuple[float, float]:
    """More spending and more income."""
    amount = float(part.amount[at])
    if part.kind == "own_contribution":
        return 0.0, amount
    return (-amount if part.kind in EFFECT_KINDS else amount), 0.0


def parts(run: Run, view: str, mean: bool = False) -> tuple[Part, ...]:
    """All lines of a view: first the effects, then costs, then what comes back elsewhere.

    Parameters
    ----------
    run : Run
        The run.
    view : str
        "region" or a municipality; any, whatever the run itself looks at.
    mean : bool
        Means over draws instead of the most likely case.

    Returns
    -------
    tuple of Part
        By kind, measure and service. They add up to the damped saving and the cost of the view.
    """
    return run.once(("parts", view, mean), lambda: _parts(run, view, mean))


def _parts(run: Run, view: str, mean: bool) -> tuple[Part, ...]:
    outcome = run.simulated if mean and run.simulated else run.most_likely
    divider = Divider(run, view, outcome)
    booked = list(divider.booked())
    effects = [part.with_booked(booked) for part in divider.effects()]
    found = [*effects, *booked, *divider.costs(), *divider.spills()]
    return tuple(part for part in found if np.any(part.amount != 0.0))


class Divider:
    """Divides the outcome of a run in one view over lines.

    Parameters
    ----------
    run : Run
        The run.
    view : str
        "region" or a municipality.
    outcome : Projection
        The most likely case, or means over draws.
    """

    def __init__(self, run: Run, view: str, outcome: Projection) -> None:
        self._run, self._plan, self._outcome = run, run.plan, outcome
        self._mask = view_mask(run.plan, view)
        self._shares = Shares(run, view, outcome)

    def effects(self) -> Iterator[Part]:
        """Damped savings and own contributions by fair share, net of what is spent in their place."""
        for kind in EFFECT_KINDS:
            for service, chosen in self._games(kind):
                shares = self._shares.of(kind, chosen)
                for measure in range(len(self._plan.measures)):
                    for nature, part in self._natures(measure, chosen).items():
                        amount = shares.due[measure] * part
                        yield Part(measure, kind, "", service, "", nature, amount)

    def booked(self) -> Iterator[Part]:
        """What is spent on other services in place of savings: with the measure whose effect it is."""
        for service, chosen in self._games("lower_spending"):
            for found in self._shares.of("lower_spending", chosen).booked:
                effect, to_service = self._plan.effects[found.effect], self._plan.services[found.to_service]
                yield Part(
                    measure=self._slot(effect).measure,
                    kind="booked",
                    name=effect.name,
                    service=to_service.name,
                    funder="",
                    nature=self._effect(effect).nature,
                    amount=found.amount,
                    term=found.effect,
                    instead_of=service,
                )

    def _games(self, kind: Kind) -> Iterator[tuple[str, tuple[EffectTerm, ...]]]:
        """Services, each with the effects of one kind on it."""
        for place, service in enumerate(self._plan.services):
            chosen = tuple(
                e
                for e in self._plan.effects
                if self._slot(e).service == place and effect_spec(self._run, e).kind == kind
            )
            if chosen:
                yield service.name, chosen

    def _natures(self, measure: int, chosen: Sequence[EffectTerm]) -> dict[str, float]:
        """Part of a measure's share that recurs and that does not, by the stated size of its effects."""
        own = [e for e in chosen if self._slot(e).measure == measure]
        natures = {self._effect(e).nature for e in own} or {"structural"}
        if len(natures) == 1:
            return {natures.pop(): 1.0}
        sizes = dict.fromkeys(sorted(natures), 0.0)
        for effect in own:
            sizes[self._effect(effect).nature] += self._size(effect)
        total = sum(sizes.values())
        return {nature: size / total if total else 1.0 / len(sizes) for nature, size in sizes.items()}

    def _size(self, effect: EffectTerm) -> float:
        """Saving of an effect over all years, as the most likely case of a plan with that effect alone."""
        outcome = most_likely(self._shares.plan_with([effect]))
        return float(abs(outcome.totals["region"].gross).sum())

    def costs(self) -> Iterator[Part]:
        """Costs, those that are shared in equal parts."""
        for place, (term, mean) in enumerate(zip(self._plan.costs, self._outcome.means.costs, strict=True)):
            amount = mean * (self._mask @ term.weights) / len(term.measures)
            for measure in term.measures:
                yield Part(measure, "cost", term.name, "", term.funded_by, term.nature, amount, place)

    def spills(self) -> Iterator[Part]:
        """What comes back as cost on another service, divided by the stated shares where it is on several."""
        values = [quantity.most_likely for quantity in self._plan.quantities]
        for place, effect in enumerate(self._plan.effects):
            amount = self._mask @ self._outcome.means.spills[place]
            total = sum(values[spill.share] for spill in effect.spills)
            for spill in effect.spills:
                part = amount * (values[spill.share] / total if total else 0.0)
                service = self._plan.services[spill.to_service].name
                nature = self._effect(effect).nature
                measure = self._slot(effect).measure
                yield Part(measure, "spill_over", effect.name, service, "", nature, part, place)

    def _slot(self, effect: EffectTerm) -> Slot:
        return self._plan.slots[effect.slot]

    def _effect(self, effect: EffectTerm) -> Effect:
        return effect_spec(self._run, effect)
