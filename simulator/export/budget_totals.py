"""Totals as a reader gets them: each amount rounded by itself, the balance as in the other budget tables.

Amounts that are rounded apart do not always agree: 1.4 and 1.4 make 2.8, and yet 1 and 1 do not make 3. The
balance of the measures is therefore the difference of rounded spending and income everywhere, and what is
left is the rounded unchanged policy with that balance.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from simulator.analysis.budget import round_half_up
from simulator.analysis.budget.unknown import COLUMN, touches
from simulator.export.conventions import Convention, favour
from simulator.export.unknown_amounts import PM, Cell, told

BALANCES = ("baseline", "net_cost", "with_measures", "difference", "budget", "against_budget")
"""Amounts that have the sign of a balance; the others are positive, as their heads say."""
CHANGES = ("net_cost", "difference", "against_budget")
"""Balances of a change: a letter behind them says whether the budget gains (V) or loses (N)."""

ABSENT = {"task": ("task", "short_of_task"), "budget": ("budget", "against_budget")}
"""Columns that a table for readers can leave out, by the amount they rest on. Those for programs have
them always."""


def absent(frame: pd.DataFrame) -> tuple[str, ...]:
    """Name the amounts in `ABSENT` that are missing in every year: no savings task, no budget filled in."""
    return tuple(name for name in ABSENT if name in frame and bool(frame[name].isna().all()))


def rounded_changes(multi_year: pd.DataFrame, unit: int) -> dict[int, int]:
    """Balance of the measures per year, as the difference of rounded spending and income.

    Parameters
    ----------
    multi_year : DataFrame
        See `simulator.analysis.budget.multi_year`.
    unit : int
        EUR in a unit of the result.
    """
    changes = multi_year[multi_year["item"] == "measures"]
    return {
        int(row["year"]): round_half_up(row["expenditure"] / unit) - round_half_up(row["income"] / unit)
        for row in changes.to_dict("records")
    }


def total_rows(
    frame: pd.DataFrame, unit: int, convention: Convention, changes: Mapping[int, int]
) -> Iterator[list[Cell]]:
    """Rows of a table of totals in whole units, with the signs of a convention, and V or N behind a change.

    Parameters
    ----------
    frame : DataFrame
        Column year, amounts in EUR, what is known of them, and what they leave out (`unknown`); a missing
        amount stays missing.
    unit : int
        EUR in a unit of the result.
    convention : Convention
        Signs of what is in `BALANCES`.
    changes : mapping of int to int
        Balance of the measures per year as the other tables have it; empty for percentiles, which do not
        add up to anything.
    """
    for row in frame.to_dict("records"):
        names = [str(name) for name in row if name not in {"year", COLUMN}]
        whole = {name: _whole(row[name], unit) for name in names}
        if row["year"] in changes:
            _follow(whole, changes[row["year"]])
        yield [int(row["year"]), *_cells(whole, convention, str(row[COLUMN]))]


def _cells(whole: Mapping[str, int | None], convention: Convention, unknown: str) -> Iterator[Cell]:
    """Amounts with their signs, and V or N behind what is known of a change."""
    for name, value in whole.items():
        signed = _signed(name, value, convention)
        cell = None if signed is None else told(signed, unknown=touches(name, unknown))
        yield cell
        if name in CHANGES:
            yield "" if value is None else PM if cell == PM else favour(value)


def heads(columns: Iterable[str], words: Mapping[str, str]) -> list[str]:
    """Heads of a table of totals: in words, with a column for the letter behind each change.

    No two heads are alike: a spreadsheet that takes the table in would rename one of them.

    >>> heads(["year", "net_cost"], {"year": "Jaar", "net_cost": "Saldo"})
    ['Jaar', 'Saldo', 'V/N']
    >>> heads(
    ...     ["difference", "against_budget"], {"difference": "Verschil", "against_budget": "Eigen begroting"}
    ... )
    ['Verschil', 'V/N', 'Eigen begroting', 'V/N Eigen begroting']
    """
    found: list[str] = []
    for name in columns:
        if name != COLUMN:
            found.append(words[name])
            if name in CHANGES:
                found.append("V/N" if "V/N" not in found else f"V/N {words[name]}")
    return found


def _whole(value: Any, unit: int) -> int | None:  # noqa: ANN401 - pandas gives any type
    return None if pd.isna(value) else round_half_up(float(value) / unit)


def _follow(whole: dict[str, int | None], change: int) -> None:
    """Make what depends on the balance of the measures agree with it."""
    left = (whole["baseline"] or 0) + change
    whole["with_measures"] = left
    for name in ("net_cost", "difference"):
        if name in whole:
            whole[name] = change
    task, budget = whole.get("task"), whole.get("budget")
    if task is not None:
        whole["short_of_task"] = task + change
    if budget is not None:
        whole["against_budget"] = left - budget


def _signed(name: str, value: int | None, convention: Convention) -> int | None:
    if value is None or name not in BALANCES:
        return value
    return int(convention.show(float(value), 0.0)[2])
