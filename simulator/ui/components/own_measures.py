"""Measures as files: download any measure, bring one of one's own, and see what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

import streamlit as st

from simulator.domain.measure import Measure
from simulator.errors import InputFileError, Problem
from simulator.files import dump_measure
from simulator.ui import own_files, state
from simulator.ui.components.measure_html import bullets
from simulator.ui.language import local, t
from simulator.ui.sharing import MOST_MEGABYTES

PROBLEMS, ROUND = "measures-upload-problems", "measures-upload-round"


def show_yaml(measure: Measure) -> None:
    """Draw the button that downloads a measure as the file it is, or would be."""
    st.download_button(
        t("measures.yaml"),
        data=lambda: dump_measure(measure).encode(),
        file_name=f"{measure.id}.yaml",
        mime="application/yaml",
        key="measure-yaml",
        on_click="ignore",
        icon=":material/download:",
    )


def show_own_tools(measure: Measure) -> None:
    """Draw what can be done with a measure of the user's own only: taking it away."""
    st.button(
        t("measures.remove"),
        key="remove-own",
        on_click=state.remove_own,
        args=(measure.id,),
        icon=":material/delete:",
    )


def show_upload(opened: Callable[[str], None]) -> None:
    """Draw the field for a file; what is wrong with it stands below, and nothing else changes."""
    turn = int(st.session_state.get(ROUND, 0))
    with st.container(key="measure-upload"):
        st.file_uploader(
            t("measures.upload"),
            type=["yaml", "yml"],
            key=f"measures-upload-{turn}",
            max_upload_size=MOST_MEGABYTES,
            on_change=_uploaded,
            args=(f"measures-upload-{turn}", opened),
        )
    problems: tuple[Problem, ...] = st.session_state.get(PROBLEMS, ())
    if problems:
        show_file_problems(problems)


def show_file_problems(problems: Iterable[Problem]) -> None:
    """List what is wrong with a file: where, what stands there, what should, and how to mend it."""
    listed = tuple(problems)
    with st.container(border=True, key="measure-problems"):
        st.warning(t("measures.upload_refused", count=len(listed), file=listed[0].file))
        st.html(bullets(_problem(problem) for problem in listed))
        st.caption(t("measures.problems_language"))


def _problem(problem: Problem) -> str:
    place = t("measures.problem_line", line=problem.line)
    key = f" <code>{escape(problem.key)}</code>" if problem.key else ""
    rows = "".join(
        f"<dt>{escape(t(f'measures.problem.{name}'))}</dt><dd>{escape(getattr(problem, name))}</dd>"
        for name in ("found", "expected", "repair")
    )
    return f"<strong>{escape(place)}</strong>{key}<dl>{rows}</dl>"


def _uploaded(key: str, opened: Callable[[str], None]) -> None:
    """Take a file over if all is well with it; else keep what is wrong, and everything as it was."""
    upload = st.session_state.get(key)
    if upload is None:
        st.session_state[PROBLEMS] = ()
        return
    try:
        measure = own_files.read(upload.getvalue(), upload.name, state.own())
    except InputFileError as error:
        st.session_state[PROBLEMS] = error.problems
        return
    accept(measure, opened)


def accept(measure: Measure, opened: Callable[[str], None]) -> None:
    """Add a measure that fits, open its card, and forget what was wrong before."""
    st.session_state[PROBLEMS] = ()
    # Another key gives an empty field: the file is in, and is not to be read again.
    st.session_state[ROUND] = int(st.session_state.get(ROUND, 0)) + 1
    state.add_own(measure)
    opened(measure.id)
    state.tell("measures.added_now", title=local(measure.title))
