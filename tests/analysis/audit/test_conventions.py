from tests.analysis.audit.samples import (
    SAVING_IS_PLUS,
    catalogue,
    coaches,
    coaches_table,
    found,
    hours_table,
    table,
)
from tests.factories import fewer_hours, measure

ZEROS = ("0", "0", "0", "0")


def third_table(**changes):
    return table("third", ("-5.000", "0", "0", "0"), ZEROS, ("-5.000", "0", "0", "0"), **changes)


def with_third(**changes):
    idle = measure("third", number=3)
    measures = (coaches(), fewer_hours(), idle)
    return catalogue(coaches_table(), hours_table(), third_table(**changes), measures=measures)


def test_table_with_other_signs_than_most():
    [finding] = found(with_third(signs=SAVING_IS_PLUS), "sign-convention")
    assert (finding.severity, finding.measure, finding.line) == ("warning", "third", "11, 12, 14")
    # -5.000 is a loss of 5,000 here, and would be a gain of 5,000 in the other tables
    assert (finding.printed, finding.computed, finding.difference_eur) == ("-5.000", -5_000, -10_000)
    assert "Hier staan kosten met een min, besparingen met een plus" in finding.explanation.nl
    assert "een nadeel van € 5.000" in finding.explanation.nl


def test_signs_that_are_all_alike():
    assert found(catalogue(), "sign-convention") == []


def test_no_majority_no_finding():
    tables = (coaches_table(), hours_table(signs=SAVING_IS_PLUS))
    assert found(catalogue(*tables), "sign-convention") == []


def test_table_without_net_amounts_has_no_difference():
    source = catalogue(
        coaches_table(),
        hours_table(),
        table("third", ("n.t.b.",) * 4, ZEROS, ("n.t.b.",) * 4, signs=SAVING_IS_PLUS),
        measures=(coaches(), fewer_hours(), measure("third", number=3)),
    )
    [finding] = found(source, "sign-convention")
    assert (finding.printed, finding.difference_eur) == (None, None)
