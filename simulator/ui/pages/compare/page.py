"""Vergelijken: two to four scenarios side by side on the same dice."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from simulator.analysis.comparison import FEWEST
from simulator.domain.scenario import Scenario
from simulator.errors import ScenarioError
from simulator.ui import services
from simulator.ui.components.view_switch import view_in_sentence, view_name
from simulator.ui.conflicts import conflicts
from simulator.ui.difference_words import LETTERS
from simulator.ui.language import formats, local, t
from simulator.ui.markup import plain
from simulator.ui.pages.compare import state as compare_state
from simulator.ui.pages.compare.cards import show_cards
from simulator.ui.pages.compare.differences import show_settings
from simulator.ui.pages.compare.measures import show_measure_differences, show_residents
from simulator.ui.pages.compare.outcomes import show_outcomes
from simulator.ui.pages.compare.pick import name_of, show_adding, show_places
from simulator.ui.pages.compare.service import SideBySide, aligned, side_by_side
from simulator.ui.pages.compare.years import show_years

# Keys of scenarios, and the scenarios as they are worked out.
Shown = tuple[tuple[str, Scenario], ...]


def render() -> None:
    """Draw the page."""
    compare_state.prepare()
    st.title(t("compare.title"), anchor=False)
    st.caption(t("compare.intro"))
    show_places()
    show_adding()
    keys = compare_state.chosen()
    if len(keys) < FEWEST:
        _show_empty(keys)
        return
    found = _chosen(keys) or _last_good()
    if found is not None:
        _show(*found)


def _chosen(keys: Sequence[str]) -> tuple[Shown, SideBySide] | None:
    """Work out what is chosen; say why when that cannot be."""
    view = compare_state.view()
    if view is None:
        _show_views(keys)
        return None
    if told := [text for place in range(len(keys)) for text in _conflicts(place, keys)]:
        st.warning("  \n".join(told))
        return None
    municipality = None if view == compare_state.REGION else view
    made = aligned([compare_state.scenario_of(key) for key in keys], municipality)
    shown = tuple(zip(keys, made.scenarios, strict=True))
    try:
        found = side_by_side(made.scenarios, compare_state.catalogue(keys))
    except ScenarioError:
        st.warning(t("compare.impossible"))
        return None
    if made.other_dice:
        st.info(_about_dice(made.other_dice, made.scenarios[0]))
    compare_state.remember(shown)
    return shown, found


def _last_good() -> tuple[Shown, SideBySide] | None:
    shown = compare_state.last_good()
    if not shown:
        return None
    st.info(t("compare.last_good"))
    catalogue = compare_state.catalogue([key for key, _ in shown])
    return shown, side_by_side([scenario for _, scenario in shown], catalogue)


def _show(shown: Shown, found: SideBySide) -> None:
    scenarios, names = [scenario for _, scenario in shown], [name_of(key) for key, _ in shown]
    catalogue = compare_state.catalogue([key for key, _ in shown])
    first = found.outcomes[0]
    owner = view_name(first.owner) if first.owner else None
    show_cards(found, names, view_in_sentence(first.view), owner)
    if len({scenario.price_level for scenario in scenarios}) > 1:
        st.warning(t("compare.other_prices"))
    known = all(outcome.savings_known for outcome in found.outcomes)
    if known:
        show_years(found, names, owner if first.view == first.owner else None)
        show_outcomes(found, names, owner)
    show_settings(scenarios, names, catalogue)
    if known:
        show_measure_differences(found.comparison, names, catalogue)
    show_residents(found.comparison, names, catalogue)
    _show_provenance(found)


def _show_empty(keys: Sequence[str]) -> None:
    """Say what the page is for, with a button for each shipped scenario."""
    with st.container(border=True, key="compare-empty"):
        st.write(t("compare.empty"))
        with st.container(horizontal=True, gap="small"):
            taken = [compare_state.scenario_of(key) for key in keys]
            for name, scenario in services.shelf().scenarios.items():
                if scenario in taken:
                    continue
                st.button(
                    t("compare.put_beside", title=plain(local(scenario.title))),
                    key=f"compare-with-{name}",
                    on_click=compare_state.choose,
                    args=(len(keys), name),
                )


def _show_views(keys: Sequence[str]) -> None:
    """Say that the scenarios are not about the same, with a button for each view that they have."""
    own = [
        t("compare.own_view", letter=LETTERS[place], view=view_in_sentence(_view_of(key)))
        for place, key in enumerate(keys)
    ]
    st.warning(f"{t('compare.other_views')} {plain(', '.join(own))}. {t('compare.pick_view')}")
    with st.container(horizontal=True, gap="small"):
        for view in dict.fromkeys(_view_of(key) for key in keys):
            st.button(
                t("compare.for_view", view=view_in_sentence(view)),
                key=f"compare-for-{view}",
                on_click=compare_state.choose_view,
                args=(view,),
            )


def _view_of(key: str) -> str:
    return compare_state.scenario_of(key).municipality or compare_state.REGION


def _about_dice(places: Sequence[int], first: Scenario) -> str:
    letters = ", ".join(LETTERS[place] for place in places)
    draws = formats().number(first.draws)
    return t("compare.other_dice", letters=letters, first=LETTERS[0], draws=draws, seed=first.seed)


def _conflicts(place: int, keys: Sequence[str]) -> list[str]:
    """Say which measures of a scenario cannot be on together, or not without each other."""
    catalogue = compare_state.catalogue(keys)
    return [
        t(
            "compare.conflict",
            letter=LETTERS[place],
            text=t(
                f"conflict.{found.kind}",
                measure=plain(local(catalogue.measures[found.measure].title)),
                other=plain(local(catalogue.measures[found.other].title)),
                note=plain(local(found.note)),
            ),
        )
        for found in conflicts(compare_state.scenario_of(keys[place]), catalogue)
    ]


def _show_provenance(found: SideBySide) -> None:
    same = found.comparison
    runs = ", ".join(f"{letter} {run}" for letter, run in zip(LETTERS, same.run_ids, strict=False))
    st.caption(
        t(
            "compare.provenance",
            runs=runs,
            draws=formats().number(same.draws),
            seed=same.seed,
            catalogue=same.catalogue_version,
        )
    )
