"""Choosing what stands side by side: places A to D, for whom, and scenarios of one's own."""

from __future__ import annotations

import streamlit as st

from simulator.analysis.comparison import MOST
from simulator.ui import services, state
from simulator.ui.components.own_measures import show_file_problems
from simulator.ui.components.view_switch import view_name
from simulator.ui.difference_words import LETTERS
from simulator.ui.language import keyed, local, t
from simulator.ui.markup import plain
from simulator.ui.pages.compare import state as compare_state
from simulator.ui.sharing import MOST_MEGABYTES

VIEW_KEY = "compare-view"
FEWEST_PLACES = 2


def show_places() -> None:
    """Draw a picker for each place that is taken, and one more."""
    keys = compare_state.chosen()
    count = max(FEWEST_PLACES, min(len(keys) + 1, MOST))
    columns = st.columns([1] * count + [0.8], gap="small", vertical_alignment="bottom")
    for place in range(count):
        with columns[place]:
            _show_place(place, keys[place] if place < len(keys) else compare_state.NONE)
    with columns[-1]:
        _show_view()


def show_adding() -> None:
    """Draw the fields that add a scenario of one's own, and say what came of it."""
    message, problems = compare_state.message()
    with st.expander(t("compare.add"), key="compare-add", expanded=bool(message or problems)):
        if message is not None:
            st.warning(t(message.key, None, **{k: plain(v) for k, v in message.values.items()}))
        if problems:
            show_file_problems(problems)
        pasted, file = st.columns(2, gap="medium")
        with pasted:
            key = compare_state.field_key("link")
            st.text_input(t("compare.paste"), key=key, on_change=_pasted, args=(key,))
            st.caption(t("compare.paste_help"))
        with file:
            key = compare_state.field_key("file")
            st.file_uploader(
                t("compare.upload"),
                type=["yaml", "yml"],
                key=key,
                max_upload_size=MOST_MEGABYTES,
                on_change=_uploaded,
                args=(key,),
            )
            st.caption(t("compare.upload_help"))


def name_of(key: str) -> str:
    """Give the name of a scenario, by its key."""
    title = local(compare_state.scenario_of(key).title)
    if key == compare_state.CURRENT:
        changed = sum(change.path != ("municipality",) for change in state.changes())
        return t("compare.current_changed", count=changed, title=title) if changed else title
    return title


def _show_place(place: int, key: str) -> None:
    options = list(compare_state.options())
    if place > 0:
        options = [compare_state.NONE, *options]
    names = {option: _option(option) for option in options}
    st.selectbox(
        t("compare.place", letter=LETTERS[place]),
        options,
        index=options.index(key),
        key=state.mirror(keyed(_place_key(place)), key),
        format_func=names.__getitem__,
        on_change=_placed,
        args=(place,),
    )


def _option(key: str) -> str:
    if key == compare_state.NONE:
        return t("compare.none")
    if key == compare_state.CURRENT:
        return t("compare.current", title=name_of(key))
    if key in services.shelf().scenarios:
        return name_of(key)
    return t("compare.brought", title=name_of(key))


def _show_view() -> None:
    programme = services.catalogue().programme
    owners = [target.municipality for target in programme.targets]
    view = compare_state.view()
    names = {name: view_name(name) for name in (compare_state.REGION, *owners, *programme.municipalities)}
    st.selectbox(
        t("view.label"),
        list(names),
        index=None if view is None else list(names).index(view),
        placeholder=t("compare.choose_view"),
        key=state.mirror(keyed(VIEW_KEY), view),
        format_func=names.__getitem__,
        on_change=_view_chosen,
    )


def _place_key(place: int) -> str:
    return f"compare-place-{place}"


def _placed(place: int) -> None:
    compare_state.choose(place, state.mirrored(keyed(_place_key(place))))


def _view_chosen() -> None:
    chosen = state.mirrored(keyed(VIEW_KEY))
    if chosen is not None:
        compare_state.choose_view(chosen)


def _pasted(key: str) -> None:
    if text := str(st.session_state[key]).strip():
        compare_state.add_link(text)


def _uploaded(key: str) -> None:
    file = st.session_state[key]
    if file is not None:
        compare_state.add_file(file.name, file.getvalue())
