"""The command `volume-price`: how much of what spending did is clients, and how much is cost per client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from simulator.cli.options import DEFAULT_ROOT, Format, Lang, Language, Root
from simulator.cli.output import console, empty_table, write_json, write_text

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table

    from simulator.domain.catalogue import Catalogue

REASONS = {
    "no_clients": "no number of clients that one may count with",
    "no_cost": "no spending that one may count with",
    "one_period": "both, but in one period only",
}
"""Why a series cannot be divided."""


def volume_price_command(
    programme: Annotated[
        str, typer.Argument(metavar="PROGRAMME", help="Id of a programme.", show_default=False)
    ],
    form: Annotated[Format, typer.Option("--format", help="How to write the result.")] = "table",
    lang: Lang = "nl",
    root: Root = DEFAULT_ROOT,
) -> None:
    """Divide the observed changes in spending into volume (clients) and price (cost per client).

    By the midpoint method: more clients at the mean cost of both periods, and the change in cost for the mean
    number of clients. The two add up.
    """
    from simulator.analysis.volume_price import added_up, not_divided, observed_changes
    from simulator.cli.places import find_programme

    catalogue = find_programme(programme, root)
    changes = observed_changes(catalogue)
    left_out = not_divided(catalogue)
    if form == "json":
        tables = {"changes": changes, "added_up": added_up(changes), "not_divided": left_out}
        write_json({"programme": programme} | {name: _records(table) for name, table in tables.items()})
    elif form == "csv":
        from simulator.export.csv_text import csv_text

        rows = [list(row.values()) for row in _records(changes)]
        write_text(csv_text(list(changes.columns), rows))
    else:
        _print(catalogue, changes, left_out, lang)


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    cells = table.astype(object).where(table.notna(), None)
    return [{str(key): value for key, value in row.items()} for row in cells.to_dict("records")]


def _print(catalogue: Catalogue, changes: pd.DataFrame, left_out: pd.DataFrame, lang: Language) -> None:
    from simulator.analysis.volume_price import added_up

    out = console()
    if changes.empty:
        out.print("The sources of this programme give no two periods with both clients and spending.")
    else:
        out.print(_table(catalogue, _records(changes), "Changes in spending, EUR", lang))
        together = _records(added_up(changes))
        out.print(_table(catalogue, together, "Members together, as far as they can be added", lang))
        out.print(
            "Volume + price = change in spending. 'By chance': in eight of ten cases luck alone changes the "
            "number of clients by less than this."
        )
    for row in _records(left_out):
        out.print(f"Not divided: {_name(catalogue, row, lang)}: {REASONS[row['reason']]}.")


def _table(catalogue: Catalogue, rows: list[dict[str, Any]], title: str, lang: Language) -> Table:
    from simulator.cli.formats import number

    table = empty_table(title)
    table.add_column("service", overflow="fold", min_width=24)
    for column in ("period", "clients", "by chance", "change", "volume", "price"):
        table.add_column(column, justify="right", no_wrap=True)
    for row in rows:
        forecast = " (forecast)" if row.get("status_to") == "forecast" else ""
        table.add_row(
            _name(catalogue, row, lang),
            f"{row['from']}-{row['to']}{forecast}",
            f"{number(row['clients_from'], lang, 0)} - {number(row['clients_to'], lang, 0)}",
            f"± {number(row['clients_by_chance'], lang, 0)}" if "clients_by_chance" in row else "",
            *(number(row[name], lang, 0) for name in ("change", "volume", "price")),
        )
    return table


def _name(catalogue: Catalogue, row: dict[str, Any], lang: Language) -> str:
    """Name what a row is about, and where."""
    programme = catalogue.programme
    service = programme.services.get(row.get("service") or "")
    about = getattr(service.title, lang) if service else ""
    subject = row.get("subject") or ""
    town = row.get("municipality")
    members = f"{row['members']} of the municipalities" if row.get("members") else ""
    where = programme.municipalities[town].title if town else row.get("place") or members
    return ", ".join(part for part in (about, subject, where) if part)
