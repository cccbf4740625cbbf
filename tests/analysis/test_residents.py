"""Residents, staff and ramp-up of a package, by hand."""

import numpy as np
import pytest

from simulator.analysis.ramp_up import ramp_up
from simulator.analysis.residents import residents
from simulator.analysis.run import run
from simulator.analysis.staff import staff
from simulator.domain.measure import ResidentsAffected, StaffNeed
from simulator.domain.programme import Leaving
from simulator.domain.relation import AlreadyImplemented
from simulator.domain.scenario import DriverChange, MeasureSetting
from tests.factories import (
    driver,
    effect,
    fewer_hours,
    measure,
    municipality,
    scenario,
    school_coaches,
    small_catalogue,
    small_programme,
    source,
    text,
)


def group(formula):
    return ResidentsAffected(title=text(), formula=formula, source=source())


def coaches(**changes):
    return school_coaches(**{"residents_affected": (group("children"),)} | changes)


def hours(**changes):
    return fewer_hours(**{"residents_affected": (group("fewer * clients"), group("clients / 2"))} | changes)


def test_groups_of_a_measure_add_up_and_go_with_intensity():
    """100 children at half strength; 10% of 1,000 clients and half of them, 600 together."""
    on = {"school-coaches": MeasureSetting(intensity=0.5), "fewer-hours": MeasureSetting()}
    found = residents(small_catalogue(coaches(), hours()), scenario(measures=on))
    assert [(one.measure, one.service, one.people) for one in found.affected] == [
        ("school-coaches", "youth", 50.0),
        ("fewer-hours", "household_help", 600.0),
    ]
    assert (found.most, found.least, found.missing) == (650.0, 600.0, ())


def test_measures_without_a_figure_are_named_and_those_that_are_off_do_not_count():
    on = {"school-coaches": MeasureSetting(), "fewer-hours": MeasureSetting(on=False)}
    found = residents(small_catalogue(school_coaches(), hours()), scenario(measures=on))
    assert (found.affected, found.missing, found.most, found.least) == ((), ("school-coaches",), 0.0, 0.0)


def test_a_municipality_has_its_share_by_the_key_of_the_service():
    found = residents(small_catalogue(coaches()), scenario("school-coaches", municipality="zuid"))
    assert found.most == pytest.approx(30)  # 30% of the people under 20


def test_who_has_left_or_has_it_already_does_not_count():
    leaves = Leaving(year=2022, source=source())
    programme = small_programme()
    towns = programme.municipalities | {"west": municipality(20_000, 4_000, leaves=leaves)}
    gone = small_programme(municipalities=towns)
    half = AlreadyImplemented(
        kind="already_implemented", municipality="noord", share=0.5, source=source(), note=text()
    )
    catalogue = small_catalogue(coaches(relations=(half,)), programme=gone)
    # noord 50% with half of it done, zuid 30%, west gone: 25 + 30 of 100 children
    assert residents(catalogue, scenario("school-coaches")).most == pytest.approx(55)


def test_a_measure_of_one_municipality_concerns_nobody_else():
    own = coaches(scope="noord")
    assert residents(small_catalogue(own), scenario("school-coaches")).most == pytest.approx(100)
    assert residents(small_catalogue(own), scenario("school-coaches", municipality="zuid")).most == 0


def test_a_value_of_the_users_own_counts():
    change = DriverChange(value=40, reason="Proef")
    own = scenario(measures={"school-coaches": MeasureSetting(drivers={"children": change})})
    assert residents(small_catalogue(coaches()), own).most == pytest.approx(40)


def test_staff_adds_up_moves_along_and_goes_with_intensity():
    """2, 1, 1, 1 half a year later: 1, 1.5, 1, 1; and 4, 0, 0, 0 at half strength: 2, 0, 0, 0."""
    catalogue = small_catalogue(
        school_coaches(staff=StaffNeed(fte=(2.0, 1.0, 1.0, 1.0), source=source())),
        fewer_hours(staff=StaffNeed(fte=(4.0, 0.0, 0.0, 0.0), source=source())),
        measure("third"),
    )
    on = {
        "school-coaches": MeasureSetting(shift_months=6),
        "fewer-hours": MeasureSetting(intensity=0.5),
        "third": MeasureSetting(),
    }
    found = staff(catalogue, scenario(measures=on))
    assert found.fte == pytest.approx((3.0, 1.5, 1.0, 1.0))
    assert (found.peak, found.missing) == (0, ("third",))
    kept = on | {"fewer-hours": MeasureSetting(intensity=0.5, scales_costs=False)}
    assert staff(catalogue, scenario(measures=kept)).fte[0] == pytest.approx(5.0)
    assert staff(catalogue, scenario(measures={})).fte == (0.0,) * 4


def test_staff_that_the_source_gives_for_some_years_only_is_a_least_number():
    part = StaffNeed(fte=(0.0, 1.0, 1.0, 1.0), unknown=(2021,), source=source())
    found = staff(small_catalogue(school_coaches(staff=part)), scenario("school-coaches"))
    assert (found.fte, found.missing) == ((0.0, 1.0, 1.0, 1.0), ("school-coaches",))


def test_ramp_up_is_the_mean_by_size():
    """100,000 by 0.5, 1, 1, 1 and 300,000 by 0, 0.5, 1, 1: (0.5 + 0) / 4 in the first year."""
    mixed = school_coaches(
        drivers={"small": driver(100_000, "EUR/year"), "large": driver(300_000, "EUR/year")},
        effects={
            "one": effect("youth", "small", (0.5, 1, 1, 1)),
            "two": effect("youth", "large", (0, 0.5, 1, 1)),
        },
        costs={},
    )
    setting = MeasureSetting(intensity=0.25)
    found = ramp_up(
        run(small_catalogue(mixed), scenario(measures={"school-coaches": setting}), draws=False).plan
    )
    np.testing.assert_allclose(found["share"], [0.125, 0.625, 1, 1])
    assert found["year"].tolist() == [2021, 2022, 2023, 2024]


def test_ramp_up_follows_the_start_and_leaves_out_measures_without_effect():
    later = {"fewer-hours": MeasureSetting(shift_months=12), "nothing": MeasureSetting()}
    catalogue = small_catalogue(fewer_hours(), measure("nothing"))
    found = ramp_up(run(catalogue, scenario(measures=later), draws=False).plan)
    assert set(found["measure"]) == {"fewer-hours"}
    np.testing.assert_allclose(found["share"], [0, 0, 0.5, 1])
