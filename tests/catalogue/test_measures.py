"""The measures are all there, and say what the source says about each."""

import pytest

from simulator.domain.measure import Effect, Measure
from simulator.formula import parse
from tests.catalogue.shipped import all_of, catalogue, numbered

MEASURES = list(catalogue().measures.values())
IN_PROGRAMME = range(1, 17)

IDS = {
    1: "vindplaats-naar-werkplaats",
    2: "in-dialoog-verwijzen",
    3: "uitvoeringsagenda-verblijf",
    4: "gezamenlijke-toegang-verblijf",
    5: "versoberen-huishoudelijke-hulp",
    6: "normenkader-huishoudelijke-hulp",
    7: "algemene-voorziening-thuisondersteuning",
    8: "eenvoudige-zorg-complexe-situaties",
    9: "toegang-begeleiding-aanscherpen",
    10: "algemene-voorziening-begeleiding",
    11: "arbeid-in-plaats-van-zorg",
    12: "heronderzoek-wachtlijst-beschermd-wonen",
    13: "gezamenlijke-toegang-beschermd-wonen",
    14: "eigen-bijdrage-wmo-vervoer",
    15: "grip-op-uitgaven",
    16: "versterken-kostenbewustzijn",
    17: "selectieve-preventie",
}
REJECTED = {"selectieve-preventie", "budgetplafonds", "combinatiegraad-vervoer"}
SUGGESTED = {"minder-ritten-tergooi"}
OF_HILVERSUM = {
    "hilversum-scherper-indiceren-wmo",
    "hilversum-collectieve-voorzieningen",
    "hilversum-toegang-jeugd",
    "hilversum-jeugdvoorzieningen",
    "hilversum-handhaving",
    "hilversum-poh-jeugd",
    "hilversum-visie-jeugd",
    "hilversum-agenda-wmo",
}
WITHOUT_FIGURES = {"budgetplafonds", "combinatiegraad-vervoer", "minder-ritten-tergooi"}

SERVICES = {
    1: {"youth_ambulatory"},
    2: {"youth_ambulatory"},
    3: {"youth_residence"},
    4: {"youth_residence"},
    5: {"household_help"},
    6: {"household_help"},
    7: {"household_help"},
    8: {"guidance"},
    9: {"guidance", "day_activities"},
    10: {"guidance", "day_activities", "wmo_transport"},
    11: {"guidance", "day_activities"},
    12: set(),
    13: {"sheltered_living"},
    14: {"wmo_transport"},
    15: set(),
    16: set(),
}


def ids(**wanted):
    return {m.id for m in MEASURES if all(getattr(m, key) == value for key, value in wanted.items())}


def test_all_measures_are_there():
    assert {m.number: m.id for m in MEASURES if m.number} == IDS
    assert set(catalogue().measures) == {*IDS.values(), *REJECTED, *SUGGESTED, *OF_HILVERSUM}
    assert len(MEASURES) == 28


def test_status_is_that_of_january_2021():
    assert ids(status="proposed") == {IDS[number] for number in IN_PROGRAMME}
    assert ids(status="rejected") == REJECTED
    assert ids(status="suggested") == SUGGESTED
    assert ids(status="adopted") == OF_HILVERSUM


def test_only_hilversums_own_measures_have_a_scope():
    assert ids(scope="hilversum") == OF_HILVERSUM
    assert ids(scope=None) == set(catalogue().measures) - OF_HILVERSUM


@pytest.mark.parametrize("name", sorted(REJECTED | SUGGESTED | OF_HILVERSUM))
def test_a_measure_outside_the_programme_says_why_it_has_its_status(name):
    assert catalogue().measures[name].status_reason is not None


@pytest.mark.parametrize("name", sorted(WITHOUT_FIGURES))
def test_a_measure_without_figures_has_unknowns_and_no_amounts(name):
    measure = catalogue().measures[name]
    assert not measure.effects and not measure.costs
    assert "effect" in {item.what for item in measure.unknown}


@pytest.mark.parametrize("number", IN_PROGRAMME)
def test_services_of_the_programme(number):
    assert {effect.service for effect in numbered(number).effects.values()} == SERVICES[number]


def test_own_contributions_and_execution_are_told_apart():
    kinds = {
        (place.split(".")[2], effect.kind)
        for place, effect in all_of(Effect)
        if effect.kind != "lower_spending"
    }
    assert kinds == {(IDS[7], "execution"), (IDS[13], "execution"), (IDS[14], "own_contribution")}


