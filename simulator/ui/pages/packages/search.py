"""The search for packages: how far it is, and a button that stops it."""

from __future__ import annotations

from typing import Final

import streamlit as st

from simulator.analysis.portfolio import Packages
from simulator.ui.language import formats, t
from simulator.ui.pages.packages import state as asking
from simulator.ui.pages.packages.service import Quest

STEPS: Final = 40
"""How often the bar moves."""


def show_search(quest: Quest) -> Packages | None:
    """Give all packages; search first, with a bar, when they are not there yet.

    The search runs within the run of the page. A click on the button that stops it ends that run at the next
    move of the bar, as any click does; its callback remembers that nothing is to be searched.

    Returns
    -------
    Packages or None
        None when the search was stopped.

    Raises
    ------
    ScenarioError
        If there are too many packages; then nothing is drawn.
    """
    if quest.kept.packages is not None:
        return quest.kept.packages
    if asking.asked().stopped == quest.key:
        st.info(t("packages.stopped"))
        st.button(t("packages.search"), key="packages-search", on_click=_search, type="primary")
        return None
    steps = quest.steps()
    next(steps)
    place = st.empty()
    with place.container():
        count = formats().number(quest.candidates.count)
        bar = st.progress(0.0, t("packages.searching", number=count))
        st.button(t("packages.stop"), key="packages-stop", on_click=_stop, args=(quest.key,))
        told = 0
        for step in steps:
            if (reached := STEPS * step.done // step.to_do) > told:
                told = reached
                bar.progress(step.done / step.to_do, t("packages.searching", number=count))
    place.empty()
    return quest.kept.packages


def _stop(key: str) -> None:
    asking.ask(stopped=key)


def _search() -> None:
    asking.ask(stopped="")
