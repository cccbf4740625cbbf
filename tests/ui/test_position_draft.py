"""Positions while they are written: from a file to fields and back, what is missing, and what counts."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.analysis.position import packages
from simulator.domain.position import Words
from simulator.domain.scenario import DriverChange, MeasureSetting
from simulator.files import dump_position, parse_position
from simulator.ui.pages.position.build import build, new_draft, setting_of, stances_of, stands_there
from simulator.ui.pages.position.draft import (
    Draft,
    Note,
    Written,
    draft_of,
    lines_of,
    read_date,
    with_lines,
    write_date,
)
from tests.analysis.position.samples import position, shipped, stance
from tests.factories import scenario, small_catalogue

CATALOGUE = small_catalogue()
ALL = ("school-coaches", "fewer-hours", "strict-access")
SCENARIOS = {
    "proposed": scenario(*ALL, id="proposed"),
    "own": scenario("school-coaches", "strict-access", id="own"),
}
TEXT = st.text(max_size=60)


def draft(**changes) -> Draft:
    """Of the council of Noord, on the proposal with all three measures; `fewer-hours` is opposed."""
    return draft_of(position(**changes))


def measures_of(written: Draft) -> dict[str, MeasureSetting]:
    return packages(stances_of(written, SCENARIOS), SCENARIOS).position.measures


def faults(written: Draft) -> set[tuple[str, str | None]]:
    return {(one.key, one.measure) for one in build(written, CATALOGUE, SCENARIOS).faults}


def test_the_shipped_position_comes_back_as_it_was():
    catalogue, scenarios, zienswijze = shipped()
    built = build(draft_of(zienswijze), catalogue, scenarios)
    assert built.faults == ()
    assert built.position == zienswijze


def test_the_stances_alone_give_the_packages_of_the_whole_position():
    _, scenarios, zienswijze = shipped()
    whole, alone = (
        packages(zienswijze, scenarios),
        packages(stances_of(draft_of(zienswijze), scenarios), scenarios),
    )
    assert alone.position.measures == whole.position.measures
    assert alone.proposed == whole.proposed
    assert alone.position.municipality == whole.position.municipality


@pytest.mark.parametrize(
    ("kind", "on"), [("support", True), ("oppose", False), ("support_if", True), (None, True)]
)
def test_a_stance_decides_whether_a_measure_counts(kind, on):
    changed = draft().with_entry("school-coaches", stance=kind)
    assert measures_of(changed)["school-coaches"].on is on


def test_support_if_and_no_stance_leave_a_measure_as_the_scenario_has_it():
    for kind in ("support_if", None):
        changed = draft(scenario="own").with_entry("fewer-hours", stance=kind)
        found = measures_of(changed).get("fewer-hours")
        # Left out of `own`: without a stance it stays out; on conditions it counts as proposed.
        assert (found is not None and found.on) is (kind == "support_if")


def test_a_stance_against_the_scenario_is_stated_as_a_setting_and_the_file_is_accepted():
    changed = draft(scenario="own").with_entry("strict-access", stance="oppose")
    built = build(changed, CATALOGUE, SCENARIOS)
    assert built.position.measures["strict-access"].setting == MeasureSetting(on=False)
    text = dump_position(built.position)
    assert parse_position(text, "x.yaml", CATALOGUE, SCENARIOS) == built.position


def test_a_switched_setting_keeps_its_size_but_not_the_note_that_gave_the_reason():
    catalogue, scenarios, zienswijze = shipped()
    name = "vindplaats-naar-werkplaats"
    changed = draft_of(zienswijze).with_entry(name, stance="oppose")
    setting = setting_of(changed, name, scenarios)
    assert (setting.on, setting.intensity, setting.note) == (False, 0.5, None)
    back = changed.with_entry(name, stance="support")
    assert setting_of(back, name, scenarios) is None
    assert build(back, catalogue, scenarios).position.measures[name].conditions == ()


def test_conditions_survive_another_stance_and_back():
    written = draft().with_entry(
        "school-coaches", stance="support_if", conditions=(Written("Eerst een proef"),)
    )
    away = written.with_entry("school-coaches", stance="oppose")
    assert build(away, CATALOGUE, SCENARIOS).position.measures["school-coaches"].conditions == ()
    back = away.with_entry("school-coaches", stance="support_if")
    found = build(back, CATALOGUE, SCENARIOS).position.measures["school-coaches"]
    assert found.conditions == (Words(nl="Eerst een proef"),)


def test_a_source_stays_with_the_words_it_was_given_for():
    catalogue, scenarios, zienswijze = shipped()
    name = "gezamenlijke-toegang-verblijf"
    opened = draft_of(zienswijze)
    changed = opened.with_entry(name, explanation=opened.entry(name).explanation.write("nl", "Anders"))
    assert stands_there(opened, name)
    assert not stands_there(changed, name)
    assert build(changed, catalogue, scenarios).position.measures[name].source is None
    again = changed.with_entry(name, explanation=opened.entry(name).explanation)
    assert build(again, catalogue, scenarios).position == zienswijze
    remark = dataclasses.replace(opened.remarks[0], text=Written("Anders"))
    other = dataclasses.replace(opened, remarks=(remark, *opened.remarks[1:]))
    sources = [one.source for one in build(other, catalogue, scenarios).position.remarks]
    assert sources[0] is None
    assert None not in sources[1:]


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"title": Written("  ")}, "title"),
        ({"author": Written()}, "author"),
        ({"addressee": " "}, "addressee"),
        ({"occasion": Note()}, "occasion"),
        ({"date": "31-2-2021"}, "date"),
        ({"remarks": (Note(Written("Kop")),)}, "remark"),
        ({"measures": {}}, "no_stance"),
    ],
)
def test_what_is_missing_is_told(changes, key):
    assert faults(dataclasses.replace(draft(), **changes)) == {(f"position.fault_{key}", None)}


def test_what_is_missing_about_a_measure_is_told():
    without = draft().with_entry("school-coaches", stance="support_if", conditions=(Written(" "),))
    assert faults(without) == {("position.fault_conditions", "school-coaches")}
    silent = draft().with_entry("school-coaches", stance=None, explanation=Written("Daarom"))
    assert faults(silent) == {("position.fault_stance", "school-coaches")}


def test_an_empty_remark_is_no_fault_and_not_in_the_position():
    built = build(dataclasses.replace(draft(), remarks=(Note(),)), CATALOGUE, SCENARIOS)
    assert built.position.remarks == ()


def test_a_new_position_takes_only_what_the_scenario_changes():
    proposed = scenario("school-coaches", "strict-access", id="proposed")
    half = MeasureSetting(intensity=0.5)
    settings = {"strict-access": half, "fewer-hours": MeasureSetting()}
    current = proposed.model_copy(update={"measures": {**proposed.measures, **settings}})
    begun = new_draft(current, proposed, proposed)
    stances = {name: entry.stance for name, entry in begun.measures.items()}
    assert stances == {"strict-access": "support_if", "fewer-hours": "add"}
    off = proposed.model_copy(update={"measures": {"school-coaches": MeasureSetting()}})
    assert {n: e.stance for n, e in new_draft(off, proposed, proposed).measures.items()} == {
        "strict-access": "oppose"
    }
    assert new_draft(proposed, proposed, proposed).measures == {}


SETTINGS = st.builds(
    MeasureSetting,
    on=st.booleans(),
    intensity=st.sampled_from([0.5, 1.0]),
    drivers=st.sampled_from([{}, {"children": DriverChange(value=1.0, reason="x")}]),
)
PACKAGES = st.dictionaries(st.sampled_from(ALL), SETTINGS)


@given(PACKAGES, PACKAGES, PACKAGES)
def test_a_new_position_has_the_package_of_the_scenario(proposed, start, current):
    """Whatever the three scenarios hold, the measures that are on are those of the user's scenario."""
    made = [
        scenario(id=name).model_copy(update={"measures": measures})
        for name, measures in (("proposed", proposed), ("start", start), ("start", current))
    ]
    begun = new_draft(made[2], made[1], made[0])
    known = {"proposed": made[0], "start": made[1]}
    found = packages(stances_of(begun, known), known).position.measures
    assert {n: s for n, s in found.items() if s.on} == {n: s for n, s in current.items() if s.on}


