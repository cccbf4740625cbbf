"""Texts in the language of the session: `t` for the app's own, `local` for those of the files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import streamlit as st

from simulator.domain.base import Text
from simulator.ui.formats import Formats, formats_of
from simulator.ui.texts import DEFAULT, LANGUAGES, Language, translate

LANGUAGE_KEY = "lang"
"""Key of the language switch, and of its parameter in the address."""


_WHILE_DRAWING: ContextVar[Language | None] = ContextVar("language", default=None)


@contextmanager
def one_language() -> Iterator[None]:
    """Look the language up once for a whole page: it is asked for hundreds of times."""
    before = _WHILE_DRAWING.set(language())
    try:
        yield
    finally:
        _WHILE_DRAWING.reset(before)


def language() -> Language:
    """Give the language of this session: that of the switch, else of the address, else Dutch."""
    if (known := _WHILE_DRAWING.get()) is not None:
        return known
    chosen = st.session_state.get(LANGUAGE_KEY) or st.query_params.get(LANGUAGE_KEY)
    return next((known for known in LANGUAGES if known == chosen), DEFAULT)


def t(key: str, /, count: float | None = None, **values: object) -> str:
    """Give a text of the app in the language of this session; see `texts.translate`."""
    return translate(language(), key, count, **values)


def local(text: Text) -> str:
    """Give a text of a measure, programme or scenario in the language of this session."""
    return text.nl if language() == "nl" else text.en


def keyed(key: str) -> str:
    """Give the key of a widget whose options are words: another one in each language.

    The browser sends back the words of the option chosen. With one key for both languages it would send
    words of the other language after a switch, and Streamlit would not know them.
    """
    return f"{key}-{language()}"


def formats() -> Formats:
    """Give the formats of numbers in the language of this session."""
    return formats_of(language())
