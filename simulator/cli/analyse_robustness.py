"""The command `analyse robustness`: the same package in other futures, and what leads to missing the task."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, log10
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from simulator.cli.formats import chance, euros, number, percent, quantity
from simulator.cli.options import DEFAULT_ROOT, Format, Lang, Language, Root, ScenarioName
from simulator.cli.output import cell_of, console, empty_table, write_json, write_text
from simulator.cli.unknown import NET_UNKNOWN, TASK_UNKNOWN, UNKNOWN, net_of

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from simulator.analysis.robustness import Condition, Discovery, FutureOutcome
    from simulator.domain.catalogue import Catalogue
    from simulator.domain.scenario import Scenario

FutureName = Literal["own", "growth", "late", "view", "overlap", "all", "wide"]

STEPS = 20
"""Steps in the 80% interval of a driver: values are written no finer."""

WHAT_IT_IS: dict[str, str] = {
    "growth": "services grow two points a year faster",
    "late": "every measure starts a year later",
    "view": "the estimates of others under which it saves least",
    "overlap": "measures overlap fully",
    "all": "those above at once",
    "wide": "everything uncertain that can be",
}
"""What each future is, in words; the sizes are those of `analysis.robustness`."""

PLAIN_UNITS = ("sd", "tau")
"""Units of numbers that count nothing."""


def robustness_command(
    scenario: ScenarioName,
    form: Annotated[Format, typer.Option("--format", help="How to write the result.")] = "table",
    year: Annotated[
        int | None, typer.Option(help="Year to look at.", show_default="the last with a task")
    ] = None,
    future: Annotated[
        FutureName,
        typer.Option(help="Future in which rules are sought; wide: everything uncertain that can be."),
    ] = "own",
    lang: Lang = "nl",
    root: Root = DEFAULT_ROOT,
) -> None:
    """Work the package out in other futures, and find which drivers together lead to missing the task.

    The futures are assumptions of Koers: two points more growth a year, everything a year later, the
    estimates of others under which the package saves least, full overlap, and all of these at once. In the
    last, wide, everything is uncertain that can be.
    """
    from simulator.analysis.robustness import discover, future_of, futures, outcomes
    from simulator.analysis.run import target_of
    from simulator.cli.places import find_scenario

    catalogue, asked = find_scenario(scenario, root)
    target = target_of(catalogue, asked)
    when = year or (max(target.amounts) if target and target.amounts else catalogue.programme.years[-1])
    found = outcomes(catalogue, futures(catalogue, asked), when)
    has_task = target is not None and when in target.amounts
    rules = discover(catalogue, future_of(catalogue, asked, future).scenario, when) if has_task else None
    match form:
        case "json":
            write_json(_as_dict(catalogue, asked, found, rules, when, future))
        case "csv":
            write_text(_as_csv(found, when))
        case "table":
            _print(catalogue, asked, found, rules, when, future, lang)


def _as_dict(
    catalogue: Catalogue,
    scenario: Scenario,
    found: Sequence[FutureOutcome],
    rules: Discovery | None,
    year: int,
    future: FutureName,
) -> dict[str, Any]:
    known, task = found[0].savings_known, found[0].task_known
    return {
        "programme": catalogue.programme.id,
        "scenario": scenario.id,
        "year": year,
        "savings_known": known,
        "task_savings_known": task,
        "futures": {
            one.future.name: {
                "run": one.run_id,
                "net": net_of(one.net, one.p10, one.p50, one.p90, known=known),
                "spending": one.spending if known else None,
                "chance": one.chance,
                "expected_shortfall": one.shortfall,
            }
            for one in found
        },
        "rules": None if rules is None else _rules_as_dict(rules, future),
    }


def _rules_as_dict(rules: Discovery, future: FutureName) -> dict[str, Any]:
    return {
        "future": future,
        "task": {"owner": rules.owner, "amount": rules.target},
        "missed": rules.missed,
        "about": "missing" if rules.about_missing else "making",
        "told": rules.told,
        "draws": rules.draws,
        "found": [
            {
                "conditions": [
                    {
                        "driver": one.driver.name,
                        "end": "at least" if one.above else "at most",
                        "value": one.value,
                        "median": one.middle,
                        "unit": one.driver.unit,
                    }
                    for one in rule.conditions
                ],
                "mass": rule.mass,
                "density": rule.density,
                "coverage": rule.coverage,
            }
            for rule in rules.rules
        ],
    }


def _as_csv(found: Sequence[FutureOutcome], year: int) -> str:
    """The futures; rules are in the JSON."""
    from simulator.analysis.robustness import outcomes_table
    from simulator.export.csv_text import csv_text

    known, task = found[0].savings_known, found[0].task_known
    table = outcomes_table(tuple(found)).assign(savings_known=known, task_savings_known=task)
    if not known:
        table[["net", "p10", "p50", "p90", "spending"]] = float("nan")
    columns = list(table.columns)
    rows = [[cell_of(cell) for cell in row.values()] for row in table.to_dict("records")]
    return csv_text(("year", *columns), ([year, *row] for row in rows))


# ----------------------------------------------------------------- tables


def _print(
    catalogue: Catalogue,
    scenario: Scenario,
    found: Sequence[FutureOutcome],
    rules: Discovery | None,
    year: int,
    future: FutureName,
    lang: Language,
) -> None:
    from rich.text import Text

    out = console()
    title: str = getattr(scenario.title, lang)
    out.print(Text(f"{title} ({catalogue.programme.id}/{scenario.id})", style="bold"))
    known = found[0].savings_known
    out.print("" if known else f"{NET_UNKNOWN}\n")
    out.print(_futures(found, year, lang, known=known))
    out.print(_legend(found, year, has_task=rules is not None or not found[0].task_known))
    if not found[0].task_known:
        out.print(TASK_UNKNOWN)
    if rules is not None:
        _print_rules(catalogue, rules, future, out, lang)


def _futures(found: Sequence[FutureOutcome], year: int, lang: Language, *, known: bool) -> Table:
    table = empty_table(f"The same package in other futures, in {year}, euros a year")
    table.add_column("future", no_wrap=True)
    for heading in ("net", "P10", "P90", "spending", "chance", "expected shortfall"):
        table.add_column(heading, justify="right", no_wrap=True)
    for one in found:
        missing = "" if one.task_known else UNKNOWN
        whose = f" ({', '.join(one.future.scenario.estimates)})" if one.future.name == "view" else ""
        table.add_row(
            one.future.name + whose,
            *(number(amount, lang, 0) if known else UNKNOWN for amount in (one.net, one.p10, one.p90)),
            number(one.spending, lang, 0) if known else UNKNOWN,
            missing if one.chance is None else chance(one.chance, lang),
            missing if one.shortfall is None else number(one.shortfall, lang, 0),
        )
    return table


def _legend(found: Sequence[FutureOutcome], year: int, *, has_task: bool) -> str:
    """Say what the futures are, and what is short of the task, or that there is none in this year."""
    names = [one.future.name for one in found]
    told = "; ".join(f"{name}: {words}" for name, words in WHAT_IT_IS.items() if name in names)
    task = (
        "Expected shortfall: what is missing to the task on average, nothing where it is made."
        if has_task
        else f"There is no savings task in {year}."
    )
    return f"Assumptions of Koers: {told}. {task}"


def _print_rules(
    catalogue: Catalogue, rules: Discovery, future: FutureName, out: Console, lang: Language
) -> None:
    task = f"{euros(rules.target, lang)} in {rules.year} ({rules.owner})"
    out.print(
        f"In future {future} the task of {task} is missed in {percent(rules.missed, lang, 1)} of draws."
    )
    if not rules.rules:
        why = "no few drivers decide it" if rules.can_tell else "there is too little to learn from"
        out.print(f"No rules: {why}.")
        return
    happens = "missed" if rules.about_missing else "made"
    for place, rule in enumerate(rules.rules, start=1):
        ends = " and ".join(_condition(catalogue, one, lang) for one in rule.conditions)
        out.print(
            f"{place}. {happens} in {percent(rule.density, lang, 0)} of draws with {ends}: "
            f"{percent(rule.mass, lang, 0)} of all draws, and {percent(rule.coverage, lang, 0)} of those "
            f"in which it is {happens}."
        )
    out.print(
        f"Together the rules tell {percent(rules.told, lang, 0)} of them, on draws not used to find them."
    )


def _condition(catalogue: Catalogue, one: Condition, lang: Language) -> str:
    title: str = getattr(one.driver.title, lang)
    own = catalogue.measures.get(one.driver.measure or "")
    where = f" ({getattr(own.title, lang)})" if own else ""
    if one.driver.layer == "common":
        return (
            f"{title} among the {'highest' if one.above else 'lowest'} {percent(one.part, lang, 0)} of draws"
        )
    end = "at least" if one.above else "at most"
    value, middle = (_value(amount, one, lang) for amount in (one.value, one.middle))
    return f"{title}{where} {end} {value} (median {middle})"


def _value(amount: float, one: Condition, lang: Language) -> str:
    """Write a value no finer than a twentieth of the width of its 80% interval."""
    step = 10.0 ** floor(log10(one.width / STEPS)) if one.width > 0 else 0.0
    known = float(f"{round(amount / step) * step:.10g}") if step else amount
    if one.driver.unit in PLAIN_UNITS:
        return number(known, lang)
    return quantity(known, one.driver.unit, lang)
