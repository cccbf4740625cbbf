"""The command `sweep`: which one, to which file, and what it says."""

import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import yaml
from typer.testing import CliRunner, Result

from simulator.cli import app
from simulator.cli import sweep as command
from simulator.errors import ScenarioError
from tests.sweep.samples import InlinePool, sweep


@pytest.fixture
def home(root: Path, tmp_path: Path) -> Path:
    """The small programme, with a sweep over `all-on` and `added-up`."""
    home = tmp_path / "home"
    shutil.copytree(root, home)
    folder = home / "scenarios" / "small" / "sweeps"
    folder.mkdir()
    data = sweep().model_dump(mode="json", exclude_defaults=True)
    (folder / "a-sweep.yaml").write_text(yaml.safe_dump(data, sort_keys=False), "utf-8")
    return home


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> InlinePool:
    """Work done in this process, instead of in others."""
    pool = InlinePool()
    monkeypatch.setattr(command, "_pool", lambda *_: pool)
    return pool


def koers(home: Path, *args: str) -> Result:
    return CliRunner().invoke(app, ["sweep", *args, "--root", str(home)])


@pytest.mark.parametrize("name", ["a-sweep", "small/a-sweep"])
def test_it_writes_one_file_and_says_what_is_in_it(home, tmp_path, pool, name):
    path = tmp_path / "a.parquet"
    result = koers(home, name, "--to", str(path))
    assert (result.exit_code, result.stdout) == (0, "")
    assert "20 runs, 80 rows, in 5 parts\n" in result.stderr
    assert pq.read_table(path).num_rows == 80
    again = koers(home, name, "--to", str(path))
    assert "of which 5 were there already" in again.stderr
    assert len(pool.asked) == 5
    assert "were there already" not in koers(home, name, "--to", str(path), "--anew").stderr


def test_it_is_found_by_its_path(home, root, tmp_path):
    inside = home / "scenarios" / "small" / "sweeps" / "a-sweep.yaml"
    outside = shutil.copy(inside, tmp_path / "a-sweep.yaml")
    assert command.find_sweep(str(inside), root)[2].id == "a-sweep"
    assert command.find_sweep(str(outside), home)[2].id == "a-sweep"


def test_ctrl_c_keeps_what_is_done(home, tmp_path, monkeypatch):
    monkeypatch.setattr(command, "_pool", lambda *_: InlinePool(dies_after=2))
    result = koers(home, "a-sweep", "--to", str(tmp_path / "a.parquet"))
    assert result.exit_code == 130
    assert "the same command goes on from there" in result.stderr


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("a-sweap", "--to", "x.parquet"), "Write 'a-sweep' instead"),
        (("a-sweep", "--to", "x.csv"), "a name that ends in .parquet"),
        (("a-sweep", "--to", "nowhere/x.parquet"), "found no folder nowhere"),
        (("nothing.yaml", "--to", "x.parquet"), "nothing.yaml"),
        (
            ("a-sweep", "--to", "x.parquet", "--processes", "2", "--scheduler", "tcp://127.0.0.1:9"),
            "expected one of them",
        ),
    ],
)
def test_what_cannot_be_is_told(home, tmp_path, monkeypatch, args, told):
    monkeypatch.chdir(tmp_path)
    result = koers(home, *args)
    assert result.exit_code == 1
    assert told in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home"]


def test_a_name_in_two_programmes_is_told(home):
    shutil.copytree(home / "measures" / "small", home / "measures" / "other")
    shutil.copytree(home / "scenarios" / "small", home / "scenarios" / "other")
    with pytest.raises(ScenarioError, match="Write other/a-sweep or small/a-sweep"):
        command.find_sweep("a-sweep", home)
