"""Who bears what: the part of each regional amount that falls to each municipality in each year."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from itertools import compress

import numpy as np

from simulator.domain.measure import Measure
from simulator.domain.programme import Programme
from simulator.domain.relation import AlreadyImplemented
from simulator.domain.scenario import Scenario
from simulator.engine.axes import Array


class Region:
    """Allocation of regional amounts over municipalities, under the options of a scenario.

    Weights say which part of an amount *as stated for all members together* falls to a municipality in
    a year, in the prices of the scenario. After a municipality has left, the weights of an amount that
    goes with residents add up to less than one; those of a fixed amount still add up to one, because
    those that stay bear it.
    """

    def __init__(self, programme: Programme, scenario: Scenario) -> None:
        self._programme = programme
        self._scenario = scenario
        self.municipalities = tuple(programme.municipalities)
        self._known: dict[Hashable, Array] = {}
        self._there: dict[tuple[str, str | None], dict[str, frozenset[int]]] = {}
        self._present = np.array([self._presence(name) for name in self.municipalities])
        self.prices = (
            _prices(programme) if scenario.price_level == "nominal" else np.ones(len(programme.years))
        )

    def _presence(self, name: str) -> list[float]:
        leaves = self._programme.municipalities[name].leaves
        if leaves is None or not self._scenario.membership.departures:
            return [1.0] * len(self._programme.years)
        return [float(year < leaves.year) for year in self._programme.years]

    def service_weights(self, service: str) -> Array:
        """Weights of a service's baseline and of effects on it, shape (municipalities, years)."""
        spec = self._programme.services[service]
        return self.variable(spec.allocation_key, spec.non_members)

    def variable(self, key: str, non_members: Iterable[str] = ()) -> Array:
        """Weights of an amount that goes with residents, shape (municipalities, years)."""
        outside = tuple(non_members)
        return self._once(
            ("variable", key, outside), lambda: self._present_shares(key, outside) * self.prices
        )

    def fixed(self, key: str, non_members: Iterable[str] = ()) -> Array:
        """Weights of an amount that does not shrink when a member leaves, shape (municipalities, years)."""
        outside = tuple(non_members)
        return self._once(("fixed", key, outside), lambda: self._fixed(key, outside))

    def _fixed(self, key: str, outside: tuple[str, ...]) -> Array:
        present = self._present_shares(key, outside)
        total = present.sum(axis=0)
        kept = np.divide(present, total, out=np.zeros_like(present), where=total > 0)
        return np.asarray(kept * self.prices)

    def alone(self, municipality: str) -> Array:
        """Weights of an amount of one municipality, shape (municipalities, years)."""
        return self._once(("alone", municipality), lambda: self._alone(municipality))

    def _alone(self, municipality: str) -> Array:
        at = self.municipalities.index(municipality)
        weights = np.zeros_like(self._present)
        weights[at] = self._present[at]
        return np.asarray(weights * self.prices)

    def still_to_do(self, weights: Array, measure: Measure) -> Array:
        """Weights of an effect, less what a municipality has done of its measure already.

        Parameters
        ----------
        weights : ndarray, shape (municipalities, years)
            As if nobody had done any of it.
        measure : Measure
            The measure.
        """
        for relation in measure.relations if self._scenario.layers.already_implemented else ():
            if isinstance(relation, AlreadyImplemented):
                weights = weights.copy()  # others share them
                weights[self.municipalities.index(relation.municipality)] *= 1.0 - relation.share
        return weights

    def years_of_part(
        self, years: Iterable[int], service: str, scope: str | None
    ) -> dict[str, frozenset[int]]:
        """Years in which each municipality takes part in something that one cannot divide, having no amount.

        Parameters
        ----------
        years : iterable of int
            The years that it is about.
        service : str
            The service that it works on; empty where nobody says which: any will do then.
        scope : str or None
            The one municipality whose it is; None where all take part.
        """
        about = frozenset(years)
        return {town: about & own for town, own in self._years_there(service, scope).items()}

    def _years_there(self, service: str, scope: str | None) -> dict[str, frozenset[int]]:
        """All years of the programme in which each municipality takes part; the same for many amounts."""
        if (service, scope) not in self._there:
            services = [service] if service else list(self._programme.services)
            weights = [self.alone(scope)] if scope else [self.service_weights(s) for s in services]
            takes_part = np.any([part > 0.0 for part in weights], axis=0).tolist()
            years = self._programme.years
            self._there[service, scope] = {
                town: frozenset(compress(years, parts))
                for town, parts in zip(self.municipalities, takes_part, strict=True)
            }
        return self._there[service, scope]

    def _present_shares(self, key: str, outside: tuple[str, ...]) -> Array:
        """Shares of the members while they take part, shape (municipalities, years)."""
        return self._once(
            ("shares", key, outside), lambda: self._shares(key, outside)[:, None] * self._present
        )

    def _once(self, what: Hashable, weights: Callable[[], Array]) -> Array:
        """Work weights out the first time; many amounts share them, so nobody may write in them."""
        if what not in self._known:
            self._known[what] = np.asarray(weights())
            self._known[what].setflags(write=False)
        return self._known[what]

    def _shares(self, key: str, non_members: Iterable[str]) -> Array:
        """Shares of the members at the start, adding up to one, shape (municipalities,)."""
        spec = self._programme.allocation_keys[self._scenario.allocation_key or key]
        outside = set(non_members) if self._scenario.membership.exclusions else set()
        population_key = spec.rest_by or (self._scenario.allocation_key or key)
        stated = {name: share for name, share in spec.shares.items() if name not in outside}
        people = {
            name: town.population[population_key]
            for name, town in self._programme.municipalities.items()
            if name not in outside and name not in stated
        }
        rest, total = 1.0 - sum(stated.values()), sum(people.values())
        shares = stated | {name: rest * number / total for name, number in people.items()}
        result = np.array([shares.get(name, 0.0) for name in self.municipalities])
        return np.asarray(result / result.sum())


def _prices(programme: Programme) -> Array:
    """Price of each year against the programme's price level, shape (years,)."""
    rates, level = programme.price_index.rates, programme.price_level

    def price(year: int) -> float:
        later = np.prod([1.0 + rates[y] for y in range(level + 1, year + 1)])
        earlier = np.prod([1.0 + rates[y] for y in range(year + 1, level + 1)])
        return float(later / earlier)

    return np.array([price(year) for year in programme.years])
