"""The figures that are not held against the plan, and why."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from simulator.ui.downloads import to_csv
from simulator.ui.language import formats, t
from simulator.ui.markup import plain
from simulator.ui.pages.monitor.service import Watched
from simulator.ui.pages.monitor.words import about

MOST_SHOWN = 40


def show_left_out(found: Watched) -> None:
    """Draw the figures that were left out, folded away."""
    if found.left_out.empty:
        return
    f = formats()
    found_rows: list[Any] = found.left_out.to_dict("records")
    rows = [
        {
            t("monitor.column.what"): about(row),
            t("monitor.column.period"): row["period"],
            t("monitor.column.printed"): row["printed"] or "–",
            t("monitor.column.reason"): t(f"monitor.reason.{row['reason']}"),
        }
        for row in found_rows
    ]
    table = pd.DataFrame(rows)
    with st.expander(t("monitor.left_out", len(rows), number=f.number(len(rows))), key="monitor-left-out"):
        st.caption(t("monitor.left_out_note"))
        st.table(table.head(MOST_SHOWN).map(plain), hide_index=True)
        if len(rows) > MOST_SHOWN:
            st.caption(t("monitor.left_out_more", number=len(rows) - MOST_SHOWN))
        st.download_button(
            t("chart.csv"),
            data=to_csv(table),
            file_name=f"koers-monitor-{t('monitor.file.left_out')}-{found.figures_id}.csv",
            mime="text/csv",
            key="monitor-left-out-csv",
            on_click="ignore",
            icon=":material/download:",
        )
