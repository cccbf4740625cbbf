"""The source's tables as typed over in maatregelentabel.csv, with their signs and errata typed here.

Nothing in this module comes from measures/: it is the outside view that Koers is held against.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

YEARS = (2021, 2022, 2023, 2024)
ROWS = {"kosten": "cost", "effect": "effect", "netto": "net"}

NEGATIVE_COSTS = {13, 14, 15}
"""Tables that print costs with a minus and savings with a plus."""
ALL_POSITIVE = {17}
"""The table that prints both with a plus. All others: costs with a plus, savings with a minus."""


@dataclass(frozen=True)
class Row:
    """One row of a table: its cells as printed, and the line in the text file."""

    cells: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class Slip:
    """A cell that is wrong, as printed, and what it must be: a saving and a cost both positive."""

    printed: str
    expected: int


SLIPS = {
    # Two minus signs. The net row: 1,458,246 saved after 80,000 of costs.
    (2, "effect", 2023): Slip("--1538246", 1_458_246 + 80_000),
    # Computed from 816,329.5 before rounding.
    (5, "net", 2022): Slip("-243705", 816_329 - 572_625),
    # A cost, printed as a saving.
    (6, "net", 2022): Slip("-166105", 406_520 - 572_625),
    # The minus of a saving is missing. The net row: 433,695 after 90,000 of costs.
    (7, "effect", 2023): Slip("523695", 433_695 + 90_000),
    # The same: 957,390 after 90,000 of costs.
    (7, "effect", 2024): Slip("1047390", 957_390 + 90_000),
    # The amount of 2021 repeated, when costs were 80,000.
    (8, "net", 2022): Slip("-232500", 312_500 - 60_000),
    # A gain, printed with the minus of a loss in a table that prints yields with a plus.
    (17, "net", 2021): Slip("-90000", 180_000 - 90_000),
    (17, "net", 2022): Slip("-180000", 360_000 - 180_000),
    (17, "net", 2023): Slip("-180000", 360_000 - 180_000),
    (17, "net", 2024): Slip("-180000", 360_000 - 180_000),
}


@cache
def table() -> dict[tuple[int, str], Row]:
    """Every row, by number of the measure and kind of row."""
    text = Path(__file__).with_name("maatregelentabel.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {
        (int(row["measure"]), ROWS[row["row"]]): Row(
            tuple(row[f"y{year}"] for year in YEARS), int(row["line"])
        )
        for row in csv.DictReader(lines)
    }


def sign(number: int, row: str) -> int:
    """What to multiply a printed amount by, so that a cost and a saving are both positive."""
    if number in ALL_POSITIVE:
        return 1
    if number in NEGATIVE_COSTS:
        return -1 if row == "cost" else 1
    return 1 if row == "cost" else -1


def as_printed(number: int, row: str, year: int) -> int | None:
    """The amount of a cell with the sign of its table; None where no amount is printed."""
    cell = table()[number, row].cells[YEARS.index(year)]
    return None if cell in {"", "-", "ntb"} else sign(number, row) * int(cell.replace("--", "-"))


def expected(number: int, row: str, year: int) -> int | None:
    """The amount of a cell, put right where it is a slip."""
    slip = SLIPS.get((number, row, year))
    return slip.expected if slip else as_printed(number, row, year)
