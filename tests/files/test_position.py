"""Positions from files: the same report of all problems as for measures and scenarios."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.position import MeasurePosition, Position, Words
from simulator.domain.scenario import MeasureSetting
from simulator.errors import InputFileError
from simulator.files import (
    dump_position,
    load_position,
    parse_position,
    position_paths,
    scenario_paths,
    validate,
)
from tests.factories import scenario, small_catalogue

ROOT = Path(__file__).parents[2]
PROGRAMME = "gooi-en-vechtstreek-2021"
CATALOGUE = small_catalogue()
SCENARIOS = {
    "all": scenario(id="all"),
    "two": scenario("school-coaches", "strict-access", id="two"),
}
GOOD = """\
id: a-position
programme: small
title: {nl: Zienswijze}
author: {nl: De raad}
municipality: noord
addressee: {name: Regio}
occasion:
  text: {nl: Het voorstel}
  source: {document: plan, lines: "3-4"}
date: 2021-03-03
departs_from: all
scenario: two
measures:
  school-coaches:
    stance: support_if
    conditions:
      - nl: Eerst een proef
    setting: {intensity: 0.5}
  fewer-hours:
    stance: oppose
"""


def problems(text: str) -> list[str]:
    with pytest.raises(InputFileError) as caught:
        parse_position(text, "mine.yaml", CATALOGUE, SCENARIOS)
    return [str(problem) for problem in caught.value.problems]


def test_a_good_file_gives_a_position():
    found = parse_position(GOOD, "mine.yaml", CATALOGUE, SCENARIOS)
    assert found.measures["school-coaches"].setting == MeasureSetting(intensity=0.5)
    assert found.occasion.source.lines == "3-4"


def test_dump_and_parse_give_the_same_position():
    found = parse_position(GOOD, "mine.yaml", CATALOGUE, SCENARIOS)
    assert parse_position(dump_position(found), "mine.yaml", CATALOGUE, SCENARIOS) == found


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("fewer-hours:", "fewer-hour:", 19, "Write 'fewer-hours' instead"),
        ("departs_from: all", "departs_from: al", 11, "Write 'all' instead"),
        ("scenario: two", "scenario: tow", 12, "Write 'two' instead"),
        ("municipality: noord", "municipality: nord", 5, "Write 'noord' instead"),
        ("document: plan", "document: plans", 9, "Write 'plan' instead"),
        ("stance: oppose", "stance: opose", 20, "Write 'oppose' instead"),
        ("stance: oppose", "stance: add", 20, "'add' for a measure that is in the package as proposed"),
        ("stance: oppose", "stance: support", 20, "'support' for a measure that is off"),
        ("    conditions:\n      - nl: Eerst een proef\n", "", 14, "without conditions"),
        ("setting: {intensity: 0.5}", "setting: {reading: letter}", 18, "reading 'letter'"),
        ("text: {nl: Het voorstel}", "text: {}", 8, "no text"),
        ("2021-03-03", "2012-03-3", 10, "date"),
        ("2021-03-03", "1821-03-03", 10, "a date from 2010 to 2034"),
        ("author: {nl: De raad}", "author: {de: Der Rat}", 4, "unknown key 'de'"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_repair(old, new, line, told):
    assert GOOD.count(old) == 1
    report = problems(GOOD.replace(old, new))
    assert any(entry.startswith(f"mine.yaml:{line}: ") and told in entry for entry in report), report


def test_all_problems_come_in_one_report():
    assert len(problems(GOOD.replace("noord", "x").replace("scenario: two", "scenario: x"))) == 2


def test_support_for_what_nobody_proposes_is_an_addition():
    report = problems(GOOD.replace("departs_from: all", "departs_from: two").replace("oppose", "support"))
    assert any(
        "found 'support' for a measure that is not in the package as proposed; expected add" in r
        for r in report
    )


def test_a_setting_that_contradicts_the_stance_is_refused():
    with pytest.raises(ValueError, match="stance is 'oppose' but the measure is on"):
        MeasurePosition(stance="oppose", setting=MeasureSetting())


def test_words_of_one_language_are_given_with_it():
    assert Words(en="Yes").read_in("nl") == ("Yes", "en")
    assert Words(nl="Ja", en="Yes").read_in("nl") == ("Ja", "nl")


def test_the_id_is_the_name_of_the_file(tmp_path):
    path = tmp_path / "other.yaml"
    path.write_text(GOOD, "utf-8")
    with pytest.raises(InputFileError, match="'other', the name of the file"):
        load_position(path, CATALOGUE, SCENARIOS)


def test_positions_are_no_scenarios():
    assert [path.stem for path in position_paths(ROOT, PROGRAMME)] == ["zienswijze-hilversum"]
    assert all(path.parent.name == PROGRAMME for path in scenario_paths(ROOT, PROGRAMME))
    assert not [p for p in validate([ROOT]) if "positions" in p.file]


@pytest.mark.parametrize("programme", ["../x", "", "a/b"])
def test_only_an_id_has_positions(programme):
    assert position_paths(ROOT, programme) == []


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=40)


@given(_TEXT, _TEXT)
def test_any_words_survive_the_file(nl, en):
    good = parse_position(GOOD, "mine.yaml", CATALOGUE, SCENARIOS)
    changed: Position = good.model_copy(update={"title": Words(nl=nl, en=en)})
    assert parse_position(dump_position(changed), "x.yaml", CATALOGUE, SCENARIOS) == changed
