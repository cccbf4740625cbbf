"""Chance in municipalities: by hand on the small programme, with what is unknown left out."""

import math
from pathlib import Path

import numpy as np
import pytest

from simulator.analysis.chance import chance
from simulator.analysis.clients import clients_by_member, clients_of
from simulator.domain.observation import ObservedFigures
from simulator.domain.programme import GrowthPeriod
from simulator.domain.quantity import Triangular
from simulator.engine.compound import Cases, Spending
from simulator.files import load_catalogue
from tests import factories as make
from tests.analysis.test_volume_price import series

ROOT = Path(__file__).parents[2]


def still(**changes):
    """Household help: 1,000 clients of € 2,000, no growth; youth: no number of clients."""

    def none(uncertainty=None):
        rate = {"value": 0.0, "provenance": "stated", "source": make.source(), "grade": 3}
        if uncertainty:
            rate |= {"uncertainty": uncertainty, "range_provenance": "assumption"}
            rate |= {"range_reason": make.text()}
        return (GrowthPeriod(from_year=2021, **rate),)

    fields = {"volumes": ("clients",), "growth": none(changes.pop("uncertainty", None))} | changes
    services = {
        "youth": make.service(1_000_000, law="jeugdwet", allocation_key="age_0_19", growth=none()),
        "household_help": make.service(2_000_000, **fields),
    }
    return make.small_catalogue(programme=make.small_programme(services=services))


def test_spread_of_a_municipality_and_of_all_together():
    found = chance(still(), make.scenario(municipality="west"))
    row = found.services.iloc[0]
    # West has a fifth: 200 clients of € 2,000. Alone √(2 / 200) = 10% of 400,000; together √(2 / 1,000).
    assert (row["service"], row["clients"], row["clients_from"]) == ("household_help", 200, "by_key")
    assert row["expected"] == pytest.approx(400_000)
    assert row["deviation"] == pytest.approx(40_000)
    assert row["relative"] == pytest.approx(0.1)
    assert row["pooled_relative"] == pytest.approx(math.sqrt(2 / 1_000))
    assert row["low"] < row["pooled_low"] < 400_000 < row["pooled_high"] < row["high"]


def test_percentiles_are_those_of_the_exact_distribution():
    row = chance(still(), make.scenario(municipality="west")).services.iloc[0]
    exact = Spending([Cases(200, 2_000, 1.0)]).quantiles([0.1, 0.9])
    assert [row["low"], row["high"]] == pytest.approx(exact.tolist())
    # Nothing else is uncertain here: all of the spread is chance.
    assert row["growth_low"] == row["growth_high"] == pytest.approx(400_000)
    assert [row["both_low"], row["both_high"]] == pytest.approx(exact.tolist(), rel=1e-3)


def test_a_service_without_clients_is_told_and_left_out():
    found = chance(still(), make.scenario(municipality="west"))
    assert found.unknown == ("youth",)
    assert found.services["service"].tolist() == ["household_help"]


def test_relative_spread_falls_with_the_root_of_the_clients():
    table = chance(still(), make.scenario()).pooling.set_index("municipality")
    # 500, 300 and 200 clients; the region has 1,000.
    expected = {"noord": 500, "zuid": 300, "west": 200, "region": 1_000}
    for town, clients in expected.items():
        assert table["clients"][town] == pytest.approx(clients)
        assert table["relative"][town] == pytest.approx(math.sqrt(2 / clients))
        assert table["pooled_relative"][town] == pytest.approx(math.sqrt(2 / 1_000))
    # Independent: variances of the municipalities add up to that of the region. Pooled parts just add up.
    assert np.sum(table["deviation"][:-1] ** 2) == pytest.approx(table["deviation"]["region"] ** 2)
    assert table["pooled_deviation"][:-1].sum() == pytest.approx(table["deviation"]["region"])


def test_assumptions_can_be_changed():
    found = chance(still(), make.scenario(municipality="west"), spread=2.0, dispersion=3.0)
    # √((3 + 2²) / 200).
    assert found.services["relative"][0] == pytest.approx(math.sqrt(7 / 200))


def test_growth_moves_clients_and_uncertain_growth_stands_beside_chance():
    made = still(uncertainty=Triangular(kind="triangular", low=-0.1, high=0.1))
    row = chance(made, make.scenario(municipality="west"), year=2021).services.iloc[0]
    # P10 of a triangle from -0.1 to 0.1: -0.1 + √(0.1 × 0.2 × 0.1) = -0.0553.
    assert row["growth_low"] == pytest.approx(400_000 * (1 - 0.05528), rel=2e-3)
    assert row["both_low"] < min(row["low"], row["growth_low"])
    # Variances add: 400,000² (0.1² + 0.0408²), as the triangle has variance 0.1² / 6.
    half = (row["both_high"] - row["both_low"]) / 2
    assert half == pytest.approx(1.2816 * 400_000 * math.sqrt(0.01 + 0.01 / 6), rel=0.03)


