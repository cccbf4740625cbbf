"""Sheet Ingroei: which part of each effect is reached when, and what lapses because of another measure."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from simulator.domain.relation import Supersedes
from simulator.engine.axes import MONTHS, Array
from simulator.engine.ramp import Curve
from simulator.export.workbook.inputs import Inputs
from simulator.export.workbook.live import (
    Cells,
    Live,
    below,
    highest,
    if_,
    live,
    lowest,
    whole,
)
from simulator.export.workbook.work import Work, Years

HEAD = 5
_JUST_BELOW = 1e-3
"""The engine stops a delay this many months before the end of its table."""


@dataclass
class Ramp:
    """The cells of the sheet.

    Attributes
    ----------
    reached : list of tuple of Live
        Share reached per effect of the plan, one cell a year, delay included.
    places : list of str
        Cell of each effect as links name it.
    lapses : dict
        Part of a measure's line that lapses each year, by measure, "effects" or "costs", and line.
    replaced_by : dict
        The same of effects, by measure and effect, with the place of the measure that replaces them.
    """

    reached: list[Years] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    lapses: dict[tuple[str, str, str], list[Years]] = field(default_factory=dict)
    replaced_by: dict[tuple[str, str], list[tuple[int, Years]]] = field(default_factory=dict)


def write_ramp(work: Work, inputs: Inputs, intensities: list[Live]) -> Ramp:
    """Write the sheet."""
    say, sheet, n = work.say, work.sheet("ramp"), len(work.years)
    delayed = bool(work.run.plan.delays)
    work.top(
        "ramp",
        say("Ingroei", "Ramp-up"),
        say(
            "Geel: het deel van het structurele effect dat in een jaar bereikt is, na verschuiven en "
            "oprekken in het "
            "scenario.",
            "Yellow: the part of the structural effect reached in a year, after shift and stretch in the "
            "scenario.",
        ),
        say(
            "Daarnaast: hetzelfde, na het uitstel in maanden (een jaar van uitstel schuift de rij een "
            "jaar op).",
            "Beside it: the same, after the delay in months (a year of delay moves the row by a year).",
        )
        if delayed
        else say("Uitstel staat in dit scenario uit.", "Delay is off in this scenario."),
    )
    sheet.row(HEAD, [say("Maatregel", "Measure"), say("Effect", "Effect")])
    sheet.row(HEAD, [say(f"Ingroei {y}", f"Ramp-up {y}") for y in work.years], "head_right", 2)
    sheet.text(HEAD, 2 + n, say("Uitstel (maanden)", "Delay (months)"), "head_right")
    sheet.row(HEAD, [say(f"Telt in {y}", f"Counts in {y}") for y in work.years], "head_right", 3 + n)
    sheet.setup([44, 44, *[11] * (2 * n + 1)], (HEAD + 1, 2), HEAD, printed=3 + 2 * n)
    found = Ramp()
    for place, effect in enumerate(work.run.plan.effects):
        row = HEAD + 1 + place
        slot = work.run.plan.slots[effect.slot]
        measure = work.measure(slot.measure)
        sheet.text(row, 0, work.label(measure), "wrap")
        sheet.text(row, 1, work.text(measure.effects[effect.name].title), "wrap")
        shares = [sheet.number(row, 2 + at, float(effect.ramp[at, 0]), "input_share") for at in range(n)]
        found.places.append(sheet.place(row, 2))
        found.reached.append(_reached(work, inputs, row, effect.ramp, slot.measure, shares))
    _write_lapses(work, inputs, found, HEAD + 4 + len(work.run.plan.effects), intensities)
    return found


def _reached(
    work: Work,
    inputs: Inputs,
    row: int,
    ramp: Array,
    measure: int,
    shares: list[Live],
) -> Years:
    """Shares that count: as stated, or after the delay of the measure."""
    sheet, n = work.sheet("ramp"), len(work.years)
    if measure not in work.run.plan.delays:
        return tuple(sheet.live(row, 3 + n + at, share, "share") for at, share in enumerate(shares))
    delay = sheet.live(row, 2 + n, _delay(work, inputs, measure), "number")
    if _is_yearly(ramp):
        parts = [_moved(shares, at, delay) for at in range(n)]
    else:
        parts = [_looked_up(work, row, ramp, at, delay) for at in range(n)]
    return tuple(sheet.live(row, 3 + n + at, part, "share") for at, part in enumerate(parts))


def _delay(work: Work, inputs: Inputs, measure: int) -> Live:
    """Months that a measure is late, within what is projected."""
    name = work.run.plan.quantities[work.run.plan.delays[measure]].name
    longest = len(work.years) * MONTHS
    return lowest(highest(inputs.cells[name], live(0)), live(longest - _JUST_BELOW))


def _is_yearly(ramp: Array) -> bool:
    """Whether the ramp-up is constant within each year, so that a delay moves it by parts of years."""
    years, months = np.arange(len(ramp)), np.arange(ramp.shape[1])
    level = np.concatenate([np.zeros(len(ramp) + ramp.shape[1]), ramp[:, 0]])
    first = len(ramp) + ramp.shape[1] + years[:, None] - months // MONTHS
    part = (months % MONTHS) / MONTHS
    return bool(np.allclose(level[first] * (1 - part) + level[first - 1] * part, ramp, atol=1e-12, rtol=0))


def _moved(shares: list[Live], at: int, delay: Live) -> Live:
    """Average level of a year: part of it at the level of so many years before, part one year more."""
    years = whole(delay / MONTHS)
    part = delay / MONTHS - years
    level = live(0)
    for back in range(at, -1, -1):
        here = _mixed(shares, at - back, part)
        level = (
            if_(below(years, back + 1), here, 0) if back == at else if_(below(years, back + 1), here, level)
        )
    return level


def _mixed(shares: list[Live], place: int, part: Live) -> Live:
    before = shares[place - 1] if place > 0 else live(0)
    return shares[place] * (1 - part) + before * part


def _looked_up(work: Work, row: int, ramp: Array, at: int, delay: Live) -> Live:
    """Value between two whole months of delay, from a table of Koers: such a ramp-up turns within a year."""
    sheet, n, months, year = work.sheet("ramp"), len(work.years), ramp.shape[1], work.years[at]
    first = 4 + 2 * n + at * (months + 1)
    title = f"{year} bij uitstel 0, 1, 2 … maanden", f"{year} for a delay of 0, 1, 2 … months"
    # Not wrapped: it would make the row of heads, which stands on every page, five lines high.
    sheet.text(HEAD, first, work.say(*title), "heading")
    for place in range(months):
        sheet.number(row, first + place, float(ramp[at, place]), "key")
    cells = sheet.cells((row, first), (row, first + months - 1))
    month = whole(delay)
    low, high = _index(cells, month + 1), _index(cells, month + 2)
    return low + (high - low) * (delay - month)


def _index(cells: Cells, place: Live) -> Live:
    return Live(f"INDEX({cells.text},{place.text})", cells.values[int(place.value) - 1])


def _write_lapses(work: Work, inputs: Inputs, found: Ramp, row: int, intensities: list[Live]) -> None:
    """Write what lapses, one row for each relation between two measures that are both on.

    Costs end as planned; an effect stays until the measure that replaces it is there.
    """
    sheet, say = work.sheet("ramp"), work.say
    if not work.run.scenario.layers.supersedes:
        return
    rows = [
        (index, relation)
        for index in range(len(work.run.plan.measures))
        for relation in work.measure(index).relations
        if isinstance(relation, Supersedes) and relation.measure in work.run.plan.measures
    ]
    if not rows:
        return
    title = say("Wat vervalt door een andere maatregel", "What lapses because of another measure")
    sheet.text(row, 0, title, "heading")
    _write_lapse_heads(work, row + 1, ("Deel dat vervalt", "Part that lapses"), ("Vervalt", "Lapses"))
    late = row + 3 + len(rows)
    if work.run.plan.delays:
        sheet.text(
            late, 0, say("Vervallen van effecten na uitstel", "Lapsing of effects after delay"), "heading"
        )
        _write_lapse_heads(work, late + 1, ("Uitstel (maanden)", "Delay (months)"), ("Telt in", "Counts in"))
    for line, (index, relation) in enumerate(rows):
        lapse = _Lapse(work, inputs, index, relation, intensities[index])
        planned = lapse.planned(row + 2 + line)
        counted = lapse.late(late + 2 + line) if work.run.plan.delays else planned
        for kind, parts in (("effects", counted), ("costs", planned)):
            for name in getattr(relation, kind):
                found.lapses.setdefault((relation.measure, kind, name), []).append(parts)
        for name in relation.effects:
            found.replaced_by.setdefault((relation.measure, name), []).append((index, counted))


def _write_lapse_heads(work: Work, row: int, between: tuple[str, str], last: tuple[str, str]) -> None:
    """Write the heads above lapses: years as planned, what works on them, and years as they count."""
    sheet, say, n = work.sheet("ramp"), work.say, len(work.years)
    sheet.row(row, [say("Vervangen maatregel", "Measure replaced"), say("Door", "By")])
    sheet.row(row, [say(f"Deel van {y}", f"Part of {y}") for y in work.years], "head_right", 2)
    sheet.text(row, 2 + n, say(*between), "head_right")
    sheet.row(row, [f"{say(*last)} {y}" for y in work.years], "head_right", 3 + n)


class _Lapse:
    """The cells of one relation: share, times the size of what replaces it (at most 1), times its timing."""

    def __init__(self, work: Work, inputs: Inputs, index: int, relation: Supersedes, intensity: Live) -> None:
        self._work, self._inputs, self._index, self._relation = work, inputs, index, relation
        self._sheet, self._n = work.sheet("ramp"), len(work.years)
        self._size = lowest(live(1), intensity)
        years = work.years
        first = (relation.from_year or years[0]) - years[0]
        shift = work.run.scenario.measures[work.run.plan.measures[index]].shift_months
        self._curve = Curve(np.ones(self._n * MONTHS)).cut(first * MONTHS).shifted(shift)

    def planned(self, row: int) -> Years:
        """Part that lapses each year, if nothing is late."""
        self._name(row)
        self._share = self._sheet.number(row, 2 + self._n, self._relation.share, "input_share")
        shares = self._curve.yearly()
        self._timing = [
            self._sheet.number(row, 2 + at, float(part), "input_share") for at, part in enumerate(shares)
        ]
        parts = [self._share * self._size * cell for cell in self._timing]
        return tuple(self._sheet.live(row, 3 + self._n + at, part, "share") for at, part in enumerate(parts))

    def late(self, row: int) -> Years:
        """Part that lapses each year, after the delay of what replaces it."""
        self._name(row)
        timing = [self._sheet.live(row, 2 + at, cell, "share") for at, cell in enumerate(self._timing)]
        ramp = self._curve.by_delay(self._n * MONTHS)
        counted = _reached(self._work, self._inputs, row, ramp, self._index, timing)
        return tuple(self._share * self._size * cell for cell in counted)

    def _name(self, row: int) -> None:
        work, relation = self._work, self._relation
        other = work.run.catalogue.measures[relation.measure]
        lines = [other.effects[name].title for name in relation.effects]
        lines += [other.costs[name].title for name in relation.costs]
        self._sheet.text(
            row, 0, f"{work.label(other)}: {', '.join(work.text(line) for line in lines)}", "wrap"
        )
        self._sheet.text(row, 1, work.label(work.measure(self._index)), "wrap")


def left_over(lapses: list[Years], at: int) -> list[Live]:
    """What is left of a line in a year, one factor for each measure that replaces a part of it."""
    return [1 - lapse[at] for lapse in lapses]
