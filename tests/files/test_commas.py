"""A decimal comma in a list makes two numbers of one: the message says so, where that is likely."""

import shutil

import pytest

from simulator.errors import InputFileError
from simulator.files import validate
from simulator.files.yaml_reader import read_yaml
from tests.files.support import GOOD, TEXTS, load_changed

FTE, PROFILE, REACHED = "fte: [1, 0.5, 0.5, 0]", "[0.25, 0.75, 0, 0]", "[50, 100, 200, 200]"
RAMP = f"kind: reached, values: {REACHED}, of: 200"
DISCRETE = "values: [-26.7270, 0], weights: [1, 3]"
CARE = "effects.care.ramp_up"
CRITICS = "drivers.saving.rivals.critics.uncertainty"


@pytest.mark.parametrize(
    ("old", "new", "key", "pair", "written"),
    [
        # More values than years, however the list is spaced.
        (FTE, "fte: [1, 0,5, 0,5, 0]", "staff.fte", "0,5", "0.5"),
        (FTE, "fte: [1,0.5,2,5,0]", "staff.fte", "2,5", "2.5"),
        (REACHED, "[50,5, 100, 200, 200]", f"{CARE}.values", "50,5", "50.5"),
        # Fewer: but this comma alone has no space behind it.
        (REACHED, "[50,5, 200]", f"{CARE}.values", "50,5", "50.5"),
        # What stands behind the comma is no share.
        (PROFILE, "[0,25, 0,75, 0, 0]", "costs.project.profile.1", "0,25", "0.25"),
        (PROFILE, "[0.25,0,75,0,0]", "costs.project.profile.2", "0,75", "0.75"),
        (RAMP, "kind: shares, values: [0,5, 1]", f"{CARE}.values.1", "0,5", "0.5"),
        (RAMP, "kind: shares, values: [0,05, 1, 1, 1]", f"{CARE}.values.1", "0,05", "0.05"),
        # One number with three decimals would be refused in its turn: it may be thousands.
        (RAMP, "kind: shares, values: [1,125, 1, 1]", f"{CARE}.values.1", "1,125", "1.1250"),
        (DISCRETE, "values: [-26.7270, 0,5], weights: [1, 3]", CRITICS, "0,5", "0.5"),
        (DISCRETE, "values: [-26.7270, 0], weights: [1,5,3]", CRITICS, "1,5", "1.5"),
    ],
)
def test_a_decimal_comma_in_a_list_is_named(old, new, key, pair, written, tmp_path):
    assert old in TEXTS["measure"]
    with pytest.raises(InputFileError) as refused:
        load_changed("measure", TEXTS["measure"].replace(old, new, 1), tmp_path)
    (problem,) = [found for found in refused.value.problems if found.key == key]
    assert f"The comma in '{pair}' makes two numbers of one: write {written}." in problem.repair


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("measure", REACHED, "[50,100,200]"),
        ("measure", FTE, "fte: [1, 0.5, 0.5, 0, 0]"),
        ("measure", RAMP, "kind: shares, values: [0, 5, 1, 1, 1]"),
        ("programme", "[2021, 2022, 2023, 2024]", "[2021,2022,2023,2025]"),
        ("printed", '"-60.000", "-60.000", "-60.000"', '"-60,5","-60.000", "-60.000", "0"'),
    ],
)
def test_a_list_without_one_is_not_blamed_on_a_comma(kind, old, new, tmp_path):
    assert old in TEXTS[kind]
    with pytest.raises(InputFileError) as refused:
        load_changed(kind, TEXTS[kind].replace(old, new, 1), tmp_path)
    assert not [problem for problem in refused.value.problems if "The comma in" in problem.repair]


@pytest.mark.parametrize("lead", ["", "# vóór alles: €, ünï, \U0001f600\n"])
def test_the_list_is_found_after_letters_of_any_kind(lead):
    document = read_yaml(lead + "a: [1, 2]\nb: [0,5, 1]\nc:\n  - 0,5\n", "a.yaml")
    assert {key: commas.pairs for key, commas in document.commas.items()} == {("b",): ("0,5",)}


def test_a_comma_that_gives_as_many_numbers_as_there_are_years_by_chance_is_a_warning(tmp_path):
    shutil.copytree(GOOD, tmp_path, dirs_exist_ok=True)
    scenario = tmp_path / "measures" / "small" / "school-coaches.yaml"
    text = scenario.read_text("utf-8")
    text += "staff:\n  fte: [0,5, 1, 1]\n  source: {document: plan, lines: '1'}\n"
    scenario.write_text(text, "utf-8")
    (warning,) = validate([tmp_path])
    assert (warning.key, warning.refuses) == ("staff.fte", False)
    assert "write 0.5" in warning.repair
    scenario.write_text(text.replace("0,5, 1, 1", "0,5,1,1"), "utf-8")  # all alike: nobody can say
    assert validate([tmp_path]) == []
