"""The commands together, and the one place where errors turn into a message and an exit code."""

from __future__ import annotations

import os
import sys
from typing import Any

import typer
from typer.core import TyperGroup

from simulator.cli.analyse import analyse_app
from simulator.cli.audit import audit_command
from simulator.cli.break_even import break_even_command
from simulator.cli.chance import chance_command
from simulator.cli.explain import explain_command
from simulator.cli.export import export_command
from simulator.cli.init import init_command
from simulator.cli.listing import list_command
from simulator.cli.monitor import monitor_command
from simulator.cli.run import RunCommand, run_command
from simulator.cli.schema import schema_command
from simulator.cli.sweep import sweep_command
from simulator.cli.validate import validate_command
from simulator.cli.volume_price import volume_price_command
from simulator.errors import InputFileError, SimulatorError

PROGRAM = "python -m simulator"

EXIT_CODES = (
    "Exit codes: 0 done; 1 a file or scenario that is refused, or a check that found something; 2 wrong use."
)


class _Koers(TyperGroup):
    """Commands whose errors are told in words: never a traceback for what a user can repair."""

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]  # noqa: ANN401
        """Run a command; refuse with one message and exit code 1 what Koers refuses on purpose."""
        try:
            return super().invoke(ctx)
        except InputFileError as error:
            typer.echo(error, err=True)
        except SimulatorError as error:
            typer.echo(f"Error: {error}", err=True)
        raise typer.Exit(1)


app = typer.Typer(
    cls=_Koers,
    help=f"Koers: what savings measures in the social domain are worth.\n\n{EXIT_CODES}",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("run", cls=RunCommand)(run_command)
app.command("explain")(explain_command)
app.command("export")(export_command)
app.command("list")(list_command)
app.command("audit")(audit_command)
app.command("monitor")(monitor_command)
app.command("break-even")(break_even_command)
app.command("chance")(chance_command)
app.command("volume-price")(volume_price_command)
app.add_typer(analyse_app, name="analyse")
app.command("sweep")(sweep_command)
app.command("init")(init_command)
app.command("validate")(validate_command)
app.command("schema")(schema_command)


def main() -> None:
    """Run the command line with the arguments of this process."""
    try:
        app(prog_name=PROGRAM)
    except OSError as error:  # a reader that has seen enough is no error: Typer knows it
        if error.filename is not None:
            raise  # not the output: a defect of ours
        _give_up_on_output()
        typer.echo(f"Error: the result cannot be written: {error.strerror}. Send it elsewhere", err=True)
        sys.exit(1)


def _give_up_on_output() -> None:
    """Throw away what is left of standard output, which Python would try to write once more at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
