from simulator.domain.relation import Supersedes
from tests.analysis.audit.samples import (
    access_table,
    catalogue,
    coaches,
    coaches_table,
    found,
    hours_table,
    table,
)
from tests.factories import (
    cost,
    driver,
    effect,
    fewer_hours,
    measure,
    pool_cost,
    source,
    strict_access,
    text,
)

ZEROS = ("0", "0", "0", "0")


def two_pool_users(*tables, access=None):
    measures = (fewer_hours(), access or strict_access())
    return catalogue(*(tables or (hours_table(), access_table())), measures=measures)


def test_pool_in_two_tables():
    findings = found(two_pool_users(), "cost-booked-twice")
    assert [(f.year, f.row, f.subject) for f in findings] == [
        (2022, "cost", "reassessment"),
        (2023, "cost", "reassessment"),
    ]
    for finding in findings:
        # 50,000 under both measures, needed once
        assert (finding.printed, finding.computed, finding.difference_eur) == ("100.000", 50_000, -50_000)
        assert finding.measures == ("fewer-hours", "strict-access")
        assert (finding.severity, finding.measure, finding.line) == ("warning", None, "11, 11")


def test_pool_in_one_table():
    assert found(catalogue(), "cost-booked-twice") == []


def test_pool_that_the_second_table_does_not_book():
    not_booked = pool_cost(booked_in_source=False)
    access = strict_access(costs=strict_access().costs | {"reassess": not_booked})
    printed = access_table(cost=("10.000", "0", "0", "0"), net=("10.000", "-250.000", "-500.000", "-500.000"))
    assert found(two_pool_users(hours_table(), printed, access=access), "cost-booked-twice") == []


def test_pool_for_which_a_table_has_no_room():
    # 20,000 printed cannot hold 50,000 of re-assessment
    printed = access_table(
        cost=("10.000", "20.000", "50.000", "0"), net=("10.000", "-230.000", "-450.000", "-500.000")
    )
    findings = found(two_pool_users(hours_table(), printed), "cost-booked-twice")
    assert [f.year for f in findings] == [2023]


def successor(**changes):
    """Build a measure with 30,000 on youth from 2022 that replaces the coaches from 2023."""
    relation = Supersedes(
        kind="supersedes",
        measure="school-coaches",
        effects=("less_care",),
        costs=("staff",),
        share=0.4,
        from_year=2023,
        source=source(),
        note=text("Het nieuwe team neemt leerlingen over."),
    )
    fields = {
        "number": 4,
        "drivers": {"team": driver(30_000, "EUR/year")},
        "effects": {"team": effect("youth", "team", (0, 1, 1, 1))},
        "relations": (relation,),
    }
    return measure("team", **fields | changes)


def with_successor(effects=("0", "-30.000", "-30.000", "-30.000")):
    tables = (coaches_table(), table("team", ZEROS, effects, effects))
    return catalogue(*tables, measures=(coaches(), successor()))


def test_effect_and_cost_that_lapse_are_still_booked():
    findings = found(with_successor())
    # 40% of 100,000 effect and of 40,000 cost from 2023
    assert [(f.rule, f.row, f.year, f.difference_eur) for f in findings] == [
        ("effect-counted-twice", "effect", 2023, -40_000),
        ("effect-counted-twice", "effect", 2024, -40_000),
        ("cost-lapses", "cost", 2023, -16_000),
        ("cost-lapses", "cost", 2024, -16_000),
    ]
    assert {f.measure for f in findings} == {"school-coaches"}
    assert findings[0].computed == 60_000
    assert findings[0].explanation.nl.startswith("Het nieuwe team neemt leerlingen over.")


def test_nothing_lapses_before_the_other_has_an_effect():
    unknown = ("0", "-30.000", "n.t.b.", "-30.000")
    years = {f.year for f in found(with_successor(unknown)) if f.rule == "effect-counted-twice"}
    assert years == {2024}


def test_no_relation_no_finding():
    alone = successor(relations=())
    tables = (coaches_table(), table("team", ZEROS, *[("0", "-30.000", "-30.000", "-30.000")] * 2))
    assert found(catalogue(*tables, measures=(coaches(), alone))) == []


def test_cost_of_its_own_is_no_pool():
    own = {"reassess": cost("amount", (0, 1, 1, 0))}
    other = strict_access(drivers={"refused": driver(0.25), "amount": driver(50_000, "EUR/year")}, costs=own)
    printed = access_table(cost=("0", "50.000", "50.000", "0"), net=("0", "-200.000", "-450.000", "-500.000"))
    assert found(two_pool_users(hours_table(), printed, access=other), "cost-booked-twice") == []
