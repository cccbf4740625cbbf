"""How measures get in each other's way: every kind in the design has an instance, as the source has it."""

from typing import get_args

import pytest

from simulator.domain.relation import Relation
from tests.catalogue.shipped import catalogue, numbered

MEASURES = list(catalogue().measures.values())
KINDS = {kind.model_fields["kind"].annotation for kind in get_args(get_args(Relation)[0])}

WITHOUT_INSTANCE = {"excludes"}
"""The source names no two measures that cannot go together; the engine's tests cover this kind."""


def relations(kind):
    return [(m, r) for m in MEASURES for r in m.relations if r.kind == kind]


def test_every_kind_has_an_instance():
    kinds = {value for kind in KINDS for value in get_args(kind)}
    assert len(kinds) == 7
    assert {r.kind for m in MEASURES for r in m.relations} == kinds - WITHOUT_INSTANCE


def test_the_committee_of_measure_4_replaces_the_case_table_of_measure_3():
    [four] = [r for m, r in relations("supersedes") if m.number == 4]
    assert four.measure == numbered(3).id
    assert (four.effects, four.costs) == (("less_inflow",), ("joint_case_table",))
    # The table keeps 35,000 for it and 5 children × (222 - 122) × 365 = 182,500.
    three = numbered(3)
    assert three.drivers["joint_case_table_cost"].value == 35_000


def test_practice_nurses_are_part_of_the_youth_vision_of_hilversum():
    [(measure, relation)] = [(m, r) for m, r in relations("supersedes") if m.number != 4]
    assert (measure.id, relation.measure) == ("hilversum-poh-jeugd", "hilversum-visie-jeugd")


def test_the_re_assessment_is_booked_under_5_and_6_and_may_be_joined_by_9_and_11():
    users = {
        (m.number, line.booked_in_source)
        for m in MEASURES
        for line in m.costs.values()
        if line.pool == "reassessment_household_help"
    }
    assert users == {(5, True), (6, True), (9, False), (11, False)}
    [pool] = catalogue().programme.cost_pools.values()
    assert pool.profile == (0, 0.5, 0.5, 0)
    drivers = catalogue().programme.drivers
    values = [drivers[name].value for name in pool.formula.split(" * ")]
    assert values == [5_850, 3, 55]


@pytest.mark.parametrize("number", [4, 5, 7, 8, 10, 13, 15])
def test_conditions_outside_the_model_are_told(number):
    assert [r for m, r in relations("requires") if m.number == number and r.condition]


def test_no_measure_requires_another():
    # The source states conditions only; a dependency between measures would have to come from it too.
    assert [r.measure for _, r in relations("requires") if r.measure] == []


@pytest.mark.parametrize(
    ("number", "effect", "to_service"),
    [
        # measures at the municipal gate leak through the general practitioner
        (2, "less_inflow", "youth_ambulatory"),
        # a child kept at home calls for help for the family
        (3, "less_inflow", "youth_ambulatory"),
        # a general provision attracts new users
        (7, "cheaper_hours", "household_help"),
        (10, "guidance", "guidance"),
        (10, "day_activities", "day_activities"),
        # guidance and day activities replace each other
        (9, "guidance", "day_activities"),
        (9, "day_activities", "guidance"),
    ],
)
def test_savings_that_come_back_elsewhere(number, effect, to_service):
    found = [(r.effects, r.to_service) for m, r in relations("spills_over") if m.number == number]
    assert ((effect,), to_service) in found


def test_residential_care_that_is_avoided_comes_back_in_part_as_ambulatory_help():
    # The 122 a day for the child itself is in the effect, (222 - 122) × 365; the waterbed comes on top.
    for number, effects in ((3, {"less_inflow"}), (4, {"less_inflow", "more_outflow"})):
        measure = numbered(number)
        [spill] = [r for r in measure.relations if r.kind == "spills_over"]
        assert (set(spill.effects), spill.to_service) == (effects, "youth_ambulatory")
        share = measure.drivers[spill.share]
        assert (share.value, share.provenance) == (0.1, "assumption")
        for name in effects:
            assert "(residence_day_price - ambulatory_day_price)" in measure.effects[name].formula


def test_sheltered_living_has_a_ceiling():
    [(measure, relation)] = relations("capped_line")
    assert (measure.number, relation.service) == (12, "sheltered_living")
    capped = [name for name, s in catalogue().programme.services.items() if s.budget_ceiling]
    assert capped == ["sheltered_living"]


def test_measure_13_moves_money_from_municipalities_to_the_region():
    [(measure, relation)] = relations("budget_shift")
    assert measure.number == 13
    assert relation.costs == ("execution_by_region",)


def test_the_norm_is_in_use_in_five_municipalities():
    shares = {r.municipality: r.share for m, r in relations("already_implemented") if m.number == 6}
    # Huizen, Blaricum, Eemnes and Laren from 2021; Gooise Meren partly, taken as half
    assert shares == {"huizen": 1, "blaricum": 1, "eemnes": 1, "laren": 1, "gooise-meren": 0.5}
    assert len(relations("already_implemented")) == len(shares)


def test_eemnes_is_outside_youth_care_and_weesp_leaves_in_2022():
    services = catalogue().programme.services
    outside = {name: s.non_members for name, s in services.items() if s.non_members}
    assert outside == {"youth_ambulatory": ("eemnes",), "youth_residence": ("eemnes",)}
    leaving = {name: t.leaves.year for name, t in catalogue().programme.municipalities.items() if t.leaves}
    assert leaving == {"weesp": 2022}
