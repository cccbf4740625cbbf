"""A run as tables on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from simulator.analysis.run import Run
from simulator.analysis.summary import (
    UNKNOWN_KINDS,
    per_measure,
    savings_known,
    target_outcome,
    without_amount,
    yearly,
)
from simulator.cli.formats import chance, euros, number
from simulator.cli.options import Language
from simulator.cli.output import NARROW, empty_table
from simulator.cli.unknown import NET_UNKNOWN, UNKNOWN

if TYPE_CHECKING:
    import pandas as pd

QUANTITIES = ("baseline", "gross", "damped", "cost", "net")


def print_run(run: Run, out: Console, lang: Language) -> None:
    """Print a run: headline, totals per year, bounds, target, measures, and what is unknown."""
    table = yearly(run)
    _print_headline(run, table, out, lang)
    out.print(_totals(run, table, lang))
    out.print(_bounds(run, table, lang))
    if run.target is not None:
        out.print(_target(run, lang))
    if run.plan.measures:
        out.print(_measures(run, lang, narrow=out.width < NARROW))
    _print_unknown(run, out, lang)


def title_of(run: Run, measure: str, lang: Language) -> str:
    """Title of a measure in a language."""
    title: str = getattr(run.catalogue.measures[measure].title, lang)
    return title


def _table(title: str, left: Sequence[str], right: Sequence[str]) -> Table:
    """Make an empty table with text columns to the left and number columns to the right."""
    table = empty_table(title)
    for heading in left:
        # Titles of measures may fold; years and quantities are short and must stay whole.
        table.add_column(heading, overflow="fold", no_wrap=heading != "measure")
    for heading in right:
        table.add_column(heading, justify="right", no_wrap=True)
    return table


def _print_headline(run: Run, table: pd.DataFrame, out: Console, lang: Language) -> None:
    programme, scenario = run.catalogue.programme, run.scenario
    town = programme.municipalities.get(run.view)
    where = town.title if town else getattr(programme.whole, lang)
    prices = (
        "prices of each year" if scenario.price_level == "nominal" else f"prices of {programme.price_level}"
    )
    drawn = (
        f"{number(run.draws, lang, 0)} draws, seed {scenario.seed}" if run.draws else "most likely case only"
    )
    out.print(Text(f"{getattr(scenario.title, lang)} ({programme.id}/{scenario.id})", style="bold"))
    out.print(f"{where}, {prices}. Run {run.run_id}: {drawn}.")
    year = run.plan.years[-1]
    net = table[(table["quantity"] == "net") & (table["year"] == year)].iloc[0]
    sentence = f"Net saving in {year}: {euros(net['most_likely'], lang)} in the most likely case"
    if run.draws:
        low, high = euros(net["p10"], lang), euros(net["p90"], lang)
        sentence += f"; {euros(net['mean'], lang)} on average, 80% interval {low} to {high}"
    if not savings_known(run.plan, run.view):
        sentence = NET_UNKNOWN.removesuffix(".")
    out.print(sentence + ".\n", style="bold")


def _totals(run: Run, table: pd.DataFrame, lang: Language) -> Table:
    columns = ["most_likely", *(("mean", "p10", "p50", "p90") if run.draws else ())]
    headings = {"most_likely": "most likely", "mean": "mean", "p10": "P10", "p50": "P50", "p90": "P90"}
    result = _table(
        "Totals in euros a year (net = damped - cost)", ["year", ""], [headings[c] for c in columns]
    )
    known = savings_known(run.plan, run.view)
    for year in run.plan.years:
        rows = table[table["year"] == year].set_index("quantity")
        for quantity in QUANTITIES:
            result.add_row(
                str(year) if quantity == QUANTITIES[0] else "",
                quantity,
                *(
                    number(rows.loc[quantity, column], lang, 0)
                    if known or quantity in ("baseline", "cost")
                    else UNKNOWN
                    for column in columns
                ),
                style="bold" if quantity == "net" else None,
                end_section=quantity == QUANTITIES[-1],
            )
    return result


def _bounds(run: Run, table: pd.DataFrame, lang: Language) -> Table:
    damped = table[table["quantity"] == "damped"].set_index("year")["most_likely"]
    result = _table(
        "Saving if measures overlap not at all, by chance, or fully (most likely case)",
        ["year"],
        ["sum", "independent", "full overlap", "this scenario"],
    )
    for at, year in enumerate(run.plan.years):
        limits = (run.bounds.sum[at], run.bounds.independent[at], run.bounds.full_overlap[at])
        known = savings_known(run.plan, run.view)
        cells = [number(float(amount), lang, 0) if known else UNKNOWN for amount in (*limits, damped[year])]
        result.add_row(str(year), *cells)
    return result


def _target(run: Run, lang: Language) -> Table:
    owner = run.catalogue.programme.municipalities[run.target.municipality].title if run.target else ""
    chances = ["chance", "expected shortfall"] if run.draws else []
    result = _table(
        f"Savings task of {owner}, against its share of the net saving",
        ["year"],
        ["task", "net, most likely", *chances],
    )
    for row in target_outcome(run).to_dict("records"):
        if not row["savings_known"]:
            cells = [number(row["target"], lang, 0), *(UNKNOWN for _ in ("net", *chances))]
            result.add_row(str(row["year"]), *cells)
            continue
        cells = [number(row["target"], lang, 0), number(row["most_likely"], lang, 0)]
        if run.draws:
            cells += [chance(row["probability"], lang), number(row["expected_shortfall"], lang, 0)]
        result.add_row(str(row["year"]), *cells)
    return result


def _measures(run: Run, lang: Language, *, narrow: bool) -> Table:
    year = run.plan.years[-1]
    headings = {"gross": "gross", "cost": "cost", "net": "net"}
    headings |= {} if narrow else {"alone": "alone", "last_in": "last in"}
    headings |= {"shapley": "fair share"}
    amounts = list(headings)
    result = _table(
        f"Measures in {year}, most likely case (gross savings do not add up to the total, fair shares do)",
        ["no.", "measure"],
        list(headings.values()),
    )
    result.columns[1].min_width = 16
    result.show_footer = True
    table = per_measure(run)
    rows = table[table["year"] == year]
    nobody_knows = {name: without_amount(run.plan, name, run.view) for name in UNKNOWN_KINDS}
    for row in rows.to_dict("records"):
        unknown = _unknown_amounts(*(row["measure"] in nobody_knows[name] for name in UNKNOWN_KINDS))
        measure = run.catalogue.measures[row["measure"]]
        result.add_row(
            str(measure.number or ""),
            title_of(run, measure.id, lang),
            *(UNKNOWN if name in unknown else number(row[name], lang, 0) for name in amounts),
        )
    unknown = set() if savings_known(run.plan, run.view) else _unknown_amounts(saving=True, cost=False)
    result.columns[1].footer = "total"
    for at, name in enumerate(amounts, start=2):
        # What measures save alone, or last in, is no part of anything: a total would mean nothing.
        if name not in ("alone", "last_in"):
            total = number(rows[name].sum(), lang, 0)
            result.columns[at].footer = UNKNOWN if name in unknown else total
    return result


def _unknown_amounts(saving: bool, cost: bool) -> set[str]:
    """Give the columns of a measure that hold no amount, by what of it nobody knows."""
    found = {"gross", "alone", "last_in", "shapley"} if saving else set()
    return found | ({"cost"} if cost else set()) | ({"net"} if saving or cost else set())


def _print_unknown(run: Run, out: Console, lang: Language) -> None:
    unknown = run.plan.unknown
    if not unknown:
        return
    out.print(
        "\nLeft out of all totals, because nobody knows the amount (unknown is not zero):", style="bold"
    )
    for line in _unknown_lines(run, lang):
        out.print(line, soft_wrap=True)


def _unknown_lines(run: Run, lang: Language) -> Iterable[str]:
    for item in run.plan.unknown:
        title = item.title_nl if lang == "nl" else item.title_en
        yield f"  {title_of(run, item.measure, lang)}: {title} ({item.what})"
