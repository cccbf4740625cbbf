"""On sheet Kosten, below the costs: what is spent on other services in place of savings.

It is no cost and in no sum of costs, as the savings are net of it: the budget moves it to the service on
which it is spent. Its cells do what `simulator.engine.booked` does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from simulator.analysis.budget.shares import effect_spec
from simulator.engine.terms import EffectTerm
from simulator.export.workbook.allocation import Allocation
from simulator.export.workbook.baseline import Baseline
from simulator.export.workbook.damping import Damping, group_ratios
from simulator.export.workbook.effects import Effects, amount_formula, driver_links
from simulator.export.workbook.inputs import Inputs
from simulator.export.workbook.live import Live, add, below, if_
from simulator.export.workbook.ramp import Ramp, left_over
from simulator.export.workbook.rules import Only, Rule, slot_rule
from simulator.export.workbook.work import Work, Years


@dataclass
class Instead:
    """The cells.

    Attributes
    ----------
    in_view : dict
        What is spent in view, by effect of the plan and service: rows that add up.
    places : dict
        Cell of the first of these rows, as links name it.
    next_row : int
        First row that is free.
    """

    in_view: dict[tuple[int, str], list[Years]] = field(default_factory=dict)
    places: dict[tuple[int, str], str] = field(default_factory=dict)
    next_row: int = 0

    def of(self, work: Work, service: str) -> Iterator[tuple[int, str, Years]]:
        """What is spent in place of savings on a service: effect, service that it is spent on, amounts."""
        plan = work.run.plan
        for (place, to_service), rows in self.in_view.items():
            if plan.services[plan.slots[plan.effects[place].slot].service].name == service:
                amounts = tuple(add([row[at] for row in rows]) for at in range(len(work.years)))
                yield place, to_service, amounts


@dataclass(frozen=True)
class OtherSheets:
    """Cells of the other sheets that are referred to."""

    inputs: Inputs
    baseline: Baseline
    ramp: Ramp
    effects: Effects
    allocation: Allocation
    damping: Damping
    intensities: list[Live]


class InsteadWriter:
    """Writes the rows.

    Parameters
    ----------
    work : Work
        The workbook.
    cells : OtherSheets
        What the formulas refer to.
    labels : int
        Columns before the numbers.
    """

    def __init__(self, work: Work, cells: OtherSheets, labels: int) -> None:
        self._work, self._cells, self._labels = work, cells, labels
        self._sheet, self._plan = work.sheet("costs"), work.run.plan
        self._found, self._row = Instead(), 0

    def write(self, row: int) -> Instead:
        """Write all rows from one on, if there are any."""
        self._row = row
        if any(effect.booked for effect in self._plan.effects):
            title = self._work.say(
                "Komt in de plaats van een besparing, die al netto is: geen kosten, wel lasten op die "
                "voorziening (blad Begroting en Taakvelden)",
                "Spent in place of a saving, which is net of it: no cost, but spending on that service "
                "(sheets Budget and Taakvelden)",
            )
            self._sheet.text(row + 1, 0, title, "heading")
            self._row = row + 2
        for place, effect in enumerate(self._plan.effects):
            for number in range(len(effect.booked)):
                for rule, kept in self._damped(effect):
                    self._write_row(place, number, rule, kept)
        self._found.next_row = self._row
        return self._found

    def _damped(self, effect: EffectTerm) -> Iterator[tuple[Rule, Years]]:
        """Per group of municipalities: rule, and part left after damping; what costs money keeps it all."""
        slot, gross = self._plan.slots[effect.slot], self._cells.effects.gross
        rows = [gross[i] for i, other in enumerate(self._plan.effects) if other.slot == effect.slot]
        rule = slot_rule(self._work, slot)
        for towns, ratios in group_ratios(self._cells.damping, slot.service, effect.slot):
            kept = (if_(below(add([r[at] for r in rows]), 0), 1, ratio) for at, ratio in enumerate(ratios))
            whole = len(towns) == len(self._plan.municipalities)
            yield rule if whole else Only(rule, towns), tuple(kept)

    def _write_row(self, place: int, number: int, rule: Rule, kept: Years) -> None:
        """Write amount, part that is reached and left, spending of all members, and spending in view."""
        work, sheet, cells, effect = self._work, self._sheet, self._cells, self._plan.effects[place]
        booking, spec = effect.booked[number], effect_spec(work.run, effect)
        service = self._plan.services[booking.to_service].name
        self._write_labels(effect, service, rule)
        n, first, shown = len(work.years), self._labels, list[Live]()
        for at in range(n):
            amount = sheet.live(self._row, first + at, self._structural(place, number, at))
            part = sheet.live(self._row, first + n + at, self._reached(place, at) * kept[at], "share")
            cell = sheet.live(self._row, first + 2 * n + at, amount * part)
            in_view = cell * cells.allocation.in_view(rule, at)
            shown.append(sheet.live(self._row, first + 3 * n + at, in_view))
        sheet.text(self._row, first + 4 * n, work.cited(spec.booked[number].source), "indented")
        driver_links(work, sheet, self._row, first + 4 * n + 1, booking.amount, cells.inputs)
        self._found.in_view.setdefault((place, service), []).append(tuple(shown))
        self._found.places.setdefault((place, service), sheet.place(self._row, first + 2 * n))
        self._row += 1

    def _write_labels(self, effect: EffectTerm, service: str, rule: Rule) -> None:
        work, sheet, spec = self._work, self._sheet, effect_spec(self._work.run, effect)
        what = work.say("Komt ervoor in de plaats: ", "Spent in its place: ") + work.service(service)
        measure = work.measure(self._plan.slots[effect.slot].measure)
        sheet.text(self._row, 0, work.label(measure), "wrap")
        sheet.text(self._row, 1, f"{what} ({work.text(spec.title)})", "wrap")
        sheet.text(self._row, 2, work.nature(spec.nature), "centre")
        sheet.text(self._row, 4, self._cells.allocation.label(rule))

    def _structural(self, place: int, number: int, at: int) -> Live:
        """The formula of what is spent, as far as the measure is realised."""
        plan, effect, cells = self._plan, self._plan.effects[place], self._cells
        amount = effect.booked[number].amount
        formula = amount_formula(self._work, amount, cells.inputs, cells.baseline, at)
        realised = plan.realisations.get(plan.slots[effect.slot].measure)
        return formula if realised is None else formula * cells.inputs.cells[plan.quantities[realised].name]

    def _reached(self, place: int, at: int) -> Live:
        """Part of the effect that is there in a year: ramp-up, size, and what does not lapse."""
        effect = self._plan.effects[place]
        measure = self._plan.slots[effect.slot].measure
        part = self._cells.ramp.reached[place][at] * self._cells.intensities[measure]
        key = (self._plan.measures[measure], "effects", effect.name)
        for left in left_over(self._cells.ramp.lapses.get(key, []), at):
            part = part * left
        return part
