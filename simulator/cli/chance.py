"""The command `chance`: how far spending moves by luck alone, and what pooling does to that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from simulator.cli.options import DEFAULT_ROOT, Format, Lang, Language, Root, ScenarioName
from simulator.cli.output import console, empty_table, write_json, write_text
from simulator.cli.overrides import Overrides
from simulator.errors import ScenarioError

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table

    from simulator.analysis.chance import Chance
    from simulator.domain.catalogue import Catalogue

_SERVICES = ("service", "clients", "per client", "expected", "by chance", "together", "growth", "both")
_POOLING = ("municipality", "clients", "expected", "± alone", "± alone", "± together", "± together")


def chance_command(  # noqa: PLR0913, PLR0917 - an option is an argument
    scenario: ScenarioName,
    municipality: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Show one municipality; 'region' for all of them."),
    ] = None,
    year: Annotated[
        int | None, typer.Option(help="Year of the programme.", show_default="the last one")
    ] = None,
    spread: Annotated[
        float,
        typer.Option(min=0.0, max=10.0, help="Standard deviation of a client's cost, as part of the mean."),
    ] = 1.0,
    dispersion: Annotated[
        float,
        typer.Option(min=1.0, max=100.0, help="Variance of the number of clients, as part of the mean."),
    ] = 1.0,
    form: Annotated[Format, typer.Option("--format", help="How to write the result.")] = "table",
    lang: Lang = "nl",
    root: Root = DEFAULT_ROOT,
) -> None:
    """Tell how far a year's spending moves by chance alone, and what pooling municipalities does to that.

    Spending is that under unchanged policy. The spread of a client's cost and of the number of clients are
    assumptions: no source gives them.
    """
    from simulator.analysis.chance import chance
    from simulator.cli.places import find_scenario
    from simulator.suggestion import one_of

    catalogue, chosen = find_scenario(scenario, root)
    chosen = Overrides(municipality=municipality).apply(chosen, catalogue)
    years = catalogue.programme.years
    if year is not None and year not in years:
        raise ScenarioError(f"found year {year}; expected {one_of(map(str, years))}. Choose one of these")
    found = chance(catalogue, chosen, year=year, spread=spread, dispersion=dispersion)
    if form == "json":
        write_json(_as_dict(found))
    elif form == "csv":
        write_text(_as_csv(found.services))
    else:
        _print(found, catalogue, lang)


def _as_dict(found: Chance) -> dict[str, Any]:
    return {
        "view": found.view,
        "year": found.year,
        "assumptions": {"spread": found.spread, "dispersion": found.dispersion},
        "services": _records(found.services),
        "pooling": _records(found.pooling),
        "clients_unknown": list(found.unknown),
        "clients_partly_known": list(found.partial),
        "budget_ceiling": list(found.capped),
    }


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    cells = table.astype(object).where(table.notna(), None)
    return [{str(key): value for key, value in row.items()} for row in cells.to_dict("records")]


def _as_csv(table: pd.DataFrame) -> str:
    from simulator.export.csv_text import csv_text

    cells = table.astype(object).where(table.notna(), None)
    return csv_text(list(table.columns), cells.itertuples(index=False))


def _print(found: Chance, catalogue: Catalogue, lang: Language) -> None:
    programme, out = catalogue.programme, console()
    towns = {name: town.title for name, town in programme.municipalities.items()}
    titles = {name: getattr(service.title, lang) for name, service in programme.services.items()}
    whole = getattr(programme.whole, lang)
    where = towns.get(found.view, whole)
    if found.services.empty:
        out.print(f"{where}: no service with a known number of clients, so nothing can be said about chance.")
    else:
        title = f"{where} in {found.year}: spending, and 80% intervals in thousands of euros"
        out.print(_services(found, title, titles, lang))
        out.print(_pooling(found, {**towns, "region": whole}, lang))
        out.print(
            f"Assumed: a client's cost varies by {found.spread:g} times its mean, the number of clients by "
            f"{found.dispersion:g} times that of independent arrivals. Growth counts in 'growth' and 'both'."
        )
    for names, told in (
        (found.unknown, "Left out, number of clients unknown"),
        (found.partial, "Together only those of whom it is known, number of clients partly unknown"),
        (found.capped, "Left out, budget ceiling: chance moves the waiting list and not the spending"),
    ):
        if names:
            out.print(f"{told}: {', '.join(titles[name] for name in names)}.")


def _services(found: Chance, title: str, titles: dict[str, str], lang: Language) -> Table:
    from simulator.cli.formats import euros, number

    def band(row: dict[str, Any], name: str) -> str:
        low, high = (row[f"{name}{end}"] / 1_000 for end in ("low", "high"))
        return f"{number(low, lang, 0)} - {number(high, lang, 0)}"

    table = _table(title, _SERVICES)
    for row in _records(found.services):
        table.add_row(
            titles.get(row["service"], "together"),
            number(row["clients"], lang, 0 if row["clients_from"] == "observed" else 1),
            euros(row["cost_per_client"], lang),
            euros(row["expected"], lang),
            *(band(row, name) for name in ("", "pooled_", "growth_", "both_")),
        )
    return table


def _pooling(found: Chance, titles: dict[str, str], lang: Language) -> Table:
    from simulator.cli.formats import euros, number, percent

    table = _table("By chance alone (standard deviation): each for itself, and all together", _POOLING)
    for row in _records(found.pooling):
        table.add_row(
            titles[row["municipality"]],
            number(row["clients"], lang, 0),
            euros(row["expected"], lang),
            euros(row["deviation"], lang),
            percent(row["relative"], lang, 1),
            euros(row["pooled_deviation"], lang),
            percent(row["pooled_relative"], lang, 1),
        )
    return table


def _table(title: str, columns: Sequence[str]) -> Table:
    table = empty_table(title)
    table.add_column(columns[0], overflow="fold", min_width=20)
    for column in columns[1:]:
        table.add_column(column, justify="right", no_wrap=True)
    return table
