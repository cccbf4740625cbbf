"""What every subset of the measures on a service saves there: the engine's damping, subset by subset.

The measures of a service share its money, and measures that replace a part of another act on the same
service. Nothing else does, so a table over these measures holds all that the service adds to any package.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from simulator.analysis.portfolio.coalitions import Members, Table, members
from simulator.engine.axes import Array
from simulator.engine.block import Block, Values
from simulator.engine.damping import STEEP, Overlap
from simulator.engine.layout import Leak
from simulator.engine.plan import Plan
from simulator.engine.terms import EffectTerm, Group
from simulator.errors import ScenarioError

MOST_ON_A_SERVICE = 12
"""Measures on one service of which all subsets are worked out: 4,096 rows of draws."""

Lapsed = frozenset[int]
"""Measures that are on and replace a part of an effect."""


@dataclass(frozen=True)
class Question:
    """What a search asks of each part of a plan.

    Attributes
    ----------
    plan : Plan
        With all measures on that may be in a package.
    block : Block
        Its draws.
    values : sequence of float or ndarray
        The values that the block was made with.
    numbers : dict of int to int
        Number of each measure that is chosen from, by its place in the plan. The others are always on.
    year : int
        Place of the year of the task.
    owner, shown : ndarray, shape (municipalities,)
        Who counts for the task, and in the amounts that are shown.
    """

    plan: Plan
    block: Block
    values: Values
    numbers: dict[int, int]
    year: int
    owner: Array
    shown: Array

    def table(self, players: Sequence[int], parts: Iterator[tuple[int, Array, Array]]) -> Table:
        """Add parts up to a table.

        Parameters
        ----------
        players : sequence of int
            Places of measures in the plan.
        parts : iterator
            Place of a year, weights of the municipalities in that year, and amounts of shape
            (subsets or 1, draws or 1), those that cost below 0.
        """
        rows = 1 << len(players)
        draws = np.zeros((rows, self.block.count), self.block.dtype)
        means = np.zeros((rows, len(self.plan.years)))
        for year, weights, amounts in parts:
            means[:, year] += amounts.mean(axis=-1, dtype=np.float64) * float(self.shown @ weights)
            if year == self.year:
                draws += amounts * draws.dtype.type(self.owner @ weights)
        numbers = tuple(self.numbers[player] for player in players)
        assert numbers == tuple(sorted(numbers))  # the plan and the search have measures in one order
        return Table(numbers, draws, means)


def saving_table(question: Question, service: int) -> Table | None:
    """Work out what each subset of the measures on a service adds to the net saving.

    Damped savings, savings outside the damping, and what spills over of them.

    Parameters
    ----------
    question : Question
        What is asked.
    service : int
        Place of the service.

    Returns
    -------
    Table or None
        None when no measure works on the service.
    """
    effects = _effects(question, service)
    if not effects:
        return None
    players = _players(question, effects)
    return question.table(players, _Service(question, service, effects, players).parts())


def check_size(question: Question) -> None:
    """Refuse a question whose tables would be too large, before any is made.

    Raises
    ------
    ScenarioError
        If too many measures work on one service.
    """
    for at, service in enumerate(question.plan.services):
        if (crowd := len(_players(question, _effects(question, at)))) > MOST_ON_A_SERVICE:
            raise ScenarioError(
                f"{crowd} of the measures to choose from work on {service.name}; all packages can be worked "
                f"out for at most {MOST_ON_A_SERVICE}. Say of some of them that they must be in or out"
            )


def _effects(question: Question, service: int) -> list[EffectTerm]:
    """Effects on a service."""
    return [e for e in question.plan.effects if question.plan.slots[e.slot].service == service]


def _players(question: Question, effects: Sequence[EffectTerm]) -> list[int]:
    """Measures to choose from that decide what is saved by some effects."""
    found = {question.plan.slots[effect.slot].measure for effect in effects}
    found |= {other for effect in effects for other in effect.lapses}
    return sorted(measure for measure in found if measure in question.numbers)


@dataclass
class _Service:
    question: Question
    service: int
    effects: list[EffectTerm]
    players: list[int]
    _known: dict[tuple[object, ...], Array] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._plan, self._block = self.question.plan, self.question.block
        self._members = members(len(self.players))
        self._slots = sorted({effect.slot for effect in self.effects})

    def parts(self) -> Iterator[tuple[int, Array, Array]]:
        """Yield what adds up to the net saving on the service; see `Question.table`."""
        yield from self._undamped()
        at = range(len(self._plan.years))
        for place, group in enumerate(self._plan.groups):
            if group.service == self.service:
                leaks = [leak for leak in self._leaks() if leak.group == place]
                for year in at:
                    yield from self._group(group, year, leaks)
        for leak in self._leaks():
            if leak.group is None:
                for year in at:
                    yield year, self._slot_weights(leak)[:, year], -self._spilled(leak, year)

    # ------------------------------------------------------------- savings before damping

    def _on(self, measure: int) -> Members:
        """Whether a measure is on, by subset."""
        if measure in self.players:
            return np.asarray(self._members[self.players.index(measure)])
        return np.ones(self._members.shape[1], dtype=bool)

    def _lapsed(self, slot: int) -> list[Lapsed]:
        """Measures that replace a part of what a slot saves, by subset."""
        others = sorted({other for e in self.effects if e.slot == slot for other in e.lapses})
        on = [self._on(other) for other in others]
        return [
            frozenset(other for other, is_on in zip(others, on, strict=True) if is_on[subset])
            for subset in range(self._members.shape[1])
        ]

    def _effect(self, effect: EffectTerm, lapsed: Lapsed) -> Array:
        """Gross saving of an effect, shape (years, draws or 1)."""
        key = ("effect", effect.slot, effect.name, lapsed)
        if key not in self._known:
            saving = self._block.effect_before_lapses(effect)
            for other, part in effect.lapses.items():
                if other in lapsed:
                    saving = saving * (1.0 - self._block.reached(other, part))
            self._known[key] = saving.astype(self._block.dtype, copy=False)
        return self._known[key]

    def _slot(self, slot: int, lapsed: Lapsed) -> Array:
        """Gross saving of a slot, shape (years, draws)."""
        key = ("slot", slot, lapsed)
        if key not in self._known:
            years, count = len(self._plan.years), self._block.count
            total = np.zeros((years, count), self._block.dtype)
            for effect in self.effects:
                if effect.slot == slot:
                    total += self._effect(effect, lapsed)
            self._known[key] = total
        return self._known[key]

    def _undamped(self) -> Iterator[tuple[int, Array, Array]]:
        """Yield what is added outside the damping: own contributions and the like, and what costs money."""
        for place in self._slots:
            slot, lapsed = self._plan.slots[place], self._lapsed(place)
            on = self._on(slot.measure)
            for year in range(len(self._plan.years)):
                rows = np.zeros((len(on), self._block.count), self._block.dtype)
                for subset in np.flatnonzero(on):
                    saving = self._slot(place, lapsed[subset])[year]
                    rows[subset] = np.minimum(saving, 0.0) if slot.competes else saving
                if rows.any():
                    yield year, slot.weights[:, year], rows

    # ------------------------------------------------------------- damping

    def _group(self, group: Group, year: int, leaks: Sequence[Leak]) -> Iterator[tuple[int, Array, Array]]:
        """Yield what the measures save together in a group of municipalities in a year, and what leaks."""
        shares, at = self._shares(group, year)
        saved = self._united(np.clip(shares, 0.0, 1.0), at)
        baseline = self._block.baselines[year, self.service]
        yield year, group.weights[:, year], saved * baseline
        if leaks:
            alone = np.stack([shares[rows].sum(axis=0) for rows in at])
            # The tiny number avoids 0/0: where nothing is saved, nothing leaks.
            left = saved / (alone + saved.dtype.type(1e-30))
            felt = group.weights[:, year] > 0
            for leak in leaks:
                yield year, self._slot_weights(leak)[:, year] * felt, -self._spilled(leak, year) * left

    def _shares(self, group: Group, year: int) -> tuple[Array, list[list[int]]]:
        """Shares of the baseline, each once: shape (shares, draws); and by subset the places of its own."""
        inverse = 1.0 / self._block.baselines[year, self.service]
        places: dict[tuple[int, Lapsed], int] = {}
        shares: list[Array] = []
        at: list[list[int]] = [[] for _ in range(self._members.shape[1])]
        for slot, factor in zip(group.members, group.factors, strict=True):
            lapsed = self._lapsed(slot)
            for subset in np.flatnonzero(self._on(self._plan.slots[slot].measure)):
                key = slot, lapsed[subset]
                if key not in places:
                    places[key] = len(shares)
                    shares.append(np.maximum(self._slot(*key)[year] * self._block.dtype(factor) * inverse, 0))
                at[subset].append(places[key])
        empty = np.zeros((0, self._block.count), self._block.dtype)
        return (np.stack(shares) if shares else empty), at

    def _united(self, shares: Array, at: Sequence[Sequence[int]]) -> Array:
        """What each subset saves together as part of the baseline, shape (subsets, draws)."""
        together = np.zeros((len(at), self._block.count), self._block.dtype)
        overlap = self._block.overlap(self.service)
        busy = [subset for subset, rows in enumerate(at) if rows]
        if np.max(overlap) > STEEP:
            # How steep the family may be depends on the largest share among those that are on.
            for subset in busy:
                own = shares[at[subset]]
                Overlap(overlap, -own).join([range(len(own))], together[subset : subset + 1])
        elif busy:
            # Without measures that are always on only the first subset is empty.
            found = together[busy]
            Overlap(overlap, -shares).join([at[subset] for subset in busy], found)
            together[busy] = found
        return together

    # ------------------------------------------------------------- what spills over

    def _leaks(self) -> list[Leak]:
        flows, slots = self._plan.layout.flows, self._plan.slots
        return [
            leak for leak in self._plan.layout.leaks if slots[flows[leak.flow].slot].service == self.service
        ]

    def _slot_weights(self, leak: Leak) -> Array:
        return self._plan.slots[self._plan.effects[leak.effect].slot].weights

    def _spilled(self, leak: Leak, year: int) -> Array:
        """What leaks of an effect before damping, shape (subsets, draws)."""
        effect = self._plan.effects[leak.effect]
        on, lapsed = self._on(self._plan.slots[effect.slot].measure), self._lapsed(effect.slot)
        rows = np.zeros((len(on), self._block.count), self._block.dtype)
        for subset in np.flatnonzero(on):
            rows[subset] = np.maximum(self._effect(effect, lapsed[subset])[year], 0.0)
        return np.asarray(rows * self.question.values[leak.share])
