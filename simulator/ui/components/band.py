"""The net saving per year: a chart, a sentence that says what it shows, its table and a download."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from simulator.ui.charts import band_chart, band_table
from simulator.ui.downloads import to_csv
from simulator.ui.headline import Band, bands
from simulator.ui.language import formats, language, t
from simulator.ui.outcome import Outcome
from simulator.ui.tables import net_table, thousands


def show_band(outcome: Outcome, owner: str | None) -> None:
    """Draw the chart with everything that belongs to it.

    Parameters
    ----------
    outcome : Outcome
        The tables of the run.
    owner : str or None
        Name of the municipality with the savings task, when the view is its own; else None.
    """
    net = bands(outcome.totals)
    target = dict(zip(outcome.target["year"], outcome.target["target"], strict=True)) if owner else {}
    sentence = _sentence(net, owner)
    st.header(t("band.title"), anchor=False)
    st.caption(sentence)
    st.vega_lite_chart(
        band_table(net, target, language()),
        band_chart(language(), bool(target)),
        key="band-chart",
        alt=sentence,
    )


def show_band_table(outcome: Outcome) -> None:
    """Draw the table behind the chart in thousands of euros, with a download in cents."""
    table = net_table(outcome)
    named = table.rename(columns={name: t(f"table.{name}") for name in table.columns})
    st.header(t("table.title"), anchor=False)
    st.caption(t("table.sentence"))
    st.table(_as_text(table), hide_index=True, alt=t("table.title"))
    st.download_button(
        t("table.download"),
        data=lambda: to_csv(named.assign(**{t("table.run"): outcome.run_id})),
        file_name=f"koers-{outcome.run_id}.csv",
        mime="text/csv",
        key="band-csv",
        on_click="ignore",
        icon=":material/download:",
    )


def _as_text(table: pd.DataFrame) -> pd.DataFrame:
    shown = thousands(table, formats())
    return shown.rename(columns={name: t(f"table.{name}") for name in shown.columns})


def _sentence(net: tuple[Band, ...], owner: str | None) -> str:
    f, first, last = formats(), net[0], net[-1]
    parts = [
        t(
            "band.sentence",
            first=first.year,
            first_amount=f.saves(first.p50, first.width),
            last=last.year,
            last_amount=f.saves(last.p50, last.width),
        ),
        t("band.band"),
    ]
    if owner:
        parts.append(t("band.task", owner=owner))
    return " ".join(parts)
