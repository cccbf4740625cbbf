"""Who bears what, by hand: keys, members, departures and prices."""

import pytest

from simulator.domain.programme import AllocationKey, Leaving, PriceIndex
from simulator.domain.scenario import Membership
from tests.engine.worked import TOWNS, cost, damped, equal, gross, likely, plan_of, saver
from tests.factories import cost as line
from tests.factories import driver, municipality, service, small_programme, source, text


def towns(outcome, part=gross, year=0):
    return [part(outcome, town)[year] for town in TOWNS]


def leaving(year):
    members = small_programme().municipalities
    gone = Leaving(year=year, source=source())
    return {"municipalities": members | {"west": municipality(20_000, 4_000, leaves=gone)}}


def test_amounts_are_divided_by_the_key_of_the_service():
    members = {
        "noord": municipality(50_000, 2_000),
        "zuid": municipality(30_000, 3_000),
        "west": municipality(20_000, 5_000),
    }
    pair = (saver("a", 1_000, "youth"), saver("b", 10_000))
    # youth by young people 20, 30, 50%; household help by inhabitants 50, 30, 20%.
    outcome = likely(*pair, programme={"municipalities": members})
    equal(towns(outcome), [5_200, 3_300, 2_500])
    outcome = likely(*pair, programme={"municipalities": members}, allocation_key="inhabitants")
    equal(towns(outcome), [5_500, 3_300, 2_200])


def test_a_flat_share_goes_first_and_the_rest_is_by_inhabitants():
    flat = AllocationKey(title=text(), shares={"noord": 0.35}, rest_by="inhabitants")
    keys = small_programme().allocation_keys | {"flat": flat}
    outcome = likely(saver("a", 1_000), programme={"allocation_keys": keys}, allocation_key="flat")
    # 0.65 * 30 / 50 and 0.65 * 20 / 50
    equal(towns(outcome), [350, 390, 260])


def test_a_key_without_rest_is_by_the_population_of_its_own_name():
    keys = {"inhabitants": AllocationKey(title=text()), "age_0_19": AllocationKey(title=text())}
    equal(towns(likely(saver("a", 1_000), programme={"allocation_keys": keys})), [500, 300, 200])


def without_west():
    changed = {"household_help": service(2_000_000, non_members=("west",)), "youth": service(1_000_000)}
    return {"services": changed}


def test_who_does_not_take_part_bears_nothing():
    measure = saver("a", 200_000, costs={"own": line("amount / 10")})
    outcome = likely(measure, programme=without_west())
    # 5/8 and 3/8
    equal(towns(outcome), [125_000, 75_000, 0])
    equal(towns(outcome, damped), [125_000, 75_000, 0])
    equal(towns(outcome, cost), [12_500, 7_500, 0])
    equal(outcome.totals["noord"].baseline[0], 1_250_000 + 500_000)
    all_in = likely(measure, programme=without_west(), membership=Membership(exclusions=False))
    equal(towns(all_in), [100_000, 60_000, 40_000])


def test_who_leaves_takes_its_baseline_and_savings_along():
    outcome = likely(saver("a", 200_000), saver("b", 500_000), programme=leaving(2023))
    equal(gross(outcome), [700_000, 700_000, 560_000, 560_000])
    # 0.325 of 2,000,000, then of 1,600,000.
    equal(damped(outcome), [650_000, 650_000, 520_000, 520_000])
    equal(damped(outcome, "west"), [130_000, 130_000, 0, 0])
    equal(damped(outcome, "noord"), [325_000] * 4)
    equal(outcome.totals["region"].baseline[:, 0], [3_000_000] * 2 + [2_400_000] * 2)
    stays = likely(saver("a", 200_000), programme=leaving(2023), membership=Membership(departures=False))
    equal(gross(stays), [200_000] * 4)


def test_fixed_costs_are_borne_by_those_that_stay_and_variable_ones_leave():
    fixed = saver("a", 40_000, costs={"staff": line("amount")})
    outcome = likely(fixed, programme=leaving(2023))
    # 40,000 over 50 and 30 of 80.
    equal(cost(outcome), [40_000] * 4)
    equal(towns(outcome, cost, 0), [20_000, 12_000, 8_000])
    equal(towns(outcome, cost, 2), [25_000, 15_000, 0])
    varies = saver("a", 40_000, costs={"staff": line("amount", varies_with_members=True)})
    outcome = likely(varies, programme=leaving(2023))
    equal(cost(outcome), [40_000, 40_000, 32_000, 32_000])
    equal(towns(outcome, cost, 2), [20_000, 12_000, 0])


def test_a_local_measure_stops_when_its_municipality_leaves():
    local = saver("a", 100_000, scope="west", costs={"own": line("amount")})
    outcome = likely(local, saver("b", 500_000), programme=leaving(2022))
    # 2021: 0.4375 of 400,000 and 0.25 of 1,600,000; then only the latter.
    equal(damped(outcome), [575_000, 400_000, 400_000, 400_000])
    equal(cost(outcome), [100_000, 0, 0, 0])


def test_nominal_amounts_are_in_the_prices_of_the_year():
    measures = (saver("a", 200_000, costs={"own": line("amount / 10")}), saver("b", 500_000))
    outcome = likely(*measures, price_level="nominal")
    index = [1.02, 1.02**2, 1.02**3, 1.02**4]
    equal(gross(outcome), [700_000 * x for x in index])
    # Shares of spending do not change with prices: 0.325.
    equal(damped(outcome), [650_000 * x for x in index])
    equal(cost(outcome), [20_000 * x for x in index])
    equal(outcome.totals["noord"].baseline[:, 0], [1_500_000 * x for x in index])


def test_prices_are_those_of_the_price_level_and_later_rates_follow_each_other():
    rates = {2021: 0.5, 2022: 0.1, 2023: 0.2, 2024: 0.0}
    index = {"price_index": PriceIndex(rates=rates, source=source()), "price_level": 2021}
    # 2021 is the price level itself; 1.1; 1.1 * 1.2; the same again.
    equal(
        gross(likely(saver("a", 1_000), programme=index, price_level="nominal")),
        [1_000, 1_100, 1_320, 1_320],
    )


@pytest.mark.parametrize("view", ["region", *TOWNS])
def test_totals_and_parts_of_a_view_agree(view):
    outcome = likely(programme=leaving(2023) | {"delay": driver(3.0, "month")})
    equal(outcome.measure_gross(view).sum(axis=0), gross(outcome, view))
    equal(outcome.measure_cost(view).sum(axis=0), cost(outcome, view))
    equal(outcome.service_damped(view).sum(axis=0), damped(outcome, view))
    equal(outcome.service_baseline(view).sum(axis=0), outcome.totals[view].baseline[:, 0])


def test_weights_add_up_to_one_while_all_are_members():
    plan = plan_of()
    for part in (*plan.services, *plan.slots, *plan.costs):
        equal(part.weights.sum(axis=0), [1.0] * 4)
