"""All packages at once give what a run of each package gives."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.analysis.portfolio import Packages, candidates, search, searched, with_measures
from simulator.analysis.run import run
from simulator.domain.catalogue import Catalogue
from simulator.domain.measure import Measure
from simulator.domain.scenario import MeasureSetting, Scenario
from simulator.engine.compile import compile_plan
from simulator.engine.project import project
from simulator.engine.sampling import RankSampler
from simulator.errors import ScenarioError
from tests.catalogue import shipped
from tests.engine.packages import Package, packages
from tests.engine.worked import (
    already,
    catalogue,
    layers,
    leaking,
    pert,
    saver,
    supersedes,
    uniform,
)
from tests.factories import cost, driver, pool_cost, scenario, small_measures

DRAWS = 64


def all_packages(
    made: Catalogue,
    asked: Scenario,
    always: Sequence[str] = (),
    draws: int = DRAWS,
    dtype: type = np.float64,
    year: int | None = None,
) -> Packages:
    *_, last = search(made, asked, candidates(made, asked, asked.measures, always), year, draws, dtype)
    assert last.packages is not None
    return last.packages


def check(
    made: Catalogue,
    asked: Scenario,
    always: Sequence[str] = (),
    numbers: Sequence[int] | None = None,
    draws: int = DRAWS,
) -> Packages:
    """Demand, for packages of a search, what the engine gives for each of them on the same draws."""
    found = all_packages(made, asked, always, draws)
    at = found.years.index(found.year)
    for number in range(found.count) if numbers is None else numbers:
        chosen = with_measures(asked, found.candidates.package(number), made)
        plan = compile_plan(made, chosen)
        views = tuple({asked.municipality or "region", found.owner})
        outcome = project(plan, RankSampler(asked.seed, plan.names, np.float64), draws, views)
        expected = outcome.totals[asked.municipality or "region"].net.mean(axis=1)
        # In double precision the two differ by rounding alone: a thousandth of a cent on a million.
        np.testing.assert_allclose(found.net[number], expected, rtol=1e-9, atol=1e-5)
        if found.target is not None:
            own = outcome.totals[found.owner].net[at]
            assert found.chance[number] == (own >= found.target - 0.5).mean()
    return found


def everything_on(*measures: Measure, **changes) -> tuple[Catalogue, Scenario]:
    made = catalogue(*measures)
    on = dict.fromkeys(made.measures, MeasureSetting())
    return made, scenario(**{"measures": on} | changes)


def net_of(found: Packages, *names: str) -> float:
    number = found.candidates.number(names)
    assert number is not None
    return float(found.net_in_year[number])


def test_packages_of_the_small_programme_by_hand():
    """In 2023, overlap 0, the pool of 100,000 made half then, once for measures 2 and 3.

    1: 100,000 - 40,000 = 60,000; 2: 200,000 - 50,000; 3: 500,000 - 50,000;
    2 and 3: 2,000,000 * (1 - 0.9 * 0.75) - 50,000 = 600,000, and with 1: 660,000.
    """
    made, asked = everything_on()
    found = all_packages(made, asked, year=2023)
    assert (found.count, found.target, found.owner) == (8, 300_000, "noord")
    expected = {
        (): 0,
        ("school-coaches",): 60_000,
        ("fewer-hours",): 150_000,
        ("strict-access",): 450_000,
        ("fewer-hours", "strict-access"): 600_000,
        ("school-coaches", "fewer-hours", "strict-access"): 660_000,
    }
    for names, net in expected.items():
        assert net_of(found, *names) == pytest.approx(net)
    # Noord has half: 300,000 of 600,000 is its task to the euro, 225,000 of 450,000 is not.
    chances = {names: found.chance[found.candidates.number(names)] for names in expected}
    assert [chances[names] for names in expected] == [0, 0, 0, 0, 1, 1]


def test_a_chance_by_hand():
    """A saving that is uniform from 0 to 1,000,000 in the region reaches 150,000 in noord in 70 of 100."""
    measure = saver("m", 500_000.0, uncertainty=uniform(0.0, 1_000_000.0))
    made, asked = everything_on(measure)
    target = made.programme.targets[0].model_copy(update={"amounts": {2024: 150_000.0}})
    made = Catalogue(
        programme=made.programme.model_copy(update={"targets": (target,)}), measures=made.measures
    )
    found = all_packages(made, asked, draws=4096)
    # Sobol draws in equal cells: one cell of 4,096 at most is on the wrong side.
    assert found.chance.tolist() == [0.0, pytest.approx(0.7, abs=2 / 4096)]
    assert found.error(0.7) == pytest.approx((0.7 * 0.3 / 4096) ** 0.5)


@settings(max_examples=40)
@given(packages(uncertain=True), st.integers(0, 3), st.booleans())
def test_every_package_is_its_own_run(package: Package, fixed: int, late: bool):
    made, asked = everything_on(*package.measures, **package.changes)
    if late:
        asked = asked.model_copy(update={"layers": layers("delay", "growth", "realisation")})
    check(made, asked, always=list(made.measures)[:fixed], draws=16)


@pytest.mark.parametrize("tau", [-1.0, -0.4, 0.0, 0.6, 0.93, 0.99])
def test_every_overlap(tau: float):
    wide = uniform(0.0, 1_900_000.0)
    made, asked = everything_on(
        *(saver(f"m{i}", 300_000.0 * i + 1.0, uncertainty=wide) for i in range(4)), overlap=tau
    )
    check(made, asked)


def test_what_spills_over_goes_with_what_is_left_after_damping():
    towns = {"relations": (*leaking("a", 1.0, 0.1).relations, already("noord", 0.5))}
    made, asked = everything_on(
        leaking("a", 700_000.0, 0.3).model_copy(update=towns),
        leaking("b", 900_000.0, 0.2, scope="zuid"),
        saver("c", 800_000.0, uncertainty=uniform(-200_000.0, 1_800_000.0)),
        leaking("d", 300_000.0, 0.5, kind="own_contribution"),
        layers=layers("spill_over", "growth"),
        overlap=0.3,
    )
    found = check(made, asked)
    # d is outside the damping: 300,000 saved, half of it comes back.
    assert net_of(found, "d") == pytest.approx(150_000.0)


def test_what_another_measure_replaces_lapses_from_savings_and_costs():
    line = {"costs": {"team": cost("team_cost")}, "drivers": {"amount": driver(400_000.0, "EUR/year")}}
    line["drivers"]["team_cost"] = driver(30_000.0, "EUR/year", uncertainty=pert(20_000.0, 60_000.0))
    made, asked = everything_on(
        saver("old", 400_000.0, **line),
        saver("new", 500_000.0, relations=(supersedes("old", costs=("team",), share=0.5),)),
        saver("newer", 200_000.0, relations=(supersedes("old", share=0.25),)),
    )
    for on in (layers(), layers("delay"), layers(off=("supersedes",))):
        check(made, asked.model_copy(update={"layers": on}))


def test_pools_are_paid_once_from_the_earliest_start():
    made, asked = everything_on(
        *small_measures().values(),
        saver("joins", 100_000.0, costs={"reassess": pool_cost(booked_in_source=False)}),
        saver("early", 100_000.0, costs={"reassess": pool_cost()}, scope="zuid"),
    )
    shifted = asked.measures | {
        "fewer-hours": MeasureSetting(shift_months=12, intensity=0.5),
        "early": MeasureSetting(shift_months=-6),
    }
    asked = asked.model_copy(update={"measures": shifted})
    check(made, asked)
    check(made, asked, always=["strict-access"])
    check(made, asked.model_copy(update={"layers": layers(off=("shared_costs",))}))


def test_many_measures_on_one_service_and_some_on_two():
    across = [
        saver(
            f"m{i}",
            50_000.0 * i,
            on="youth" if i % 2 else "household_help",
            costs={"reassess": pool_cost()} if i % 3 else {},
        )
        for i in range(10)
    ]
    made, asked = everything_on(*across)
    check(made, asked, numbers=[0, 1, 2, 511, 512, 700, 1023])


@pytest.mark.parametrize("name", ["programma", "voorzichtig", "raadsbrief", "zienswijze-hilversum"])
def test_shipped_scenarios(name: str):
    """Sixteen measures with all layers: random packages are those of the engine."""
    asked = shipped.scenarios()[name]
    some = np.random.default_rng(5).integers(1 << 14, size=6).tolist()
    check(shipped.catalogue(), asked, numbers=[0, (1 << 14) - 1, *some], draws=128)


def test_single_precision_is_that_of_a_run():
    made, asked = shipped.catalogue(), shipped.scenarios()["programma"]
    found = searched(made, asked, candidates(made, asked, asked.measures), draws=1024)
    number = found.candidates.number(asked.active())
    assert number is not None
    full = run(made, asked.model_copy(update={"draws": 1024}))
    assert full.simulated is not None
    net = full.simulated.totals["region"].net
    np.testing.assert_allclose(found.net[number], net.mean(axis=1, dtype=np.float64), rtol=1e-5)
    own = full.simulated.totals["hilversum"].net[3]
    assert abs(found.chance[number] - (own >= 1_200_000 - 0.5).mean()) <= 1 / 1024


def test_a_search_can_be_stopped_and_tells_how_far_it_is():
    made, asked = shipped.catalogue(), shipped.scenarios()["programma"]
    steps = search(made, asked, candidates(made, asked, asked.measures), draws=256)
    assert (next(steps).done, next(steps).to_do) == (0, 1 << 16)
    far = next(steps)
    assert 0 < far.done < far.to_do
    assert far.packages is None
    steps.close()
    *_, last = search(made, asked, candidates(made, asked, ("grip-op-uitgaven",)), draws=256)
    assert last.done == last.to_do == 2


def test_what_cannot_be_searched_is_told():
    made, asked = shipped.catalogue(), shipped.scenarios()["programma"]
    with pytest.raises(ScenarioError, match="at most 18"):
        candidates(made, asked, made.measures)
    with pytest.raises(ScenarioError, match="versoberen-huishoudelijke-hulp"):
        candidates(made, asked, ("versoberen-huishoudelijke",))
    with pytest.raises(ScenarioError, match="found year 2030"):
        next(search(made, asked, candidates(made, asked, ()), year=2030))
    crowd = [saver(f"m{i}", 1.0) for i in range(13)]
    busy, on = everything_on(*crowd)
    with pytest.raises(ScenarioError, match="13 of the measures to choose from work on household_help"):
        list(search(busy, on, candidates(busy, on, on.measures)))


def test_a_chance_is_as_precise_as_its_standard_error():
    """Against runs of 50,000 draws, whose own error is a third of that of the search."""
    made, asked = shipped.catalogue(), shipped.scenarios()["programma"]
    found = searched(made, asked, candidates(made, asked, asked.measures))
    doubtful = np.flatnonzero((found.chance > 0.2) & (found.chance < 0.95))
    for number in np.random.default_rng(2).choice(doubtful, 5):
        chosen = with_measures(asked, found.candidates.package(int(number)), made)
        full = run(made, chosen.model_copy(update={"draws": 50_000}))
        assert full.simulated is not None
        own = full.simulated.totals["hilversum"].net[3]
        true = float((own >= 1_200_000 - 0.5).mean())
        # Three standard errors of both together.
        assert abs(found.chance[number] - true) <= 3.0 * found.error(true) * 1.06
