"""The points of the audit by what they mean, each with its figures, its source and a choice of reading."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from simulator.analysis.review import THEMES, ReviewPoint, Theme, depends_on_reading, inherited_reading
from simulator.domain.measure import Measure
from simulator.engine.compile import reading_of
from simulator.ui import services, state
from simulator.ui.language import formats, keyed, language, local, t
from simulator.ui.markup import plain
from simulator.ui.pages.audit.data import Effects, with_reading
from simulator.ui.pages.audit.details import details
from simulator.ui.pages.audit.summary import in_more_or_less, span
from simulator.ui.pages.audit.words import point_label

ICONS = {"error": ":material/error:", "warning": ":material/warning:", "note": ":material/info:"}

NOTHING = 500.0
"""EUR below which a sum over years does not change."""


def show_points(points: Sequence[ReviewPoint], effects: Effects) -> None:
    """Draw the points under a heading for each theme."""
    if not points:
        st.info(t("audit.nothing"))
    for theme in THEMES:
        found = [point for point in points if point.theme == theme]
        if found:
            _show_theme(theme, found, effects)


def _show_theme(theme: Theme, points: Sequence[ReviewPoint], effects: Effects) -> None:
    st.header(t("audit.theme", theme=t(f"audit.themes.{theme}"), count=len(points)), anchor=False)
    st.caption(t(f"audit.meaning.{theme}"))
    with st.container(gap="xsmall"):
        for point in points:
            with st.expander(_label(point), key=f"audit-{point.key}", icon=ICONS[point.severity]):
                st.html(details(point, services.catalogue(), language()))
                _show_choice(point, effects)


def _label(point: ReviewPoint) -> str:
    words = plain(point_label(point, services.catalogue(), language()))
    size = point.size_eur
    return words if size is None or size < 1 else f"{words} · **{formats().short(size)}**"


def _show_choice(point: ReviewPoint, effects: Effects) -> None:
    """Draw the readings of the measure, where the point depends on them."""
    name = depends_on_reading(point, services.catalogue())
    if name is None:
        return
    measure, scenario = state.catalogue().measures[name], state.scenario()
    key = keyed(f"audit-choice-{point.key}")
    default = inherited_reading(measure, scenario)
    readings, present = list(measure.readings), reading_of(measure, scenario)

    def title(reading: str) -> str:
        words = plain(local(measure.readings[reading].title))
        return t("audit.default_reading", reading=words) if reading == default else words

    st.radio(
        t("audit.reading"),
        readings,
        index=None if present is None else readings.index(present),
        key=state.mirror(key, present),
        format_func=title,
        captions=[plain(local(reading.reason)) for reading in measure.readings.values()],
        on_change=_chosen,
        args=(name, key),
    )
    if name not in scenario.active():
        st.caption(t("audit.off"))
    for reading in measure.readings:
        if (name, reading) in effects:
            st.markdown(_effect(measure, reading, effects))


def _effect(measure: Measure, reading: str, effects: Effects) -> str:
    """Say what another reading does to the total."""
    effect = effects[measure.id, reading]
    title = plain(local(measure.readings[reading].title))
    if max(abs(effect.likely), abs(effect.mean)) < NOTHING:
        return t("audit.effect_none", reading=title, years=span())
    likely, mean = in_more_or_less(effect.likely), in_more_or_less(effect.mean)
    return t("audit.effect", reading=title, years=span(), likely=likely, mean=mean)


def _chosen(measure: str, key: str) -> None:
    reading = state.mirrored(key)
    state.change(lambda scenario: with_reading(scenario, state.catalogue(), measure, reading))
