"""What other programs get of a savings task of which nobody knows what its owner saves: no numbers."""

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from simulator import __version__
from simulator.cli import app
from simulator.domain.sweep import Combination
from simulator.engine.result import REGION
from simulator.sweep.work import work_out
from tests.unknown_task import chosen, programme, written

TASK = ("most_likely", "probability", "expected_shortfall", "shortfall_if_missed")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("root"))


@pytest.fixture
def told(home):
    def run(*args: str) -> str:
        result = CliRunner().invoke(app, [*args, "--root", str(home)])
        assert result.exit_code == 0, result.output
        return result.stdout

    return run


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_run_leaves_the_task_empty_and_says_so(told):
    data = json.loads(told("run", "small/programma", "--format", "json"))
    assert data["savings_known"] is True
    assert data["most_likely"]["net"]["2023"] == pytest.approx(190_000)
    for year in ("2022", "2023", "2024"):
        task = data["target"][year]
        assert task["savings_known"] is False and task["target"] > 0
        assert [task[name] for name in TASK] == [None] * 4
    own = data["measures"]["noord-tries"]
    assert own["unknown"] == ["effect"]
    # What is known of it, so that measures add up to the totals.
    assert own["most_likely"]["net"]["2023"] == -own["most_likely"]["cost"]["2023"] == -10_000
    found = [row for row in rows(told("run", "small/programma", "--format", "csv")) if row["year"] == "2023"]
    task = {row["statistic"]: row["value"] for row in found if row["quantity"] == "target"}
    assert task == {"target": "300000.0"} | dict.fromkeys(TASK, "")
    # Without draws there is no chance to tell of, known or not.
    plain = rows(told("run", "small/programma", "--most-likely", "--format", "csv"))
    assert {row["statistic"] for row in plain if row["quantity"] == "target"} == {"target"}
    table = told("run", "small/programma")
    (line,) = [line.split() for line in table.splitlines() if "300.000" in line and "2023" in line]
    assert line.count("unknown") == 3


def test_spending_of_whom_nobody_knows_what_it_saves_is_empty(told):
    """Noord alone: what is saved and so what is spent is unknown, what it costs is not."""
    args = ("run", "small/programma", "--municipality", "noord")
    data = json.loads(told(*args, "--format", "json"))
    assert data["savings_known"] is False
    for name in ("gross", "damped", "net", "with_measures"):
        assert set(data["most_likely"][name].values()) == {None}
        assert {number for year in data["summary"][name].values() for number in year.values()} == {None}
    assert data["most_likely"]["cost"]["2023"] == data["summary"]["cost"]["2023"]["p50"] == 10_000
    assert {number for year in data["bounds"].values() for number in year.values()} == {None}
    totals = [row for row in rows(told(*args, "--format", "csv")) if not row["measure"]]
    values = {(row["quantity"], row["statistic"]): row["value"] for row in totals}
    for of in (("with_measures", "mean"), ("net", "most_likely"), ("damped", "bound_sum")):
        assert values[of] == ""
    assert float(values["baseline", "mean"]) > 0


def test_a_sweep_leaves_it_empty():
    one = Combination(chosen(), scenario="programma")
    towns = (REGION, "noord", "zuid")
    found = {(r["municipality"], r["year"]): r for r in work_out(programme(), (one,), towns, __version__)}
    region, noord, zuid = (found[town, 2023] for town in towns)
    for row in (region, noord):
        assert (row["target"], row["target_savings_known"]) == (300_000, False)
        assert "target_probability" not in row and "target_expected_shortfall" not in row
    assert (region["savings_known"], noord["savings_known"], zuid["savings_known"]) == (True, False, True)
    # What noord does not know is nothing to zuid, as in a run of zuid.
    assert (region["unknown_items"], noord["unknown_items"], zuid["unknown_items"]) == (1, 1, 0)


def test_futures_have_no_chance_and_no_rules(told):
    data = json.loads(told("analyse", "robustness", "small/programma", "--format", "json"))
    assert (data["savings_known"], data["task_savings_known"], data["rules"]) == (True, False, None)
    for one in data["futures"].values():
        assert one["chance"] is one["expected_shortfall"] is None
        assert one["spending"] > 0 and one["net"]["mean"] > 0
    for row in rows(told("analyse", "robustness", "small/programma", "--format", "csv")):
        assert (row["chance"], row["shortfall"], row["task_savings_known"]) == ("", "", "False")
    assert "Chance of the savings task unknown" in told("analyse", "robustness", "small/programma")


def test_packages_have_a_chance_where_it_is_known(told):
    """What zuid does is known to save noord nothing: alone it misses the task for certain."""
    data = json.loads(told("analyse", "portfolio", "small/programma", "--format", "json", "--unknown"))
    assert [one["measures"] for one in data["chosen"]] == [["zuid-saves"]]
    assert data["chosen"][0]["chance"] == data["front"][0]["chance"] == 0.0
    assert data["chosen"][0]["task_savings_known"] is data["front"][0]["task_savings_known"] is True
    every = rows(
        told("analyse", "portfolio", "small/programma", "--format", "csv", "--unknown", "--in", "noord-tries")
    )
    assert every and {(row["chance"], row["task_savings_known"]) for row in every} == {("", "False")}
    both = [row for row in every if "zuid-saves" in row["ids"]]
    assert both and float(both[0]["net"]) > 0 and both[0]["savings_known"] == "True"


def test_nothing_is_ranked_by_a_task_that_nobody_can_judge(told):
    data = json.loads(told("analyse", "sensitivity", "small/programma", "--format", "json"))
    assert data["task"] == {"municipality": "noord", "amount": 300_000, "savings_known": False}
    assert "task" not in data["mean"]
    assert {row["outcome"] for row in data["drivers"]} == {"net"}
    assert "task" not in {row["decision"] for row in data["switching"]}
    worth = json.loads(told("analyse", "voi", "small/programma", "--format", "json"))
    assert {row["decision"] for row in worth["decisions"]} == {"keep"}
    assert worth["task"]["savings_known"] is False


def test_the_monitor_has_no_chance_and_no_spending(told, tmp_path):
    path = tmp_path / "leeg.csv"
    told("monitor", "small", "--template", str(path))
    text = path.read_text("utf-8-sig").replace("gerealiseerd;;", "gerealiseerd;;1000000", 1)
    path.write_text(text, "utf-8")
    data = json.loads(told("monitor", "small", str(path), "--format", "json"))
    assert data["savings_known"] is True
    for row in data["chance"]:
        assert (row["chance"], row["new_chance"], row["savings_known"]) == (None, None, False)
    own = json.loads(told("monitor", "small", str(path), "--municipality", "noord", "--format", "json"))
    empty = [row["p50"] for row in own["forecast"] if row["quantity"] in {"net", "with_measures"}]
    assert own["savings_known"] is False and len(empty) == 8 and set(empty) == {None}
    assert all(row["p50"] > 0 for row in own["forecast"] if row["quantity"] == "baseline")
    assert "unknown" in told("monitor", "small", str(path))
