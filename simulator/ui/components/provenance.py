"""The line that says where numbers come from: the same on every page of one run."""

from __future__ import annotations

from typing import Protocol

import streamlit as st

from simulator.ui import state
from simulator.ui.language import formats, t


class Traced(Protocol):
    """Numbers of one run, that say which."""

    @property
    def run_id(self) -> str:
        """Id of the run."""

    @property
    def draws(self) -> int:
        """Number of draws."""

    @property
    def seed(self) -> int:
        """Seed of the run."""

    @property
    def catalogue_version(self) -> str:
        """Version of the files behind it."""

    @property
    def price_level(self) -> str:
        """Constant or nominal prices."""


def show_provenance(outcome: Traced) -> None:
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
