"""Whether an unknown amount is one of a municipality: one rule, whoever asks."""

import json

import pytest

from simulator.analysis.budget import municipality_table, totals, unknown_posts
from simulator.analysis.run import run
from simulator.analysis.summary import known_savings, savings_known, target_outcome, without_amount
from simulator.domain.measure import Unknown
from simulator.domain.programme import Leaving, Target
from simulator.domain.scenario import MeasureSetting, Membership
from simulator.export.run_json import run_as_dict
from tests.engine.worked import saver
from tests.factories import (
    measure,
    municipality,
    scenario,
    service,
    small_catalogue,
    small_programme,
    source,
    text,
)


def nobody(name, service_name=None, what="effect", **changes):
    """A measure of which the source gives no amount."""
    item = Unknown(title=text(name), what=what, service=service_name, source=source())
    return measure(name, unknown=(item,), **changes)


def programme(**changes):
    """Zuid takes no part in youth, west leaves in 2023; zuid has a savings task."""
    base = small_programme()
    services = base.services | {
        "youth": service(
            1_000_000, allocation_key="age_0_19", non_members=("zuid",), non_members_source=source()
        )
    }
    towns = base.municipalities | {
        "west": municipality(20_000, 4_000, title="West", leaves=Leaving(year=2023, source=source()))
    }
    task = Target(municipality="zuid", amounts={2023: 50_000.0}, source=source())
    return small_programme(**{"services": services, "municipalities": towns, "targets": (task,)} | changes)


def made_of(*measures, **changes):
    catalogue = small_catalogue(*measures, programme=programme())
    asked = {"measures": {m.id: MeasureSetting() for m in measures}, "draws": 100} | changes
    return run(catalogue, scenario(**asked))


@pytest.mark.parametrize(
    ("town", "known"), [(None, False), ("noord", False), ("west", False), ("zuid", True)]
)
def test_a_service_without_the_municipality_leaves_nothing_unknown_in_it(town, known):
    found = made_of(nobody("care", "youth"), municipality=town)
    assert savings_known(found.plan, found.view) is known
    assert len(found.plan.unknown) == len(unknown_posts(found)) == (not known)
    assert without_amount(found.plan, "effect", found.view) == (set() if known else {"care"})
    told = json.loads(json.dumps(run_as_dict(found)))
    assert told["savings_known"] is known and len(told["unknown"]) == (not known)
    assert (told["measures"]["care"]["unknown"] == []) is known
    assert (told["most_likely"]["net"]["2024"] is None) is not known
    assert set(totals(found)["unknown"]) >= ({"none"} if known else {"effect"})


def test_it_is_unknown_where_the_scenario_lets_all_take_part():
    found = made_of(nobody("care", "youth"), municipality="zuid", membership=Membership(exclusions=False))
    assert not savings_known(found.plan, found.view) and len(unknown_posts(found)) == 1


def test_the_task_of_who_takes_no_part_is_not_unknown():
    found = made_of(nobody("care", "youth"), municipality="zuid")
    (row,) = target_outcome(found).to_dict("records")
    assert (row["savings_known"], row["most_likely"], row["probability"]) == (True, 0.0, 0.0)
    # Where no service is named, zuid is in it: it takes part in household help.
    (row,) = target_outcome(made_of(nobody("care"), municipality="zuid")).to_dict("records")
    assert row["savings_known"] is False


def test_an_amount_that_is_known_elsewhere_only_is_not_known_here():
    """The known part is on youth, the unknown one on household help: zuid has but the unknown one."""
    item = Unknown(title=text(), what="effect", service="household_help", source=source())
    both = saver("both", 100_000, "youth").model_copy(update={"unknown": (item,)})
    for town, nobody_knows in (("zuid", {"both"}), ("noord", set()), (None, set())):
        found = made_of(both, municipality=town)
        assert known_savings(found.plan, found.view).nobody_knows == nobody_knows
        assert without_amount(found.plan, "effect", found.view) == nobody_knows


def test_after_a_municipality_left_nothing_of_it_is_unknown():
    found = made_of(nobody("care", "youth", what="cost"), municipality="west")
    assert unknown_posts(found)["years"].tolist() == [(2021, 2022)]
    assert run_as_dict(found)["unknown"][0]["years"] == [2021, 2022]
    assert set(totals(found).query("year >= 2023")["unknown"]) == {"none"}


def test_the_table_of_municipalities_is_the_same_whoever_is_looked_at():
    measures = (nobody("own", what="cost", scope="noord"), nobody("care", "youth"))
    of_region = municipality_table(made_of(*measures))
    for town in ("noord", "zuid", "west"):
        shown = municipality_table(made_of(*measures, municipality=town))
        assert shown["unknown"].tolist() == of_region["unknown"].tolist()
    marks = of_region.set_index(["municipality", "year"])["unknown"]
    assert (marks["noord", 2024], marks["zuid", 2024], marks["west", 2022], marks["west", 2023]) == (
        "effect_and_cost",
        "none",
        "effect",
        "none",
    )