def test_services_together():
    programme = make.small_programme(
        services={
            "youth": make.service(1_000_000, clients=make.driver(50, "child"), allocation_key="age_0_19"),
            "household_help": make.service(2_000_000, volumes=("clients",)),
        }
    )
    made = make.small_catalogue(programme=programme)
    found = chance(made, make.scenario(municipality="west"), year=2021)
    table = found.services.set_index("service")
    # Independent: variances add up.
    parts = table["deviation"][["youth", "household_help"]]
    assert table["deviation"]["total"] == pytest.approx(math.sqrt((parts**2).sum()))
    assert table["expected"]["total"] == pytest.approx(table["expected"][parts.index].sum())
    # 10% growth of volume: 11 children in West, still € 20,000 each.
    assert table["clients"]["youth"] == pytest.approx(11)
    assert table["cost_per_client"]["youth"] == pytest.approx(20_000)
    assert found.unknown == ()


def test_under_a_budget_ceiling_chance_moves_no_spending():
    found = chance(still(budget_ceiling=make.source()), make.scenario(municipality="west"))
    assert found.capped == ("household_help",)
    assert found.services.empty
    assert found.pooling.empty
    assert found.unknown == ("youth",)


def test_what_a_municipality_counted_itself_goes_before_the_key():
    counted = series("clients", {2020: 40}, "west", service="household_help")
    realised = counted.figures[0].model_copy(update={"status": "realised"})
    made = still().model_copy(
        update={
            "observed": ObservedFigures(
                title=make.text(), series=(counted.model_copy(update={"figures": (realised,)}),)
            )
        }
    )
    found = clients_by_member(made, make.scenario(), 2024)
    assert found["household_help", "west"] == (40, "observed")
    assert found["household_help", "noord"] == (500, "by_key")
    # A forecast is no count.
    forecast = made.model_copy(update={"observed": ObservedFigures(title=make.text(), series=(counted,))})
    assert clients_by_member(forecast, make.scenario(), 2024)["household_help", "west"] == (200, "by_key")


def test_a_number_that_only_some_have_counts_for_those():
    counted = series("clients", {2020: 40}, "west", service="household_help")
    realised = counted.figures[0].model_copy(update={"status": "realised"})
    known = ObservedFigures(title=make.text(), series=(counted.model_copy(update={"figures": (realised,)}),))
    made = still(volumes=()).model_copy(update={"observed": known})
    west = chance(made, make.scenario(municipality="west"))
    assert (west.unknown, west.partial) == (("youth",), ("household_help",))
    assert west.services["clients"].tolist() == [40]
    noord = chance(made, make.scenario(municipality="noord"))
    assert (noord.unknown, noord.partial) == (("youth", "household_help"), ())
    assert noord.services.empty


def test_counts_of_region_amersfoort_vary_as_independent_years_do():
    """Outside Amersfoort, where a measure had been running, no more and no less: the sum is in the module.

    000_ce766b940e72e29d.txt, lines 799-1030. Under independent Poisson years the mean square of eleven such
    changes is 1, with a standard error of √(2 / 11) = 0.43.
    """
    found = load_catalogue(ROOT / "measures" / "regio-amersfoort-lokale-teams").observed
    pairs = []
    for one in found.series:
        whole = one.kind == "clients" and one.service and not one.subject and not one.measure
        if whole and one.municipality != "amersfoort":
            by_year = {figure.year: figure.value for figure in one.figures}
            pairs.append((by_year[2021], by_year[2022]))
    assert (134, 125) in pairs  # Baarn, youth
    assert len(pairs) == 11
    ratio = np.mean([(after - before) ** 2 / (before + after) for before, after in pairs])
    assert ratio == pytest.approx(1.06, abs=0.005)


def test_trips_and_hours_are_no_clients():
    drivers = make.shared_drivers() | {"trips": make.driver(225_000, "trip/year")}
    programme = make.small_programme(
        drivers=drivers,
        services={
            "youth": make.service(1_000_000, volumes=("trips",)),
            "household_help": make.service(2_000_000, volumes=("trips", "clients")),
        },
    )
    assert clients_of(programme, "youth") is None
    assert clients_of(programme, "household_help").value == 1_000


@pytest.mark.parametrize("town", ["noord", "zuid", "west"])
def test_seed_and_draws_change_chance_alone_not_at_all(town):
    first = chance(still(), make.scenario(municipality=town)).services
    again = chance(still(), make.scenario(municipality=town, seed=7, draws=500)).services
    columns = ["low", "high", "pooled_low", "pooled_high", "relative"]
    assert first[columns].to_numpy().tolist() == again[columns].to_numpy().tolist()
