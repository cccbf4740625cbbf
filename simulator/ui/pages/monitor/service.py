"""What the page Monitor asks for: a scenario held against observed figures, kept without the draws."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import pandas as pd
import streamlit as st

from simulator.analysis.monitor import Monitoring, MonitorRules, monitor
from simulator.analysis.monitor.monitoring import figures_id
from simulator.analysis.monitor.tables import (
    chance_table,
    delivery_table,
    figures_table,
    forecast_table,
    growth_table,
    left_out_table,
)
from simulator.domain.catalogue import Catalogue
from simulator.domain.observation import ObservedFigures
from simulator.domain.scenario import Scenario
from simulator.export.monitor import update_file
from simulator.export.monitor_json import monitoring_as_csv
from simulator.export.position.pdf import office
from simulator.ui.outcome import fingerprint
from simulator.ui.texts import Language

MOST_KEPT: Final = 60
"""Outcomes kept, of some 50 kB each, for all visitors together."""


@dataclass(frozen=True)
class Asked:
    """All that decides the numbers of the page.

    Attributes
    ----------
    catalogue, scenario
        What was planned.
    figures : ObservedFigures
        What was observed.
    rules : MonitorRules
        Thresholds and errors.
    wide : bool
        Whether figures of which only the growth can be compared count too.
    """

    catalogue: Catalogue
    scenario: Scenario
    figures: ObservedFigures
    rules: MonitorRules
    wide: bool

    @property
    def key(self) -> str:
        """SHA-256 of it all."""
        own = figures_id(self.figures, self.rules, wide=self.wide)
        return hashlib.sha256(f"{fingerprint(self.catalogue, self.scenario)} {own}".encode()).hexdigest()


@dataclass(frozen=True)
class Watched:
    """The tables of a monitoring; see `analysis.monitor.tables`.

    Attributes
    ----------
    run_id, figures_id, catalogue_version : str
        Identity.
    draws, seed : int
        Of the run, which may be larger than the scenario's.
    price_level : str
        "nominal" or "constant".
    effective : float or None
        Number of equal draws that the weighed ones are worth; None when no figure counts.
    resampled, too_few : bool
        Whether draws were drawn anew, and whether too few agree with the figures.
    savings_known : bool
        Whether the net saving means anything; see `analysis.summary.savings_known`.
    """

    run_id: str
    figures_id: str
    catalogue_version: str
    draws: int
    seed: int
    price_level: str
    view: str
    effective: float | None
    resampled: bool
    too_few: bool
    savings_known: bool
    figures: pd.DataFrame
    left_out: pd.DataFrame
    forecast: pd.DataFrame
    chance: pd.DataFrame
    delivery: pd.DataFrame
    growth: pd.DataFrame
    csv: str

    @property
    def happened(self) -> pd.DataFrame:
        """The figures on what happened, least favourable first."""
        seen = self.figures[self.figures["light"].notna()]
        return seen.sort_values("worse_than", ascending=False, kind="stable")

    @property
    def last_year(self) -> int:
        """Last year of the programme."""
        return int(self.forecast["year"].max())

    @property
    def counted(self) -> int:
        """Number of figures that draws are weighed by."""
        return int(self.figures["counts"].sum())


def watched(asked: Asked, language: Language) -> Watched:
    """Hold a scenario against figures, or take the outcome that is kept.

    Raises
    ------
    ScenarioError
        If the scenario does not fit, or the figures are in other prices.
    """
    return _watched(f"{asked.key}{language}", asked, language)


@st.cache_data(max_entries=MOST_KEPT, show_spinner=False)
def _watched(key: str, _asked: Asked, _language: Language) -> Watched:
    del key  # it is what the outcome is kept under: arguments with an underscore are not hashed
    found = _monitored(_asked)
    weighing = found.weighing
    return Watched(
        run_id=found.run_id,
        figures_id=found.figures_id,
        catalogue_version=found.catalogue.version,
        draws=found.draws,
        seed=found.scenario.seed,
        price_level=found.scenario.price_level,
        view=found.view,
        effective=weighing.effective if weighing else None,
        resampled=weighing is not None and weighing.resampled,
        too_few=found.too_few,
        savings_known=found.savings_known,
        figures=figures_table(found, _language),
        left_out=left_out_table(found, _language),
        forecast=forecast_table(found),
        chance=chance_table(found),
        delivery=delivery_table(found),
        growth=growth_table(found, _language),
        csv=monitoring_as_csv(found),
    )


def _monitored(asked: Asked, progress: Callable[[int, int], None] | None = None) -> Monitoring:
    return monitor(
        asked.catalogue, asked.scenario, asked.figures, asked.rules, wide=asked.wide, progress=progress
    )


def document(
    asked: Asked,
    ending: str,
    language: Language,
    progress: Callable[[int, int], None],
    *,
    short: bool,
) -> bytes:
    """Make an update for the council as the contents of a file.

    Raises
    ------
    SimulatorError
        If it cannot be made.
    """
    found = _monitored(asked, progress)
    return update_file(found, ending, language=language, date=dt.date.today(), short=short)


def endings() -> tuple[str, ...]:
    """Give the kinds of document that can be made here: PDF needs LibreOffice."""
    return (".docx", ".pdf") if office() else (".docx",)
