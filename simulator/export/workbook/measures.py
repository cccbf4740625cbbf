"""Sheet Maatregelen: settings and outcome of each measure, and what nobody knows the amount of."""

from __future__ import annotations

from simulator.analysis.budget.unknown import touches
from simulator.engine.compile import reading_of
from simulator.export.workbook.book import Sheet
from simulator.export.workbook.costs import Costs
from simulator.export.workbook.damping import Damping
from simulator.export.workbook.effects import Effects
from simulator.export.workbook.live import Live, add, live
from simulator.export.workbook.unknown import of_year, style_of, write_pm
from simulator.export.workbook.work import Work

HEAD = 4
LABELS = 8
Amounts = tuple[Live | None, ...]
"""One cell for each year; None where nothing is known of the amount."""


def write_settings(work: Work) -> list[Live]:
    """Write what the scenario sets; gives the size of each measure against the programme's."""
    say, sheet, n = work.say, work.sheet("measures"), len(work.years)
    work.top(
        "measures",
        say("Maatregelen", "Measures"),
        say(
            "Bedragen als positieve besparing of kosten; netto = eerlijk deel − kosten. Omvang: 1 is "
            "zoals in het "
            "programma. Aan en uit zetten gaat in Koers. PM: onbekend; + PM: dit is het bekende deel.",
            "Amounts as positive savings or costs; net = fair share − cost. Size: 1 is as in the "
            "programme. Measures "
            "are switched on and off in Koers. PM: unknown; + PM: this is the known part.",
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
    told = any(work.run.scenario.measures[slug].note for slug in work.run.plan.measures)
    why = 50 if told else 16  # A column without text would only make the print smaller.
    sheet.setup([48, 12, 9, 30, 9, 12, 9, why, *[16] * (4 * n)], (HEAD + 1, 1), HEAD)
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


def write_outcome(work: Work, effects: Effects, damping: Damping, costs: Costs) -> dict[str, list[Amounts]]:
    """Write gross, fair share, cost and net of each measure; gives the cells by quantity and measure.

    Where nothing is known of an amount that is not zero, there is no cell but the text PM.
    """
    sheet, plan, found = work.sheet("measures"), work.run.plan, dict[str, list[Amounts]]()
    n, quantities = len(work.years), ("gross", "fair", "cost", "net")
    for place, slug in enumerate(plan.measures):
        known = _known(work, place, effects, damping, costs)
        unknown = [of_year(work, year, slug) for year in work.years]
        cells: dict[str, list[Live | None]] = {}
        for block, name in enumerate(quantities):
            formulas = known.get(name) or _net(cells)
            cells[name] = [
                _write_amount(sheet, HEAD + 1 + place, LABELS + block * n + at, formula, name, unknown[at])
                for at, formula in enumerate(formulas)
            ]
            found.setdefault(name, []).append(tuple(cells[name]))
    _write_totals(work, found)
    _write_unknown(work, HEAD + 4 + len(plan.measures))
    return found


_COLUMNS = {"gross": "damped", "fair": "damped", "cost": "cost", "net": "net_cost"}
"""Column of the budget tables that leaves out the same as an amount of this sheet."""


def _known(
    work: Work, place: int, effects: Effects, damping: Damping, costs: Costs
) -> dict[str, list[Live | None]]:
    """Formulas of gross, fair share and cost of a measure per year; None where it has no line of them."""
    plan, n = work.run.plan, range(len(work.years))
    gross = [effects.in_view[i] for i, e in enumerate(plan.effects) if plan.slots[e.slot].measure == place]
    fair = [cells for line, cells in damping.fair.items() if line[0] == place]
    paid = [_costs(work, costs, place, at) for at in n]
    return {
        "gross": [add([cells[at] for cells in gross]) if gross else None for at in n],
        "fair": [add([cells[at] for cells in fair]) if gross else None for at in n],
        "cost": [add(paid[at]) if paid[at] else None for at in n],
    }


def _net(cells: dict[str, list[Live | None]]) -> list[Live | None]:
    """Fair share less cost, as far as they are known."""
    return [
        fair if cost is None else (-cost if fair is None else fair - cost)
        for fair, cost in zip(cells["fair"], cells["cost"], strict=True)
    ]


def _write_amount(
    sheet: Sheet, row: int, column: int, formula: Live | None, name: str, unknown: str
) -> Live | None:
    """Write what is known of an amount, or PM where it leaves out something and that is nothing."""
    if formula is None and touches(_COLUMNS[name], unknown):
        write_pm(sheet, row, column)
        return None
    style = style_of("euro", _COLUMNS[name], unknown)
    return sheet.live(row, column, live(0) if formula is None else formula, style)


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


def _write_totals(work: Work, found: dict[str, list[Amounts]]) -> None:
    sheet, n = work.sheet("measures"), len(work.years)
    row = HEAD + 1 + len(work.run.plan.measures)
    sheet.row(row, [work.say("Totaal", "Total"), *[""] * (LABELS - 1)], "total")
    for block, name in enumerate(found):
        for at, year in enumerate(work.years):
            formula = add([cell for cells in found[name] if (cell := cells[at]) is not None])
            style = style_of("euro_total", _COLUMNS[name], of_year(work, year))
            sheet.live(row, LABELS + block * n + at, formula, style)


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
        sheet.text(line, 1, say("besparing", "saving") if item.what == "effect" else say("kosten", "cost"))
        sheet.text(line, 3, item.title_nl if work.lang == "nl" else item.title_en, "wrap")
        # Below what it would be: gross for a saving, else the cost.
        first = LABELS + (0 if item.what == "effect" else 2 * len(work.years))
        unknown = item.years_left_out_of(work.run.scenario.municipality)
        for at, year in enumerate(work.years):
            if year in unknown:
                write_pm(sheet, line, first + at)