@given(TEXT, TEXT, st.sampled_from(["nl", "en"]))
def test_whatever_is_typed_makes_a_file_that_opens_again(one, other, language):
    written = draft().with_entry("school-coaches", explanation=Written().write(language, one))
    written = dataclasses.replace(
        written, addressee_lines=other, reference=one, remarks=(Note(Written(other), Written(one)),)
    )
    built = build(written, CATALOGUE, SCENARIOS)
    if built.position is not None:
        text = dump_position(built.position)
        assert parse_position(text, "x.yaml", CATALOGUE, SCENARIOS) == built.position
    else:
        assert {one.key for one in built.faults} == {"position.fault_remark"}


LINE = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=9)


@given(st.lists(st.builds(Written, LINE, LINE), max_size=5), st.lists(LINE, max_size=5))
def test_lines_are_kept_as_typed(items, lines):
    found = with_lines(items, "nl", "\n".join(lines))
    assert lines_of(found, "nl").split("\n") == (lines or [""])


@given(st.lists(st.builds(Written, LINE, LINE), max_size=5, unique_by=lambda item: item.nl))
def test_lines_that_stay_keep_their_translation(items):
    assert with_lines(items, "nl", lines_of(items, "nl")) == tuple(items)
    assert with_lines(items, "nl", lines_of(items[1:], "nl")) == tuple(items[1:])


def test_texts_in_the_other_language_only_are_never_lost():
    assert with_lines([Written(en="First")], "nl", "Eerst") == (Written("Eerst"), Written(en="First"))


@given(st.dates(min_value=dt.date(1000, 1, 1)))
def test_dates_are_read_as_they_are_written(date):
    assert read_date(write_date(date)) == read_date(date.isoformat()) == date


@pytest.mark.parametrize("text", ["", "morgen", "2021", "3-3-21", "30-2-2021", "3--3-2021"])
def test_what_is_no_date_is_none(text):
    assert read_date(text) is None


def test_an_entry_that_says_nothing_is_left_out():
    assert "fewer-hours" not in draft().with_entry("fewer-hours", stance=None).measures
    assert stance("oppose").stance == draft().entry("fewer-hours").stance
