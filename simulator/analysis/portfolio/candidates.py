"""The measures that packages are made of, and what each asks: staff, residents, conditions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.analysis.portfolio.coalitions import members, sums
from simulator.analysis.residents import residents
from simulator.analysis.staff import staff
from simulator.domain.catalogue import Catalogue
from simulator.domain.relation import Excludes, Requires
from simulator.domain.scenario import MeasureSetting, Scenario
from simulator.engine.axes import Array
from simulator.errors import ScenarioError
from simulator.suggestion import did_you_mean, one_of

MOST = 18
"""Measures to choose from at most: 262,144 packages."""

Mask = NDArray[np.bool_]
"""Says something of each package, shape (packages,)."""


@dataclass(frozen=True)
class Candidates:
    """What packages are made of.

    Attributes
    ----------
    measures : tuple of str
        Measures to choose from, in the order of the catalogue: bit ``k`` of a package is the ``k``-th.
    always : tuple of str
        Measures that are in every package.
    never : tuple of str
        Measures that were named and are in none.
    grades : ndarray, shape (measures + 1,)
        Evidence grade, 1 (strongest) to 6, of each measure to choose from; last the weakest of `always`.
    fte : ndarray, shape (measures + 1, years)
        Staff that each measure needs, as far as its source says; the last row is that of `always`.
    residents : ndarray, shape (measures + 1,)
        Residents who notice each measure, as far as its source says; the last is that of `always`. Who
        notices two measures counts twice.
    no_fte, no_residents : frozenset of str
        Measures of which the source does not say it: unknown, not nothing.
    allowed : ndarray of bool, shape (packages,)
        Packages that break no rule between measures: nothing that is required is missing, and nothing that
        is excluded is there.
    """

    measures: tuple[str, ...]
    always: tuple[str, ...]
    never: tuple[str, ...]
    grades: Array
    fte: Array
    residents: Array
    no_fte: frozenset[str]
    no_residents: frozenset[str]
    allowed: Mask

    @property
    def named(self) -> tuple[str, ...]:
        """All measures that were named, in packages or not."""
        return (*self.always, *self.measures, *self.never)

    @property
    def count(self) -> int:
        """Number of packages."""
        return 1 << len(self.measures)

    def package(self, number: int) -> tuple[str, ...]:
        """Give the measures of a package, those that are always in it first."""
        return (*self.always, *(name for bit, name in enumerate(self.measures) if number >> bit & 1))

    def number(self, names: Collection[str]) -> int | None:
        """Give the number of a package; None when it cannot be made of these measures."""
        if set(self.always) - set(names) or set(names) - {*self.always, *self.measures}:
            return None
        return sum(1 << bit for bit, name in enumerate(self.measures) if name in names)

    def staff(self) -> Array:
        """Staff of each package as far as it is known, shape (packages, years)."""
        return np.asarray(sums(self.fte[:-1]) + self.fte[-1])

    def people(self) -> Array:
        """Residents who notice each package as far as it is known, shape (packages,)."""
        return np.asarray(sums(self.residents[:-1]) + self.residents[-1])

    def sizes(self) -> Array:
        """Number of measures in each package, shape (packages,)."""
        return np.asarray(sums(np.ones(len(self.measures))) + len(self.always))

    def having(self, names: Collection[str]) -> Mask:
        """Say which packages have all of these measures."""
        here = members(len(self.measures))
        chosen = [here[bit] for bit, name in enumerate(self.measures) if name in names]
        found = np.logical_and.reduce(chosen) if chosen else np.ones(self.count, bool)
        return np.asarray(found & (not set(names) - {*self.measures, *self.always}))

    def without(self, names: Collection[str]) -> Mask:
        """Say which packages have none of these measures."""
        here = members(len(self.measures))
        chosen = [here[bit] for bit, name in enumerate(self.measures) if name in names]
        found = ~np.logical_or.reduce(chosen) if chosen else np.ones(self.count, bool)
        return np.asarray(found & (not set(names) & set(self.always)))

    def unknown(self, number: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Give the measures of a package without a number of staff, and without one of residents."""
        names = self.package(number)
        return (
            tuple(name for name in names if name in self.no_fte),
            tuple(name for name in names if name in self.no_residents),
        )


def candidates(
    catalogue: Catalogue,
    scenario: Scenario,
    measures: Collection[str],
    always: Collection[str] = (),
    never: Collection[str] = (),
) -> Candidates:
    """Bring together what packages can be made of.

    Parameters
    ----------
    catalogue : Catalogue
        The programme with its measures.
    scenario : Scenario
        Settings of the measures; one that it does not name has the default setting.
    measures : collection of str
        Measures to choose from.
    always : collection of str
        Measures that are in every package.
    never : collection of str
        Measures that are in none, even if they are named among those to choose from.

    Raises
    ------
    ScenarioError
        If a measure does not exist, or there are too many to choose from.
    """
    for name in (*measures, *always, *never):
        if name not in catalogue.measures:
            repair = did_you_mean(name, catalogue.measures, "Choose one of these.")
            raise ScenarioError(f"found measure {name}; expected {one_of(catalogue.measures)}. {repair}")
    kept = tuple(name for name in catalogue.measures if name in set(always))
    free = set(measures) - {*always, *never}
    names = tuple(name for name in catalogue.measures if name in free)
    if both := set(always) & set(never):
        raise ScenarioError(f"found {one_of(sorted(both))} both in and out; expected it once. Remove one")
    if len(names) > MOST:
        raise ScenarioError(
            f"found {len(names)} measures to choose from; expected at most {MOST}, which give "
            f"{1 << MOST:,} packages. Say of some of them that they must be in or out"
        )
    alone = [_alone(scenario, (name,)) for name in names] + [_alone(scenario, kept)]
    needs = [staff(catalogue, one) for one in alone]
    noticed = [residents(catalogue, one) for one in alone]
    return Candidates(
        measures=names,
        always=kept,
        never=tuple(name for name in catalogue.measures if name in set(never)),
        grades=_grades(catalogue, names, kept),
        fte=np.array([need.fte for need in needs]),
        residents=np.array([one.most for one in noticed]),
        no_fte=frozenset(name for need in needs for name in need.missing),
        no_residents=frozenset(name for one in noticed for name in one.missing),
        allowed=_allowed(catalogue, names, kept),
    )


def _grades(catalogue: Catalogue, names: tuple[str, ...], always: tuple[str, ...]) -> Array:
    """Evidence grades of measures, and last the weakest of those that are always in."""
    fixed = max((catalogue.measures[name].grade for name in always), default=0)
    return np.array([*(catalogue.measures[name].grade for name in names), fixed], dtype=float)


def _alone(scenario: Scenario, names: Collection[str]) -> Scenario:
    settings = {
        name: scenario.measures.get(name, MeasureSetting()).model_copy(update={"on": True}) for name in names
    }
    return scenario.model_copy(update={"measures": settings})


def _allowed(catalogue: Catalogue, names: tuple[str, ...], always: tuple[str, ...]) -> Mask:
    """Say which packages break no rule between measures."""
    here = members(len(names))
    on = {name: here[bit] for bit, name in enumerate(names)}
    on |= {name: np.ones(here.shape[1], bool) for name in always}
    none = np.zeros(here.shape[1], bool)
    found = ~none
    for name, is_on in on.items():
        for relation in catalogue.measures[name].relations:
            if isinstance(relation, Requires) and relation.measure is not None:
                found &= ~is_on | on.get(relation.measure, none)
            if isinstance(relation, Excludes):
                found &= ~is_on | ~on.get(relation.measure, none)
    return found
