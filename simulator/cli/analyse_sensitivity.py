"""The command `analyse sensitivity`: what the uncertainty of a year comes from."""

from __future__ import annotations

from math import isnan, nan
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from simulator.cli.options import DEFAULT_ROOT, Format, Lang, Language, Root, ScenarioName
from simulator.cli.output import console, empty_table, write_json, write_text
from simulator.cli.overrides import Overrides
from simulator.cli.unknown import NET_UNKNOWN, TASK_UNKNOWN, run_known

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console

    from simulator.analysis.run import Run
    from simulator.analysis.sensitivity import Question, Sensitivity

Table = Literal["drivers", "layers", "switching", "missing"]

Year = Annotated[
    int | None, typer.Option(help="A year of the programme.", show_default="the programme's last")
]
Over = Annotated[
    Literal["year", "programme"],
    typer.Option(help="Keep or drop a measure by what it does in that year, or in all years together."),
]
Top = Annotated[int, typer.Option(min=1, help="Number of drivers that the table shows.")]
Municipality = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="The share of one municipality; 'region' for all of them."),
]
Draws = Annotated[
    int | None,
    typer.Option(min=100, max=1_000_000, help="Number of draws.", show_default="the scenario's"),
]
Seed = Annotated[
    int | None,
    typer.Option(min=0, max=2**32 - 1, help="Seed of the draws.", show_default="the scenario's"),
]


def sensitivity_command(  # noqa: PLR0913, PLR0917 - an option is an argument
    scenario: ScenarioName,
    form: Annotated[Format, typer.Option("--format", help="How to write the result.")] = "table",
    year: Year = None,
    over: Over = "year",
    which: Annotated[Table, typer.Option("--table", help="Which table to write as CSV.")] = "drivers",
    top: Top = 12,
    municipality: Municipality = None,
    draws: Draws = None,
    seed: Seed = None,
    lang: Lang = "nl",
    root: Root = DEFAULT_ROOT,
) -> None:
    """Tell what matters most: tornado, indices, switching values, and variance by layer.

    A driver is set to its P10 and its P90 while all others stay at their draws. The first-order index is the
    part of the variance that would go if the driver were known; the total index also counts what it does
    together with others. A switching value is where a measure begins to cost money, or the task is made or
    missed, with everything else at its most likely value.
    """
    from simulator.analysis.run import run
    from simulator.analysis.sensitivity import sensitivity
    from simulator.cli.places import find_scenario

    catalogue, chosen = find_scenario(scenario, root)
    chosen = Overrides(municipality=municipality, draws=draws, seed=seed).apply(chosen, catalogue)
    result = run(catalogue, chosen)
    found = sensitivity(result, year, whole=over == "programme")
    if form == "table":
        _print(result, found, console(), lang, top)
        return
    tables = _tables(result, found, lang)
    if form == "csv":
        from simulator.cli.analyse_text import as_csv

        write_text(as_csv(tables[which].assign(run_id=found.run_id, year=found.asked.year)))
    else:
        write_json(_as_dict(run_known(result), found, tables))


def _tables(run: Run, found: Sensitivity, lang: Language) -> dict[str, pd.DataFrame]:
    from simulator.analysis.sensitivity import named
    from simulator.cli.analyse_text import missing_table, titled

    drivers, layers = found.drivers.copy(), found.layers.copy()
    if not run_known(run):
        drivers.loc[drivers["outcome"] == "net", ["at_p10", "at_p90", "first", "total"]] = nan
        layers.loc[layers["outcome"] == "net", "share"] = nan
    drivers, switching = (
        titled(
            table.assign(unit=[named(run.catalogue, name).unit for name in table["name"]]),
            run.catalogue,
            lang,
        )
        for table in (drivers, found.switching)
    )
    return {
        "drivers": drivers,
        "layers": layers,
        "switching": switching,
        "missing": missing_table(found.missing, run.catalogue, lang),
    }


def task_of(asked: Question) -> dict[str, Any] | None:
    """Give the savings task that is asked about; nothing is said of its chance where nobody knows it."""
    if asked.owner is None:
        return None
    return {"municipality": asked.owner, "amount": asked.amount, "savings_known": asked.task_known}


def _as_dict(known: bool, found: Sensitivity, tables: dict[str, pd.DataFrame]) -> dict[str, Any]:
    from simulator.cli.analyse_text import records

    return {
        "run_id": found.run_id,
        "year": found.asked.year,
        "view": found.asked.view,
        "decisions_over": "programme" if found.asked.whole else "year",
        "task": task_of(found.asked),
        "draws": found.draws,
        "draws_per_row": found.points,
        "savings_known": known,
        "mean": found.middle if known else found.middle | {"net": None},
        "net_p10_p90": list(found.interval) if known else [None, None],
        **{name: records(table) for name, table in tables.items()},
    }


