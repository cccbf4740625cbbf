"""A choice of packages as tables on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from simulator.analysis.portfolio import Choice, Packages, Winner, front_table
from simulator.cli.analyse_portfolio_data import axis_of, savings_of
from simulator.cli.formats import chance, euros, number, percent
from simulator.cli.options import Language
from simulator.cli.output import console, empty_table
from simulator.cli.unknown import UNKNOWN

if TYPE_CHECKING:
    from simulator.analysis.summary import KnownSavings
    from simulator.domain.catalogue import Catalogue
    from simulator.domain.scenario import Scenario

WISHES = {
    "chance": "--chance",
    "most_fte": "--most-fte",
    "most_residents": "--most-residents",
    "worst_grade": "--worst-grade",
    "required": "--in",
    "complete": "that staff and residents are known (--unknown drops it)",
}
"""The option behind each wish."""

ROWS_SHOWN = 20
"""Most packages of the front in a table."""


def print_choice(
    catalogue: Catalogue,
    scenario: Scenario,
    packages: Packages,
    choice: Choice,
    found: Sequence[Winner],
    lang: Language,
) -> None:
    """Print a choice: the best package and others nearly as good, the front, and what is unknown."""
    out = console()
    out.print(Text(f"{getattr(scenario.title, lang)} ({catalogue.programme.id}/{scenario.id})", style="bold"))
    out.print(_heading(packages, choice, lang))
    if not found:
        out.print("No package meets all wishes. Without one of them:")
        for name, count in choice.without.items():
            out.print(f"  {WISHES[name]}: {number(count, lang, 0)}")
        return
    savings = savings_of(catalogue, scenario, packages)
    out.print(_chosen(catalogue, packages, found, savings, lang))
    for heading, names in (("All of these have", choice.shared), ("They differ in", choice.differing)):
        if names:
            out.print(f"{heading}: " + "; ".join(_title(catalogue, name, lang) for name in names) + ".\n")
    out.print(_front(packages, choice, savings, lang))
    _print_unknown(catalogue, packages, out, lang)


def _heading(packages: Packages, choice: Choice, lang: Language) -> str:
    told = (
        f"{number(packages.count, lang, 0)} packages of {len(packages.candidates.measures)} measures, "
        f"{number(packages.draws, lang, 0)} draws each; {number(len(choice.meeting), lang, 0)} meet the "
        f"wishes, {number(choice.nearly_equal, lang, 0)} nearly equal the best."
    )
    if packages.target is None:
        return told + "\n"
    error = percent(packages.error(0.5), lang, 1)
    task = euros(packages.target, lang)
    return told + f" Task in {packages.year}: {task} ({packages.owner}); standard error at most {error}.\n"


def _chosen(
    catalogue: Catalogue,
    packages: Packages,
    found: Sequence[Winner],
    savings: KnownSavings,
    lang: Language,
) -> Table:
    table = empty_table(f"The best package and others nearly as good, in {packages.year}, in full")
    table.add_column("measures", overflow="fold")
    for heading in ("net", "P10", "P90", "chance", "fte", "residents"):
        table.add_column(heading, justify="right", no_wrap=True)
    for one in found:
        known = savings.of(one.measures)
        nets = [number(amount, lang, 0) for amount in (one.net, one.p10, one.p90)]
        table.add_row(
            ", ".join(_short(catalogue, name) for name in one.measures) or "none",
            *(nets if known else (UNKNOWN, "", "")),
            _chance(one.chance, packages, lang),
            _known(number(one.fte, lang, 1), len(one.no_fte)),
            _known(number(one.residents, lang, 0), len(one.no_residents)),
        )
    return table


def _front(packages: Packages, choice: Choice, savings: KnownSavings, lang: Language) -> Table:
    axis = axis_of(choice.wishes.goal)
    rows = front_table(packages, choice, ("net", axis))
    places = _spread(len(rows))
    shown = f"{len(places)} of {len(rows)} packages; --format csv and json have all"
    table = empty_table(
        f"Most net saving for each number of {axis}, in {packages.year} "
        f"({shown if len(places) < len(rows) else f'{len(rows)} packages'})"
    )
    for heading in ("net", "chance", "fte", "residents", "measures"):
        table.add_column(heading, justify="right", no_wrap=True)
    for row in rows.iloc[places].to_dict("records"):
        known = savings.of(row["ids"].split())
        table.add_row(
            number(row["net"], lang, 0) if known else UNKNOWN,
            _chance(row["chance"], packages, lang),
            _known(number(row["fte"], lang, 1), row["without_fte"]),
            _known(number(row["residents"], lang, 0), row["without_residents"]),
            str(row["measures"]),
        )
    return table


def _spread(count: int) -> list[int]:
    """Give the places of the rows that are shown: evenly spread, and always the first and the last.

    >>> _spread(3), len(_spread(50)), _spread(50)[:2], _spread(50)[-1]
    ([0, 1, 2], 20, [0, 3], 49)
    """
    if count <= ROWS_SHOWN:
        return list(range(count))
    return [round(place * (count - 1) / (ROWS_SHOWN - 1)) for place in range(ROWS_SHOWN)]


def _chance(value: float | None, packages: Packages, lang: Language) -> str:
    """Write a chance of the task: nothing where there is none, unknown where nobody knows what is saved."""
    if packages.target is None:
        return ""
    return UNKNOWN if value is None or isnan(value) else chance(value, lang)


def _known(amount: str, unknown: int) -> str:
    """Add of how many measures the amount is unknown: that is not nothing."""
    return f"{amount} + {unknown} unknown" if unknown else amount


def _print_unknown(catalogue: Catalogue, packages: Packages, out: Console, lang: Language) -> None:
    options = packages.candidates
    for what, names in (("staff", options.no_fte), ("residents", options.no_residents)):
        if names:
            listed = "; ".join(_title(catalogue, name, lang) for name in catalogue.measures if name in names)
            out.print(f"No number of {what} in the source, so not in any sum: {listed}.")


def _title(catalogue: Catalogue, name: str, lang: Language) -> str:
    title: str = getattr(catalogue.measures[name].title, lang)
    return title


def _short(catalogue: Catalogue, name: str) -> str:
    """Number of a measure where it has one, else its id."""
    own = catalogue.measures[name].number
    return name if own is None else str(own)
