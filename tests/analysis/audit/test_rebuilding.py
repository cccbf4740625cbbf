from simulator.analysis.audit import as_printed_scenario
from simulator.analysis.run import run
from simulator.domain.measure import Reading
from simulator.domain.relation import AlreadyImplemented
from tests.analysis.audit.samples import (
    access_table,
    catalogue,
    coaches,
    coaches_table,
    found,
    hours_table,
    undisputed,
)
from tests.factories import (
    driver,
    estimate,
    fewer_hours,
    school_coaches,
    source,
    strict_access,
    text,
)


def test_effect_that_the_drivers_do_not_give():
    table = coaches_table(
        effect=("-50.000", "-100.000", "-130.000", "-100.000"),
        net=("-10.000", "-60.000", "-90.000", "-60.000"),
    )
    [finding] = found(catalogue(table, hours_table()))
    assert (finding.rule, finding.severity) == ("printed-not-rebuilt", "error")
    assert (finding.row, finding.year, finding.printed) == ("effect", 2023, "-130.000")
    # 100 children at 1,000 are 100,000
    assert (finding.computed, finding.difference_eur) == (100_000, -30_000)


def test_cost_that_the_drivers_do_not_give():
    table = coaches_table(
        cost=("60.000", "40.000", "40.000", "40.000"), net=("10.000", "-60.000", "-60.000", "-60.000")
    )
    [finding] = found(catalogue(table, hours_table()))
    # 0.5 fte at 80,000 is 40,000: 20,000 is unexplained
    assert (finding.row, finding.computed, finding.difference_eur) == ("cost", 40_000, -20_000)


def test_a_difference_of_one_euro_is_rounding():
    table = coaches_table(
        effect=("-50.001", "-100.000", "-99.999", "-100.000"),
        net=("-10.001", "-60.000", "-59.999", "-60.000"),
    )
    assert found(catalogue(table, hours_table())) == []


def test_only_the_default_reading_differs():
    per_child = driver(800, "EUR/child/year", rivals={"critics": estimate(1_000)})
    readings = {
        "reconciled": Reading(title=text("Met 800"), reason=text("De tekst noemt 800.")),
        "printed": Reading(
            title=text("Zoals gedrukt"), reason=text("Zo."), estimates={"saving_per_child": "critics"}
        ),
    }
    measure = coaches(
        drivers=coaches().drivers | {"saving_per_child": per_child},
        readings=readings,
        default_reading="reconciled",
    )
    findings = found(catalogue(measures=(measure, fewer_hours())), "default-reading-differs")
    # 100 × 800 = 80,000 and half of that in 2021
    assert [(f.year, f.computed, f.difference_eur) for f in findings] == [
        (2021, 40_000, -10_000),
        (2022, 80_000, -20_000),
        (2023, 80_000, -20_000),
        (2024, 80_000, -20_000),
    ]
    assert findings[0].reading == "reconciled"
    assert findings[0].alternatives == ("printed",)
    assert "‘Met 800’" in findings[0].explanation.nl
    assert found(catalogue(measures=(measure, fewer_hours())), "printed-not-rebuilt") == []


def test_sign_slip_is_compared_after_repair():
    # The minus is missing, the amount is right
    table = coaches_table(effect=("-50.000", "100.000", "-100.000", "-100.000"))
    assert [f.rule for f in found(catalogue(table, hours_table()))] == ["sign-slip"]


def test_unknown_cells_are_not_compared():
    table = coaches_table(effect=("n.t.b.",) * 4, net=("n.t.b.",) * 4)
    assert {f.rule for f in found(catalogue(table, hours_table()))} == {"unknown-cell"}


def test_as_printed_scenario_corrects_nothing():
    already = AlreadyImplemented(
        kind="already_implemented", municipality="noord", share=0.5, source=source(), note=text("Al bezig")
    )
    measures = (coaches(), fewer_hours(relations=(already,)), strict_access())
    whole = catalogue(coaches_table(), hours_table(), access_table(), measures=measures)
    outcome = run(whole, as_printed_scenario(whole), draws=False)
    totals = outcome.most_likely.totals["region"]
    # 100,000 + 200,000 + 500,000 undamped; 40,000 and the pool twice in 2023
    assert totals.damped[3, 0] == 800_000
    assert totals.cost[2, 0] == 40_000 + 2 * 50_000


def test_as_printed_scenario_has_the_measures_with_a_table():
    two = catalogue(measures=(coaches(), fewer_hours(), strict_access()))
    assert as_printed_scenario(two).active() == ("school-coaches", "fewer-hours")
    assert as_printed_scenario(two).reading == "printed"


def test_as_printed_scenario_without_tables_has_all_measures():
    bare = catalogue().model_copy(update={"printed": None})
    assert as_printed_scenario(bare).active() == ("school-coaches", "fewer-hours")


def test_a_programme_without_tables_can_be_audited():
    bare = catalogue(measures=(school_coaches(), fewer_hours())).model_copy(update={"printed": None})
    assert [f.rule for f in found(bare)] == ["estimate-far-off"]
    assert undisputed().rivals == {}
