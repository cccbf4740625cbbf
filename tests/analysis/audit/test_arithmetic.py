import pytest

from tests.analysis.audit.samples import catalogue, coaches_table, found, hours_table, rules


def test_tables_that_agree_with_everything_give_no_findings():
    assert rules(catalogue()) == []


def test_net_that_is_not_effect_less_cost():
    # 100,000 - 40,000 = 60,000, printed 80,000: 20,000 too much
    [finding] = found(catalogue(coaches_table(net=("-10.000", "-80.000", "-60.000", "-60.000"))))
    assert (finding.rule, finding.severity) == ("net-does-not-add-up", "error")
    assert (finding.measure, finding.row, finding.year) == ("school-coaches", "net", 2022)
    assert (finding.document, finding.line) == ("plan", "14")
    assert (finding.printed, finding.computed, finding.difference_eur) == ("-80.000", 60_000, -20_000)
    assert "€ 100.000 effect min € 40.000 kosten is een voordeel van € 60.000" in finding.explanation.nl
    assert "€100,000 of effect less €40,000 of costs is a gain of €60,000" in finding.explanation.en


def test_one_euro_off_is_a_rounding_slip():
    [finding] = found(catalogue(coaches_table(net=("-10.001", "-60.000", "-60.000", "-60.000"))))
    assert (finding.rule, finding.severity) == ("rounding-slip", "note")
    assert (finding.computed, finding.difference_eur) == (10_000, -1)


def test_two_euros_off_is_no_rounding_slip():
    net = ("-10.002", "-60.000", "-60.000", "-60.000")
    assert rules(catalogue(coaches_table(net=net))) == ["net-does-not-add-up"]


def test_net_with_the_wrong_sign():
    # +60.000 in a table that prints savings with a minus is a loss of 60,000; the sum is a gain
    [finding] = found(catalogue(coaches_table(net=("-10.000", "60.000", "-60.000", "-60.000"))))
    assert (finding.rule, finding.severity, finding.row) == ("sign-slip", "error", "net")
    assert (finding.printed, finding.computed, finding.difference_eur) == ("60.000", 60_000, 120_000)


def test_effect_without_its_minus():
    findings = found(catalogue(coaches_table(effect=("-50.000", "-100.000", "100.000", "100.000"))))
    assert [(f.rule, f.row, f.year, f.line) for f in findings] == [
        ("sign-slip", "effect", 2023, "12"),
        ("sign-slip", "effect", 2024, "12"),
    ]
    # printed it would cost 100,000; the net row shows that it saves 100,000
    assert [(f.computed, f.difference_eur) for f in findings] == [(100_000, 200_000)] * 2


def test_of_two_signs_that_could_be_wrong_it_is_the_one_that_differs_from_its_row():
    # 2024 has no cost, so turning effect or net would both do; the other effects have a minus
    table = hours_table(effect=("0", "-100.000", "-200.000", "200.000"))
    [finding] = found(catalogue(table), "sign-slip")
    assert (finding.row, finding.year, finding.computed) == ("effect", 2024, 200_000)


def test_double_minus_is_no_number_and_the_sum_shows_what_it_should_be():
    [finding] = found(catalogue(coaches_table(effect=("-50.000", "--100.000", "-100.000", "-100.000"))))
    assert (finding.rule, finding.severity, finding.row) == ("malformed-cell", "error", "effect")
    assert (finding.printed, finding.computed) == ("--100.000", 100_000)
    assert finding.difference_eur is None  # what is printed has no value to differ from
    assert "klopt de som" in finding.explanation.nl


def test_malformed_cell_that_does_not_fit_either():
    table = coaches_table(effect=("-50.000", "--90.000", "-100.000", "-100.000"))
    findings = found(catalogue(table))
    assert [(f.rule, f.year) for f in findings] == [
        ("malformed-cell", 2022),
        ("net-does-not-add-up", 2022),
        ("printed-not-rebuilt", 2022),
    ]
    # 90,000 - 40,000 = 50,000 against 60,000 printed
    assert findings[1].difference_eur == -10_000


def test_odd_sign_where_no_sum_can_tell():
    table = coaches_table(
        effect=("-50.000", "-100.000", "100.000", "-100.000"), net=("-10.000", "-60.000", "n.t.b.", "-60.000")
    )
    [finding] = found(catalogue(table), "sign-differs-in-row")
    assert (finding.severity, finding.row, finding.year) == ("warning", "effect", 2023)


@pytest.mark.parametrize("text", ["n.t.b.", "PM", "-", ""])
def test_unknown_cells_are_listed_and_count_for_nothing(text):
    table = coaches_table(effect=("-50.000", "-100.000", text, text), net=("-10.000", "-60.000", text, text))
    findings = found(catalogue(table))
    assert [(f.rule, f.severity, f.row, f.printed) for f in findings] == [
        ("unknown-cell", "note", "effect", text),
        ("unknown-cell", "note", "net", text),
    ]
    assert all(f.computed is None and f.difference_eur is None for f in findings)
    assert "2023 en 2024" in findings[0].explanation.nl
    assert "niet nul" in findings[0].explanation.nl


def test_different_unknowns_in_one_row_are_told_apart():
    table = coaches_table(
        effect=("-50.000", "-100.000", "PM", "n.t.b."), net=("-10.000", "-60.000", "-", "-")
    )
    assert [(f.row, f.printed) for f in found(catalogue(table))] == [
        ("effect", "PM"),
        ("effect", "n.t.b."),
        ("net", "-"),
    ]
