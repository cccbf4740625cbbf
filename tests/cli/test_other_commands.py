"""The commands `list`, `validate`, `schema` and `audit`."""

import csv
import io
import json
import shutil
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from simulator.cli import app
from tests.cli.conftest import Command

KINDS = ["measure", "programme", "scenario", "printed", "observed", "position"]


def test_list_gives_everything(command: Command):
    data = json.loads(command("list", "--format", "json").stdout)
    assert [entry["id"] for entry in data["programmes"]] == ["small"]
    assert [entry["id"] for entry in data["scenarios"]] == ["added-up", "all-on"]
    assert [entry["id"] for entry in data["measures"]] == ["school-coaches", "fewer-hours", "strict-access"]


@pytest.mark.parametrize("what", ["programmes", "scenarios", "measures"])
def test_list_gives_one_kind(command: Command, what: str):
    assert list(json.loads(command("list", what, "--format", "json").stdout)) == [what]
    assert what.capitalize() in command("list", what).stdout


@pytest.mark.parametrize("words", [("small",), ("measures", "small"), ("scenarios", "small")])
def test_list_can_be_limited_to_one_programme(words: tuple[str, ...], root: Path, tmp_path: Path):
    shutil.copytree(root, tmp_path, dirs_exist_ok=True)
    where = ("--root", str(tmp_path), "--format", "json")
    assert CliRunner().invoke(app, ["init", "mijn-regio", *where[:2]]).exit_code == 0
    everything = json.loads(CliRunner().invoke(app, ["list", *where]).stdout)
    assert {entry["programme"] for entry in everything["measures"]} == {"small", "mijn-regio"}
    data = json.loads(CliRunner().invoke(app, ["list", *words, *where]).stdout)
    assert list(data) == (["programmes", "scenarios", "measures"] if len(words) == 1 else [words[0]])
    for kind, found in data.items():
        of = "id" if kind == "programmes" else "programme"
        assert found == [entry for entry in everything[kind] if entry[of] == "small"]


def test_list_of_a_programme_that_is_not_there_says_which_there_are(command: Command):
    for words in (("list", "smal"), ("list", "measures", "smal")):
        result = command(*words)
        assert result.exit_code == 1
        assert "'smal'" in result.stderr and "one of: small" in result.stderr
        assert "Write 'small' instead" in result.stderr
    misspelt = command("list", "mesures")
    assert misspelt.exit_code == 1 and "Write 'measures' instead" in misspelt.stderr


def test_list_of_something_else_in_a_programme_is_wrong_use(command: Command):
    assert command("list", "cows", "small").exit_code == 2


def test_validate_finds_nothing_in_good_files(command: Command, root: Path):
    for path in (root, root / "measures" / "small", root / "scenarios" / "small" / "all-on.yaml"):
        result = command("validate", str(path))
        assert (result.exit_code, result.stdout) == (0, "")


def test_validate_prints_every_problem(command: Command, root: Path, tmp_path: Path):
    folder = tmp_path / "measures" / "small"
    folder.mkdir(parents=True)
    for path in (root / "measures" / "small").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    hours = folder / "fewer-hours.yaml"
    hours.write_text(hours.read_text("utf-8").replace("number: 2", "number: twee\ncolour: blue"), "utf-8")
    scenario = tmp_path / "scenarios" / "small" / "x.yaml"
    scenario.parent.mkdir(parents=True)
    scenario.write_text("id: [", "utf-8")
    result = command("validate", str(tmp_path))
    assert result.exit_code == 1
    assert "fewer-hours.yaml:2: number" in result.stdout
    assert "fewer-hours.yaml:3: colour" in result.stdout
    assert "problems in" in result.stderr


def test_validate_refuses_what_is_not_there(command: Command, tmp_path: Path):
    result = command("validate", str(tmp_path / "nothing"))
    assert result.exit_code == 1
    assert "no such file or folder" in result.stdout


