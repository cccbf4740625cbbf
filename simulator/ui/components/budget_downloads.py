"""Taking the budget along: the workbook with live formulas, CSV in two kinds, and JSON."""

from __future__ import annotations

import logging

import streamlit as st

from simulator.analysis.budget import BudgetOptions
from simulator.domain.catalogue import Catalogue
from simulator.domain.scenario import Scenario
from simulator.errors import SimulatorError
from simulator.export.budget_tables import Table
from simulator.export.csv_tables import dutch_csv
from simulator.ui import budget_service, budget_state
from simulator.ui.budget_service import Budget
from simulator.ui.budget_state import File
from simulator.ui.components.budget_own import XLSX
from simulator.ui.language import language, t
from simulator.ui.markup import plain

LOG = logging.getLogger(__name__)
WRITING = 0.6
"""How far a workbook is when the scenario has been worked out and the writing begins."""


def show_table_files(budget: Budget, table: Table) -> None:
    """Draw the buttons that download the table that is shown."""
    name = f"koers-{table.id}-{budget.run_id}"
    with st.container(horizontal=True, gap="small", key="budget-table-files"):
        _button("csv", t("budget.csv_table"), dutch_csv(table), f"{name}.csv", "text/csv")
        machine = budget.machine[table.id].encode()
        _button("machine", t("budget.csv_machine"), machine, f"{name}-rfc4180.csv", "text/csv")


def show_downloads(budget: Budget, scenario: Scenario, measures: Catalogue, options: BudgetOptions) -> None:
    """Draw what can be taken along of the whole budget.

    Parameters
    ----------
    budget : Budget
        The tables that are shown.
    scenario, measures, options
        What they were made of: the workbook is made of the same.
    """
    st.header(t("budget.take"), anchor=False)
    st.caption(t("budget.take_note"))
    name = f"koers-{t('budget.file.budget')}-{scenario.id}-{budget.run_id}"
    with st.container(horizontal=True, gap="small", key="budget-files"):
        _show_workbook(budget, scenario, measures, options, f"{name}.xlsx")
        _button("all-csv", t("budget.csv_all"), budget.dutch_csv(), f"{name}.csv", "text/csv")
        _button("json", t("budget.json"), budget.json_text.encode(), f"{name}.json", "application/json")
    if options.statistic != "most_likely":
        st.caption(t("budget.workbook_likely"))


def _button(key: str, words: str, data: bytes, name: str, mime: str) -> None:
    st.download_button(
        words,
        data=data,
        file_name=name,
        mime=mime,
        key=f"budget-{key}",
        on_click="ignore",
        icon=":material/download:",
    )


def _show_workbook(
    budget: Budget, scenario: Scenario, measures: Catalogue, options: BudgetOptions, name: str
) -> None:
    of = (budget.run_id, options.unit, options.convention, language())
    made = budget_state.workbook(of)
    if made is not None and made.data:
        st.download_button(
            t("budget.workbook_download"),
            data=made.data,
            file_name=name,
            mime=XLSX,
            key="budget-workbook",
            on_click="ignore",
            type="primary",
            icon=":material/download:",
        )
        return
    asked = st.button(t("budget.workbook_make"), key="budget-workbook-make", icon=":material/table_view:")
    if asked:
        _make(of, scenario, measures, options)
        st.rerun()
    if made is not None and made.fault:
        st.error(t("budget.workbook_failed"))
        st.caption(t("budget.workbook_reason", reason=plain(made.fault)))


def _make(of: object, scenario: Scenario, measures: Catalogue, options: BudgetOptions) -> None:
    """Make the workbook and keep it in this session; when that fails, keep why, and nothing else."""
    bar = st.progress(0.0, t("budget.working_out"))

    def progress(done: int, to_do: int) -> None:
        writing = done >= to_do
        bar.progress(WRITING * done / to_do, t("budget.writing") if writing else t("budget.working_out"))

    try:
        data = budget_service.workbook(scenario, measures, options, language(), progress)
    except SimulatorError as error:
        budget_state.keep(File(of, fault=str(error)))
    except OSError as error:
        LOG.exception("a workbook could not be made")
        budget_state.keep(File(of, fault=error.strerror or type(error).__name__))
    else:
        budget_state.keep(File(of, data))
