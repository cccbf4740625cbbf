"""The command `monitor`: what happened against what was planned, and what is to be expected now."""

from __future__ import annotations

from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulator.cli.options import DEFAULT_ROOT, Format, Lang, Language, Root
from simulator.cli.output import console, empty_table, write_json, write_text, write_whole
from simulator.cli.unknown import UNKNOWN
from simulator.errors import ScenarioError

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console
    from rich.table import Table

    from simulator.analysis.monitor import Monitoring, MonitorRules
    from simulator.domain.catalogue import Catalogue
    from simulator.domain.observation import ObservedFigures
    from simulator.domain.scenario import Scenario

FIRST = "programma"
"""Scenario that is taken where none is named, if the programme has it."""


Threshold = Annotated[float | None, typer.Option(metavar="SHARE", help="Part of the outcomes of the plan.")]
To = Annotated[Path | None, typer.Option(metavar="TO", help="File to write, see above.")]
File = Annotated[
    Path | None,
    typer.Argument(
        metavar="[FILE]", help="Realised figures, .xlsx or .csv, added to those of the programme."
    ),
]


def monitor_command(  # noqa: PLR0913, PLR0917 - an option is an argument
    programme: Annotated[
        str, typer.Argument(metavar="PROGRAMME", help="Id of a programme.", show_default=False)
    ],
    file: File = None,
    scenario: Annotated[
        str | None, typer.Option(help="The plan: id of a scenario.", show_default="programma, or the first")
    ] = None,
    municipality: Annotated[
        str | None, typer.Option(metavar="NAME", help="One municipality; 'region' for all of them.")
    ] = None,
    wide: Annotated[bool, typer.Option("--wide", help="Let figures of another scope count too.")] = False,
    orange: Threshold = None,
    red: Threshold = None,
    prices: Annotated[
        float | None,
        typer.Option(
            metavar="SHARE",
            help="How far price changes may be off in a year that is not known: 0.013 is 1.3%.",
        ),
    ] = None,
    template: To = None,
    report: To = None,
    one_page: Annotated[bool, typer.Option("--one-page", help="Keep the update to one page.")] = False,
    form: Annotated[Format, typer.Option("--format", help="How to write the result.")] = "table",
    lang: Lang = "nl",
    root: Root = DEFAULT_ROOT,
) -> None:
    """Hold realised figures against the plan: green, orange or red, and the forecast weighed anew.

    Growth counts always, and prices are those of the figures. Unknown is never zero. A figure is orange or
    red when more than that part of the outcomes of the plan is better than it. --template writes an empty
    table to fill in (.xlsx or .csv) and stops; --report writes the update for the council (.docx, .md, .pdf).
    """
    from simulator.analysis.monitor import monitor
    from simulator.cli.overrides import Overrides
    from simulator.cli.places import find_programme

    catalogue = find_programme(programme, root)
    chosen = Overrides(municipality).apply(_scenario(programme, scenario, root, catalogue), catalogue)
    if template is not None:
        _write_template(template, catalogue, chosen.municipality)
        return
    found = monitor(catalogue, chosen, _figures(catalogue, file), _rules(orange, red, prices), wide=wide)
    if report is not None:
        _write_report(found, report, lang, short=one_page)
    if form == "json":
        from simulator.export.monitor_json import monitoring_as_dict

        write_json(monitoring_as_dict(found))
    elif form == "csv":
        from simulator.export.monitor_json import monitoring_as_csv

        write_text(monitoring_as_csv(found))
    else:
        _print(found, lang)


def _scenario(programme: str, name: str | None, root: Path, catalogue: Catalogue) -> Scenario:
    from simulator.cli.places import find_scenario
    from simulator.files import load_scenario, scenario_paths

    if name is not None:
        return find_scenario(name if "/" in name or name.endswith("yaml") else f"{programme}/{name}", root)[1]
    paths = {path.stem: path for path in scenario_paths(root, programme)}
    if not paths:
        raise ScenarioError(
            f"found no scenario of programme '{programme}'; expected one in scenarios/{programme}/. Add it"
        )
    return load_scenario(paths.get(FIRST) or next(iter(paths.values())), catalogue)


def _figures(catalogue: Catalogue, file: Path | None) -> ObservedFigures:
    if file is not None:
        from simulator.analysis.monitor.layout import joined
        from simulator.analysis.monitor.upload import read_figures

        try:
            data = file.read_bytes()
        except OSError as error:
            raise ScenarioError(
                f"found {file}, which cannot be read ({error.strerror}); expected an .xlsx or .csv file. "
                "Check the name"
            ) from None
        return joined(catalogue.observed, read_figures(data, str(file), catalogue))
    if catalogue.observed is None:
        raise ScenarioError(
            f"found no realised figures in programme '{catalogue.programme.id}'; expected a file with them. "
            "Write an empty table with --template figures.xlsx, fill it in, and name it here"
        )
    return catalogue.observed


def _rules(orange: float | None, red: float | None, prices: float | None) -> MonitorRules:
    from pydantic import ValidationError

    from simulator.analysis.monitor import MonitorRules

    asked = {"orange_from": orange, "red_from": red, "price_surprise": prices}
    given = {name: value for name, value in asked.items() if value is not None}
    try:
        return MonitorRules.model_validate(given)
    except ValidationError as error:
        told = "; ".join(str(one["msg"]) for one in error.errors())
        raise typer.BadParameter(
            f"{told}; expected shares between 0 and 1, --orange below --red, and --prices at most 0.1"
        ) from None


