"""The command `schema`: JSON Schema of the input files, for editors."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from simulator.cli.output import write_json


def schema_command(
    kind: Annotated[
        Literal["measure", "programme", "scenario", "printed", "observed", "position", "sweep"],
        typer.Argument(help="Which kind of file."),
    ],
) -> None:
    """Write the JSON Schema of one kind of input file."""
    from simulator.schema import json_schema

    write_json(json_schema(kind))
