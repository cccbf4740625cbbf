"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

DEFAULT_ROOT = Path(__file__).resolve().parents[2]
"""The folder that holds the package, and beside it ``measures/`` and ``scenarios/``."""

Language = Literal["nl", "en"]
"""Language of titles and texts from the files, and of the way numbers are written."""

Format = Literal["table", "json", "csv"]

Root = Annotated[
    Path,
    typer.Option(help="Folder that holds measures/ and scenarios/.", show_default="those of this checkout"),
]
Lang = Annotated[
    Language, typer.Option(help="Language of titles and texts from the files, and of numbers in tables.")
]
ScenarioName = Annotated[
    str,
    typer.Argument(
        metavar="SCENARIO",
        help="Id of a scenario, programme/id, or the path of a YAML file.",
        show_default=False,
    ),
]