def _write_template(path: Path, catalogue: Catalogue, municipality: str | None) -> None:
    from simulator.analysis.monitor.layout import template
    from simulator.export.templates import template_csv, template_xlsx

    writers = {".csv": template_csv, ".xlsx": template_xlsx}
    if path.suffix not in writers:
        raise ScenarioError(f"found '{path.name}'; expected a name that ends in .xlsx or .csv. Change it")
    write_whole(path, writers[path.suffix](template(catalogue, municipality)))


def _write_report(found: Monitoring, path: Path, lang: Language, *, short: bool) -> None:
    import datetime as dt

    from simulator.export.monitor.write import update_file

    write_whole(path, update_file(found, path.suffix, language=lang, date=dt.date.today(), short=short))


def _print(found: Monitoring, lang: Language) -> None:
    from simulator.analysis.monitor.tables import chance_table, forecast_table
    from simulator.cli.formats import percent

    out = console()
    programme = found.catalogue.programme
    out.print(f"{programme.id}/{found.scenario.id}: plan of run {found.run_id}, figures {found.figures_id}")
    out.print(_rule(found, lang))
    if (ahead := found.scales.prices_ahead).surprise:
        share = percent(ahead.surprise, lang)
        out.print(
            f"Prices after {ahead.known_to} may be off by {share} more each year (assumption; see --prices)."
        )
    if found.held:
        out.print(_held(found, lang))
    else:
        out.print("No figure can be held against the plan.")
    _print_left_out(found, out)
    if found.weighing is None:
        out.print("No figure counts, so the plan stays as it was; see --wide.")
    else:
        out.print(
            f"{len(found.counted)} figures count; of {found.draws} draws {found.weighing.effective:.0f} still"
            f" count{', drawn anew by weight' if found.weighing.resampled else ''}."
        )
        if found.too_few:
            out.print("Too few draws agree with the figures: the plan does not explain what happened.")
        out.print(_forecast(forecast_table(found), lang, known=found.savings_known))
    chances = chance_table(found)
    if len(chances):
        out.print(_chances(chances, lang))


def _rule(found: Monitoring, lang: Language) -> str:
    from simulator.cli.formats import percent

    orange, red = percent(found.rules.orange_from, lang, 0), percent(found.rules.red_from, lang, 0)
    return f"Orange when more than {orange} of the outcomes of the plan is better, red when more than {red}."


def _held(found: Monitoring, lang: Language) -> Table:
    from simulator.cli.formats import number, percent

    table = empty_table("Figures against the plan (P10 to P90)")
    for heading in ("light", "what", "who", "period", "status"):
        table.add_column(heading, overflow="fold", no_wrap=heading != "what")
    for heading in ("figure", "P10", "P90", "better"):
        table.add_column(heading, justify="right", no_wrap=True)
    for held in found.held:
        series, figure = held.match.series, held.match.figure
        what = series.service or series.measure or (getattr(series.subject, lang) if series.subject else "")
        table.add_row(
            held.light or "-",
            f"{series.kind}: {what}" + (" (growth)" if held.match.basis == "growth" else ""),
            series.municipality or "all",
            figure.period,
            figure.status,
            *(number(value, lang, 0) for value in (held.match.value, held.p10, held.p90)),
            percent(held.worse_than, lang, 0),
        )
    return table


def _print_left_out(found: Monitoring, out: Console) -> None:
    from collections import Counter

    reasons = Counter(left.reason for left in found.left_out)
    if reasons:
        told = ", ".join(f"{reason} {count}" for reason, count in sorted(reasons.items()))
        out.print(f"Not held against the plan: {told}. Details stand in --format json.")


def _forecast(table: pd.DataFrame, lang: Language, *, known: bool) -> Table:
    from simulator.analysis.summary import SAVINGS
    from simulator.cli.formats import number

    result = empty_table("Forecast in euros a year: as planned, and given the figures")
    names = ("p10", "p50", "p90")
    for heading in ("year", ""):
        result.add_column(heading, no_wrap=True)
    for heading in (*names, *(f"new {name}" for name in names)):
        result.add_column(heading.replace("p", "P"), justify="right", no_wrap=True)
    for row in table.to_dict("records"):
        values = [row[name] for name in (*names, *(f"new_{name}" for name in names))]
        told = known or row["quantity"] not in SAVINGS
        cells = (number(value, lang, 0) if told else UNKNOWN for value in values)
        result.add_row(str(row["year"]), row["quantity"], *cells)
    return result


def _chances(table: pd.DataFrame, lang: Language) -> Table:
    from simulator.cli.formats import chance, number

    result = empty_table("Chance of the savings task")
    for heading in ("year", "task", "planned", "given the figures"):
        result.add_column(heading, justify="right", no_wrap=True)
    for row in table.to_dict("records"):
        new = row["new_chance"]
        amount, missing = number(row["target"], lang, 0), "" if row["savings_known"] else UNKNOWN
        told = (missing if isnan(one) else chance(one, lang) for one in (row["chance"], new))
        result.add_row(str(row["year"]), amount, *told)
    return result
