"""The letter around the stances: general remarks, to whom, from whom, why, and for which municipality."""

from __future__ import annotations

import textwrap
from dataclasses import replace
from typing import Literal

import streamlit as st

from simulator.ui import state
from simulator.ui.components.measure_html import source_text
from simulator.ui.components.view_switch import view_name
from simulator.ui.language import language, t
from simulator.ui.markup import plain
from simulator.ui.pages.position import service as position_service
from simulator.ui.pages.position import state as position_state
from simulator.ui.pages.position.draft import Draft, Note, Written, lines_of, read_date, with_lines
from simulator.ui.pages.position.fields import (
    fold,
    forget_fold,
    key_of,
    show_field,
    show_other_language,
    show_written,
)
from simulator.ui.pages.position.words import date_words

Part = Literal["remarks", "closing"]

HEADING_WIDTH = 80
"""Characters of a remark that stand for it when it is folded."""


def show_remarks(part: Part) -> None:
    """Draw the general remarks, or the last words, each with a heading of its own."""
    notes = _notes(position_state.draft(), part)
    st.header(t(f"position.{part}"), anchor=False)
    st.caption(t(f"position.{part}_note"))
    for place, note in enumerate(notes):
        with fold(f"{part}-{place}", _heading(note), at_first=note == Note()) as behind:
            if behind.open:
                _show_note(part, place, note)
    st.button(
        t(f"position.{part}_add"),
        key=f"position-{part}-add",
        icon=":material/add:",
        on_click=_add,
        args=(part,),
    )


def _heading(note: Note) -> str:
    """Give the heading of a remark, or how it begins."""
    text = note.title.read(language()).strip() or note.text.read(language()).strip()
    begin = textwrap.shorten(text, HEADING_WIDTH, placeholder=" …")
    return plain(begin) or t("position.remark_empty")


def _show_note(part: Part, place: int, note: Note) -> None:
    show_written(
        f"{part}-{place}-title",
        t("position.remark_title"),
        note.title,
        lambda draft, text: _with_note(draft, part, place, title=text),
    )
    show_written(
        f"{part}-{place}-text",
        t("position.remark_text"),
        note.text,
        lambda draft, text: _with_note(draft, part, place, text=text),
        height=140,
    )
    if note.source is not None:
        where = plain(source_text(note.source, position_state.catalogue()))
        st.caption(t("position.source_if_kept", source=where))
    st.button(
        t("position.remark_remove"),
        key=f"position-{part}-{place}-remove",
        type="tertiary",
        on_click=_remove,
        args=(part, place),
    )


def _with_note(
    draft: Draft, part: Part, place: int, title: Written | None = None, text: Written | None = None
) -> Draft:
    """Change one remark as it is by now: several fields can change at once."""
    notes = _notes(draft, part)
    if place >= len(notes):
        return draft
    old = notes[place]
    new = replace(old, title=title or old.title, text=text or old.text)
    return _with(draft, part, (*notes[:place], new, *notes[place + 1 :]))


def _add(part: Part) -> None:
    forget_fold(f"{part}-{len(_notes(position_state.draft(), part))}")
    position_state.change(lambda draft: _with(draft, part, (*_notes(draft, part), Note())))


def _remove(part: Part, place: int) -> None:
    def edit(draft: Draft) -> Draft:
        notes = _notes(draft, part)
        return _with(draft, part, (*notes[:place], *notes[place + 1 :]))

    position_state.change(edit)


def _notes(draft: Draft, part: Part) -> tuple[Note, ...]:
    return draft.remarks if part == "remarks" else draft.closing


def _with(draft: Draft, part: Part, notes: tuple[Note, ...]) -> Draft:
    return replace(draft, remarks=notes) if part == "remarks" else replace(draft, closing=notes)


def show_letter() -> None:
    """Draw the head and foot of the letter; open as long as something is missing there."""
    draft = position_state.draft()
    st.header(t("position.letter"), anchor=False)
    missing = draft.title.empty or draft.author.empty or draft.occasion.text.empty or not draft.addressee
    with fold("letter", t("position.letter_fields"), at_first=missing) as behind:
        if behind.open:
            _show_fields(draft)


def _show_fields(draft: Draft) -> None:
    show_written("title", t("position.subject"), draft.title, lambda d, text: replace(d, title=text))
    left, right = st.columns(2, gap="medium")
    with left:
        _show_from_and_to(draft)
    with right:
        _show_view(draft)
        _show_date(draft)
        show_field(
            "reference", t("position.reference"), draft.reference, lambda d, text: replace(d, reference=text)
        )
        _show_signatories(draft)
    show_written(
        "occasion",
        t("position.occasion"),
        draft.occasion.text,
        lambda d, text: replace(d, occasion=replace(d.occasion, text=text)),
        height=110,
    )


def _show_from_and_to(draft: Draft) -> None:
    show_written("author", t("position.author"), draft.author, lambda d, text: replace(d, author=text))
    show_field(
        "addressee", t("position.addressee"), draft.addressee, lambda d, text: replace(d, addressee=text)
    )
    show_field(
        "addressee-lines",
        t("position.addressee_lines"),
        draft.addressee_lines,
        lambda d, text: replace(d, addressee_lines=text),
        height=90,
    )


def _show_date(draft: Draft) -> None:
    show_field("date", t("position.date"), draft.date, lambda d, text: replace(d, date=text))
    if not draft.date.strip():
        st.caption(t("position.date_empty"))
        return
    read = read_date(draft.date)
    st.caption(
        t("position.date_unread") if read is None else t("entry.read", value=date_words(read, language()))
    )


def _show_signatories(draft: Draft) -> None:
    spoken = language()

    def put(draft: Draft, text: str) -> Draft:
        return replace(draft, signatories=with_lines(draft.signatories, spoken, text))

    label = t("position.signatories")
    show_field("signatories", label, lines_of(draft.signatories, spoken), put, height=90)
    show_other_language(Written(lines_of(draft.signatories, "nl"), lines_of(draft.signatories, "en")))


def _show_view(draft: Draft) -> None:
    """Draw the choice of whose share is shown; a scenario about one municipality cannot show the region."""
    programme = position_state.catalogue().programme
    own = position_service.scenarios()[draft.own_scenario].municipality
    options = [*([] if own else [""]), *programme.municipalities]
    key, present = key_of("view"), draft.municipality or own or ""
    st.selectbox(
        t("view.label"),
        options,
        index=options.index(present),
        key=state.mirror(key, present),
        format_func=view_name,
        on_change=_view_chosen,
        args=(key,),
    )


def _view_chosen(key: str) -> None:
    view = state.mirrored(key) or None
    position_state.change(lambda draft: replace(draft, municipality=view))
