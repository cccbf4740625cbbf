"""Net saving per year of all scenarios, and their differences: charts, sentences, tables, downloads."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import pandas as pd
import streamlit as st

from simulator.ui.compare_charts import gap_chart, gap_table, interval_chart, interval_table
from simulator.ui.compare_service import SideBySide
from simulator.ui.compare_words import LETTERS, Gap, gaps, sentence
from simulator.ui.downloads import to_csv
from simulator.ui.headline import bands
from simulator.ui.language import formats, language, t
from simulator.ui.tables import thousands

AMOUNTS = ("p10", "p50", "p90")


def show_years(found: SideBySide, names: Sequence[str], owner: str | None) -> None:
    """Draw both charts next to each other, with their tables below.

    Parameters
    ----------
    found : SideBySide
        The tables.
    names : sequence of str
        Names of the scenarios.
    owner : str or None
        Name of the municipality with the savings task, when the amounts shown are its own; else None.
    """
    others = [gaps(found.comparison.differences, 0, place) for place in range(1, len(names))]
    left, right = st.columns(2, gap="medium")
    with left:
        _show_intervals(found, owner)
    with right:
        _show_gaps(others)
    with st.expander(t("compare.years_table"), key="compare-years-table"):
        _show_interval_table(found, names)
        _show_gap_table(list(chain.from_iterable(others)), names)


def _show_intervals(found: SideBySide, owner: str | None) -> None:
    net = [bands(outcome.totals) for outcome in found.outcomes]
    target = found.outcomes[0].target if owner else pd.DataFrame({"year": [], "target": []})
    task = dict(zip(target["year"], target["target"], strict=True))
    text = t("compare.intervals_sentence")
    if task:
        text = f"{text} {t('compare.intervals_task', owner=owner)}"
    st.header(t("band.title"), anchor=False)
    st.caption(text)
    st.vega_lite_chart(
        interval_table(net, task, language()),
        interval_chart(language(), len(net), bool(task)),
        key="compare-intervals",
        alt=f"{t('band.title')}. {text}",
    )


def _show_gaps(others: Sequence[tuple[Gap, ...]]) -> None:
    said = sentence([years[-1] for years in others], language())
    st.header(t("compare.gaps_title", first=LETTERS[0]), anchor=False)
    st.caption(f"{said} {t('compare.gaps_sentence', first=LETTERS[0])}")
    st.vega_lite_chart(
        gap_table(list(chain.from_iterable(others)), language()),
        gap_chart(language(), len(others) + 1),
        key="compare-gaps",
        alt=said,
    )


def _show_interval_table(found: SideBySide, names: Sequence[str]) -> None:
    totals = [outcome.totals.query("quantity == 'net'") for outcome in found.outcomes]
    long = pd.concat(
        [
            pd.DataFrame(
                {
                    "year": net["year"].astype(str),
                    "scenario": LETTERS[place],
                    **{name: net[name] for name in AMOUNTS},
                    "name": names[place],
                    "run": found.outcomes[place].run_id,
                }
            )
            for place, net in enumerate(totals)
        ]
    ).sort_values(["year", "scenario"], kind="stable", ignore_index=True)
    st.caption(t("compare.intervals_table"))
    _show_table(long, ["year", "scenario", *AMOUNTS], "compare-net-csv")


def _show_gap_table(every: Sequence[Gap], names: Sequence[str]) -> None:
    long = pd.DataFrame(
        [
            {
                "year": str(gap.year),
                "scenario": f"{LETTERS[gap.first]} – {LETTERS[gap.second]}",
                "p10": gap.p10,
                "p50": gap.p50,
                "p90": gap.p90,
                "chance": formats().percent(gap.chance_more),
                "name": f"{names[gap.first]} – {names[gap.second]}",
            }
            for gap in every
        ]
    )
    st.caption(t("compare.gaps_table", first=LETTERS[0]))
    _show_table(long, ["year", "scenario", *AMOUNTS, "chance"], "compare-gaps-csv")


def _show_table(long: pd.DataFrame, shown: list[str], key: str) -> None:
    titles = {name: t(f"compare.column.{name}") for name in long.columns}
    table = thousands(long[shown], formats()).rename(columns=titles)
    st.table(table, hide_index=True, alt=t("compare.years_table"))
    st.download_button(
        t("compare.download"),
        data=lambda: to_csv(long.rename(columns=titles)),
        file_name=f"koers-{key.removesuffix('-csv')}.csv",
        mime="text/csv",
        key=key,
        on_click="ignore",
        icon=":material/download:",
    )
