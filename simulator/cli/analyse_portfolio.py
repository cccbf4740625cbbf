"""The command `analyse portfolio`: which package of measures meets what is asked at the least burden."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from simulator.cli.analyse_portfolio_save import save_packages
from simulator.cli.options import DEFAULT_ROOT, Format, Lang, Root, ScenarioName
from simulator.cli.output import console, write_json, write_text

if TYPE_CHECKING:
    from simulator.analysis.portfolio import Choice, Packages, Winner
    from simulator.domain.catalogue import Catalogue
    from simulator.domain.scenario import Scenario

Goal = Literal["net", "residents", "fte", "measures"]


Required = Annotated[
    list[str] | None, typer.Option("--in", metavar="ID", help="Measure that must be in; repeat for more.")
]
Barred = Annotated[
    list[str] | None, typer.Option("--out", metavar="ID", help="Measure that must be out; repeat for more.")
]
Also = Annotated[
    list[str] | None,
    typer.Option(metavar="ID", help="Measure to choose from beside those that the scenario names."),
]
Only = Annotated[
    list[str] | None,
    typer.Option(
        metavar="ID",
        help="Measure to choose from; repeat for more. The others stay on or off, as in the scenario.",
    ),
]
Unknown = Annotated[
    bool,
    typer.Option(
        "--unknown",
        help="Also packages of which staff or residents, where they count, are not fully known.",
    ),
]


Save = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER", help="Write the listed packages there too, each as a scenario; A is the best."
    ),
]


def portfolio_command(  # noqa: PLR0913, PLR0917 - an option is an argument
    scenario: ScenarioName,
    form: Annotated[Format, typer.Option("--format", help="How to write the result.")] = "table",
    goal: Annotated[
        Goal,
        typer.Option(help="What should be best: most net saving, or fewest residents, staff or measures."),
    ] = "net",
    year: Annotated[
        int | None, typer.Option(help="Year of the savings task.", show_default="the last with a task")
    ] = None,
    chance: Annotated[
        float | None, typer.Option(min=0.0, max=1.0, help="Least chance of making the task: 0.8 is 80%.")
    ] = None,
    most_fte: Annotated[float | None, typer.Option(min=0.0, help="Most staff in any year.")] = None,
    most_residents: Annotated[
        float | None,
        typer.Option(min=0.0, help="Most residents who notice it; who notices two measures counts twice."),
    ] = None,
    worst_grade: Annotated[
        int | None, typer.Option(min=1, max=6, help="Weakest evidence grade a measure may have; 1 is best.")
    ] = None,
    required: Required = None,
    barred: Barred = None,
    also: Also = None,
    only: Only = None,
    unknown: Unknown = False,
    save: Save = None,
    lang: Lang = "nl",
    root: Root = DEFAULT_ROOT,
) -> None:
    """Work out every package of the scenario's measures and choose: what meets the wishes, what is best.

    Measures that the scenario names take part, on or off; with more than 18, say with --only which to choose
    from. The search uses fewer draws than a run; the packages that are listed are worked out in full
    afterwards.
    """
    from simulator.analysis.portfolio import Wishes, choose, winners
    from simulator.cli.analyse_portfolio_measures import chosen_from
    from simulator.cli.places import find_measure, find_scenario

    catalogue, asked = find_scenario(scenario, root)
    inside, outside, more, alone = (
        [find_measure(name, catalogue) for name in names or ()] for names in (required, barred, also, only)
    )
    options = chosen_from(catalogue, asked, inside, outside, more, alone)
    wishes = Wishes(
        goal, chance, most_fte, most_residents, worst_grade, frozenset(inside), complete=not unknown
    )
    packages = _searched(catalogue, asked, options, year)
    choice = choose(packages, wishes)
    found = winners(catalogue, asked, packages, choice.near)
    if save is not None:
        save_packages(found, save)
    _tell(form, catalogue, asked, packages, choice, found, lang)


def _tell(
    form: Format,
    catalogue: Catalogue,
    asked: Scenario,
    packages: Packages,
    choice: Choice,
    found: Sequence[Winner],
    lang: Lang,
) -> None:
    from simulator.cli.analyse_portfolio_data import choice_as_csv, choice_as_dict
    from simulator.cli.analyse_portfolio_print import print_choice

    match form:
        case "json":
            write_json(choice_as_dict(catalogue, asked, packages, choice, found))
        case "csv":
            write_text(choice_as_csv(catalogue, asked, packages, choice, found))
        case "table":
            print_choice(catalogue, asked, packages, choice, found, lang)


def _searched(catalogue: Catalogue, scenario: Scenario, options: Any, year: int | None) -> Packages:  # noqa: ANN401
    from simulator.analysis.portfolio import search

    found: Packages | None = None
    with _bar(options.count) as progress:
        for step in search(catalogue, scenario, options, year):
            progress(step.done)
            found = step.packages or found
    assert found is not None  # the last step has them
    return found


@contextmanager
def _bar(total: int) -> Iterator[Callable[[int], None]]:
    """Show how far the search is, on standard error and only when that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.progress import Progress

    with Progress(console=console(err=True), transient=True) as bar:
        task = bar.add_task("Packages", total=total)
        yield lambda done: bar.update(task, completed=done)
