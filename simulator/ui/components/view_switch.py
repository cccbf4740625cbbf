"""Whose share is shown: that of the whole region, or of one municipality."""

from __future__ import annotations

import streamlit as st

from simulator.export.in_sentence import in_sentence
from simulator.ui import edits, state
from simulator.ui.language import keyed, local, t

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
    """Give the name of all together (empty, or "region") or of a municipality."""
    programme = state.catalogue().programme
    municipality = programme.municipalities.get(view)
    if municipality:
        return municipality.title
    return t("view.region") if programme.region else local(programme.whole)


def view_in_sentence(view: str) -> str:
    """Give the name of all together or of a municipality, as it stands inside a sentence."""
    programme = state.catalogue().programme
    municipality = programme.municipalities.get(view)
    if municipality:
        return municipality.title
    return t("view.region_in_sentence") if programme.region else in_sentence(local(programme.whole))


def _chosen() -> None:
    municipality = state.mirrored(keyed(KEY)) or None
    state.change(lambda scenario: edits.set_fields(scenario, municipality=municipality))
