"""Taking a position along: as a document, and as the file that Koers opens again."""

from __future__ import annotations

import logging

import streamlit as st

from simulator.domain.position import Position
from simulator.errors import SimulatorError
from simulator.files import dump_position
from simulator.ui import position_service, position_state
from simulator.ui.components.measure_list import label
from simulator.ui.language import language, t
from simulator.ui.markup import plain
from simulator.ui.position_build import Built, Fault, build
from simulator.ui.position_state import Document

LOG = logging.getLogger(__name__)
MIME = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
}
WRITING = 0.6
"""How far a document is when both packages have been worked out and the writing begins."""


def show_documents(possible: bool) -> None:
    """Draw the documents that can be made, or what the position still lacks.

    Parameters
    ----------
    possible : bool
        Whether the package of the position can be worked out.
    """
    built = build(position_state.draft(), position_state.catalogue(), position_service.scenarios())
    st.header(t("position.take"), anchor=False)
    st.caption(t("position.take_note"))
    position = built.position if possible else None
    if built.faults:
        _show_faults(built)
    if not possible:
        st.caption(t("position.impossible"))
    endings = position_service.endings()
    for column, ending in zip(st.columns(4, gap="small"), (*endings, ".yaml"), strict=False):
        with column:
            if ending == ".yaml":
                _show_file(built.position)
            else:
                _show_document(position, ending)
    if position_state.is_changed() and position_state.draft().bilingual:
        st.caption(t("position.other_language"))
    if ".pdf" not in endings:
        st.caption(t("position.no_pdf"))


def _show_faults(built: Built) -> None:
    lines = "\n".join(f"- {_fault(fault)}" for fault in built.faults)
    with st.container(key="position-faults"):
        st.info(f"{t('position.incomplete', len(built.faults))}\n{lines}")


def _fault(fault: Fault) -> str:
    told = t(fault.key, None, **{name: plain(value) for name, value in fault.values.items()})
    if fault.measure is None:
        return told
    return f"{plain(label(position_state.catalogue().measures[fault.measure]))}: {told}"


def _show_document(position: Position | None, ending: str) -> None:
    kind = t(f"position.document.{ending.removeprefix('.')}")
    made = position_state.document(ending, _of(position)) if position else None
    if position is not None and made is not None and made.data:
        st.download_button(
            t("position.download", kind=kind),
            data=made.data,
            file_name=f"{position.id}-{language()}{ending}",
            mime=MIME[ending],
            key=f"position-download{ending}",
            on_click="ignore",
            type="primary",
            icon=":material/download:",
        )
        return
    asked = st.button(
        t("position.make", kind=kind),
        key=f"position-make{ending}",
        disabled=position is None,
        icon=":material/description:",
    )
    if asked and position is not None:
        _make(position, ending, kind)
        st.rerun()
    if made is not None and made.fault:
        st.error(t("position.failed", kind=kind))
        st.caption(t("position.failed_reason", reason=plain(made.fault)))


def _show_file(position: Position | None) -> None:
    st.download_button(
        t("position.yaml"),
        data=(lambda: dump_position(position).encode()) if position else b"",
        file_name=f"{position.id}.yaml" if position else None,
        mime="application/yaml",
        key="position-yaml",
        on_click="ignore",
        icon=":material/download:",
        disabled=position is None,
    )


def _of(position: Position | None) -> object:
    """Give what a document is made of: another one of these is another document."""
    return position, language(), position_state.catalogue().version


def _make(position: Position, ending: str, kind: str) -> None:
    """Make a document and keep it; when that fails, keep why, and nothing else."""
    bar = st.progress(0.0, t("position.working_out"))

    def progress(done: int, to_do: int) -> None:
        if done < to_do:
            bar.progress(WRITING * done / to_do, t("position.working_out"))
        else:
            bar.progress(WRITING, t("position.writing", kind=kind))

    try:
        data = position_service.document(position, position_state.catalogue(), ending, language(), progress)
    except SimulatorError as error:
        position_state.keep(ending, Document(_of(position), fault=str(error)))
    except OSError as error:
        LOG.exception("a document could not be made")
        position_state.keep(ending, Document(_of(position), fault=error.strerror or type(error).__name__))
    else:
        position_state.keep(ending, Document(_of(position), data))
