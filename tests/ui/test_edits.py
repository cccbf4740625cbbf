"""What a user can do to a scenario, and what counts as a change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from simulator.domain.scenario import DriverChange, MeasureSetting
from simulator.ui import edits
from simulator.ui.changes import Change, changes
from simulator.ui.history import MOST_STEPS, History
from tests.factories import scenario, text

START = scenario("school-coaches", "fewer-hours")
VALUE = DriverChange(value=3.0, reason="Eigen inschatting")


def test_a_measure_is_switched_off_and_keeps_its_settings():
    half = edits.set_measure(START, "fewer-hours", intensity=0.5)
    off = edits.set_measure(half, "fewer-hours", on=False)
    assert off.active() == ("school-coaches",)
    assert edits.set_measure(off, "fewer-hours", on=True) == half


def test_a_measure_that_was_not_named_goes_on_and_leaves_no_trace_when_off_again():
    on = edits.set_measure(START, "strict-access", on=True)
    assert on.active() == ("school-coaches", "fewer-hours", "strict-access")
    assert edits.set_measure(on, "strict-access", on=False) == START


def test_the_order_of_measures_stays():
    changed = edits.set_measure(START, "school-coaches", shift_months=6)
    assert list(changed.measures) == ["school-coaches", "fewer-hours"]


@pytest.mark.parametrize(
    "fields", [{"intensity": 2.1}, {"intensity": float("nan")}, {"shift_months": 61}, {"unknown": 1}]
)
def test_what_a_widget_should_not_let_through_is_refused(fields):
    with pytest.raises(ValidationError):
        edits.set_measure(START, "fewer-hours", **fields)


def test_drivers_are_changed_and_given_back():
    own = edits.set_driver(START, "school-coaches", "children", VALUE)
    assert own.measures["school-coaches"].drivers == {"children": VALUE}
    assert edits.set_driver(own, "school-coaches", "children", None) == START
    shared = edits.set_shared_driver(START, "fte_cost", VALUE)
    assert shared.shared_drivers == {"fte_cost": VALUE}
    assert edits.set_shared_driver(shared, "fte_cost", None) == START


def test_overlap_off_takes_its_values_along_and_a_value_puts_it_on():
    stated = edits.set_overlap(edits.set_overlap(START, 0.2), 0.5, service="youth")
    assert (stated.overlap, stated.overlap_by_service) == (0.2, {"youth": 0.5})
    off = edits.set_layer(stated, "overlap", False)
    assert (off.overlap, off.overlap_by_service, off.layers.overlap) == (None, {}, False)
    assert edits.set_overlap(off, 0.3).layers.overlap
    assert edits.set_overlap(stated, None, service="youth").overlap_by_service == {}


def test_other_fields():
    assert edits.set_layer(START, "growth", True).layers.growth
    assert edits.set_membership(START, departures=False).membership.departures is False
    assert edits.set_fields(START, municipality="noord").municipality == "noord"


def test_reset_of_one_measure():
    changed = edits.set_measure(START, "fewer-hours", intensity=0.5, shift_months=3, on=False)
    assert edits.reset_measure(changed, "fewer-hours", START) == START
    added = edits.set_measure(START, "strict-access", on=True)
    assert edits.reset_measure(added, "strict-access", START) == START


def test_changes_are_listed_by_place():
    changed = edits.set_measure(START, "fewer-hours", on=False)
    changed = edits.set_measure(changed, "strict-access", on=True)
    changed = edits.set_layer(changed, "growth", True)
    changed = edits.set_fields(changed, municipality="noord")
    assert changes(START, changed) == (
        Change(("measures", "fewer-hours", "on"), True, False),
        Change(("measures", "strict-access", "on"), False, True),
        Change(("municipality",), None, "noord"),
        Change(("layers", "growth"), False, True),
    )


def test_titles_and_settings_of_measures_that_are_off_are_no_change():
    named = START.model_copy(update={"title": text("Anders")})
    assert changes(START, named) == ()
    off = MeasureSetting(on=False, intensity=0.5)
    assert changes(START, edits.set_fields(START, measures=START.measures | {"strict-access": off})) == ()


def test_undo_and_redo():
    one, two = (edits.set_measure(START, "fewer-hours", intensity=x) for x in (0.5, 0.7))
    history = History(START).to(one).to(two)
    assert history.undone().present == one
    assert history.undone().undone().redone().present == one
    assert history.undone().to(START).future == ()
    assert History(START).undone() == History(START) == History(START).redone() == History(START).to(START)


@given(st.lists(st.floats(0, 2), max_size=150))
def test_undoing_everything_gives_the_start_back(sizes):
    history = History(START)
    for size in sizes:
        history = history.to(edits.set_measure(START, "fewer-hours", intensity=size))
    steps = len(history.past)
    assert steps <= MOST_STEPS
    for _ in range(steps):
        history = history.undone()
    assert len(sizes) > MOST_STEPS or history.present == START
