"""The levers of Verkennen: as values, and on the page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.analysis.run import run
from simulator.analysis.summary import yearly
from simulator.domain.scenario import MeasureSetting
from simulator.ui import edits, levers, services
from simulator.ui.formats import formats_of
from tests.factories import school_coaches, small_catalogue
from tests.ui.conftest import checked, figures, programma, words

NL = formats_of("nl")
CATALOGUE = small_catalogue()


def scenario_of(test):
    return test.session_state["_koers"].history.present


# --- values


@pytest.mark.parametrize("choice", ["none", "estimated", "full"])
def test_an_overlap_for_all_is_read_back(choice):
    mixed = levers.set_overlap_of(programma(), "youth", 0.5, CATALOGUE)
    assert levers.overlap_choice(mixed) == "mixed"
    assert levers.overlap_choice(levers.set_overlap_choice(mixed, choice)) == choice


def test_an_overlap_layer_that_is_off_is_no_overlap():
    off = edits.set_layer(programma(), "overlap", False)
    assert levers.overlap_choice(off) == "none"
    assert levers.overlap_of(off, "youth") == levers.NONE
    # One service at half: the other keeps what it had, none.
    half = levers.set_overlap_of(off, "youth", 0.5, CATALOGUE)
    assert (levers.overlap_of(half, "youth"), levers.overlap_of(half, "household_help")) == (0.5, -1.0)
    assert half.layers.overlap


def test_the_overlap_of_one_service_leaves_the_others_as_they_were():
    all_half = edits.set_overlap(programma(), 0.5)
    one = levers.set_overlap_of(all_half, "youth", None, CATALOGUE)
    assert levers.overlap_of(one, "youth") is None
    assert levers.overlap_of(one, "household_help") == 0.5
    back = levers.set_overlap_of(one, "household_help", None, CATALOGUE)
    assert levers.overlap_choice(back) == "estimated"


@given(st.sampled_from(levers.WEIGHTS))
def test_a_view_and_its_weight_are_read_back(weight):
    mixed = levers.set_view(programma(), "critics", weight, CATALOGUE)
    assert levers.view_of(mixed, CATALOGUE) == ("critics", pytest.approx(weight))
    assert sum(mixed.estimates.values()) == pytest.approx(1)
    assert levers.set_view(mixed, "region", 1.0, CATALOGUE).estimates == {}


def test_only_views_that_somebody_holds_are_offered():
    assert levers.views(CATALOGUE) == ("region", "critics")
    assert levers.views(small_catalogue(school_coaches(drivers={}, effects={}, costs={}))) == ("region",)


def test_delivery_risk_is_both_layers():
    on = levers.set_delivery_risk(programma(), True)
    assert (on.layers.realisation, on.layers.delay) == (True, True)
    assert not levers.delivery_risk(edits.set_layer(on, "delay", False))


def test_levers_that_were_moved_go_back_and_the_measure_stays_on():
    start = programma(measures={"school-coaches": MeasureSetting(on=False, shift_months=3)})
    moved = edits.set_measure(start, "school-coaches", on=True, intensity=0.5, stretch=2.0)
    assert levers.moved(moved, start, "school-coaches") == ("intensity", "stretch")
    back = levers.reset_levers(moved, start, "school-coaches")
    assert edits.setting_of(back, "school-coaches") == MeasureSetting(on=True, shift_months=3)


def test_readings_that_two_measures_have_are_offered():
    assert set(levers.readings(services.catalogue())) == {"reconciled", "printed", "letter"}


# --- page


def opened_levers(page, measure):
    """Open what stands behind a measure."""
    page.session_state[f"levers-{measure}"] = True
    return checked(page.run())


def move(page, name, value):
    return checked(page.select_slider(key=name).set_value(value).run())


def test_a_measure_says_what_it_is_only_when_asked(small_app):
    page = small_app()
    assert "Samenvatting" not in "".join(m.value for m in page.markdown)
    assert len(page.select_slider) == 0
    opened_levers(page, "school-coaches")
    assert "Samenvatting" in "".join(m.value for m in page.markdown)
    assert "Bron: Plan, regel 1" in words(page)


def test_half_strength_is_half_the_sum(small_app):
    """Measure 1 in 2024: 100,000 less 40,000; half of that is 30,000 less than 560,000 in all."""
    page = opened_levers(small_app(), "school-coaches")
    move(page, "intensity-school-coaches-nl", 0.5)
    assert edits.setting_of(scenario_of(page), "school-coaches").intensity == 0.5
    assert "€ 530.000" in figures(page)
    assert page.button(key="put-back-school-coaches").label == "kracht 50%"
    checked(page.button(key="put-back-school-coaches").click().run())
    assert "€ 560.000" in figures(page)
    assert page.select_slider(key="intensity-school-coaches-nl").value == 1.0
    checked(page.button(key="undo").click().run())
    assert "€ 530.000" in figures(page)


def test_start_and_pace_are_said_in_words_and_travel_in_the_link(small_app):
    page = opened_levers(small_app(), "strict-access")
    move(page, "shift_months-strict-access-nl", 6)
    move(page, "stretch-strict-access-nl", 2.0)
    label = page.button(key="put-back-strict-access").label
    assert label == "begint 6 maanden later, groeit 2 keer zo langzaam in"
    elsewhere = small_app(s=page.query_params["s"])
    assert scenario_of(elsewhere) == scenario_of(page)
    assert elsewhere.button(key="put-back-strict-access").label == label


def test_a_value_that_the_slider_does_not_offer_is_kept(small_app, small_catalogue, shipped):
    from simulator.ui.link import encode

    odd = edits.set_measure(programma(), "school-coaches", intensity=0.83)
    page = small_app(s=encode(odd, shipped["programma"], small_catalogue))
    opened_levers(page, "school-coaches")
    assert page.select_slider(key="intensity-school-coaches-nl").value == 0.83
    assert scenario_of(page) == odd


def levers_side(page):
    return checked(page.segmented_control(key="side-nl").set_value("levers").run())


def test_each_lever_changes_the_scenario_and_can_be_undone(small_app):
    page = levers_side(small_app())
    before = scenario_of(page)
    for key, path, value in (
        ("lever-delivery", lambda s: s.layers.realisation and s.layers.delay, True),
        ("lever-spill_over", lambda s: s.layers.spill_over, True),
        ("lever-shared_costs", lambda s: s.layers.shared_costs, False),
        ("lever-supersedes", lambda s: s.layers.supersedes, False),
        ("lever-already_implemented", lambda s: s.layers.already_implemented, False),
        ("lever-members", lambda s: s.membership.departures or s.membership.exclusions, False),
        ("lever-growth", lambda s: s.layers.growth, True),
    ):
        checked(page.toggle(key=key).set_value(value).run())
        assert path(scenario_of(page)) is value
        checked(page.button(key="undo").click().run())
        assert scenario_of(page) == before
    checked(page.segmented_control(key="lever-overlap-nl").set_value("full").run())
    assert scenario_of(page).overlap == levers.FULL
    checked(page.selectbox(key="lever-evidence-nl").set_value("critics").run())
    assert scenario_of(page).estimates == {"critics": 1.0}
    checked(page.selectbox(key="lever-evidence-weight-nl").set_value(0.5).run())
    assert scenario_of(page).estimates == {"critics": 0.5, "region": 0.5}
    checked(page.segmented_control(key="lever-price_level-nl").set_value("nominal").run())
    assert scenario_of(page).price_level == "nominal"


def test_growth_has_a_shift_once_it_counts(small_app):
    page = levers_side(small_app())
    assert not page.select_slider
    checked(page.toggle(key="lever-growth").set_value(True).run())
    move(page, "lever-growth_shift-nl", 0.01)
    assert scenario_of(page).growth_shift == 0.01
    assert "1 procentpunt meer" in page.select_slider[0].options


def test_overlap_of_one_service_is_worked_out(small_app, small_catalogue):
    page = small_app()
    page.session_state["overlap-services"] = True
    levers_side(page)
    checked(page.selectbox(key="lever-overlap-household_help-nl").set_value(0.5).run())
    shown = scenario_of(page)
    assert shown.overlap_by_service == {"household_help": 0.5}
    net = yearly(run(small_catalogue, shown)).query("quantity == 'net' and year == 2024")["p50"].item()
    assert NL.short(net).replace("\u00a0", " ") in figures(page)
    assert page.segmented_control(key="lever-overlap-nl").value == "mixed"


def test_the_real_programme_offers_its_views_and_readings(real_app):
    page = levers_side(real_app())
    assert "Onderzoek van AEF (Stelsel in groei)" in page.selectbox(key="lever-evidence-nl").options
    assert page.selectbox(key="lever-reading-nl").options == [
        "Kloppend gemaakt",
        "Zoals gedrukt",
        "Zoals in de brief",
    ]
    checked(page.selectbox(key="lever-reading-nl").set_value("printed").run())
    assert scenario_of(page).reading == "printed"


def test_the_levers_speak_both_languages_and_stay_when_it_changes(real_app):
    page = levers_side(real_app())
    dutch = words(page)
    english = words(checked(page.segmented_control(key="lang").set_value("en").run()))
    for word in ("Overlap tussen", "Tegenslag", "Waterbed: kosten", "Wiens schatting"):
        assert word in dutch
        assert word not in english
    assert "Setbacks in delivery" in english
