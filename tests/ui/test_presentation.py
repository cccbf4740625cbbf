"""Headline, tables, groups, conflicts, charts and downloads, from data to data."""

import numpy as np
import pandas as pd
import pytest

from simulator.analysis.run import run
from simulator.domain.measure import Unknown
from simulator.domain.relation import CappedLine, Requires, Supersedes
from simulator.ui import edits
from simulator.ui.charts import band_chart, band_table
from simulator.ui.conflicts import conditions, conflicts, superseded
from simulator.ui.downloads import to_csv
from simulator.ui.formats import formats_of
from simulator.ui.grouping import groups, service_of, switched_on
from simulator.ui.headline import Band, headline
from simulator.ui.markup import plain
from simulator.ui.outcome import outcome_of
from simulator.ui.tables import net_table, thousands
from tests import factories
from tests.factories import school_coaches, source, strict_access, text
from tests.ui.conftest import programma
from tests.ui.vega import assert_vega_lite

YEARS = (2021, 2022, 2023, 2024)


def totals(*net: tuple[float, float, float]) -> pd.DataFrame:
    rows = zip(YEARS, net, strict=True)
    return pd.DataFrame(
        [{"year": y, "quantity": "net", "p10": a, "p50": b, "p90": c} for y, (a, b, c) in rows]
    )


def outcome_with(table: pd.DataFrame, catalogue):
    outcome = outcome_of(run(catalogue, programma()))
    return outcome.__class__(**vars(outcome) | {"totals": table, "owner_totals": table})


@pytest.mark.parametrize(
    ("middle", "first", "dip"),
    [
        ((-2, 1, 4, 5), 2022, 2021),
        ((-2, 1, -1, 5), 2024, 2021),  # a relapse: only from 2024 on it stays
        ((1, 2, 3, 4), 2021, None),
        ((-1, -2, -3, -4), None, 2024),
        ((0, 0, 0, 0), None, None),
    ],
)
def test_first_gain_and_dip(small_catalogue, middle, first, dip):
    found = headline(outcome_with(totals(*((m - 1, m, m + 1) for m in middle)), small_catalogue))
    assert found.first_gain == first
    assert (found.dip and found.dip.year) == dip


def test_headline_by_hand(small_catalogue):
    """Noord bears half of 0, 260,000, 510,000 and 560,000."""
    found = headline(outcome_of(run(small_catalogue, programma())))
    assert found.last == Band(2024, *(pytest.approx(560_000),) * 3)
    assert [(y.year, y.amount, y.chance) for y in found.task] == [
        (2022, 200_000, 0.0),
        (2023, 300_000, 0.0),
        (2024, 300_000, 0.0),
    ]
    assert [y.shortfall for y in found.task] == pytest.approx([70_000, 45_000, 20_000], abs=1)


def test_means_add_up_and_the_table_has_a_task_only_for_its_owner(small_catalogue):
    table = net_table(outcome_of(run(small_catalogue, programma())))
    np.testing.assert_allclose(table["saving"] - table["cost"], table["net"], atol=0.01)
    assert "task" not in table
    noord = net_table(outcome_of(run(small_catalogue, programma(municipality="noord"))))
    assert np.isnan(noord["task"][0])
    assert noord["task"].tolist()[1:] == [200_000, 300_000, 300_000]


def test_thousands():
    table = pd.DataFrame({"year": ["2021"], "net": [-1_234_567.0], "task": [float("nan")]})
    assert thousands(table, formats_of("nl")).iloc[0].tolist() == ["2021", "-1.235", "–"]


def test_thousands_write_nothing_only_for_nothing():
    """What single precision may leave over is nothing; 430 euros in a small municipality is not."""
    table = pd.DataFrame({"net": [430.0, -62.0, 0.4, 0.0, 500.0, 1_499.0]})
    assert thousands(table, formats_of("nl"))["net"].tolist() == ["0,4", "-0,1", "0,0", "0,0", "0,5", "1,5"]
    cents = pd.DataFrame({"net": [0.4, 0.0, 1_499.0]})
    assert thousands(cents, formats_of("nl"))["net"].tolist() == ["0", "0", "1"]


