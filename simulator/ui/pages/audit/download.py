"""The findings that are shown, as CSV."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from simulator.analysis.review import ReviewPoint, depends_on_reading, figures_of
from simulator.engine.compile import reading_of
from simulator.ui import services, state
from simulator.ui.components.measure_list import label
from simulator.ui.downloads import to_csv
from simulator.ui.language import language, local, t
from simulator.ui.pages.audit.data import Effects
from simulator.ui.pages.audit.words import in_language

COLUMNS = (
    "theme",
    "severity",
    "measures",
    "year",
    "title",
    "explanation",
    "printed",
    "computed",
    "difference",
    "document",
    "place",
    "reading",
    "effect_likely",
    "effect_mean",
)


def show_download(points: Sequence[ReviewPoint], effects: Effects, run: str) -> None:
    """Draw the button: one row for each finding, those that were folded included."""
    # Made now: when the browser asks for the file, the session is not at hand.
    table = findings_table(points, effects)
    st.download_button(
        t("audit.download"),
        data=lambda: to_csv(table),
        file_name=f"koers-{t('audit.file')}-{run}.csv",
        mime="text/csv",
        key="audit-csv",
        on_click="ignore",
        icon=":material/download:",
        disabled=not points,
    )


def findings_table(points: Sequence[ReviewPoint], effects: Effects) -> pd.DataFrame:
    """Give the findings behind points, in words, with amounts in EUR."""
    rows = [row for point in points for row in _rows(point, effects)]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.rename(columns={name: t(f"audit.csv.{name}") for name in COLUMNS})


def _rows(point: ReviewPoint, effects: Effects) -> list[dict[str, object]]:
    catalogue, scenario = services.catalogue(), state.scenario()
    name = depends_on_reading(point, catalogue)
    reading = reading_of(catalogue.measures[name], scenario) if name else None
    largest = max(
        (effect for (measure, _), effect in effects.items() if measure == name),
        key=lambda effect: abs(effect.likely),
        default=None,
    )
    rows: list[dict[str, object]] = []
    for finding in (*point.findings, *point.also):
        printed, computed = figures_of(finding, catalogue, language())
        document = catalogue.documents.get(finding.document or "")
        rows.append(
            {
                "theme": t(f"audit.themes.{point.theme}"),
                "severity": t(f"audit.severities.{finding.severity}"),
                "measures": ", ".join(label(catalogue.measures[m]) for m in finding.measures),
                "year": str(finding.year or ""),
                "title": in_language(finding.title, language()),
                "explanation": in_language(finding.explanation, language()),
                "printed": printed,
                "computed": computed,
                "difference": finding.difference_eur,
                "document": document.title if document else "",
                "place": finding.line or "",
                "reading": local(catalogue.measures[name].readings[reading].title)
                if name and reading
                else "",
                "effect_likely": largest.likely if largest else None,
                "effect_mean": largest.mean if largest else None,
            }
        )
    return rows
