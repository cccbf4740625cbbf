"""Statements that disagree, built in Python; `tests/files` shows the same for files."""

import pytest

from simulator.consistency import check_catalogue, check_measure, check_programme, check_scenario
from simulator.consistency.relations import check_relations
from simulator.domain.measure import Booking
from simulator.domain.programme import AllocationKey, CommonFactor, Leaving
from simulator.domain.quantity import Lognormal, Pert, Uniform
from simulator.domain.relation import Excludes, Requires, Supersedes
from simulator.domain.scenario import DriverChange, MeasureSetting
from simulator.domain.source import Document
from tests import factories as make


def relation(kind, other, **changes):
    names = {Requires: "requires", Excludes: "excludes", Supersedes: "supersedes"}
    fields = {"kind": names[kind], "measure": other, "source": make.source(), "note": make.text()}
    return kind(**fields | changes)


def keys(issues):
    return [issue.key for issue in issues]


def owners(*measures):
    by_id = {m.id: m for m in measures}
    return [(owner, issue.key) for owner, issue in check_relations(by_id, make.small_programme())]


def test_the_small_catalogue_agrees_with_itself():
    assert list(check_catalogue(make.small_programme(), make.small_measures())) == []
    assert list(check_scenario(make.scenario(), make.small_catalogue())) == []


def test_a_circle_of_requires_is_told_at_every_measure_in_it():
    a = make.measure("a", relations=(relation(Requires, "b"),))
    b = make.measure("b", relations=(relation(Requires, "c"),))
    c = make.measure("c", relations=(relation(Requires, "a"),))
    d = make.measure("d", relations=(relation(Requires, "a"),))  # leads to the circle, is not in it
    place = ("relations", 0, "measure")
    assert owners(a, b, c, d) == [("a", place), ("b", place), ("c", place)]


def test_a_circle_of_supersedes_is_refused():
    a = make.school_coaches(
        id="a", number=None, relations=(relation(Supersedes, "b", effects=("less_care",)),)
    )
    b = make.school_coaches(
        id="b", number=None, relations=(relation(Supersedes, "a", effects=("less_care",)),)
    )
    assert [owner for owner, _ in owners(a, b)] == ["a", "b"]


def test_requires_and_excludes_contradict_also_by_way_of_another():
    a = make.measure("a", relations=(relation(Requires, "b"),))
    b = make.measure("b", relations=(relation(Requires, "c"),))
    c = make.measure("c", relations=(relation(Excludes, "a"),))
    assert ("a", ("relations",)) in owners(a, b, c)


def test_excluding_each_other_is_fine():
    a = make.measure("a", relations=(relation(Excludes, "b"),))
    b = make.measure("b", relations=(relation(Excludes, "a"),))
    assert owners(a, b) == []


def test_requires_that_form_a_diamond_are_fine():
    top = make.measure("top", relations=(relation(Requires, "l"), relation(Requires, "r")))
    left = make.measure("l", relations=(relation(Requires, "end"),))
    right = make.measure("r", relations=(relation(Requires, "end"),))
    assert owners(top, left, right, make.measure("end")) == []


@pytest.mark.parametrize(
    ("uncertainty", "refused"),
    [
        (Pert(kind="pert", low=0.1, high=0.9), False),
        (Uniform(kind="uniform", low=0.1, high=1.0), True),
        (Uniform(kind="uniform", low=-1.0, high=0.9), False),
        (Uniform(kind="uniform", low=-1.1, high=0.9), True),
        (Lognormal(kind="lognormal", p10=0.1, p90=0.2), True),  # no highest value
    ],
)
def test_overlap_stays_from_minus_one_to_below_one(uncertainty, refused):
    overlap = make.driver(0.5, uncertainty=uncertainty)
    programme = make.small_programme(
        services={"youth": make.service(1_000, overlap=overlap, volumes=("clients",))}
    )
    expected = [("services", "youth", "overlap")] if refused else []
    assert keys(check_programme(programme)) == expected