def test_all_amounts_of_a_table_in_thousands_have_as_many_decimals():
    """So a small difference between large amounts can be seen in them too."""
    table = pd.DataFrame({"first": [1_250_000.0, 0.0], "second": [1_250_430.0, 0.0], "gap": [430.0, np.nan]})
    shown = thousands(table, formats_of("nl"))
    assert shown.iloc[0].tolist() == ["1.250,0", "1.250,4", "0,4"]
    assert shown.iloc[1].tolist() == ["0,0", "0,0", "–"]
    finer = table.assign(gap=[12.0, np.nan])
    assert thousands(finer, formats_of("en")).iloc[0].tolist() == ["1,250.00", "1,250.43", "0.01"]


def test_groups_follow_service_scope_and_status(small_catalogue):
    found = {(g.kind, g.name): [m.id for m in g.measures] for g in groups(small_catalogue)}
    assert found == {
        ("service", "youth"): ["school-coaches"],
        ("service", "household_help"): ["fewer-hours", "strict-access"],
        ("rejected", ""): ["follow-up"],
    }
    [own] = groups(factories.small_catalogue(school_coaches(scope="zuid")))
    assert (own.kind, own.name) == ("own", "zuid")
    assert switched_on(own, programma()) == 1
    assert service_of(factories.measure("nothing")) == ""


def test_a_measure_on_a_capped_service_stands_there_though_it_saves_elsewhere():
    line = {"service": "youth", "result": text(), "source": source(), "note": text()}
    capped = CappedLine(kind="capped_line", **line)
    yields = Unknown(title=text(), what="effect", service="household_help", source=source())
    assert service_of(factories.measure("list", relations=(capped,), unknown=(yields,))) == "youth"


def test_every_measure_stands_in_one_group(small_catalogue):
    listed = [m.id for g in groups(small_catalogue) for m in g.measures]
    assert sorted(listed) == sorted(small_catalogue.measures)


def test_an_exclusion_is_told_once_whoever_states_it(small_catalogue):
    both = edits.set_measure(programma(), "fewer-hours", on=True)
    [found] = conflicts(both, small_catalogue)
    assert (found.kind, found.measure, found.other) == ("excludes", "fewer-hours", "strict-access")
    assert conflicts(programma(), small_catalogue) == ()


def test_what_replaces_what_and_under_which_condition():
    replaces = Supersedes(
        kind="supersedes", measure="school-coaches", effects=("less_care",), source=source(), note=text()
    )
    needs = Requires(kind="requires", condition=text("Eerst een besluit"), source=source(), note=text())
    catalogue = factories.small_catalogue(school_coaches(), strict_access(relations=(replaces, needs)))
    assert superseded(programma(), catalogue) == {"strict-access": ("school-coaches",)}
    assert superseded(edits.set_measure(programma(), "school-coaches", on=False), catalogue) == {}
    assert superseded(edits.set_layer(programma(), "supersedes", False), catalogue) == {}
    assert conditions(catalogue, "strict-access") == (text("Eerst een besluit"),)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("with_target", [True, False])
def test_the_chart_is_valid_and_uses_only_columns_of_its_table(language, with_target):
    spec = band_chart(language, with_target)
    table = band_table((Band(2021, -3e6, -2e6, -1e6), Band(2022, 1e6, 2e6, 3e6)), {2022: 9e5}, language)
    assert "data" not in str(spec.keys())
    assert_vega_lite({**spec, "data": {"values": []}})
    fields = {
        channel["field"].split(":")[0]
        for layer in spec["layer"]
        for value in layer["encoding"].values()
        for channel in (value if isinstance(value, list) else [value])
        if "field" in channel
    }
    assert fields <= set(table.columns)
    assert ("target" in fields) == with_target


def test_chart_table_in_words():
    table = band_table((Band(2021, -2.3e6, -2e6, -1.7e6),), {}, "nl")
    row = table.iloc[0]
    assert row["label"].replace("\u00a0", " ") == "kost € 2,0 mln"
    assert row["middle"].replace("\u00a0", " ") == "kost € 2,0 mln"
    assert row["task"] == ""
    assert np.isnan(row["target"])


def test_csv_for_a_dutch_spreadsheet():
    table = pd.DataFrame({"jaar": ["2021", "=1+1"], "netto": [-1234.5, float("nan")], "n": [1, 2]})
    data = to_csv(table)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig") == "jaar;netto;n\r\n2021;-1234,50;1\r\n'=1+1;;2\r\n"


@pytest.mark.parametrize("text_in", ["*a*", "[a](b)", "`a`", ":red[a]", "$x$", "<b>", "~a~", "# a", "a_b_"])
def test_no_text_of_a_file_becomes_markup(text_in):
    assert plain(text_in).replace("\\", "") == text_in
    assert plain(text_in) != text_in
