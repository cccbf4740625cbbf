"""Totals that readers of the programme will work out, by hand and by Koers.

The source prints no totals and no amounts per municipality: these are sums of its cells.
"""

import numpy as np
import pytest

from simulator.analysis.run import run
from simulator.domain.scenario import MeasureSetting
from simulator.engine.region import Region
from simulator.engine.result import REGION
from tests.catalogue.shipped import catalogue, most_likely_run, numbered, scenarios
from tests.published.source_table import YEARS, expected, table

WITHIN = 5.0
"""Euro, for a sum of a dozen cells that the source rounded."""

WITH_AMOUNTS = (*range(1, 12), 14)
"""The measures with a saving in the tables."""
GROSS = [2_776_343, 6_943_518, 10_268_583, 11_100_773]
COSTS = [2_141_000, 2_770_250, 2_280_250, 1_315_000]
NET = [635_343, 4_173_268, 7_988_333, 9_785_773]

BASELINES = {
    "youth_ambulatory": 18_349_650,
    "youth_residence": 6_568_139,
    "household_help": 14_457_628,
    "guidance": 11_612_185,
    "day_activities": 3_812_597,
    "sheltered_living": 13_789_281,
    "wmo_transport": 3_304_000,
}


def as_printed(*numbers, readings=None, layers=None, **changes):
    """Scenario zoals-gedrukt with these measures on, in the most likely case."""
    scenario = scenarios()["zoals-gedrukt"]
    measures = {
        numbered(number).id: MeasureSetting(reading=(readings or {}).get(number)) for number in numbers
    }
    update = {"measures": measures, "layers": scenario.layers.model_copy(update=layers or {})}
    return run(catalogue(), scenario.model_copy(update=update | changes), draws=False)


def net(worked_out, year, view=REGION):
    return worked_out.most_likely.totals[view].net[YEARS.index(year), 0]


@pytest.mark.parametrize(("row", "totals"), [("effect", GROSS), ("cost", COSTS), ("net", NET)])
def test_sums_of_the_cells(row, totals):
    assert [sum(expected(n, row, year) for n in WITH_AMOUNTS) for year in YEARS] == totals


@pytest.mark.parametrize(("quantity", "totals"), [("gross", GROSS), ("cost", COSTS), ("net", NET)])
def test_koers_gives_the_sums_of_the_cells(quantity, totals):
    region = as_printed(*WITH_AMOUNTS).most_likely.totals[REGION]
    np.testing.assert_allclose(getattr(region, quantity)[:, 0], totals, atol=WITHIN)


@pytest.mark.parametrize(
    ("reading", "total"),
    [("letter", 10_185_773), ("reconciled", 9_385_773)],  # 9,785,773 plus or less 400,000
)
def test_the_net_column_of_2024_with_measure_13_either_way(reading, total):
    assert table()[13, "net"].cells[3] == "-400000"  # the sign that can be read either way
    worked_out = as_printed(*range(1, 17), readings={13: reading})
    assert net(worked_out, 2024) == pytest.approx(total, abs=WITHIN)


def test_the_default_of_zoals_gedrukt_counts_measure_13_as_a_cost():
    assert net(most_likely_run("zoals-gedrukt"), 2024) == pytest.approx(9_385_773, abs=WITHIN)


def test_scenario_raadsbrief_gives_the_list_of_the_letter():
    # The list of 10,254,573 counts the 150,000 of measure 12, made in 2021, as if in 2024, and rounds
    # measures 3 and 4 down by 700 and 500.
    letter = most_likely_run("raadsbrief")
    assert net(letter, 2024) == pytest.approx(10_254_573 + 150_000 + 700 + 500, abs=WITHIN)
    cost = letter.most_likely.measure_cost()[letter.plan.measures.index(numbered(12).id)]
    assert cost.tolist() == [150_000, 0, 0, 0]


def test_baselines_add_up():
    services = catalogue().programme.services
    assert {name: service.baseline.value for name, service in services.items()} == BASELINES
    assert sum(BASELINES.values()) == 71_893_480
    printed = most_likely_run("zoals-gedrukt").most_likely.totals[REGION]
    np.testing.assert_allclose(printed.baseline[:, 0], 71_893_480)


def test_sharing_the_re_assessment_saves_half_of_it_in_2022_and_in_2023():
    # 5,850 clients × 3 hours × 55 = 965,250, of which 482,625 a year, booked under 5 and under 6
    apart, shared = as_printed(*WITH_AMOUNTS), as_printed(*WITH_AMOUNTS, layers={"shared_costs": True})
    gain = [net(shared, year) - net(apart, year) for year in YEARS]
    np.testing.assert_allclose(gain, [0, 482_625, 482_625, 0], atol=1e-6)


# ---------------------------------------------------------------- shares of Hilversum

SHARES = [
    # key, all eight, without Eemnes, without Weesp, without both; 1 January 2020
    ("inhabitants", 34.1, 35.3, 36.8, 38.3),
    ("age_0_19", 33.7, 34.9, 36.3, 37.7),
    ("age_70_plus", 30.2, 31.2, 32.4, 33.6),
    ("flat_35", 35.0, 35.0, None, None),
]


