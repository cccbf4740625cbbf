"""Sheet Baten: what each effect yields before overlap, with the formula over named cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from simulator.analysis.budget.shares import effect_spec
from simulator.engine.quantities import SHARED
from simulator.engine.terms import Amount, EffectTerm
from simulator.export.workbook.allocation import Allocation
from simulator.export.workbook.baseline import Baseline
from simulator.export.workbook.book import Sheet
from simulator.export.workbook.inputs import Inputs
from simulator.export.workbook.live import Cells, Labels, Live
from simulator.export.workbook.ramp import Ramp, left_over
from simulator.export.workbook.rules import slot_rule
from simulator.export.workbook.unknown import write_posts
from simulator.export.workbook.work import Work, Years

HEAD = 4
LABELS = 6
"""Columns before the numbers."""


@dataclass
class Effects:
    """The cells of the sheet.

    Attributes
    ----------
    gross : list of tuple of Live
        Gross saving of each effect of the plan for all members, one cell a year.
    in_view : list of tuple of Live
        The same for the view.
    before : list of tuple of Live
        Gross saving of each effect as if no other measure replaced a part of it: a formula, no cell.
    places : list of str
        Cell of each effect as links name it.
    labels : Cells
        Rule of allocation of each effect.
    columns : list of Cells
        Gross saving of all effects in each year.
    posts : dict
        Cell of each saving without an amount as links name it, by measure and name.
    """

    gross: list[Years] = field(default_factory=list)
    in_view: list[Years] = field(default_factory=list)
    before: list[Years] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    labels: Labels = field(default_factory=lambda: Labels("", ()))
    columns: list[Cells] = field(default_factory=list)
    posts: dict[tuple[str, str], str] = field(default_factory=dict)


def amount_formula(work: Work, amount: Amount, inputs: Inputs, baseline: Baseline, at: int) -> Live:
    """The formula of an effect or cost over named cells, with the baseline of one year.

    The value is worked out by the formula itself, from the values of the same cells.
    """
    cells: dict[str, Live] = {
        name: inputs.cells[work.run.plan.quantities[place].name] for name, place in amount.drivers.items()
    }
    cells |= {
        key: baseline.services[work.run.plan.services[place].name][at]
        for key, place in amount.services.items()
    }
    text = amount.formula.excel({key: cell.text for key, cell in cells.items()})
    value = amount.formula.evaluate({key: cell.value for key, cell in cells.items()})
    return Live(text.removeprefix("="), float(value), rank=0)


def driver_links(work: Work, sheet: Sheet, row: int, column: int, amount: Amount, inputs: Inputs) -> None:
    """Write a link to every assumption that a formula uses, next to each other."""
    plan = work.run.plan
    names = [plan.quantities[place].name for _, place in sorted(amount.drivers.items())]
    names += [
        f"{SHARED}/baseline/{plan.services[place].name}" for _, place in sorted(amount.services.items())
    ]
    for place, name in enumerate(names):
        sheet.link(row, column + place, inputs.places[name], inputs.cells[name].text)


def kind_words(work: Work) -> Mapping[str, str]:
    """Kinds of effect in words."""
    return {
        "lower_spending": work.say("lagere lasten", "lower spending"),
        "own_contribution": work.say("eigen bijdrage (baten)", "own contribution (income)"),
        "execution": work.say("minder uitvoering (lasten)", "less execution (spending)"),
    }


def write_effects(
    work: Work,
    inputs: Inputs,
    baseline: Baseline,
    ramp: Ramp,
    allocation: Allocation,
    intensities: list[Live],
) -> Effects:
    """Write the sheet."""
    say, sheet, n = work.say, work.sheet("effects"), len(work.years)
    work.top(
        "effects",
        say("Baten: wat elk effect oplevert, vóór samenloop", "Effects: what each yields, before overlap"),
        say(
            "Besparing en eigen bijdragen als positief bedrag, prijspeil van het programma. Structureel "
            "= de formule "
            "over de uitgangspunten; bruto = structureel × ingroei × omvang × wat niet vervalt.",
            "Savings and own contributions as positive amounts, in the programme's prices. Structural = "
            "the formula "
            "over the assumptions; gross = structural × ramp-up × size × what does not lapse.",
        ),
    )
    heads = say("Maatregel|Effect|Soort|Voorziening|I/S|Regel", "Measure|Effect|Kind|Service|I/S|Rule").split(
        "|"
    )
    sheet.row(HEAD, heads)
    for block, kind in enumerate(
        say("Structureel|Bruto, allen|Bruto, in beeld", "Structural|Gross, all|Gross, in view").split("|")
    ):
        sheet.row(HEAD, [f"{kind} {y}" for y in work.years], "head_right", LABELS + block * n)
    links = LABELS + 3 * n
    beside = say(
        "Bron van de regel|Ingroei|Uitgangspunten (klik)", "Source of the line|Ramp-up|Assumptions (click)"
    )
    sheet.row(HEAD, beside.split("|"), "head", links)
    sheet.setup(
        [44, 46, 24, 22, 5, 8, *[13] * (2 * n), *[15] * n, 60, 12, *[34] * 5],
        (HEAD + 1, 2),
        HEAD,
        printed=links,
    )
    found = Effects()
    for place, effect in enumerate(work.run.plan.effects):
        row = HEAD + 1 + place
        _write_labels(work, sheet, row, effect, allocation, found)
        _write_amounts(work, row, place, effect, (inputs, baseline, ramp, allocation), intensities, found)
        cited = work.cited(effect_spec(work.run, effect).source)
        sheet.text(row, links, cited, "indented")
        sheet.link(row, links + 1, ramp.places[place], say("naar ingroei", "to ramp-up"))
        driver_links(work, sheet, row, links + 2, effect.amount, inputs)
    last = HEAD + max(1, len(work.run.plan.effects))
    found.labels = sheet.labels(HEAD + 1, last, 5)
    found.columns = [sheet.cells((HEAD + 1, LABELS + n + at), (last, LABELS + n + at)) for at in range(n)]
    found.posts = write_posts(work, sheet, last + 1, "effect", range(LABELS, links), links)
    return found


def _write_labels(
    work: Work, sheet: Sheet, row: int, effect: EffectTerm, allocation: Allocation, found: Effects
) -> None:
    slot = work.run.plan.slots[effect.slot]
    spec, rule = effect_spec(work.run, effect), slot_rule(work, slot)
    sheet.text(row, 0, work.label(work.measure(slot.measure)), "wrap")
    sheet.text(row, 1, work.text(spec.title), "wrap")
    sheet.text(row, 2, kind_words(work)[spec.kind], "wrap")
    sheet.text(row, 3, work.service(spec.service), "wrap")
    sheet.text(row, 4, work.nature(spec.nature), "centre")
    sheet.text(row, 5, allocation.label(rule))
    found.places.append(sheet.place(row, LABELS))


def _write_amounts(
    work: Work,
    row: int,
    place: int,
    effect: EffectTerm,
    cells: tuple[Inputs, Baseline, Ramp, Allocation],
    intensities: list[Live],
    found: Effects,
) -> None:
    """Write structural amount, gross amount of all members and gross amount in view, for each year."""
    inputs, baseline, ramp, allocation = cells
    sheet, n = work.sheet("effects"), len(work.years)
    plan = work.run.plan
    slot = plan.slots[effect.slot]
    rule = slot_rule(work, slot)
    lapses = ramp.lapses.get((plan.measures[slot.measure], "effects", effect.name), [])
    gross, shown, before = [], [], []
    for at in range(n):
        formula = amount_formula(work, effect.amount, inputs, baseline, at)
        if slot.measure in plan.realisations:
            formula = formula * inputs.cells[plan.quantities[plan.realisations[slot.measure]].name]
        amount = sheet.live(row, LABELS + at, formula) * ramp.reached[place][at] * intensities[slot.measure]
        before.append(amount)
        for factor in left_over(lapses, at):
            amount = amount * factor
        gross.append(sheet.live(row, LABELS + n + at, amount))
        shown.append(sheet.live(row, LABELS + 2 * n + at, gross[-1] * allocation.in_view(rule, at)))
    found.gross.append(tuple(gross))
    found.before.append(tuple(before))
    found.in_view.append(tuple(shown))
