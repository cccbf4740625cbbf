"""A value of the user's own for one driver: typed the way people write numbers, marked, one click back."""

from __future__ import annotations

import streamlit as st

from simulator.analysis.explain import DriverUsed
from simulator.domain.measure import Measure
from simulator.domain.quantity import Estimate
from simulator.domain.scenario import DriverChange, Scenario
from simulator.ui import edits, state
from simulator.ui.entry import EntryError, read_number
from simulator.ui.language import language, t
from simulator.ui.markup import plain
from simulator.ui.pages.measures import driver_edit
from simulator.ui.pages.measures.driver_edit import Typed
from simulator.ui.quantities import meant, quantity, unit_words
from simulator.ui.texts import LANGUAGES

PARTS = ("value", "low", "high", "reason")


def show_edit(measure: Measure, name: str, driver: DriverUsed, *, shared: bool) -> None:
    """Draw the fields for a value of the user's own, and the button that takes it back.

    Parameters
    ----------
    measure : Measure
        The measure of the card.
    name : str
        Name of the driver.
    driver : DriverUsed
        The driver as it is used now.
    shared : bool
        True for a driver that other measures use as well.
    """
    if driver.change is not None:
        stated = quantity(driver.views[0].estimate.value, driver.unit, language())
        st.button(
            plain(t("measures.revert", value=stated)),
            key=f"revert-{name}",
            on_click=_revert,
            args=(measure.id, name, shared),
            icon=":material/undo:",
        )
    with st.expander(t("measures.edit"), key=f"edit-{measure.id}-{name}"):
        if shared:
            st.caption(t("measures.edit_shared"))
        _prefill(measure.id, name, driver)
        unit = unit_words(driver.unit, language())
        problem: str = st.session_state.get(_problem_key(measure.id, name)) or ""
        columns = st.columns(3)
        for column, part in zip(columns, PARTS[:3], strict=True):
            with column:
                _show_field(measure.id, name, part, driver.unit, unit, told=problem)
        st.text_input(
            t("measures.edit_reason"),
            key=_key(measure.id, name, "reason"),
            max_chars=driver_edit.MOST_REASON,
            persist_state="session",
        )
        if problem:
            st.warning(t(problem))
        st.button(
            t("measures.apply"),
            key=f"apply-{name}",
            type="primary",
            on_click=_apply,
            args=(measure.id, name, driver.unit, shared),
        )


def _show_field(measure: str, name: str, part: str, unit: str, words: str, told: str) -> None:
    """Draw one number field; below it stands what was read, or what is wrong unless that is told already."""
    key = _key(measure, name, part)
    st.text_input(t(f"measures.edit.{part}", unit=words), key=key, max_chars=30, persist_state="session")
    text = st.session_state.get(key) or ""
    if not text.strip():
        return
    try:
        number = read_number(text, language())
    except EntryError as error:
        if str(error) != told:
            st.caption(t(str(error)))
    else:
        st.caption(plain(t("entry.read", value=quantity(meant(number, unit), unit, language()))))


def _prefill(measure: str, name: str, driver: DriverUsed) -> None:
    """Fill the fields with the present value and range, unless something is typed there."""
    estimate: Estimate | DriverChange = driver.change or driver.views[0].estimate
    typed = driver_edit.typed(driver.value, estimate, driver.unit, language())
    for part in PARTS:
        if _key(measure, name, part) not in st.session_state:
            st.session_state[_key(measure, name, part)] = getattr(typed, part)


def _apply(measure: str, name: str, unit: str, shared: bool) -> None:
    texts = {part: str(st.session_state.get(_key(measure, name, part)) or "") for part in PARTS}
    catalogue = state.catalogue()
    stated = (catalogue.programme.drivers if shared else catalogue.measures[measure].drivers)[name]
    problem = ""
    try:
        change = driver_edit.change_of(Typed(**texts), stated, unit, language())
        before = state.scenario()
        driver_edit.must_work(_changed(before, measure, name, change, shared), catalogue)
    except EntryError as error:
        problem = str(error)
    else:
        state.change(lambda scenario: _changed(scenario, measure, name, change, shared))
        _forget(measure, name)
    st.session_state[_problem_key(measure, name)] = problem


def _revert(measure: str, name: str, shared: bool) -> None:
    _forget(measure, name)
    state.change(lambda scenario: _changed(scenario, measure, name, None, shared))


def _changed(
    scenario: Scenario, measure: str, name: str, change: DriverChange | None, shared: bool
) -> Scenario:
    if shared:
        return edits.set_shared_driver(scenario, name, change)
    return edits.set_driver(scenario, measure, name, change)


def _forget(measure: str, name: str) -> None:
    """Empty the fields, so that they show the new value."""
    for part in PARTS:
        for other in LANGUAGES:
            st.session_state.pop(f"edit-{measure}-{name}-{part}-{other}", None)
    st.session_state.pop(_problem_key(measure, name), None)


def _key(measure: str, name: str, part: str) -> str:
    return f"edit-{measure}-{name}-{part}-{language()}"


def _problem_key(measure: str, name: str) -> str:
    return f"edit-{measure}-{name}-problem"
