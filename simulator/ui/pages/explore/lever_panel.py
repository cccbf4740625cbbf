"""The assumptions under all measures: overlap, setbacks, growth, evidence, prices, how the source is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from simulator.domain.scenario import Scenario
from simulator.ui import edits, levers, state
from simulator.ui.language import formats, keyed, local, t
from simulator.ui.markup import plain

OWN_READING = ""
"""The reading that each measure has by itself."""
ESTIMATED = "estimated"
"""Stands in a list for the programme's own estimate."""


def show_levers() -> None:
    """Draw all levers, those that weigh most first."""
    _show_overlap()
    _show_delivery()
    _show_growth()
    _show_evidence()
    _show_readings()
    _show_layers()
    _show_prices()


def _show_overlap() -> None:
    choice = levers.overlap_choice(state.scenario())
    names = ["none", "estimated", "full", *(["mixed"] if choice == "mixed" else [])]
    _choose("overlap", names, choice, lambda name: t(f"lever.overlap.{name}"), levers.set_overlap_choice)
    with st.expander(t("lever.overlap_by_service"), key="overlap-services", on_change="rerun") as services:
        if services.open:
            for name in state.catalogue().programme.services:
                _show_overlap_of(name)


def _show_overlap_of(name: str) -> None:
    catalogue = state.catalogue()
    present = levers.overlap_of(state.scenario(), name)
    offered = [ESTIMATED, *levers.options(levers.OVERLAPS, levers.NONE if present is None else present)]
    own = catalogue.programme.services[name].overlap.value

    def words(value: str | float) -> str:
        if isinstance(value, str):
            return t("lever.overlap_estimated", words=say_overlap(own))
        return say_overlap(value)

    def apply(scenario: Scenario, value: str | float) -> Scenario:
        tau = None if isinstance(value, str) else value
        return levers.set_overlap_of(scenario, name, tau, catalogue)

    _select(
        f"overlap-{name}",
        plain(local(catalogue.programme.services[name].title)),
        offered,
        ESTIMATED if present is None else present,
        words,
        apply,
    )


def say_overlap(tau: float) -> str:
    """Say how much measures on one service get in each other's way."""
    if tau <= levers.NONE:
        return t("lever.overlap_words.none")
    number = formats().number(tau, 2)
    if tau >= 0.9:  # noqa: PLR2004 - words for a scale
        return t("lever.overlap_words.full", number=number)
    if tau > 0.6:  # noqa: PLR2004
        return t("lever.overlap_words.much", number=number)
    if tau > 0.3:  # noqa: PLR2004
        return t("lever.overlap_words.half", number=number)
    if tau > 0.0:
        return t("lever.overlap_words.some", number=number)
    return t("lever.overlap_words.independent", number=number)


def _show_delivery() -> None:
    _switch("delivery", levers.delivery_risk(state.scenario()), levers.set_delivery_risk)
    _switch(
        "spill_over",
        state.scenario().layers.spill_over,
        lambda scenario, on: edits.set_layer(scenario, "spill_over", on),
    )


def _show_growth() -> None:
    scenario = state.scenario()
    _switch("growth", scenario.layers.growth, lambda s, on: edits.set_layer(s, "growth", on))
    if scenario.layers.growth:
        _slide(
            "growth_shift", levers.options(levers.GROWTH_SHIFTS, scenario.growth_shift), scenario.growth_shift
        )


def say_growth(shift: float) -> str:
    """Say by how much growth differs from what is expected: "1,5 procentpunt meer"."""
    if shift == 0:
        return t("lever.as_expected")
    key = "lever.growth_more" if shift > 0 else "lever.growth_less"
    points = abs(shift) * 100
    return t(key, points=formats().number(points, 0 if points == round(points) else 1))


