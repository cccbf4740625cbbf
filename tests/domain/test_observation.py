"""A figure is known or it is not; what is odd about it stays with it."""

import pytest
from pydantic import ValidationError

from simulator.domain.observation import ObservedFigure, ObservedFigures, ObservedSeries

NOTE = {"nl": "Opmerking.", "en": "Note."}
SOURCE = {"document": "plan", "lines": "1"}


def figure(**changes):
    return ObservedFigure.model_validate(
        {"year": 2022, "status": "realised", "value": 10, "printed": "10"} | changes
    )


def unknown(why, printed):
    return figure(value=None, unknown=why, printed=printed)


def series(*figures, **changes):
    data = {"kind": "clients", "service": "youth", "source": SOURCE, "figures": figures}
    return ObservedSeries.model_validate(data | changes)


@pytest.mark.parametrize(
    ("why", "printed"),
    [("empty", ""), ("empty", "€"), ("to_be_filled_in", "PM"), ("words", "geen afname"), ("not_stated", "")],
)
def test_a_cell_without_a_number_is_unknown_and_never_zero(why, printed):
    cell = unknown(why, printed)
    assert cell.value is None
    assert not cell.usable


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"unknown": "empty"}, "either a value, or the reason"),
        ({"value": None}, "either a value, or the reason"),
        ({"value": None, "unknown": "empty", "printed": "PM"}, "printed holds something"),
        ({"value": None, "unknown": "to_be_filled_in", "printed": ""}, "printed must hold"),
        ({"value": None, "unknown": "empty", "printed": "", "flags": ("rounded",)}, "use the note"),
        ({"flags": ("implausible",)}, "a note that says why"),
        ({"value": -1}, "greater than or equal to 0"),
        ({"half": 3}, "less than or equal to 2"),
        ({"status": "hoped"}, "'realised', 'expected' or 'forecast'"),
    ],
)
def test_a_figure_that_contradicts_itself_is_refused(changes, words):
    with pytest.raises(ValidationError, match=words):
        figure(**changes)


@pytest.mark.parametrize(
    ("flags", "usable"),
    [
        ((), True),
        (("rounded", "approximate", "placed_by_us", "label_corrected"), True),
        (("implausible",), False),
        (("at_least",), False),
        (("at_most", "rounded"), False),
    ],
)
def test_bounds_and_impossible_values_are_kept_and_not_counted_with(flags, usable):
    cell = figure(flags=flags, note=NOTE)
    assert cell.value == 10
    assert cell.usable is usable


def test_zero_is_a_value():
    assert figure(value=0, printed="0").usable


def test_periods_are_years_or_half_years():
    assert figure().period == "2022"
    assert figure(half=2).period == "2022-H2"


@pytest.mark.parametrize(
    ("figures", "changes", "words"),
    [
        ((figure(),), {"service": None}, "say in subject"),
        ((figure(),), {"municipality": "north", "place": "Nederland"}, "a place outside"),
        ((figure(),), {"comparable": False}, "note that says why"),
        ((figure(), figure(value=11)), {}, "two figures of one status"),
        ((figure(year=2023), figure(year=2022)), {}, "order of time"),
        ((figure(half=2), figure(half=1)), {}, "order of time"),
    ],
)
def test_a_series_that_contradicts_itself_is_refused(figures, changes, words):
    with pytest.raises(ValidationError, match=words):
        series(*figures, **changes)


def test_a_period_may_have_a_forecast_and_what_came_of_it():
    assert len(series(figure(status="forecast"), figure(value=12)).figures) == 2


def test_rows_hold_every_figure_with_its_series():
    both = series(figure(), figure(year=2023)), series(figure(), kind="cost")
    observed = ObservedFigures(title=NOTE, series=both)
    assert [(s.kind, f.year) for s, f in observed.rows()] == [
        ("clients", 2022),
        ("clients", 2023),
        ("cost", 2022),
    ]
