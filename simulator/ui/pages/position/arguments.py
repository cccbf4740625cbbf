"""Arguments from the data: to accept or to put aside. Nothing is argued in the author's name unasked."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import streamlit as st

from simulator.analysis.position import Argument
from simulator.ui.components.measure_html import source_text
from simulator.ui.language import local, t
from simulator.ui.pages.position import service as position_service
from simulator.ui.pages.position import state as position_state
from simulator.ui.pages.position.draft import Draft, Entry

Edit = Callable[[Entry, str], dict[str, tuple[str, ...]]]


def show_arguments(draft: Draft, measure: str) -> None:
    """Draw the arguments that were accepted, those on offer, and those put aside."""
    entry = draft.entry(measure)
    offered = {one.id: one for one in position_service.offered(position_state.catalogue(), measure)}
    accepted = [offered[name] for name in entry.arguments if name in offered]
    ignored = [one for one in offered.values() if one.id in entry.ignored]
    waiting = [one for one in offered.values() if one not in accepted and one not in ignored]
    st.markdown(f"**{t('position.arguments')}**")
    st.caption(t("position.arguments_note"))
    if accepted:
        st.markdown(f"**{t('position.accepted', len(accepted))}**")
        for one in accepted:
            _show(one, measure, (("take_back", _take_back),))
    if waiting:
        st.markdown(f"**{t('position.offered', len(waiting))}**")
        for one in waiting:
            _show(one, measure, (("accept", _accept), ("ignore", _ignore)))
    if ignored:
        st.markdown(f"**{t('position.ignored', len(ignored))}**")
        for one in ignored:
            _show(one, measure, (("bring_back", _bring_back),))


def _show(argument: Argument, measure: str, buttons: tuple[tuple[str, Edit], ...]) -> None:
    with st.container(key=f"position-argument-{measure}-{argument.id}", gap="xxsmall"):
        st.html(_text(argument))
        with st.container(horizontal=True, gap="small"):
            for name, edit in buttons:
                st.button(
                    t(f"position.{name}"),
                    key=f"position-{name}-{measure}-{argument.id}",
                    type="tertiary",
                    on_click=_apply,
                    args=(edit, measure, argument.id),
                )


def _text(argument: Argument) -> str:
    catalogue = position_state.catalogue()
    kind = f"{t(f'position.kind.{argument.kind}')} · {t(f'position.leaning.{argument.leaning}')}"
    places = "; ".join(source_text(citation.source, catalogue) for citation in argument.citations)
    source = t("measures.source", source=places) if places else t("position.from_koers")
    return (
        f'<p class="koers-note"><strong>{escape(kind)}</strong></p>'
        f'<p class="koers-argument">{escape(local(argument.text))}</p>'
        f'<span class="koers-source">{escape(source)}</span>'
    )


def _apply(edit: Edit, measure: str, argument: str) -> None:
    def changed(draft: Draft) -> Draft:
        return draft.with_entry(measure, **edit(draft.entry(measure), argument))

    position_state.change(changed)


def _accept(entry: Entry, argument: str) -> dict[str, tuple[str, ...]]:
    return {"arguments": (*_without(entry.arguments, argument), argument)}


def _take_back(entry: Entry, argument: str) -> dict[str, tuple[str, ...]]:
    return {"arguments": _without(entry.arguments, argument)}


def _ignore(entry: Entry, argument: str) -> dict[str, tuple[str, ...]]:
    return {"ignored": (*_without(entry.ignored, argument), argument)}


def _bring_back(entry: Entry, argument: str) -> dict[str, tuple[str, ...]]:
    return {"ignored": _without(entry.ignored, argument)}


def _without(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(other for other in names if other != name)