def test_stated_shares_add_up_to_one_when_nobody_is_left():
    def issues(**shares):
        allocation = AllocationKey(title=make.text(), shares=shares, rest_by="inhabitants")
        programme = make.small_programme()
        allocation_keys = {**programme.allocation_keys, "stated": allocation}
        return keys(check_programme(make.small_programme(allocation_keys=allocation_keys)))

    place = ("allocation_keys", "stated", "shares")
    assert issues(noord=0.35) == []  # zuid and west divide the other 65%
    assert issues(noord=0.5, zuid=0.3, west=0.2) == []
    assert issues(noord=0.5, zuid=0.3, west=0.1) == [place]
    assert issues(noord=0.9, zuid=0.2) == [place]


def test_departure_lies_in_the_programme():
    leaves = Leaving(year=2031, source=make.source())
    members = {**make.small_programme().municipalities, "west": make.municipality(1, 1, leaves=leaves)}
    assert keys(check_programme(make.small_programme(municipalities=members))) == [
        ("municipalities", "west", "leaves", "year")
    ]


def test_loadings_name_common_factors():
    programme = make.small_programme(
        common_factors={"capacity": CommonFactor(title=make.text(), note=make.text())}
    )
    good = make.school_coaches(delay=make.driver(3, "month", loadings={"capacity": 0.5}))
    assert keys(check_measure(good, programme)) == []
    assert keys(check_measure(good, make.small_programme())) == [("delay", "loadings", "capacity")]


def test_delay_is_in_months():
    measure = make.school_coaches(delay=make.driver(3, "day"))
    assert keys(check_measure(measure, make.small_programme())) == [("delay", "unit")]


def test_a_cost_of_every_year_need_not_add_up_to_one():
    # 40,000 EUR/year in all four years is fine; 10,000 EUR once cannot be paid four times.
    yearly = make.school_coaches(costs={"staff": make.cost("coaches * fte_cost")})
    assert keys(check_measure(yearly, make.small_programme())) == []
    once = make.strict_access(costs={"train": make.cost("training", nature="incidental")})
    assert keys(check_measure(once, make.small_programme())) == [("costs", "train", "profile")]


def scenario_keys(*measures, catalogue=None, **changes):
    scenario = make.scenario(*measures, **changes)
    return keys(check_scenario(scenario, catalogue or make.small_catalogue()))


def test_a_scenario_honours_requires_and_excludes():
    a = make.measure("a", relations=(relation(Requires, "b"), relation(Excludes, "c")))
    catalogue = make.small_catalogue(a, make.measure("b"), make.measure("c"))
    place = [("measures", "a")]
    assert scenario_keys("a", "b", catalogue=catalogue) == []
    assert scenario_keys("b", "c", catalogue=catalogue) == []
    assert scenario_keys("a", catalogue=catalogue) == place
    assert scenario_keys("a", "b", "c", catalogue=catalogue) == place
    off = {"a": MeasureSetting(), "b": MeasureSetting(on=False)}
    assert scenario_keys(catalogue=catalogue, measures=off) == place


def test_a_users_own_value_lies_in_the_users_own_range():
    def keys_of(value, uncertainty):
        change = DriverChange(value=value, uncertainty=uncertainty, reason="Test")
        return scenario_keys(shared_drivers={"fte_cost": change})

    place = [("shared_drivers", "fte_cost", "value")]
    assert keys_of(90_000.0, Pert(kind="pert", low=80_000, high=99_000)) == []
    assert keys_of(70_000.0, Pert(kind="pert", low=80_000, high=99_000)) == place
    assert keys_of(0.0, Lognormal(kind="lognormal", p10=1, p90=2)) == place


def test_one_finding_of_everything_that_is_wrong():
    wrong = make.school_coaches(
        scope="oost", allocation_key="flat", status="rejected", drivers={}, costs={}, effects={}
    )
    assert sorted(keys(check_measure(wrong, make.small_programme()))) == [
        ("allocation_key",),
        ("scope",),
        ("status",),
    ]


def test_every_grade_has_its_realisation():
    realisation = {grade: make.driver(0.5) for grade in (1, 2, 3, 4, 6)}
    (issue,) = check_programme(make.small_programme(realisation=realisation))
    assert (issue.key, issue.found) == (("realisation",), "no grade 5")


def test_a_cost_made_once_is_incidental():
    wrong = make.strict_access(
        costs={"train": make.cost("training", (1.0, 0.0, 0.0, 0.0), nature="structural")}
    )
    assert ("costs", "train", "nature") in keys(check_measure(wrong, make.small_programme()))


