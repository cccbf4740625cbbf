"""Fair shares of savings: each kind of effect on each service is a game of its own, whose outcome is divided.

In a mean over draws the shares of the most likely case are the key, and what is spent in place of savings
keeps its proportion to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from simulator.analysis.run import Run
from simulator.domain.measure import Effect
from simulator.engine.axes import Array
from simulator.engine.booked import Booked, booked
from simulator.engine.compile import compile_plan
from simulator.engine.credit import credit
from simulator.engine.plan import Plan
from simulator.engine.project import most_likely
from simulator.engine.result import Projection, view_mask
from simulator.engine.terms import EffectTerm


@dataclass(frozen=True)
class Divided:
    """What one game comes to.

    Attributes
    ----------
    due : ndarray, shape (measures, years)
        What each measure is due, in EUR a year.
    booked : tuple of Booked
        What is spent on other services in place of that, by effect of the run's plan; amounts are those of
        the view, shape (years,).
    """

    due: Array
    booked: tuple[Booked, ...]


class Shares:
    """Divides what effects save over the measures.

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
        self._run, self._plan, self._view, self._outcome = run, run.plan, view, outcome
        self._mask = view_mask(run.plan, view)
        self._found: dict[tuple[str, int], Divided] = {}

    def of(self, kind: str, chosen: tuple[EffectTerm, ...]) -> Divided:
        """Divide what the effects of a kind on a service save. Games add up: Shapley values are linear."""
        key = kind, self._plan.slots[chosen[0].slot].service
        if key not in self._found:
            self._found[key] = self._divide(kind, chosen)
        return self._found[key]

    def plan_with(self, chosen: Sequence[EffectTerm]) -> Plan:
        """The scenario compiled as if the measures had these effects alone."""
        kept = frozenset((self._plan.measures[self._plan.slots[e.slot].measure], e.name) for e in chosen)
        return self._run.once(("plan_with", kept), lambda: self._compiled(kept))

    def _compiled(self, kept: frozenset[tuple[str, str]]) -> Plan:
        """The scenario compiled with some effects alone: slug of the measure and name of the effect."""
        measures = {
            slug: measure.model_copy(
                update={"effects": {n: e for n, e in measure.effects.items() if (slug, n) in kept}}
            )
            for slug, measure in self._run.catalogue.measures.items()
        }
        catalogue = self._run.catalogue.model_copy(update={"measures": measures})
        return compile_plan(catalogue, self._run.scenario)

    @cached_property
    def _booked(self) -> tuple[Booked, ...]:
        """What is spent in place of savings in the most likely case, for the view: shape (years,)."""
        return tuple(replace(f, amount=self._mask @ f.amount) for f in booked(self._run.most_likely))

    def _divide(self, kind: str, chosen: tuple[EffectTerm, ...]) -> Divided:
        due = credit(self.plan_with(chosen), self._view).shapley
        # A term holds arrays, so it is asked whether it is the same one and not whether it is equal.
        instead = [f for f in self._booked if any(self._plan.effects[f.effect] is e for e in chosen)]
        parts: list[Array] = [found.amount for found in instead]
        if self._outcome is not self._run.most_likely:
            due, parts = _scaled(due, parts, self._mean_total(kind, chosen, due))
        return Divided(due, tuple(replace(f, amount=part) for f, part in zip(instead, parts, strict=True)))

    def _mean_total(self, kind: str, chosen: Sequence[EffectTerm], shares: Array) -> Array:
        """Mean over draws of the saving that is divided, shape (years,)."""
        plan, means = self._plan, self._outcome.means
        place = plan.slots[chosen[0].slot].service
        if kind == "lower_spending":
            saved = sum(
                (mean * (self._mask @ g.weights))
                for g, mean in zip(plan.groups, means.groups, strict=True)
                if g.service == place
            )
            added = sum(
                (mean * (self._mask @ s.weights))
                for s, mean in zip(plan.slots, means.added, strict=True)
                if s.service == place and s.competes
            )
            return np.asarray(np.zeros(len(plan.years)) + saved + added)
        return self._mean_undamped(kind, chosen, shares)

    def _mean_undamped(self, kind: str, chosen: Sequence[EffectTerm], shares: Array) -> Array:
        """Mean of effects that are added outside the damping: their slots, less the other kind in them."""
        plan, total = self._plan, np.zeros(len(self._plan.years))
        for place in sorted({effect.slot for effect in chosen}):
            slot = plan.slots[place]
            both = [e for e in plan.effects if e.slot == place]
            mine = [e for e in both if effect_spec(self._run, e).kind == kind]
            part = np.ones(len(plan.years))
            if len(mine) < len(both):
                of_all, of_mine = (self._undamped(effects) for effects in (both, mine))
                part = np.divide(of_mine, of_all, out=np.zeros_like(of_all), where=of_all != 0)
            total += self._outcome.means.added[place] * (self._mask @ slot.weights) * part
        return total

    def _undamped(self, effects: Sequence[EffectTerm]) -> Array:
        outcome = most_likely(self.plan_with(effects), (self._view,))
        return np.asarray(outcome.totals[self._view].gross[:, 0])


def effect_spec(run: Run, effect: EffectTerm) -> Effect:
    """The effect in the catalogue that a term of the plan was made from."""
    measure = run.plan.measures[run.plan.slots[effect.slot].measure]
    return run.catalogue.measures[measure].effects[effect.name]


def _scaled(shares: Array, parts: Sequence[Array], total: Array) -> tuple[Array, list[Array]]:
    """Shares that add up to another total, shape (measures, years), and what goes along, shape (years,).

    In a year in which the most likely case has nothing to divide, say because of a delay, its shares over all
    years are the key; without those, equal parts, and what goes along stays as it is.
    """
    here = shares.sum(axis=0) != 0.0
    key = np.where(here, shares, _over_years(shares))
    there = key.sum(axis=0) != 0.0
    key = np.where(there, key, 1.0)
    whole = key.sum(axis=0)
    along = [np.where(there, np.where(here, p, _over_years(p)) / whole * total, p) for p in parts]
    return np.asarray(key / whole * total), along


def _over_years(amounts: Array) -> Array:
    """The sum over all years, in every year."""
    return np.repeat(amounts.sum(axis=-1, keepdims=True), amounts.shape[-1], axis=-1)
