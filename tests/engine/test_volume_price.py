"""Clients and cost per client, each with its own growth, by hand."""

import pytest
from pydantic import ValidationError

from simulator.consistency import check_programme
from simulator.domain.programme import GrowthPeriod
from tests.engine.worked import equal, given, layers, likely, plan_of
from tests.factories import driver, fewer_hours, service, small_programme, source


def periods(*rates):
    return tuple(
        GrowthPeriod(from_year=year, value=rate, provenance="stated", source=source(), grade=3)
        for year, rate in rates
    )


def both(**changes):
    """Youth: clients fall 10% a year, each costs 20% more in 2021 and nothing more from 2022."""
    fields = {"growth": periods((2021, -0.1)), "cost_growth": periods((2021, 0.2), (2022, 0.0))}
    services = {
        "youth": service(1_000_000, **fields | changes),
        "household_help": service(2_000_000, volumes=("clients",)),
    }
    return {"services": services}


def youth(outcome):
    return outcome.service_baseline()[0]


def test_a_baseline_grows_by_the_product_of_both():
    outcome = likely(layers=layers("growth"), programme=both())
    # 1,000,000 × 0.9 × 1.2; then × 0.9 a year.
    equal(youth(outcome), [1_080_000, 972_000, 874_800, 787_320])


def test_without_the_layer_neither_grows():
    equal(youth(likely(programme=both())), [1_000_000] * 4)


def test_the_shift_of_growth_is_one_of_volume_only():
    outcome = likely(layers=layers("growth"), growth_shift=0.1, programme=both())
    # -10% + 10 points = no change in volume; 20% more for each client once.
    equal(youth(outcome), [1_200_000] * 4)


def test_in_nominal_prices_the_index_comes_on_top():
    outcome = likely(layers=layers("growth"), price_level="nominal", programme=both())
    equal(youth(outcome)[0], 1_080_000 * 1.02)


def test_each_has_its_own_draws():
    plan = plan_of(layers=layers("growth"), programme=both())
    drawn = {
        "programme__growth__youth__2021": [0.0, 0.0],
        "programme__cost_growth__youth__2021": [0.0, 0.5],
    }
    # The names hold an underscore of their own, which the sampler would take for a hyphen.
    outcome = given(plan, 2, **{name.replace("__", "/"): value for name, value in drawn.items()})
    # household_help grows 10%: 2,200,000.
    equal(outcome.totals["region"].baseline[0] - 2_200_000, [1_000_000, 1_500_000])


def test_effects_follow_the_baseline_that_both_make():
    grown = {"cost_growth": periods((2021, 0.5), (2022, 0.0))}
    services = {
        "youth": service(1_000_000),
        "household_help": service(2_000_000, volumes=("clients",), growth=periods((2021, 0.0)), **grown),
    }
    outcome = likely(fewer_hours(), layers=layers("growth"), programme={"services": services})
    # A tenth of 2,000,000 × 1.5, ramp-up 0, 0.5, 1, 1.
    equal(outcome.measure_gross()[0], [0, 150_000, 300_000, 300_000])


def test_clients_times_cost_is_the_baseline_when_it_is_left_out():
    spec = service(0, clients=driver(687, "client"), cost_per_client=driver(4_838.61, "EUR/client/year"))
    made = type(spec).model_validate(
        {name: getattr(spec, name) for name in spec.model_fields_set if name != "baseline"}
    )
    # 687 × 4,838.61 = 3,324,125.07.
    assert made.baseline.value == pytest.approx(3_324_125.07)
    assert (made.baseline.unit, made.baseline.provenance) == ("EUR/year", "derived")
    assert made.baseline.source == made.cost_per_client.source


@pytest.mark.parametrize(
    "changes", [{}, {"clients": driver(10, "client")}, {"cost_per_client": driver(10, "EUR/client/year")}]
)
def test_without_a_baseline_both_are_needed(changes):
    spec = service(0, **changes)
    left = {name: getattr(spec, name) for name in spec.model_fields_set if name != "baseline"}
    with pytest.raises(ValidationError, match="no baseline, nor clients"):
        type(spec).model_validate(left)


def issues(**changes):
    return [
        (issue.key[2:], issue.found)
        for issue in check_programme(small_programme(**both(**changes)))
        if issue.key[:2] == ("services", "youth")
    ]


def test_clients_times_cost_must_make_the_baseline():
    each = driver(2_000, "EUR/client/year")
    # 500 × 2,000 = 1,000,000, as stated; 503 × 2,000 is 0.6% more.
    assert issues(clients=driver(500, "client"), cost_per_client=each) == []
    assert issues(clients=driver(503, "client"), cost_per_client=each) == [
        (("cost_per_client",), "503 clients × 2000 = 1,006,000 EUR/year")
    ]


def test_units_and_periods_are_checked():
    assert [key for key, _ in issues(clients=driver(500, "hour"))] == [("clients", "unit")]
    assert [key for key, _ in issues(cost_growth=periods((2023, 0.1)))] == [("cost_growth", 0, "from_year")]
