"""The command `run`, on sums of the small programme that can be worked by hand.

All three measures on, overlap 0, in 2023:
gross   100,000 (youth) + 200,000 + 500,000 (household help) = 800,000
damped  100,000 + 2,000,000 * (1 - 0.9 * 0.75) = 100,000 + 650,000 = 750,000
cost    40,000 (staff) + 50,000 (half of the pool) = 90,000
net     750,000 - 90,000 = 660,000
"""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from simulator.cli import app
from tests.cli.conftest import Command

YEARS = ("2021", "2022", "2023", "2024")
TOTALS = ("gross", "damped", "cost", "net")


def as_json(command: Command, *args: str) -> dict[str, Any]:
    result = command("run", *args, "--format", "json")
    assert result.exit_code == 0, result.output
    data: dict[str, Any] = json.loads(result.stdout)
    return data


def test_totals_are_those_worked_by_hand(command: Command):
    data = as_json(command, "all-on")
    expected = {"gross": 800_000, "damped": 750_000, "cost": 90_000, "net": 660_000}
    for name, amount in expected.items():
        assert data["most_likely"][name]["2023"] == pytest.approx(amount)
        # Every driver is fixed, so all statistics are the most likely case.
        for statistic in ("mean", "p10", "p50", "p90"):
            assert data["summary"][name]["2023"][statistic] == pytest.approx(amount, rel=1e-6)


def test_json_has_the_agreed_keys(command: Command):
    data = as_json(command, "all-on")
    assert {"run_id", "programme", "scenario", "municipality", "years", "draws", "seed"} <= set(data)
    assert (data["programme"], data["scenario"], data["municipality"]) == ("small", "all-on", None)
    assert (data["years"], data["draws"], data["seed"]) == ([2021, 2022, 2023, 2024], 200, 2021)
    for name in TOTALS:
        assert set(data["most_likely"][name]) == set(YEARS)
        assert set(data["summary"][name]["2021"]) == {"mean", "p10", "p50", "p90"}
    assert set(data["bounds"]["2021"]) == {"sum", "independent", "full_overlap"}
    assert {"target", "probability", "expected_shortfall"} <= set(data["target"]["2022"])
    coaches = data["measures"]["school-coaches"]
    assert {"number", "status", "most_likely", "credit"} <= set(coaches)
    assert set(coaches["most_likely"]) == {"gross", "cost", "net"}
    assert set(coaches["credit"]["2024"]) == {"alone", "last_in", "shapley"}
    assert data["unknown"] == []


def test_net_is_damped_less_cost(command: Command):
    data = as_json(command, "all-on")
    for year in YEARS:
        likely = {name: data["most_likely"][name][year] for name in TOTALS}
        assert likely["net"] == pytest.approx(likely["damped"] - likely["cost"])


def test_bounds_and_target(command: Command):
    data = as_json(command, "all-on")
    # Full overlap: 100,000 on youth, and the larger of 200,000 and 500,000.
    assert data["bounds"]["2023"] == pytest.approx(
        {"sum": 800_000, "independent": 750_000, "full_overlap": 600_000}
    )
    # Noord has half of the region: 330,000 against 300,000 in 2023. In 2022 it saves
    # (100,000 + 2,000,000 * (1 - 0.95 * 0.875) - 90,000) / 2 = 173,750 of 200,000.
    assert data["target"]["2023"]["probability"] == 1.0
    assert data["target"]["2022"]["probability"] == 0.0
    assert data["target"]["2022"]["expected_shortfall"] == pytest.approx(200_000 - 173_750, rel=1e-4)


@pytest.mark.parametrize("scenario", ["all-on", "added-up"])
def test_overlap_minus_one_adds_savings_up(command: Command, scenario: str):
    data = as_json(command, scenario, "--overlap", "-1")
    assert data["most_likely"]["damped"] == pytest.approx(data["most_likely"]["gross"])


def test_overlap_puts_the_layer_on(command: Command):
    assert as_json(command, "added-up")["most_likely"]["damped"]["2023"] == pytest.approx(800_000)
    data = as_json(command, "added-up", "--overlap", "0")
    assert data["most_likely"]["damped"]["2023"] == pytest.approx(750_000)


@pytest.mark.parametrize("spelling", [["strict-access"], ["3"]])
def test_without_a_measure_less_is_saved(command: Command, spelling: list[str]):
    data = as_json(command, "all-on", "--without", *spelling)
    assert data["most_likely"]["damped"]["2023"] == pytest.approx(300_000)
    assert "strict-access" not in data["measures"]


def test_without_takes_several_ids(command: Command):
    in_a_row = as_json(command, "all-on", "--without", "fewer-hours", "strict-access")
    repeated = as_json(command, "all-on", "--without", "fewer-hours", "--without", "strict-access")
    assert in_a_row == repeated
    assert list(in_a_row["measures"]) == ["school-coaches"]


def test_a_municipality_gets_its_share(command: Command):
    for name in ("zuid", "Zuid", "ZUID"):
        data = as_json(command, "all-on", "--municipality", name)
        assert data["municipality"] == "zuid"
        assert data["most_likely"]["net"]["2023"] == pytest.approx(0.3 * 660_000)


def test_nominal_amounts_are_in_prices_of_the_year(command: Command):
    data = as_json(command, "all-on", "--nominal")
    assert data["most_likely"]["net"]["2023"] == pytest.approx(660_000 * 1.02**3)


