"""What stands around every page: language, style, and what to say when something is wrong."""

from __future__ import annotations

import logging
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any, cast

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from simulator.errors import InputFileError, SimulatorError
from simulator.ui import services, start_page, state
from simulator.ui.components.messages import show_message, show_problems
from simulator.ui.components.share import show_left_out, show_refused, show_share
from simulator.ui.kept import COOKIE, KEPT
from simulator.ui.language import LANGUAGE_KEY, one_language, t
from simulator.ui.texts import DEFAULT, LANGUAGES
from simulator.ui.turns import turn

STYLE = Path(__file__).with_name("style.css")
LOG = logging.getLogger(__name__)
_RESTORED = "_koers_restored"
CALCULATING = frozenset({"vergelijken", "begroting", "monitor"})
"""Pages that go on with sums when nobody knows what the package saves, and must say so first."""


def show(page: StreamlitPage, sheet: StreamlitPage | None = None, start: StreamlitPage | None = None) -> None:
    """Draw a page in its frame: language switch first, then messages, then the page itself.

    Whatever goes wrong ends in a sentence in the user's language; the traceback goes to the log.

    Parameters
    ----------
    page : StreamlitPage
        The page.
    sheet : StreamlitPage, optional
        The sheet to print, which the button to share leads to.
    start : StreamlitPage, optional
        The page that shows a scenario which another page opens.
    """
    start_page.remember(start)
    with turn():
        services.freeze_heap()
        st.html(STYLE)
        _words_for_style()
        _language_switch()
        with one_language():
            _show_page(page, sheet)


def _show_page(page: StreamlitPage, sheet: StreamlitPage | None) -> None:
    try:
        state.prepare()
        _restore()
        corner = st.container(key="corner")
        show_refused()
        show_message(state.message())
        if page.url_path in CALCULATING and not state.outcome()[0].savings_known:
            st.info(f"{t('headline.no_amounts')} {t('frame.break_even')}")
        page.run()
        with corner:  # last, since the link holds what the page put in the address
            show_share(sheet)
        show_left_out()
    except InputFileError as error:
        st.error(t("files.refused"))
        show_problems(error.problems)
    except SimulatorError as error:
        LOG.warning("a scenario that could not be worked out: %s", error)
        st.error(t("state.impossible"))
    except Exception:
        LOG.exception("a page failed")
        st.error(t("frame.unexpected"))
    finally:
        _keep()


def _restore() -> None:
    """Give a session that has just begun what was typed before the page was loaded anew."""
    programme = services.programme_folder().name
    if _RESTORED not in st.session_state or st.session_state[_RESTORED][0] != programme:
        browser = st.context.cookies.get(COOKIE)
        st.session_state[_RESTORED] = programme, browser
        if browser:
            KEPT.restore(browser, programme, cast("MutableMapping[str, Any]", st.session_state))


def _keep() -> None:
    programme, browser = st.session_state.get(_RESTORED) or (None, None)
    if browser and programme:
        KEPT.save(browser, programme, cast("MutableMapping[str, Any]", st.session_state))


def _words_for_style() -> None:
    """Give words to the style sheet, which puts them in place of those that Streamlit has in English only."""
    unquoted = {ord(mark): None for mark in '"\\<>'}
    words = {
        "choose-file": t("share.choose"),
        "more-pages": t("frame.more_pages"),
        "file-refused": t("frame.file_refused"),
        "menu": t("frame.menu"),
        "more-columns": t("frame.more_columns"),
    }
    told = " ".join(f'--koers-{name}: "{text.translate(unquoted)}";' for name, text in words.items())
    st.html(f"<style>:root {{ {told} }}</style>")


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
