"""Pakketten: which package meets the task at the least burden, and how robust the present one is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import streamlit as st

from simulator.analysis.portfolio import Choice, Goal, Packages, burden, choose, likeliest, meets, pareto
from simulator.errors import ScenarioError
from simulator.ui import state
from simulator.ui.components.chart_figure import show_figure
from simulator.ui.components.choice import show_choice
from simulator.ui.components.instead import show_instead
from simulator.ui.components.messages import show_conflicts
from simulator.ui.components.provenance import show_provenance
from simulator.ui.components.scenario_bar import show_scenario_bar
from simulator.ui.components.uncounted import show_uncounted
from simulator.ui.components.view_switch import show_view_switch, view_in_sentence, view_name
from simulator.ui.language import formats, language, t
from simulator.ui.markup import plain
from simulator.ui.pages.packages import address
from simulator.ui.pages.packages import state as asking
from simulator.ui.pages.packages.chart_packages import Marked, packages_figure
from simulator.ui.pages.packages.futures import show_robustness
from simulator.ui.pages.packages.pick import Offer, picking
from simulator.ui.pages.packages.result import LETTERS, show_best, show_counts, show_likeliest, show_near
from simulator.ui.pages.packages.search import show_search
from simulator.ui.pages.packages.service import Quest, anything_known, quest
from simulator.ui.pages.packages.wishes import show_measure_wishes, show_wishes
from simulator.ui.sensitivity_words import Words

PARTS = ("choose", "robust")
AGAINST: tuple[Goal, ...] = ("residents", "fte", "measures")


def render() -> None:
    """Draw the page."""
    with st.sidebar:
        show_scenario_bar()
        show_view_switch()
    st.title(t("packages.title"), anchor=False)
    st.space("xsmall")
    address.take()
    address.write()
    start, scenario, catalogue = state.start(), state.scenario(), state.catalogue()
    measures = asking.choosable(start, scenario, catalogue)
    if measures and not anything_known(catalogue, asking.settings(start, scenario), measures):
        show_instead(measures)
        return
    part = show_choice("packages-part", t("packages.part"), PARTS, lambda name: t(f"packages.part.{name}"))
    st.caption(t(f"packages.intro.{part}"))
    if part == "choose":
        _show_packages()
    else:
        _show_robustness()


def _show_packages() -> None:
    scenario, catalogue = state.scenario(), state.catalogue()
    measures = asking.choosable(state.start(), scenario, catalogue)
    show_measure_wishes(measures)
    owner = asking.owner(asking.year())
    if owner is not None and not _task_known(owner, measures):
        st.info(t("headline.task_unknown", owner=plain(view_name(owner))))
        owner = None
    left, right = st.columns([3, 7], gap="medium")
    with left:
        show_wishes(asking.task_years(scenario, catalogue), has_task=owner is not None)
    with right:
        if not measures:
            st.info(t("packages.no_measures"))
            return
        looked_for = _searched(measures)
        if looked_for is not None:
            _show_choice(looked_for, owner)


def _task_known(owner: str, measures: Sequence[str]) -> bool:
    """Say whether anybody knows what packages of these measures save for the owner of the task."""
    scenario = asking.settings(state.start(), state.scenario())
    own = scenario.model_copy(update={"municipality": owner})
    return anything_known(state.catalogue(), own, measures)


def _searched(measures: Sequence[str]) -> Quest | None:
    """Search all packages; when those are too many, all that have what must be in and lack what must be out.

    Returns
    -------
    Quest or None
        None when there are too many still, or the search was stopped.
    """
    scenario = asking.settings(state.start(), state.scenario())
    asked = asking.asked().among(measures)
    fixed = asked.required, asked.barred - asked.required
    for always, never in dict.fromkeys([(frozenset[str](), frozenset[str]()), fixed]):
        try:
            looked_for = quest(state.catalogue(), scenario, measures, asking.year(), always, never)
            return looked_for if show_search(looked_for) is not None else None
        except ScenarioError:
            continue
    st.warning(t("packages.too_many", number=formats().number(len(measures))))
    return None


def _show_choice(looked_for: Quest, owner: str | None) -> None:
    packages = looked_for.kept.packages
    assert packages is not None  # the search is done
    if owner is None:
        packages = replace(packages, target=None)  # no column with a chance that nobody can judge
    words = Words(state.catalogue(), language())
    asked = asking.asked().among(packages.candidates.named)
    choice = choose(packages, asked.wishes(owner is not None))
    show_counts(packages, choice)
    if not choice.near:
        _show_likeliest(looked_for, packages, choice, owner)
        return
    found = looked_for.in_full(packages, choice.near)
    view = view_in_sentence(state.scenario().municipality or "")
    show_best(packages, found[0], view_name(owner) if owner else None, view)
    if not found[0].measures and choice.wishes.goal != "net":
        st.info(t("packages.nothing_asked", goal=t("packages.goal.net")))
    show_uncounted(looked_for.scenario)
    _show_unknown_savings(looked_for)
    show_near(packages, choice, found, words)
    # Where the sources give no number, all packages would ask as little.
    told = [name for name in AGAINST if burden(packages, name).any()] or ["measures"]
    against: Goal = show_choice(
        "packages-against", t("packages.against"), told, lambda name: t(f"packages.against.{name}")
    )  # type: ignore[assignment]
    own = packages.candidates.number(state.scenario().active())
    marked = Marked([(LETTERS[place], one.number) for place, one in enumerate(found)], own)
    front = pareto(packages, choice, ("net", against))
    name = view_name(owner) if owner else None
    offer = Offer(looked_for, packages, [int(one) for one in front], marked, against, name, view, words)
    marked = replace(marked, picked=offer.picked)
    figure = packages_figure(packages, choice, against, marked, words)
    show_figure(figure, found[0].run_id, picking(offer))
    _show_limits(looked_for, words)


def _show_likeliest(looked_for: Quest, packages: Packages, choice: Choice, owner: str | None) -> None:
    """Where no package has the chance that is asked, show the one that comes nearest."""
    asks_more = bool(choice.without.keys() - {"chance"})
    if owner and choice.without.get("chance"):
        number = likeliest(packages, choice.wishes)
        if number is None:
            _show_never(packages, choice, owner, asks_more=asks_more)
        else:
            (one,) = looked_for.in_full(packages, [number])
            view = view_in_sentence(state.scenario().municipality or "")
            show_likeliest(packages, one, view_name(owner), view, asks_more=asks_more)
    show_uncounted(looked_for.scenario)
    _show_unknown_savings(looked_for)


def _show_unknown_savings(looked_for: Quest) -> None:
    """Name the measures that no package gains by as far as is known: that they save nothing nobody says."""
    words = Words(state.catalogue(), language())
    if listed := "; ".join(words.measure(name) for name in looked_for.nobody_knows()):
        st.caption(t("packages.unknown_savings", measures=plain(listed)))


def _show_never(packages: Packages, choice: Choice, owner: str, *, asks_more: bool) -> None:
    """Say that no package that meets the other wishes makes the task, or that nobody can tell."""
    among = meets(packages, replace(choice.wishes, chance=None))
    name = plain(view_name(owner))
    if np.isnan(packages.chance[among]).any():
        st.write(t("packages.task_unknown", owner=name, year=packages.year))
    else:
        key = "packages.never_so" if asks_more else "packages.never"
        st.write(t(key, owner=name, year=packages.year))


def _show_limits(looked_for: Quest, words: Words) -> None:
    """Say what the search does not know, and how precise it is."""
    packages, f = looked_for.kept.packages, formats()
    assert packages is not None  # the search is done
    options = packages.candidates
    for what, names in (("fte", options.no_fte), ("residents", options.no_residents)):
        if names:
            listed = "; ".join(words.measure(name) for name in options.measures if name in names)
            st.caption(t(f"packages.unknown.{what}", measures=plain(listed)))
    st.caption(
        t(
            "packages.precision",
            number=f.number(packages.count),
            draws=f.number(packages.draws),
            error=f.number(100 * packages.error(0.5), 1),
            full=f.number(looked_for.scenario.draws),
        )
    )


def _show_robustness() -> None:
    show_conflicts()
    outcome, current = state.outcome()
    if not current:
        st.info(t("explore.last_good"))
    _, scenario = state.shown()
    if not scenario.active():
        st.info(t("packages.empty"))
        return
    years = asking.task_years(scenario, state.catalogue())
    if len(years) > 1:
        chosen = show_choice(
            "packages-robust-year", t("packages.wish.year"), [str(y) for y in years[::-1]], str
        )
        year = int(chosen)
    else:
        year = years[-1]
    show_robustness(scenario, year, asking.owner(year))
    show_provenance(outcome)
