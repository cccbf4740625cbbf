"""Budget tables laid out for a screen: one year in full, or the balances of all years side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from simulator.export.budget_tables import Table, Value
from simulator.export.unknown_amounts import PM, Partly, added, known_of

AMOUNTS = 4
"""Spending, income, balance, and V or N: the last columns of a table per year."""
BALANCE = 2
PER_YEAR = ("meerjarenraming", "maatregelen", "taakvelden", "gemeenten")
"""Tables with a row for each year."""
GROUPED = "maatregelen"
"""Table whose first column of words gathers the rows under it."""
TOTALS = ("Totaal", "Total")


@dataclass(frozen=True)
class Line:
    """A row of a grid.

    Attributes
    ----------
    cells : tuple
        Text, whole amounts, or None where there is nothing to say.
    kind : {"row", "group", "total"}
        An ordinary row; one that gathers those below it; a sum.
    """

    cells: tuple[Value, ...]
    kind: str = "row"


@dataclass(frozen=True)
class Grid:
    """A table as it stands on the screen: heads, how many columns of words, and lines."""

    heads: tuple[str, ...]
    words: int
    lines: tuple[Line, ...]


def years_of(table: Table) -> tuple[int, ...]:
    """Give the years in a table that has a row for each."""
    return tuple(sorted({int(row[0]) for row in table.rows if isinstance(row[0], int)}))


def of_year(table: Table, year: int, *, signed: bool) -> Grid:
    """Lay out one year: spending, income, balance, and V or N.

    Parameters
    ----------
    table : Table
        One of `PER_YEAR`.
    year : int
        Which.
    signed : bool
        Whether amounts have a sign; without one a sum of lines would say nothing.
    """
    rows = [row[1:] for row in table.rows if row[0] == year]
    heads = table.columns[1:]
    words = len(heads) - AMOUNTS
    if table.id != GROUPED:
        return Grid(heads, words, tuple(Line(row, _kind(row)) for row in rows))
    lines: list[Line] = []
    for name in dict.fromkeys(row[0] for row in rows):
        own = [row for row in rows if row[0] == name]
        if name in TOTALS:
            lines += [Line((name, *row[2:]), "total") for row in own]
            continue
        told = [row for row in own if any(row[words : words + 3])]
        sums = _sums([row[words:] for row in own]) if signed else ("", "", "", "")
        lines.append(Line((name, *("" for _ in range(words - 2)), *sums), "group"))
        lines += [Line(row[1:]) for row in told]
    return Grid(heads[1:], words - 1, tuple(lines))


def over_years(table: Table, number: Callable[[int], str], *, signed: bool) -> Grid:
    """Lay out the balances of all years side by side.

    Codes of budget functions change from 2023: a line of a measure then stands on one row all the same.

    Parameters
    ----------
    table : Table
        One of `PER_YEAR`.
    number : callable
        Writes an amount; used where the letter V or N must stand behind it.
    signed : bool
        Whether amounts have a sign.
    """
    years = years_of(table)
    words = len(table.columns) - 1 - AMOUNTS
    kept = words - 1 if table.id == GROUPED else words
    found: dict[tuple[Value, ...], dict[int, Value]] = {}
    for row in table.rows:
        label, amounts = row[1 : 1 + kept], row[1 + words :]
        shown = amounts[BALANCE] if signed else _with_favour(amounts, number)
        found.setdefault(label, {})[known_of(row[0])] = shown
    lines = [
        Line((*label, *(by_year.get(year) for year in years)), _kind(label))
        for label, by_year in found.items()
    ]
    lines.sort(key=lambda line: line.kind == "total")
    heads = (*table.columns[1 : 1 + kept], *map(str, years))
    if table.id != GROUPED:
        return Grid(heads, kept, tuple(lines))
    return Grid(heads[1:], kept - 1, tuple(_gathered(lines, kept, signed=signed)))


def plain(table: Table) -> Grid:
    """Lay out a table as it is; its first column has words, or a year."""
    words = len(table.columns) if table.id == "pm-posten" else 1
    last = len(table.rows) - 1
    sums = table.id == "begrotingswijziging"
    lines = (Line(row, "total" if sums and at == last else "row") for at, row in enumerate(table.rows))
    return Grid(table.columns, words, tuple(lines))


def _gathered(lines: Iterable[Line], kept: int, *, signed: bool) -> Iterable[Line]:
    """Put the lines of a measure under its name, with their sums."""
    rows = list(lines)
    for name in dict.fromkeys(line.cells[0] for line in rows):
        own = [line.cells for line in rows if line.cells[0] == name]
        if name in TOTALS:
            yield from (Line((name, *cells[2:]), "total") for cells in own)
            continue
        amounts = list(zip(*(cells[kept:] for cells in own), strict=True))
        sums = tuple(added(column) if signed else "" for column in amounts)
        yield Line((name, *("" for _ in range(kept - 2)), *sums), "group")
        yield from (Line(cells[1:]) for cells in own if any(cells[kept:]))


def _kind(row: tuple[Value, ...]) -> str:
    return "total" if row[0] in TOTALS else "row"


def _sums(rows: Iterable[tuple[Value, ...]]) -> tuple[Value, ...]:
    listed = list(rows)
    return (*(added(row[i] for row in listed) for i in range(3)), "")


def _with_favour(amounts: tuple[Value, ...], number: Callable[[int], str]) -> str:
    """Write a balance without sign, with the letter that says what it means."""
    balance, letter = amounts[BALANCE], amounts[AMOUNTS - 1]
    if balance == PM:
        return PM
    known = number(known_of(balance))
    told = f"{known} {letter}" if letter else known
    return in_words(told) if isinstance(balance, Partly) else told


def in_words(known: str) -> str:
    r"""Write an amount of which only a part is known.

    >>> in_words("80.000")
    '80.000\xa0+\xa0PM'
    """
    return f"{known}\u00a0+\u00a0PM"
