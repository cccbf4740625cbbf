"""The command `export`: what it writes, and that a failed one leaves what was there."""

import json

import openpyxl
import pytest
import typer
from typer.testing import CliRunner

from simulator.cli.export import export_command, write_whole
from simulator.errors import ScenarioError

app = typer.Typer()
app.command("export")(export_command)
app.command("other")(lambda: None)


def export(*args):
    return CliRunner().invoke(app, ["export", "zoals-gedrukt", *map(str, args)])


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
def test_writes_a_whole_file_and_nothing_else(tmp_path, ending):
    path = tmp_path / f"uit.{ending}"
    result = export("--to", path, "--municipality", "hilversum", "--thousands")
    assert result.exit_code == 0, result.output
    assert [p.name for p in tmp_path.iterdir()] == [path.name]
    if ending == "json":
        assert json.loads(path.read_text())["view"] == "hilversum"
    elif ending == "xlsx":
        assert openpyxl.load_workbook(path, data_only=True)["Controles"]["C5"].value == "OK"
    else:
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--to", "x.rtf"), "expected a name that ends in"),
        (("--to", "x.csv", "--convention", "eigen"), "sign convention 'eigen'"),
        (("--to", "x.csv", "--key", "eigen"), "allocation key 'eigen'"),
        (("--to", "geen/map/x.csv"), "cannot be written"),
    ],
)
def test_what_is_refused_is_told(args, told):
    result = export(*args)
    assert isinstance(result.exception, ScenarioError)
    assert told in str(result.exception)


def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "uit.csv"
    path.write_text("oud")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)
    with pytest.raises(ScenarioError, match="No space left"):
        write_whole(path, b"nieuw")
    assert path.read_text() == "oud"
    assert [p.name for p in tmp_path.iterdir()] == ["uit.csv"]
