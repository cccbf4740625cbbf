"""Delen en bewaren: the link of what is on screen, its file, a file opened again, and the sheet to print."""

from __future__ import annotations

from html import escape

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from simulator.errors import InputFileError, Problem
from simulator.ui import services, sharing, state
from simulator.ui.components.messages import show_problems
from simulator.ui.conflicts import conflicts
from simulator.ui.language import keyed, language, local, t

PROBLEMS, ROUND = "share-problems", "share-round"
UPLOAD = "share-upload"


def show_share(sheet: StreamlitPage | None = None) -> None:
    """Draw the button, and behind it all that can be done with a scenario.

    Parameters
    ----------
    sheet : StreamlitPage, optional
        The page with the sheet to print.
    """
    with st.popover(t("share.title"), icon=":material/share:", key="share"):
        _show_link()
        _show_save()
        if sheet is not None:
            st.page_link(sheet, label=t("share.sheet"), icon=":material/print:")
        _show_open()


def show_refused() -> None:
    """Say in the page what is wrong with the file that was opened last, if anything."""
    problems: tuple[Problem, ...] = st.session_state.get(PROBLEMS, ())
    if not problems:
        return
    with st.container(key="share-problems"):
        st.warning(t("share.refused", count=len(problems)))
        show_problems(problems)
        st.button(t("share.close"), key="share-close", on_click=_forget)


def show_left_out() -> None:
    """Say which files of shipped scenarios were refused: the scenarios that are shown are the others."""
    problems = services.shelf().problems
    if problems:
        with st.expander(t("files.left_out", count=len({problem.file for problem in problems}))):
            show_problems(problems)


def _show_link() -> None:
    shown = [(name, value) for name in st.query_params for value in st.query_params.get_all(name)]
    address = sharing.link_to(st.context.url or "", state.address(), language(), shown)
    label, copy, done = (escape(t(f"share.{name}")) for name in ("link", "copy", "copied"))
    st.html(
        f'<label class="koers-label" for="share-link">{label}</label>'
        f'<div class="koers-copy"><input id="share-link" readonly value="{escape(address)}">'
        f'<button type="button" data-koers="copy" data-field="share-link" data-told="share-told"'
        f' data-done="{done}">{copy}</button></div>'
        '<p id="share-told" class="koers-note" role="status"></p>'
    )
    if not state.link_holds_own():
        st.caption(t("share.without_own"))


def _show_save() -> None:
    scenario = state.scenario()
    possible = not conflicts(scenario, state.catalogue())
    outcome, _ = state.outcome()
    st.download_button(
        t("share.save"),
        data=lambda: sharing.to_file(scenario, outcome.run_id, outcome.catalogue_version),
        file_name=sharing.file_name(scenario, outcome.run_id),
        mime="application/yaml",
        key="share-save",
        on_click="ignore",
        icon=":material/download:",
        disabled=not possible,
    )
    if not possible:
        st.caption(t("share.mend_first"))
    elif state.own():
        st.caption(t("share.own_apart"))


def _show_open() -> None:
    turn = int(st.session_state.get(ROUND, 0))
    key = keyed(f"{UPLOAD}-{turn}")
    with st.container(key="share-open"):
        st.file_uploader(
            t("share.open"),
            type=["yaml", "yml"],
            key=key,
            max_upload_size=sharing.MOST_MEGABYTES,
            on_change=_opened,
            args=(key,),
        )
        st.caption(t("share.open_note"))


def _opened(key: str) -> None:
    """Take over the scenario in a file; one that is refused leaves everything as it is."""
    upload = st.session_state.get(key)
    if upload is None:
        return
    _forget()
    # Another key gives an empty field: the file has been read, and the same one can be tried again.
    st.session_state[ROUND] = int(st.session_state.get(ROUND, 0)) + 1
    try:
        scenario = sharing.from_file(
            upload.getvalue(), upload.name, state.catalogue(), services.shelf().scenarios
        )
    except InputFileError as error:
        belongs_to = sharing.programme_of(upload.getvalue())
        if belongs_to in services.programme_folders() and belongs_to != state.catalogue().programme.id:
            state.tell("share.other_programme", title=local(services.programme_title(belongs_to)))
        else:
            st.session_state[PROBLEMS] = error.problems
        return
    state.change(lambda _: scenario)
    state.tell("share.opened", title=local(scenario.title))


def _forget() -> None:
    st.session_state[PROBLEMS] = ()
