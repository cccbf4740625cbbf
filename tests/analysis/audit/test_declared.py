from simulator.domain.finding import Finding
from simulator.domain.printed import Erratum
from tests.analysis.audit.samples import catalogue, coaches, coaches_table, found, hours_table
from tests.factories import fewer_hours, source, text


def finding(**changes):
    fields = {
        "id": "vaag",
        "title": text("Onduidelijk"),
        "explanation": text("Er staat twee keer iets anders."),
        "source": source("7-9"),
    }
    return Finding(**fields | changes)


def test_finding_of_the_programme():
    [shown] = found(catalogue(programme={"findings": (finding(printed="35%", computed="34,1%"),)}))
    assert (shown.rule, shown.severity, shown.declared) == ("declared", "note", True)
    assert (shown.subject, shown.measures, shown.document, shown.line) == ("vaag", (), "plan", "7-9")
    assert (shown.printed, shown.computed, shown.difference_eur) == ("35%", "34,1%", None)
    assert shown.title == text("Onduidelijk")


def test_finding_of_a_measure_with_an_amount_is_a_warning():
    measure = coaches(findings=(finding(difference_eur=5_000.0),))
    [shown] = found(catalogue(measures=(measure, fewer_hours())))
    assert (shown.severity, shown.measure, shown.difference_eur) == ("warning", "school-coaches", 5_000)


def test_declared_finding_is_related_to_the_rule_that_finds_the_same_amount():
    measure = coaches(findings=(finding(difference_eur=30_000.0),))
    table = coaches_table(
        effect=("-50.000", "-100.000", "-130.000", "-100.000"),
        net=("-10.000", "-60.000", "-90.000", "-60.000"),
    )
    *by_rule, declared = found(catalogue(table, hours_table(), measures=(measure, fewer_hours())))
    assert declared.related == tuple(f.key for f in by_rule)


def erratum(**changes):
    fields = {
        "measure": "school-coaches",
        "row": "cost",
        "year": 2023,
        "printed": "40.000",
        "expected_eur": 45_000,
        "reason": text("De tekst noemt 45.000."),
    }
    return Erratum(**fields | changes)


def test_erratum_that_no_rule_finds_is_shown():
    [shown] = found(catalogue(errata=(erratum(),)))
    assert (shown.rule, shown.severity, shown.declared) == ("declared-erratum", "warning", True)
    assert (shown.row, shown.year, shown.line) == ("cost", 2023, "11")
    assert (shown.printed, shown.computed) == ("40.000", 45_000)
    assert shown.explanation.nl == "De tekst noemt 45.000."


def test_erratum_that_a_rule_finds_is_not_repeated():
    table = coaches_table(net=("-10.000", "-80.000", "-60.000", "-60.000"))
    known = erratum(row="net", year=2022, printed="-80.000", expected_eur=60_000)
    findings = found(catalogue(table, hours_table(), errata=(known,)))
    assert [f.rule for f in findings] == ["net-does-not-add-up"]
