"""The difference of two scenarios measure by measure, and who notices it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from simulator.analysis.comparison import Comparison, measure_differences
from simulator.domain.catalogue import Catalogue
from simulator.ui.charts import Figure
from simulator.ui.components.measure_list import label
from simulator.ui.difference_words import LETTERS
from simulator.ui.downloads import to_csv
from simulator.ui.language import formats, keyed, language, t
from simulator.ui.markup import cells, plain
from simulator.ui.pages.compare.charts import measure_chart, measure_table
from simulator.ui.pages.compare.outcomes import column_title
from simulator.ui.pages.compare.unknown import told_sides, unknown_notes
from simulator.ui.pages.compare.years import show_named_pictures

YEAR_KEY = "compare-year"
OTHER_KEY = "compare-other"


def show_measure_differences(comparison: Comparison, names: Sequence[str], catalogue: Catalogue) -> None:
    """Draw the chart and the table of one year for the first scenario and another, and a download of all."""
    st.header(t("compare.measures_title"), anchor=False)
    titles = {measure.id: label(measure) for measure in catalogue.measures.values()}
    year, other = _choice(comparison, len(names))
    found = measure_differences(comparison.measures, 0, other, year)
    data = measure_table(found, titles, language())
    first, second = LETTERS[0], LETTERS[other]
    figure, notes = None, " ".join(unknown_notes(found, data["id"], titles, other))
    if data.empty:
        same = t(
            "compare.measures_same_known" if notes else "compare.measures_same",
            first=first,
            second=second,
            year=year,
        )
        st.write(same)
    else:
        said = t(
            "compare.measures_most_known" if notes else "compare.measures_most",
            measure=data["measure"][0],
            amount=data["amount"][0],
            first=first,
            second=second,
            year=year,
        )
        shown = f"{said} {t('compare.measures_sentence')}"
        figure = Figure(
            name="compare-measures",
            title=t("compare.measures_title"),
            sentence=f"{shown} {notes}".strip(),
            data=data,
            spec=measure_chart(language(), len(data), other),
        )
        st.caption(plain(shown))
        st.vega_lite_chart(figure.data, figure.spec, key=figure.name, alt=f"{said} {notes}".strip())
    if notes:
        st.caption(plain(notes))
    with st.expander(t("compare.measures_table"), key="compare-measures-table"):
        st.table(
            _as_text(found, titles, other),
            hide_index=True,
            alt=t("compare.measures_table"),
        )
        _show_download(comparison, names, titles)
        if figure:
            show_named_pictures(figure, names, " ".join(comparison.run_ids))


def show_residents(comparison: Comparison, names: Sequence[str], catalogue: Catalogue) -> None:
    """Draw how many residents notice what, where that differs."""
    st.header(t("compare.residents_title"), anchor=False)
    wide = comparison.residents.pivot(
        index=["measure", "nl", "en"], columns="scenario", values="residents"
    ).reset_index()
    places = list(range(len(names)))
    numbers = wide.reindex(columns=places).round()
    differs = numbers.fillna(-1.0).nunique(axis=1) > 1
    if not differs.any():
        st.write(t("compare.residents_same"))
        return
    st.caption(t("compare.residents_sentence"))
    order = {name: place for place, name in enumerate(catalogue.measures)}
    shown = wide[differs].sort_values("measure", key=lambda ids: ids.map(order), kind="stable")
    table = pd.DataFrame(
        {
            t("compare.group"): cells(
                t("compare.group_of_measure", measure=label(catalogue.measures[name]), group=group)
                for name, group in zip(shown["measure"], shown[language()], strict=True)
            ),
            **{
                column_title(place, name): [_count(value) for value in shown[place].tolist()]
                for place, name in enumerate(names)
            },
        }
    )
    st.table(table, hide_index=True, alt=t("compare.residents_title"))


def _choice(comparison: Comparison, count: int) -> tuple[int, int]:
    """Let the user choose a year and, where there are more, the other scenario."""
    with st.container(horizontal=True, gap="medium"):
        year = st.segmented_control(
            t("chart.year"),
            comparison.years,
            default=comparison.years[-1],
            required=True,
            key=keyed(YEAR_KEY),
            format_func=str,
        )
        other = 1
        if count > 2:  # noqa: PLR2004 - with two there is nothing to choose
            other = st.segmented_control(
                t("compare.held_against", first=LETTERS[0]),
                list(range(1, count)),
                default=1,
                required=True,
                key=f"{keyed(OTHER_KEY)}-{count}",
                format_func=lambda place: LETTERS[place],
            )
    return year, other


def _as_text(found: pd.DataFrame, titles: dict[str, str], other: int) -> pd.DataFrame:
    """Give the table in thousands of euros; what is off or unknown has a word."""
    first, second, difference = told_sides(found)
    return pd.DataFrame(
        {
            t("compare.measure"): cells(titles[name] for name in found["measure"]),
            LETTERS[0]: first,
            LETTERS[other]: second,
            t("compare.difference"): difference,
        }
    )


def _show_download(comparison: Comparison, names: Sequence[str], titles: dict[str, str]) -> None:
    table = comparison.measures
    data = pd.DataFrame(
        {
            t("compare.column.year"): table["year"].astype(str),
            t("compare.column.scenario"): [LETTERS[place] for place in table["scenario"]],
            t("compare.column.name"): [names[place] for place in table["scenario"]],
            t("compare.measure"): [titles[name] for name in table["measure"]],
            t("compare.column.on"): [t("compare.on" if on else "compare.off") for on in table["on"]],
            t("compare.column.saving"): table["saving"],
            t("compare.column.cost"): table["cost"],
            t("compare.column.net"): table["net"],
            t("compare.column.run"): [comparison.run_ids[place] for place in table["scenario"]],
        }
    )
    st.download_button(
        t("compare.download"),
        data=lambda: to_csv(data),
        file_name="koers-compare-measures.csv",
        mime="text/csv",
        key="compare-measures-csv",
        on_click="ignore",
        icon=":material/download:",
    )


def _count(value: float) -> str:
    # Not a number is the one value that differs from itself: the measure is off.
    return formats().number(value) if value == value else t("compare.off")  # noqa: PLR0124
