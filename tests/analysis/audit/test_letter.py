import pytest

from tests.analysis.audit.samples import (
    access_table,
    catalogue,
    coaches,
    coaches_table,
    found,
    hours_table,
    letter,
)
from tests.factories import fewer_hours, strict_access


def with_letter(coaches="- 60.000", hours="-200.000", **changes):
    return catalogue(letter=letter({"school-coaches": coaches, "fewer-hours": hours}, **changes))


def letter_rules(source):
    return [f.rule for f in found(source) if f.rule.startswith("letter") and f.rule != "letter-sum"]


def test_net_amounts_are_what_a_letter_should_list():
    assert letter_rules(with_letter()) == []


@pytest.mark.parametrize(
    ("listed", "rule", "severity", "difference"),
    [
        # net of 2024 is 60,000, effect 100,000, cost 40,000
        ("-100.000", "letter-gross", "warning", -40_000),
        ("60.000", "letter-opposite-sign", "error", 120_000),
        ("-10.000", "letter-other-year", "warning", 50_000),  # the net amount of 2021
        ("-55.000", "letter-no-match", "error", 5_000),
    ],
)
def test_listed_amount_that_is_something_else(listed, rule, severity, difference):
    [finding] = [f for f in found(with_letter(listed)) if f.rule == rule]
    assert (finding.severity, finding.measure, finding.year) == (severity, "school-coaches", 2024)
    assert (finding.printed, finding.computed, finding.difference_eur) == (listed, 60_000, difference)
    assert finding.line == "1, 11, 12, 14"


def odd_amounts():
    """Build a table with effect 100,400 and net 60,400 in 2024."""
    effect = ("-50.000", "-100.000", "-100.000", "-100.400")
    return coaches_table(effect=effect, net=("-10.000", "-60.000", "-60.000", "-60.400"))


@pytest.mark.parametrize(
    ("listed", "rules"),
    [
        ("-60.400", []),
        ("-60.000", ["letter-rounded"]),
        ("-100.000", ["letter-gross-rounded"]),
        ("-60.300", ["letter-no-match"]),  # 60,400 would have been listed as 60,400
    ],
)
def test_rounded_amounts(listed, rules):
    source = catalogue(odd_amounts(), hours_table(), letter=letter({"school-coaches": listed}))
    assert [rule for rule in letter_rules(source) if rule != "letter-missing"] == rules


def test_cost_of_another_year_listed():
    once = coaches_table(cost=("40.000", "", "", ""), net=("-10.000", "", "", ""))
    source = catalogue(once, hours_table(), letter=letter({"school-coaches": "+ 40.000"}))
    [finding] = found(source, "letter-other-year")
    assert (finding.computed, finding.difference_eur) == (None, None)
    assert "bij 2021" in finding.explanation.nl


def test_measure_that_the_letter_passes_over():
    source = catalogue(letter=letter({"school-coaches": "-60.000"}))
    [finding] = found(source, "letter-missing")
    assert (finding.severity, finding.measure, finding.computed) == ("note", "fewer-hours", 200_000)


def test_rejected_measure_need_not_be_listed():
    measures = (coaches(), fewer_hours(status="rejected"))
    source = catalogue(letter=letter({"school-coaches": "-60.000"}), measures=measures)
    assert found(source, "letter-missing") == []


def test_a_list_that_prints_savings_with_a_plus():
    assert letter_rules(with_letter("60.000", "200.000", saving=1)) == []


def test_sum_that_agrees_with_tables_and_damping():
    # 60,000 and 200,000 on two services: nothing to damp, and the pool has no costs in 2024
    assert found(with_letter(), "letter-sum") == []


def test_sum_that_mixes_net_and_gross():
    [finding] = found(with_letter("-100.000"), "letter-sum")
    assert (finding.severity, finding.year, finding.line) == ("warning", 2024, "1-2")
    # 100,000 + 200,000 listed; 60,000 + 200,000 in the tables
    assert (finding.printed, finding.computed) == ("300.000", 260_000)
    assert finding.difference_eur == -40_000


def test_sum_with_an_opposite_sign_gives_both_totals():
    [finding] = found(with_letter("60.000"), "letter-sum")
    # -60,000 + 200,000 listed; with the letter's signs the tables give the same
    assert (finding.printed, finding.computed, finding.difference_eur) == ("140.000", 260_000, 120_000)
    assert "Met de tekens van de brief is dat een voordeel van € 140.000" in finding.explanation.nl


def test_sum_that_only_damping_makes_too_high():
    # Both on household_help: 10% and 25% of 2,000,000 independently are 1 - 0.9 * 0.75 = 32.5% = 650,000,
    # not 700,000; no costs in 2024
    tables = (hours_table(), access_table())
    measures = (fewer_hours(), strict_access())
    source = catalogue(
        *tables, measures=measures, letter=letter({"fewer-hours": "-200.000", "strict-access": "-500.000"})
    )
    [finding] = found(source, "letter-sum")
    assert (finding.severity, finding.difference_eur) == ("note", 0)
    assert "is het een voordeel van € 650.000" in finding.explanation.nl


def test_no_letter_no_findings():
    assert found(catalogue()) == []
