"""Runs: their identity, what they look at, and what they refuse."""

import pytest

from simulator.analysis.run import RUN_ID_LENGTH, run, run_id, target_of
from simulator.domain.catalogue import Catalogue
from simulator.domain.scenario import Layers, MeasureSetting
from simulator.errors import ScenarioError
from tests.engine.worked import catalogue, equal
from tests.factories import (
    driver,
    scenario,
    school_coaches,
    small_measures,
    small_programme,
    text,
)

NAMES = ("school-coaches", "fewer-hours", "strict-access")


def identity(*names, made=None, drawn=True, **changes):
    return run_id(made or catalogue(), scenario(*names, **changes), drawn)


def test_an_id_is_twelve_hexadecimal_digits():
    found = identity()
    assert len(found) == RUN_ID_LENGTH == 12
    assert set(found) <= set("0123456789abcdef")


def test_titles_summaries_and_notes_do_not_change_it():
    assert identity(id="other", title=text("Anders"), summary=text("Anders")) == identity()
    noted = {name: MeasureSetting(note=text("Omdat")) for name in NAMES}
    assert identity(measures=noted) == identity()


@pytest.mark.parametrize(
    "changes",
    [
        {"seed": 1},
        {"draws": 500},
        {"overlap": 0.5},
        {"municipality": "noord"},
        {"layers": Layers(growth=True)},
        {"growth_shift": 0.01},
        {"price_level": "nominal"},
        {"estimates": {"critics": 1.0}},
        {"allocation_key": "age_0_19"},
        {"reading": "printed"},
        {"measures": {name: MeasureSetting(intensity=0.5) for name in NAMES}},
        {"measures": {name: MeasureSetting() for name in NAMES[:2]}},
    ],
)
def test_what_changes_the_numbers_changes_it(changes):
    assert identity(**changes) != identity()


def test_measures_that_are_off_and_the_order_of_measures_do_not_matter():
    settings = {name: MeasureSetting() for name in NAMES[:2]}
    off = {"strict-access": MeasureSetting(on=False, intensity=0.3)}
    assert identity(measures=settings | off) == identity(measures=settings)
    assert identity(*reversed(NAMES)) == identity(*NAMES)


def test_a_value_in_the_catalogue_changes_it():
    drivers = school_coaches().drivers | {"children": driver(101, "child")}
    other = small_measures() | {"school-coaches": school_coaches(drivers=drivers)}
    changed = Catalogue(programme=small_programme(), measures=other)
    assert identity(made=changed) != identity()
    assert identity(made=catalogue()) == identity()


def test_without_draws_their_number_and_seed_do_not_matter():
    assert identity(drawn=False, seed=5) == identity(drawn=False)
    assert identity(drawn=False) != identity()


def test_the_target_is_that_of_the_town_shown_or_else_the_first():
    assert target_of(catalogue(), scenario()).municipality == "noord"
    assert target_of(catalogue(), scenario(municipality="noord")).municipality == "noord"
    assert target_of(catalogue(), scenario(municipality="zuid")) is None
    assert target_of(catalogue(targets=()), scenario()) is None


def test_a_run_holds_the_view_shown_and_that_of_the_target():
    found = run(catalogue(), scenario(draws=100))
    assert found.view == "region"
    assert (found.draws, found.simulated.draws) == (100, 100)
    assert set(found.simulated.totals) == set(found.most_likely.totals) == {"region", "noord"}
    town = run(catalogue(), scenario(municipality="zuid", draws=100))
    assert town.view == "zuid"
    assert set(town.simulated.totals) == {"zuid"}


def test_a_run_carries_the_id_of_its_scenario():
    asked = scenario(draws=100)
    assert run(catalogue(), asked).run_id == run_id(catalogue(), asked)
    assert run(catalogue(), asked, draws=False).run_id == run_id(catalogue(), asked, draws=False)


def test_without_draws_there_is_the_most_likely_case_alone():
    found = run(catalogue(), scenario(), draws=False)
    assert found.simulated is None
    assert found.draws == 0
    equal(found.most_likely.totals["noord"].net[:, 0], [0, 173_750, 330_000, 355_000])


def test_bounds_and_credit_are_those_of_the_view():
    found = run(catalogue(), scenario(municipality="noord"), draws=False)
    # Half of 800,000, 750,000 and 600,000.
    equal([found.bounds.sum[2], found.bounds.independent[2], found.bounds.full_overlap[2]], [4e5, 375e3, 3e5])
    equal(found.credit.shapley[:, 2], [50_000, 87_500, 237_500])


def test_the_same_scenario_gives_the_same_numbers():
    one, other = (run(catalogue(), scenario(draws=200)).simulated.totals["region"].net for _ in range(2))
    assert (one == other).all()


def test_what_the_programme_does_not_have_is_refused():
    with pytest.raises(ScenarioError, match="names nothing"):
        run(catalogue(), scenario("nothing"))


def test_progress_reaches_the_caller():
    told = []
    run(catalogue(), scenario(draws=100), progress=lambda *x: told.append(x))
    assert told == [(100, 100)]
