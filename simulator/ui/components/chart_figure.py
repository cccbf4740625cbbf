"""One figure on a page: heading, sentence, chart, its table, and what can be taken along."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from simulator.ui.charts import Figure
from simulator.ui.downloads import to_csv
from simulator.ui.language import t
from simulator.ui.markup import plain
from simulator.ui.pictures import MIME, Kind, picture

_NUMBERED = re.compile(r"^(\d+)\.(?=\s)")
KINDS: tuple[Kind, ...] = ("svg", "png")


@dataclass(frozen=True)
class Picking:
    """Points of a chart that can be picked.

    Attributes
    ----------
    key : str
        Key of the chart. Under another key it is drawn anew, with no point picked.
    on_pick : callable
        Called when a point is picked; the session holds under `key` which.
    show_picked : callable
        Draws what was picked, and another way to pick, below the chart and its note.
    """

    key: str
    on_pick: Callable[[], None]
    show_picked: Callable[[], None]


def show_figure(figure: Figure, run_id: str, picking: Picking | None = None) -> None:
    """Draw a figure with everything that belongs to it.

    Parameters
    ----------
    figure : Figure
        What to draw.
    run_id : str
        Run that the numbers come from; it stands in every file that is taken along.
    picking : Picking, optional
        What happens when a point of the chart is picked; left out: nothing.
    """
    st.header(figure.title, anchor=False)
    _show(figure, run_id, picking)


def show_example(figure: Figure) -> None:
    """Draw a figure of an example, which belongs to no run and stands under a heading already."""
    _show(figure, None)


def _show(figure: Figure, run_id: str | None, picking: Picking | None = None) -> None:
    st.caption(figure.sentence)
    if figure.data.empty:
        st.info(figure.empty or t("chart.empty"))
    else:
        st.vega_lite_chart(
            figure.data,
            figure.spec,
            key=picking.key if picking else f"chart-{figure.name}",
            alt=figure.sentence.replace("**", ""),
            on_select=picking.on_pick if picking else "ignore",
        )
    if figure.note:
        st.caption(figure.note)
    if figure.more:
        with st.expander(t("chart.more"), key=f"more-{figure.name}"):
            for paragraph in figure.more:
                st.caption(plain(paragraph))
    if picking:
        picking.show_picked()
    if figure.table.empty and figure.numbers.empty:
        return  # Streamlit says "empty" of a table without rows, in English, and a file would hold nothing
    st.table(_harmless_table(figure.table), hide_index=True, alt=figure.title)
    with st.container(horizontal=True, gap="small", key=f"take-{figure.name}"):
        _show_downloads(figure, run_id)


def _harmless_table(table: pd.DataFrame) -> pd.DataFrame:
    # Plain lists: pandas takes a millisecond to go through a small table cell by cell.
    return pd.DataFrame({name: [_harmless(cell) for cell in table[name].tolist()] for name in table.columns})


def _harmless(cell: str) -> str:
    """Keep a table from taking "5. A title" for a list, and other text for markup."""
    return _NUMBERED.sub(r"\1\\.", plain(cell))


def _show_downloads(figure: Figure, run_id: str | None) -> None:
    name = f"koers-{figure.name}-{run_id}" if run_id else f"koers-{figure.name}"
    st.download_button(
        t("chart.csv"),
        data=partial(_csv, figure, {t("table.run"): run_id} if run_id else {}),
        file_name=f"{name}.csv",
        mime="text/csv",
        key=f"csv-{figure.name}",
        on_click="ignore",
        icon=":material/download:",
    )
    if not figure.data.empty:
        show_pictures(figure, run_id)


def show_pictures(figure: Figure, run_id: str | None) -> None:
    """Draw the buttons that give a figure as a picture.

    Parameters
    ----------
    figure : Figure
        What to draw.
    run_id : str or None
        The run, or the runs, that the numbers come from; None for those of an example.
    """
    name = f"koers-{figure.name}-{run_id.replace(' ', '-')}" if run_id else f"koers-{figure.name}"
    footer = t("chart.footer", run=run_id) if run_id else t("chart.footer_example")
    for kind in KINDS:
        st.download_button(
            t("chart.picture", kind=kind.upper()),
            data=partial(picture, figure, kind, footer),
            file_name=f"{name}.{kind}",
            mime=MIME[kind],
            key=f"{kind}-{figure.name}",
            on_click="ignore",
            icon=":material/image:",
        )


def _csv(figure: Figure, run: dict[str, str]) -> bytes:
    """Write the numbers of a figure, each with the run that they come from."""
    return to_csv(figure.numbers.assign(**run))
