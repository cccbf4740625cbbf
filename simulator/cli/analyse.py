"""The commands `analyse ...`: what matters, what to find out first, which package, and how robust."""

from __future__ import annotations

import typer

from simulator.cli.analyse_portfolio import portfolio_command
from simulator.cli.analyse_robustness import robustness_command
from simulator.cli.analyse_sensitivity import sensitivity_command
from simulator.cli.analyse_voi import voi_command

analyse_app = typer.Typer(
    help="Analyse a scenario: what matters most, what to find out first, and which package to choose.",
    no_args_is_help=True,
)
"""The commands under ``analyse``; each stands in a module of its own and is registered below."""
analyse_app.command("sensitivity")(sensitivity_command)
analyse_app.command("voi")(voi_command)
analyse_app.command("portfolio")(portfolio_command)
analyse_app.command("robustness")(robustness_command)
