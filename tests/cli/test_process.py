"""The command line as a process of its own: `python -m simulator`, from any folder, through a pipe."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]


def koers(*args: str, cwd: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    # The package is not installed, so another folder needs to be told where it is.
    start = f"import sys; sys.path.insert(0, {str(PROJECT)!r}); import runpy; runpy.run_module('simulator', "
    command = (
        ["-c", start + "run_name='__main__', alter_sys=True)"] if cwd != PROJECT else ["-m", "simulator"]
    )
    return subprocess.run(
        [sys.executable, *command, *args], cwd=cwd, capture_output=True, encoding="utf-8", check=False
    )


def test_help_needs_neither_numpy_nor_pandas():
    code = (
        "import sys; from typer.testing import CliRunner; from simulator.cli import app\n"
        "for args in (['--help'], ['run', '--help'], ['run', 'x', '--overlap', '7']):\n"
        "    print(CliRunner().invoke(app, args).exit_code)\n"
        "print(sorted({'numpy', 'pandas', 'scipy', 'pint', 'streamlit'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.split("\n")[:4] == ["0", "0", "2", "[]"]


def test_without_a_command_it_says_what_there_is():
    done = koers()
    assert done.returncode == 2
    assert "validate" in done.stdout + done.stderr


def test_run_writes_clean_json_to_a_pipe(root: Path):
    done = koers("run", "all-on", "--root", str(root), "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["most_likely"]["net"]["2023"] == pytest.approx(660_000)


def test_run_writes_clean_csv_to_a_pipe(root: Path):
    done = koers("run", "all-on", "--root", str(root), "--format", "csv", "--most-likely")
    assert (done.returncode, done.stderr) == (0, "")
    assert {len(row) for row in csv.reader(done.stdout.splitlines())} == {8}


def test_it_works_from_any_folder(tmp_path: Path):
    done = koers("list", "scenarios", "--format", "json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "programma" in {entry["id"] for entry in json.loads(done.stdout)["scenarios"]}


def test_a_broken_file_gives_a_message_and_no_traceback(tmp_path: Path):
    path = tmp_path / "stuk.yaml"
    path.write_text("id: stuk\nprogramme: gooi-en-vechtstreek-2021\nmeasures: [\n", "utf-8")
    done = koers("run", str(path), "--format", "json")
    assert (done.returncode, done.stdout) == (1, "")
    assert f"{path}:" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
@pytest.mark.parametrize(
    "args", [["run", "all-on"], ["run", "all-on", "--format", "json"], ["run", "--help"]]
)
def test_a_full_disk_gives_a_message_and_no_traceback(root: Path, args: list[str]):
    args += [] if "--help" in args else ["--root", str(root), "--most-likely"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "simulator", *args],
            cwd=PROJECT, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == "Error: the result cannot be written: No space left on device. Send it elsewhere\n"


def test_a_reader_that_stops_early_is_no_error_of_ours(root: Path):
    command = f"'{sys.executable}' -m simulator run all-on --root '{root}' --format json | head -c 1"
    done = subprocess.run(
        ["sh", "-c", command], cwd=PROJECT, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.stdout, done.stderr) == ("{", "")


def test_the_shipped_files_are_valid():
    done = koers("validate")
    assert (done.returncode, done.stdout) == (0, "")
