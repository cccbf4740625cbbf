"""Sheet Kosten: what carrying out costs, shared costs once, and what comes back elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from simulator.analysis.budget.shares import effect_spec
from simulator.domain.scenario import MeasureSetting
from simulator.engine.axes import MONTHS, Array
from simulator.engine.ramp import Curve
from simulator.engine.terms import CostTerm, EffectTerm
from simulator.export.workbook.allocation import Allocation
from simulator.export.workbook.baseline import Baseline
from simulator.export.workbook.booked import Instead, InsteadWriter, OtherSheets
from simulator.export.workbook.damping import Damping, group_ratios
from simulator.export.workbook.effects import Effects, amount_formula, driver_links
from simulator.export.workbook.inputs import Inputs
from simulator.export.workbook.live import Cells, Labels, Live, highest, live
from simulator.export.workbook.ramp import Ramp, left_over
from simulator.export.workbook.rules import Only, Rule, cost_rule, line_of, slot_rule
from simulator.export.workbook.unknown import write_posts
from simulator.export.workbook.work import Work, Years

HEAD = 4
LABELS = 5


@dataclass
class Costs:
    """The cells of the sheet.

    Attributes
    ----------
    in_view : list of tuple of Live
        Each cost of the plan in view, one cell a year; of a shared cost the whole.
    places : list of str
        Cell of each cost as links name it.
    spills : dict
        What comes back elsewhere in view, by effect of the plan and service: rows that add up.
    spill_places : dict
        Cell of the first of these rows.
    booked : Instead
        What is spent in place of savings: no cost, as the savings are net of it.
    last : int
        Last row in use with costs.
    posts : dict
        Cell of each cost without an amount as links name it, by measure and name.
    """

    in_view: list[Years] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    spills: dict[tuple[int, str], list[Years]] = field(default_factory=dict)
    spill_places: dict[tuple[int, str], str] = field(default_factory=dict)
    booked: Instead = field(default_factory=Instead)
    last: int = HEAD
    posts: dict[tuple[str, str], str] = field(default_factory=dict)

    def columns(self, work: Work) -> tuple[Labels, list[Cells]]:
        """Labels of rules, and costs per year, of all rows."""
        sheet, n = work.sheet("costs"), len(work.years)
        years = [
            sheet.cells((HEAD + 1, LABELS + 2 * n + at), (self.last, LABELS + 2 * n + at)) for at in range(n)
        ]
        return sheet.labels(HEAD + 1, self.last, 4), years


class CostWriter:
    """Writes the sheet.

    Parameters
    ----------
    work : Work
        The workbook.
    inputs, baseline, ramp, effects, allocation, damping
        The cells of the other sheets.
    intensities : list of Live
        Size of each measure against the programme's.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - one argument for each sheet that is referred to
        self,
        work: Work,
        inputs: Inputs,
        baseline: Baseline,
        ramp: Ramp,
        effects: Effects,
        allocation: Allocation,
        damping: Damping,
        intensities: list[Live],
    ) -> None:
        self._work, self._inputs, self._baseline, self._ramp = work, inputs, baseline, ramp
        self._effects, self._allocation, self._damping = effects, allocation, damping
        self._intensities, self._n = intensities, len(work.years)
        self._sheet, self._plan = work.sheet("costs"), work.run.plan
        self._found, self._row = Costs(), HEAD + 1
        cells = OtherSheets(inputs, baseline, ramp, effects, allocation, damping, intensities)
        self._written = InsteadWriter(work, cells, LABELS)

    def write(self) -> Costs:
        """Write all costs, and then what comes back elsewhere."""
        self._write_head()
        for term in self._plan.costs:
            self._write_term(term)
        for place, effect in enumerate(self._plan.effects):
            for spill, (rule, amounts) in self._leaks(place, effect):
                self._write_leak(place, effect, spill, rule, amounts)
        self._found.last = max(self._row - 1, HEAD + 1)
        self._found.booked = self._written.write(self._found.last + 1)
        # A cost has an amount and a cost in every year; the part of it in a year is no amount.
        first, beside = LABELS + 2 * self._n, LABELS + 4 * self._n
        self._found.posts = write_posts(
            self._work, self._sheet, self._found.booked.next_row, "cost", range(first, beside), beside
        )
        return self._found

    def _write_head(self) -> None:
        work, sheet, n = self._work, self._sheet, self._n
        say = work.say
        work.top(
            "costs",
            say("Kosten van de uitvoering", "Costs of carrying out"),
            say(
                "Kosten als positief bedrag. Kosten = bedrag (de formule) × verdeling over de jaren × "
                "omvang × wat niet "
                "vervalt. Een gedeelde kost staat er één keer en wordt door de genoemde maatregelen in "
                "gelijke delen "
                "gedragen.",
                "Costs as positive amounts. Cost = amount (the formula) × profile over the years × size "
                "× what does not "
                "lapse. A shared cost stands here once; the measures named bear it in equal parts.",
            ),
        )
        heads = say("Maatregel|Kosten van|I/S|Wie betaalt|Regel", "Measure|Cost of|I/S|Who pays|Rule").split(
            "|"
        )
        sheet.row(HEAD, heads)
        kinds = say(
            "Bedrag|Deel|Kosten, allen|Kosten, in beeld", "Amount|Part|Cost, all|Cost, in view"
        ).split("|")
        for block, kind in enumerate(kinds):
            sheet.row(HEAD, [f"{kind} {y}" for y in work.years], "head_right", LABELS + block * n)
        beside = say("Bron van de regel|Uitgangspunten (klik)", "Source of the line|Assumptions (click)")
        sheet.row(HEAD, beside.split("|"), "head", LABELS + 4 * n)
        sheet.setup(
            [48, 46, 5, 24, 8, *[13] * (3 * n), *[16] * n, 60, *[34] * 4],
            (HEAD + 1, 2),
            HEAD,
            printed=LABELS + 4 * n,
        )

    def _write_labels(self, texts: tuple[str, str, str, str], rule: Rule) -> None:
        for column, text in enumerate(texts):
            self._sheet.text(self._row, column, text, "centre" if column == 2 else "wrap")  # noqa: PLR2004
        self._sheet.text(self._row, 4, self._allocation.label(rule))

    def _write_term(self, term: CostTerm) -> None:
        work, sheet, n = self._work, self._sheet, self._n
        rule = cost_rule(work, term)
        title = (
            work.programme.cost_pools[term.pool].title
            if term.pool
            else work.measure(term.measures[0]).costs[term.name].title
        )
        who = "; ".join(work.label(work.measure(m)) for m in term.measures)
        funder = work.text(work.programme.funders[term.funded_by])
        self._write_labels((who, work.text(title), work.nature(term.nature), funder), rule)
        lapses = [
            lapse
            for m in term.measures
            if term.pool is None
            for lapse in self._ramp.lapses.get((self._plan.measures[m], "costs", term.name), [])
        ]
        factor, shown = self._factor(term), []
        for at, part in enumerate(self._profile(term)):
            formula = amount_formula(work, term.amount, self._inputs, self._baseline, at)
            amount = sheet.live(self._row, LABELS + at, formula)
            profile = sheet.number(self._row, LABELS + n + at, float(part), "input_share")
            cost = amount * profile * factor
            for left in left_over(lapses, at):
                cost = cost * left
            cell = sheet.live(self._row, LABELS + 2 * n + at, cost)
            shown.append(
                sheet.live(self._row, LABELS + 3 * n + at, cell * self._allocation.in_view(rule, at))
            )
        sheet.text(self._row, LABELS + 4 * n, self._cited(term), "indented")
        driver_links(work, sheet, self._row, LABELS + 4 * n + 1, term.amount, self._inputs)
        self._found.in_view.append(tuple(shown))
        self._found.places.append(sheet.place(self._row, LABELS + 2 * n))
        self._row += 1

    def _cited(self, term: CostTerm) -> str:
        """Where the source has a cost; of a shared one where each measure has it."""
        work = self._work
        if term.pool is not None:
            return work.cited(work.programme.cost_pools[term.pool].source)
        return work.cited(work.measure(term.measures[0]).costs[term.name].source)

    def _settings(self, term: CostTerm) -> list[MeasureSetting]:
        return [self._work.run.scenario.measures[self._plan.measures[m]] for m in term.measures]

    def _profile(self, term: CostTerm) -> Array:
        """Part of the amount in each year, moved along with the first measure that needs it."""
        if term.pool is None:
            stated = line_of(self._work, term, term.measures[0]).profile or ()
        else:
            stated = self._work.programme.cost_pools[term.pool].profile
        curve = Curve(np.repeat(np.asarray(stated, dtype=float), MONTHS), term.nature == "structural")
        return curve.shifted(min(s.shift_months for s in self._settings(term))).yearly()

    def _factor(self, term: CostTerm) -> Live:
        """Size of the measures, where their costs go with it; of a shared cost the largest."""
        sizes = [
            self._intensities[m] if setting.scales_costs else live(1)
            for m, setting in zip(term.measures, self._settings(term), strict=True)
        ]
        return sizes[0] if len(sizes) == 1 else highest(*sizes)

    def _leaks(self, place: int, effect: EffectTerm) -> Iterator[tuple[int, tuple[Rule, tuple[Live, ...]]]]:
        """Per way in which an effect comes back and group: place of the way, rule, and amounts."""
        slot = self._plan.slots[effect.slot]
        rule = slot_rule(self._work, slot)
        for number, spill in enumerate(effect.spills):
            share = self._inputs.cells[self._plan.quantities[spill.share].name]
            gross = self._effects.gross[place]
            leak = [highest(cell, live(0)) * share for cell in gross]
            if not slot.competes:
                yield number, (rule, tuple(leak))
            for towns, ratios in group_ratios(self._damping, slot.service, effect.slot):
                whole = len(towns) == len(self._plan.municipalities)
                amounts = tuple(part * ratio for part, ratio in zip(leak, ratios, strict=True))
                yield number, (rule if whole else Only(rule, towns), amounts)

    def _write_leak(
        self, place: int, effect: EffectTerm, number: int, rule: Rule, amounts: tuple[Live, ...]
    ) -> None:
        work, sheet, n = self._work, self._sheet, self._n
        spec = effect_spec(work.run, effect)
        service = self._plan.services[effect.spills[number].to_service].name
        who = work.label(work.measure(self._plan.slots[effect.slot].measure))
        what = work.say("Waterbed: komt terug op ", "Waterbed: comes back on ") + work.service(service)
        text = f"{what} ({work.text(spec.title)})"
        self._write_labels((who, text, work.nature(spec.nature), ""), rule)
        shown = []
        for at in range(n):
            cell = sheet.live(self._row, LABELS + 2 * n + at, amounts[at])
            in_view = cell * self._allocation.in_view(rule, at)
            shown.append(sheet.live(self._row, LABELS + 3 * n + at, in_view))
        share = self._plan.quantities[effect.spills[number].share].name
        sheet.link(self._row, LABELS + 4 * n, self._inputs.places[share], self._inputs.cells[share].text)
        self._found.spills.setdefault((place, service), []).append(tuple(shown))
        self._found.spill_places.setdefault((place, service), sheet.place(self._row, LABELS + 2 * n))
        self._row += 1
