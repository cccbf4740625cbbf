"""Whose share is shown: that of the whole region, or of one municipality."""

from __future__ import annotations

import streamlit as st

from simulator.ui import edits, state
from simulator.ui.language import keyed, t

KEY = "view"
REGION = ""


def show_view_switch(*, labelled: bool = True) -> None:
    """Draw the choice: the region, the owners of a savings task, then the others.

    Parameters
    ----------
    labelled : bool
        Whether its label is seen; those who do not see the page hear it anyway.
    """
    programme = state.catalogue().programme
    owners = [target.municipality for target in programme.targets]
    options = list(dict.fromkeys([REGION, *owners, *programme.municipalities]))
    present = state.scenario().municipality or REGION
    st.selectbox(
        t("view.label"),
        options,
        index=options.index(present),
        key=state.mirror(keyed(KEY), present),
        format_func=view_name,
        on_change=_chosen,
        label_visibility="visible" if labelled else "collapsed",
    )


def view_name(view: str) -> str:
    """Give the name of the region (empty, or "region") or of a municipality."""
    municipality = state.catalogue().programme.municipalities.get(view)
    return municipality.title if municipality else t("view.region")


def view_in_sentence(view: str) -> str:
    """Give the name of the region or of a municipality, as it stands inside a sentence."""
    municipality = state.catalogue().programme.municipalities.get(view)
    return municipality.title if municipality else t("view.region_in_sentence")


def _chosen() -> None:
    municipality = state.mirrored(keyed(KEY)) or None
    state.change(lambda scenario: edits.set_fields(scenario, municipality=municipality))
