"""Sheet EerlijkDeel: what every combination of measures saves, and so what each measure is due.

The fair share (Shapley value) of a measure is a weighted sum of what all combinations of the measures on a
service save together. Each combination has its row of formulas, so that fair shares follow a changed
assumption as totals do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import comb

from simulator.analysis.budget.lines import Kind
from simulator.analysis.budget.shares import effect_spec
from simulator.engine.terms import EffectTerm
from simulator.export.workbook.allocation import Allocation
from simulator.export.workbook.effects import Effects, kind_words
from simulator.export.workbook.live import Live, add, live, lowest, sumproduct
from simulator.export.workbook.ramp import Ramp
from simulator.export.workbook.rules import Rule, slot_rule
from simulator.export.workbook.union import excess_formula, share_formula, union_formula
from simulator.export.workbook.work import Work, Years

HEAD = 5
MAIN = 1
"""First column of the years."""
MOST_PLAYERS = 6
MOST_ROWS = 400
"""Combinations times groups of municipalities: beyond it the shares are values of the run."""

Coalition = frozenset[int]
"""Places of the measures that take part."""


@dataclass(frozen=True)
class GroupCells:
    """Municipalities for which the same measures work equally strongly, on the sheet Samenloop.

    Attributes
    ----------
    names : str
        Their names.
    rule : Rule
        Part of the service's spending that falls to them.
    members : dict
        Factor, shares and excess of each slot that competes there.
    """

    names: str
    rule: Rule
    members: dict[int, tuple[Live, Years, Years]]


@dataclass(frozen=True)
class Scene:
    """What the games on one service share: its place in the plan, baseline, overlap and groups."""

    service: int
    baseline: Years
    tau: Live
    theta: Live
    groups: list[GroupCells]


@dataclass(frozen=True)
class Due:
    """What each measure is due, and the cell above the combinations that say so, as links name it."""

    cells: dict[int, Years]
    place: str


class FairShares:
    """Writes the sheet, one game after the other."""

    def __init__(self, work: Work, effects: Effects, ramp: Ramp, allocation: Allocation) -> None:
        self.work, self.effects, self.ramp, self.allocation = work, effects, ramp, allocation
        self.sheet, self.row = work.sheet("fair"), HEAD + 1
        _write_head(work)

    def due(self, scene: Scene, kind: Kind) -> Due | None:
        """Write one game; gives what each measure is due, None where there are too many combinations."""
        game = _Game(self, scene, kind)
        if len(game.players) > MOST_PLAYERS or game.rows > MOST_ROWS:
            return None
        place = self.sheet.place(self.row)
        return Due(game.write(), place)


def _write_head(work: Work) -> None:
    say, sheet, n = work.say, work.sheet("fair"), len(work.years)
    work.top(
        "fair",
        say("Eerlijk deel per maatregel", "Fair share per measure"),
        say(
            "Wat elke combinatie van maatregelen op een voorziening bespaart, in beeld en na samenloop.",
            "What every combination of measures on a service saves together, in view and after overlap.",
        ),
        say(
            "Eerlijk deel (Shapley) = som van gewicht × besparing over alle combinaties: wat een maatregel "
            "toevoegt, gemiddeld over alle volgordes.",
            "Fair share (Shapley) = sum of weight × saving over all combinations: what a measure adds, on "
            "average over all orders.",
        ),
    )
    sheet.row(HEAD, [say("Voorziening, combinatie", "Service, combination")])
    sheet.row(HEAD, work.year_heads, "head_right", MAIN)
    weights = say("Tussenstap, of gewicht", "Step, or weight")
    sheet.row(HEAD, [weights, *[""] * (MOST_PLAYERS - 1)], "head_right", MAIN + n)
    sheet.setup([70, *[14] * n, *[15] * MOST_PLAYERS], (HEAD + 1, 1), HEAD)


class _Game:
    """The measures that save on one service in one way, and those that replace a part of one of them."""

    def __init__(self, shares: FairShares, scene: Scene, kind: Kind) -> None:
        self._shares, self._scene, self._kind = shares, scene, kind
        self._work, self._sheet = shares.work, shares.sheet
        self._plan, self._years = self._work.run.plan, range(len(self._work.years))
        self._effects: dict[int, list[int]] = {}
        for place, effect in enumerate(self._plan.effects):
            slot = self._plan.slots[effect.slot]
            if slot.service == scene.service and effect_spec(self._work.run, effect).kind == kind:
                self._effects.setdefault(effect.slot, []).append(place)
        found = {self._plan.slots[slot].measure for slot in self._effects}
        for own in self._effects:
            found |= self._replacing(own)
        self.players = sorted(found)
        self._competes = kind == "lower_spending"
        self._gross: dict[tuple[int, Coalition], Years] = {}
        self._parts: dict[tuple[int, int, Coalition], tuple[Years, Years]] = {}

    @property
    def rows(self) -> int:
        """About how many rows the game takes."""
        combined = (1 << len(self.players)) - 1
        return combined * (1 + (len(self._scene.groups) if self._competes else 0))

    def write(self) -> dict[int, Years]:
        """Write the rows; gives what each measure is due."""
        words = kind_words(self._work)[self._kind]
        title = f"{self._work.service(self._plan.services[self._scene.service].name)}: {words}"
        width = MAIN + len(self._years) + MOST_PLAYERS
        self._text(title, "band", width)
        if len(self.players) == 1:
            return {self.players[0]: self._write_alone()}
        coalitions = [c for n in range(1, len(self.players) + 1) for c in _subsets(self.players, n)]
        unions = self._write_unions(coalitions) if self._competes else []
        return self._write_worth(coalitions, unions)

    def _text(self, text: str, style: str = "wrap", width: int = 1) -> None:
        self._sheet.row(self._shares.row, [text, *[""] * (width - 1)], style)
        self._shares.row += 1

    def _label(self, coalition: Coalition) -> str:
        measures = [self._work.measure(place) for place in sorted(coalition)]
        if len(measures) == 1:
            return self._work.label(measures[0])
        return " + ".join(
            str(m.number) if m.number is not None else self._work.text(m.title) for m in measures
        )

    def _replacing(self, slot: int) -> Coalition:
        """Measures that replace a part of a slot."""
        return frozenset(other for place in self._effects[slot] for other in self._plan.effects[place].lapses)

    def _slots(self, coalition: Coalition) -> Iterator[tuple[int, Coalition]]:
        """Slots of the measures that take part, with those that replace a part of each."""
        for slot in self._effects:
            if self._plan.slots[slot].measure in coalition:
                yield slot, self._replacing(slot) & coalition

    def _write_alone(self) -> Years:
        """A measure that saves alone is due all of it: the total in view."""
        alone = frozenset(self.players)
        unions = [[self._saved(group, alone) for group in self._scene.groups]] if self._competes else []
        cells = self._worth(alone, unions[0] if unions else [])
        self._sheet.text(self._shares.row, 0, self._label(alone), "wrap")
        found = tuple(self._sheet.live(self._shares.row, MAIN + at, cells[at]) for at in self._years)
        self._shares.row += 2
        return found

    def _write_unions(self, coalitions: list[Coalition]) -> list[list[Years]]:
        """Write per group which part of the baseline each combination saves there."""
        found: list[list[Years]] = [[] for _ in coalitions]
        for group in self._scene.groups:
            self._text(self._work.say("Deel van het basispad: ", "Part of the baseline: ") + group.names)
            for place, coalition in enumerate(coalitions):
                cells = self._saved(group, coalition)
                self._sheet.text(self._shares.row, 0, self._label(coalition), "wrap_indented")
                found[place].append(
                    tuple(
                        self._sheet.live(self._shares.row, MAIN + at, cells[at], "share")
                        for at in self._years
                    )
                )
                self._shares.row += 1
        return found

    def _saved(self, group: GroupCells, coalition: Coalition) -> Years:
        """Part of the baseline that a combination saves in a group."""
        parts = [
            self._part(group, slot, replaced)
            for slot, replaced in self._slots(coalition)
            if slot in group.members
        ]
        if not parts:
            return tuple(live(0) for _ in self._years)
        scene = self._scene
        return tuple(
            union_formula([s[at] for s, _ in parts], [e[at] for _, e in parts], scene.tau, scene.theta)
            if len(parts) > 1
            else lowest(live(1), parts[0][0][at])
            for at in self._years
        )

    def _part(self, group: GroupCells, slot: int, replaced: Coalition) -> tuple[Years, Years]:
        """Share of a slot and its excess: those of Samenloop, unless fewer measures replace a part of it."""
        factor, shares, excess = group.members[slot]
        if replaced == self._replacing(slot):
            return shares, excess
        key = (self._scene.groups.index(group), slot, replaced)
        if key not in self._parts:
            gross, row = self._gross_of(slot, replaced), self._shares.row
            said = self._work.say("s, zonder vervanging: ", "s, not replaced: ")
            self._sheet.text(
                row, 0, said + self._label(frozenset({self._plan.slots[slot].measure})), "wrap_indented"
            )
            self._shares.row += 1
            base = self._scene.baseline
            own = tuple(
                self._sheet.live(row, MAIN + at, share_formula(gross[at], factor, base[at]), "share")
                for at in self._years
            )
            step = MAIN + len(self._years)
            more = tuple(
                self._sheet.live(row, step + at, excess_formula(own[at], self._scene.theta), "share")
                for at in self._years
            )
            self._parts[key] = own, more
        return self._parts[key]

    def _gross_of(self, slot: int, replaced: Coalition) -> Years:
        """Gross saving of a slot when only some measures replace a part of it."""
        key = slot, replaced
        if replaced == self._replacing(slot):
            rows = self._effects[slot]
            return tuple(add([self._shares.effects.gross[i][at] for i in rows]) for at in self._years)
        if key not in self._gross:
            said = self._work.say("Bruto zonder vervanging: ", "Gross, not replaced: ")
            row = self._shares.row
            self._sheet.text(
                row, 0, said + self._label(frozenset({self._plan.slots[slot].measure})), "wrap_indented"
            )
            self._shares.row += 1
            self._gross[key] = tuple(
                self._sheet.live(
                    row, MAIN + at, add([self._left(i, replaced, at) for i in self._effects[slot]])
                )
                for at in self._years
            )
        return self._gross[key]

    def _left(self, place: int, replaced: Coalition, at: int) -> Live:
        """Saving of an effect in a year, less what lapses because of some measures."""
        effect: EffectTerm = self._plan.effects[place]
        amount = self._shares.effects.before[place][at]
        measure = self._plan.measures[self._plan.slots[effect.slot].measure]
        for other, parts in self._shares.ramp.replaced_by.get((measure, effect.name), []):
            if other in replaced:
                amount = amount * (1 - parts[at])
        return amount

    def _worth(self, coalition: Coalition, unions: list[Years]) -> Years:
        """What a combination saves in view."""
        allocation, scene = self._shares.allocation, self._scene
        found = []
        for at in self._years:
            parts = [
                union[at] * scene.baseline[at] * allocation.in_view(group.rule, at)
                for group, union in zip(scene.groups if self._competes else [], unions, strict=True)
            ]
            for slot, replaced in self._slots(coalition):
                gross = self._gross_of(slot, replaced)[at]
                added = lowest(live(0), gross) if self._competes else gross
                parts.append(added * allocation.in_view(slot_rule(self._work, self._plan.slots[slot]), at))
            found.append(add(parts))
        return tuple(found)

    def _write_worth(self, coalitions: list[Coalition], unions: list[list[Years]]) -> dict[int, Years]:
        """Write what each combination saves, with its weight for each measure."""
        sheet, n, step = self._sheet, len(self.players), MAIN + len(self._years)
        worths = [self._worth(c, unions[place] if unions else []) for place, c in enumerate(coalitions)]
        told = self._work.say("Samen bespaard; gewicht voor", "Saved together; weight for")
        columns = MAIN + len(self._years)
        sheet.row(self._shares.row, [told, *[""] * (columns - 1)], "total")
        numbers = [self._work.measure(place).number for place in self.players]
        names = [
            str(number) if number is not None else self._label(frozenset({place}))
            for number, place in zip(numbers, self.players, strict=True)
        ]
        sheet.row(self._shares.row, names, "head_right", step)
        first = self._shares.row + 1
        for row, (coalition, worth) in enumerate(zip(coalitions, worths, strict=True), start=first):
            sheet.text(row, 0, self._label(coalition), "wrap_indented")
            for at in self._years:
                sheet.live(row, MAIN + at, worth[at])
            for place, player in enumerate(self.players):
                sheet.number(row, step + place, _weight(coalition, player, n), "share")
        last = first + len(coalitions) - 1
        self._shares.row = last + 2
        return {
            player: tuple(
                sumproduct(
                    sheet.cells((first, step + place), (last, step + place)),
                    sheet.cells((first, MAIN + at), (last, MAIN + at)),
                )
                for at in self._years
            )
            for place, player in enumerate(self.players)
        }


def _subsets(players: list[int], size: int) -> Iterator[Coalition]:
    return (frozenset(chosen) for chosen in combinations(players, size))


def _weight(coalition: Coalition, player: int, n: int) -> float:
    """Weight of what a combination saves in the fair share of a measure.

    >>> _weight(frozenset({1}), 1, 2), _weight(frozenset({2}), 1, 2), _weight(frozenset({1, 2}), 1, 2)
    (0.5, -0.5, 0.5)
    """
    if player in coalition:
        return 1.0 / (n * comb(n - 1, len(coalition) - 1))
    return -1.0 / (n * comb(n - 1, len(coalition)))
