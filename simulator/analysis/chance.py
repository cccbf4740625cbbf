"""Chance: how far a year's spending moves by the luck of small numbers alone, and what pooling does to that.

A run tells how sure its assumptions are. Beside that stands plain chance: with eleven children in residential
care, one more or one fewer shows in the accounts though nothing has changed. Here clients come independently
of each other, and each costs what one client happens to cost (`engine.compound`).

What the sources give is the number of clients and their mean cost. What they do not give is assumed, the same
for every service, and can be changed:

- The cost of a client varies as much as its mean (`CASE_SPREAD`). For residential care, € 41,571 on average,
  one child in ten then costs more than € 85,000; the source speaks of some € 80,000 for a child that stays
  all year (`004_18bb3ec9ef15243b.txt`).
- The number of clients varies no more than independent arrivals do (`DISPERSION`). Families with several
  clients make it vary more, long stays make one year resemble the next. In region Amersfoort, outside the
  city that had a measure running, eleven changes from 2021 to 2022 varied 1.06 times as much as independent
  years would (`000_ce766b940e72e29d.txt`, lines 749-1048): no reason to take another number.

Where no number of clients is known there is no answer, and the service is named.

Pooling means that members pay together, each its part of what all spend: the same mean, with the relative
spread of the region. It takes away chance, and none of the uncertainty that all members share.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import pandas as pd

from simulator.analysis.clients import ClientSource, clients_by_member
from simulator.analysis.volume_price import projected_changes
from simulator.domain.catalogue import Catalogue
from simulator.domain.scenario import Scenario
from simulator.engine.axes import Array
from simulator.engine.block import Block
from simulator.engine.compile import compile_plan
from simulator.engine.compound import Cases, Spending, merged
from simulator.engine.plan import Plan
from simulator.engine.result import REGION, view_mask
from simulator.engine.sampling import RankSampler
from simulator.engine.statistics import quantiles

CASE_SPREAD: Final = 1.0
"""Assumption: standard deviation of the cost of a client, as part of its mean."""
DISPERSION: Final = 1.0
"""Assumption: variance of the number of clients, as part of its mean."""
MOST_DRAWS: Final = 10_000
"""Draws of growth: one block of a run."""
TOTAL: Final = "total"
"""Row of all services with a known number of clients together."""
BAND: Final = (0.1, 0.9)

COLUMNS: Final = (
    *("service", "clients", "clients_from", "cost_per_client", "one_in_ten", "expected", "deviation"),
    *("relative", "low", "high", "pooled_relative", "pooled_low", "pooled_high", "growth_low"),
    *("growth_high", "both_low", "both_high"),
)
"""Columns of the table of services. expected, deviation, low and the like in EUR a year; low and high are P10
and P90; one_in_ten is what one client in ten costs more than."""


@dataclass(frozen=True)
class Group:
    """The clients of one service in one municipality, in the year that is looked at."""

    service: str
    municipality: str
    cases: Cases
    clients_from: ClientSource
    """Where the number of clients comes from."""


@dataclass(frozen=True)
class Chance:
    """What chance does to spending under unchanged policy in one year.

    Attributes
    ----------
    view : str
        "region" or a municipality: what `services` is about.
    year : int
        The year.
    spread, dispersion : float
        The two assumptions.
    groups : tuple of Group
        Clients by service and municipality, as far as they are known.
    unknown : tuple of str
        Services of the view of which nobody knows the number of clients there.
    partial : tuple of str
        Services with a known number in some municipalities only: "pooled" and "region" are those together.
    capped : tuple of str
        Services with a budget ceiling: there chance moves the waiting list and not the spending.
    growth : mapping of str to ndarray, shape (draws,)
        By service: spending in each draw as part of its most likely amount, growth and baseline uncertain.
    seed : int
        Seed of the draws.
    """

    view: str
    year: int
    spread: float
    dispersion: float
    groups: tuple[Group, ...]
    unknown: tuple[str, ...]
    partial: tuple[str, ...]
    capped: tuple[str, ...]
    growth: Mapping[str, Array]
    seed: int

    @cached_property
    def services(self) -> pd.DataFrame:
        """One row per service of the view with known clients, and their total; columns as in `COLUMNS`."""
        shown = dict.fromkeys(group.service for group in self._of(self.view))
        rows = [self._row(service, (service,)) for service in shown]
        if len(rows) > 1:
            rows.append(self._row(TOTAL, tuple(shown)))
        return pd.DataFrame(rows, columns=list(COLUMNS))

    @cached_property
    def pooling(self) -> pd.DataFrame:
        """What pooling does for each municipality, all services with known clients together.

        Returns
        -------
        DataFrame
            Columns municipality ("region" last), clients, clients_from, expected (EUR a year); deviation
            (EUR), relative, low and high (P10 and P90, EUR) by chance alone; and the same with pooled_ before
            them, when all pay together.
        """
        rows = [self._pooled_row(town) for town in dict.fromkeys(g.municipality for g in self.groups)]
        rows += [self._pooled_row(REGION)] if rows else []
        columns = ["municipality", "clients", "clients_from", "expected"]
        spread = ["deviation", "relative", "low", "high"]
        return pd.DataFrame(rows, columns=[*columns, *spread, *(f"pooled_{name}" for name in spread)])

    def alone(self, services: tuple[str, ...], view: str | None = None) -> Spending:
        """Spending on some services in a view, when each municipality bears its own."""
        return Spending(merged(g.cases for g in self._of(view or self.view) if g.service in services))

    def pooled(self, services: tuple[str, ...], view: str | None = None) -> Spending:
        """What a view pays for some services when all members pay together by their expected spending."""
        own = self._of(view or self.view)
        parts = []
        for service in services:
            everyone = [g.cases for g in self.groups if g.service == service]
            mine = sum(g.cases.mean for g in own if g.service == service)
            if mine:
                parts.append((everyone, mine / sum(cases.mean for cases in everyone)))
        return Spending([cases.scaled(part) for everyone, part in parts for cases in merged(everyone)])

    def _of(self, view: str) -> list[Group]:
        return [group for group in self.groups if view in {REGION, group.municipality}]

    def _row(self, name: str, services: tuple[str, ...]) -> dict[str, object]:
        own = [group for group in self._of(self.view) if group.service in services]
        clients = sum(group.cases.expected for group in own)
        alone, pooled = self.alone(services), self.pooled(services)
        moved = self._moved(services)
        growth_low, growth_high = quantiles(moved, BAND)
        both_low, both_high = quantiles(moved * self._luck(alone, len(moved)), BAND)
        each = alone.mean / clients
        return {
            "service": name,
            "clients": clients,
            "clients_from": _known_by(own),
            "cost_per_client": each,
            "one_in_ten": merged(g.cases for g in own)[0].one_in_ten if len(services) == 1 else float("nan"),
            "expected": alone.mean,
            **_spread(alone, ""),
            **_spread(pooled, "pooled_"),
            **{"growth_low": float(growth_low), "growth_high": float(growth_high)},
            **{"both_low": float(both_low), "both_high": float(both_high)},
        }

    def _moved(self, services: tuple[str, ...]) -> Array:
        """Spending in each draw with growth and baseline uncertain and no chance, shape (draws,)."""
        parts = [
            group.cases.mean * self.growth[group.service]
            for group in self._of(self.view)
            if group.service in services
        ]
        return np.asarray(np.sum(parts, axis=0))

    def _luck(self, spending: Spending, draws: int) -> Array:
        """Chance as a factor on the mean, spread evenly and put in random order, shape (draws,)."""
        even = (np.arange(draws) + 0.5) / draws
        return spending.quantiles(np.random.default_rng(self.seed).permutation(even)) / spending.mean

    def _pooled_row(self, view: str) -> dict[str, object]:
        own = self._of(view)
        services = tuple(dict.fromkeys(group.service for group in own))
        alone, pooled = self.alone(services, view), self.pooled(services, view)
        return {
            "municipality": view,
            "clients": sum(group.cases.expected for group in own),
            "clients_from": _known_by(own),
            "expected": alone.mean,
            **_spread(alone, ""),
            **_spread(pooled, "pooled_"),
        }


def _known_by(groups: list[Group]) -> str:
    """How the clients of some groups are known: "mixed" when that differs."""
    sources = {group.clients_from for group in groups}
    return sources.pop() if len(sources) == 1 else "mixed"


def _spread(spending: Spending, prefix: str) -> dict[str, float]:
    low, high = spending.quantiles(BAND)
    return {
        f"{prefix}deviation": spending.deviation,
        f"{prefix}relative": spending.relative,
        f"{prefix}low": float(low),
        f"{prefix}high": float(high),
    }


def chance(
    catalogue: Catalogue,
    scenario: Scenario,
    *,
    year: int | None = None,
    spread: float = CASE_SPREAD,
    dispersion: float = DISPERSION,
) -> Chance:
    """Work out what chance alone does to spending under unchanged policy.

    Growth counts whether the scenario has that layer on or not; measures do not.

    Parameters
    ----------
    catalogue : Catalogue
        The programme; its observed figures give clients per municipality where it has them.
    scenario : Scenario
        View, prices, members, seed and number of draws (of which at most `MOST_DRAWS` are used).
    year : int, optional
        A year of the programme; left out: the last one.
    spread, dispersion : float
        The assumptions; see the module.
    """
    layers = scenario.layers.model_copy(update={"growth": True})
    scenario = scenario.model_copy(update={"layers": layers})
    plan = compile_plan(catalogue, scenario)
    at = plan.years.index(year) if year is not None else len(plan.years) - 1
    changes = projected_changes(catalogue, scenario.model_copy(update={"municipality": None}))
    changes = changes[changes["year"] == plan.years[at]].set_index("service")
    levels = {service: float(changes["volume_index"][service]) for service in changes.index}
    services = catalogue.programme.services
    capped = tuple(service for service, spec in services.items() if spec.budget_ceiling)
    known = clients_by_member(catalogue, scenario, plan.years[at])
    clients = {about: count for about, count in known.items() if about[0] not in capped}
    groups = tuple(_groups(plan, at, changes, levels, clients, (spread, dispersion)))
    view = scenario.municipality or REGION
    shown, missing = _taking_part(plan, at, view), _missing(plan, at, groups)
    covered = {group.service for group in groups if view in {REGION, group.municipality}}
    return Chance(
        view=view,
        year=plan.years[at],
        spread=spread,
        dispersion=dispersion,
        groups=groups,
        unknown=tuple(name for name in shown if name not in covered and name not in capped),
        partial=tuple(name for name in shown if name in covered and name in missing),
        capped=capped,
        growth=_growth(plan, at, min(scenario.draws, MOST_DRAWS), scenario.seed),
        seed=scenario.seed,
    )


def _groups(
    plan: Plan,
    at: int,
    changes: pd.DataFrame,
    levels: Mapping[str, float],
    clients: Mapping[tuple[str, str], tuple[float, ClientSource]],
    assumed: tuple[float, float],
) -> Iterator[Group]:
    """Give the clients of each service in each municipality that takes part in it, where they are known."""
    for service in plan.services:
        shares = service.weights[:, at] / service.weights[:, at].sum()
        for town, share in zip(plan.municipalities, shares, strict=True):
            known = clients.get((service.name, town))
            if known is None or not share or not known[0]:
                continue
            count = known[0] * levels[service.name]
            mean_cost = float(changes["spending"][service.name]) * float(share) / count
            yield Group(service.name, town, Cases(count, mean_cost, *assumed), known[1])


def _taking_part(plan: Plan, at: int, view: str) -> list[str]:
    """Give the services on which the view spends."""
    mask = view_mask(plan, view)
    return [service.name for service in plan.services if mask @ service.weights[:, at]]


def _missing(plan: Plan, at: int, groups: tuple[Group, ...]) -> set[str]:
    """Give the services of which somebody who takes part has no known number of clients."""
    known = {(group.service, group.municipality) for group in groups}
    return {
        service.name
        for service in plan.services
        for town, weight in zip(plan.municipalities, service.weights[:, at], strict=True)
        if weight and (service.name, town) not in known
    }


def _growth(plan: Plan, at: int, draws: int, seed: int) -> dict[str, Array]:
    """Spending per service in each draw as part of its most likely amount, shape (draws,)."""
    sampler = RankSampler(seed, plan.names)
    block = Block(plan, sampler.block(plan.quantities, 0, draws), draws, sampler.dtype)
    likely = Block(plan, [q.most_likely for q in plan.quantities], 1, np.float64).baselines[at, :, 0]
    drawn = np.broadcast_to(block.baselines[at], (len(plan.services), draws)).astype(float)
    return {service.name: drawn[s] / likely[s] for s, service in enumerate(plan.services)}
