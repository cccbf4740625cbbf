"""Sheet Gemeenten: what each municipality saves and pays, and why some bear less than their key says."""

from __future__ import annotations

from simulator.analysis.budget.municipalities import Remark, remarks
from simulator.analysis.budget.unknown import left_out, posts
from simulator.engine.result import REGION
from simulator.export.workbook.allocation import Allocation
from simulator.export.workbook.baseline import Baseline
from simulator.export.workbook.live import Live, add, sumproduct
from simulator.export.workbook.rules import service_rule
from simulator.export.workbook.unknown import style_of
from simulator.export.workbook.work import Work

HEAD = 4
QUANTITIES = ("baseline", "damped", "cost", "net_cost")

Cells = dict[tuple[str, str, int], Live]
"""Cells by municipality, quantity and place of the year."""


def write_towns(work: Work, baseline: Baseline, allocation: Allocation) -> Cells:
    """Write the sheet."""
    say, sheet, n = work.say, work.sheet("towns"), len(work.years)
    work.top(
        "towns",
        say("Gemeenten", "Municipalities"),
        say(
            "Basispad, besparing na samenloop (eigen bijdragen erbij) en kosten als positief bedrag, in "
            "euro; saldo = kosten "
            "− besparing, een negatief saldo is voordeel. Sleutels en regels: blad Verdeling.",
            "Baseline, saving after overlap (own contributions included) and cost as positive amounts, "
            "in euro; balance = "
            "cost − saving, a negative balance is a gain. Keys and rules: sheet Allocation.",
        ),
    )
    heads = say("Basispad|Besparing|Kosten|Saldo", "Baseline|Saving|Cost|Balance").split("|")
    sheet.text(HEAD, 0, say("Gemeente", "Municipality"), "head")
    for block, head in enumerate(heads):
        sheet.row(HEAD, [f"{head} {year}" for year in work.years], "head_right", 1 + block * n)
    sheet.setup([20, *[17] * (4 * n)], (HEAD + 1, 1), HEAD)
    found: Cells = {}
    for town, name in enumerate(allocation.towns):
        row = HEAD + 1 + town
        sheet.text(row, 0, work.programme.municipalities[name].title)
        for at in range(n):
            _write_year(work, baseline, allocation, row, (town, name), at, found)
    row = HEAD + 1 + len(allocation.towns)
    sheet.text(row, 0, say("Samen", "Together"), "total")
    for column in range(1, 1 + 4 * n):
        part = sheet.cells((HEAD + 1, column), (row - 1, column))
        name, year = QUANTITIES[(column - 1) // n], work.years[(column - 1) % n]
        style = style_of("euro_total", name, left_out(posts(work.run, REGION), year))
        sheet.live(row, column, Live(f"SUM({part.text})", sum(part.values)), style)
    _write_remarks(work, row + 2)
    return found


def _write_year(
    work: Work,
    baseline: Baseline,
    allocation: Allocation,
    row: int,
    who: tuple[int, str],
    at: int,
    found: Cells,
) -> None:
    sheet, n, (town, name) = work.sheet("towns"), len(work.years), who
    rules, first, last = allocation.sheet, allocation.head + 1, allocation.last_row()
    column = allocation.column(town, at)
    weights = rules.cells((first, column), (last, column))
    spent = [
        baseline.services[s.name][at] * allocation.weight(service_rule(work, s.name), town, at)
        for s in work.run.plan.services
    ]
    unknown = left_out(posts(work.run, name), work.years[at])
    found[name, "baseline", at] = sheet.live(row, 1 + at, add(spent))
    for block, quantity in ((2, "damped"), (3, "cost")):
        amounts = rules.cells((first, 2 + block * n + at), (last, 2 + block * n + at))
        style = style_of("euro", quantity, unknown)
        cell = sheet.live(row, 1 + (block - 1) * n + at, sumproduct(amounts, weights), style)
        found[name, quantity, at] = cell
    balance = found[name, "cost", at] - found[name, "damped", at]
    found[name, "net_cost", at] = sheet.live(
        row, 1 + 3 * n + at, balance, style_of("euro", "net_cost", unknown)
    )


def _write_remarks(work: Work, row: int) -> None:
    """Write why a municipality bears less than its key says, with the source."""
    sheet = work.sheet("towns")
    sheet.text(row, 0, work.say("Bijzonderheden", "Particulars"), "heading")
    for line, remark in enumerate(remarks(work.run), start=row + 1):
        sheet.text(line, 0, work.programme.municipalities[remark.municipality].title)
        sheet.text(line, 1, _words(work, remark))


def _words(work: Work, remark: Remark) -> str:
    say = work.say
    what = ""
    match remark.kind:
        case "not_in_service":
            what = say(
                f"doet niet mee aan {work.service(remark.subject)}",
                f"takes no part in {work.service(remark.subject)}",
            )
        case "leaves":
            what = say(
                f"doet niet meer mee vanaf {remark.year}", f"takes no part any more from {remark.year}"
            )
        case "already_implemented":
            title = work.label(work.run.catalogue.measures[remark.subject])
            what = say(
                f"heeft al {remark.share:.0%} ingevoerd van {title}",
                f"has implemented {remark.share:.0%} already of {title}",
            )
    counted = (
        say("telt zo mee", "counted so") if remark.honoured else say("telt hier niet", "not counted here")
    )
    source = f" [{work.place(remark.source)}]" if remark.source else ""
    return f"{what}; {counted}.{source}"
