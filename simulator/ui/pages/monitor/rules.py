"""The rule behind the lights, with its thresholds to change, and how sure a figure is taken to be."""

from __future__ import annotations

from typing import Final

import streamlit as st

from simulator.ui import services, state
from simulator.ui.language import formats, local, t
from simulator.ui.pages.monitor import state as monitor_state

STEPS: Final = tuple(step / 100 for step in range(50, 100, 5))
ERRORS: Final = (
    *("realised_error", "expected_error", "saving_error"),
    *("half_year_error", "scope_error", "case_spread", "town_error"),
)
"""Errors of observation, in the order in which they are told."""
SURPRISES: Final = (0.0, 0.005, 0.01, 0.015, 0.02, 0.03)
"""How far price changes may be off in a year, beside what the programme says."""
ORANGE, RED, WIDE, PRICES = "monitor-orange", "monitor-red", "monitor-wide", "monitor-prices"


def show_rules() -> None:
    """Draw the rule in words, and fold away what can be changed."""
    rules, f = monitor_state.rules(), formats()
    with st.expander(t("monitor.rules"), key="monitor-rules"):
        st.markdown(t("monitor.rule", orange=f.percent(rules.orange_from), red=f.percent(rules.red_from)))
        left, right = st.columns(2, gap="medium")
        for column, key, value in ((left, ORANGE, rules.orange_from), (right, RED, rules.red_from)):
            with column:
                st.select_slider(
                    t("monitor.orange_from") if key == ORANGE else t("monitor.red_from"),
                    STEPS,
                    value=value,
                    key=state.mirror(key, value),
                    format_func=f.percent,
                    on_change=_changed,
                )
        if st.session_state.get("_monitor_refused"):
            st.warning(t("monitor.thresholds_refused"))
        st.toggle(
            t("monitor.wide"),
            value=monitor_state.wide(),
            key=state.mirror(WIDE, monitor_state.wide()),
            help=t("monitor.wide_help"),
            on_change=_widened,
        )
        _show_prices()
        told = "\n".join(
            f"- {t(f'monitor.error.{name}', share=f.percent(getattr(rules, name)))}" for name in ERRORS
        )
        st.markdown(f"{t('monitor.errors')}\n\n{told}")


def _show_prices() -> None:
    """Draw how far prices may be off that nobody knows yet; nothing where all years have passed."""
    programme, f = services.catalogue().programme, formats()
    index = programme.price_index
    if index.surprise is None or index.known_to is None or index.known_to >= programme.years[-1]:
        return
    chosen = monitor_state.rules().price_surprise
    value = index.surprise.deviation if chosen is None else chosen
    st.select_slider(
        t("monitor.prices", year=index.known_to),
        sorted({*SURPRISES, index.surprise.deviation, value}),
        value=value,
        key=state.mirror(PRICES, value),
        format_func=lambda share: f"{f.decimal(share * 100)}%",
        on_change=_repriced,
    )
    st.caption(local(index.surprise.note))


def _repriced() -> None:
    monitor_state.set_price_surprise(float(state.mirrored(PRICES)))


def _changed() -> None:
    done = monitor_state.set_thresholds(state.mirrored(ORANGE), state.mirrored(RED))
    st.session_state["_monitor_refused"] = not done


def _widened() -> None:
    monitor_state.set_wide(bool(state.mirrored(WIDE)))