@pytest.mark.parametrize(("key", "eight", "no_eemnes", "no_weesp", "neither"), SHARES)
def test_share_of_hilversum(key, eight, no_eemnes, no_weesp, neither):
    scenario = scenarios()["programma"].model_copy(update={"measures": {}})
    region = Region(catalogue().programme, scenario)
    at = region.municipalities.index("hilversum")
    # A fixed cost is borne by those that are left: Weesp leaves from 2022.
    all_members, without_eemnes = region.fixed(key)[at], region.fixed(key, ["eemnes"])[at]
    found = [all_members[0], without_eemnes[0], all_members[1], without_eemnes[1]]
    for share, percentage in zip(found, [eight, no_eemnes, no_weesp, neither], strict=True):
        if percentage is not None:
            assert 100 * share == pytest.approx(percentage, abs=0.05)


def test_shares_of_all_eight_by_inhabitants():
    region = Region(catalogue().programme, scenarios()["programma"])
    shares = dict(zip(region.municipalities, 100 * region.fixed("inhabitants")[:, 0], strict=True))
    assert {name: round(share, 2) for name, share in shares.items()} == {
        "hilversum": 34.11,
        "gooise-meren": 21.80,
        "huizen": 15.50,
        "wijdemeren": 9.15,
        "weesp": 7.41,
        "blaricum": 4.33,
        "laren": 4.24,
        "eemnes": 3.47,
    }


def test_population_adds_up():
    towns = catalogue().programme.municipalities.values()
    totals = {
        key: sum(t.population[key] for t in towns) for key in ("inhabitants", "age_0_19", "age_70_plus")
    }
    assert totals == {"inhabitants": 266_322, "age_0_19": 61_235, "age_70_plus": 41_892}


def test_at_35_per_cent_hilversum_gets_3_4_million_in_2024():
    # 0.35 × 9,785,773 = 3,425,021
    hilversum = as_printed(*WITH_AMOUNTS, municipality="hilversum", allocation_key="flat_35")
    assert net(hilversum, 2024, "hilversum") == pytest.approx(3_425_021, abs=WITHIN)
    # The task of 1,200,000 then takes 35% of the plan.
    [target] = catalogue().programme.targets
    assert target.amounts == {2022: 900_000, 2023: 1_200_000, 2024: 1_200_000}
    assert 1_200_000 / net(hilversum, 2024, "hilversum") == pytest.approx(0.35, abs=0.005)


# ---------------------------------------------------------------- parts of a service's spending

HOUSEHOLD_HELP = (5, 6, 7)
CONSULTANTS = 385_000
"""Measure 7: 7 consultants × 55,000 less, a saving on execution within its 1,047,390."""


def printed_shares(*numbers, of):
    return np.array([expected(n, "effect", 2024) for n in numbers]) / of


def test_household_help_as_one_adds_or_multiplies_the_printed_effects():
    shares = printed_shares(*HOUSEHOLD_HELP, of=BASELINES["household_help"])
    assert 100 * shares.sum() == pytest.approx(24.2, abs=0.05)
    # 1 - (1 - 0.1129) (1 - 0.0562) (1 - 0.0724)
    assert 100 * (1 - np.prod(1 - shares)) == pytest.approx(22.3, abs=0.05)


def test_household_help_in_koers_keeps_consultants_out_of_the_union():
    # A consultant less does not lower spending on hours of help, so it competes with no other measure:
    # 1 - (1 - 0.1129) (1 - 0.0562) (1 - 0.0458) = 20.1% of 14,457,628, and 385,000 on top: 22.8%.
    total = BASELINES["household_help"]
    competing = printed_shares(*HOUSEHOLD_HELP, of=total) - [0, 0, CONSULTANTS / total]
    independent = as_printed(*HOUSEHOLD_HELP, layers={"overlap": True}, overlap=0.0)
    saved = independent.most_likely.service_damped()[independent.plan.service_index("household_help"), 3]
    by_hand = total * (1 - np.prod(1 - competing)) + CONSULTANTS
    assert saved == pytest.approx(by_hand, abs=WITHIN)
    assert 100 * saved / total == pytest.approx(22.8, abs=0.05)
    assert 100 * (saved - CONSULTANTS) / total == pytest.approx(20.1, abs=0.05)


@pytest.mark.parametrize(
    ("numbers", "services", "share"),
    [
        ((1, 2), ("youth_ambulatory",), 13.8),  # 2,538,246 of 18,349,650
        ((3, 4), ("youth_residence",), 22.7),  # 1,489,200 of 6,568,139
        ((5, 6, 7), ("household_help",), 24.2),  # 3,493,090 of 14,457,628
        ((8, 9, 10, 11), ("guidance", "day_activities"), 20.9),  # 3,225,974 of 15,424,782
    ],
)
def test_gross_effects_of_2024_as_part_of_spending(numbers, services, share):
    worked_out = as_printed(*numbers)
    saved, spent = worked_out.most_likely.service_damped(), sum(BASELINES[name] for name in services)
    total = sum(saved[worked_out.plan.service_index(name), 3] for name in services)
    assert 100 * total / spent == pytest.approx(share, abs=0.05)


def test_guidance_and_day_activities_are_21_per_cent_with_transport():
    # Measure 10 also saves 40,000 on transport: (3,225,974 + 40,000) / 15,424,782
    shares = printed_shares(8, 9, 10, 11, of=BASELINES["guidance"] + BASELINES["day_activities"])
    assert 100 * shares.sum() == pytest.approx(21.2, abs=0.05)
