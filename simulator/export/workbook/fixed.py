"""Sheets that hold values instead of formulas: Onzekerheid and Broncontrole."""

from __future__ import annotations

import math
from typing import Literal

from simulator.analysis.audit import AuditFinding, audit
from simulator.analysis.budget.unknown import left_out, posts, touches
from simulator.analysis.review import figures_of
from simulator.analysis.summary import target_outcome, yearly
from simulator.export.workbook.unknown import of_year, style_of, write_pm
from simulator.export.workbook.work import Work

STATISTICS = ("most_likely", "mean", "p10", "p50", "p90")


def write_uncertainty(work: Work) -> None:
    """Write means, percentiles, bounds and chances, as values of this run."""
    say, sheet, run = work.say, work.sheet("uncertainty"), work.run
    work.top(
        "uncertainty",
        say("Onzekerheid", "Uncertainty"),
        say(
            f"Waarden van doorrekening {run.run_id} ({_grouped(run.draws, '.')} trekkingen, startgetal "
            f"{run.scenario.seed}); ze bewegen "
            "niet mee als u een uitgangspunt verandert.",
            f"Values of run {run.run_id} ({_grouped(run.draws, ',')} draws, seed {run.scenario.seed}); "
            "they do not move when you change an assumption.",
        ),
        say(
            "Besparing en kosten positief. P10: in 10% van de trekkingen is het bedrag lager; P10 tot "
            "P90 is het "
            "80%-interval. Percentielen tellen niet op. PM: onbekend; + PM: dit is het bekende deel.",
            "Savings and costs positive. P10: in 10% of the draws the amount is lower; P10 to P90 is the "
            "80% interval. "
            "Percentiles do not add up. PM: unknown; + PM: this is the known part.",
        ),
    )
    sheet.setup([38, 8, *[21] * 5], (6, 2), 5)
    heads = say(
        "Bedrag|Jaar|Meest waarschijnlijk|Gemiddelde|P10|P50|P90",
        "Amount|Year|Most likely|Mean|P10|P50|P90",
    ).split("|")
    sheet.row(5, heads[:1])
    sheet.row(5, heads[1:], "head_right", 1)
    titles = {
        "baseline": say("Ongewijzigd beleid", "Unchanged policy"),
        "gross": say("Bruto besparing (opgeteld)", "Gross saving (added up)"),
        "damped": say("Besparing na samenloop", "Saving after overlap"),
        "cost": say("Kosten", "Cost"),
        "net": say("Netto besparing", "Net saving"),
        "with_measures": say("Uitgaven met maatregelen", "Spending with measures"),
    }
    row = 6
    for entry in yearly(run).to_dict("records"):
        sheet.text(row, 0, titles[str(entry["quantity"])])
        sheet.number(row, 1, int(entry["year"]), "plain")
        for column, name in enumerate(STATISTICS, start=2):
            if math.isfinite(entry[name]):
                _write_fixed(work, row, column, (str(entry["quantity"]), int(entry["year"])), entry[name])
            else:
                sheet.text(row, column, say("niet getrokken", "not drawn"))
        row += 1
    row = _write_bounds(work, row + 1)
    _write_target(work, row + 1)


_TOUCHED = {"gross": "damped", "net": "net_cost"}
"""Column of the budget tables that leaves out the same as a quantity, where it has another name."""


def _write_fixed(work: Work, row: int, column: int, of: tuple[str, int], value: float) -> None:
    """Write a value of the run: what is known of a quantity in a year, or PM where that is nothing."""
    quantity, year = of
    sheet, name, unknown = work.sheet("uncertainty"), _TOUCHED.get(quantity, quantity), of_year(work, year)
    if value == 0.0 and touches(name, unknown):
        write_pm(sheet, row, column)
    else:
        sheet.number(row, column, float(value), style_of("fixed", name, unknown))


def _write_bounds(work: Work, row: int) -> int:
    say, sheet, limits = work.say, work.sheet("uncertainty"), work.run.bounds
    title = say(
        "Grenzen van de besparing, meest waarschijnlijk geval", "Bounds of the saving, most likely case"
    )
    sheet.text(row, 0, title, "heading")
    heads = say(
        "Samenloop|Jaar|Opgeteld (τ = −1)|Onafhankelijk (τ = 0)|Volledig (τ = 1)",
        "Overlap|Year|Added up (τ = −1)|Independent (τ = 0)|Full (τ = 1)",
    ).split("|")
    sheet.row(row + 1, heads[:1])
    sheet.row(row + 1, heads[1:], "head_right", 1)
    for at, year in enumerate(work.years):
        line = row + 2 + at
        sheet.text(line, 0, say("Besparing na samenloop", "Saving after overlap"))
        sheet.number(line, 1, year, "plain")
        for column, values in enumerate((limits.sum, limits.independent, limits.full_overlap), start=2):
            _write_fixed(work, line, column, ("damped", year), float(values[at]))
    return row + 3 + len(work.years)


