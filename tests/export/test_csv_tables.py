"""Budget tables as CSV and JSON: read back by other programs, and by hand."""

import csv
import io
import json

import jsonschema
import openpyxl
import pandas as pd
import pytest

from simulator.analysis.budget import BudgetOptions, measure_table, unknown_posts
from simulator.analysis.run import run
from simulator.domain.base import Text
from simulator.domain.measure import Unknown
from simulator.export.budget_tables import Table, raw_tables, reader_tables
from simulator.export.csv_tables import dutch_csv, joined_dutch_csv, machine_csv, tables_as_dict
from simulator.export.tables_schema import tables_schema
from tests.export.workbook.conftest import office  # noqa: F401 - a fixture
from tests.factories import (
    measure,
    municipality,
    scenario,
    school_coaches,
    small_catalogue,
    small_programme,
    source,
    text,
)

HOSTILE = ("=1+1", "+31", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1", " =1+1", 'a;"b"', "é € ë")


def small(**changes):
    return run(small_catalogue(), scenario(**{"draws": 200} | changes), draws=False)


def test_columns_without_any_amount_are_left_out_for_readers_and_kept_for_programs():
    """The region has no task and Noord has one; a budget of one's own only when it is filled in."""
    task, own = {"Taakstelling (positief)", "Tekort op de taak (negatief: gehaald)"}, {"Eigen begroting"}
    for town, budget, there in (
        (None, {}, set()),
        ("noord", {}, task),
        (None, {2023: 1.0}, own),
        ("noord", {2023: 1.0}, task | own),
    ):
        made = small(municipality=town) if town else small()
        options = BudgetOptions(budget=budget)
        shown = table(made, "vergelijking", options)
        assert set(shown.columns) & (task | own) == there
        assert all(len(row) == len(shown.columns) for row in shown.rows)
        filled = [
            head for at, head in enumerate(shown.columns) if any(r[at] not in {None, ""} for r in shown.rows)
        ]
        assert filled == list(shown.columns), "no column is empty"
        told = " ".join(shown.notes)
        assert ("Geen kolom voor de taakstelling" in told) == (not task & there)
        assert ("Geen kolom voor de eigen begroting" in told) == (not own & there)
        columns = [c["name"] for c in tables_as_dict(made, options)["tables"]["vergelijking"]["columns"]]
        frame = raw_tables(made, options)["vergelijking"]
        head = machine_csv(made, "vergelijking", frame).split("\r\n")[0].split(",")
        assert columns == head[2:]
        assert {"task", "short_of_task", "budget", "against_budget"} <= set(columns)


def table(made, name, options=None):
    return next(t for t in reader_tables(made, options) if t.id == name)


def test_dutch_csv_is_read_back_by_pandas():
    made = table(small(), "maatregelen")
    read = pd.read_csv(
        io.BytesIO(dutch_csv(made)), sep=";", decimal=",", encoding="utf-8-sig", nrows=len(made.rows)
    )
    assert list(read.columns) == list(made.columns)
    assert read["Lasten"].tolist() == [row[7] for row in made.rows]
    data = dutch_csv(made)
    assert data.startswith(b"\xef\xbb\xbf") and b"\r\n" in data and b"\n" not in data.replace(b"\r\n", b"")


def test_what_no_source_assigns_to_a_taakveld_says_so_in_every_table():
    made = small()
    for name, place in (("maatregelen", 6), ("taakvelden", 1)):
        found = {row[place] for row in table(made, name).rows if "Totaal" not in row}
        assert "nog toe te delen" in found and "" not in found, name
    (english,) = [t for t in reader_tables(made, lang="en") if t.id == "maatregelen"]
    assert "not assigned yet" in {row[6] for row in english.rows}


def test_no_two_columns_of_a_table_have_one_name():
    for made in reader_tables(small(municipality="noord")):
        assert len(set(made.columns)) == len(made.columns), made.columns


def test_a_post_without_an_amount_is_a_saving_or_a_cost():
    posts = tuple(Unknown(title=text(), what=what, source=source()) for what in ("effect", "cost"))
    made = run(small_catalogue(measure("idea", unknown=posts)), scenario("idea"), draws=False)
    assert [row[1] for row in table(made, "pm-posten").rows] == ["besparing", "kosten"]


@pytest.mark.parametrize("statistic", ["most_likely", "mean", "p10"])
def test_json_is_as_its_schema_says(statistic):
    made = run(small_catalogue(), scenario(draws=200))
    data = json.loads(json.dumps(tables_as_dict(made, BudgetOptions(statistic=statistic)), allow_nan=False))
    schema = tables_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(data, schema, jsonschema.Draft202012Validator)
    assert not jsonschema.Draft202012Validator(schema).is_valid(data | {"run_id": "latest"})


def test_rows_of_a_year_add_up_to_the_total_in_thousands():
    for options in (BudgetOptions(unit=1000), BudgetOptions(unit=1000, convention="minus_is_cost")):
        made = table(small(), "gemeenten", options)
        own = [row for row in made.rows if row[1] != "Totaal" and row[0] == 2023]
        total = next(row for row in made.rows if row[1] == "Totaal" and row[0] == 2023)
        assert [sum(row[i] for row in own) for i in (2, 3, 4)] == list(total[2:5])
        # Net gain of 660,000 in 2023.
        assert abs(total[4]) == 660 and total[5] == "V"


def test_the_legend_always_comes_along():
    for made in reader_tables(small()):
        assert "Lasten +" in made.notes[0]
        assert any(f"doorrekening {small().run_id}" in note for note in made.notes)
    assert "Bedragen × € 1.000." in table(small(), "totalen", BudgetOptions(unit=1000)).notes


def test_the_legend_tells_what_may_look_wrong():
    # Three towns that save as much: rounded parts that make a rounded total cannot be alike as well.
    alike = {name: municipality(1_000, 100, title=name.title()) for name in ("noord", "zuid", "west")}
    made = run(
        small_catalogue(programme=small_programme(municipalities=alike)), scenario(draws=200), draws=True
    )
    rounded = table(made, "gemeenten", BudgetOptions(unit=1000))
    net = {row[4] for row in rounded.rows if row[0] == 2024 and row[1] != "Totaal"}
    assert len(net) == 2 and max(net) - min(net) == 1
    assert any("in twee tabellen of jaren 1 schelen" in note for note in rounded.notes)
    side = table(made, "totalen", BudgetOptions(statistic="p10"))
    assert any("P10 is in elke kolom de ongunstige kant" in note for note in side.notes)


def test_hostile_text_through_libreoffice(office, tmp_path):  # noqa: F811
    made = Table("t", "Tabel", ("Naam", "Bedrag"), tuple((text, -90500.5) for text in HOSTILE), ())
    path = tmp_path / "nl.csv"
    path.write_bytes(dutch_csv(made))
    # Semicolons, quotes, UTF-8, from the first line, Dutch numbers, special numbers recognised.
    found = office.convert(path, "xlsx:Calc MS Excel 2007 XML", "--infilter=CSV:59,34,76,1,,1043,false,true")
    rows = list(openpyxl.load_workbook(found).active.iter_rows(min_row=2, max_col=2))[: len(HOSTILE)]
    assert [cell.data_type for cell, _ in rows] == ["s"] * len(HOSTILE)
    assert [cell.value for _, cell in rows] == [-90500.5] * len(HOSTILE)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_titles_are_guarded_in_both_kinds(text):
    words = Text(nl=text, en=text)
    made = run(small_catalogue(school_coaches(title=words)), scenario("school-coaches"), draws=False)
    for cells in csv.reader(
        io.StringIO(dutch_csv(table(made, "maatregelen")).decode("utf-8-sig")), delimiter=";"
    ):
        assert not [c for c in cells if c.lstrip(" ").startswith(("=", "+", "@", "\t", "\r", "＝"))]
    written = machine_csv(made, "maatregelen", measure_table(made))
    rows = list(csv.DictReader(io.StringIO(written, newline="")))
    assert {row["run_id"] for row in rows} == {made.run_id}
    assert sum(float(row["net_cost"]) for row in rows) == pytest.approx(
        float(measure_table(made)["net_cost"].sum())
    )


def test_json_has_schema_run_id_and_the_same_numbers():
    made = small()
    data = json.loads(json.dumps(tables_as_dict(made), allow_nan=False))
    assert data["run_id"] == made.run_id and data["schema_version"] == 2
    shape = {
        "type": "object",
        "required": ["columns", "rows"],
        "properties": {
            "columns": {"type": "array", "items": {"required": ["name", "type"]}},
            "rows": {"type": "array", "items": {"type": "array"}},
        },
    }
    for content in data["tables"].values():
        jsonschema.validate(content, shape)
        assert all(len(row) == len(content["columns"]) for row in content["rows"])
    found = data["tables"]["maatregelen"]
    at = [column["name"] for column in found["columns"]].index("net_cost")
    expected = float(measure_table(made)["net_cost"].sum())
    assert sum(row[at] for row in found["rows"]) == pytest.approx(expected)


def test_several_tables_in_one_file_have_one_byte_order_mark():
    data = joined_dutch_csv(reader_tables(small()))
    assert data.count(b"\xef\xbb\xbf") == 1
    assert "Begrotingswijziging" in data.decode("utf-8-sig")


def test_years_without_an_amount_are_text_only_where_they_are_shown():
    items = [
        Unknown(title=text(name), what="cost", years=years, source=source())
        for name, years in (("alle", ()), ("twee", (2021, 2023)), ("een", (2022,)))
    ]
    idea = measure("idea", unknown=tuple(items))
    made = run(small_catalogue(idea), scenario("idea"), draws=False)
    posts = unknown_posts(made)
    assert posts["years"].tolist() == [(2021, 2022, 2023, 2024), (2021, 2023), (2022,)]
    assert [row[3] for row in table(made, "pm-posten").rows] == ["2021–2024", "2021, 2023", "2022"]
    full = ["2021, 2022, 2023, 2024", "2021, 2023", "2022"]
    rows = csv.DictReader(io.StringIO(machine_csv(made, "pm-posten", posts), newline=""))
    assert [row["years"] for row in rows] == full
    data = tables_as_dict(made)
    jsonschema.validate(data | {"draws": 1}, tables_schema())
    listed = data["tables"]["pm-posten"]
    assert [row[-1] for row in listed["rows"]] == full
    assert listed["columns"][-1] == {"name": "years", "type": "text"}
