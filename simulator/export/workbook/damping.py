"""Sheet Samenloop: what measures on one service save together, and the part of it that each is due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from simulator.analysis.budget.lines import EFFECT_KINDS, Part
from simulator.analysis.budget.shares import effect_spec
from simulator.domain.relation import AlreadyImplemented
from simulator.engine.damping import FULL_OVERLAP
from simulator.engine.quantities import SHARED
from simulator.export.workbook.allocation import Allocation
from simulator.export.workbook.baseline import Baseline
from simulator.export.workbook.effects import Effects, kind_words
from simulator.export.workbook.fair import FairShares, GroupCells, Scene
from simulator.export.workbook.fair_lines import YEARS, FairLines, Line, effect_lines
from simulator.export.workbook.inputs import Inputs
from simulator.export.workbook.live import (
    Cells,
    Labels,
    Live,
    add,
    at_least,
    at_most,
    if_,
    live,
    lowest,
    sum_of,
)
from simulator.export.workbook.ramp import Ramp
from simulator.export.workbook.rules import Only, Rule, service_rule, slot_rule
from simulator.export.workbook.union import excess_formula, share_formula, union_formula
from simulator.export.workbook.work import Work, Years

HEAD = 6
MAIN = YEARS
"""First column of the years."""


@dataclass
class Damping:
    """The cells of the sheet.

    Attributes
    ----------
    totals : dict
        What is saved after overlap in view, by service and kind of effect, one cell a year.
    fair : dict
        Part of that which a measure is due, by measure, kind, service and nature.
    fair_places : dict
        Cell of each fair share as links name it.
    ratios : dict
        Saving together against savings alone, by service: municipalities, members and one cell a year.
    last : int
        Last row in use.
    """

    totals: dict[tuple[str, str], Years] = field(default_factory=dict)
    fair: dict[Line, Years] = field(default_factory=dict)
    fair_places: dict[Line, str] = field(default_factory=dict)
    ratios: dict[int, list[tuple[tuple[str, ...], set[int], Years]]] = field(default_factory=dict)
    last: int = HEAD

    def columns(self, work: Work) -> tuple[Labels, list[Cells]]:
        """Labels of rules, and savings per year, of all rows."""
        sheet = work.sheet("damping")
        years = [sheet.cells((HEAD + 1, MAIN + at), (self.last, MAIN + at)) for at in range(len(work.years))]
        return sheet.labels(HEAD + 1, self.last, 1), years


def write_damping(
    work: Work, inputs: Inputs, baseline: Baseline, ramp: Ramp, effects: Effects, allocation: Allocation
) -> Damping:
    """Write the sheet."""
    say, sheet, n = work.say, work.sheet("damping"), len(work.years)
    work.top(
        "damping",
        say("Samenloop: maatregelen delen hetzelfde geld", "Overlap: measures share the same money"),
        say(
            "s = deel van het basispad dat een maatregel alleen bespaart. Samen: 1 − (1 + Σ((1 − s)^−θ − "
            "1))^(−1/θ), "
            "met θ = 2τ/(1 − τ); τ = −1 optellen, 0 onafhankelijk, 1 alleen de grootste.",
            "s = part of the baseline that a measure saves alone. Together: 1 − (1 + Σ((1 − s)^−θ − "
            "1))^(−1/θ), "
            "with θ = 2τ/(1 − τ); τ = −1 adds up, 0 independent, 1 only the largest.",
        ),
        say(
            "Onder elke voorziening: het eerlijk deel (Shapley) van elke maatregel, uit het blad "
            "EerlijkDeel. Samen is dat het totaal.",
            "Below every service: the fair share (Shapley) of each measure, from the sheet FairShare. "
            "Together that is the total.",
        ),
    )
    heads = [say("Voorziening, gemeenten, maatregel", "Service, municipalities, measure")]
    sheet.row(HEAD, [*heads, say("Regel", "Rule"), say("Factor", "Factor")])
    sheet.row(HEAD, work.year_heads, "head_right", MAIN)
    second = [say(f"{y}: in beeld, of tussenstap", f"{y}: in view, or step") for y in work.years]
    sheet.row(HEAD, second, "head_right", MAIN + n)
    sheet.setup([66, 7, 10, *[14] * n, *[17] * n], (HEAD + 1, 1), HEAD)
    found, shares = Damping(), FairShares(work, effects, ramp, allocation)
    divided = effect_lines(work)
    row = HEAD + 1
    for place in range(len(work.run.plan.services)):
        if any(slot.service == place for slot in work.run.plan.slots):
            writer = _Service(work, (inputs, baseline, effects, allocation), found, shares, place, row)
            row = writer.write(divided) + 1
    found.last = max(row, HEAD + 1)
    return found


class _Service:
    """Writes the block of one service."""

    def __init__(
        self,
        work: Work,
        cells: tuple[Inputs, Baseline, Effects, Allocation],
        found: Damping,
        fair: FairShares,
        place: int,
        row: int,
    ) -> None:
        self._work, self._found, self._row = work, found, row
        self._inputs, self._baseline, self._effects, self._allocation = cells
        self._plan, self._place = work.run.plan, place
        self._name = work.run.plan.services[place].name
        self._sheet, self._years = work.sheet("damping"), range(len(work.years))
        self._members = [i for i, s in enumerate(self._plan.slots) if s.service == place and s.competes]
        self._in_view: dict[str, list[Years]] = {kind: [] for kind in EFFECT_KINDS}
        self._fair, self._groups_written = fair, list[GroupCells]()

    def write(self, divided: list[Part]) -> int:
        """Write the block; gives the row after it."""
        self._heading(self._work.service(self._name), "band")
        tau, theta = self._write_overlap() if self._members else (live(0), live(0))
        slots = {slot: self._write_slot(slot) for slot in self._members}
        if self._members:
            for towns in self._groups():
                self._write_group(towns, slots, tau, theta)
        for slot in self._members:
            self._write_amount(
                "lower_spending",
                self._work.say("Wat geld kost, buiten samenloop: ", "What costs money, outside overlap: ")
                + self._label(slot),
                slot_rule(self._work, self._plan.slots[slot]),
                tuple(lowest(live(0), cell) for cell in slots[slot]),
            )
        self._write_undamped()
        self._write_totals()
        scene = Scene(self._place, self._baseline.services[self._name], tau, theta, self._groups_written)
        mine = [part for part in divided if part.service == self._name]
        lines = FairLines(self._work, self._fair, scene, self._found.totals, self._row)
        for line, (cells, place) in lines.write(mine).items():
            self._found.fair[line], self._found.fair_places[line] = cells, place
        self._row = lines.row
        return self._row

    def _heading(self, text: str, style: str) -> None:
        columns = MAIN + 2 * len(self._years)
        self._sheet.row(self._row, [text, *[""] * (columns - 1)] if style == "band" else [text], style)
        self._row += 1

    def _label(self, slot: int) -> str:
        return self._work.label(self._work.measure(self._plan.slots[slot].measure))

    def _write_overlap(self) -> tuple[Live, Live]:
        """Write τ and θ."""
        name = f"{SHARED}/overlap/{self._name}"
        self._sheet.text(self._row, 0, self._work.say("Samenloop τ", "Overlap τ"))
        if self._plan.stated_overlap is None:
            tau = self._sheet.live(self._row, 2, self._inputs.cells[name], "share")
        else:
            off = f"p_overlap_{self._name}"
            tau = self._sheet.number(self._row, 2, self._plan.stated_overlap, "input_share", off)
        self._row += 1
        self._sheet.text(self._row, 0, "θ = 2τ / (1 − τ)")
        formula = if_(at_least(tau, FULL_OVERLAP), 0, live(2) * tau / (1 - tau))
        theta = self._sheet.live(self._row, 2, formula, "share")
        self._row += 1
        return tau, theta

    def _write_slot(self, slot: int) -> Years:
        """Write the gross saving of one measure on the service: the sum of its effects."""
        said = self._work.say("Bruto, alle deelnemers: ", "Gross, all members: ") + self._label(slot)
        self._sheet.text(self._row, 0, said)
        rows = [i for i, effect in enumerate(self._plan.effects) if effect.slot == slot]
        cells = tuple(
            self._sheet.live(self._row, MAIN + at, add([self._effects.gross[i][at] for i in rows]))
            for at in self._years
        )
        self._row += 1
        return cells

    def _groups(self) -> list[tuple[str, ...]]:
        """Municipalities for which a measure counts differently stand apart; the others are one group."""
        special = []
        for town in self._plan.municipalities:
            for slot in self._members:
                measure = self._work.measure(self._plan.slots[slot].measure)
                if measure.scope == town or (self._has_already(slot, town) and measure.scope is None):
                    special.append(town)
                    break
        others = tuple(t for t in self._plan.municipalities if t not in special)
        return [*((town,) for town in special), *([others] if others else [])]

    def _has_already(self, slot: int, town: str) -> bool:
        measure = self._work.measure(self._plan.slots[slot].measure)
        return measure.id in self._allocation.already and any(
            isinstance(relation, AlreadyImplemented) and relation.municipality == town
            for relation in measure.relations
        )

    def _factor(self, slot: int, towns: tuple[str, ...]) -> Live | None:
        """Weight of a measure against that of the baseline in a group; None: it does not work there."""
        measure = self._work.measure(self._plan.slots[slot].measure)
        if measure.scope is not None and towns != (measure.scope,):
            return None
        factor = live(1)
        if measure.scope is not None:
            rule = service_rule(self._work, self._name)
            shares, _ = self._allocation.keys[rule.key, rule.outside]  # type: ignore[union-attr]
            factor = live(1) / shares[self._plan.municipalities.index(measure.scope)]
        if len(towns) == 1 and self._has_already(slot, towns[0]):
            at = self._plan.municipalities.index(towns[0])
            factor = factor * (1 - self._allocation.already[measure.id][at])
        return factor

    def _write_group(self, towns: tuple[str, ...], slots: dict[int, Years], tau: Live, theta: Live) -> None:
        """Write one group: share of each measure, the union, and the amount saved."""
        members = {slot: f for slot in self._members if (f := self._factor(slot, towns)) is not None}
        if not members:
            return
        work, sheet = self._work, self._sheet
        names = ", ".join(work.programme.municipalities[t].title for t in towns)
        sheet.text(self._row, 0, names, "heading")
        self._row += 1
        first = self._row
        cells = {
            slot: self._write_member(slot, sheet.live(self._row, 2, factor, "share"), slots[slot], theta)
            for slot, factor in members.items()
        }
        last = self._row - 1
        together, ratios = self._write_union(first, last, tau, theta)
        self._found.ratios.setdefault(self._place, []).append((towns, set(members), ratios))
        rule = service_rule(work, self._name)
        if len(towns) < len(self._plan.municipalities):
            rule = Only(rule, towns)
        self._groups_written.append(GroupCells(names, rule, cells))
        self._write_amount(
            "lower_spending",
            work.say(
                "Bespaard als dit overal gold; in beeld alleen ",
                "Saved if this held everywhere; in view only ",
            )
            + names,
            rule,
            tuple(together[at] * self._baseline.services[self._name][at] for at in self._years),
        )

    def _write_member(self, slot: int, factor: Live, gross: Years, theta: Live) -> tuple[Live, Years, Years]:
        self._sheet.text(self._row, 0, "s: " + self._label(slot), "indented")
        shares, more = list[Live](), list[Live]()
        for at in self._years:
            base = self._baseline.services[self._name][at]
            share = share_formula(gross[at], factor, base)
            shares.append(self._sheet.live(self._row, MAIN + at, share, "share"))
            excess = excess_formula(shares[-1], theta)
            more.append(self._sheet.live(self._row, MAIN + len(self._years) + at, excess, "share"))
        self._row += 1
        return factor, tuple(shares), tuple(more)

    def _write_union(self, first: int, last: int, tau: Live, theta: Live) -> tuple[Years, Years]:
        """Write what is saved together as part of the baseline, and its ratio to the sum."""
        work, sheet, n = self._work, self._sheet, len(self._years)
        said = work.say("Samen (deel van het basispad)", "Together (part of baseline)")
        sheet.text(self._row, 0, said, "indented")
        said = work.say("Samen tegenover opgeteld", "Together against the sum")
        sheet.text(self._row + 1, 0, said, "indented")
        together, ratios = [], []
        for at in self._years:
            s = sheet.cells((first, MAIN + at), (last, MAIN + at))
            e = sheet.cells((first, MAIN + n + at), (last, MAIN + n + at))
            part = sheet.live(self._row, MAIN + at, union_formula([s], [e], tau, theta), "share")
            ratio = if_(at_most(sum_of(s), 0), 1, part / sum_of(s))
            together.append(part)
            ratios.append(sheet.live(self._row + 1, MAIN + at, ratio, "share"))
        self._row += 2
        return tuple(together), tuple(ratios)

    def _write_amount(self, kind: str, label: str, rule: Rule, amounts: Years) -> None:
        """Write an amount for all members, and beside it the part in view."""
        sheet, n = self._sheet, len(self._years)
        sheet.text(self._row, 0, label, "wrap")
        sheet.text(self._row, 1, self._allocation.label(rule))
        shown = []
        for at in self._years:
            cell = sheet.live(self._row, MAIN + at, amounts[at])
            in_view = cell * self._allocation.in_view(rule, at)
            shown.append(sheet.live(self._row, MAIN + n + at, in_view))
        self._in_view[kind].append(tuple(shown))
        self._row += 1

    def _write_undamped(self) -> None:
        """Write effects that are added outside the overlap."""
        words = kind_words(self._work)
        for slot, spec in enumerate(self._plan.slots):
            if spec.service != self._place or spec.competes:
                continue
            for kind in ("execution", "own_contribution"):
                rows = [
                    i
                    for i, effect in enumerate(self._plan.effects)
                    if effect.slot == slot and effect_spec(self._work.run, effect).kind == kind
                ]
                if rows:
                    amounts = tuple(add([self._effects.gross[i][at] for i in rows]) for at in self._years)
                    label = f"{words[kind]}: {self._label(slot)}"
                    self._write_amount(kind, label, slot_rule(self._work, spec), amounts)

    def _write_totals(self) -> None:
        words = kind_words(self._work)
        for kind, amounts in self._in_view.items():
            if not amounts:
                continue
            total = self._work.say("Totaal in beeld na samenloop: ", "Total in view after overlap: ")
            columns = [*range(MAIN)] + [MAIN + at for at in self._years]
            self._sheet.row(self._row, [total + words[kind], *[""] * (len(columns) - 1)], "total")
            self._found.totals[self._name, kind] = tuple(
                self._sheet.live(
                    self._row, MAIN + len(self._years) + at, add([a[at] for a in amounts]), "euro_total"
                )
                for at in self._years
            )
            self._row += 1


def group_ratios(found: Damping, service: int, slot: int) -> Iterator[tuple[tuple[str, ...], Years]]:
    """Groups in which a measure's effects compete, with the ratio by which its leaks shrink."""
    for towns, members, ratios in found.ratios.get(service, []):
        if slot in members:
            yield towns, ratios
