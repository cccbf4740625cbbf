import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from simulator.consistency import check_catalogue
from simulator.files import dump_measure, dump_scenario, parse_measure, parse_scenario
from simulator.files.scalars import read_plain, write_number
from tests.factories import small_catalogue
from tests.files.support import CATALOGUE, SMALL, load_good
from tests.strategies import catalogues, measures, scenarios

SMALL_CATALOGUE = small_catalogue()


@given(measures())
def test_a_measure_that_is_written_loads_as_the_same(measure):
    assert parse_measure(dump_measure(measure), "drawn.yaml", SMALL_CATALOGUE) == measure


@given(scenarios())
def test_a_scenario_that_is_written_loads_as_the_same(scenario):
    assert parse_scenario(dump_scenario(scenario), "drawn.yaml", SMALL_CATALOGUE) == scenario


@given(catalogues())
def test_what_the_strategies_draw_is_consistent(catalogue):
    assert list(check_catalogue(catalogue.programme, catalogue.measures)) == []


def test_the_richest_files_survive_the_round_trip():
    measure, scenario = load_good("measure"), load_good("scenario")
    assert parse_measure(dump_measure(measure), "rich.yaml", CATALOGUE) == measure
    assert parse_scenario(dump_scenario(scenario), "everything.yaml", CATALOGUE) == scenario


def test_numbers_are_written_the_way_people_are_asked_to():
    # 26.727 must get a fourth decimal, or it would be taken for 26,727.
    assert write_number(26.727) == "26.7270"
    assert write_number(900_000.0) == "900_000"
    assert "value: -26.7270\n" in dump_measure(load_good("measure"))
    assert "value: 900_000\n" in dump_measure(load_good("measure"))


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**15), 10**15))
def test_every_number_is_read_back_exactly(value):
    assert read_plain(write_number(value)) == value


@given(st.floats(-1e12, 1e12))
def test_other_yaml_readers_read_our_numbers_alike(value):
    assert float(yaml.safe_load(write_number(value))) == value


@given(st.integers(1, 999), st.lists(st.integers(0, 999), min_size=1, max_size=3))
def test_points_between_thousands_are_never_a_number(first, groups):
    raw = ".".join([str(first), *(f"{group:03}" for group in groups)])
    assert read_plain(raw) == raw
    assert read_plain(raw.replace(".", "_")) == int(raw.replace(".", ""))


@given(st.floats(0, 1, exclude_max=True))
def test_shares_are_never_ambiguous(share):
    text = write_number(share)
    assert read_plain(text) == share


@pytest.mark.parametrize("name", ["school-coaches", "fewer-hours", "strict-access"])
def test_shipped_layout_and_written_layout_mean_the_same(name):
    text = (SMALL / f"{name}.yaml").read_text(encoding="utf-8")
    measure = parse_measure(text, name, CATALOGUE)
    assert parse_measure(dump_measure(measure), name, CATALOGUE) == measure == CATALOGUE.measures[name]
