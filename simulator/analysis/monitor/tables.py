"""A monitoring as tidy tables: figures against the plan, delivery, growth, and the forecast anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from math import nan
from typing import Any, Final

import pandas as pd

from simulator.analysis.monitor.held import Held
from simulator.analysis.monitor.matching import final, key_of
from simulator.analysis.monitor.monitoring import Monitoring
from simulator.analysis.summary import total
from simulator.domain.observation import ObservedSeries
from simulator.engine.axes import Array
from simulator.engine.statistics import mean, probability_of_reaching, quantiles, reaches

FORECAST: Final = ("baseline", "with_measures", "net")
"""Totals of which the forecast is given: unchanged policy, with the package, and the net saving."""

FIGURE_COLUMNS: Final = (
    *("kind", "service", "measure", "subject", "municipality", "period", "status", "document", "place"),
    *("basis", "value", "mean", "p10", "p50", "p90", "luck", "inside", "worse_than", "light", "counts"),
)


def figures_table(found: Monitoring, lang: str = "nl") -> pd.DataFrame:
    """Give a row for each figure that is held against the plan.

    Returns
    -------
    DataFrame
        Columns `FIGURE_COLUMNS`; value, mean and percentiles in EUR in the period or in clients, luck (the
        standard deviation by small numbers alone) too, worse_than from 0 to 1, light missing for a forecast.
    """
    rows = [_figure_row(held, lang) for held in found.held]
    return pd.DataFrame(rows, columns=list(FIGURE_COLUMNS))


def _figure_row(held: Held, lang: str) -> dict[str, Any]:
    series, figure = held.match.series, held.match.figure
    source = figure.source or series.source
    return {
        "kind": series.kind,
        "service": series.service,
        "measure": series.measure,
        "subject": getattr(series.subject, lang) if series.subject else None,
        "municipality": series.municipality,
        "period": figure.period,
        "status": figure.status,
        "document": source.document,
        "place": source.lines or source.page,
        "basis": held.match.basis,
        "value": held.match.value,
        "mean": held.mean,
        "p10": held.p10,
        "p50": held.p50,
        "p90": held.p90,
        "luck": held.luck,
        "inside": held.inside,
        "worse_than": held.worse_than,
        "light": held.light,
        "counts": held.counts,
    }


def left_out_table(found: Monitoring, lang: str = "nl") -> pd.DataFrame:
    """Give a row for each figure that is not held against the plan, with the reason.

    Returns
    -------
    DataFrame
        Columns kind, service, measure, subject, municipality, period, status, document, value (missing when
        unknown), printed, reason.
    """
    columns = ["kind", "service", "measure", "subject", "municipality", "period", "status", "document"]
    rows = [
        {
            "kind": out.series.kind,
            "service": out.series.service,
            "measure": out.series.measure,
            "subject": getattr(out.series.subject, lang) if out.series.subject else None,
            "municipality": out.series.municipality or out.series.place,
            "period": out.figure.period,
            "status": out.figure.status,
            "document": (out.figure.source or out.series.source).document,
            "value": out.figure.value,
            "printed": out.figure.printed,
            "reason": out.reason,
        }
        for out in found.left_out
    ]
    return pd.DataFrame(rows, columns=[*columns, "value", "printed", "reason"])


def forecast_table(found: Monitoring) -> pd.DataFrame:
    """Give the totals of each year as they were planned, and as they are expected given the figures.

    Returns
    -------
    DataFrame
        Columns year, quantity (of `FORECAST`), mean, p10, p50, p90 (the plan), new_mean, new_p10, new_p50,
        new_p90 (missing when no figure counts), in EUR a year.
    """
    rows = []
    for quantity in FORECAST:
        draws = total(found.simulated, quantity, found.view)
        before = _statistics(mean(draws), quantiles(draws), "")
        after = (
            _statistics(found.weighing.mean(draws), found.weighing.quantiles(draws), "new_")
            if found.weighing
            else {}
        )
        for at, year in enumerate(found.plan.years):
            amounts = {name: float(values[at]) for name, values in (before | after).items()}
            rows.append({"year": year, "quantity": quantity} | amounts)
    names = ("mean", "p10", "p50", "p90")
    return pd.DataFrame(rows, columns=["year", "quantity", *names, *(f"new_{name}" for name in names)])


def _statistics(average: Array, percentiles: Array, prefix: str) -> dict[str, Array]:
    p10, p50, p90 = percentiles
    return {f"{prefix}mean": average, f"{prefix}p10": p10, f"{prefix}p50": p50, f"{prefix}p90": p90}


def chance_table(found: Monitoring) -> pd.DataFrame:
    """Give the chance of the savings task per year, as planned and given the figures.

    Returns
    -------
    DataFrame
        Columns year, target (EUR), chance, new_chance (missing when no figure counts), savings_known. Empty
        without a task; both chances are missing where nobody knows what its owner saves.
    """
    rows = []
    target, known = found.target, found.task_known
    for at, year in enumerate(found.plan.years):
        if target is None or year not in target.amounts:
            continue
        amount, net = target.amounts[year], total(found.simulated, "net", target.municipality)[at]
        new = found.weighing.chance(reaches(net, amount)) if known and found.weighing else nan
        chance = probability_of_reaching(net, amount) if known else nan
        row = {"year": year, "target": amount, "chance": chance, "new_chance": new}
        rows.append(row | {"savings_known": known})
    return pd.DataFrame(rows, columns=["year", "target", "chance", "new_chance", "savings_known"])


def delivery_table(found: Monitoring) -> pd.DataFrame:
    """Give what each measure delivered of its plan: the saving reported over the saving planned.

    Half-years of one year count together when both are there.

    Returns
    -------
    DataFrame
        Columns measure, municipality, period, planned (mean, EUR in the period), p10, p90, realised, rate
        (missing when nothing was planned), light.
    """
    rows = [
        {
            "measure": held.match.series.measure,
            "municipality": held.match.series.municipality,
            "period": held.match.figure.period,
            "planned": held.mean,
            "p10": held.p10,
            "p90": held.p90,
            "realised": held.match.value,
            "rate": held.match.value / held.mean if held.mean > 0 else None,
            "light": held.light,
        }
        for held in happened(found)
        if held.match.series.kind == "saving"
    ]
    columns = ["measure", "municipality", "period", "planned", "p10", "p90", "realised", "rate", "light"]
    return pd.DataFrame(rows, columns=columns)


GROWTH_COLUMNS: Final = (
    *("service", "subject", "municipality", "year", "basis", "start", "prices", "volume", "measures"),
    *("remainder", "realised", "unchanged", "real_reduction", "avoided_growth", "above_unchanged"),
)


def growth_table(found: Monitoring, lang: str = "nl") -> pd.DataFrame:
    """Say what explains the spending of a year, from the base year on, and what was avoided.

    start + prices + volume - measures + remainder = realised. Prices and volume are the growth under
    unchanged policy (means); measures is what the plan takes off it, missing where all that it takes off is
    unknown; the remainder is what neither explains, with what is unknown in it. What is lower than under
    unchanged policy splits into a real reduction (below the base year) and avoided growth.

    Returns
    -------
    DataFrame
        Columns `GROWTH_COLUMNS`, in EUR a year; a row for each whole year of spending that happened. A year
        of two half-years is their sum.
    """
    rows = [_growth_row(found, year, lang) for year in _whole_years(found)]
    return pd.DataFrame(rows, columns=list(GROWTH_COLUMNS))


def _growth_row(found: Monitoring, parts: list[Held], lang: str) -> dict[str, Any]:
    series, year = parts[0].match.series, parts[0].match.figure.year
    start, unchanged, planned = (
        sum(getattr(h, name) for h in parts) for name in ("start", "unchanged", "mean")
    )
    realised = sum(held.match.value for held in parts)
    price = found.scales.prices[found.plan.years.index(year)] / found.scales.start_price
    prices = unchanged * (1.0 - 1.0 / price)
    measures = unchanged - planned
    lower = max(unchanged - realised, 0.0)
    reduction = min(lower, max(start - realised, 0.0))
    return {
        "service": series.service,
        "subject": getattr(series.subject, lang) if series.subject else None,
        "municipality": series.municipality,
        "year": year,
        "basis": parts[0].match.basis,
        "start": start,
        "prices": prices,
        "volume": unchanged - prices - start,
        "measures": measures if measures or _somebody_knows(found, series, year) else nan,
        "remainder": realised - planned,
        "realised": realised,
        "unchanged": unchanged,
        "real_reduction": reduction,
        "avoided_growth": lower - reduction,
        "above_unchanged": max(realised - unchanged, 0.0),
    }


def _somebody_knows(found: Monitoring, series: ObservedSeries, year: int) -> bool:
    """Say whether nothing is known to be unknown of what measures save on such spending in a year."""
    return not any(
        item.what == "effect"
        and item.kind == "lower_spending"
        and year in item.years_left_out_of(series.municipality)
        for item in found.plan.unknown_anywhere
        # A source that names no service may mean this one.
        if series.service is None or item.service in ("", series.service)
    )


def happened(found: Monitoring) -> Iterator[Held]:
    """The figures of what happened: a realised one goes before an expected one of the same period."""
    kept = {id(match) for match in final(held.match for held in found.held)}
    return (held for held in found.held if id(held.match) in kept)


def _whole_years(found: Monitoring) -> Iterator[list[Held]]:
    """Spending that happened, by series and year: a whole year, or both of its halves."""
    years: dict[object, list[Held]] = defaultdict(list)
    for held in happened(found):
        if held.match.series.kind == "cost":
            years[key_of(held.match.series), held.match.figure.year].append(held)
    for parts in years.values():
        whole = [held for held in parts if held.match.figure.half is None]
        if whole:
            yield whole[:1]
        elif {held.match.figure.half for held in parts} == {1, 2}:
            yield parts[:2]
