"""The page that a button leads to when a scenario is opened elsewhere: Verkennen.

No page knows another one; the frame is told which page this is, and keeps it here for the session.
"""

from __future__ import annotations

from typing import Final

import streamlit as st
from streamlit.navigation.page import StreamlitPage

_SESSION: Final = "_koers_start_page"


def remember(page: StreamlitPage | None) -> None:
    """Keep the page that opened scenarios are shown on."""
    st.session_state[_SESSION] = page


def go() -> None:
    """Turn to that page, in the present language; where there is none, stay."""
    page: StreamlitPage | None = st.session_state.get(_SESSION)
    if page is not None:
        # Empty, not none: Streamlit refuses to clear an address that holds a widget's value, the language.
        st.switch_page(page, query_params={})
