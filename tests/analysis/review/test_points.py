"""Findings to points: each thing once, and what it means."""

from pathlib import Path

import pytest

from simulator.analysis.audit import RULES, AuditFinding, audit
from simulator.analysis.review import (
    THEMES,
    depends_on_reading,
    figures_of,
    inherited_reading,
    own_choices,
    quote_of,
    reads_as,
    review,
    theme_of,
)
from simulator.domain.base import Text
from simulator.domain.scenario import MeasureSetting, Scenario
from simulator.files import load_catalogue
from tests.analysis.audit.samples import catalogue, coaches_table, letter

WORDS = Text(nl="Iets", en="Something")
FOLDER = Path(__file__).parents[3] / "measures" / "gooi-en-vechtstreek-2021"


def finding(rule, year=None, difference=None, severity="warning", related=(), **changes):
    fields = {"measures": ("plan-a",), "year": year, "difference_eur": difference, "related": related}
    return AuditFinding(rule, severity, WORDS, WORDS, **fields | changes)


@pytest.fixture(scope="module")
def source():
    return load_catalogue(FOLDER)


@pytest.fixture(scope="module")
def points(source):
    return {point.key: point for point in review(audit(source))}


def test_the_same_finding_in_several_years_is_one_point():
    [point] = review([finding("sign-slip", 2021, 90.0), finding("sign-slip", 2022, -180.0)])
    assert (point.theme, point.years, point.size_eur) == ("arithmetic", (2021, 2022), 180.0)
    assert point.main.year == 2022


def test_another_row_or_measure_is_another_point():
    others = [
        finding("sign-slip", 2021, row="cost"),
        finding("sign-slip", 2021, row="net"),
        finding("sign-slip", 2021, row="net", measures=("plan-b",)),
    ]
    assert len(review(others)) == 3


def test_a_declared_finding_comes_under_the_rule_that_finds_the_same():
    rule = finding("letter-gross", 2024, -90_000.0, row="net")
    declared = finding(
        "declared", difference=90_000.0, subject="gross", related=(rule.key,), declared=True, severity="note"
    )
    [point] = review([declared, rule])
    assert (point.theme, point.findings, point.also) == ("letter", (rule,), (declared,))
    assert point.severity == "warning"


def test_a_declared_finding_on_the_same_cell_with_another_amount_stands_alone():
    rule = finding("letter-gross", 2024, -90_000.0, row="net")
    declared = finding("declared", difference=5.0, subject="other", related=(rule.key,), declared=True)
    assert [point.theme for point in review([rule, declared])] == ["letter", "other"]


def test_an_echo_of_an_echo_comes_under_the_first():
    early = finding("part-of-start-year", 2021, -200.0, row="effect")
    echoes = [
        finding("default-reading-differs", 2021, -200.0, row="effect", related=(early.key,)),
        finding("default-reading-differs", 2022, -70.0, row="effect"),
    ]
    declared = finding("declared", difference=70.0, subject="late", related=(echoes[1].key,), declared=True)
    [point] = review([early, *echoes, declared])
    assert (point.theme, point.also) == ("early", (*echoes, declared))


def test_the_worst_and_largest_come_first_within_a_theme():
    small = finding("sign-slip", 2021, 10.0, "error", measures=("a",))
    large = finding("sign-slip", 2021, 20.0, "error", measures=("b",))
    note = finding("rounding-slip", 2021, 99.0, "note", measures=("c",))
    assert [p.main for p in review([note, small, large])] == [large, small, note]


@pytest.mark.parametrize(
    ("row", "difference", "expected"),
    [
        ("net", -5.0, True),
        ("net", 5.0, False),
        ("cost", 5.0, True),
        ("cost", -5.0, False),
        ("net", None, None),
    ],
)
def test_which_way_the_source_is_wrong(row, difference, expected):
    [point] = review([finding("sign-slip", 2021, difference, row=row, printed="5")])
    assert point.too_optimistic is expected


def test_every_rule_of_the_audit_has_a_theme():
    # The texts of the audit name every rule; only declared findings have no theme of their own.
    from simulator.analysis.audit.texts_nl import MESSAGES

    assert RULES
    assert [rule for rule in MESSAGES if theme_of(rule) == "other"] == []


def test_every_finding_of_the_programme_stands_in_exactly_one_point(source, points):
    listed = [f.key for point in points.values() for f in (*point.findings, *point.also)]
    assert sorted(listed) == sorted(f.key for f in audit(source))
    assert len({point.key for point in points.values()}) == len(points)
    assert {point.theme for point in points.values()} == set(THEMES)


def test_measure_13_is_one_point_with_a_choice(source, points):
    name = "gezamenlijke-toegang-beschermd-wonen"
    point = points[f"letter-opposite-sign-{name}-2024-net"]
    assert [f.rule for f in point.also] == ["sign-convention", "declared"]
    assert (point.severity, point.size_eur) == ("error", 800_000)
    assert depends_on_reading(point, source) == name


def test_a_slip_that_all_readings_read_alike_gives_no_choice(source, points):
    point = points["sign-slip-algemene-voorziening-thuisondersteuning-2023-effect"]
    assert point.years == (2023, 2024)
    assert source.measures[point.measures[0]].readings
    assert depends_on_reading(point, source) is None


def test_figures_of_drivers_are_in_the_language_of_the_reader(source, points):
    main = points["two-figures-algemene-voorziening-thuisondersteuning-new-clients--table-"].main
    assert figures_of(main, source, "nl") == ("8.414,57 cliënten", "5.694 cliënten")
    assert figures_of(main, source, "en") == ("8,414.57 clients", "5,694 clients")


def test_cells_and_amounts_are_quoted_as_printed():
    source = catalogue(
        coaches_table(effect=("-50.000", "--100.000", "-100.000", "-100.000")),
        letter=letter({"school-coaches": "-100.000"}),
    )
    found = {f.rule: f for f in audit(source)}
    quote = quote_of(found["malformed-cell"], source)
    assert quote.rows == (("effect", ("-50.000", "--100.000", "-100.000", "-100.000")),)
    assert quote.listed is None
    assert quote_of(found["letter-gross"], source).listed == "-100.000"


def test_words_are_quoted_for_declared_findings(source):
    declared = [f for f in audit(source) if f.declared and f.subject == "referral-incentive-2023"]
    quote = quote_of(declared[0], source).words
    assert quote is not None
    [stated] = [f for f in source.measures["in-dialoog-verwijzen"].findings if f.id == declared[0].subject]
    assert quote == stated.source.quote


def whole(reading=None, **settings):
    return Scenario(
        id="a",
        programme="gooi-en-vechtstreek-2021",
        title=WORDS,
        summary=WORDS,
        reading=reading,
        measures=settings,
    )


def test_readings_of_a_scenario(source):
    name = "gezamenlijke-toegang-beschermd-wonen"
    measure = source.measures[name]
    own = whole(**{name: MeasureSetting(reading="letter")})
    assert inherited_reading(measure, whole()) == "reconciled"
    assert inherited_reading(measure, whole("letter")) == "letter"
    assert inherited_reading(measure, whole("printed")) == "reconciled"  # it has no reading of that name
    assert own_choices(own, source) == (name,)
    assert own_choices(whole(**{name: MeasureSetting(reading="reconciled")}), source) == ()
    assert reads_as(whole(), source, None)
    assert reads_as(whole("printed"), source, "printed")
    assert not reads_as(own, source, None)
    assert not reads_as(whole("printed"), source, None)
