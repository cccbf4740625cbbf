"""A package picked from the chart, or from the list below it: what it is, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import streamlit as st

from simulator.analysis.comparison import MOST
from simulator.analysis.portfolio import Goal, Packages, Winner, burden
from simulator.domain.base import Text
from simulator.ui import beside, edits, start_page, state
from simulator.ui.beside import Brought
from simulator.ui.components.chart_figure import Picking
from simulator.ui.language import formats, keyed, t
from simulator.ui.markup import cells
from simulator.ui.pages.packages import state as asking
from simulator.ui.pages.packages.chart_packages import PICK, STEP, Marked, asks_words, listed, unknown_of
from simulator.ui.pages.packages.result import as_package, show_card
from simulator.ui.pages.packages.service import Quest
from simulator.ui.sensitivity_words import Words
from simulator.ui.texts import Language, translate

LIST: Final = "packages-picked"


@dataclass(frozen=True)
class Offer:
    """Packages that can be picked.

    Attributes
    ----------
    quest : Quest
        The search they come from.
    packages : Packages
        What it found.
    front : sequence of int
        Numbers of the packages on the line, from the lowest net saving to the highest.
    marked : Marked
        The packages with a letter.
    against : {"residents", "fte", "measures"}
        What the net saving is drawn against.
    owner : str or None
        Name of the municipality with a savings task.
    view : str
        Name of the region or municipality that the net saving is about, as in a sentence.
    words : Words
        Names of measures, and the language.
    """

    quest: Quest
    packages: Packages
    front: Sequence[int]
    marked: Marked
    against: Goal
    owner: str | None
    view: str
    words: Words

    @property
    def numbers(self) -> tuple[int, ...]:
        """Those with a letter first, then the line from the highest net saving down, and the one on now."""
        lettered = [number for _, number in self.marked.shown]
        own = [] if self.marked.own is None else [self.marked.own]
        return tuple(dict.fromkeys([*lettered, *reversed(self.front), *own]))

    @property
    def picked(self) -> int | None:
        """The package that was picked; None when none was, or it is not offered any more."""
        asked = asking.asked().picked
        number = None if asked is None else self.packages.candidates.number(asked)
        return number if number in self.numbers else None


def picking(offer: Offer) -> Picking:
    """Say what happens when a point of the chart is picked."""
    key = f"chart-packages-{asking.asked().picks}"
    return Picking(key, partial(_from_chart, key, offer.packages), partial(_show, offer))


def _show(offer: Offer) -> None:
    """Draw the list of all packages that can be picked, and the one that is."""
    numbers, present = offer.numbers, offer.picked
    asks = burden(offer.packages, offer.against)
    names = {number: _option(offer, number, float(asks[number])) for number in numbers}
    key = keyed(LIST)
    st.selectbox(
        t("packages.pick"),
        numbers,
        index=None if present is None else numbers.index(present),
        placeholder=t("packages.pick_one", number=formats().number(len(numbers))),
        key=state.mirror(key, present),
        format_func=names.__getitem__,
        on_change=_from_list,
        args=(key, offer.packages),
    )
    if present is not None:
        _show_picked(offer, *offer.quest.in_full(offer.packages, [present]))


def _option(offer: Offer, number: int, asks: float) -> str:
    unknown = unknown_of(offer.packages, number, offer.against)
    letter = next((letter for letter, one in offer.marked.shown if one == number), "")
    told = t(
        "packages.pick_option",
        saves=formats().saves(float(offer.packages.net_in_year[number]), STEP),
        asks=asks_words(asks, offer.against, unknown, offer.words.language),
        measures=listed(offer.packages, number, offer.words),
    )
    if letter:
        return t("packages.pick_lettered", letter=letter, told=told)
    return t("packages.pick_own", told=told) if number == offer.marked.own else told


def _show_picked(offer: Offer, one: Winner) -> None:
    title = t("packages.picked", count=len(one.measures))
    show_card("card-packages-picked", title, offer.packages, one, offer.owner, offer.view)
    inside = cells(["; ".join(offer.words.measure(name) for name in one.measures)])[0]
    if inside:
        st.markdown(f"**{t('packages.inside')}** {inside}")
    choosable, kept = offer.packages.candidates.named, _kept(offer, one)
    waits = kept in beside.waiting()
    with st.container(horizontal=True, gap="small", key="packages-do"):
        if st.button(t("packages.explore"), key="packages-explore", type="primary"):
            state.change(lambda scenario: as_package(scenario, one.measures, choosable))
            state.tell("packages.opened_named", package=listed(offer.packages, one.number, offer.words))
            start_page.go()
        st.button(t("packages.keep"), key="packages-keep", on_click=beside.put, args=(kept,), disabled=waits)
    if waits:
        st.caption(t("packages.kept", len(beside.waiting()), room=formats().number(MOST)))


def _kept(offer: Offer, one: Winner) -> Brought:
    """Give a package as a scenario to compare, under a name that tells it from the others."""
    chosen = as_package(state.scenario(), one.measures, offer.packages.candidates.named)

    def named(language: Language) -> str:
        package = listed(offer.packages, one.number, Words(offer.words.catalogue, language))
        return translate(language, "packages.kept_title", package=package)

    return Brought(edits.set_fields(chosen, title=Text(nl=named("nl"), en=named("en"))), state.own())


def _from_chart(key: str, packages: Packages) -> None:
    """Take over the point that was clicked; a click beside all points leaves things as they are."""
    found = st.session_state[key].selection.get(PICK, [])
    if found:
        asking.ask(picked=frozenset(packages.candidates.package(int(found[0]["package"]))))


def _from_list(key: str, packages: Packages) -> None:
    """Take over what was chosen; the chart forgets its click, so that the same point can be clicked again."""
    number, asked = state.mirrored(key), asking.asked()
    picked = None if number is None else frozenset(packages.candidates.package(number))
    asking.ask(picked=picked, picks=asked.picks + 1)
