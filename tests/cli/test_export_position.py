"""The command `export` for a position: which one, to which file, and that a failure leaves nothing."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from simulator.analysis.run import run_id
from simulator.cli import app
from simulator.cli.export_position import ENDINGS, find_position
from simulator.errors import ScenarioError
from simulator.export.position import SUFFIXES
from simulator.files import dump_position, validate
from tests.analysis.position.samples import position

NAME = "a-position"


@pytest.fixture
def home(root: Path, tmp_path: Path) -> Path:
    """The small programme, with a position that departs from `all-on`."""
    home = tmp_path / "home"
    shutil.copytree(root, home)
    folder = home / "scenarios" / "small" / "positions"
    folder.mkdir()
    (folder / f"{NAME}.yaml").write_text(dump_position(position(departs_from="all-on")), "utf-8")
    return home


def export(home: Path, name: str, to: Path, *args: str) -> Result:
    return CliRunner().invoke(app, ["export", name, "--to", str(to), "--root", str(home), *args])


def test_the_endings_are_those_of_the_letters():
    assert ENDINGS == SUFFIXES


@pytest.mark.parametrize("ending", [".md", ".MD", ".docx"])
def test_it_writes_one_whole_file(home, tmp_path, ending):
    folder = tmp_path / "out"
    folder.mkdir()
    result = export(home, f"positions/{NAME}", folder / f"brief{ending}", "--date", "2021-03-03")
    assert result.exit_code == 0, result.output
    assert [path.name for path in folder.iterdir()] == [f"brief{ending}"]


def test_the_letter_says_when_it_was_made_and_from_which_run(home, tmp_path):
    path = tmp_path / "brief.md"
    result = export(home, NAME, path, "--date", "2021-03-03", "--lang", "en")
    text = path.read_text("utf-8")
    catalogue, scenarios, _ = find_position(NAME, home)
    assert "3 March 2021" in text
    assert "De raad van Noord" in text
    proposal = run_id(catalogue, scenarios["all-on"])
    assert f"proposal {proposal}" in result.stderr
    assert proposal in text


@pytest.mark.parametrize("name", [NAME, f"positions/{NAME}", f"small/{NAME}", f"small/positions/{NAME}"])
def test_it_is_found_by_its_name(home, name):
    assert find_position(name, home)[2].id == NAME


def test_it_is_found_by_its_path(home, root, tmp_path):
    inside = home / "scenarios" / "small" / "positions" / f"{NAME}.yaml"
    outside = shutil.copy(inside, tmp_path / f"{NAME}.yaml")
    assert find_position(str(inside), root)[2].id == NAME
    assert find_position(str(outside), home)[2].id == NAME


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a-positon", "Write 'a-position' instead"),
        ("smal/a-position", "Write 'small' instead"),
        ("nothing.yaml", "nothing.yaml"),
    ],
)
def test_what_is_not_there_is_told(home, tmp_path, name, told):
    result = export(home, name, tmp_path / "x.md")
    assert result.exit_code == 1
    assert told in result.stderr
    assert not (tmp_path / "x.md").exists()


@pytest.mark.parametrize("name", [f"positions/{NAME}", f"small/positions/{NAME}"])
def test_a_position_has_no_workbook(home, tmp_path, name):
    result = export(home, name, tmp_path / "x.xlsx")
    assert result.exit_code == 1
    assert f"found position '{name}' for file 'x.xlsx'; expected a scenario" in result.stderr
    assert ".docx" in result.stderr


def test_a_root_without_positions_is_told(root):
    with pytest.raises(ScenarioError, match="there is no position in"):
        find_position(NAME, root)


def test_options_for_tables_are_refused_for_a_letter(home, tmp_path):
    result = export(home, NAME, tmp_path / "x.md", "--thousands")
    assert result.exit_code == 1
    assert "--thousands for a letter" in result.stderr


def test_a_date_is_refused_for_tables(home, tmp_path):
    result = export(home, "all-on", tmp_path / "x.csv", "--date", "2021-03-03")
    assert result.exit_code == 1
    assert "--date for tables" in result.stderr


def test_a_date_that_is_none_is_wrong_use(home, tmp_path):
    assert export(home, NAME, tmp_path / "x.md", "--date", "3 maart").exit_code == 2


def test_a_failed_export_leaves_what_was_there(home, tmp_path):
    path = home / "scenarios" / "small" / "positions" / f"{NAME}.yaml"
    old = tmp_path / "x.md"
    old.write_text("old", "utf-8")
    path.write_text(path.read_text("utf-8").replace("oppose", "opose"), "utf-8")
    result = export(home, NAME, old)
    assert result.exit_code == 1
    assert "Write 'oppose' instead" in result.stderr
    assert old.read_text("utf-8") == "old"
    assert export(home, NAME, tmp_path / "none" / "x.md").exit_code == 1
    assert sorted(p.name for p in tmp_path.iterdir()) == ["home", "x.md"]


def test_validate_checks_positions_too(home):
    folder = home / "scenarios" / "small"
    path = folder / "positions" / f"{NAME}.yaml"
    everything = (home, home / "scenarios", folder, folder / "positions", path)
    assert validate(everything) == []
    path.write_text(path.read_text("utf-8").replace("oppose", "opose"), "utf-8")
    for place in everything:
        assert [problem.found for problem in validate([place])] == ["'opose'"], place


def test_validate_checks_a_position_once_its_scenarios_are_mended(home):
    scenario = home / "scenarios" / "small" / "all-on.yaml"
    scenario.write_text(scenario.read_text("utf-8") + "colour: blue\n", "utf-8")
    problems = validate([home / "scenarios" / "small" / "positions" / f"{NAME}.yaml"])
    assert [Path(problem.file).name for problem in problems] == ["all-on.yaml"]
