"""Sums by hand for noord, which has half of everything (50,000 of 100,000 inhabitants, 10,000 of 20,000
people under 20). Nothing is uncertain, so all statistics are the same number."""

import numpy as np
import pytest

from simulator.analysis.position import compare_years, comparison_table, consequences
from simulator.analysis.run import run
from simulator.domain.measure import ResidentsAffected, Unknown
from simulator.domain.quantity import Uniform
from simulator.domain.relation import SpillsOver
from simulator.domain.scenario import Layers, MeasureSetting
from simulator.export.run_json import run_as_dict
from tests.analysis.position.samples import (
    PROPOSED,
    SCENARIOS,
    position,
    shipped_consequences,
    stance,
    worked_out,
)
from tests.factories import (
    driver,
    fewer_hours,
    scenario,
    school_coaches,
    small_catalogue,
    source,
    strict_access,
    text,
)

# Region, as proposed. Youth: 100,000 x 0.5, 1, 1, 1. Household help: 10% and 25% of 2,000,000, each on what
# the other leaves: 2022 1 - 0.95 x 0.875 = 16.875%, from 2023 1 - 0.9 x 0.75 = 32.5%.
DAMPED = {
    2021: 50_000,
    2022: 100_000 + 337_500,
    2023: 100_000 + 650_000,
    2024: 100_000 + 650_000,
}
# Staff 40,000 a year; the pool of 100,000 half in 2022 and half in 2023; training 10,000 in 2021.
COST = {2021: 50_000, 2022: 90_000, 2023: 90_000, 2024: 40_000}
# Without fewer-hours: 12.5% and 25% of 2,000,000; the pool is still needed for strict-access.
OWN = {2021: 50_000, 2022: 100_000 + 250_000, 2023: 100_000 + 500_000, 2024: 100_000 + 500_000}


@pytest.mark.parametrize("at", range(4))
def test_net_saving_of_both_packages_and_their_difference(at):
    year = worked_out().years[at]
    proposed = (DAMPED[year.year] - COST[year.year]) / 2
    own = (OWN[year.year] - COST[year.year]) / 2
    for name, expected in (("proposed", proposed), ("position", own), ("difference", own - proposed)):
        spread = vars(getattr(year.net, name))
        assert spread == pytest.approx(dict.fromkeys(spread, expected), abs=0.1), name


def test_sums_since_the_start_are_made_draw_by_draw():
    last = worked_out().years[-1]
    # 0 + 347,500 + 660,000 + 710,000 = 1,717,500, of which half
    assert last.cumulative.proposed.p50 == pytest.approx(1_717_500 / 2, abs=0.5)
    # 0 + 260,000 + 510,000 + 560,000 = 1,330,000, of which half
    assert last.cumulative.position.p50 == pytest.approx(1_330_000 / 2, abs=0.5)


def test_chance_of_the_task_for_both():
    # noord must save 200,000 in 2022 and 300,000 after; it has 173,750, 330,000 and 355,000 as proposed,
    # and 130,000, 255,000 and 280,000 in the position.
    tasks = [year.task for year in worked_out().years]
    assert tasks[0] is None
    assert [(task.amount, task.proposed, task.position) for task in tasks[1:]] == [
        (200_000, 0.0, 0.0),
        (300_000, 1.0, 0.0),
        (300_000, 1.0, 0.0),
    ]


def test_chance_that_one_beats_the_other():
    years = worked_out().years
    assert (years[0].net.chance_more, years[0].net.chance_less) == (0.0, 0.0)  # the same in 2021
    assert (years[3].net.chance_more, years[3].net.chance_less) == (0.0, 1.0)


def test_costs_come_first():
    found = worked_out()
    assert [year.cost.position.p50 for year in found.years] == pytest.approx([25_000, 45_000, 45_000, 20_000])
    assert found.paid_back("proposed") == 2021  # 50,000 saved and 50,000 spent: from then on no loss


def test_never_paid_back_within_the_programme():
    dear = strict_access(drivers={"refused": driver(0.25), "training": driver(9_000_000, "EUR")})
    catalogue = small_catalogue(school_coaches(), fewer_hours(), dear)
    assert consequences(position(), catalogue, SCENARIOS).paid_back("position") is None


def test_what_is_uncertain_in_both_packages_alike_drops_out_of_the_difference():
    unsure = school_coaches()
    saving = unsure.drivers["saving_per_child"].model_dump() | {
        "uncertainty": Uniform(kind="uniform", low=0, high=2_000),
        "range_provenance": "assumption",
        "range_reason": text(),
    }
    unsure = school_coaches(drivers=unsure.drivers | {"saving_per_child": driver(**saving)})
    found = consequences(position(), small_catalogue(unsure, fewer_hours(), strict_access()), SCENARIOS)
    last = found.years[-1].net
    assert last.proposed.width > 50_000
    # fewer-hours takes 650,000 - 500,000 = 150,000 with it, of which half, in every draw
    assert last.difference.p10 == pytest.approx(-75_000, abs=1)
    assert last.difference.p90 == pytest.approx(-75_000, abs=1)


