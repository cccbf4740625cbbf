"""The command `break-even`: how much a measure must avoid before it pays."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from simulator.cli.options import DEFAULT_ROOT, Format, Lang, Language, Root, ScenarioName
from simulator.cli.output import console, empty_table, write_json, write_text

if TYPE_CHECKING:
    from simulator.analysis.break_even import Answer, Range
    from simulator.domain.catalogue import Catalogue
    from simulator.domain.scenario import Scenario

_COLUMNS = ("months", "a_year", "within", "per_fte", "of_clients", "of_reach")
_STATISTICS = ("most_likely", "p10", "p50", "p90")


def break_even_command(  # noqa: PLR0913, PLR0917 - an option is an argument
    scenario: ScenarioName,
    measure: Annotated[
        str, typer.Argument(metavar="MEASURE", help="Id or number of a measure.", show_default=False)
    ],
    months: Annotated[
        list[float] | None,
        typer.Option(help="Months that an avoided indication would have lasted; may be given more often."),
    ] = None,
    within: Annotated[
        float | None, typer.Option(metavar="YEARS", help="Years within which it is to have paid.")
    ] = None,
    lag: Annotated[
        float | None, typer.Option(metavar="MONTHS", help="Months before the first indication is avoided.")
    ] = None,
    fte: Annotated[float | None, typer.Option(help="Another number of staff than the file's.")] = None,
    avoided: Annotated[
        float | None, typer.Option(help="Indications avoided a year: tells when it has paid then.")
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="How to write the answer.")] = "table",
    lang: Lang = "nl",
    root: Root = DEFAULT_ROOT,
) -> None:
    """Tell how many indications a measure must avoid, and for how long, before it pays.

    For measures whose effect no source states: nothing is assumed about the effect.
    """
    from simulator.analysis.break_even import MONTHS, break_even
    from simulator.cli.places import find_measure, find_scenario

    catalogue, chosen = find_scenario(scenario, root)
    answer = break_even(
        catalogue,
        chosen,
        find_measure(measure, catalogue),
        months=tuple(months) if months else MONTHS,
        years=within,
        lag_months=lag,
        fte=fte,
    )
    if form == "json":
        write_json(_as_dict(answer, chosen, avoided))
    elif form == "csv":
        write_text(_as_csv(answer))
    else:
        _print(answer, avoided, lang)
        _print_elsewhere(answer, catalogue, lang)


def _pays_after(answer: Answer, avoided: float) -> list[tuple[float, float]]:
    """Years after which it has paid in the most likely case, by the months of an indication."""
    from simulator.analysis.break_even import years_to_pay

    lag = answer.lag_months.most_likely / 12 if answer.lag_months else 0.0
    return [
        (
            row.months,
            years_to_pay(answer.cost.most_likely, answer.price.most_likely, row.months / 12, avoided, lag),
        )
        for row in answer.needed
    ]


def _as_dict(answer: Answer, scenario: Scenario, avoided: float | None) -> dict[str, Any]:
    data = asdict(answer) | {"asked": answer.asked.model_dump(mode="json")}
    data |= {"programme": scenario.programme, "scenario": scenario.id}
    if avoided is not None:
        paid = [{"months": months, "years": _told(years)} for months, years in _pays_after(answer, avoided)]
        data["pays_after"] = {"avoided_a_year": avoided, "by_months": paid}
    return {key: _told(value) for key, value in data.items()}


def _told(value: Any) -> Any:  # noqa: ANN401 - whatever a dataclass holds
    """Write infinity, which JSON does not have, as null: it never pays."""
    if isinstance(value, dict):
        return {key: _told(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_told(inner) for inner in value]
    return None if value == float("inf") else value


def _as_csv(answer: Answer) -> str:
    from simulator.export.csv_text import csv_text

    header = ["months", "quantity", *_STATISTICS]
    rows = [
        [row.months, name, *(_told(getattr(found, statistic)) for statistic in _STATISTICS)]
        for row in answer.needed
        for name in _COLUMNS[1:]
        if (found := getattr(row, name)) is not None
    ]
    return csv_text(header, rows)


def _print(answer: Answer, avoided: float | None, lang: Language) -> None:
    from simulator.cli.formats import number

    out, asked = console(), answer.asked
    out.print(f"To avoid: {getattr(asked.avoided, lang)}")
    out.print(f"Cost of {getattr(asked.unit, lang)}: {_euros(answer.cost, lang)} a year")
    out.print(f"One of them costs: {_euros(answer.price, lang)} a year")
    known = {"Staff (fte)": answer.fte, "Clients now": answer.clients, "Can be helped a year": answer.reach}
    for title, found in known.items():
        if found is not None:
            out.print(f"{title}: {_range(found, lang)}")
    if answer.lag_months is not None:
        out.print(f"Months before the first effect: {_range(answer.lag_months, lang)}")
    table = empty_table("To avoid each year, most likely (P10 - P90)")
    columns = [name for name in _COLUMNS if name == "months" or getattr(answer.needed[0], name) is not None]
    titles = {
        "months": "lasting months",
        "a_year": "to pay in the long run",
        "within": f"to have paid in {number(answer.years, lang)} years",
        "per_fte": "per fte",
        "of_clients": "part of clients",
        "of_reach": "part of those it can help",
    }
    for name in columns:
        table.add_column(titles[name], justify="right")
    for row in answer.needed:
        cells = [
            _range(getattr(row, name), lang, share=name.startswith("of_"))
            for name in columns
            if name != "months"
        ]
        table.add_row(number(row.months, lang), *cells)
    out.print(table)
    if _outside(answer):
        out.print(
            "A number outside its interval is worked out with each driver at its stated value. Drivers that "
            "can only turn out to one side make that an outer case; --format json gives the middle (p50) too."
        )
    for months, years in _pays_after(answer, avoided) if avoided is not None else ():
        told = "never" if years == float("inf") else f"after {number(years, lang, 1)} years"
        out.print(
            f"{number(avoided or 0.0, lang)} a year, lasting {number(months, lang)} months: paid {told}"
        )
    out.print(getattr(asked.note, lang))


def _print_elsewhere(answer: Answer, catalogue: Catalogue, lang: Language) -> None:
    """Write what others avoided, with the evidence grade of each."""
    from simulator.cli.formats import percent

    if not answer.asked.elsewhere:
        return
    table = empty_table("Part avoided elsewhere, as the sources state it")
    for title in ("where", "part", "grade", "line"):
        table.add_column(title, justify="right" if title == "part" else "left")
    for view, estimate in answer.asked.elsewhere.items():
        place = estimate.source.lines if estimate.source else None
        named = getattr(catalogue.programme.estimates[view], lang)
        table.add_row(named, percent(estimate.value, lang, 0), str(estimate.grade), place or "")
    console().print(table)


def _outside(answer: Answer) -> bool:
    """Say whether a number that is printed lies outside its interval."""
    whole = (answer.cost, answer.price, answer.fte, answer.clients, answer.reach, answer.lag_months)
    rows = (getattr(row, name) for row in answer.needed for name in _COLUMNS if name != "months")
    return any(found is not None and found.passed is not None for found in (*whole, *rows))


def _range(found: Range, lang: Language, *, share: bool = False) -> str:
    """Write a number with its interval; no interval where there is none."""
    from simulator.analysis.break_even import decimals_of_cases
    from simulator.cli.formats import number, percent

    def one(value: float) -> str:
        if value == float("inf"):
            return "never"
        return percent(value, lang, 0) if share else number(value, lang, decimals_of_cases(value))

    middle, low, high = one(found.most_likely), one(found.p10), one(found.p90)
    return middle if low == high == middle else f"{middle} ({low} - {high})"


def _euros(found: Range, lang: Language) -> str:
    from simulator.cli.formats import euros

    middle, low, high = (euros(value, lang) for value in (found.most_likely, found.p10, found.p90))
    return middle if low == high else f"{middle} ({low} - {high})"
