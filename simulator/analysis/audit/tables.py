"""The printed tables, read: the signs of each turned into those of Koers, and what doesn't fit.

Cost, effect and net of a year must fit: net = effect - cost. Where they don't, the smallest
repair that makes them fit tells which cell is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from simulator.analysis.audit.cells import PrintedCell, read_cell
from simulator.analysis.audit.finding import Row
from simulator.domain.printed import PrintedTable, SignConvention

ROWS: tuple[Row, ...] = ("cost", "effect", "net")
"""Rows of a table, in the order of the sum."""

ROUNDING = 1.0
"""EUR that a sum of rounded amounts may be off."""

EXACT = 0.5
"""EUR below which two whole amounts are the same."""

Values = Mapping[Row, float | None]


@dataclass(frozen=True)
class Slip:
    """A cell that doesn't fit.

    Attributes
    ----------
    row : Row
        Where it stands.
    kind : {"malformed", "sign", "odd_sign", "sum", "rounding"}
        Not a number; right size but wrong sign; another sign than most of its row, where no sum can
        tell; not the sum of the others; one euro off.
    printed_eur : float or None
        The amount as printed in the sign of Koers; None when the cell is no number.
    computed_eur : float or None
        The amount that fits; None when there is no telling.
    """

    row: Row
    kind: Literal["malformed", "sign", "odd_sign", "sum", "rounding"]
    printed_eur: float | None
    computed_eur: float | None


@dataclass(frozen=True)
class YearRead:
    """One year of a table, in EUR and in the sign of Koers, after repair.

    Unknown stays None: it is never zero.
    """

    cost: float | None
    effect: float | None
    net: float | None
    slips: tuple[Slip, ...] = ()


@dataclass(frozen=True)
class TableRead:
    """A printed table with its cells read, and each year repaired."""

    table: PrintedTable
    cells: Mapping[Row, tuple[PrintedCell, ...]]
    years: Mapping[int, YearRead]

    @property
    def measure(self) -> str:
        """The measure it is about."""
        return self.table.measure

    def line(self, *rows: Row) -> str:
        """Lines of some rows, as a source cites them: "989, 992"."""
        return ", ".join(str(getattr(self.table, row).line) for row in rows)

    def cell(self, row: Row, year: int) -> PrintedCell:
        """The cell of a row and year."""
        return self.cells[row][list(self.years).index(year)]


def inside_sign(signs: SignConvention, row: Row) -> int:
    """Factor that turns a printed amount of a row into the sign of Koers."""
    return {"cost": signs.cost, "effect": signs.saving, "net": signs.net_saving}[row]


def read_table(table: PrintedTable, years: Sequence[int]) -> TableRead:
    """Read a printed table.

    Parameters
    ----------
    table : PrintedTable
        The table, cell by cell.
    years : sequence of int
        Year of each column.

    Returns
    -------
    TableRead
        Its years hold the amounts after repair, and a slip for every repair.
    """
    cells = {row: tuple(map(read_cell, getattr(table, row).cells)) for row in ROWS}
    inside = {row: [_inside(cell, inside_sign(table.signs, row)) for cell in cells[row]] for row in ROWS}
    mostly = {row: _majority([v for v in inside[row] if v]) for row in ROWS}
    read = {}
    for at, year in enumerate(years):
        read[year] = _read_year(
            {row: cells[row][at] for row in ROWS}, {row: inside[row][at] for row in ROWS}, mostly
        )
    return TableRead(table, cells, read)


def _inside(cell: PrintedCell, sign: int) -> float | None:
    return None if cell.value is None else cell.value * sign + 0.0  # no -0.0


def _majority(values: Sequence[float]) -> int:
    """1 or -1 when most of the amounts have that sign, else 0."""
    balance = sum(1 if value > 0 else -1 for value in values)
    return (balance > 0) - (balance < 0)


def gap(values: Values) -> float | None:
    """What is missing for net = effect - cost, in EUR; None when one of the three is unknown.

    >>> gap({"cost": 60_000, "effect": 312_500, "net": 232_500})
    20000
    """
    cost, effect, net = (values[row] for row in ROWS)
    return None if cost is None or effect is None or net is None else effect - cost - net


def _fits(values: Values) -> bool:
    missing = gap(values)
    return missing is not None and abs(missing) <= ROUNDING


def _read_year(cells: Mapping[Row, PrintedCell], values: Values, mostly: Mapping[Row, int]) -> YearRead:
    broken = [row for row in ROWS if cells[row].kind == "malformed"]
    repaired = _with_sizes(cells, values, broken, mostly)
    slips = [Slip(row, "malformed", None, repaired[row]) for row in broken]
    missing = gap(repaired)
    if missing is None:
        found = list(_odd_signs(repaired, mostly, skip=broken))
    elif abs(missing) < EXACT:
        found = []
    elif abs(missing) <= ROUNDING:
        found = [_net_slip("rounding", repaired)]
    else:
        found = [_sign_slip(repaired, mostly) or _net_slip("sum", repaired)]
    result = dict(repaired) | {slip.row: slip.computed_eur for slip in found if slip.kind != "odd_sign"}
    return YearRead(**result, slips=(*slips, *found))


def _with_sizes(
    cells: Mapping[Row, PrintedCell], values: Values, broken: Sequence[Row], mostly: Mapping[Row, int]
) -> dict[Row, float | None]:
    """Values in which each malformed cell has its size, with the sign that makes the year fit."""
    sizes = [cells[row].size for row in broken]
    for signs in product((1, -1), repeat=len(broken)):
        tried = dict(values) | {
            row: None if size is None else sign * size
            for row, size, sign in zip(broken, sizes, signs, strict=True)
        }
        if _fits(tried):
            return tried
    return dict(values) | {
        row: None if size is None else (mostly[row] or 1) * size
        for row, size in zip(broken, sizes, strict=True)
    }


def _sign_slip(values: Values, mostly: Mapping[Row, int]) -> Slip | None:
    """The one cell that makes the year fit with its sign turned; None when there is none.

    When two cells would do (because the third is zero), it is the one that differs from most of its row.
    """
    candidates = []
    for row in ROWS:
        value = values[row]
        if value and _fits(dict(values) | {row: -value}):
            candidates.append(Slip(row, "sign", value, -value))
    odd = [slip for slip in candidates if (slip.printed_eur or 0) * mostly[slip.row] < 0]
    return next(iter([*odd, *reversed(candidates)]), None)


def _net_slip(kind: Literal["sum", "rounding"], values: Values) -> Slip:
    net, missing = values["net"], gap(values)
    assert net is not None and missing is not None  # the caller has seen the gap
    return Slip("net", kind, net, net + missing)


def _odd_signs(values: Values, mostly: Mapping[Row, int], skip: Sequence[Row]) -> Iterator[Slip]:
    """Costs and effects whose sign differs from most of their row, where no sum can tell."""
    for row in ROWS[:2]:
        value = values[row]
        if row not in skip and value and value * mostly[row] < 0:
            yield Slip(row, "odd_sign", value, -value)
