"""The command `analyse voi`: what to find out before a decision, and what that is worth at most."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from simulator.cli.analyse_sensitivity import Draws, Municipality, Over, Seed, Year, task_of
from simulator.cli.options import DEFAULT_ROOT, Format, Lang, Language, Root, ScenarioName
from simulator.cli.output import console, empty_table, write_json, write_text
from simulator.cli.overrides import Overrides

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console

    from simulator.analysis.run import Run
    from simulator.analysis.voi import Research

Table = Literal["information", "decisions", "missing"]


def voi_command(  # noqa: PLR0913, PLR0917 - an option is an argument
    scenario: ScenarioName,
    form: Annotated[Format, typer.Option("--format", help="How to write the result.")] = "table",
    year: Year = None,
    over: Over = "year",
    certainty: Annotated[
        float, typer.Option(help="Chance from which one counts on the savings task: an assumption.")
    ] = 0.5,
    which: Annotated[Table, typer.Option("--table", help="Which table to write as CSV.")] = "information",
    municipality: Municipality = None,
    draws: Draws = None,
    seed: Seed = None,
    lang: Lang = "nl",
    root: Root = DEFAULT_ROOT,
) -> None:
    """Tell what to find out first: the value of perfect information for the decisions at hand.

    The decisions are to keep or drop each measure, by what the package saves with and without it in one
    year or in all, and to count on the savings task or not. Real research tells less than all: the
    values are upper bounds.
    """
    from simulator.analysis.run import run
    from simulator.analysis.voi import research
    from simulator.cli.places import find_scenario

    catalogue, chosen = find_scenario(scenario, root)
    chosen = Overrides(municipality=municipality, draws=draws, seed=seed).apply(chosen, catalogue)
    result = run(catalogue, chosen)
    found = research(result, year, whole=over == "programme", certainty=certainty)
    if form == "table":
        _print(result, found, console(), lang)
        return

    from simulator.cli.analyse_text import as_csv, missing_table, records, titled

    tables = {
        "information": titled(found.information, catalogue, lang),
        "decisions": titled(
            _without_zeros(found.decisions.assign(along=found.decisions["along"].map(" ".join))),
            catalogue,
            lang,
        ),
        "missing": missing_table(found.missing, catalogue, lang),
    }
    if form == "csv":
        write_text(as_csv(tables[which].assign(run_id=found.run_id, year=found.asked.year)))
        return
    about = {"run_id": found.run_id, "year": found.asked.year, "view": found.asked.view}
    about |= {"decisions_over": over, "certainty": found.certainty, "draws": found.draws}
    about |= {"task": task_of(found.asked)}
    write_json(about | {name: records(table) for name, table in tables.items()})


def _without_zeros(decisions: pd.DataFrame) -> pd.DataFrame:
    """Leave numbers out where nobody knows them: unknown is not zero, and no reason to drop a measure."""
    numbers = ["mean", "says_yes", "wrong", "gain", "changes"]
    nobody_knows = decisions["unknown"] & ~decisions["amounts"]
    table = decisions.astype(dict.fromkeys(numbers, object))
    table.loc[nobody_knows, numbers] = None
    return table


def _print(run: Run, found: Research, out: Console, lang: Language) -> None:
    from simulator.cli.analyse_text import print_missing

    for told in _in_words(run, found, lang):
        out.print(told, style="bold")
    _print_decisions(run, found, out, lang)
    _print_information(run, found, out, lang)
    if (found.decisions["decision"] == "task").any():
        weighing = _weighing(found, lang)
        out.print(f"For the savings task, knowing is worth more chance of judging right{weighing}.")
    if found.decisions["unknown"].any():
        out.print("* Something of this measure has no amount: what it is worth is about known amounts alone.")
    print_missing(found.missing, run.catalogue, out, lang)


def _in_words(run: Run, found: Research, lang: Language) -> Iterator[str]:
    """Say what to find out first: for the measures together, and for the task."""
    from simulator.cli.analyse_text import driver_title, measure_title
    from simulator.cli.formats import euros

    single = found.information[found.information["kind"] != "group"]
    chosen = found.decisions.set_index(found.decisions["measure"].fillna(""))["says_yes"]
    keep, task = single[single["decision"] == "keep"], single[single["decision"] == "task"]
    for row in keep.sort_values("gain", ascending=False, kind="stable").head(1).to_dict("records"):
        measure = measure_title(row["measure"], run.catalogue, lang)
        yield (
            f"First find out: {driver_title(row['name'], run.catalogue, lang)}. It changes the choice about "
            f"{measure} (now: {'keep' if chosen[row['measure']] else 'drop'}) in {_cases(row['changes'])}, "
            f"and is worth at most {euros(row['gain'], lang)}."
        )
    for row in task.head(1).to_dict("records"):
        yield (
            f"For the savings task (now: {'count' if chosen[''] else 'do not count'} on it) first find out: "
            f"{driver_title(row['name'], run.catalogue, lang)}. It changes that in {_cases(row['changes'])}."
        )


def _cases(share: float) -> str:
    """Say how often in ten cases.

    >>> _cases(0.31), _cases(0.01)
    ('3 of 10 cases', 'fewer than 1 of 10 cases')
    """
    times = round(10 * share)
    return f"{times} of 10 cases" if times else "fewer than 1 of 10 cases"


def _print_decisions(run: Run, found: Research, out: Console, lang: Language) -> None:
    from simulator.cli.analyse_text import driver_title, measure_title
    from simulator.cli.formats import chance, euros

    table = empty_table(f"Decisions: what one chooses now, and how often that is wrong ({_years(found)})")
    for heading in ("decision", "chosen now", "worth", "wrong", "knowing all", "find out first"):
        right = heading in ("worth", "wrong", "knowing all")
        table.add_column(heading, justify="right" if right else "left", overflow="fold")
    for row in found.decisions.to_dict("records"):
        task = row["decision"] == "task"
        nobody_knows = row["unknown"] and not row["amounts"]
        if nobody_knows:
            chosen = "saving unknown" if row["known"] == "cost" else "no amounts"
        elif not row["amounts"]:
            chosen = "nothing at stake"
        elif task:
            chosen = "count on it" if row["says_yes"] else "do not count on it"
        else:
            chosen = "keep" if row["says_yes"] else "drop"
        title = "savings task" if task else measure_title(row["measure"], run.catalogue, lang)
        table.add_row(
            title + ("*" if row["unknown"] else ""),
            chosen,
            "" if nobody_knows else chance(row["mean"], lang) if task else euros(row["mean"], lang),
            chance(row["wrong"], lang) if row["amounts"] else "",
            "" if nobody_knows else chance(row["gain"], lang) if task else euros(row["gain"], lang),
            driver_title(row["best"], run.catalogue, lang) if row["best"] else "",
        )
    out.print(table)


def _print_information(run: Run, found: Research, out: Console, lang: Language) -> None:
    from simulator.cli.analyse_text import driver_title, measure_title
    from simulator.cli.formats import euros, percent

    if found.information.empty:
        out.print("Nothing that could be found out would change a decision.")
        return
    table = empty_table(
        "What to find out, what knowing it is worth at most, and how often it changes the choice"
    )
    for heading in ("decision", "find out", "worth at most", "changes the choice"):
        right = heading in ("worth at most", "changes the choice")
        table.add_column(heading, justify="right" if right else "left", overflow="fold")
    for row in found.information.sort_values("gain", ascending=False, kind="stable").to_dict("records"):
        task = row["decision"] == "task"
        table.add_row(
            "savings task" if task else f"keep {measure_title(row['measure'], run.catalogue, lang)}",
            driver_title(row["name"], run.catalogue, lang),
            percent(row["gain"], lang, 1) if task else euros(row["gain"], lang),
            percent(row["changes"], lang, 0),
        )
    out.print(table)


def _weighing(found: Research, lang: Language) -> str:
    """Say how mistakes about the task weigh, where one is worse than the other."""
    from simulator.analysis.voi import CERTAINTY, MISTAKES
    from simulator.cli.formats import number

    if found.certainty == CERTAINTY:  # both mistakes are as bad
        return ""
    vain, missed = (number(MISTAKES * part, lang) for part in (found.certainty, 1 - found.certainty))
    return f"; counting on it in vain weighs {vain}, giving it up in vain {missed}"


def _years(found: Research) -> str:
    return "measures over all years together" if found.asked.whole else f"measures in {found.asked.year}"
