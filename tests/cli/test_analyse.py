"""The commands `analyse sensitivity` and `analyse voi`, on a measure that saves 100,000 or nothing.

branches   100,000 EUR/year or nothing, both as likely; costs 40,000: four years are worth 40,000
sure       50,000 to 150,000 on youth
Net saving on average 50,000 - 40,000 + 100,000 = 110,000.
"""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from simulator.cli import app
from simulator.domain.measure import Unknown
from simulator.domain.quantity import Discrete, Uniform
from tests.architecture.code import ROOT
from tests.cli.conftest import Command, write
from tests.engine.worked import saver
from tests.factories import cost, driver, scenario, small_measures, small_programme, text

BRANCHES = Discrete(kind="discrete", values=(0.0, 100_000.0), weights=(1.0, 1.0))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("analyse")
    write(folder / "measures" / "small" / "programme.yaml", small_programme())
    drivers = {
        "amount": driver(100_000, "EUR/year", uncertainty=BRANCHES),
        "price": driver(40_000, "EUR/year"),
    }
    unknown = Unknown(what="effect", title=text("Rust in gezinnen"), source=cost("1").source)
    branches = saver(
        "branches", 0, drivers=drivers, costs={"work": cost("price")}, unknown=(unknown,), number=9
    )
    sure = saver("sure", 100_000, on="youth", uncertainty=Uniform(kind="uniform", low=50_000, high=150_000))
    # The small measures too: a shared driver that nothing uses is refused.
    for one in (branches, sure, *small_measures().values()):
        write(folder / "measures" / "small" / f"{one.id}.yaml", one)
    write(folder / "scenarios" / "small" / "two.yaml", scenario("branches", "sure", id="two", draws=4_000))
    return folder


@pytest.fixture
def analyse(root: Path) -> Command:
    def call(*args: str):
        return CliRunner().invoke(app, ["analyse", *args, "--root", str(root)])

    return call


def test_sensitivity_as_json_has_the_numbers_worked_by_hand(analyse: Command):
    result = analyse("sensitivity", "two", "--format", "json", "--year", "2024")
    assert result.exit_code == 0, result.output
    data = json.loads(result.stdout)
    assert data["mean"]["net"] == pytest.approx(110_000, rel=0.01)
    first, second = (row for row in data["drivers"] if row["outcome"] == "net")
    # Variances: 50,000² against 100,000² / 12, so 3 to 1.
    assert (first["name"], second["name"]) == ("branches/amount", "sure/amount")
    assert first["total"] == pytest.approx(0.75, abs=0.03)
    assert (first["at_p10"], first["at_p90"]) == pytest.approx((60_000, 160_000), rel=0.01)
    assert {(row["reason"], row["name"]) for row in data["missing"]} >= {
        ("fixed", "branches/price"),
        ("unknown", "branches"),
        ("off", "growth"),
    }


def test_voi_as_json_has_the_numbers_worked_by_hand(analyse: Command):
    data = json.loads(analyse("voi", "two", "--format", "json", "--over", "programme").stdout)
    keep = next(row for row in data["decisions"] if row["measure"] == "branches")
    assert keep["mean"] == pytest.approx(40_000, abs=800)
    first = next(row for row in data["information"] if row["name"] == "branches/amount")
    assert first["gain"] == pytest.approx(80_000, abs=1_600)


@pytest.mark.parametrize(
    ("command", "table", "column"),
    [
        ("sensitivity", "drivers", "total"),
        ("sensitivity", "layers", "share"),
        ("sensitivity", "switching", "value"),
        ("sensitivity", "missing", "reason"),
        ("voi", "information", "gain"),
        ("voi", "decisions", "wrong"),
    ],
)
def test_every_table_comes_as_csv(analyse: Command, command: str, table: str, column: str):
    result = analyse(command, "two", "--format", "csv", "--table", table)
    assert result.exit_code == 0, result.output
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert rows and column in rows[0]
    assert len({row["run_id"] for row in rows}) == 1


@pytest.mark.parametrize("table", ["drivers", "switching"])
def test_values_of_drivers_have_their_unit(analyse: Command, table: str):
    rows = csv.DictReader(
        io.StringIO(analyse("sensitivity", "two", "--format", "csv", "--table", table).stdout)
    )
    assert {row["unit"] for row in rows if row["name"] == "branches/amount"} == {"EUR/year"}


def test_a_common_factor_is_in_standard_deviations():
    asked = ["analyse", "sensitivity", "gooi-en-vechtstreek-2021/programma"]
    shown = CliRunner().invoke(app, [*asked, "--draws", "200", "--top", "1", "--root", str(ROOT)]).stdout
    assert "Uitvoeringskracht" in shown
    assert "in standard deviations from its middle" in " ".join(shown.split())


def test_a_measure_of_which_only_the_cost_is_known_has_amounts():
    """Nobody knows what 13 saves, but its costs are known; 15 costs something in 2021 alone."""
    asked = ["analyse", "voi", "gooi-en-vechtstreek-2021/programma", "--draws", "200", "--root", str(ROOT)]
    result = CliRunner().invoke(app, asked, env={"COLUMNS": "200"})
    rows = [line for line in result.stdout.splitlines() if re.search(r"\b(13|15)\. ", line)]
    assert ["saving unknown" in row for row in rows[:2]] == [True, False]


def test_tables_say_it_in_words(analyse: Command):
    told = analyse("sensitivity", "two").stdout
    assert "What matters most" in told
    assert "not in this run" in told, "a layer that is off is no zero"
    assert "Rust in gezinnen" in told
    # In the most likely case it saves 100,000 and costs 40,000; the value is where that turns around.
    assert re.search(r"9\. branches .* keep +€", told)
    told = analyse("voi", "two").stdout
    assert "keep 9. branches" in told
    # 60,000 or -40,000 a year, as likely: kept, and dropped by who knows in half of the cases.
    assert "branches (now: keep) in 5 of 10 cases" in " ".join(told.split())
    assert "about known amounts alone" in told
    told = " ".join(analyse("voi", "two", "--certainty", "0.8").stdout.split())
    assert "counting on it in vain weighs 1,6, giving it up in vain 0,4" in told


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("sensitivity", "two", "--year", "1999"), "found year 1999"),
        (("voi", "two", "--certainty", "2"), "between 0 and 1"),
        (("sensitivity", "three"), "found scenario 'three'"),
    ],
)
def test_what_cannot_be_is_refused_in_words(analyse: Command, args: tuple[str, ...], words: str):
    result = analyse(*args)
    assert result.exit_code == 1
    assert words in result.stderr