def test_a_measure_draws_once_on_a_pool():
    wrong = make.fewer_hours(costs={"one": make.pool_cost(), "two": make.pool_cost()})
    assert keys(check_measure(wrong, make.small_programme())) == [("costs",)]


def test_a_local_measure_works_on_a_service_that_its_municipality_takes_part_in():
    programme = make.small_programme(
        services={
            "youth": make.service(1_000_000, non_members=("west",), non_members_source=make.source()),
            "household_help": make.service(2_000_000),
        }
    )
    wrong = make.school_coaches(scope="west")
    assert keys(check_measure(wrong, programme)) == [("effects", "less_care", "service")]
    assert keys(check_measure(make.school_coaches(scope="zuid"), programme)) == []


def test_a_local_measure_books_on_a_service_that_its_municipality_takes_part_in():
    services = make.small_programme().services
    help = services["household_help"].model_copy(update={"non_members": ("west",)})
    programme = make.small_programme(services={**services, "household_help": help})
    booking = Booking(service="household_help", formula="children * saving_per_child", source=make.source())
    care = make.school_coaches().effects["less_care"].model_copy(update={"booked": (booking,)})
    found = {
        town: keys(check_measure(make.school_coaches(scope=town, effects={"less_care": care}), programme))
        for town in ("noord", "west")
    }
    assert found == {"noord": [], "west": [("effects", "less_care", "booked", 0, "service")]}


def test_a_driver_that_a_booking_alone_uses_is_used():
    booking = Booking(service="household_help", formula="help", source=make.source())
    care = make.school_coaches().effects["less_care"].model_copy(update={"booked": (booking,)})
    drivers = make.school_coaches().drivers | {"help": make.driver(10_000, "EUR/year")}
    assert keys(check_measure(make.school_coaches(drivers=drivers), make.small_programme())) == [
        ("drivers", "help")
    ]
    booked = make.school_coaches(drivers=drivers, effects={"less_care": care})
    assert keys(check_measure(booked, make.small_programme())) == []


def test_a_shared_cost_does_not_lapse():
    new = make.measure("new", relations=(relation(Supersedes, "fewer-hours", costs=("reassess",)),))
    assert owners(make.fewer_hours(), new) == [("new", ("relations", 0, "costs"))]


def test_what_a_measure_replaces_lapses_once():
    twice = relation(Supersedes, "fewer-hours", effects=("hours",), share=0.5)
    new = make.measure("new", relations=(twice, twice))
    assert owners(make.fewer_hours(), new) == [("new", ("relations", 1, "effects"))]


def own_document(**changes):
    """Build a measure that brings the one document it cites."""
    documents = {"evaluation": Document(title="Evaluatie", publisher="Gemeente")}
    fields = {"documents": documents, "sources": (make.source(document="evaluation"),)}
    return make.measure("a", **fields | changes)


def test_a_measure_may_cite_a_document_that_it_brings_itself():
    assert list(check_measure(own_document(), make.small_programme())) == []
    lost = own_document(documents={})
    assert keys(check_measure(lost, make.small_programme())) == [("sources", 0, "document")]
    catalogue = make.small_catalogue(own_document())
    assert catalogue.documents["evaluation"].title == "Evaluatie"
    assert catalogue.documents["plan"].title == "Plan"


def test_two_documents_of_one_name_are_refused():
    taken = make.measure("b", documents={"plan": Document(title="Ander plan", publisher="X")})
    assert owners(taken) == [("b", ("documents", "plan"))]
    twice = own_document().model_copy(update={"id": "b"})
    assert owners(own_document(), twice) == [("b", ("documents", "evaluation"))]


@pytest.mark.parametrize(("rate", "refused"), [(3.0, True), (1.0, False), (-0.3, False)])
def test_a_growth_typed_as_a_percentage_is_refused(rate, refused):
    youth = make.service(1_000_000, allocation_key="age_0_19")
    growth = (youth.growth[0].model_copy(update={"value": rate}),)
    services = make.small_programme().services | {"youth": youth.model_copy(update={"growth": growth})}
    issues = list(check_programme(make.small_programme(services=services)))
    assert keys(issues) == [("services", "youth", "growth", 0, "value")] * refused
    assert not refused or "3% is written 0.03" in issues[0].repair
