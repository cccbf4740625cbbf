"""The commands `analyse portfolio` and `analyse robustness`, on sums that can be worked by hand."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from simulator.cli.app import app
from tests.architecture.code import ROOT
from tests.cli.conftest import Command


def as_json(command: Command, *args: str) -> dict[str, Any]:
    result = command("analyse", *args, "--format", "json")
    assert result.exit_code == 0, result.output
    data: dict[str, Any] = json.loads(result.stdout)
    return data


def rows(command: Command, *args: str) -> list[dict[str, str]]:
    result = command("analyse", *args, "--format", "csv")
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_the_package_with_fewest_measures(command: Command):
    """In 2023 measure 3 alone saves noord 225,000 of 300,000; with measure 2, in one pool, 300,000."""
    data = as_json(command, "portfolio", "all-on", "--goal", "measures", "--chance", "0.9", "--year", "2023")
    assert (data["packages"], data["meeting"], data["year"]) == (8, 2, 2023)
    best = data["chosen"][0]
    assert best["measures"] == ["fewer-hours", "strict-access"]
    assert best["net"]["mean"] == pytest.approx(600_000)
    assert best["chance"] == 1.0
    assert best["fte_unknown_for"] == ["fewer-hours", "strict-access"]
    assert data["meeting_without"] == {"chance": 8}


def test_packages_become_scenarios_that_give_the_same_again(command: Command, root: Path):
    folder, asked = (
        root / "scenarios" / "small",
        ("portfolio", "all-on", "--goal", "measures", "--year", "2023"),
    )
    shown = command("analyse", *asked, "--chance", "0.9", "--format", "json", "--save", str(folder))
    best = json.loads(shown.stdout)["chosen"][0]
    saved = folder / "all-on-package-a.yaml"
    try:
        assert str(saved) in shown.stderr
        again = json.loads(command("run", str(saved), "--format", "json").stdout)
        assert again["run_id"] == best["run"]
        refused = command("analyse", *asked, "--save", str(folder))
        assert refused.exit_code == 1
        assert "all-on-package-a.yaml" in refused.stderr
    finally:
        for file in folder.glob("all-on-package-*"):
            file.unlink()
    missing = command("analyse", *asked, "--save", str(folder / "none"))
    assert "Make it first" in missing.stderr


def test_measures_in_out_and_by_number(command: Command):
    data = as_json(command, "portfolio", "all-on", "--in", "1", "--out", "fewer-hours", "--year", "2023")
    assert (data["always"], data["measures"]) == (["school-coaches"], ["strict-access"])
    assert data["chosen"][0]["measures"] == ["school-coaches", "strict-access"]
    # 60,000 and 450,000.
    assert data["chosen"][0]["net"]["mean"] == pytest.approx(510_000)


def test_the_table_of_packages(command: Command):
    found = rows(command, "portfolio", "all-on", "--goal", "measures", "--chance", "0.9", "--year", "2023")
    assert [row["role"] for row in found[:2]] == ["best", "front"]
    assert found[0]["ids"] == "fewer-hours strict-access"
    assert float(found[0]["net"]) == pytest.approx(600_000)
    shown = command("analyse", "portfolio", "all-on", "--year", "2023")
    assert shown.exit_code == 0
    assert "8 packages of 3 measures" in shown.stdout
    assert "No number of staff in the source" in shown.stdout


def test_a_long_front_says_that_it_is_cut_and_keeps_its_ends():
    """The first saves nothing and the last is the best package: 1 to 10 and 14, of 16."""
    asked = ("analyse", "portfolio", "gooi-en-vechtstreek-2021/programma")
    shown = CliRunner().invoke(app, [*asked, "--root", str(ROOT)]).stdout
    said = re.search(r"\((\d+) of (\d+) packages; --format csv and json have all\)", " ".join(shown.split()))
    assert said is not None, shown
    front = shown[shown.index("Most net saving") : shown.index("No number of staff")].split("─")[-1]
    lines = [line.split() for line in front.splitlines() if line.strip()]
    assert len(lines) == int(said[1]) < int(said[2])
    assert (lines[0][0], lines[0][-1], lines[-1][-1]) == ("0", "0", "11")


def test_no_package_meets_the_wishes(command: Command):
    shown = command(
        "analyse", "portfolio", "all-on", "--chance", "0.9", "--worst-grade", "3", "--year", "2023"
    )
    assert shown.exit_code == 0
    # Without the chance: measures 1 and 2, grades 2 and 3, or neither or both.
    assert "--worst-grade: 2" in shown.stdout
    assert "--chance: 4" in shown.stdout
    empty = as_json(command, "portfolio", "all-on", "--chance", "0.9", "--worst-grade", "3", "--year", "2023")
    assert (empty["chosen"], empty["front"]) == ([], [])


@pytest.mark.parametrize(
    "args", [("--in", "no-such"), ("--in", "1", "--out", "1"), ("--year", "2030"), ("--also", "no-such")]
)
def test_portfolio_refuses(command: Command, args: tuple[str, ...]):
    result = command("analyse", "portfolio", "all-on", *args)
    assert result.exit_code == 1
    assert "expected" in result.stderr


def test_futures(command: Command):
    """Own 710,000 and, a year later, 660,000: see the tests of the futures."""
    data = as_json(command, "robustness", "all-on")
    assert data["year"] == 2024
    assert data["futures"]["own"]["net"]["mean"] == pytest.approx(710_000)
    assert data["futures"]["late"]["net"]["mean"] == pytest.approx(660_000)
    assert data["rules"]["missed"] == 0.0
    assert data["rules"]["found"] == []
    found = rows(command, "robustness", "all-on")
    assert [row["future"] for row in found] == ["own", "growth", "late", "view", "overlap", "all", "wide"]
    shown = command("analyse", "robustness", "all-on", "--future", "wide")
    assert shown.exit_code == 0
    assert "too little to learn from" in shown.stdout
    told = " ".join(shown.stdout.split())
    assert "late: every measure starts a year later" in told
    assert "nothing where it is made" in told
    assert command("analyse", "robustness", "all-on", "--year", "2030").exit_code == 1


def test_a_year_without_a_task(command: Command):
    data = as_json(command, "robustness", "all-on", "--year", "2021")
    assert data["rules"] is None
    assert data["futures"]["own"]["chance"] is None
    shown = command("analyse", "robustness", "all-on", "--year", "2021").stdout
    assert "There is no savings task in 2021" in " ".join(shown.split())


def test_choosing_from_some_measures_leaves_the_others_as_the_scenario_has_them(command: Command):
    data = as_json(command, "portfolio", "all-on", "--only", "fewer-hours", "--only", "strict-access")
    assert data["packages"] == 4
    assert all("school-coaches" in package["measures"] for package in data["chosen"])
    barred = as_json(command, "portfolio", "all-on", "--only", "fewer-hours", "--out", "school-coaches")
    assert barred["packages"] == 2
    assert all("school-coaches" not in package["measures"] for package in barred["chosen"])


def shipped(*args: str) -> Result:
    return CliRunner().invoke(app, ["analyse", "portfolio", *args, "--root", str(ROOT)])


def test_packages_that_nobody_can_tell_apart_are_not_ranked():
    """No source says what any of the approaches saves: a net saving of nothing would be read as one."""
    for scenario in ("vijf-gemeenten/alle-aanpakken", "gooi-en-vechtstreek-2025/lichte-hulp-dichtbij"):
        refused = shipped(scenario)
        assert refused.exit_code == 1
        assert "unknown is not zero" in refused.stderr
        assert f"break-even {scenario} MEASURE" in refused.stderr


def test_futures_of_what_nobody_knows_show_no_net_saving():
    result = CliRunner().invoke(
        app, ["analyse", "robustness", "gooi-en-vechtstreek-2025/lichte-hulp-dichtbij", "--root", str(ROOT)]
    )
    assert "Net saving unknown" in result.stdout
    (own,) = [line.split() for line in result.stdout.splitlines() if line.split()[:1] == ["own"]]
    assert own == ["own", *["unknown"] * 4]  # the net saving, its ends, and what is spent


def test_too_many_measures_tells_how_to_choose_from_fewer():
    more = ("selectieve-preventie", "budgetplafonds", "combinatiegraad-vervoer")  # 16 are in the scenario
    refused = shipped("gooi-en-vechtstreek-2021/programma", *(f"--also={name}" for name in more))
    assert refused.exit_code == 1
    assert "expected at most 18" in refused.stderr
    assert "--only ID" in refused.stderr


UNKNOWN = "gooi-en-vechtstreek-2025/lichte-hulp-dichtbij"
"""No source says what any of its measures saves."""


def machine(*args: str, form: str = "json") -> str:
    done = CliRunner().invoke(app, [*args, "--root", str(ROOT), "--format", form])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_futures_of_what_nobody_knows_as_data_are_empty_and_not_zero():
    data = json.loads(machine("analyse", "robustness", UNKNOWN))
    assert data["savings_known"] is False
    assert data["futures"]["own"]["net"] == dict.fromkeys(("mean", "p10", "p50", "p90"))
    for row in csv.DictReader(io.StringIO(machine("analyse", "robustness", UNKNOWN, form="csv"))):
        assert (row["net"], row["p10"], row["p50"], row["p90"]) == ("", "", "", "")


def test_sensitivity_of_what_nobody_knows_as_data_is_empty_and_not_zero():
    data = json.loads(machine("analyse", "sensitivity", UNKNOWN))
    assert data["savings_known"] is False
    assert data["mean"]["net"] is None
    assert data["net_p10_p90"] == [None, None]
    assert all(row["at_p10"] is row["at_p90"] is row["total"] is None for row in data["drivers"])
    assert all(row["share"] is None for row in data["layers"])


def test_no_choice_stands_where_nobody_knows_what_a_measure_saves():
    shown = CliRunner().invoke(app, ["analyse", "sensitivity", UNKNOWN, "--root", str(ROOT)]).stdout
    told = " ".join(shown.split())
    assert "In 0 of 0 decisions by driver nothing turns around" in told
    assert "cannot be judged: nobody knows what the measure saves" in told


def test_research_into_what_nobody_knows_shows_no_amount():
    data = json.loads(machine("analyse", "voi", UNKNOWN))
    assert data["decisions"]
    for row in data["decisions"]:
        assert row["unknown"] is True
        assert {row[name] for name in ("mean", "says_yes", "wrong", "gain", "changes")} == {None}
    shown = CliRunner().invoke(app, ["analyse", "voi", UNKNOWN, "--root", str(ROOT)]).stdout
    assert "no amounts" in shown
    assert "€ 0" not in shown


def test_a_package_of_what_nobody_knows_has_no_net_saving():
    """Nobody knows what fewer trips to Tergooi save; what own contributions bring in stands in the source."""
    trips, paid = "minder-ritten-tergooi", "eigen-bijdrage-wmo-vervoer"
    asked = ("portfolio", "gooi-en-vechtstreek-2021/ongewijzigd-beleid", f"--only={trips}", f"--in={trips}")
    data = json.loads(machine("analyse", *asked, f"--only={paid}", "--goal=measures"))
    by_measures = {tuple(row["ids"]): row for row in data["front"]}
    alone, both = by_measures[trips,], by_measures[trips, paid]
    assert (alone["savings_known"], alone["net"], alone["savings_unknown_for"]) == (False, None, [trips])
    assert (both["savings_known"], both["savings_unknown_for"]) == (True, [trips])
    assert both["net"] > 0
    assert alone["chance"] is None
    best = data["chosen"][0]
    assert (best["measures"], best["savings_known"]) == ([trips], False)
    assert best["net"] == dict.fromkeys(("mean", "p10", "p50", "p90"))
    text = machine("analyse", *asked, f"--only={paid}", "--goal=measures", form="csv")
    row = next(csv.DictReader(io.StringIO(text)))
    assert (row["role"], row["net"]) == ("best", "")
    assert (row["savings_known"], row["without_savings"]) == ("False", "1")
    shown = machine("analyse", *asked, f"--only={paid}", "--goal=measures", form="table")
    # Once among the packages in full, and once on the front.
    assert len(re.findall(r"^ (?:minder-ritten-tergooi)? *unknown ", shown, re.MULTILINE)) == 2


def test_a_run_of_what_nobody_knows_is_flagged_in_json_and_empty_in_csv_and_tables():
    data = json.loads(machine("run", UNKNOWN, "--most-likely"))
    assert data["savings_known"] is False
    assert data["measures"]["poh-jeugd-hbel"]["unknown"] == ["effect"]  # what it costs is known
    rows = list(csv.DictReader(io.StringIO(machine("run", UNKNOWN, form="csv"))))
    amounts = {name: {row["value"] for row in rows if row["quantity"] == name} for name in ("gross", "net")}
    assert amounts == {"gross": {""}, "net": {""}}
    totals = {row["value"] for row in rows if (row["quantity"], row["measure"]) == ("cost", "")}
    assert "80000.0" in totals
    shown = CliRunner().invoke(app, ["run", UNKNOWN, "--root", str(ROOT)]).stdout
    net = [line.split()[1:] for line in shown.splitlines() if line.split()[:1] == ["net"]]
    assert net == [["unknown"] * 5] * 4


def test_why_this_number_says_that_nobody_knows_it():
    shown = (
        CliRunner().invoke(app, ["explain", UNKNOWN, "poh-jeugd-hbel", "2027", "--root", str(ROOT)]).stdout
    )
    assert "Gross saving in 2027: unknown" in shown
    assert "Cost in 2027: € 80.000" in shown
    assert "before damping): unknown" in shown
    assert "Fair share (Shapley): unknown" in shown


def test_no_package_is_sought_where_only_measures_without_amounts_are_in():
    trips, paid = "minder-ritten-tergooi", "eigen-bijdrage-wmo-vervoer"
    refused = shipped(
        "gooi-en-vechtstreek-2021/ongewijzigd-beleid",
        *(f"--only={trips}", f"--only={paid}", f"--in={trips}", f"--out={paid}"),
    )
    assert refused.exit_code == 1
    assert "unknown is not zero" in refused.stderr
