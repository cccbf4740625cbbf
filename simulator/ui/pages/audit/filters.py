"""Which points are shown: of one measure or all, and how serious."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import streamlit as st

from simulator.analysis.audit import Severity
from simulator.analysis.review import ReviewPoint
from simulator.ui import services
from simulator.ui.components.measure_list import label
from simulator.ui.language import keyed, t

MEASURE, SEVERITY = "audit-measure", "audit-severity"
ALL, NONE = "*", "-"
"""All points; those that are about no single measure."""

FIRST: tuple[Severity, ...] = ("error", "warning")
"""How serious a point is that a new visitor sees."""


def filtered(points: Sequence[ReviewPoint]) -> tuple[ReviewPoint, ...]:
    """Draw the filters, and give the points that they let through."""
    st.header(t("audit.filter_title"), anchor=False)
    measures = services.catalogue().measures
    about = {name for point in points for name in point.measures}
    options = [ALL, NONE, *(name for name in measures if name in about)]

    def name_of(option: str) -> str:
        if option in measures:
            return label(measures[option])
        return t("audit.all_measures") if option == ALL else t("audit.no_measure")

    measure = st.selectbox(t("audit.measure"), options, key=keyed(MEASURE), format_func=name_of)
    severities = st.pills(
        t("audit.severity"),
        get_args(Severity),
        selection_mode="multi",
        default=FIRST,
        key=keyed(SEVERITY),
        format_func=lambda severity: t(f"audit.severities.{severity}"),
    )
    return tuple(
        point for point in points if point.severity in severities and _is_about(point, measure or ALL)
    )


def _is_about(point: ReviewPoint, measure: str) -> bool:
    if measure == ALL:
        return True
    return not point.measures if measure == NONE else measure in point.measures
