"""Taking the monitor along: the update for the council in full and on one page, and the figures as CSV."""

from __future__ import annotations

from typing import Final

import streamlit as st

from simulator.ui.components.made_file import Offer, show_made
from simulator.ui.language import language, t
from simulator.ui.made import MIME
from simulator.ui.pages.monitor import service as monitor_service
from simulator.ui.pages.monitor import state as monitor_state
from simulator.ui.pages.monitor.service import Asked, Watched

KINDS: Final = ("full", "page")
"""The whole update, and the one page."""


def show_documents(asked: Asked, found: Watched) -> None:
    """Draw the documents that can be made."""
    st.header(t("monitor.take"), anchor=False)
    st.caption(t("monitor.take_note"))
    with st.container(horizontal=True, gap="small", key="monitor-documents"):
        for kind in KINDS:
            for ending in monitor_service.endings():
                _show_document(asked, found, kind, ending)
        st.download_button(
            t("monitor.csv"),
            data=found.csv.encode(),
            file_name=f"koers-monitor-{found.run_id}-{found.figures_id}.csv",
            mime="text/csv",
            key="monitor-csv",
            on_click="ignore",
            icon=":material/download:",
        )


def _show_document(asked: Asked, found: Watched, kind: str, ending: str) -> None:
    name, of = f"{kind}{ending}", (asked.key, language())
    suffix = ending.removeprefix(".")
    words = f"{t(f'monitor.document.{kind}')}, {t(f'position.document.{suffix}')}"
    offer = Offer(
        of=of,
        make=t("position.make", kind=words),
        download=t("position.download", kind=words),
        make_key=f"monitor-make-{name}",
        download_key=f"monitor-download-{name}",
        icon=":material/description:",
        file_name=f"{t(f'monitor.file.{kind}')}-{found.run_id}-{found.figures_id}{ending}",
        mime=MIME[ending],
        working_out=t("monitor.working_out"),
        writing=t("monitor.working_out"),
        failed=t("monitor.failed"),
    )
    show_made(
        offer,
        monitor_state.document(name, of),
        lambda document: monitor_state.keep(name, document),
        lambda progress: monitor_service.document(asked, ending, language(), progress, short=kind == "page"),
    )
