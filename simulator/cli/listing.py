"""The command `list`: which programmes, scenarios and measures there are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from simulator.cli.options import DEFAULT_ROOT, Lang, Language, Root
from simulator.cli.output import console, empty_table, write_json

if TYPE_CHECKING:
    from simulator.domain.catalogue import Catalogue

Kind = Literal["programmes", "scenarios", "measures"]

Entry = dict[str, Any]


def list_command(
    what: Annotated[Kind | None, typer.Argument(help="What to list; all of it when left out.")] = None,
    form: Annotated[
        Literal["table", "json"], typer.Option("--format", help="How to write the result.")
    ] = "table",
    lang: Lang = "nl",
    root: Root = DEFAULT_ROOT,
) -> None:
    """List programmes, scenarios and measures."""
    entries = _entries(root, lang)
    chosen = {kind: found for kind, found in entries.items() if what in (None, kind)}
    if form == "json":
        write_json(chosen)
        return
    out = console()
    for kind, found in chosen.items():
        columns = list(found[0]) if found else ["id"]
        table = empty_table(kind.capitalize())
        for column in columns:
            table.add_column(column, overflow="fold")
        for entry in found:
            table.add_row(*("" if value is None else str(value) for value in entry.values()))
        out.print(table)


def _entries(root: Path, lang: Language) -> dict[str, list[Entry]]:
    from simulator.cli.places import programme_folders
    from simulator.files import load_catalogue

    result: dict[str, list[Entry]] = {"programmes": [], "scenarios": [], "measures": []}
    for folder in programme_folders(root).values():
        catalogue = load_catalogue(folder)
        result["scenarios"] += _scenarios(root, catalogue, lang)
        result["programmes"].append(
            {"id": catalogue.programme.id, "title": getattr(catalogue.programme.title, lang)}
        )
        result["measures"] += _measures(catalogue, lang)
    return result


def _scenarios(root: Path, catalogue: Catalogue, lang: Language) -> list[Entry]:
    from simulator.files import load_scenario, scenario_paths

    programme = catalogue.programme.id
    loaded = [load_scenario(path, catalogue) for path in scenario_paths(root, programme)]
    return [
        {
            "programme": programme,
            "id": scenario.id,
            "title": getattr(scenario.title, lang),
            "measures_on": len(scenario.active()),
            "municipality": scenario.municipality,
        }
        for scenario in loaded
    ]


def _measures(catalogue: Catalogue, lang: Language) -> list[Entry]:
    return [
        {
            "programme": catalogue.programme.id,
            "number": measure.number,
            "id": measure.id,
            "title": getattr(measure.title, lang),
            "status": measure.status,
            "scope": measure.scope,
        }
        for measure in catalogue.measures.values()
    ]
