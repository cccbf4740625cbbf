"""The break-even question of a measure, on the shipped programmes and on a small one."""

import pytest

from simulator.analysis.break_even import Range, break_even
from simulator.domain.break_even import BreakEven
from simulator.domain.quantity import Triangular, Uniform
from simulator.domain.scenario import DriverChange
from simulator.errors import ScenarioError
from tests.catalogue.local import AMERSFOORT, GOOI, PROGRAMMES, catalogue, scenarios
from tests.factories import (
    driver,
    fewer_hours,
    measure,
    scenario,
    small_catalogue,
    source,
    text,
)

ASKED = BreakEven(
    avoided=text("indicaties"),
    service="youth",
    unit=text("het team"),
    cost="staff * fte_cost",
    fte="staff",
    price="baseline.youth / clients",
    clients="clients",
    reach="people",
    lag="wait",
    source=source(),
    note=text("Let op."),
)


def answered(**changes):
    asked = measure(
        "asked",
        drivers={
            "staff": driver(2.0, unit="fte"),
            "people": driver(60.0, unit="client"),
            "wait": driver(12.0, unit="month"),
        },
        break_even=ASKED,
    )
    chosen = scenario(draws=500, measures={}, shared_drivers=changes.pop("shared_drivers", {}))
    return break_even(small_catalogue(fewer_hours(), asked), chosen, "asked", **changes)


def test_a_question_by_hand():
    # 2 fte × 80,000 = 160,000 a year; 1,000,000 / 1,000 clients = 1,000 each.
    found = answered(months=(12.0, 6.0), years=4.0)
    assert found.cost.most_likely == 160_000
    assert found.price.most_likely == 1_000
    year, half = found.needed
    assert year.a_year.most_likely == 160
    assert half.a_year.most_likely == 320
    assert year.per_fte.most_likely == 80
    assert year.of_clients.most_likely == pytest.approx(0.16)
    assert year.of_reach.most_likely == pytest.approx(160 / 60)
    # A lag of a year: 4 × 160,000 = n × 1,000 × (3 - 0.5), so n = 256.
    assert year.within.most_likely == pytest.approx(256)


def test_without_uncertainty_there_is_no_interval():
    found = answered()
    for row in found.needed:
        assert row.a_year.p10 == row.a_year.p50 == row.a_year.p90 == pytest.approx(row.a_year.most_likely)


def test_another_number_of_fte_scales_cost_and_reach():
    found = answered(fte=1.0, months=(12.0,))
    assert found.cost.most_likely == 80_000
    assert found.reach.most_likely == 30
    assert found.needed[0].a_year.most_likely == 80
    assert found.needed[0].per_fte.most_likely == 80


def test_another_lag_takes_the_place_of_the_files():
    # Without a lag: 4 × 160,000 = n × 1,000 × (4 - 0.5)
    assert answered(lag_months=0.0, years=4.0, months=(12.0,)).needed[0].within.most_likely == pytest.approx(
        640_000 / 3_500
    )


def test_the_scenario_sets_the_price_of_staff_and_its_range():
    change = DriverChange(
        value=100_000, uncertainty=Uniform(kind="uniform", low=50_000, high=150_000), reason="x"
    )
    found = answered(shared_drivers={"fte_cost": change}, months=(12.0,))
    assert found.cost.most_likely == 200_000
    # Uniform from 100,000 to 300,000: P10 and P90 at 120,000 and 280,000.
    assert (found.cost.p10, found.cost.p90) == pytest.approx((120_000, 280_000), rel=0.02)
    assert (found.needed[0].a_year.p10, found.needed[0].a_year.p90) == pytest.approx((120, 280), rel=0.02)


