"""Taking the monitor along: the update for the council in full and on one page, and the figures as CSV."""

from __future__ import annotations

import logging
from typing import Final

import streamlit as st

from simulator.errors import SimulatorError
from simulator.ui import monitor_service, monitor_state
from simulator.ui.components.position_documents import MIME
from simulator.ui.language import language, t
from simulator.ui.markup import plain
from simulator.ui.monitor_service import Asked, Watched
from simulator.ui.monitor_state import Document

LOG = logging.getLogger(__name__)
KINDS: Final = ("full", "page")
"""The whole update, and the one page."""
WRITING: Final = 0.6


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
    made = monitor_state.document(name, of)
    if made is not None and made.data:
        st.download_button(
            t("position.download", kind=words),
            data=made.data,
            file_name=f"{t(f'monitor.file.{kind}')}-{found.run_id}-{found.figures_id}{ending}",
            mime=MIME[ending],
            key=f"monitor-download-{name}",
            on_click="ignore",
            type="primary",
            icon=":material/download:",
        )
        return
    if st.button(t("position.make", kind=words), key=f"monitor-make-{name}", icon=":material/description:"):
        _make(asked, name, of, kind, ending)
        st.rerun()
    if made is not None and made.fault:
        st.error(t("monitor.failed"))
        st.caption(t("position.failed_reason", reason=plain(made.fault)))


def _make(asked: Asked, name: str, of: object, kind: str, ending: str) -> None:
    """Make a document and keep it; when that fails, keep why, and nothing else."""
    bar = st.progress(0.0, t("monitor.working_out"))

    def progress(done: int, to_do: int) -> None:
        bar.progress(WRITING * done / to_do, t("monitor.working_out"))

    try:
        data = monitor_service.document(asked, ending, language(), progress, short=kind == "page")
    except SimulatorError as error:
        monitor_state.keep(name, Document(of, fault=str(error)))
    except OSError as error:
        LOG.exception("a document could not be made")
        monitor_state.keep(name, Document(of, fault=error.strerror or type(error).__name__))
    else:
        monitor_state.keep(name, Document(of, data))
