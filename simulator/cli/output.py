"""Where output goes: results to standard output, everything else to standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from simulator.errors import ScenarioError
from simulator.whole_file import replace_file

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

WIDTH_OF_FILES = 140
"""Columns of a table that goes to a file or pipe, where there is no terminal to ask."""

NARROW = 110
"""Columns of a terminal below which wide tables leave out what one can do without."""

LONG_RUN = 50_000
"""Number of draws from which a run takes long enough to show how far it is."""


def console(*, err: bool = False) -> Console:
    """Give a console for tables and text that takes no text for markup.

    Parameters
    ----------
    err : bool
        True for standard error.
    """
    from rich.console import Console

    stream = sys.stderr if err else sys.stdout
    width = None if stream.isatty() else WIDTH_OF_FILES
    return Console(file=stream, width=width, markup=False, highlight=False, emoji=False)


def empty_table(title: str) -> Table:
    """Give a table without columns yet, in the one style of all tables: few lines, narrow enough for 80."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    return Table(
        title=title,
        title_justify="left",
        title_style="bold",
        header_style="bold",
        box=SIMPLE_HEAD,
        collapse_padding=True,
        pad_edge=False,
    )


def write_whole(path: Path, data: bytes) -> None:
    """Write a file in one go: it is complete or not there.

    Raises
    ------
    ScenarioError
        If it cannot be written.
    """
    try:
        replace_file(path, data)
    except OSError as error:
        raise ScenarioError(f"{path} cannot be written: {error.strerror}. Choose another place") from None


def write_text(text: str) -> None:
    """Write a result to standard output as it is, in UTF-8, whatever the system's own encoding is."""
    typer.echo(text.encode(), nl=False)


def write_json(data: Any) -> None:  # noqa: ANN401
    """Write a result as JSON."""
    write_text(json.dumps(data, ensure_ascii=False, allow_nan=False, indent=2) + "\n")


@contextmanager
def progress_bar(draws: int) -> Iterator[Callable[[int, int], None] | None]:
    """Show how far a long run is, on standard error and only when that is a terminal.

    Yields
    ------
    callable or None
        To be called with the draws done and to do; None when there is nothing to show.
    """
    if draws < LONG_RUN or not sys.stderr.isatty():
        yield None
        return
    from rich.progress import Progress

    with Progress(console=console(err=True), transient=True) as bar:
        task = bar.add_task("Drawing", total=draws)
        yield lambda done, to_do: bar.update(task, completed=done, total=to_do)


def cell_of(value: Any) -> Any:  # noqa: ANN401
    """Leave a cell empty that has no value."""
    is_number = not isinstance(value, float) or isfinite(value)
    return value if is_number else None
