"""The line that says where numbers come from: the same on every page of one run."""

from __future__ import annotations

import streamlit as st

from simulator.ui import state
from simulator.ui.budget_service import Budget
from simulator.ui.language import formats, t
from simulator.ui.outcome import Outcome


def show_provenance(outcome: Outcome | Budget) -> None:
    """Draw run id, draws, seed, catalogue version and price level."""
    programme = state.catalogue().programme
    prices = t(f"provenance.{outcome.price_level}", year=programme.price_level)
    st.caption(
        t(
            "provenance.line",
            run=outcome.run_id,
            draws=formats().number(outcome.draws),
            seed=outcome.seed,
            catalogue=outcome.catalogue_version,
            prices=prices,
        )
    )
