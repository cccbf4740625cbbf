"""Figures of one's own: an empty table, the upload, and what is wrong with it by row and column."""

from __future__ import annotations

from functools import partial

import streamlit as st

from simulator.analysis.monitor.layout import template
from simulator.export.templates import template_csv, template_xlsx
from simulator.ui import services, state
from simulator.ui.components.table_problems import show_table_problems
from simulator.ui.components.view_switch import REGION, view_in_sentence
from simulator.ui.language import keyed, t
from simulator.ui.made import MIME
from simulator.ui.markup import plain
from simulator.ui.pages.monitor import state as monitor_state
from simulator.ui.sharing import MOST_MEGABYTES


def show_upload(*, opened: bool) -> None:
    """Draw the table to fill in and the field for a filled one.

    Parameters
    ----------
    opened : bool
        Whether it is open: where there are no figures yet, it is what one needs first.
    """
    used = monitor_state.uploaded()
    wrong = monitor_state.problems()
    with st.expander(t("monitor.own"), expanded=opened or bool(wrong) or used is not None, key="monitor-own"):
        st.caption(
            t("monitor.own_note", view=plain(view_in_sentence(state.scenario().municipality or REGION)))
        )
        _show_templates()
        _show_field()
        if wrong:
            show_table_problems(wrong)
        if used is not None:
            name, count = used
            st.success(t("monitor.own_used", count, file=plain(name)))
            st.button(
                t("budget.remove"),
                key="monitor-remove",
                on_click=monitor_state.remove,
                icon=":material/delete:",
            )


def _show_templates() -> None:
    rows = template(services.catalogue(), state.scenario().municipality)
    with st.container(horizontal=True, gap="small", key="monitor-templates"):
        for ending, write in (("xlsx", template_xlsx), ("csv", template_csv)):
            st.download_button(
                t("monitor.template", ending=ending.upper()),
                data=partial(write, rows),
                file_name=f"{t('monitor.file.template')}.{ending}",
                mime=MIME[f".{ending}"],
                key=f"monitor-template-{ending}",
                on_click="ignore",
                icon=":material/download:",
            )


def _show_field() -> None:
    key = keyed(f"monitor-upload-{monitor_state.turn()}")
    with st.container(key="monitor-upload"):
        st.file_uploader(
            t("monitor.upload"),
            type=["csv", "xlsx"],
            key=key,
            max_upload_size=MOST_MEGABYTES,
            on_change=_uploaded,
            args=(key,),
        )


def _uploaded(key: str) -> None:
    file = st.session_state.get(key)
    if file is not None:
        monitor_state.upload(file.name, file.getvalue())
