"""A part of a whole of 5 where 0.05 was meant: refused where it cannot be, a warning where it can."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from simulator.cli import app
from simulator.errors import InputFileError
from simulator.files import load_catalogue, validate
from tests.files.support import GOOD, PATHS, TEXTS, load_changed

ROOT = Path(__file__).parents[2]

GROWTH = "growth:\n      - value: 0.1\n"
RANGE = (
    "        uncertainty: {kind: triangular, low: 0, high: 4}\n        range_provenance: assumption\n"
    "        range_reason: {nl: A, en: A}\n"
)
YOUTH = (
    '    figures:\n      - {year: 2019, status: realised, value: 12.8, printed: "12,8%"}\n  - kind: index\n'
    '    subject: {nl: "Iets anders", en: "Another"}\n    source: {document: plan, lines: "44"}\n    figures:'
)


@pytest.mark.parametrize(
    ("kind", "old", "new", "key", "told"),
    [
        # Realisation is a part of a plan: the whole plan at most.
        ("programme", "  3:\n    value: 0.8", "  3:\n    value: 8", "realisation.3", "8% is written 0.08"),
        ("programme", GROWTH, GROWTH + RANGE, "services.youth.growth.0.value", "4% is written 0.04"),
        ("measure", "      value: 0.1\n", "      value: 10\n", "break_even.elsewhere.critics", "written 0.1"),
        ("observed", "kind: index", "kind: share_of_youth", "series.2.figures.0.value", "1.51% is written"),
        ("measure", "    share: 0.5\n", "    share: 5\n", "relations.0.share", "5% is written 0.05"),
        ("measure", "    share: 0.4\n", "    share: 40\n", "relations.4.share", "40% is written 0.4"),
        ("measure", "high: 0.5}", "high: 50}", "drivers.leak", "50% is written 0.5"),
        ("scenario", "overlap: 0.25", "overlap: 25", "overlap", "25% is written 0.25"),
        ("programme", "    2023: 0.02\n", "    2023: 2\n", "price_index.rates.2023", "2% is written 0.02"),
    ],
)
def test_a_part_above_the_whole_is_refused(
    kind: str, old: str, new: str, key: str, told: str, tmp_path: Path
):
    assert old in TEXTS[kind]
    text = TEXTS[kind].replace(old, new, 1)
    with pytest.raises(InputFileError) as refused:
        load_changed(kind, text, tmp_path)
    (problem,) = refused.value.problems
    assert problem.key == key
    assert told in problem.repair and problem.refuses


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The good files, with a measure beside them that uses whatever a measure can use."""
    shutil.copytree(GOOD, tmp_path, dirs_exist_ok=True)
    shutil.copy(PATHS["measure"], tmp_path / "measures" / "small" / "rich.yaml")
    part = '\n  part: {value: 0.05, unit: "1", title: {nl: D, en: P}, grade: 6, provenance: assumption,\n'
    part += "    uncertainty: {kind: pert, low: 0.01, high: 0.1}, range_provenance: assumption,\n"
    part += "    range_reason: {nl: A, en: A}, rivals: {critics: {value: 0.02, grade: 6,\n"
    part += "    provenance: assumption, note: {nl: A, en: A}}}, note: {nl: A, en: A}}\neffects:"
    measure = tmp_path / "measures" / "small" / "rich.yaml"
    text = measure.read_text("utf-8").replace("\neffects:", part, 1)
    text = text.replace("children * saving * (1", "part * children * saving * (1", 1)
    measure.write_text(text.replace("measure: strict-access", "measure: fewer-hours", 1), "utf-8")
    assert validate([tmp_path]) == []
    return tmp_path


@pytest.mark.parametrize(
    ("old", "new", "line", "found"),
    [
        ("part: {value: 0.05", "part: {value: 5", "drivers.part.value", "5 with the unit 1, so 500%"),
        ("low: 0.01, high: 0.1}", "low: 0.01, high: 10}", "drivers.part.uncertainty", "10 with the unit 1"),
        ("low: 0.01, high: 0.1}", "low: -3, high: 0.1}", "drivers.part.uncertainty", "-3 with the unit 1"),
        ("{value: 0.02", "{value: 2", "drivers.part.rivals.critics.value", "2 with the unit 1, so 200%"),
    ],
)
def test_a_driver_that_is_no_part_of_one_is_a_warning_and_the_file_is_taken(
    home: Path, old: str, new: str, line: str, found: str
):
    measure = home / "measures" / "small" / "rich.yaml"
    text = measure.read_text("utf-8")
    assert old in text
    if "value: 5" in new:
        text = text.replace("low: 0.01, high: 0.1}", "low: 0.01, high: 10}")
    measure.write_text(text.replace(old, new, 1), "utf-8")
    assert load_catalogue(home / "measures" / "small").measures["rich"]
    (warning,) = validate([home])
    assert (warning.key, warning.refuses) == (line, False)
    assert found in warning.found
    changed = measure.read_text("utf-8").splitlines()
    assert new.rsplit(",", maxsplit=1)[-1].rsplit(": ", maxsplit=1)[-1] in changed[warning.line - 1]
    # Once, however it is asked for; and not by who asks about another file.
    assert validate([measure, home / "measures"]) == [warning]
    assert validate([PATHS["programme"], home / "measures" / "small" / "fewer-hours.yaml"]) == []


def test_a_warning_is_told_and_is_no_failure(home: Path):
    measure = home / "measures" / "small" / "rich.yaml"
    text = measure.read_text("utf-8").replace("{value: 0.02", "{value: 2", 1)
    measure.write_text(text, "utf-8")
    result = CliRunner().invoke(app, ["validate", str(home)])
    assert result.exit_code == 0
    assert "rich.yaml:" in result.stdout and ": warning: drivers.part.rivals.critics.value: " in result.stdout
    assert "2% is written 0.02" in result.stdout
    assert "No problems found. 1 warning in 1 file." in result.stderr
    # A factor says so by its unit.
    factor = text.replace('value: 0.05, unit: "1"', "value: 0.05, unit: EUR/EUR")
    measure.write_text(factor, "utf-8")
    assert validate([home]) == []
    # Beside a problem both are told, and the problem decides.
    scenario = home / "scenarios" / "small" / "everything.yaml"
    measure.write_text(text, "utf-8")
    scenario.write_text(scenario.read_text("utf-8").replace("seed: 7", "seed: x"), "utf-8")
    result = CliRunner().invoke(app, ["validate", str(home)])
    assert result.exit_code == 1
    assert "1 problem in 1 file. 1 warning in 1 file." in result.stderr


def test_a_scenario_that_gives_a_share_as_a_percentage_is_warned_about(home: Path):
    scenario = home / "scenarios" / "small" / "everything.yaml"
    text = scenario.read_text("utf-8")
    own = "  rich:\n    drivers:\n      part: {value: 5, reason: Our own count}\nlayers:\n"
    scenario.write_text(
        text.replace("layers:\n", own, 1).replace("fewer-hours: {}", "fewer-hours: {on: false}"), "utf-8"
    )
    (warning,) = validate([scenario])
    assert (warning.key, warning.refuses) == ("measures.rich.drivers.part.value", False)


def test_no_shipped_file_warns():
    assert validate([ROOT]) == []