def _show_evidence() -> None:
    catalogue = state.catalogue()
    view, weight = levers.view_of(state.scenario(), catalogue)
    names = list(dict.fromkeys([*levers.views(catalogue), view]))
    estimates = catalogue.programme.estimates
    _select(
        "evidence",
        t("lever.evidence"),
        names,
        view,
        lambda name: local(estimates[name]) if name in estimates else name,
        lambda scenario, name: levers.set_view(scenario, name, 1.0, catalogue),
    )
    if view != catalogue.programme.default_estimate:
        _select(
            "evidence-weight",
            t("lever.evidence_weight"),
            list(levers.options(levers.WEIGHTS, weight)),
            weight,
            _say_weight,
            lambda scenario, value: levers.set_view(scenario, view, value, catalogue),
        )


def _say_weight(weight: float) -> str:
    if weight == 1.0:
        return t("lever.evidence_only")
    return t("lever.evidence_mix", weight=formats().percent(weight))


def _show_readings() -> None:
    names = [OWN_READING, *(name for name in levers.readings(state.catalogue()) if name != "reconciled")]
    present = state.scenario().reading or OWN_READING
    if present == "reconciled":
        present = OWN_READING
    known = {
        OWN_READING: t("lever.reading.own"),
        "printed": t("lever.reading.printed"),
        "letter": t("lever.reading.letter"),
    }
    _select(
        "reading",
        t("lever.reading"),
        list(dict.fromkeys([*names, present])),
        present,
        lambda name: str(known.get(name, name)),
        lambda scenario, name: edits.set_fields(scenario, reading=name or None),
    )


def _show_layers() -> None:
    scenario = state.scenario()
    for layer in ("shared_costs", "supersedes", "already_implemented"):
        _switch(
            layer,
            getattr(scenario.layers, layer),
            lambda s, on, layer=layer: edits.set_layer(s, layer, on),  # type: ignore[misc]
        )
    members = scenario.membership
    _switch(
        "members",
        members.exclusions and members.departures,
        lambda s, on: edits.set_membership(s, exclusions=on, departures=on),
    )


def _show_prices() -> None:
    year = state.catalogue().programme.price_level
    _choose(
        "price_level",
        ["constant", "nominal"],
        state.scenario().price_level,
        lambda name: t(f"lever.price.{name}", year=year),
        lambda scenario, name: edits.set_fields(scenario, price_level=name),
    )


Apply = Callable[[Scenario, Any], Scenario]
Words = Callable[[Any], str]


def _switch(name: str, on: bool, apply: Apply) -> None:
    key = f"lever-{name}"
    st.toggle(
        t(f"lever.{name}"),
        value=on,
        key=state.mirror(key, on),
        help=t(f"lever.help.{name}"),
        on_change=_apply,
        args=(key, apply),
    )


def _choose(name: str, names: list[str], present: str, words: Words, apply: Apply) -> None:
    key = keyed(f"lever-{name}")
    st.segmented_control(
        t(f"lever.{name}"),
        names,
        default=present,
        required=True,
        key=state.mirror(key, present),
        format_func=words,
        help=t(f"lever.help.{name}"),
        on_change=_apply,
        args=(key, apply),
    )


def _select(name: str, label: str, offered: list[Any], present: object, words: Words, apply: Apply) -> None:
    key = keyed(f"lever-{name}")
    st.selectbox(
        label,
        offered,
        index=offered.index(present),
        key=state.mirror(key, present),
        format_func=words,
        on_change=_apply,
        args=(key, apply),
    )


def _slide(name: str, offered: tuple[float, ...], present: float) -> None:
    key = keyed(f"lever-{name}")
    st.select_slider(
        t(f"lever.{name}"),
        offered,
        value=present,
        key=state.mirror(key, present),
        format_func=say_growth,
        on_change=_apply,
        args=(key, lambda scenario, value: edits.set_fields(scenario, growth_shift=value)),
    )


def _apply(key: str, apply: Apply) -> None:
    value = state.mirrored(key)
    state.change(lambda scenario: apply(scenario, value))
