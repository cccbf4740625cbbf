"""Searching measures, and what a driver becomes by what is typed beside it."""

import pytest

from simulator.domain.quantity import Fixed, Lognormal, Pert, Triangular, Uniform
from simulator.ui import edits
from simulator.ui.entry import EntryError
from simulator.ui.pages.measures.driver_edit import Typed, change_of, must_work, typed
from simulator.ui.pages.measures.searching import OWN, Search, found
from simulator.ui.pages.measures.why import on_its_own
from tests import factories as make
from tests.ui.conftest import ui_measures

ALL = ui_measures()


def ids(search, own=()):
    return [measure.id for measure in found(ALL, search, own)]


def test_an_empty_search_finds_all():
    assert ids(Search()) == ["school-coaches", "fewer-hours", "strict-access", "follow-up"]


def test_all_words_must_occur_whatever_their_case_or_accents():
    assert ids(Search(words="STRÉNGE  toegang")) == ["strict-access"]
    assert ids(Search(words="strenge uren")) == []


def test_filters_work_together():
    assert ids(Search(service="household_help")) == ["fewer-hours", "strict-access"]
    assert ids(Search(service="household_help", grade=4)) == ["strict-access"]
    assert ids(Search(status="rejected")) == ["follow-up"]


def test_the_users_own_measures_have_a_status_of_their_own():
    assert ids(Search(status=OWN), own=["follow-up"]) == ["follow-up"]
    assert ids(Search(status="rejected"), own=["follow-up"]) == []


SHARE = make.driver(0.05, uncertainty=Triangular(kind="triangular", low=0.0, high=0.06))


def test_a_driver_is_written_as_people_type_it_and_read_back():
    shown = typed(SHARE.value, SHARE, "1", "nl")
    assert (shown.value, shown.low, shown.high) == ("5", "0", "6")
    change = change_of(Typed("7,5", "2", "9", "Landelijk cijfer"), SHARE, "1", "nl")
    assert change.value == 0.075
    assert change.uncertainty == Triangular(kind="triangular", low=0.02, high=0.09)
    assert typed(change.value, change, "1", "nl") == Typed("7,5", "2", "9", "Landelijk cijfer")


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (Fixed(), Triangular(kind="triangular", low=1.0, high=4.0)),
        (Uniform(kind="uniform", low=0.0, high=9.0), Uniform(kind="uniform", low=1.0, high=4.0)),
        (Pert(kind="pert", low=0.0, high=9.0), Pert(kind="pert", low=1.0, high=4.0)),
        (Lognormal(kind="lognormal", p10=1.0, p90=9.0), Lognormal(kind="lognormal", p10=1.0, p90=4.0)),
    ],
)
def test_the_range_keeps_the_shape_of_the_driver(stated, expected):
    driver = make.driver(3.0, "client", uncertainty=stated)
    assert change_of(Typed("3", "1", "4", "Zelf"), driver, "client", "nl").uncertainty == expected


def test_without_a_range_the_value_is_certain():
    assert change_of(Typed("3", "", "", "Zelf"), SHARE, "client", "nl").uncertainty == Fixed()


@pytest.mark.parametrize(
    ("written", "key"),
    [
        (Typed("1.53", "", "", "Zelf"), "entry.not_a_number"),
        (Typed("", "", "", "Zelf"), "entry.empty"),
        (Typed("5", "", "", " "), "entry.no_reason"),
        (Typed("5", "1", "", "Zelf"), "entry.both_ends"),
        (Typed("5", "6", "9", "Zelf"), "entry.outside_range"),
        (Typed("5", "9", "6", "Zelf"), "entry.low_above_high"),
        (Typed("500", "", "", "Zelf"), "entry.over_100"),
    ],
)
def test_a_mistake_is_told(written, key):
    with pytest.raises(EntryError, match=key):
        change_of(written, SHARE, "1", "nl")


def test_a_value_with_which_nothing_can_be_worked_out_is_refused():
    measure = make.measure(
        "split",
        drivers={"money": make.driver(100.0, "EUR/year"), "parts": make.driver(2.0)},
        effects={"a": make.effect("youth", "money / parts", (1.0, 1.0, 1.0, 1.0))},
    )
    catalogue, scenario = make.small_catalogue(measure), make.scenario("split")
    nothing = change_of(Typed("0", "", "", "Zelf"), measure.drivers["parts"], "1", "nl")
    with pytest.raises(EntryError, match=r"entry\.no_outcome"):
        must_work(edits.set_driver(scenario, "split", "parts", nothing), catalogue)
    must_work(scenario, catalogue)


def test_a_measure_on_its_own_brings_what_it_cannot_do_without():
    catalogue = make.small_catalogue(*ALL)
    start = edits.set_measure(make.scenario(), "follow-up", on=False, intensity=0.5)
    alone = on_its_own(start, catalogue, "follow-up")
    assert set(alone.active()) == {"follow-up", "school-coaches"}
    assert alone.measures["follow-up"].intensity == 0.5
