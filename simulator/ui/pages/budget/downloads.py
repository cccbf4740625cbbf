"""Taking the budget along: the workbook with live formulas, CSV in two kinds, and JSON."""

from __future__ import annotations

import streamlit as st

from simulator.analysis.budget import BudgetOptions
from simulator.domain.catalogue import Catalogue
from simulator.domain.scenario import Scenario
from simulator.export.budget_tables import Table
from simulator.export.csv_tables import dutch_csv
from simulator.ui.components.made_file import Offer, show_made
from simulator.ui.language import language, t
from simulator.ui.made import MIME
from simulator.ui.pages.budget import service as budget_service
from simulator.ui.pages.budget import state as budget_state
from simulator.ui.pages.budget.service import Budget


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
    offer = Offer(
        of=of,
        make=t("budget.workbook_make"),
        download=t("budget.workbook_download"),
        make_key="budget-workbook-make",
        download_key="budget-workbook",
        icon=":material/table_view:",
        file_name=name,
        mime=MIME[".xlsx"],
        working_out=t("budget.working_out"),
        writing=t("budget.writing"),
        failed=t("budget.workbook_failed"),
    )
    show_made(
        offer,
        budget_state.workbook(of),
        budget_state.keep,
        lambda progress: budget_service.workbook(scenario, measures, options, language(), progress),
    )