def _print(run: Run, found: Sensitivity, out: Console, lang: Language, top: int) -> None:
    from simulator.cli.analyse_text import print_missing
    from simulator.cli.formats import chance, euros

    low, high = (euros(end, lang) for end in found.interval)
    net = euros(found.middle["net"], lang)
    told = f"Net saving in {found.asked.year}: {net} on average, 80% interval {low} to {high}."
    out.print(told if run_known(run) else NET_UNKNOWN, style="bold")
    out.print(f"Run {found.run_id}.")
    if "task" in found.middle:
        likely = chance(found.middle["task"], lang)
        settled = ": settled, so nothing is ranked by it" if found.settled("task") else ""
        out.print(f"Chance that the savings task is made: {likely}{settled}.")
    elif found.asked.owner is not None:
        out.print(TASK_UNKNOWN)
    if run_known(run):
        _print_drivers(run, found, out, lang, top)
        _print_layers(found, out, lang)
    else:
        out.print("So nothing is ranked by the net saving.")
    _print_switching(run, found, out, lang)
    print_missing(found.missing, run.catalogue, out, lang)


def _print_drivers(run: Run, found: Sensitivity, out: Console, lang: Language, top: int) -> None:
    from simulator.cli.analyse_text import driver_title, measure_title, value_of
    from simulator.cli.formats import chance, number, percent

    with_task = "task" in found.middle and not found.settled("task")
    table = empty_table("What matters most: net saving and indices, by driver at its P10 and its P90")
    for heading in ("driver", "measure"):
        table.add_column(heading, overflow="fold", min_width=16)
    for heading in ("P10", "P90", "net at P10", "net at P90", "first", "total"):
        table.add_column(heading, justify="right", no_wrap=heading not in ("P10", "P90"))
    for heading in ("task at P10", "at P90") if with_task else ():
        table.add_column(heading, justify="right", no_wrap=True)
    net = found.drivers[found.drivers["outcome"] == "net"].head(top)
    task = found.drivers[found.drivers["outcome"] == "task"].set_index("name")
    for row in net.to_dict("records"):
        name = row["name"]
        cells = [
            driver_title(name, run.catalogue, lang),
            measure_title(row["measure"], run.catalogue, lang),
            *(value_of(row[end], name, run.catalogue, lang) for end in ("p10", "p90")),
            *(number(row[end], lang, 0) for end in ("at_p10", "at_p90")),
            *(percent(min(max(row[index], 0.0), 1.0), lang, 0) for index in ("first", "total")),
        ]
        if with_task:
            cells += [chance(task.loc[name, end], lang) for end in ("at_p10", "at_p90")]
        table.add_row(*cells)
    out.print(table)
    if (net["layer"] == "common").any():
        out.print("What several drivers go along with is in standard deviations from its middle.")
    left = (found.drivers["outcome"] == "net").sum() - len(net)
    if left > 0:
        out.print(f"and {left} more; --top shows more of them, --format csv all.")


def _print_layers(found: Sensitivity, out: Console, lang: Language) -> None:
    from simulator.cli.formats import percent

    table = empty_table("Which part of the variance of the net saving comes from which layer")
    for heading in ("layer", "drivers", "part"):
        table.add_column(heading, justify="left" if heading == "layer" else "right")
    for row in found.layers[found.layers["outcome"] == "net"].to_dict("records"):
        share = "not in this run" if isnan(row["share"]) else percent(row["share"], lang, 0)
        table.add_row(row["layer"], str(row["sources"]), share)
    out.print(table)


def _print_switching(run: Run, found: Sensitivity, out: Console, lang: Language) -> None:
    from simulator.cli.analyse_text import driver_title, measure_title, value_of
    from simulator.cli.formats import number, percent

    switching = found.switching
    turning = switching[switching["value"].notna()].sort_values("relative", key=abs)
    table = empty_table("Switching values: where a choice turns around, all else at its most likely value")
    for heading in ("decision", "driver"):
        table.add_column(heading, overflow="fold", min_width=16)
    table.add_column("now")
    for heading in ("most likely", "switches at", "change"):
        table.add_column(heading, justify="right")
    for row in turning.to_dict("records"):
        catalogue, name = run.catalogue, row["name"]
        task = row["decision"] == "task"
        now = ("made" if task else "keep") if row["margin"] >= 0 else ("missed" if task else "drop")
        change = "" if isnan(row["relative"]) else percent(row["relative"], lang, 0)
        table.add_row(
            "savings task" if task else measure_title(row["measure"], catalogue, lang),
            driver_title(name, catalogue, lang),
            now,
            *(value_of(row[value], name, catalogue, lang) for value in ("most_likely", "value")),
            change,
        )
    out.print(table)
    known = switching[switching["margin"].notna()]
    few, every = number(known["value"].isna().sum(), lang, 0), number(len(known), lang, 0)
    out.print(f"In {few} of {every} decisions by driver nothing turns around in its range.")
    if left := len(switching) - len(known):
        told = number(left, lang, 0)
        out.print(f"Another {told} cannot be judged: nobody knows what the measure saves.")
