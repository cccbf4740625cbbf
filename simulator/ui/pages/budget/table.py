"""A budget table on the screen: heads and first cells that can be read aloud, amounts to the right."""

from __future__ import annotations

from html import escape

import streamlit as st

from simulator.export.budget_tables import Value
from simulator.export.unknown_amounts import Partly
from simulator.ui.components.table_html import scrolling
from simulator.ui.language import formats, t
from simulator.ui.pages.budget.views import Grid, Line, in_words

NAMED = 2
"""Columns of words of a table that has a code, and then what it stands for."""


def show_grid(grid: Grid, caption: str) -> None:
    """Draw a table; it scrolls in its own place when the screen is narrow.

    Parameters
    ----------
    grid : Grid
        What to show.
    caption : str
        What it is, for those who do not see the page.
    """
    if not grid.lines:
        st.caption(t("budget.empty"))
        return
    heads = "".join(
        f'<th scope="col"{_class(at, grid)}>{escape(head)}</th>' for at, head in enumerate(grid.heads)
    )
    partly = {at for line in grid.lines for at, cell in enumerate(line.cells) if isinstance(cell, Partly)}
    body = "".join(_row(line, grid, partly) for line in grid.lines)
    # What is on a taakveld is a list of names: on a phone it needs more room than its longest word.
    kind = "budget-table budget-named" if grid.words == NAMED else "budget-table"
    table = f'<table class="{kind}"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'
    st.html(scrolling(table, caption))


def _row(line: Line, grid: Grid, partly: set[int]) -> str:
    first, *rest = line.cells
    # A name that gathers rows, or of a sum, has all columns of words to itself.
    wide = grid.words if line.kind != "row" else 1
    cells = "".join(
        f"<td{_class(at, grid, whole=at in partly and isinstance(cell, int))}>{_text(cell)}</td>"
        for at, cell in enumerate(rest, 1)
        if at >= wide
    )
    span = f' colspan="{wide}"' if wide > 1 else ""
    head = f'<th scope="row"{span}>{_text(first, is_first=True)}</th>'
    return f'<tr class="budget-{line.kind}">{head}{cells}</tr>'


def _class(at: int, grid: Grid, *, whole: bool = False) -> str:
    """Amounts go to the right; beside amounts with + PM one without keeps its digits under theirs."""
    if at < grid.words:
        return ""
    return ' class="budget-amount budget-whole"' if whole else ' class="budget-amount"'


def _text(value: Value, *, is_first: bool = False) -> str:
    """Write a cell: amounts in the language's way, years and text as they are, nothing for nothing."""
    if value is None:
        return "–"
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, Partly):
        return in_words(formats().number(value.known))
    return str(value) if is_first else formats().number(value)
