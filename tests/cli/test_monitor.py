"""The command `monitor`."""

import csv
import io
import json
import zipfile

import pytest
from typer.testing import CliRunner

from simulator.cli import app
from tests.architecture.code import ROOT

HEADS = "soort;voorziening;maatregel;gemeente;jaar;halfjaar;status;bron;waarde"
ROWS = [
    "uitgaven;youth;;alle;2021;;gerealiseerd;Rekening;1200000",
    "besparing;;school-coaches;;2022;;verwacht;;52020",
]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "cijfers.csv"
    path.write_text("\r\n".join([HEADS, *ROWS]), "utf-8")
    return str(path)


def test_json_has_all_tables(command, file):
    data = json.loads(command("monitor", "small", file, "--scenario", "all-on", "--format", "json").stdout)
    assert (data["programme"], data["scenario"], data["price_level"]) == ("small", "all-on", "nominal")
    # Youth in 2021: 1,000,000 * 1.1 * 1.02 less 50,000 * 1.02 = 1,071,000.
    youth, saving = data["figures"]
    assert youth["p50"] == pytest.approx(1_071_000)
    assert (youth["light"], youth["counts"], youth["document"]) == ("red", True, "upload")
    # 100,000 * 1.0404 planned, half of it reported.
    assert data["delivery"][0]["rate"] == pytest.approx(0.5)
    assert saving["status"] == "expected"
    assert {row["year"] for row in data["chance"]} == {2022, 2023, 2024}
    assert data["weighing"]["figures"] == 2
    assert data["rules"]["red_from"] == 0.9
    assert data["prices"]["surprise"] == 0.0  # in constant prices nothing is uncertain about them


def test_csv_has_a_row_for_each_figure(command, file):
    rows = list(csv.DictReader(io.StringIO(command("monitor", "small", file, "--format", "csv").stdout)))
    assert [row["kind"] for row in rows] == ["cost", "saving"]


def test_the_table_shows_the_rule_and_the_lights(command, file):
    told = command("monitor", "small", file).stdout
    assert "Orange when more than 75% of the outcomes of the plan is better, red when more than 90%." in told
    assert "red" in told
    assert "2 figures count" in told


def test_thresholds_and_view(command, file):
    data = json.loads(
        command(
            "monitor", "small", file, "--municipality", "Noord", "--red", "0.8", "--format", "json"
        ).stdout
    )
    assert (data["municipality"], data["rules"]["red_from"]) == ("noord", 0.8)
    refused = command("monitor", "small", file, "--orange", "0.95")
    assert refused.exit_code == 2
    assert "--orange below --red" in refused.stderr.replace("\n", " ").replace("│", "").replace("  ", " ")


def test_uncertain_prices_are_told_and_can_be_changed():
    def told(*extra):
        plan = ("monitor", "regio-amersfoort-lokale-teams", "--root", str(ROOT))
        return CliRunner().invoke(app, [*plan, *extra])

    assert "Prices after 2024 may be off by 1,3% more each year" in told().stdout
    assert "Prices after 2024" not in told("--prices", "0").stdout
    assert json.loads(told("--prices", "0.02", "--format", "json").stdout)["prices"] == {
        "known_to": 2024,
        "surprise": 0.02,
    }
    assert told("--prices", "0.5").exit_code == 2


def test_json_leaves_a_net_saving_out_that_nobody_knows():
    plan = ("monitor", "vijf-gemeenten", "--root", str(ROOT), "--format", "json")
    data = json.loads(CliRunner().invoke(app, plan).stdout)
    assert data["savings_known"] is False
    net = [row for row in data["forecast"] if row["quantity"] == "net"]
    assert net and all(row["mean"] is row["p50"] is row["p90"] is None for row in net)
    assert all(row["mean"] > 0 for row in data["forecast"] if row["quantity"] == "baseline")


def test_a_template_filled_in_can_be_read(command, tmp_path):
    path = tmp_path / "leeg.csv"
    assert command("monitor", "small", "--template", str(path)).exit_code == 0
    text = path.read_text("utf-8-sig")
    assert text.startswith(HEADS)
    path.write_text(text.replace("gerealiseerd;;", "gerealiseerd;;1000000", 1), "utf-8")
    assert command("monitor", "small", str(path)).exit_code == 0
    assert command("monitor", "small", "--template", str(tmp_path / "leeg.doc")).exit_code == 1


@pytest.mark.parametrize("extra", [(), ("--one-page",)])
def test_the_update_as_a_document(command, file, tmp_path, extra):
    path = tmp_path / "bericht.docx"
    assert command("monitor", "small", file, "--report", str(path), *extra).exit_code == 0
    assert "Halfjaarbericht" in zipfile.ZipFile(path).read("word/document.xml").decode()


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("small",), "--template figures.xlsx"),
        (("small", "nothing.csv"), "cannot be read"),
        (("large",), "found programme 'large'"),
        (("small", "FILE", "--scenario", "cows"), "found scenario"),
    ],
)
def test_refusals_say_what_to_do(command, file, args, told):
    result = command("monitor", *(file if arg == "FILE" else arg for arg in args))
    assert result.exit_code == 1
    assert told in result.stderr


def test_a_file_with_mistakes_is_refused_by_row_and_column(command, tmp_path):
    path = tmp_path / "fout.csv"
    path.write_text("\r\n".join([HEADS, ROWS[0].replace("1200000", "PM")]), "utf-8")
    result = command("monitor", "small", str(path))
    assert result.exit_code == 1
    assert "fout.csv:2: column waarde: found 'PM'" in result.stderr


@pytest.mark.parametrize(("option", "name"), [("--template", "x.csv"), ("--report", "x.docx")])
def test_a_place_that_cannot_be_written_is_told(command, file, tmp_path, option, name):
    result = command("monitor", "small", file, option, str(tmp_path / "geen" / name))
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr.replace("\n", " ")
