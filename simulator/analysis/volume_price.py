"""Volume and price apart: how much of a change in spending is clients, and how much is cost per client.

Spending is clients times cost per client, ``S = N · P``. A change in it is divided by the midpoint method:

    volume = (N₁ − N₀) · (P₀ + P₁) / 2
    price  = (P₁ − P₀) · (N₀ + N₁) / 2

The two add up to ``S₁ − S₀`` exactly, whatever the order in which one thinks of them, also when clients come
from or go to zero, and parts of several municipalities add up. "Price" is everything that makes a client cost
more: the rate, the hours for each, and a heavier mix once the lighter cases have gone.

References
----------
Bennet, The theory of measurement of changes in cost of living, Journal of the Royal Statistical Society 83
(1920). With two factors it is also their Shapley value, by which Koers gives measures their credit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import pandas as pd

from simulator.domain.catalogue import Catalogue
from simulator.domain.observation import Kind, ObservedFigure, ObservedSeries, Status
from simulator.domain.scenario import Scenario
from simulator.engine.axes import Array
from simulator.engine.compile import compile_plan
from simulator.engine.plan import Plan
from simulator.engine.region import Region
from simulator.engine.result import REGION, view_mask
from simulator.engine.terms import ServiceTerm

FINALITY: Final[dict[Status, int]] = {"forecast": 0, "expected": 1, "realised": 2}
"""How final a figure is: of two about one period the more final counts."""

COLUMNS: Final = (
    *("service", "subject", "municipality", "place", "comparable", "from", "to", "status_from", "status_to"),
    *("clients_from", "clients_to", "cost_from", "cost_to", "per_client_from", "per_client_to"),
    *("change", "volume", "price", "clients_by_chance"),
)
"""Columns of the table of observed changes; amounts in EUR in the period. clients_by_chance: in eight of ten
cases chance alone changes the number of clients by less than this, if they come independently each year."""

Z90: Final = 1.2815515655446004
"""P90 of the standard normal distribution: P10 to P90 is as far on either side."""

About = tuple[str | None, ...]
"""What a series is about: service, subject, municipality, place and document."""


@dataclass(frozen=True)
class Split:
    """A change in spending, divided; EUR, positive when spending rises."""

    volume: float
    """Because there are more clients, or fewer."""
    price: float
    """Because a client costs more, or less."""

    @property
    def change(self) -> float:
        """The whole change."""
        return self.volume + self.price


def split(clients: tuple[float, float], spending: tuple[float, float]) -> Split:
    """Divide a change in spending into volume and price.

    Parameters
    ----------
    clients : tuple of float
        Number of clients before and after; at least one of them is more than 0.
    spending : tuple of float
        Spending before and after, EUR. Without clients it must be 0, and the cost per client of the other
        moment counts.

    Raises
    ------
    ValueError
        If there are no clients at all, or spending without clients.

    Examples
    --------
    100 clients of € 1,000 become 80 of € 1,500: 20 fewer at € 1,250 on average, and € 500 more for 90 on
    average.

    >>> split((100, 80), (100_000, 120_000))
    Split(volume=-25000.0, price=45000.0)
    """
    (n0, n1), (s0, s1) = clients, spending
    if not (n0 or n1) or (s0 and not n0) or (s1 and not n1):
        raise ValueError(f"found {n0:g} and {n1:g} clients with {s0:g} and {s1:g} EUR; expected clients")
    p0, p1 = s0 / n0 if n0 else s1 / n1, s1 / n1 if n1 else s0 / n0
    return Split(volume=(n1 - n0) * (p0 + p1) / 2, price=(p1 - p0) * (n0 + n1) / 2)


def observed_changes(catalogue: Catalogue) -> pd.DataFrame:
    """Divide every change between two periods of which the sources give both clients and spending.

    Only figures that one may count with take part: no empty cell, bound or implausible number is filled in.
    Of figures about one period the most final one counts, the later document first.

    Returns
    -------
    DataFrame
        One row per series and pair of periods that follow each other; columns as in `COLUMNS`. Empty when the
        programme has no observed figures.
    """
    rows = [
        _row(about, comparable, before, after)
        for about, comparable, known in _counted(catalogue)
        for before, after in pairwise(known)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def not_divided(catalogue: Catalogue) -> pd.DataFrame:
    """Tell which series of clients or spending cannot be divided, and what is missing.

    Returns
    -------
    DataFrame
        Columns service, subject, municipality, place, reason: "no_clients", "no_cost" (the sources give no
        such figure that one may count with) or "one_period" (both, but in one period only).
    """
    rows = []
    for about, kinds in _by_subject(catalogue).items():
        known = list(_periods(kinds))
        if len(known) > 1:
            continue
        clients = bool(kinds.get("clients"))
        cost = bool(kinds.get("cost") or kinds.get("cost_per_client"))
        reason = "one_period" if clients and cost else "no_cost" if clients else "no_clients"
        service, subject, municipality, place, _ = about
        rows.append((service, subject, municipality, place, reason))
    return pd.DataFrame(rows, columns=["service", "subject", "municipality", "place", "reason"])


def added_up(changes: pd.DataFrame) -> pd.DataFrame:
    """Add the changes of members up, per service and pair of periods.

    Only series of single members that may be added take part. The parts add up, so the volume of all is the
    sum of their volumes; a shift between members counts where it happens.

    Parameters
    ----------
    changes : DataFrame
        See `observed_changes`.

    Returns
    -------
    DataFrame
        Columns service, from, to, members, status_to (of the least final of them), clients_from, clients_to,
        cost_from, cost_to, change, volume, price.
    """
    own = changes[changes["municipality"].notna() & changes["comparable"].astype(bool)]
    own = own[own["subject"].isna()]
    amounts = ["clients_from", "clients_to", "cost_from", "cost_to", "change", "volume", "price"]
    groups = own.groupby(["service", "from", "to"], sort=False)
    table = groups[amounts].sum().reset_index()
    table.insert(3, "members", groups["municipality"].nunique().to_numpy())
    least_final = [min(statuses, key=FINALITY.__getitem__) for _, statuses in groups["status_to"]]
    table.insert(4, "status_to", pd.Series(least_final, dtype=object))
    return table.sort_values(["service", "from", "to"], ignore_index=True)


@dataclass(frozen=True)
class _Counted:
    """Clients and spending in one period."""

    period: str
    statuses: tuple[Status, Status]
    clients: float
    cost: float

    @property
    def status(self) -> Status:
        """As final as the less final of the two."""
        return min(self.statuses, key=FINALITY.__getitem__)


def _row(about: About, comparable: bool, before: _Counted, after: _Counted) -> dict[str, object]:
    service, subject, municipality, place, _ = about
    parts = split((before.clients, after.clients), (before.cost, after.cost))
    return {
        "service": service,
        "subject": subject,
        "municipality": municipality,
        "place": place,
        "comparable": comparable,
        "from": before.period,
        "to": after.period,
        "status_from": before.status,
        "status_to": after.status,
        "clients_from": before.clients,
        "clients_to": after.clients,
        "cost_from": before.cost,
        "cost_to": after.cost,
        "per_client_from": before.cost / before.clients if before.clients else None,
        "per_client_to": after.cost / after.clients if after.clients else None,
        "change": parts.change,
        "volume": parts.volume,
        "price": parts.price,
        # The difference of two independent Poisson numbers has the sum of their means as its variance.
        "clients_by_chance": Z90 * (before.clients + after.clients) ** 0.5,
    }


def _counted(catalogue: Catalogue) -> Iterator[tuple[About, bool, list[_Counted]]]:
    """Give the periods of each subject of which both clients and spending can be counted with."""
    comparable = dict[About, bool]()
    for series, _ in _rows(catalogue):
        about = _about(series)
        comparable[about] = comparable.get(about, True) and series.comparable
    for about, kinds in _by_subject(catalogue).items():
        yield about, comparable[about], list(_periods(kinds))


def _by_subject(catalogue: Catalogue) -> dict[About, dict[Kind, dict[str, ObservedFigure]]]:
    """Gather the usable figures by what they are about, kind and period."""
    found: dict[About, dict[Kind, dict[str, ObservedFigure]]] = {}
    for series, figure in _rows(catalogue):
        known = found.setdefault(_about(series), {}).setdefault(series.kind, {})
        if not figure.usable:
            continue
        other = known.get(figure.period)
        if other is None or FINALITY[figure.status] >= FINALITY[other.status]:
            known[figure.period] = figure
    return found


def _rows(catalogue: Catalogue) -> Iterator[tuple[ObservedSeries, ObservedFigure]]:
    """Give the figures that can be clients or spending of a service; those of one measure are no service."""
    for series, figure in catalogue.observed.rows() if catalogue.observed else ():
        if series.kind in {"clients", "cost", "cost_per_client"} and series.measure is None:
            yield series, figure


def _about(series: ObservedSeries) -> About:
    subject = series.subject.nl if series.subject else None
    where = (series.municipality, series.place)
    return (series.service, subject, *where, series.source.document)


def _periods(kinds: dict[Kind, dict[str, ObservedFigure]]) -> Iterator[_Counted]:
    """Put clients and spending of a period together; without spending, clients times cost per client."""
    for period, clients in sorted(kinds.get("clients", {}).items()):
        count = clients.value or 0.0
        cost = kinds.get("cost", {}).get(period)
        each = kinds.get("cost_per_client", {}).get(period)
        chosen = cost or each
        if chosen is None or chosen.value is None:
            continue
        spending = chosen.value if cost else chosen.value * count
        if count or not spending:
            yield _Counted(period, (clients.status, chosen.status), count, spending)


def projected_changes(catalogue: Catalogue, scenario: Scenario) -> pd.DataFrame:
    """Divide the growth of spending under unchanged policy since the base year, in the most likely case.

    Growth counts whether the scenario has that layer on or not. In nominal prices the price index is part
    of the price. The base is what the members that take part in a year spent in the base year, so a member
    that leaves makes no volume fall.

    Returns
    -------
    DataFrame
        Columns year, service, base, spending, change, volume, price, in EUR a year, for the view of the
        scenario; and volume_index, price_index, against the base year.
    """
    layers = scenario.layers.model_copy(update={"growth": True})
    scenario = scenario.model_copy(update={"layers": layers})
    plan = compile_plan(catalogue, scenario)
    prices = Region(catalogue.programme, scenario).prices
    mask = view_mask(plan, scenario.municipality or REGION)
    rows = [
        _projected(plan, service, at, float(price), mask)
        for service in plan.services
        for at, price in enumerate(prices)
    ]
    return pd.DataFrame(rows)


def _projected(plan: Plan, service: ServiceTerm, at: int, price: float, mask: Array) -> dict[str, object]:
    until = plan.years[at] - plan.base_year
    volume_index = _grown(plan, service.growth[:until], plan.growth_shift)
    price_index = _grown(plan, service.cost_growth[:until], 0.0) * price
    share = float(mask @ service.weights[:, at]) / price
    base = plan.quantities[service.baseline].most_likely * share
    volume = (volume_index - 1) * (1 + price_index) / 2
    cost = (price_index - 1) * (1 + volume_index) / 2
    return {
        "year": plan.years[at],
        "service": service.name,
        "base": base,
        "spending": base * volume_index * price_index,
        "change": base * (volume + cost),
        "volume": base * volume,
        "price": base * cost,
        "volume_index": volume_index,
        "price_index": price_index,
    }


def _grown(plan: Plan, rates: tuple[int | None, ...], shift: float) -> float:
    """Level after growing at these rates, against 1 before."""
    known = [plan.quantities[rate].most_likely for rate in rates if rate is not None]
    return float(np.prod([1 + shift + rate for rate in known]))
