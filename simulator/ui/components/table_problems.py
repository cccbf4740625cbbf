"""What is wrong with an uploaded table, by row and column."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import streamlit as st

from simulator.analysis.budget.sheet_reader import TableProblem
from simulator.errors import Problem
from simulator.ui.language import t
from simulator.ui.markup import plain


def show_table_problems(problems: Iterable[Problem]) -> None:
    """List what is wrong with an uploaded table, by row and column, in the language of the page."""
    listed = tuple(problems)
    with st.container(border=True, key=f"budget-problems-{listed[0].file}"):
        st.warning(t("budget.refused", len(listed), file=plain(listed[0].file)))
        st.html(f'<ul class="koers-list">{"".join(f"<li>{_told(one)}</li>" for one in listed)}</ul>')


def _told(problem: Problem) -> str:
    if not isinstance(problem, TableProblem):
        return escape(str(problem))
    place = t("budget.row", row=problem.line)
    if problem.column:
        place = t("budget.row_column", row=problem.line, column=problem.column)
    words = t(f"budget.problem.{problem.code}", None, **{"found": "", "value": ""} | dict(problem.values))
    return f"<strong>{escape(place)}</strong>: {escape(words)}"
