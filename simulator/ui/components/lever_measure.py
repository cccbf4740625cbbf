"""The levers of one measure: how strongly, from when, how fast; and in words how they stand."""

from __future__ import annotations

from functools import partial

import streamlit as st

from simulator.domain.measure import Measure
from simulator.domain.scenario import MeasureSetting, Scenario
from simulator.ui import edits, levers, state
from simulator.ui.conflicts import conditions
from simulator.ui.language import formats, keyed, local, t
from simulator.ui.markup import plain


def show_popover(measure: Measure) -> None:
    """Draw the button of a measure, and behind it what it is and its levers; filled in once it is opened."""
    title = plain(local(measure.title))
    behind = st.popover(
        t("lever.open"),
        type="tertiary",
        help=t("lever.open_help", measure=title),
        key=f"levers-{measure.id}",
        on_change="rerun",
    )
    if behind.open:
        with behind:
            st.markdown(f"**{title}**")
            st.markdown(plain(local(measure.summary)))
            _show_levers(measure.id)
            _show_about(measure)


def _show_about(measure: Measure) -> None:
    if measure.status_reason:
        st.markdown(plain(local(measure.status_reason)))
    for condition in conditions(state.catalogue(), measure.id):
        st.markdown(t("measures.condition", condition=plain(local(condition))))
    if measure.societal_effects:
        st.markdown(f"**{t('lever.notice')}**")
        lines = (
            f"- {t(f'measures.direction.{effect.direction}')} {plain(local(effect.text))}"
            for effect in measure.societal_effects
        )
        st.markdown("\n".join(lines))
    st.caption(f"{t('lever.source')}: {plain(source_line(measure))}")


def source_line(measure: Measure) -> str:
    """Say where a measure is described: document, lines or page."""
    source = measure.sources[0]
    document = state.catalogue().programme.documents[source.document]
    place = t("lever.lines", lines=source.lines) if source.lines else source.page or ""
    return f"{document.title}, {place}"


def _show_levers(measure: str) -> None:
    setting = edits.setting_of(state.scenario(), measure)
    for name, offered in (
        ("intensity", levers.INTENSITIES),
        ("shift_months", levers.SHIFTS),
        ("stretch", levers.PACES),
    ):
        present = getattr(setting, name)
        st.select_slider(
            t(f"lever.{name}"),
            levers.options(offered, present),
            value=present,
            key=state.mirror(keyed(_key(name, measure)), present),
            format_func=partial(say_lever, name),
            on_change=_moved,
            args=(name, measure),
        )
    st.caption(t("lever.explanation"))


def say_lever(name: str, value: float) -> str:
    """Say how a lever stands: "80%", "6 maanden later", "2 keer zo langzaam"."""
    if name == "intensity":
        return t("lever.as_planned") if value == 1.0 else formats().percent(value)
    if name == "shift_months":
        if value == 0:
            return t("lever.as_planned")
        key = "lever.later" if value > 0 else "lever.earlier"
        return t(key, int(abs(value)))
    if value == 1.0:
        return t("lever.as_planned")
    times = max(value, 1.0 / value)
    decimals = 0 if times == round(times) else 1
    key = "lever.slower" if value > 1.0 else "lever.faster"
    return t(key, times=formats().number(times, decimals))


def show_state(measure: str, scenario: Scenario, start: Scenario) -> None:
    """Say in words which levers were moved, with a button that puts them back; nothing when none was.

    Parameters
    ----------
    measure : str
        Id of the measure.
    scenario, start : Scenario
        As it is now, and the one started from.
    """
    moved = levers.moved(scenario, start, measure)
    if not moved:
        return
    words = state_in_words(edits.setting_of(scenario, measure), moved)
    st.button(
        words,
        key=f"put-back-{measure}",
        help=t("lever.put_back_help"),
        icon=":material/undo:",
        type="tertiary",
        on_click=_reset,
        args=(measure,),
    )


def state_in_words(setting: MeasureSetting, moved: tuple[str, ...]) -> str:
    """Say how the levers that were moved stand: "kracht 80%, 6 maanden later"."""
    return ", ".join(
        t(f"lever.state.{name}", value=say_lever(name, getattr(setting, name))) for name in moved
    )


def _key(name: str, measure: str) -> str:
    return f"{name}-{measure}"


def _moved(name: str, measure: str) -> None:
    value = state.mirrored(keyed(_key(name, measure)))
    state.change(lambda scenario: edits.set_measure(scenario, measure, **{name: value}))


def _reset(measure: str) -> None:
    state.change(lambda scenario: levers.reset_levers(scenario, state.start(), measure))
