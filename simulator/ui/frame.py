"""What stands around every page: language, style, and what to say when something is wrong."""

from __future__ import annotations

import logging
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from simulator.errors import InputFileError, SimulatorError
from simulator.ui import services, state
from simulator.ui.components.messages import show_message, show_problems
from simulator.ui.language import LANGUAGE_KEY, t
from simulator.ui.texts import DEFAULT, LANGUAGES

STYLE = Path(__file__).with_name("style.css")
LOG = logging.getLogger(__name__)


def show(page: StreamlitPage) -> None:
    """Draw a page in its frame: language switch first, then messages, then the page itself.

    Whatever goes wrong ends in a sentence in the user's language; the traceback goes to the log.
    """
    services.freeze_heap()
    st.html(STYLE)
    _language_switch()
    try:
        state.prepare()
        show_message(state.message())
        page.run()
    except InputFileError as error:
        st.error(t("files.refused"))
        show_problems(error.problems)
    except SimulatorError as error:
        LOG.warning("a scenario that could not be worked out: %s", error)
        st.error(t("state.impossible"))
    except Exception:
        LOG.exception("a page failed")
        st.error(t("frame.unexpected"))


def _language_switch() -> None:
    st.segmented_control(
        t("frame.language"),
        LANGUAGES,
        default=DEFAULT,
        required=True,
        key=LANGUAGE_KEY,
        bind="query-params",
        label_visibility="collapsed",
    )