@pytest.mark.parametrize("kind", KINDS)
def test_schema_is_a_json_schema(command: Command, kind: str):
    schema = json.loads(command("schema", kind).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["title"] == f"Koers {kind}"


def test_schema_of_something_else_is_wrong_use(command: Command):
    assert command("schema", "cow").exit_code == 2


def test_audit_of_a_programme_without_printed_tables(command: Command):
    data = json.loads(command("audit", "small", "--format", "json").stdout)
    assert data["programme"] == "small"
    assert all(finding["rule"] for finding in data["findings"])


def test_an_audit_that_had_nothing_to_check_says_so(tmp_path: Path):
    # An empty table and three zeros would look as if all had been checked and found right.
    root = ("--root", str(tmp_path))
    assert CliRunner().invoke(app, ["init", "mijn-regio", *root]).exit_code == 0
    said = CliRunner().invoke(app, ["audit", "mijn-regio", *root])
    assert said.exit_code == 0 and "nothing found" in said.stdout
    assert "measures/mijn-regio/printed.yaml is missing" in " ".join(said.stdout.split())


def test_audit_gives_the_same_findings_in_every_form():
    def audit(*args: str) -> str:
        result = CliRunner().invoke(app, ["audit", "gooi-en-vechtstreek-2021", *args])
        assert result.exit_code == 0, result.output
        return result.stdout_bytes.decode()

    findings = json.loads(audit("--format", "json"))["findings"]
    rows = list(csv.DictReader(io.StringIO(audit("--format", "csv"))))
    assert [row["key"] for row in rows] == [finding["key"] for finding in findings]
    assert [row["title_nl"] for row in rows] == [finding["title"]["nl"] for finding in findings]
    # A printed "-166.105" is text: no spreadsheet may take it for a formula or another number.
    assert not [row for row in rows if row["printed"].startswith(("-", "+", "=", "@"))]
    errors = sum(finding["severity"] == "error" for finding in findings)
    assert f"error: {errors}," in audit()


@pytest.mark.parametrize(
    ("lang", "words"), [("nl", "een nadeel van € 166.105"), ("en", "a loss of €166,105")]
)
def test_the_table_of_an_audit_tells_a_saving_from_a_cost_and_names_the_reading(lang: str, words: str):
    # Measure 6 in 2022 prints a gain (-166.105) where 406,520 - 572,625 is a loss of the same size.
    result = CliRunner().invoke(app, ["audit", "gooi-en-vechtstreek-2021", "--lang", lang])
    lines = result.stdout.splitlines()
    first = next(at for at, line in enumerate(lines) if " 1637 " in line)
    cell = lines[first].split("-166.105")[1]
    assert cell.split()[-1] == "reconciled"
    assert cell.split()[-2] == ("-332.210" if lang == "nl" else "-332,210")
    below = lines[first + 1].strip().split("  ")[-1].strip()
    assert " ".join([*cell.split()[:-2], below]).strip() == words


@pytest.mark.parametrize("width", [80, 200])
def test_a_narrow_terminal_leaves_no_column_of_the_audit_out(width: int, monkeypatch: pytest.MonkeyPatch):
    from rich.console import Console

    from simulator.cli import audit as command

    out = Console(width=width, record=True, markup=False, highlight=False, emoji=False)
    monkeypatch.setattr(command, "console", lambda: out)
    CliRunner().invoke(app, ["audit", "gooi-en-vechtstreek-2021", "--lang", "en"])
    text = " ".join(out.export_text().split())
    for heading in ("line", "printed", "computed", "difference", "reading"):
        assert heading in text
    assert ("reading: reconciled" in text) == (width == 80)


def test_strict_audit_fails_on_errors():
    result = CliRunner().invoke(app, ["audit", "gooi-en-vechtstreek-2021", "--strict"])
    assert result.exit_code == 1


def test_audit_of_an_unknown_programme_is_refused(command: Command):
    result = command("audit", "smal")
    assert result.exit_code == 1
    assert "Write 'small'" in result.stderr
