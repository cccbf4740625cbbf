"""The commands `break-even` and `init`."""

import csv
import io
import json

import pytest
from typer.testing import CliRunner

from simulator.cli import app

LEUSDEN = ("ambitie-gemeenten", "ambulant-team-leusden")


def command(*args):
    return CliRunner().invoke(app, list(args))


def test_the_table_tells_cost_price_and_what_must_be_avoided():
    result = command("break-even", *LEUSDEN, "--months", "12")
    assert result.exit_code == 0, result.output
    # 2.67 × 80,000 = 213,600; 2,155,000 / 392 = 5,497; 213,600 / 5,497 = 39 a year, 10% of 392
    for words in ("€ 213.600 (", "€ 5.497 a year", "39 (", "10% (", "in 4 years", "Baarn, deel dat"):
        assert words in result.stdout


def test_a_number_outside_its_interval_is_explained():
    """Five nurses at most: more than nine draws in ten have fewer."""
    result = command("break-even", "lichte-hulp-dichtbij", "poh-jeugd-hilversum")
    assert "Staff (fte): 5,0 (3,3 - 4,9)" in result.stdout
    assert "A number outside its interval" in result.stdout
    assert "A number outside its interval" not in command("break-even", *LEUSDEN).stdout


def test_english_has_english_numbers_and_texts():
    result = command("break-even", *LEUSDEN, "--lang", "en")
    assert "€ 213,600" in result.stdout
    assert "the team of 2.67 fte" in result.stdout


def test_json_holds_everything_and_infinity_is_null():
    result = command("break-even", *LEUSDEN, "--lag", "48", "--avoided", "1", "--format", "json")
    data = json.loads(result.stdout)
    assert data["measure"] == "ambulant-team-leusden"
    assert data["cost"]["most_likely"] == pytest.approx(213_600)
    assert [row["months"] for row in data["needed"]] == [3, 6, 12, 24]
    assert all(row["within"]["most_likely"] is None for row in data["needed"])
    assert all(row["years"] is None for row in data["pays_after"]["by_months"])
    assert data["asked"]["elsewhere"]["baarn_share"]["value"] == 0.05


def test_csv_has_a_row_for_each_duration_and_quantity():
    result = command("break-even", *LEUSDEN, "--months", "6", "--months", "12", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert {row["months"] for row in rows} == {"6.0", "12.0"}
    assert {row["quantity"] for row in rows} == {"a_year", "within", "per_fte", "of_clients", "of_reach"}


def test_it_tells_when_it_has_paid():
    result = command("break-even", *LEUSDEN, "--months", "12", "--months", "3", "--avoided", "60")
    assert "lasting 12 months: paid after 1,4 years" in result.stdout
    assert "lasting 3 months: paid never" in result.stdout


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("ambitie-gemeenten", "sociale-basis"), "without break_even"),
        (("ambitie-gemeenten", "nobody"), "found measure 'nobody'"),
        ((*LEUSDEN, "--fte", "0"), "found fte 0"),
        (("vijf-gemeenten/ongewijzigd-beleid", "peel-en-maas-hendig"), "without break_even"),
    ],
)
def test_what_cannot_be_answered_is_told_in_words(args, words):
    result = command("break-even", *args)
    assert result.exit_code == 1
    assert words in result.stderr


def test_init_writes_a_programme_that_validates_and_runs(tmp_path):
    made = command("init", "mijn-regio", "--root", str(tmp_path))
    assert made.exit_code == 0, made.output
    assert len(made.stdout.splitlines()) == 5
    assert command("validate", str(tmp_path)).exit_code == 0
    ran = command("run", "mijn-regio/voorbeeldscenario", "--most-likely", "--root", str(tmp_path))
    assert ran.exit_code == 0, ran.output
    assert "€ 10.000 in the most likely case" in ran.stdout
    assert "run mijn-regio/voorbeeldscenario --root" in made.stderr
    again = command("init", "mijn-regio", "--root", str(tmp_path))
    assert again.exit_code == 1
    assert "expected a new programme" in again.stderr
