"""On sheet Samenloop, below each service: what each measure is due of what they save together."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from simulator.analysis.budget.lines import Divider, Part
from simulator.analysis.budget.shares import effect_spec
from simulator.engine.result import view_mask
from simulator.export.workbook.effects import kind_words
from simulator.export.workbook.fair import Due, FairShares, Scene
from simulator.export.workbook.live import at_most, if_, size
from simulator.export.workbook.work import Work, Years

YEARS = 3
"""First column of the years on the sheet."""

Line = tuple[int, str, str, str]
"""Measure, kind, service and nature."""


def effect_lines(work: Work) -> list[Part]:
    """Lines of effects in view; one that is nothing now stays, since a change can make it something."""
    run, plan = work.run, work.run.plan
    mask = view_mask(plan, run.view)
    can_count = {
        (slot.measure, effect_spec(run, effect).kind, plan.services[slot.service].name)
        for effect in plan.effects
        if np.any(mask @ (slot := plan.slots[effect.slot]).weights)
    }
    return [
        part
        for part in Divider(run, run.view, run.most_likely).effects()
        if np.any(part.amount != 0.0) or (part.measure, part.kind, part.service) in can_count
    ]


class FairLines:
    """Writes the lines of one service.

    Attributes
    ----------
    row : int
        First row that is free.
    """

    def __init__(
        self,
        work: Work,
        shares: FairShares,
        scene: Scene,
        totals: Mapping[tuple[str, str], Years],
        row: int,
    ) -> None:
        self._work, self._shares, self._scene, self._totals = work, shares, scene, totals
        self._sheet, self._years = work.sheet("damping"), range(len(work.years))
        self._games: dict[str, Due | None] = {}
        self.row = row

    def write(self, divided: list[Part]) -> dict[Line, tuple[Years, str]]:
        """Write the lines; gives their cells, and the cell of each as links name it."""
        found: dict[Line, tuple[Years, str]] = {}
        for part in divided:
            if part.kind not in self._games:
                self._games[part.kind] = self._shares.due(self._scene, part.kind)
            same = [p for p in divided if (p.measure, p.kind) == (part.measure, part.kind)]
            cells = self._write_line(part, self._games[part.kind], _fraction(part, same))
            found[part.measure, part.kind, part.service, part.nature] = cells, self._sheet.place(self.row, 0)
            self.row += 1
        return found

    def _write_line(self, part: Part, game: Due | None, fraction: float) -> Years:
        say, sheet = self._work.say, self._sheet
        said = say("Eerlijk deel", "Fair share")
        if game is None:
            said = say("Eerlijk deel (vaste sleutel × totaal)", "Fair share (fixed key × total)")
        what = kind_words(self._work)[part.kind]
        label = self._work.label(self._work.measure(part.measure))
        sheet.text(self.row, 0, f"{said}, {what}: {label}", "wrap_indented")
        due = self._by_key(part) if game is None else game.cells[part.measure]
        if game is not None:
            sheet.link(self.row, 1, game.place, say("uitleg", "how"))
        totals, cells = self._totals[part.service, part.kind], []
        for at in self._years:
            amount = due[at] * fraction if game is not None and fraction != 1.0 else due[at]
            cells.append(sheet.live(self.row, YEARS + len(self._years) + at, amount))
            if game is not None:
                ratio = if_(at_most(size(totals[at]), 0), 0, cells[-1] / totals[at])
                sheet.live(self.row, YEARS + at, ratio, "share")
        return tuple(cells)

    def _by_key(self, part: Part) -> Years:
        """What a line is due by the key of the run, where there are too many combinations."""
        found = []
        for at in self._years:
            total = self._totals[part.service, part.kind][at]
            key = float(part.amount[at]) / total.value if abs(total.value) > 1e-9 else 0.0  # noqa: PLR2004
            found.append(self._sheet.number(self.row, YEARS + at, key, "key") * total)
        return tuple(found)


def _fraction(part: Part, same: list[Part]) -> float:
    """Part of a measure's share that is of one nature: the same in every year."""
    if len(same) == 1:
        return 1.0
    whole = sum(float(abs(p.amount).sum()) for p in same)
    return float(abs(part.amount).sum()) / whole if whole else 1.0 / len(same)
