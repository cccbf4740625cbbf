"""What an interval is, why low and high do not add up, and what the most likely case is."""

from __future__ import annotations

from html import escape

import streamlit as st

from simulator.ui import state
from simulator.ui.components.table_html import show_words
from simulator.ui.components.view_switch import view_in_sentence
from simulator.ui.headline import bands
from simulator.ui.language import formats, local, t
from simulator.ui.markup import plain
from simulator.ui.outcome import Outcome
from simulator.ui.pages.about.figures import percentile_example

BOXES = ("low", *["inside"] * 8, "high")
"""Ten outcomes in a row, from low to high."""


def show_interval(outcome: Outcome) -> None:
    """Say what an 80% interval is, with the one of the present scenario."""
    last, f = bands(outcome.totals)[-1], formats()
    st.markdown(t("about.interval"))
    boxes = "".join(f'<span class="about-box about-{kind}"></span>' for kind in BOXES)
    st.html(f'<div class="about-boxes" role="img" aria-label="{escape(t("about.boxes"))}">{boxes}</div>')
    if last.width < 1:
        return
    st.markdown(
        t(
            "about.interval_now",
            year=last.year,
            scenario=plain(local(state.scenario().title)),
            view=view_in_sentence(outcome.view),
            interval=f.range(last.p10, last.p90),
        )
    )


def show_percentiles() -> None:
    """Show on two measures that low and high do not add up."""
    st.markdown(t("about.percentiles"))
    example = percentile_example()
    rows = {"one": example.one, "other": example.one, "added": example.added, "both": example.both}
    heads = [t("about.example.head"), t("about.low"), t("about.middle"), t("about.high")]
    show_words(
        heads,
        [
            (t(f"about.example.{name}"), *(formats().number(amount, 1) for amount in amounts))
            for name, amounts in rows.items()
        ],
    )
    st.markdown(t("about.percentiles_end"))


def show_likely(outcome: Outcome) -> None:
    """Say what the most likely case is, and where the mean lies in the present scenario."""
    st.markdown(t("about.likely"))
    net = outcome.totals[outcome.totals["quantity"] == "net"].iloc[-1]
    likely, mean = float(net["most_likely"]), float(net["mean"])
    width, f = float(net["p90"] - net["p10"]), formats()
    if width < 1:
        return
    key = "about.likely_now_lower" if mean < likely else "about.likely_now_higher"
    st.markdown(t(key, year=int(net["year"]), likely=f.saves(likely, width), mean=f.saves(mean, width)))
