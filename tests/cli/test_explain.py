"""The command `explain`: the sums worked by hand, in words."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from simulator.analysis.explain import explain
from simulator.analysis.run import run
from simulator.cli.explain_text import print_explanation
from simulator.cli.options import Language
from simulator.files import load_catalogue, load_scenario, programmes, scenario_paths
from tests.cli.conftest import Command

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = [path for folder in programmes(ROOT) for path in scenario_paths(ROOT, folder.name)]


def test_it_shows_the_sum_with_its_numbers(command: Command):
    result = command("explain", "all-on", "fewer-hours", "2023")
    assert result.exit_code == 0, result.output
    for words in (
        "Gross saving in 2023: € 200.000",
        "10% × € 2.000.000 = € 200.000",
        "1.000 cliënten × 2 uur × € 50 = € 100.000",
        "€ 100.000 × 50% in this year × 50% own part of a shared cost (with strict-access) = € 25.000",
        "Net (gross saving less cost, before damping): € 175.000",
        "Overlap τ = 0 (the programme's own)",
        "strict-access: € 500.000, 25% of the spending",
        "Added up: € 700.000; together: € 650.000",
        "Last in (what the package loses without it): € 150.000",
        "plan.txt line 1",
    ):
        assert words in result.stdout
    assert result.stderr == ""


def test_a_measure_goes_by_number_too(command: Command):
    assert command("explain", "all-on", "2", "2023").stdout == (
        command("explain", "all-on", "fewer-hours", "2023").stdout
    )


def test_english_writes_numbers_the_english_way(command: Command):
    result = command("explain", "all-on", "fewer-hours", "2023", "--lang", "en")
    assert "1,000 clients × 2 hours × € 50 = € 100,000" in result.stdout


def test_a_municipality_gets_its_part(command: Command):
    result = command("explain", "all-on", "fewer-hours", "2023", "--municipality", "Zuid")
    assert "€ 200.000 × 100% ramp-up × 30% of the region = € 60.000" in result.stdout


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["fewer-hour", "2023"], 1, "Write 'fewer-hours'"),
        (["fewer-hours", "2030"], 1, "from 2021 to 2024"),
        (["fewer-hours", "soon"], 2, "YEAR"),
        (["fewer-hours"], 2, "YEAR"),
    ],
)
def test_what_cannot_be_explained_is_refused(command: Command, args: list[str], code: int, words: str):
    result = command("explain", "all-on", *args)
    assert (result.exit_code, result.stdout) == (code, "")
    assert words in result.stderr


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_measure_of_the_shipped_scenarios_can_be_written_out(path: Path, lang: Language):
    catalogue = load_catalogue(ROOT / "measures" / path.parent.name)
    result = run(catalogue, load_scenario(path, catalogue), draws=False)
    for measure in result.plan.measures:
        out = io.StringIO()
        console = Console(file=out, markup=False, highlight=False, width=140)
        print_explanation(explain(result, measure, result.plan.years[-1]), catalogue, console, lang)
        assert "Gross saving" in out.getvalue()
        assert "None" not in out.getvalue()


def test_what_is_spent_in_place_of_a_saving_is_told():
    catalogue = load_catalogue(ROOT / "measures" / "gooi-en-vechtstreek-2021")
    path = ROOT / "scenarios" / "gooi-en-vechtstreek-2021" / "zoals-gedrukt.yaml"
    made = run(catalogue, load_scenario(path, catalogue), draws=False)
    out = io.StringIO()
    told = explain(made, "gezamenlijke-toegang-verblijf", 2024)
    print_explanation(told, catalogue, Console(file=out, width=400), "nl")
    for words in (
        "Spent in its place on Ambulante jeugdhulp, and deducted already:",
        "15 kinderen × € 122 × 365 dagen = € 667.950",
        "In the budget on that service in 2024, after damping: € 445.300",
    ):
        assert words in out.getvalue()
