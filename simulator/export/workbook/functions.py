"""Sheet Taakvelden: the budget per Iv3 function, old codes to 2022 and new ones from 2023."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.analysis.budget.taakvelden import (
    FIRST_NEW_YEAR,
    apart,
    booked_on,
    codes_of,
    line_taakveld,
    post_taakveld,
    taakveld_of,
)
from simulator.analysis.budget.unknown import together, touches
from simulator.export.budget_words import what_is_booked
from simulator.export.workbook.allocation import Allocation
from simulator.export.workbook.baseline import Baseline
from simulator.export.workbook.costs import Costs
from simulator.export.workbook.damping import Damping
from simulator.export.workbook.live import Live, add, live
from simulator.export.workbook.rules import service_rule
from simulator.export.workbook.unknown import of_year, style_of, write_pm
from simulator.export.workbook.work import Work

HEAD = 5
COLUMNS = ("baseline", "change", "income", "with_measures")

TOUCHED = dict(zip(COLUMNS, ("baseline", "expenditure", "income", "with_measures"), strict=True))
"""Column of the budget tables that leaves out the same."""

Totals = dict[tuple[str, str], dict[int, Live]]
"""Cells by taakveld and column, and year."""


def write_functions(
    work: Work, baseline: Baseline, allocation: Allocation, damping: Damping, costs: Costs
) -> Totals:
    """Write the sheet; gives its cells in EUR, in the signs of Koers (spending and income positive)."""
    say, sheet, years = work.say, work.sheet("functions"), work.years
    work.top(
        "functions",
        say("Taakvelden (Iv3)", "Taakvelden (Iv3)"),
        say(
            "Lasten als positief bedrag; een mutatie met een min verlaagt de lasten; baten zijn extra "
            "inkomsten. In euro.",
            "Spending as positive amounts; a change with a minus lowers spending; income is extra "
            "income. In euro.",
        ),
        say(
            "Voorzieningen op meer codes staan op één regel: geen bron zegt welk deel bij welke code hoort.",
            "Services on several codes stand on one line: no source says which part belongs to which code.",
        ),
    )
    sheet.setup([34, 48, *[18] * (4 * len(years))], (HEAD, 1), HEAD - 1)
    found: Totals = {}
    row = HEAD
    for era in (
        [y for y in years if y < FIRST_NEW_YEAR],
        [y for y in years if y >= FIRST_NEW_YEAR],
    ):
        if era:
            row = _write_era(work, (baseline, allocation, damping, costs), row, era, found) + 2
    _write_notes(work, row)
    return found


def _write_era(
    work: Work,
    cells: tuple[Baseline, Allocation, Damping, Costs],
    row: int,
    era: list[int],
    found: Totals,
) -> int:
    """Write the years in which one set of codes holds; gives the next free row."""
    say, sheet = work.say, work.sheet("functions")
    heads = say(
        "Basispad|Mutatie lasten|Extra baten|Saldo met maatregelen",
        "Baseline|Change in spending|Extra income|Net with measures",
    ).split("|")
    sheet.row(row, [say("Taakveld", "Taakveld"), say("Voorzieningen", "Services")])
    for at, year in enumerate(era):
        sheet.row(row, [f"{head} {year}" for head in heads], "head_right", 2 + 4 * at)
    groups = _groups(work, cells[3], era[0])
    first, others = row + 1, apart(work.run)
    for taakveld, services in [*groups.items(), ("", [])]:
        row += 1
        unplaced = say("Nog toe te delen", "Not assigned yet")
        who = say(
            "Uitvoering: kosten en wat zij minder kost (de bron noemt geen taakveld)",
            "Carrying out: costs and what it costs less (the source names no taakveld)",
        )
        sheet.text(row, 0, taakveld or unplaced, "wrap")
        titles = map(work.service, services)
        named = what_is_booked(titles, others.get(taakveld, {}), work.named, work.lang)
        sheet.text(row, 1, named if taakveld else who, "wrap")
        for at, year in enumerate(era):
            amounts = _amounts(work, cells, (taakveld, services), work.years.index(year))
            unknown = _left_out(work, taakveld, year)
            _write_year(work, row, 2 + 4 * at, amounts, (taakveld, year), unknown, found)
    row += 1
    sheet.row(row, [say("Totaal", "Total"), ""], "total")
    for at, year in enumerate(era):
        for place, name in enumerate(COLUMNS):
            column = 2 + 4 * at + place
            part = sheet.cells((first, column), (row - 1, column))
            total = Live(f"SUM({part.text})", sum(part.values))
            style = style_of("euro_total", TOUCHED[name], of_year(work, year))
            cell = sheet.live(row, column, total, style)
            found.setdefault(("total", name), {})[year] = cell
    return row


def _groups(work: Work, costs: Costs, year: int) -> dict[str, list[str]]:
    """Services by the codes that they are booked on in a year, and codes that something else is booked on."""
    catalogue, groups = work.run.catalogue, dict[str, list[str]]()
    for service in work.run.plan.services:
        groups.setdefault(taakveld_of(catalogue, service.name, year), []).append(service.name)
    others = [_spill_taakveld(work, effect, service, year) for effect, service in costs.spills]
    for taakveld in [*others, *(post_taakveld(catalogue, post, year) for post in work.posts)]:
        if taakveld:
            groups.setdefault(taakveld, [])
    return groups


def _spill_taakveld(work: Work, effect: int, service: str, year: int) -> str:
    """Codes that what comes back of an effect on a service is booked on."""
    plan = work.run.plan
    term = plan.effects[effect]
    measure = plan.measures[plan.slots[term.slot].measure]
    return line_taakveld(work.run.catalogue, (measure, "spill_over", term.name, service), year)


def _left_out(work: Work, taakveld: str, year: int) -> str:
    """What the amounts of a taakveld leave out in a year; of none: what is not assigned yet."""
    found = {
        post.item.what
        for post in work.posts
        if year in post.years and post_taakveld(work.run.catalogue, post, year) == taakveld
    }
    return together(found)


def _amounts(
    work: Work, cells: tuple[Baseline, Allocation, Damping, Costs], place: tuple[str, list[str]], at: int
) -> tuple[Live, Live | None, Live | None]:
    """Baseline, change in spending and extra income of a taakveld and its services in a year.

    No taakveld: carrying out.

    None where there is no line at all.
    """
    (baseline, allocation, damping, costs), (taakveld, services) = cells, place
    if not taakveld:
        paid = [years[at] for years in costs.in_view]
        saved = [
            -years[at] for (service, kind), years in damping.totals.items() if not booked_on(kind, service)
        ]
        return live(0), add([*paid, *saved]) if paid or saved else None, None
    spent = [
        baseline.services[name][at] * allocation.in_view(service_rule(work, name), at) for name in services
    ]
    kept = [(name, "lower_spending") for name in services]
    less = [damping.totals[one][at] for one in kept if one in damping.totals]
    back = [
        row[at]
        for spill, rows in costs.spills.items()
        if _spill_taakveld(work, *spill, work.years[at]) == taakveld
        for row in rows
    ]
    own = [
        damping.totals[n, "own_contribution"] for n in services if (n, "own_contribution") in damping.totals
    ]
    moved = list(_moved(work, costs, services, at))
    changes, extra = [*[-part for part in less], *moved, *back], [years[at] for years in own]
    return add(spent) if spent else live(0), add(changes) if changes else None, add(extra) if extra else None


def _moved(work: Work, costs: Costs, here: list[str], at: int) -> Iterator[Live]:
    """What moves to or from some services in place of savings; between two of them nothing does."""
    for service in work.run.plan.services:
        for _, to_service, years in costs.booked.of(work, service.name):
            if (to_service in here) != (service.name in here):
                yield years[at] if to_service in here else -years[at]


def _write_year(
    work: Work,
    row: int,
    column: int,
    amounts: tuple[Live, Live | None, Live | None],
    key: tuple[str, int],
    unknown: str,
    found: Totals,
) -> None:
    sheet, (taakveld, year) = work.sheet("functions"), key
    left = live(0)
    for place, (name, amount) in enumerate(zip(COLUMNS, amounts, strict=False)):
        if amount is None and touches(TOUCHED[name], unknown):
            write_pm(sheet, row, column + place)
            continue
        style = style_of("euro", TOUCHED[name], unknown)
        cell = sheet.live(row, column + place, live(0) if amount is None else amount, style)
        left = (left - cell if name == "income" else left + cell) if place else cell
        found.setdefault((taakveld, name), {})[year] = cell
    style = style_of("euro", "with_measures", unknown)
    found.setdefault((taakveld, "with_measures"), {})[year] = sheet.live(row, column + 3, left, style)


def _write_notes(work: Work, row: int) -> None:
    """Write what is uncertain about the mapping of each service."""
    sheet = work.sheet("functions")
    sheet.text(row, 0, work.say("Onzeker aan de indeling", "Uncertain about the mapping"), "heading")
    for name, service in work.programme.services.items():
        if service.taakvelden.note is not None:
            row += 1
            codes = sorted({c for year in work.years for c in codes_of(work.run.catalogue, name, year)})
            sheet.text(row, 0, f"{work.service(name)} ({', '.join(codes)})", "wrap")
            sheet.text(row, 1, work.text(service.taakvelden.note), "wrap")
