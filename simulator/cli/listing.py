"""The command `list`: which programmes, scenarios and measures there are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from simulator.cli.options import DEFAULT_ROOT, Lang, Language, Root
from simulator.cli.output import console, empty_table, write_json
from simulator.errors import ScenarioError
from simulator.suggestion import did_you_mean, one_of

if TYPE_CHECKING:
    from simulator.domain.catalogue import Catalogue

KINDS = ("programmes", "scenarios", "measures")
"""What can be listed."""

Entry = dict[str, Any]


def list_command(
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="WHAT",
            help="programmes, scenarios or measures; all three when left out.",
            show_default=False,
        ),
    ] = None,
    programme: Annotated[
        str | None,
        typer.Argument(
            metavar="PROGRAMME",
            help="Id of the programme to list alone; may stand alone too. All of them when left out.",
            show_default=False,
        ),
    ] = None,
    form: Annotated[
        Literal["table", "json"], typer.Option("--format", help="How to write the result.")
    ] = "table",
    lang: Lang = "nl",
    root: Root = DEFAULT_ROOT,
) -> None:
    """List programmes, scenarios and measures: of all programmes, or of one."""
    kind, only = _asked(what, programme, root)
    entries = _entries(root, lang, only)
    chosen = {name: found for name, found in entries.items() if kind in (None, name)}
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


def _asked(what: str | None, programme: str | None, root: Path) -> tuple[str | None, str | None]:
    """Tell what is to be listed from which programme it is to be of, whichever of the two is given.

    Raises
    ------
    ScenarioError
        If there is no such programme.
    """
    from simulator.cli.places import known_programme, programme_folders

    if what is None or what in KINDS:
        return what, None if programme is None else known_programme(programme, root)
    if programme is None and what in programme_folders(root):
        return None, what
    if programme is not None:
        raise typer.BadParameter(f"found '{what}'; expected {one_of(KINDS)}", param_hint="'WHAT'")
    folders = programme_folders(root)
    raise ScenarioError(
        f"found '{what}'; expected {one_of(KINDS)}, or a programme: {one_of(folders)} (in {root}). "
        + did_you_mean(what, [*KINDS, *folders], "Choose one of these.")
    )


def _entries(root: Path, lang: Language, only: str | None) -> dict[str, list[Entry]]:
    from simulator.cli.places import programme_folders
    from simulator.files import load_catalogue

    result: dict[str, list[Entry]] = {kind: [] for kind in KINDS}
    folders = programme_folders(root)
    for folder in folders.values() if only is None else [folders[only]]:
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
