"""The form for a measure of the user's own, which writes the same file as any other measure has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

import streamlit as st

from simulator.errors import InputFileError
from simulator.files import dump_measure
from simulator.ui import own_files, state
from simulator.ui.components.own_measures import PROBLEMS, accept, show_upload
from simulator.ui.entry import EntryError, read_number
from simulator.ui.language import formats, keyed, language, local, t
from simulator.ui.markup import plain
from simulator.ui.pages.measures.own_form import (
    FIELDS,
    MOST_TEXT,
    Basis,
    Form,
    FormError,
    measure_of,
    ramp_shares,
    slug,
)
from simulator.ui.pages.measures.search import GRADES
from simulator.ui.quantities import SHARE, meant, quantity

FAULTS = "measures-form-faults"
NUMBERS = ("value", "low", "high", "yearly_cost", "one_off_cost")
BASES: Final[tuple[Basis, ...]] = ("amount", "share")
WEAKEST_FIRST = tuple(reversed(GRADES))

T = TypeVar("T")


def show_form(back: Callable[[], None], opened: Callable[[str], None]) -> None:
    """Draw the form, and the field for a file instead.

    Parameters
    ----------
    back : callable
        Goes back to the list.
    opened : callable
        Opens the card of a measure by its id.
    """
    st.button(t("measures.back"), key="measures-back", type="tertiary", on_click=back)
    st.title(t("measures.form_title"), anchor=False)
    st.caption(t("measures.form_note"))
    _look_again()
    st.header(t("measures.form_what"), anchor=False)
    _typed("title")
    _typed("summary", tall=True)
    _choose("service", _services(), _service_name)
    st.header(t("measures.form_saving"), anchor=False)
    basis = _choose("basis", BASES, lambda name: t(f"measures.form_basis.{name}"))
    unit = "%" if basis == "share" else t("measures.form_euro")
    for column, field in zip(st.columns(3), NUMBERS[:3], strict=True):
        with column:
            _typed(field, unit=unit)
    _show_years()
    st.header(t("measures.form_cost"), anchor=False)
    for column, field in zip(st.columns(2), NUMBERS[3:], strict=True):
        with column:
            _typed(field)
    st.header(t("measures.form_ground"), anchor=False)
    _choose("grade", WEAKEST_FIRST, lambda number: t(f"measures.grade.{number}"))
    has_source = _choose("has_source", (False, True), _ground)
    _typed("reason", tall=True)
    if has_source:
        for field in ("document", "page", "quote"):
            _typed(field)
    st.button(t("measures.form_add"), key="form-add", type="primary", on_click=_submit, args=(opened,))
    if st.session_state.get(FAULTS):
        st.warning(t("measures.form_faults", count=len(st.session_state[FAULTS])))
    st.header(t("measures.form_upload"), anchor=False)
    st.caption(t("measures.upload_note"))
    show_upload(opened)


def _typed(field: str, *, tall: bool = False, unit: str = "") -> None:
    """Draw a field; below it stands what was read, or what is wrong."""
    key = keyed(f"form-{field}")
    words = t(f"measures.field.{field}", unit=unit)
    if tall:
        st.text_area(words, key=key, max_chars=MOST_TEXT, height=90, persist_state="session")
    else:
        st.text_input(words, key=key, max_chars=MOST_TEXT, persist_state="session")
    fault = st.session_state.get(FAULTS, {}).get(field)
    if fault:
        st.markdown(f":red[{plain(t(fault))}]")
    text = st.session_state.get(key) or ""
    if field in NUMBERS and text.strip():
        _echo(text, unit, told=fault)


def _echo(text: str, unit: str, told: str | None) -> None:
    """Say what was read, or why it could not be, unless that is told already."""
    try:
        number = read_number(text, language())
    except EntryError as error:
        if str(error) != told:
            st.caption(t(str(error)))
        return
    value = (
        quantity(meant(number, SHARE), SHARE, language())
        if unit == "%"
        else quantity(number, "EUR", language())
    )
    st.caption(plain(t("entry.read", value=value)))


def _choose(field: str, options: Sequence[T], words: Callable[[T], str]) -> T:
    st.selectbox(
        t(f"measures.field.{field}", unit=""),
        options,
        key=keyed(f"form-{field}"),
        format_func=words,
        persist_state="session",
    )
    return _chosen(field, options)


def _chosen(field: str, options: Sequence[T]) -> T:
    """Give what is chosen in a list; what the browser sends is checked."""
    chosen = st.session_state.get(keyed(f"form-{field}"))
    return next((option for option in options if option == chosen), options[0])


def _show_years() -> None:
    years = state.catalogue().programme.years
    first, second = st.columns(2)
    with first:
        start = _choose("start", years, str)
    with second:
        full = _choose("full", years, str)
    fault = st.session_state.get(FAULTS, {}).get("full")
    if full < start and not fault:
        st.caption(t("entry.full_before_start"))
    elif full >= start:
        shares = zip(years, ramp_shares(start, full, years), strict=True)
        steps = " · ".join(f"{year}: {formats().percent(share)}" for year, share in shares)
        st.caption(t("measures.ramp", steps=steps))
    if fault:
        st.markdown(f":red[{plain(t(fault))}]")


def _ground(has_source: bool) -> str:
    return t("measures.form_has.source") if has_source else t("measures.form_has.assumption")


def _services() -> tuple[str, ...]:
    return tuple(state.catalogue().programme.services)


def _service_name(name: str) -> str:
    return local(state.catalogue().programme.services[name].title)


def _form() -> Form:
    years = state.catalogue().programme.years
    return Form(
        typed={field: str(st.session_state.get(keyed(f"form-{field}")) or "") for field in FIELDS},
        service=_chosen("service", _services()),
        basis=_chosen("basis", BASES),
        start=_chosen("start", years),
        full=_chosen("full", years),
        grade=_chosen("grade", WEAKEST_FIRST),
        has_source=_chosen("has_source", (False, True)),
    )


def _look_again() -> None:
    """Forget what has been mended since the form was last sent; nothing is told before that."""
    if not st.session_state.get(FAULTS):
        return
    try:
        measure_of(_form(), state.catalogue().programme, "eigen", language())
    except FormError as error:
        st.session_state[FAULTS] = error.problems
    else:
        st.session_state[FAULTS] = {}


def _submit(opened: Callable[[str], None]) -> None:
    """Write the measure as a file, read it back by the rules for files, and add it."""
    catalogue, form = state.catalogue(), _form()
    name = slug(form.typed["title"], catalogue.measures)
    try:
        measure = measure_of(form, catalogue.programme, name, language())
        text = dump_measure(measure)
        accepted = own_files.read(text.encode(), f"{name}.yaml", state.own())
    except FormError as error:
        st.session_state[FAULTS] = error.problems
        return
    except InputFileError as error:
        st.session_state[FAULTS], st.session_state[PROBLEMS] = {}, error.problems
        return
    st.session_state[FAULTS] = {}
    for field in (*FIELDS, "start", "full", "grade", "basis", "service", "has_source"):
        st.session_state.pop(keyed(f"form-{field}"), None)
    accept(accepted, opened)
