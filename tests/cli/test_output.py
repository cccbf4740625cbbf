"""What a terminal shows: whole numbers on 80 columns, and a progress bar only for long runs."""

import io
import sys
from pathlib import Path

import pytest
from rich.console import Console

from simulator.analysis.run import run
from simulator.cli.output import LONG_RUN, progress_bar
from simulator.cli.run_table import print_run
from simulator.files import load_catalogue, load_scenario

ROOT = Path(__file__).resolve().parents[2]
PROGRAMME = "gooi-en-vechtstreek-2021"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("draws", "stream", "shown"),
    [(LONG_RUN, Terminal(), True), (LONG_RUN - 1, Terminal(), False), (LONG_RUN, io.StringIO(), False)],
)
def test_progress_is_shown_for_long_runs_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    draws: int,
    stream: io.StringIO,
    shown: bool,
):
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    with progress_bar(draws) as progress:
        assert (progress is not None) == shown
        if progress is not None:
            progress(draws // 2, draws)
    assert bool(stream.getvalue()) == shown
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("width", [80, 140])
def test_no_number_is_cut_off(width: int):
    catalogue = load_catalogue(ROOT / "measures" / PROGRAMME)
    scenario = load_scenario(ROOT / "scenarios" / PROGRAMME / "programma.yaml", catalogue)
    out = io.StringIO()
    small = scenario.model_copy(update={"draws": 200})
    print_run(run(catalogue, small), Console(file=out, width=width, markup=False), "nl")
    assert "…" not in out.getvalue()
    assert ("last in" in out.getvalue()) == (width > 80)