def _write_target(work: Work, row: int) -> None:
    table = target_outcome(work.run)
    if table.empty or work.run.target is None:
        return
    say, sheet = work.say, work.sheet("uncertainty")
    owner = work.programme.municipalities[work.run.target.municipality].title
    sheet.text(row, 0, say(f"Taakstelling van {owner}", f"Savings task of {owner}"), "heading")
    heads = say(
        "Taakstelling|Jaar|Taak|Netto, meest waarschijnlijk|Kans op halen|Verwacht tekort",
        "Savings task|Year|Task|Net, most likely|Chance of meeting it|Expected shortfall",
    ).split("|")
    sheet.row(row + 1, heads[:1])
    sheet.row(row + 1, heads[1:], "head_right", 1)
    unknown = posts(work.run, work.run.target.municipality)
    columns = ("target", "most_likely", "probability", "expected_shortfall")
    for line, entry in enumerate(table.to_dict("records"), start=row + 2):
        sheet.text(line, 0, owner)
        sheet.number(line, 1, int(entry["year"]), "plain")
        for column, name in enumerate(columns, start=2):
            if not entry["savings_known"] and name != "target":
                write_pm(sheet, line, column)
            elif math.isfinite(entry[name]):
                style = f"chance_{work.lang}" if name == "probability" else "fixed"
                if name == "most_likely":
                    style = style_of(style, "net_cost", left_out(unknown, int(entry["year"])))
                sheet.number(line, column, float(entry[name]), style)
    if unknown:
        told = say("Kans en tekort rekenen zonder PM.", "Chance and shortfall leave PM out.")
        sheet.text(row + 2 + len(table), 0, told)


def _grouped(count: int, mark: str) -> str:
    """Write a count with a mark between thousands."""
    return f"{count:,}".replace(",", mark)


def _reading(work: Work, finding: AuditFinding) -> str:
    """Give the title of the reading that counts, where a measure of the finding has one of that name."""
    name = finding.reading or ""
    readings = (work.run.catalogue.measures[m].readings for m in finding.measures)
    return next((work.text(known[name].title) for known in readings if name in known), name)


def write_audit(work: Work) -> None:
    """Write what the audit found in the source."""
    say, sheet = work.say, work.sheet("audit")
    work.top(
        "audit",
        say("Broncontrole", "Audit of the source"),
        say(
            "Wat in de bron zelf niet klopt of op meer manieren te lezen is, en welke lezing Koers gebruikt.",
            "What in the source itself is wrong or can be read in several ways, and which reading Koers "
            "uses.",
        ),
    )
    heads = say(
        "Ernst|Maatregel|Jaar|Wat|Gedrukt|Berekend|Verschil (€)|Regel in de bron|Document|Uitleg|Lezing "
        "in Koers",
        "Severity|Measure|Year|What|Printed|Computed|Difference (€)|Line in the "
        "source|Document|Explanation|Reading",
    ).split("|")
    sheet.row(4, heads)
    sheet.setup([13, 34, 7, 48, 26, 20, 14, 14, 40, 90, 18], (5, 2), 4)
    severities = {
        "error": say("fout", "error"),
        "warning": say("let op", "warning"),
        "note": say("ter info", "note"),
    }
    lang: Literal["nl", "en"] = "nl" if work.lang == "nl" else "en"
    for row, finding in enumerate(audit(work.run.catalogue), start=5):
        who = "; ".join(work.label(work.run.catalogue.measures[m]) for m in finding.measures)
        sheet.text(row, 0, severities[finding.severity])
        sheet.text(row, 1, who, "wrap")
        if finding.year is not None:
            sheet.number(row, 2, finding.year, "centre")
        sheet.text(row, 3, work.text(finding.title), "wrap")
        printed, computed = figures_of(finding, work.run.catalogue, lang)
        sheet.text(row, 4, printed, "wrap")
        if isinstance(computed, float | int):
            sheet.number(row, 5, float(computed), "euro")
        else:
            sheet.text(row, 5, computed, "wrap")
        if finding.difference_eur is not None:
            sheet.number(row, 6, finding.difference_eur, "euro")
        sheet.text(row, 7, finding.line or "", "wrap")
        if finding.document in work.programme.documents:
            sheet.text(row, 8, work.wording.document(work.document(finding.document)), "wrap")
        sheet.text(row, 9, work.text(finding.explanation), "wrap")
        sheet.text(row, 10, _reading(work, finding), "wrap")
