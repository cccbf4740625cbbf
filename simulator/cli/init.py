"""The command `init`: the files of a new programme."""

from __future__ import annotations

from typing import Annotated

import typer

from simulator.cli.options import DEFAULT_ROOT, Root
from simulator.cli.output import write_text


def init_command(
    programme: Annotated[
        str,
        typer.Argument(metavar="PROGRAMME", help="Id of the new programme, say mijn-regio-2026."),
    ],
    root: Root = DEFAULT_ROOT,
) -> None:
    """Write a new programme: commented files that validate and run, with placeholders to replace.

    Nothing is overwritten. Afterwards: validate, and `run PROGRAMME/voorbeeldscenario`.
    """
    from simulator.cli.places import shown
    from simulator.files import write_new_programme

    for path in write_new_programme(root, programme):
        write_text(f"{shown(path)}\n")
    where = "" if root == DEFAULT_ROOT else f" --root {root}"
    typer.echo(
        "Replace what is marked Voorbeeld, from the top of programme.yaml down. Check and work it out with:\n"
        f"  python -m simulator validate {shown(root / 'measures' / programme)} "
        f"{shown(root / 'scenarios' / programme)}\n"
        f"  python -m simulator run {programme}/voorbeeldscenario{where}",
        err=True,
    )
