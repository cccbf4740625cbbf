"""The budget tables, one at a time, with their legend and what a reader must know beside them."""

from __future__ import annotations

import streamlit as st

from simulator.export.budget_tables import Table
from simulator.export.conventions import convention_of
from simulator.ui import state
from simulator.ui.components.choice import show_choice
from simulator.ui.language import formats, t
from simulator.ui.markup import plain as safe
from simulator.ui.pages.budget import state as budget_state
from simulator.ui.pages.budget.remarks import show_codes, show_key, show_remarks
from simulator.ui.pages.budget.service import Budget
from simulator.ui.pages.budget.table import show_grid
from simulator.ui.pages.budget.views import PER_YEAR, Grid, of_year, over_years, plain

ORDER = (
    *("meerjarenraming", "maatregelen", "taakvelden", "begrotingswijziging"),
    *("gemeenten", "vergelijking", "totalen", "pm-posten"),
)
ALL_YEARS = "all"


def show_tables(budget: Budget, convention: str) -> Table:
    """Draw the choice of a table, its legend and the table; gives the table that is shown.

    Parameters
    ----------
    budget : Budget
        The tables of a run.
    convention : str
        Sign convention of their amounts.
    """
    there = tuple(name for name in ORDER if budget.table(name) is not None)
    if len(there) < len(ORDER):
        st.info(t("budget.percentiles"))
    name = show_choice("budget-table", t("budget.which"), there, lambda n: t(f"budget.table.{n}"))
    table = next(table for table in budget.tables if table.id == name)
    st.header(safe(table.title), anchor=False)
    st.caption(t(f"budget.about.{name}"))
    grid = _grid(table, budget, signed=not convention_of(convention).unsigned)
    _show_notes("legend", "  \n".join(table.notes[:2]))
    show_grid(grid, table.title)
    _show_notes("notes", " ".join(table.notes[2:]))
    _show_beside(table, budget)
    return table


def _show_notes(name: str, text: str) -> None:
    with st.container(key=f"budget-{name}"):
        st.markdown("  \n".join(safe(line) for line in text.split("  \n")))


def _grid(table: Table, budget: Budget, *, signed: bool) -> Grid:
    if table.id not in PER_YEAR:
        return plain(table)
    years = tuple(map(str, budget.years))
    chosen = show_choice(
        "budget-year",
        t("budget.year"),
        (ALL_YEARS, *years),
        lambda year: t("budget.all_years") if year == ALL_YEARS else year,
    )
    if chosen == ALL_YEARS:
        return over_years(table, formats().number, signed=signed)
    return of_year(table, int(chosen), signed=signed)


def _show_beside(table: Table, budget: Budget) -> None:
    if budget.books and table.id in {"maatregelen", "taakvelden"}:
        st.caption(t("budget.booked"))
    if table.id == "taakvelden":
        st.caption(t("budget.unassigned"))
        show_codes(budget.codes)
    elif table.id == "gemeenten":
        show_key(budget.codes)
        show_remarks(budget.remarks)
    elif table.id == "vergelijking":
        _show_own_budget(budget)


def _show_own_budget(budget: Budget) -> None:
    """Draw a field for the own budget of each year, with what was understood."""
    view = "" if budget.view == "region" else budget.view
    st.header(t("budget.own_budget"), anchor=False)
    st.caption(t("budget.own_budget_note"))
    with st.container(horizontal=True, gap="small", key="budget-own-budget"):
        for year in budget.years:
            _show_amount(view, year)


def _show_amount(view: str, year: int) -> None:
    key = f"budget-own-{view or 'region'}-{year}"
    with st.container(width=205):
        text = budget_state.typed(view, year)
        st.text_input(
            t("budget.own_budget_of", year=year),
            text,
            key=state.mirror(key, text),
            on_change=_typed,
            args=(key, view, year),
        )
        if text.strip():
            amount = budget_state.amount_of(text)
            told = t("budget.no_amount") if amount is None else formats().euro(amount)
            st.caption(told)


def _typed(key: str, view: str, year: int) -> None:
    budget_state.type_budget(view, year, state.mirrored(key))
