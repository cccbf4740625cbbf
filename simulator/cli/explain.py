"""The command `explain`: why this number."""

from __future__ import annotations

from typing import Annotated

import typer

from simulator.cli.options import DEFAULT_ROOT, Lang, Root, ScenarioName
from simulator.cli.output import console
from simulator.cli.overrides import Overrides


def explain_command(
    scenario: ScenarioName,
    measure: Annotated[
        str, typer.Argument(metavar="MEASURE", help="Id or number of a measure.", show_default=False)
    ],
    year: Annotated[int, typer.Argument(metavar="YEAR", help="A year of the programme.", show_default=False)],
    municipality: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Explain the share of one municipality; 'region' for all of them."),
    ] = None,
    lang: Lang = "nl",
    root: Root = DEFAULT_ROOT,
) -> None:
    """Explain a number: formula, ramp-up, damping, costs, relations, and every driver with its source.

    About the most likely case: the amounts are those of `run --most-likely`.
    """
    from simulator.analysis.explain import explain
    from simulator.analysis.run import run
    from simulator.cli.explain_text import print_explanation
    from simulator.cli.places import find_measure, find_scenario

    catalogue, chosen = find_scenario(scenario, root)
    chosen = Overrides(municipality=municipality).apply(chosen, catalogue)
    result = run(catalogue, chosen, draws=False)
    explanation = explain(result, find_measure(measure, catalogue), year)
    print_explanation(explanation, catalogue, console(), lang)