def test_a_number_that_can_only_turn_out_lower_passes_its_interval():
    """Staff at most as planned: P90 of a triangle from 1 to 2 with its top at 2 is 1 + √0.9 = 1.949."""
    change = DriverChange(
        value=80_000, uncertainty=Triangular(kind="triangular", low=40_000, high=80_000), reason="x"
    )
    found = answered(shared_drivers={"fte_cost": change}, months=(12.0,))
    assert found.cost.passed == found.cost.p90 == pytest.approx(2 * (40_000 + 40_000 * 0.9**0.5), rel=0.01)
    assert found.needed[0].a_year.passed == found.needed[0].a_year.p90
    assert Range(1.0, 1.1, 1.2, 1.3).passed == 1.1
    assert answered().cost.passed is None


def test_a_lag_as_long_as_the_horizon_never_pays():
    found = answered(lag_months=48.0, years=4.0)
    assert all(row.within.most_likely == row.within.p90 == float("inf") for row in found.needed)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"months": (0.0,)}, "months 0"),
        ({"months": ()}, "months 0"),
        ({"years": -1.0}, "years -1"),
        ({"fte": 0.0}, "fte 0"),
        ({"lag_months": -1.0}, "lag of -1"),
        ({"years": float("inf")}, "years inf"),
    ],
)
def test_numbers_that_make_no_sense_are_refused(changes, words):
    with pytest.raises(ScenarioError, match=words):
        answered(**changes)


def test_a_measure_without_the_question_names_those_that_have_it():
    chosen = scenarios(AMERSFOORT)["ambitie-gemeenten"]
    with pytest.raises(ScenarioError, match="ambulant-team-leusden"):
        break_even(catalogue(AMERSFOORT), chosen, "sociale-basis")
    with pytest.raises(ScenarioError, match="found measure 'nobody'"):
        break_even(catalogue(AMERSFOORT), chosen, "nobody")


def test_staff_cannot_be_set_where_it_is_not_counted_in_staff():
    chosen = scenarios(GOOI)["lichte-hulp-dichtbij"]
    with pytest.raises(ScenarioError, match="not counted in fte"):
        break_even(catalogue(GOOI), chosen, "buurtteams-hilversum", fte=2.0)


def test_leusden_and_hilversum_by_hand():
    # 2.67 fte × 80,000 = 213,600; (830,000 + 1,325,000) / (133 + 259) = 5,497.45 for a client.
    leusden = break_even(
        catalogue(AMERSFOORT),
        scenarios(AMERSFOORT)["ambitie-gemeenten"],
        "ambulant-team-leusden",
        months=(12.0,),
    )
    assert leusden.needed[0].a_year.most_likely == pytest.approx(213_600 / (2_155_000 / 392))
    # Eemnes' theory, 100 families on 7 fte: 38 for this team, so 102% of them.
    assert leusden.reach.most_likely == pytest.approx(2.67 * 100 / 7)
    assert leusden.needed[0].of_reach.most_likely == pytest.approx(1.0187, abs=1e-3)
    # 13.5 hours × 55 = 742.50 for a resident; 11,612,185 / 2,284 = 5,084 for an indication.
    hilversum = break_even(
        catalogue(GOOI), scenarios(GOOI)["lichte-hulp-dichtbij"], "buurtteams-hilversum", months=(12.0,)
    )
    assert hilversum.needed[0].of_reach.most_likely == pytest.approx(742.5 / (11_612_185 / 2_284))


@pytest.mark.parametrize("name", PROGRAMMES)
def test_every_question_that_is_shipped_has_an_answer(name):
    chosen = scenarios(name)["ongewijzigd-beleid"].model_copy(update={"draws": 200})
    asked = [m.id for m in catalogue(name).measures.values() if m.break_even is not None]
    assert len(asked) >= 7
    for measure_id in asked:
        found = break_even(catalogue(name), chosen, measure_id)
        assert all(row.a_year.p10 <= row.a_year.p50 <= row.a_year.p90 for row in found.needed)
        assert all(0 < row.a_year.most_likely < float("inf") for row in found.needed)