def test_other_dice_are_refused():
    catalogue = small_catalogue()
    one, other = (run(catalogue, PROPOSED.model_copy(update={"seed": seed})) for seed in (1, 2))
    with pytest.raises(ValueError, match="another seed"):
        compare_years(one, other)


def test_a_position_that_changes_nothing_says_so():
    found = worked_out(measures={"school-coaches": stance("support")})
    assert not found.differs()
    assert all(year.net.difference.p90 == 0 for year in found.years)


def test_residents_at_stated_values_with_intensity():
    affected = ResidentsAffected(title=text("Kinderen"), formula="children", source=source())
    catalogue = small_catalogue(
        school_coaches(residents_affected=(affected,)), fewer_hours(), strict_access()
    )
    half = stance("support_if", setting=MeasureSetting(intensity=0.5))
    (row,) = consequences(position(measures={"school-coaches": half}), catalogue, SCENARIOS).residents
    assert (row.proposed, row.position) == (100, 50)


def test_a_measure_that_is_off_has_no_residents():
    affected = ResidentsAffected(title=text(), formula="clients", source=source())
    catalogue = small_catalogue(
        school_coaches(), fewer_hours(residents_affected=(affected,)), strict_access()
    )
    (row,) = consequences(position(), catalogue, SCENARIOS).residents
    assert (row.proposed, row.position) == (1_000, None)


def test_a_leak_is_worked_out_though_the_layer_is_off():
    leak = SpillsOver(
        kind="spills_over",
        effects=("access",),
        to_service="youth",
        share="back",
        source=source(),
        note=text("Waterbed"),
    )
    base = strict_access()
    measure = strict_access(drivers=base.drivers | {"back": driver(0.1)}, relations=(leak,))
    catalogue = small_catalogue(school_coaches(), fewer_hours(), measure)
    found = consequences(position(), catalogue, SCENARIOS)
    (row,) = found.leaks
    # Alone it saves 500,000 in 2024; 10% of that comes back, of which half in noord.
    assert row.position == pytest.approx(25_000, abs=1)
    # As proposed the 35% of the two alone become 32.5% together: 50,000 x 32.5 / 35 / 2.
    assert row.proposed == pytest.approx(50_000 * 32.5 / 35 / 2, abs=1)
    assert found.own.most_likely.totals["noord"].cost[3, 0] == pytest.approx(20_000)  # and not counted
    wet = {"proposed": PROPOSED.model_copy(update={"layers": Layers(spill_over=True)})}
    counted = consequences(position(), catalogue, wet)
    assert counted.years[-1].cost.position.p50 == pytest.approx(20_000 + 25_000, abs=1)


def test_what_nobody_knows_is_told_apart_by_package():
    unknown = Unknown(title=text("Extra vraag"), what="cost", source=source("7"))
    catalogue = small_catalogue(school_coaches(), fewer_hours(unknown=(unknown,)), strict_access())
    (item,) = consequences(position(), catalogue, SCENARIOS).left_out
    assert (item.title.nl, item.in_proposed, item.in_position) == ("Extra vraag", True, False)
    assert item.source.lines == "7"


def test_progress_runs_over_both_packages():
    told = []
    consequences(position(), small_catalogue(), SCENARIOS, progress=lambda *at: told.append(at))
    assert told[-1] == (400, 400)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_the_table_holds_every_year_quantity_and_package_once():
    table = comparison_table(worked_out().years)
    assert len(table) == 4 * 3 * 3
    assert not table.duplicated(["year", "quantity", "package"]).any()


def test_shipped_both_packages_are_the_runs_that_other_exports_show():
    found = shipped_consequences()
    for package, outcome in (("proposed", found.proposed), ("position", found.own)):
        data = run_as_dict(outcome)
        for year in found.years:
            for quantity in ("net", "cost"):
                spread = getattr(getattr(year, quantity), package)
                stated = data["summary"][quantity][str(year.year)]
                # Draws are held in single precision: to a euro on millions.
                for name in ("mean", "p10", "p50", "p90"):
                    assert getattr(spread, name) == pytest.approx(stated[name], abs=1)
            if year.task is not None:
                chance = data["target"][str(year.year)]["probability"]
                assert getattr(year.task, package) == chance


def test_shipped_difference_is_the_difference_of_the_means():
    # Means are linear, unlike percentiles.
    for year in shipped_consequences().years:
        net = year.net
        assert net.difference.mean == pytest.approx(net.position.mean - net.proposed.mean, abs=1)
        assert np.sign(net.difference.p10) <= np.sign(net.difference.p90)


def test_scenario_without_measures_of_its_own_takes_those_of_the_proposal():
    own = {"proposed": PROPOSED, "own": scenario("strict-access", id="own", municipality="noord")}
    measures = {"school-coaches": stance("support"), "strict-access": stance("support")}
    found = consequences(position(scenario="own", measures=measures), small_catalogue(), own)
    assert found.own.plan.measures == ("school-coaches", "strict-access")