@pytest.mark.parametrize("measure", MEASURES, ids=lambda m: m.id)
def test_every_driver_of_a_measure_is_used(measure):
    written = [line.formula for line in (*measure.effects.values(), *measure.costs.values())]
    written += [affected.formula for affected in measure.residents_affected]
    used = {name for formula in written if formula for name in parse(formula).names}
    used |= {relation.share for relation in measure.relations if relation.kind == "spills_over"}
    assert set(measure.drivers) <= used


@pytest.mark.parametrize("number", IN_PROGRAMME)
def test_actions_decisions_and_societal_effects_are_given(number):
    measure = numbered(number)
    assert len(measure.actions) >= 2
    assert measure.decision_route
    assert {"region"} <= {step.body for step in measure.decision_route}
    assert measure.societal_effects


@pytest.mark.parametrize("number", range(1, 15))
def test_residents_affected_are_counted(number):
    assert numbered(number).residents_affected


STAFF = {
    # number: fte per year, as the source gives them (0.7 is 56,000 of wages at 80,000)
    1: (0.7, 1, 1, 1),
    2: (0, 0, 1, 1),
    4: (2, 1, 0, 0),
    5: (2, 1, 1, 1),
    6: (2, 1, 1, 1),
    7: (3, 3, 1, 1),
    9: (0.5, 0, 0, 0),
    10: (3, 3, 1, 1),
    14: (1, 0, 0, 0),
    15: (1, 0, 0, 0),
    16: (1, 1, 0, 0),
}


STAFF_UNKNOWN = {
    # number: years in which the source pays for or names people and gives no fte
    2: (2021, 2022),  # 240,000 and 210,000 without a breakdown
    4: (2023, 2024),  # the committee's 100,000 a year
    9: (2022, 2023, 2024),  # "dit vergt een investering in de capaciteit"
}


def test_staff_is_that_of_the_source():
    assert {m.number: m.staff.fte for m in MEASURES if m.staff} == STAFF
    assert {m.number: m.staff.unknown for m in MEASURES if m.staff and m.staff.unknown} == STAFF_UNKNOWN


def test_unknown_amounts_have_years_where_the_source_gives_them():
    """The committee starts on 1 January 2022; from 2023 its work has an amount."""
    found = {m.number: item.years for m in MEASURES for item in m.unknown if item.years}
    assert found == {4: (2022,)}


def test_funders_are_those_of_the_source():
    others = {
        (measure.number, line.funded_by)
        for measure in MEASURES
        for line in measure.costs.values()
        if line.funded_by != "municipalities"
    }
    # 150,000 of measure 1 from the youth transformation plan; 12 from the funds for shelter; 13 by the region
    assert others == {(1, "transformation_plan"), (12, "shelter_fund"), (13, "region")}
    assert {funder for _, funder in others} | {"municipalities"} == set(catalogue().programme.funders)


def test_starts_are_those_of_the_source():
    starts = {m.number: m.starts.isoformat() for m in MEASURES if m.starts}
    june, january = "2021-06-01", "2022-01-01"
    assert starts == {1: june, 3: june, 8: june, 9: june, 10: june, 4: january, 13: january, 14: january}


def test_legal_limits_are_given_where_rights_are_at_stake():
    assert {m.number for m in MEASURES if m.number and m.legal_limits} >= {5, 6, 7, 9, 10}


GRADES = {
    # number: best and worst grade that the evidence on the measure allows; 1 is best, 6 is worst
    1: (5, 6),
    2: (3, 5),
    3: (5, 5),
    4: (5, 6),
    5: (4, 5),
    6: (4, 4),
    7: (6, 6),
    8: (5, 5),
    9: (5, 5),
    10: (5, 6),
    11: (6, 6),
    14: (3, 4),
}


@pytest.mark.parametrize(("number", "best", "worst"), [(n, *grades) for n, grades in GRADES.items()])
def test_grade_is_one_that_the_evidence_allows(number, best, worst):
    assert best <= numbered(number).grade <= worst


UNKNOWN_EFFECT = {8, 10, 12, 13, 16}
UNKNOWN_COST = {1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 15, 16}


@pytest.mark.parametrize(("what", "numbers"), [("effect", UNKNOWN_EFFECT), ("cost", UNKNOWN_COST)])
def test_what_the_source_leaves_open(what, numbers):
    found = {m.number for m in MEASURES if m.number and what in {item.what for item in m.unknown}}
    assert found == numbers


def test_findings_have_a_name_of_their_own():
    names = [finding.id for measure in MEASURES for finding in measure.findings]
    names += [finding.id for finding in catalogue().programme.findings]
    assert len(names) == len(set(names))


def test_walk_meets_every_measure():
    assert {measure.id for _, measure in all_of(Measure)} == set(catalogue().measures)
