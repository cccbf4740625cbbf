"""Sheet Controles: the live outcome against Koers' own figures, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from simulator.analysis.budget.taakvelden import taakveld_table
from simulator.analysis.budget.unknown import known_parts
from simulator.analysis.summary import per_measure, per_municipality, total
from simulator.engine.axes import Array
from simulator.export.workbook.baseline import Baseline
from simulator.export.workbook.budget import Budget
from simulator.export.workbook.damping import Damping
from simulator.export.workbook.functions import Totals
from simulator.export.workbook.live import Live, add, live, size, to_cent
from simulator.export.workbook.measures import Amounts
from simulator.export.workbook.towns import Cells
from simulator.export.workbook.unknown import write_pm
from simulator.export.workbook.work import Work

HEAD = 7
CENT = 0.005
"""Largest difference that is still the same to the cent."""


@dataclass(frozen=True)
class Check:
    """One comparison.

    Attributes
    ----------
    what : str
        What is compared.
    year : int
        Year.
    found : Live or None
        Cell of the workbook; None where it says PM, as Koers does.
    expected : float
        Figure of the engine.
    """

    what: str
    year: int
    found: Live | None
    expected: float


@dataclass(frozen=True)
class Sheets:
    """Cells of the other sheets that are checked."""

    baseline: Baseline
    measures: dict[str, list[Amounts]]
    damping: Damping
    budget: Budget
    functions: Totals
    towns: Cells


def write_checks(work: Work, sheets: Sheets) -> None:
    """Write the sheet, with its verdict on top."""
    say, sheet = work.say, work.sheet("checks")
    work.top(
        "checks",
        say("Controles", "Checks"),
        say(
            "Links wat dit werkboek nu uitrekent, rechts wat Koers uitrekende. Wijzigt u een gele cel, dan "
            "is een verschil de bedoeling: het is het effect van uw wijziging.",
            "On the left what this workbook computes now, on the right what Koers computed. Change a yellow "
            "cell, and a difference is as it should be: it is the effect of your change.",
        ),
    )
    heads = say(
        "Wat|Jaar|Dit werkboek|Koers|Verschil|Oordeel", "What|Year|This workbook|Koers|Difference|Verdict"
    ).split("|")
    sheet.row(HEAD, heads[:1])
    sheet.row(HEAD, heads[1:5], "head_right", 1)
    sheet.row(HEAD, heads[5:], "head", 5)
    sheet.setup([74, 8, 20, 20, 16, 12], (HEAD + 1, 1), HEAD, landscape=False)
    row, changed = HEAD, Live("invoer_gewijzigd", 0.0)
    for row, check in enumerate(_checks(work, sheets), start=HEAD + 1):
        sheet.text(row, 0, check.what)
        sheet.number(row, 1, check.year, "plain")
        if check.found is None:
            _write_unknown(work, row)
            continue
        found = sheet.live(row, 2, check.found, "euro_cent")
        expected = sheet.number(row, 3, check.expected, "euro_cent")
        # A difference in the last binary digit is none, and has no sign either.
        difference = sheet.live(row, 4, to_cent(found - expected), "euro_cent")
        good = abs(difference.value) < CENT
        verdict = _verdict(work, good)
        ok, other, off = (_verdict(work, holds, moved) for holds, moved in _OUTCOMES)
        wrong = f'IF({changed.text}>0,"{other}","{off}")'
        sheet.live_text(row, 5, f'IF({size(difference).text}<{CENT},"{ok}",{wrong})', verdict)
    _write_verdict(work, row)
    _write_inputs(work, row + 2)
    _colour(work, row)


def _write_unknown(work: Work, row: int) -> None:
    """Write an amount of which nothing is known, here nor in Koers."""
    sheet = work.sheet("checks")
    for column in (2, 3):
        write_pm(sheet, row, column)
    sheet.text(row, 5, "OK", "centre")


_OUTCOMES = ((True, False), (False, True), (False, False))
"""Whether it is the same, and whether an input was changed."""


def _verdict(work: Work, good: bool, changed: bool = False) -> str:
    """Say whether a figure is that of Koers; after a change of the user another one is no fault."""
    if good:
        return "OK"
    return work.say("door uw wijziging", "by your change") if changed else work.say("afwijking", "differs")


def verdict_formula(work: Work) -> str:
    """The verdict over all checks, for this sheet and the guide."""
    changed = work.say("invoer gewijzigd: zie Controles", "inputs changed: see Checks")
    off = _verdict(work, False)
    return f'IF(controle_afwijkingen=0,"OK",IF(invoer_gewijzigd>0,"{changed}","{off}"))'


def _write_inputs(work: Work, row: int) -> None:
    """Write every cell that the user can change: as it is now, and as it was when the workbook was made."""
    say, sheet = work.say, work.sheet("checks")
    sheet.text(row, 0, say("Invoer", "Inputs"), "heading")
    heads = say(
        "Gele cel|Nu|Bij het maken|Verschil|Oordeel", "Yellow cell|Now|When made|Difference|Verdict"
    ).split("|")
    sheet.row(row + 1, [heads[0], ""])
    sheet.row(row + 1, heads[1:4], "head_right", 2)
    sheet.row(row + 1, heads[4:], "head", 5)
    first = row + 2
    kept, moved = say("ongewijzigd", "unchanged"), say("gewijzigd", "changed")
    for place, one in enumerate(work.book.inputs, start=first):
        sheet.link(place, 0, one.sheet.place(one.row, one.column), one.label)
        now = sheet.live(place, 2, one.cell, "number")
        made = sheet.number(place, 3, one.cell.value, "number")
        sheet.live(place, 4, now - made, "number")
        sheet.live_text(place, 5, f'IF({now.text}={made.text},"{kept}","{moved}")', kept)
    last = first + max(1, len(work.book.inputs)) - 1
    said = sheet.labels(first, last, 5).text
    sheet.text(
        5, 0, say("Aantal gewijzigde gele cellen (onderaan)", "Yellow cells changed (below)"), "verdict"
    )
    sheet.live(5, 2, Live(f'COUNTIF({said},"{moved}")', 0.0), "number", "invoer_gewijzigd")
    sheet.work.conditional_format(
        *(first, 5, last, 5),
        {"type": "cell", "criteria": "==", "value": f'"{moved}"', "format": work.book.looks.of("changed")},
    )


def _write_verdict(work: Work, last: int) -> None:
    """Write the verdict over all rows, with a name that the guide refers to."""
    sheet = work.sheet("checks")
    cells = sheet.cells((HEAD + 1, 4), (last, 4))
    wrong = sum(abs(value) >= CENT for value in cells.values)
    told = work.say("Aantal verschillen", "Number of differences")
    sheet.text(3, 0, told, "verdict")
    place = sheet.labels(HEAD + 1, last, 5).text
    sheet.live(3, 2, Live(f'COUNTIF({place},"<>OK")', float(wrong)), "number", "controle_afwijkingen")
    sheet.text(4, 0, work.say("Eindoordeel", "Verdict"), "verdict")
    sheet.live_text(4, 2, verdict_formula(work), _verdict(work, wrong == 0), "verdict")


def _colour(work: Work, last: int) -> None:
    book, sheet = work.book, work.sheet("checks")
    for place in ((HEAD + 1, 5, last, 5), (4, 2, 4, 2)):
        looks = (("OK", "good"), (_verdict(work, False, True), "changed"), (_verdict(work, False), "bad"))
        for value, style in looks:
            sheet.work.conditional_format(
                *place,
                {"type": "cell", "criteria": "==", "value": f'"{value}"', "format": book.looks.of(style)},
            )


def _checks(work: Work, sheets: Sheets) -> Iterator[Check]:
    yield from _totals(work, sheets)
    yield from _per_measure(work, sheets)
    yield from _per_service(work, sheets)
    yield from _per_taakveld(work, sheets)
    yield from _per_town(work, sheets)


def _each(work: Work, what: str, cells: Sequence[Live | None], expected: Array) -> Iterator[Check]:
    for at, year in enumerate(work.years):
        yield Check(what, year, cells[at], float(expected[at]))


def _totals(work: Work, sheets: Sheets) -> Iterator[Check]:
    """Totals of the view, and the same in the budget."""
    say, n = work.say, range(len(work.years))
    engine = {
        q: total(work.run.most_likely, q, work.run.view)[:, 0] for q in ("gross", "damped", "cost", "net")
    }
    names = {"gross": "gross", "fair": "damped", "cost": "cost", "net": "net"}
    titles = {
        "gross": say("Totaal bruto", "Total gross"),
        "fair": say("Totaal na samenloop", "Total after overlap"),
        "cost": say("Totaal kosten", "Total cost"),
        "net": say("Totaal netto", "Total net"),
    }
    for mine, theirs in names.items():
        cells = [
            add([cell for years in sheets.measures[mine] if (cell := years[at]) is not None]) for at in n
        ]
        yield from _each(work, titles[mine], cells, engine[theirs])
    unit, sign = Live("p_eenheid", float(work.options.unit)), work.convention.balance
    for item, expected in (
        ("measures", -engine["net"]),
        ("with_measures", total(work.run.most_likely, "with_measures", work.run.view)[:, 0]),
    ):
        balance = sheets.budget.totals[item, "balance"]
        cells = [cell * unit * sign if (cell := balance[at]) is not None else live(0) for at in n]
        words = say("Begroting, saldo: ", "Budget, balance: ")
        name = (
            say("maatregelen", "measures") if item == "measures" else say("met maatregelen", "with measures")
        )
        yield from _each(work, words + name, cells, expected)


def _per_measure(work: Work, sheets: Sheets) -> Iterator[Check]:
    table = per_measure(work.run).set_index("measure")
    words = {
        "gross": work.say("bruto", "gross"),
        "fair": work.say("eerlijk deel", "fair share"),
        "cost": work.say("kosten", "cost"),
    }
    columns = {"gross": "gross", "fair": "shapley", "cost": "cost"}
    for place, measure in enumerate(work.run.plan.measures):
        own = table.loc[[measure]]
        for name, column in columns.items():
            what = f"{work.label(work.measure(place))}: {words[name]}"
            yield from _each(work, what, sheets.measures[name][place], own[column].to_numpy())


def _per_service(work: Work, sheets: Sheets) -> Iterator[Check]:
    outcome, view = work.run.most_likely, work.run.view
    damped, means = outcome.service_damped(view), outcome.means.baselines
    for place, service in enumerate(work.run.plan.services):
        title = work.service(service.name)
        what = title + work.say(": basispad, alle deelnemers", ": baseline, all members")
        yield from _each(work, what, sheets.baseline.services[service.name], means[place])
        parts = [cells for (name, _), cells in sheets.damping.totals.items() if name == service.name]
        found = [add([years[at] for years in parts]) if parts else live(0) for at in range(len(work.years))]
        yield from _each(work, title + work.say(": na samenloop", ": after overlap"), found, damped[place])


def _per_taakveld(work: Work, sheets: Sheets) -> Iterator[Check]:
    expected = total(work.run.most_likely, "with_measures", work.run.view)[:, 0]
    cells = sheets.functions["total", "with_measures"]
    found = [cells[year] for year in work.years]
    yield from _each(work, work.say("Taakvelden: saldo met maatregelen", "Taakvelden: net"), found, expected)
    for row in known_parts(taakveld_table(work.run)).to_dict("records"):
        # Where it says PM, or where there is no line at all, there is no cell.
        cell = sheets.functions.get((row["taakveld"], "change"), {}).get(row["year"])
        if cell is not None:
            code = row["taakveld"] or work.say("nog toe te delen", "not assigned yet")
            what = work.say(f"Taakveld {code}: mutatie lasten", f"Taakveld {code}: change in spending")
            yield Check(what, row["year"], cell, float(row["expenditure"]))


def _per_town(work: Work, sheets: Sheets) -> Iterator[Check]:
    table = per_municipality(work.run)
    words = {
        "damped": work.say("besparing", "saving"),
        "cost": work.say("kosten", "cost"),
    }
    for town in work.run.plan.municipalities:
        own = table[table["municipality"] == town]
        title = work.programme.municipalities[town].title
        for name, word in words.items():
            found = [sheets.towns[town, name, at] for at in range(len(work.years))]
            yield from _each(work, f"{title}: {word}", found, own[name].to_numpy())
