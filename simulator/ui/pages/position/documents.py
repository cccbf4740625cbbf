"""Taking a position along: as a document, and as the file that Koers opens again."""

from __future__ import annotations

import streamlit as st

from simulator.domain.position import Position
from simulator.files import dump_position
from simulator.ui.components.made_file import Offer, Progress, show_made
from simulator.ui.components.measure_list import label
from simulator.ui.language import language, t
from simulator.ui.made import MIME
from simulator.ui.markup import plain
from simulator.ui.pages.position import service as position_service
from simulator.ui.pages.position import state as position_state
from simulator.ui.pages.position.build import Built, Fault, build


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
    kind, of = t(f"position.document.{ending.removeprefix('.')}"), _of(position)
    offer = Offer(
        of=of,
        make=t("position.make", kind=kind),
        download=t("position.download", kind=kind),
        make_key=f"position-make{ending}",
        download_key=f"position-download{ending}",
        icon=":material/description:",
        file_name=f"{position.id}-{language()}{ending}" if position else "",
        mime=MIME[ending],
        working_out=t("position.working_out"),
        writing=t("position.writing", kind=kind),
        failed=t("position.failed", kind=kind),
        possible=position is not None,
    )
    made = position_state.document(ending, of) if position else None
    show_made(
        offer,
        made,
        lambda document: position_state.keep(ending, document),
        lambda progress: _write(position, ending, progress),
    )


def _write(position: Position | None, ending: str, progress: Progress) -> bytes:
    assert position is not None  # without one the button does not answer
    return position_service.document(position, position_state.catalogue(), ending, language(), progress)


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
