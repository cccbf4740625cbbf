"""Choosing a position: a shipped one, one from a file, or a new one; and taking changes back."""

from __future__ import annotations

import streamlit as st

from simulator.ui import state
from simulator.ui.components.own_measures import show_file_problems
from simulator.ui.language import keyed, language, local, t
from simulator.ui.markup import plain
from simulator.ui.pages.position import service as position_service
from simulator.ui.pages.position import state as position_state
from simulator.ui.pages.position.draft import read_date
from simulator.ui.pages.position.words import date_words
from simulator.ui.sharing import MOST_MEGABYTES

OPEN = "position-open"


def show_pick() -> None:
    """Draw the choice, the way to another position, and undo."""
    choice, history, more = st.columns([5, 3, 3], gap="small", vertical_alignment="bottom")
    names = _names(position_state.options())
    with choice:
        st.selectbox(
            t("position.choose"),
            position_state.options(),
            index=position_state.options().index(position_state.chosen()),
            key=state.mirror(keyed(OPEN), position_state.chosen()),
            format_func=lambda key: names.get(key, key),
            on_change=_chosen,
        )
    with history:
        _show_history()
    with more:
        _show_more()
    _show_messages()


def _names(keys: tuple[str, ...]) -> dict[str, str]:
    """Name all positions, no two alike: the browser sends a name back, not a key."""
    found: dict[str, str] = {}
    for key in keys:
        name = _name(key)
        alike = sum(other == name or other.startswith(f"{name} (") for other in found.values())
        found[key] = f"{name} ({alike + 1})" if alike else name
    return found


def _name(key: str) -> str:
    kind, name = position_state.kind_of(key)
    draft = position_state.draft_behind(key)
    if kind == "new":
        title = draft.title.read(language()).strip()
        return title or t("position.new_name", number=name)
    author = draft.author.read(language()).strip() or draft.author.nl or draft.author.en
    if kind == "file":
        return t("position.file_name", file=name, author=author)
    date = read_date(draft.date)
    return t("position.shipped_name", author=author, date=date_words(date, language())) if date else author


def _show_history() -> None:
    with st.container(horizontal=True, gap="small", key="position-history"):
        st.button(
            t("position.undo"),
            key="position-undo",
            on_click=position_state.undo,
            disabled=not position_state.can_undo(),
            icon=":material/undo:",
        )
        st.button(
            t("position.redo"),
            key="position-redo",
            on_click=position_state.redo,
            disabled=not position_state.can_redo(),
            icon=":material/redo:",
        )


def _show_more() -> None:
    with st.popover(t("position.more"), key="position-more", icon=":material/add:", width="stretch"):
        scenario = plain(local(state.scenario().title))
        st.button(t("position.begin"), key="position-begin", on_click=position_state.begin, type="primary")
        st.caption(t("position.begin_note", scenario=scenario))
        with st.container(key="position-upload"):
            key = f"position-upload-{position_state.turn()}"
            st.file_uploader(
                t("position.upload"),
                type=["yaml", "yml"],
                key=key,
                max_upload_size=MOST_MEGABYTES,
                on_change=_uploaded,
                args=(key,),
            )
        st.caption(t("position.upload_note"))
        st.button(t("position.reset"), key="position-reset", on_click=position_state.reset)
        st.caption(t("position.reset_note"))


def _show_messages() -> None:
    message = position_state.message()
    if message is not None:
        count = int(message.values["count"]) if "count" in message.values else None
        st.warning(t(message.key, count))
    for problems in (position_state.problems(), position_service.shipped()[1]):
        if problems:
            show_file_problems(problems)


def _chosen() -> None:
    position_state.choose(state.mirrored(keyed(OPEN)))


def _uploaded(key: str) -> None:
    file = st.session_state.get(key)
    if file is not None:
        position_state.open_file(file.name, file.getvalue())
