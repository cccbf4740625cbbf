"""What nobody knows the amount of (n.t.b., PM) in budget tables: which amounts leave it out.

A cost without an amount is left out of expenditure. A saving without an amount may be less spending or more
income, and no file says which, so it is left out of both. An amount of which nothing is known is a missing
value, never zero; one of which a part is known is that part. The column `unknown` says which it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

import numpy as np
import pandas as pd

from simulator.analysis.run import Run
from simulator.engine.result import REGION
from simulator.engine.terms import UnknownItem

LeftOut = Literal["none", "effect", "cost", "effect_and_cost"]
"""What the amounts of a row leave out: nothing, a saving, a cost, or both."""

LEFT_OUT: Final[tuple[LeftOut, ...]] = ("none", "effect", "cost", "effect_and_cost")
COLUMN: Final = "unknown"
"""Column of budget tables that says what is left out, one of `LEFT_OUT`."""

_EFFECT, _COST = frozenset({"effect"}), frozenset({"cost"})
_ALL = _EFFECT | _COST
_TOUCHED: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "expenditure": _ALL,
        "income": _EFFECT,
        "damped": _EFFECT,
        "cost": _COST,
        **dict.fromkeys(("net_cost", "net_cost_1", "net_cost_2", "net_cost_3"), _ALL),
        **dict.fromkeys(("with_measures", "difference", "short_of_task", "against_budget"), _ALL),
    }
)
"""Kinds of posts that would change an amount, by column. Others, as unchanged policy, are known."""

_DERIVED: Final = ("with_measures", "short_of_task", "against_budget")
"""Amounts that rest on others than those of measures: zero is an amount there."""


@dataclass(frozen=True)
class Post:
    """Something without an amount.

    Attributes
    ----------
    name : str
        Name within its measure: "pm-1" and on.
    item : UnknownItem
        Measure, what it is, its title and the service it would work on.
    years : frozenset of int
        Years of which the amount is unknown and in which the view has to do with it: a municipality that left
        the region has not.
    """

    name: str
    item: UnknownItem
    years: frozenset[int]


def posts(run: Run, view: str | None = None) -> tuple[Post, ...]:
    """Posts without an amount that the totals of a view leave out.

    Parameters
    ----------
    run : Run
        The run.
    view : str, optional
        "region" or a municipality; left out: that of the run.

    Returns
    -------
    tuple of Post
        In the order of the plan, without those of services or municipalities that are not in the view.
    """
    place, found = view or run.view, list[Post]()
    counts: dict[str, int] = {}
    for item in run.plan.unknown_anywhere:
        counts[item.measure] = counts.get(item.measure, 0) + 1
        if years := item.years_left_out_of(None if place == REGION else place):
            found.append(Post(f"pm-{counts[item.measure]}", item, years))
    return tuple(found)


def left_out(found: Iterable[Post], year: int, measure: str = "") -> LeftOut:
    """Say what the amounts of a year leave out, of one measure or of all."""
    whats = {p.item.what for p in found if year in p.years and measure in ("", p.item.measure)}
    return together(whats)


def together(whats: Iterable[str]) -> LeftOut:
    """Say what kinds of posts, or what several rows leave out, come down to.

    Examples
    --------
    >>> together([]), together(["cost"]), together(["cost", "effect", "none"])
    ('none', 'cost', 'effect_and_cost')
    """
    kinds = {part for what in whats for part in what.split("_and_")}
    if kinds >= _ALL:
        return "effect_and_cost"
    return "effect" if "effect" in kinds else "cost" if "cost" in kinds else "none"


def touches(column: str, unknown: str) -> bool:
    """Say whether an amount leaves something out.

    Parameters
    ----------
    column : str
        Column of a budget table.
    unknown : str
        What the row leaves out: one of `LEFT_OUT`.

    Examples
    --------
    >>> touches("income", "cost"), touches("net_cost", "cost"), touches("baseline", "effect")
    (False, True, False)
    """
    return bool(_TOUCHED.get(column, frozenset()) & set(unknown.split("_and_")))


def marked(table: pd.DataFrame, unknown: Sequence[str]) -> pd.DataFrame:
    """Add the column `unknown` to a table, and make amounts of which nothing is known missing values.

    Parameters
    ----------
    table : DataFrame
        Amounts are what is known: zero where that is nothing.
    unknown : sequence of str
        What each row leaves out.
    """
    told = table.assign(**{COLUMN: list(unknown)})
    for name in table.columns:
        if str(name) in _TOUCHED and str(name) not in _DERIVED:
            nothing = (told[name] == 0.0) & np.array([touches(str(name), what) for what in unknown], bool)
            told[name] = told[name].astype(float).mask(nothing)
    return told


def known_parts(table: pd.DataFrame) -> pd.DataFrame:
    """Give the amounts of a marked table as what is known of them: zero where that is nothing."""
    told = table.copy()
    for name in table.columns:
        if str(name) in _TOUCHED and str(name) not in _DERIVED:
            nothing = np.array([touches(str(name), what) for what in table[COLUMN]], bool)
            told[name] = told[name].mask(told[name].isna() & nothing, 0.0)
    return told
