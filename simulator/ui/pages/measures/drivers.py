"""The quantities behind a measure: value, range, evidence, what others say, and a value of the user's own."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from simulator.analysis.drivers import Spread, components_of, curve, spread
from simulator.analysis.explain import DriverUsed, View
from simulator.domain.measure import Measure
from simulator.ui import state
from simulator.ui.components.measure_html import details, paragraph, source_note, tags
from simulator.ui.downloads import to_csv
from simulator.ui.language import language, local, t
from simulator.ui.pages.measures.distribution_picture import distribution_picture
from simulator.ui.pages.measures.edit import show_edit
from simulator.ui.pages.measures.search import grade_words
from simulator.ui.pages.measures.why import Why, editable
from simulator.ui.quantities import quantity

# In the name of a quantity without unit that is no share of anything.
OVERLAP = "/overlap/"


def show_drivers(measure: Measure, reason: Why | None) -> None:
    """Draw all quantities that the amount of the year rests on."""
    drivers = reason.explanation.drivers if reason else ()
    st.header(t("measures.drivers_title"), anchor=False)
    if not drivers:
        st.write(t("measures.no_drivers"))
        return
    st.caption(t("measures.drivers_note"))
    for driver in drivers:
        with st.container(border=True, key=f"driver-{driver.name.replace('/', '-')}"):
            _show_driver(measure, driver)
    st.download_button(
        t("measures.drivers_csv"),
        data=lambda: to_csv(_csv(drivers), decimals=6),
        file_name=f"koers-{measure.id}.csv",
        mime="text/csv",
        key="drivers-csv",
        on_click="ignore",
        icon=":material/download:",
    )


def _show_driver(measure: Measure, driver: DriverUsed) -> None:
    words, picture = st.columns([3, 2], gap="medium")
    parts = components_of(driver)
    range_ = spread(parts)
    with words:
        st.html(_words(measure, driver, range_))
    with picture:
        rivals = [view.estimate.value for view in driver.views if not view.weight]
        if range_ or rivals:
            labels = _ends(range_, driver) if range_ else ("", "")
            shape = curve(parts[0]) if len(parts) == 1 else ()
            alt = _alt(driver, range_)
            drawn = distribution_picture(driver.value, range_, shape, rivals, labels, alt)
            st.html(drawn + paragraph(_legend(range_, bool(rivals)), "koers-note"))
        else:
            st.html(paragraph(t("measures.fixed"), "koers-note"))
    known = editable(driver, measure, state.catalogue())
    if known is not None:
        name, shared = known
        show_edit(measure, name, driver, shared=shared)


def _words(measure: Measure, driver: DriverUsed, range_: Spread | None) -> str:
    parts = [f"<h3>{escape(local(driver.title))}</h3>"]
    figure = paragraph(_write(driver.value, driver), "koers-figure koers-figure-small")
    used = [view for view in driver.views if view.weight]
    if driver.change is not None:
        stated = _write(driver.views[0].estimate.value, driver)
        parts += [figure, paragraph(t("measures.changed", old=stated), "koers-changed")]
        parts.append(paragraph(t("measures.changed_reason", reason=driver.change.reason)))
        used = []  # the source itself is one of those who say something else now
    else:
        parts.append(figure)
    if range_:
        parts.append(paragraph(_interval(range_, driver)))
    parts += [_view(view, driver, used=True) for view in used]
    parts += [_view(view, driver, used=False) for view in driver.views if view not in used]
    return "".join(parts)


def _view(view: View, driver: DriverUsed, *, used: bool) -> str:
    """Write one estimate: those that are not used stand out by their sign."""
    estimate, catalogue = view.estimate, state.catalogue()
    words = [t(f"measures.provenance.{estimate.provenance}"), grade_words(estimate.grade)]
    parts: list[str] = []
    heading = tags(words)
    if not used:
        text = t("measures.rival", who=local(view.title), value=_write(estimate.value, driver))
        heading = paragraph(text, "koers-rival") + heading
    if 0 < view.weight < 1:
        share = quantity(round(view.weight, 2), "1", language())
        parts.append(paragraph(t("measures.weight", who=local(view.title), share=share), "koers-note"))
    if estimate.note is not None:
        parts.append(paragraph(local(estimate.note), "koers-note"))
    if used and estimate.range_reason is not None:
        text = t("measures.range_reason", reason=local(estimate.range_reason))
        parts.append(paragraph(text, "koers-note"))
    parts.append(source_note(estimate.source, catalogue))
    return heading + details(t("measures.why_so"), "".join(parts))


def _ends(range_: Spread, driver: DriverUsed) -> tuple[str, str]:
    width = range_.p90 - range_.p10
    return _write(range_.p10, driver, width), _write(range_.p90, driver, width)


def _write(value: float, driver: DriverUsed, width: float = 0.0) -> str:
    # An overlap is a number between -1 and 1, not a part of something.
    unit = "" if OVERLAP in driver.name else driver.unit
    return quantity(value, unit, language(), width=width).strip()


def _interval(range_: Spread, driver: DriverUsed) -> str:
    low, high = _ends(range_, driver)
    return t("measures.interval", low=low, high=high)


def _alt(driver: DriverUsed, range_: Spread | None) -> str:
    value = _write(driver.value, driver)
    sentence = t("measures.picture", title=local(driver.title), value=value)
    if range_:
        sentence = f"{sentence} {_interval(range_, driver)}"
    rivals = [
        t("measures.rival", who=local(view.title), value=_write(view.estimate.value, driver))
        for view in driver.views
        if not view.weight
    ]
    return " ".join([sentence, *rivals])


def _legend(range_: Spread | None, rivals: bool) -> str:
    parts = [t("measures.legend.value")]
    parts += [t("measures.legend.interval")] if range_ else []
    parts += [t("measures.legend.rivals")] if rivals else []
    return " · ".join(parts)


def _csv(drivers: tuple[DriverUsed, ...]) -> pd.DataFrame:
    rows = []
    for driver in drivers:
        range_ = spread(components_of(driver))
        for view in driver.views:
            row = {
                "driver": local(driver.title),
                "view": local(view.title),
                "unit": driver.unit,
                "value": float(view.estimate.value),
                "used": float(driver.value),
                "p10": range_.p10 if range_ else driver.value,
                "p90": range_.p90 if range_ else driver.value,
                "grade": view.estimate.grade,
                "provenance": t(f"measures.provenance.{view.estimate.provenance}"),
            }
            rows.append({t(f"measures.column.{name}"): value for name, value in row.items()})
    return pd.DataFrame(rows)
