"""Sheet Maatregelen: settings and outcome of each measure, and what nobody knows the amount of."""

from __future__ import annotations

from simulator.engine.compile import reading_of
from simulator.export.workbook.costs import Costs
from simulator.export.workbook.damping import Damping
from simulator.export.workbook.effects import Effects
from simulator.export.workbook.live import Live, add
from simulator.export.workbook.work import Work, Years

HEAD = 4
LABELS = 8


def write_settings(work: Work) -> list[Live]:
    """Write what the scenario sets; gives the size of each measure against the programme's."""
    say, sheet, n = work.say, work.sheet("measures"), len(work.years)
    work.top(
        "measures",
        say("Maatregelen", "Measures"),
        say(
            "Bedragen als positieve besparing of kosten; netto = eerlijk deel − kosten. Omvang: 1 is "
            "zoals in het "
            "programma. Aan en uit zetten gaat in Koers.",
            "Amounts as positive savings or costs; net = fair share − cost. Size: 1 is as in the "
            "programme. Measures "
            "are switched on and off in Koers.",
        ),
    )
    heads = say(
        "Maatregel|Status|Bewijs (1–6)|Lezing van de bron|Omvang|Verschuiving (maanden)|Oprekken|Waarom "
        "zo gezet",
        "Measure|Status|Evidence (1–6)|Reading of the source|Size|Shift (months)|Stretch|Why set so",
    ).split("|")
    sheet.row(HEAD, heads)
    kinds = say("Bruto|Eerlijk deel|Kosten|Netto", "Gross|Fair share|Cost|Net").split("|")
    for block, kind in enumerate(kinds):
        sheet.row(HEAD, [f"{kind} {y}" for y in work.years], "head_right", LABELS + block * n)
    sheet.setup([48, 12, 9, 30, 9, 12, 9, 50, *[12] * (4 * n)], (HEAD + 1, 1), HEAD)
    statuses = {
        "proposed": say("voorgesteld", "proposed"),
        "adopted": say("vastgesteld", "adopted"),
        "rejected": say("afgewezen", "rejected"),
        "suggested": say("gesuggereerd", "suggested"),
    }
    sizes = []
    for place, slug in enumerate(work.run.plan.measures):
        row, measure = HEAD + 1 + place, work.measure(place)
        setting = work.run.scenario.measures[slug]
        reading = reading_of(measure, work.run.scenario)
        sheet.text(row, 0, work.label(measure), "wrap")
        sheet.text(row, 1, statuses[measure.status])
        sheet.number(row, 2, measure.grade, "centre")
        sheet.text(row, 3, work.text(measure.readings[reading].title) if reading else "", "wrap")
        number = f"m{measure.number:02d}" if measure.number else "x_" + slug.replace("-", "_")
        sizes.append(sheet.number(row, 4, setting.intensity, "input_share", f"{number}_omvang"))
        sheet.number(row, 5, setting.shift_months)
        sheet.number(row, 6, setting.stretch)
        sheet.text(row, 7, work.text(setting.note) if setting.note else "", "wrap")
    return sizes


def write_outcome(work: Work, effects: Effects, damping: Damping, costs: Costs) -> dict[str, list[Years]]:
    """Write gross, fair share, cost and net of each measure; gives the cells by quantity and measure."""
    sheet, n, plan = work.sheet("measures"), len(work.years), work.run.plan
    found: dict[str, list[Years]] = {"gross": [], "fair": [], "cost": [], "net": []}
    for place in range(len(plan.measures)):
        row = HEAD + 1 + place
        gross = [
            effects.in_view[i] for i, e in enumerate(plan.effects) if plan.slots[e.slot].measure == place
        ]
        fair = [cells for line, cells in damping.fair.items() if line[0] == place]
        rows = {
            "gross": [add([cells[at] for cells in gross]) for at in range(n)],
            "fair": [add([cells[at] for cells in fair]) for at in range(n)],
            "cost": [add(_costs(work, costs, place, at)) for at in range(n)],
        }
        for block, (name, formulas) in enumerate(rows.items()):
            cells = tuple(sheet.live(row, LABELS + block * n + at, formulas[at]) for at in range(n))
            found[name].append(cells)
        net = tuple(
            sheet.live(row, LABELS + 3 * n + at, found["fair"][-1][at] - found["cost"][-1][at])
            for at in range(n)
        )
        found["net"].append(net)
    _write_totals(work, found)
    _write_unknown(work, HEAD + 4 + len(plan.measures))
    return found


def _costs(work: Work, costs: Costs, measure: int, at: int) -> list[Live]:
    """Part of every cost that a measure bears in a year."""
    plan, found = work.run.plan, list[Live]()
    for place, term in enumerate(plan.costs):
        if measure in term.measures:
            cell = costs.in_view[place][at]
            found.append(cell / len(term.measures) if len(term.measures) > 1 else cell)
    for (effect, _), rows in costs.spills.items():
        if plan.slots[plan.effects[effect].slot].measure == measure:
            found += [row[at] for row in rows]
    return found


def _write_totals(work: Work, found: dict[str, list[Years]]) -> None:
    sheet, n = work.sheet("measures"), len(work.years)
    row = HEAD + 1 + len(work.run.plan.measures)
    sheet.row(row, [work.say("Totaal", "Total"), *[""] * (LABELS - 1)], "total")
    for block, name in enumerate(found):
        for at in range(n):
            formula = add([cells[at] for cells in found[name]])
            sheet.live(row, LABELS + block * n + at, formula, "euro_total")


def _write_unknown(work: Work, row: int) -> None:
    """Write the posts without an amount: they are left out, and are not zero."""
    sheet, say = work.sheet("measures"), work.say
    title = say(
        "PM-posten: bestaan wel, bedrag onbekend, in geen enkel totaal begrepen (onbekend is geen nul)",
        "Unknown posts (PM): they exist, without an amount, and are in no total (unknown is not zero)",
    )
    sheet.text(row, 0, title, "heading")
    for line, item in enumerate(work.run.plan.unknown, start=row + 1):
        sheet.text(line, 0, work.label(work.run.catalogue.measures[item.measure]), "wrap")
        sheet.text(line, 1, say("effect", "effect") if item.what == "effect" else say("kosten", "cost"))
        sheet.text(line, 3, item.title_nl if work.lang == "nl" else item.title_en, "wrap")
        sheet.text(line, LABELS, "PM", "centre")
