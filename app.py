"""Koers in the browser: the table of contents. Start it with ``make run``."""

import streamlit as st

from simulator.ui import frame
from simulator.ui.language import t
from simulator.ui.pages import explore

st.set_page_config(page_title=t("app.title"), page_icon="🧭", layout="wide")
frame.show(
    st.navigation(
        [
            st.Page(explore.render, title=t("explore.title"), url_path="verkennen", default=True),
        ],
        position="top",
    )
)
