"""The commands `chance` and `volume-price`."""

import csv
import io
import json
import math

import pytest
import yaml
from typer.testing import CliRunner

from simulator.cli import app
from tests.cli.conftest import Command

TOWN = ("--municipality", "west")


def test_chance_as_json(command: Command):
    data = json.loads(command("chance", "all-on", *TOWN, "--year", "2021", "--format", "json").stdout)
    assert (data["view"], data["year"], data["clients_unknown"]) == ("west", 2021, ["youth"])
    row = data["services"][0]
    # 1,000 clients grow 10%; west has a fifth: 220 of € 2,000. √(2 / 220).
    assert (row["service"], row["clients"]) == ("household_help", pytest.approx(220))
    assert row["relative"] == pytest.approx(math.sqrt(2 / 220))
    assert [row["municipality"] for row in data["pooling"]] == ["noord", "zuid", "west", "region"]


def test_chance_as_csv_and_table(command: Command):
    rows = list(csv.DictReader(io.StringIO(command("chance", "all-on", *TOWN, "--format", "csv").stdout)))
    assert [row["service"] for row in rows] == ["household_help"]
    shown = command("chance", "all-on", *TOWN).stdout
    assert "West in 2024" in shown
    assert "number of clients unknown: Voorziening" in shown


def test_chance_with_other_assumptions(command: Command):
    options = ("--spread", "0", "--dispersion", "4", "--year", "2021", "--format", "json")
    data = json.loads(command("chance", "all-on", *TOWN, *options).stdout)
    assert data["services"][0]["relative"] == pytest.approx(math.sqrt(4 / 220))


def test_chance_of_a_year_or_place_that_is_not_there(command: Command):
    result = command("chance", "all-on", "--year", "2031")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "found year 2031; expected" in result.stderr
    assert command("chance", "all-on", "--municipality", "oost").exit_code == 1
    assert command("chance", "all-on", "--dispersion", "0.5").exit_code == 2


def test_volume_price_without_observed_figures(command: Command):
    assert "no two periods" in command("volume-price", "small").stdout
    assert json.loads(command("volume-price", "small", "--format", "json").stdout)["changes"] == []


def test_volume_price_of_observed_figures(root, tmp_path):
    """Noord: 100 clients of € 5,000 become 90 of € 6,000: -10 × 5,500 and 1,000 × 95."""
    folder = tmp_path / "measures" / "small"
    folder.mkdir(parents=True)
    for path in (root / "measures" / "small").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    about = {"service": "youth", "municipality": "noord"}

    def figure(year, value):
        return {"year": year, "status": "realised", "value": value, "printed": str(value)}

    known = {"clients": (100, 90), "cost": (500_000, 540_000)}
    observed = {
        "title": {"nl": "Gerealiseerd", "en": "Realised"},
        "series": [
            # Sources written out one by one: the loader refuses anchors.
            {
                "kind": kind,
                **about,
                "source": {"document": "plan", "lines": "1"},
                "figures": [figure(2020 + at, value) for at, value in enumerate(values)],
            }
            for kind, values in known.items()
        ],
    }
    (folder / "observed.yaml").write_text(yaml.safe_dump(observed), "utf-8")

    def told(*options):
        result = CliRunner().invoke(app, ["volume-price", "small", "--root", str(tmp_path), *options])
        assert result.exit_code == 0, result.stderr
        return result.stdout

    data = json.loads(told("--format", "json"))
    assert [(row["volume"], row["price"]) for row in data["changes"]] == [(-55_000, 95_000)]
    assert [row["members"] for row in data["added_up"]] == [1]
    assert next(csv.DictReader(io.StringIO(told("--format", "csv"))))["volume"] == "-55000.0"
    shown = told()
    assert "Voorziening, Noord" in shown
    assert "-55.000" in shown
