"""The command `schema`: JSON Schema of the input files, for editors, and of exported tables."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from simulator.cli.output import write_json


def schema_command(
    kind: Annotated[
        Literal["measure", "programme", "scenario", "printed", "observed", "position", "sweep", "budget"],
        typer.Argument(help="Which kind of file; budget: what export writes as JSON."),
    ],
) -> None:
    """Write the JSON Schema of one kind of file."""
    if kind == "budget":
        from simulator.export.tables_schema import tables_schema

        write_json(tables_schema())
        return
    from simulator.schema import json_schema

    write_json(json_schema(kind))
