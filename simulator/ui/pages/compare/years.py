"""Net saving per year of all scenarios, and their differences: charts, sentences, tables, downloads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

import pandas as pd
import streamlit as st

from simulator.ui.charts import Figure
from simulator.ui.components.chart_figure import show_pictures
from simulator.ui.difference_words import LETTERS, Gap, gaps, sentence
from simulator.ui.downloads import to_csv
from simulator.ui.headline import bands
from simulator.ui.language import formats, language, t
from simulator.ui.markup import cells
from simulator.ui.pages.compare.charts import gap_chart, gap_table, interval_chart, interval_table
from simulator.ui.pages.compare.service import SideBySide
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
    intervals, differences = _intervals(found, owner), _gaps(others)
    for column, figure in zip(st.columns(2, gap="medium"), (intervals, differences), strict=True):
        with column:
            st.header(figure.title, anchor=False)
            st.caption(figure.sentence)
            alt = f"{figure.title}. {figure.sentence}"
            st.vega_lite_chart(figure.data, figure.spec, key=figure.name, alt=alt)
    runs = " ".join(found.comparison.run_ids)
    with st.expander(t("compare.years_table"), key="compare-years-table"):
        _show_interval_table(found, names)
        show_named_pictures(intervals, names, runs)
        _show_gap_table(list(chain.from_iterable(others)), names)
        show_named_pictures(differences, names, runs)


def show_named_pictures(figure: Figure, names: Sequence[str], runs: str) -> None:
    """Draw the buttons that give a figure as a picture, which says itself what its letters stand for."""
    who = ", ".join(f"{letter}: {name}" for letter, name in zip(LETTERS, names, strict=False))
    with st.container(horizontal=True, gap="small", key=f"take-{figure.name}"):
        show_pictures(replace(figure, sentence=f"{figure.sentence} {who}."), runs)


def _intervals(found: SideBySide, owner: str | None) -> Figure:
    net = [bands(outcome.totals) for outcome in found.outcomes]
    target = found.outcomes[0].target if owner else pd.DataFrame({"year": [], "target": []})
    task = dict(zip(target["year"], target["target"], strict=True))
    text = t("compare.intervals_sentence")
    if task:
        text = f"{text} {t('compare.intervals_task', owner=owner)}"
    return Figure(
        name="compare-intervals",
        title=t("band.title"),
        sentence=text,
        data=interval_table(net, task, language()),
        spec=interval_chart(language(), len(net), bool(task)),
    )


def _gaps(others: Sequence[tuple[Gap, ...]]) -> Figure:
    said = sentence([years[-1] for years in others], language())
    return Figure(
        name="compare-gaps",
        title=t("compare.gaps_title", first=LETTERS[0]),
        sentence=f"{said} {t('compare.gaps_sentence', first=LETTERS[0])}",
        data=gap_table(list(chain.from_iterable(others)), language()),
        spec=gap_chart(language(), len(others) + 1),
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
                "chance": "–" if gap.same else formats().chance(gap.chance_more),
                "name": f"{names[gap.first]} – {names[gap.second]}",
            }
            for gap in every
        ]
    )
    st.caption(t("compare.gaps_table", first=LETTERS[0]))
    _show_table(long, ["year", "scenario", *AMOUNTS, "chance"], "compare-gaps-csv")


def _show_table(long: pd.DataFrame, shown: list[str], key: str) -> None:
    titles = {name: t(f"compare.column.{name}") for name in long.columns}
    table = thousands(long[shown], formats())
    if "chance" in table:  # the mark in ">99%" would make a quotation of it
        table["chance"] = cells(table["chance"])
    table = table.rename(columns=titles)
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
