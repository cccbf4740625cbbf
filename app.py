"""Koers in the browser: the table of contents. Start it with ``make run``."""

import streamlit as st

from simulator.ui import web

if __name__ == "__main__":  # Streamlit runs this file as a script for every change that a visitor makes
    from simulator.ui import frame
    from simulator.ui.language import t
    from simulator.ui.pages.about import page as about
    from simulator.ui.pages.audit import page as audit
    from simulator.ui.pages.budget import page as budget
    from simulator.ui.pages.compare import page as compare
    from simulator.ui.pages.explore import page as explore
    from simulator.ui.pages.measures import page as measures
    from simulator.ui.pages.monitor import page as monitor
    from simulator.ui.pages.packages import page as packages
    from simulator.ui.pages.position import page as position
    from simulator.ui.pages.sensitivity import page as sensitivity
    from simulator.ui.pages.sheet import page as sheet

    st.set_page_config(page_title=t("app.title"), page_icon="🧭", layout="wide", initial_sidebar_state=350)
    printed = st.Page(sheet.render, title=t("sheet.title"), url_path="blad", visibility="hidden")
    start = st.Page(explore.render, title=t("explore.title"), url_path="verkennen", default=True)
    page = st.navigation(
        [
            start,
            st.Page(compare.render, title=t("compare.title"), url_path="vergelijken"),
            st.Page(measures.render, title=t("measures.title"), url_path="maatregelen"),
            st.Page(budget.render, title=t("budget.title"), url_path="begroting"),
            st.Page(position.render, title=t("position.title"), url_path="zienswijze"),
            st.Page(audit.render, title=t("audit.title"), url_path="broncontrole"),
            st.Page(sensitivity.render, title=t("sensitivity.title"), url_path="gevoeligheid"),
            st.Page(packages.render, title=t("packages.title"), url_path="pakketten"),
            st.Page(monitor.render, title=t("monitor.title"), url_path="monitor"),
            st.Page(about.render, title=t("about.title"), url_path="uitleg"),
            printed,
        ],
        position="top",
    )
    frame.show(page, printed, start)
else:  # and imports it once, for the server that it runs in
    app = st.App(__file__, routes=web.ROUTES, middleware=web.MIDDLEWARE, lifespan=web.warm)
