"""One reading for the whole programme: as printed, or made to agree with itself."""

from __future__ import annotations

import streamlit as st

from simulator.analysis.review import ORIGINAL, own_choices, reads_as
from simulator.ui import state
from simulator.ui.components.view_switch import view_in_sentence
from simulator.ui.language import formats, keyed, t
from simulator.ui.pages.audit.data import net_with, with_one_reading
from simulator.ui.pages.audit.summary import span
from simulator.ui.pages.audit.words import rough

KEY = "audit-reading"
RECONCILED = "reconciled"


def show_reading_switch() -> None:
    """Draw the switch, with what the package saves either way."""
    st.header(t("audit.switch_title"), anchor=False)
    st.segmented_control(
        t("audit.switch_label"),
        [RECONCILED, ORIGINAL],
        default=_present(),
        key=state.mirror(keyed(KEY), _present()),
        format_func=_name,
        on_change=_chosen,
        help=t("audit.switch_help"),
    )
    for reading in (None, ORIGINAL):
        _show_net(reading)
    own = len(own_choices(state.scenario(), state.catalogue()))
    if own:
        st.info(t("audit.own_choices", count=own))
    elif _present() is None:
        st.info(t("audit.other_reading"))


def _show_net(reading: str | None) -> None:
    net, f = net_with(reading), formats()
    if net is not None:
        st.markdown(
            t(
                "audit.switch_net",
                reading=_name(reading or RECONCILED),
                view=view_in_sentence(state.scenario().municipality or ""),
                years=span(),
                likely=f.saves(net.likely, rough(net.likely)),
                mean=f.saves(net.mean, rough(net.mean)),
            )
        )


def _name(reading: str) -> str:
    return t("audit.printed") if reading == ORIGINAL else t("audit.reconciled")


def _present() -> str | None:
    """The reading that counts throughout; None when it is neither of the two."""
    scenario, catalogue = state.scenario(), state.catalogue()
    for reading in (scenario.reading, None, ORIGINAL):
        if reading in (None, ORIGINAL) and reads_as(scenario, catalogue, reading):
            return reading or RECONCILED
    return None


def _chosen() -> None:
    chosen = state.mirrored(keyed(KEY))
    if chosen is not None:  # a click on the one chosen takes it away: then nothing changes
        reading = ORIGINAL if chosen == ORIGINAL else None
        state.change(lambda scenario: with_one_reading(scenario, reading))