def test_every_option_gives_another_run_id(command: Command):
    options = [
        [],
        ["--draws", "300"],
        ["--seed", "1"],
        ["--municipality", "noord"],
        ["--without", "1"],
        ["--overlap", "0.5"],
        ["--nominal"],
        ["--most-likely"],
    ]
    ids = [as_json(command, "all-on", *option)["run_id"] for option in options]
    assert len(set(ids)) == len(options)
    assert as_json(command, "all-on")["run_id"] == ids[0]


def test_most_likely_has_no_draws(command: Command):
    data = as_json(command, "all-on", "--most-likely")
    assert data["draws"] == 0
    assert data["summary"] is None
    assert data["most_likely"]["net"]["2023"] == pytest.approx(660_000)


def test_csv_is_tidy_and_exact(command: Command):
    result = command("run", "all-on", "--format", "csv")
    assert result.stdout_bytes.count(b"\r\n") == result.stdout_bytes.count(b"\n")
    rows = list(csv.DictReader(io.StringIO(result.stdout_bytes.decode())))
    assert list(rows[0]) == [
        "run_id", "scenario", "view", "year", "quantity", "measure", "statistic", "value",
    ]  # fmt: skip
    data = as_json(command, "all-on")
    found = {(r["year"], r["quantity"], r["measure"], r["statistic"]): r["value"] for r in rows}
    assert len(found) == len(rows)
    assert float(found["2023", "net", "", "most_likely"]) == data["most_likely"]["net"]["2023"]
    assert float(found["2023", "net", "", "p90"]) == data["summary"]["net"]["2023"]["p90"]
    credit = data["measures"]["fewer-hours"]["credit"]["2024"]["shapley"]
    assert float(found["2024", "credit", "fewer-hours", "shapley"]) == credit
    assert {r["run_id"] for r in rows} == {data["run_id"]}


def test_table_shows_the_amounts_in_either_language(command: Command):
    dutch, english = command("run", "all-on"), command("run", "all-on", "--lang", "en")
    assert "660.000" in dutch.stdout
    assert "660,000" in english.stdout
    assert "Savings task of Noord" in dutch.stdout
    assert dutch.stderr == ""


def test_table_of_the_most_likely_case_has_no_percentiles(command: Command):
    result = command("run", "all-on", "--most-likely")
    assert "P10" not in result.stdout
    assert "660.000" in result.stdout


@pytest.mark.parametrize("name", ["all-on", "small/all-on"])
def test_a_scenario_goes_by_id(command: Command, name: str):
    assert as_json(command, name)["scenario"] == "all-on"


def test_a_scenario_goes_by_path(command: Command, root: Path, tmp_path: Path):
    path = root / "scenarios" / "small" / "all-on.yaml"
    assert as_json(command, str(path))["run_id"] == as_json(command, "all-on")["run_id"]
    elsewhere = tmp_path / "all-on.yaml"
    elsewhere.write_bytes(path.read_bytes())
    assert as_json(command, str(elsewhere))["run_id"] == as_json(command, "all-on")["run_id"]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["all-of"], ["'all-of'", "Write 'all-on'"]),
        (["smal/all-on"], ["'smal'", "Write 'small'"]),
        (["all-on", "--municipality", "nord"], ["'nord'", "Write 'noord'"]),
        (["all-on", "--without", "strict-acess"], ["strict-acess", "Write 'strict-access'"]),
        (["nothing.yaml"], ["nothing.yaml:1", "no such file"]),
    ],
)
def test_what_does_not_exist_is_refused_with_a_suggestion(
    command: Command, args: list[str], words: list[str]
):
    result = command("run", *args)
    assert result.exit_code == 1
    assert result.stdout == ""
    for word in words:
        assert word in result.stderr


def test_without_a_measure_that_is_off_is_refused(command: Command, root: Path, tmp_path: Path):
    text = (root / "scenarios" / "small" / "all-on.yaml").read_text("utf-8")
    path = tmp_path / "all-on.yaml"
    path.write_text(text.replace("strict-access: {}", "strict-access: {'on': false}"), "utf-8")
    result = command("run", str(path), "--without", "strict-access")
    assert result.exit_code == 1
    assert "does not count already" in result.stderr


@pytest.mark.parametrize(
    "args",
    [
        ["--overlap", "1"],
        ["--overlap", "-1.01"],
        ["--overlap", "nan"],
        ["--overlap", "half"],
        ["--draws", "99"],
        ["--draws", "1000001"],
        ["--seed", "-1"],
        ["--format", "xml"],
        ["--no-such-option"],
    ],
)
def test_wrong_use_is_refused_with_code_2(command: Command, args: list[str]):
    result = command("run", "all-on", *args)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert args[0] in result.stderr


@pytest.mark.parametrize(
    ("typed", "repair"), [("0,5", "Write a decimal point: 0.5."), ("1", "write 0.99"), ("half", "found half")]
)
def test_a_wrong_overlap_is_told_how_to_write_it(command: Command, typed: str, repair: str):
    result = command("run", "all-on", "--overlap", typed)
    told = " ".join(word for word in result.stderr.split() if word != "│")
    assert repair in told


def test_a_refused_file_is_told_with_its_line(command: Command, tmp_path: Path):
    path = tmp_path / "broken.yaml"
    path.write_text("id: broken\nprogramme: small\ndraws: veel\n", "utf-8")
    result = command("run", str(path))
    assert result.exit_code == 1
    assert result.stdout == ""
    assert f"{path}:3: draws" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_root_without_programmes_is_refused(tmp_path: Path):
    result = CliRunner().invoke(app, ["run", "all-on", "--root", str(tmp_path)])
    assert result.exit_code == 1
    assert "found no programme" in result.stderr
