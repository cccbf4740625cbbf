"""The audit of the first programme: every oddity of the source that a rule can find, figure by figure."""

from pathlib import Path

import pytest

from simulator.analysis.audit import audit, audit_table
from simulator.analysis.audit.tables import read_table
from simulator.files.catalogue import load_catalogue

FOLDER = Path(__file__).parents[3] / "measures" / "gooi-en-vechtstreek-2021"


@pytest.fixture(scope="module")
def source():
    return load_catalogue(FOLDER)


@pytest.fixture(scope="module")
def findings(source):
    return {finding.key: finding for finding in audit(source)}


CELLS = [
    # measure 2: two minus signs; -1.458.246 net less 80.000 cost is -1.538.246
    ("malformed-cell:in-dialoog-verwijzen:2023:effect", "1001", "--1.538.246", 1_538_246, None),
    # measure 5: 816,329 - 572,625 = 243,704
    ("rounding-slip:versoberen-huishoudelijke-hulp:2022:net", "1629", "-243.705", 243_704, -1),
    # measure 6: 406,520 - 572,625 = -166,105, a cost; printed as a saving
    ("sign-slip:normenkader-huishoudelijke-hulp:2022:net", "1637", "-166.105", -166_105, -332_210),
    # measure 7: the net row shows that the effect is a saving
    ("sign-slip:algemene-voorziening-thuisondersteuning:2023:effect", "1643", "523.695", 523_695, 1_047_390),
    (
        "sign-slip:algemene-voorziening-thuisondersteuning:2024:effect",
        "1643",
        "1.047.390",
        1_047_390,
        2_094_780,
    ),
    # measure 8: 312,500 - 60,000 = 252,500
    ("net-does-not-add-up:eenvoudige-zorg-complexe-situaties:2022:net", "2077", "-232.500", 252_500, 20_000),
    # measure 17: yields and costs both with a plus, the result with a minus
    ("sign-slip:selectieve-preventie:2021:net", "3055", "-90.000", 90_000, 180_000),
    ("sign-slip:selectieve-preventie:2022:net", "3055", "-180.000", 180_000, 360_000),
    ("sign-slip:selectieve-preventie:2023:net", "3055", "-180.000", 180_000, 360_000),
    ("sign-slip:selectieve-preventie:2024:net", "3055", "-180.000", 180_000, 360_000),
]

CONVENTIONS = [
    # measure 13: 400,000 either way, a swing of 800,000
    (
        "sign-convention:gezamenlijke-toegang-beschermd-wonen",
        "2456, 2457, 2459",
        "-400.000",
        -400_000,
        -800_000,
    ),
    ("sign-convention:eigen-bijdrage-wmo-vervoer", "2560, 2561, 2563", "314.263", 314_263, 628_526),
    ("sign-convention:grip-op-uitgaven", "2688, 2689, 2691", "-80.000", -80_000, -160_000),
    ("sign-convention:selectieve-preventie", "3039, 3050, 3055", "-180.000", -180_000, -360_000),
]

LETTER = [
    ("letter-rounded:uitvoeringsagenda-verblijf:2024:net", "142, 1247, 1248, 1250", "-491.000", 491_700, 700),
    (
        "letter-rounded:gezamenlijke-toegang-verblijf:2024:net",
        "143, 1257, 1258, 1260",
        "- 812.000",
        812_500,
        500,
    ),
    # gross: the costs of 2024 are 90,000, 90,000 and 40,000
    (
        "letter-gross:versoberen-huishoudelijke-hulp:2024:net",
        "146, 1626, 1627, 1629",
        "-1.632.659",
        1_542_659,
        -90_000,
    ),
    (
        "letter-gross:normenkader-huishoudelijke-hulp:2024:net",
        "147, 1634, 1635, 1637",
        "-813.041",
        723_041,
        -90_000,
    ),
    (
        "letter-gross:eenvoudige-zorg-complexe-situaties:2024:net",
        "154, 2068, 2072, 2077",
        "- 625.000",
        585_000,
        -40_000,
    ),
    (
        "letter-other-year:heronderzoek-wachtlijst-beschermd-wonen:2024:net",
        "164, 2447, 2448, 2450",
        "+ 150.000",
        None,
        None,
    ),
    (
        "letter-opposite-sign:gezamenlijke-toegang-beschermd-wonen:2024:net",
        "167, 2456, 2457, 2459",
        "-400.000",
        -400_000,
        -800_000,
    ),
    # 9,785,773 for measures 1-11 and 14, less 400,000 for 13
    ("letter-sum:2024", "136-170", "10.254.573", 9_385_773, -868_800),
]

TIMING = [
    # 7/12 from 1 June 2021 of 500,000; of 182,500 (foster care starts in 2022); of 312,500; 154,248; 656,991
    ("part-of-start-year:vindplaats-naar-werkplaats:2021:effect", "990", "-500.000", 291_667, -208_333),
    ("part-of-start-year:uitvoeringsagenda-verblijf:2021:effect", "1248", "-379.600", 106_458, -273_142),
    (
        "part-of-start-year:eenvoudige-zorg-complexe-situaties:2021:effect",
        "2072",
        "-312.500",
        182_292,
        -130_208,
    ),
    ("part-of-start-year:toegang-begeleiding-aanscherpen:2021:effect", "2086", "-154.248", 89_978, -64_270),
    (
        "part-of-start-year:algemene-voorziening-begeleiding:2021:effect",
        "2094",
        "-656.991",
        383_245,
        -273_746,
    ),
    # measure 14: the higher contribution starts on 1 January 2022
    ("effect-before-start:eigen-bijdrage-wmo-vervoer:2021:effect", "2561", "314.263", 0, -314_263),
]

POOL = "versoberen-huishoudelijke-hulp+normenkader-huishoudelijke-hulp"
COMMITTEE = "gezamenlijke-toegang-verblijf"
DOUBLE = [
    # 5,850 clients × 3 hours × 55 = 965,250; half in each year, under both measures
    *(
        (
            f"cost-booked-twice:{POOL}:{year}:cost:reassessment_household_help",
            "1626, 1634",
            "965.250",
            482_625,
            -482_625,
        )
        for year in (2022, 2023)
    ),
    # measure 3: 5 children × 100 × 365 = 182,500 lapses with the case table, and its 35,000
    *(
        (
            f"effect-counted-twice:uitvoeringsagenda-verblijf:{year}:effect:{COMMITTEE}",
            "1248",
            "-576.700",
            394_200,
            -182_500,
        )
        for year in (2022, 2023, 2024)
    ),
    *(
        (f"cost-lapses:uitvoeringsagenda-verblijf:{year}:cost:{COMMITTEE}", "1247", "85.000", 50_000, -35_000)
        for year in (2022, 2023, 2024)
    ),
]

DRIVERS = [
    # measure 7: 90.9 × 86.6% × 5,850 = 460,508 and 385,000 are 845,508, against 1,047,390
    (
        "more-than-volume:algemene-voorziening-thuisondersteuning:new_clients (table)",
        "1643, 1736-1737",
        "8.414,57 cliënten",
        845_508,
        -201_881,
    ),
    # measure 2: another 1.25% of 18,349,650 is 229,371
    ("two-figures:in-dialoog-verwijzen:incentive_2023_share (text)", "1038", "2,5%", "1,25%", -229_371),
    # measure 6: 13 × 40% × 5,850 × 26.40 = 803,088 against 813,041
    (
        "two-figures:normenkader-huishoudelijke-hulp:saved_hour_price (table)",
        "1635",
        "26,7272 euro per uur",
        "26,4 euro per uur",
        -9_953,
    ),
    # measure 17: 180,000 back for 180,000, against 360,000
    (
        "two-figures:selectieve-preventie:return_per_euro (table)",
        "3042, 3053",
        "2 euro per euro",
        "1 euro per euro",
        -180_000,
    ),
    # measure 6: 23 hours instead of 13 would be 10 × 40% × 5,850 × 26.40 = 617,760 more
    (
        "estimate-far-off:normenkader-huishoudelijke-hulp:hours_less (norm)",
        None,
        "13 uur per cliënt per jaar",
        "23 uur per cliënt per jaar",
        617_760,
    ),
]


@pytest.mark.parametrize(
    ("key", "line", "printed", "computed", "difference"),
    CELLS + CONVENTIONS + LETTER + TIMING + DOUBLE + DRIVERS,
)
def test_oddity_that_a_rule_finds(findings, key, line, printed, computed, difference):
    finding = findings[key]
    assert not finding.declared
    assert finding.document is not None
    if line is not None:
        assert (finding.document, finding.line) == ("raadsbrief-2021", line)
    assert finding.printed == printed
    if isinstance(computed, str) or computed is None:
        assert finding.computed == computed
    else:
        assert finding.computed == pytest.approx(computed, abs=0.51)
    if difference is None:
        assert finding.difference_eur is None
    else:
        assert finding.difference_eur == pytest.approx(difference, abs=0.51)


def test_errors_are_these_and_no_others(findings):
    errors = {key for key, finding in findings.items() if finding.severity == "error"}
    expected = {row[0] for row in CELLS if not row[0].startswith("rounding-slip")}
    expected |= {row[0] for row in LETTER if row[0].startswith("letter-opposite-sign")}
    expected |= {row[0] for row in DRIVERS if row[0].startswith("more-than-volume")}
    assert errors == expected
    assert len(errors) == 11


@pytest.mark.parametrize(
    ("rules", "rows"),
    [
        (
            {"malformed-cell", "rounding-slip", "sign-slip", "net-does-not-add-up", "sign-differs-in-row"},
            CELLS,
        ),
        ({"sign-convention"}, CONVENTIONS),
        ({"effect-before-start", "part-of-start-year"}, TIMING),
        ({"cost-booked-twice", "effect-counted-twice", "cost-lapses"}, DOUBLE),
    ],
)
def test_rules_find_nothing_else(findings, rules, rows):
    assert {key for key, f in findings.items() if f.rule in rules} == {row[0] for row in rows}


def test_letter_rules_find_nothing_else(findings):
    assert {key for key in findings if key.startswith("letter")} == {row[0] for row in LETTER}


def test_every_other_cell_follows_from_the_drivers(findings):
    assert [key for key, f in findings.items() if f.rule == "printed-not-rebuilt"] == []


def test_letter_sum_gives_both_totals_of_the_tables(findings):
    text = findings["letter-sum:2024"].explanation
    # the net column as printed, with the minus of measure 13 read as a saving
    assert "€ 10.185.773" in text.nl
    assert "€10,185,773" in text.en


@pytest.mark.parametrize(
    ("service", "total", "share"),
    [
        # 576,700 + 912,500 of 6,568,139
        ("youth_residence", 1_489_200, "22,67%"),
        # 1,632,659 + 813,041 + 662,390 of 14,457,628; the saving on consultants does not compete
        ("household_help", 3_108_091, "21,5%"),
    ],
)
def test_communicating_vessels(findings, service, total, share):
    [finding] = [f for f in findings.values() if f.rule == "communicating-vessels" and f.subject == service]
    assert float(finding.printed.replace(".", "")) == pytest.approx(total, abs=1)
    assert share in finding.title.nl
    assert 0 < finding.computed < total
    assert finding.difference_eur == pytest.approx(finding.computed - total, abs=1)


@pytest.mark.parametrize(
    ("measure", "driver", "row", "stake"),
    [
        ("in-dialoog-verwijzen", "inflow_base", "effect", 162_022),
        ("in-dialoog-verwijzen", "development_cost_2021", "cost", 240_000),
        ("in-dialoog-verwijzen", "development_cost_2022", "cost", 210_000),
        ("normenkader-huishoudelijke-hulp", "saved_hour_price (table)", "effect", 813_041),
        ("algemene-voorziening-thuisondersteuning", "new_clients (table)", "effect", 662_390),
        ("algemene-voorziening-thuisondersteuning", "unexplained_cost", "cost", 50_000),
        ("algemene-voorziening-begeleiding", "unexplained_early_cost", "cost", 30_000),
        ("algemene-voorziening-begeleiding", "unexplained_later_cost", "cost", 90_000),
    ],
)
def test_what_the_source_does_not_let_one_derive(findings, measure, driver, row, stake):
    key = f"not-derivable:{measure}:{row}:{driver}"
    assert findings[key].difference_eur == pytest.approx(-stake, abs=0.51)


def test_aef_sees_another_sign_for_measures_1_and_8(findings):
    assert "sign-disputed:vindplaats-naar-werkplaats:saving_per_child (aef)" in findings
    assert "sign-unsure:eenvoudige-zorg-complexe-situaties:saving_share (aef)" in findings


def test_peers_report_3_to_13_per_cent_for_measure_10(findings):
    measure = "algemene-voorziening-begeleiding"
    values = {
        findings[f"estimate-far-off:{measure}:final_share (peers_{end})"].computed for end in ("low", "high")
    }
    assert values == {"3%", "13%"}


@pytest.mark.parametrize(
    ("measure", "rows"),
    [
        ("heronderzoek-wachtlijst-beschermd-wonen", ["cost", "effect", "net"]),
        ("versterken-kostenbewustzijn", ["effect", "net"]),
    ],
)
def test_unknown_is_listed_and_never_zero(source, findings, measure, rows):
    found = [f for f in findings.values() if f.rule == "unknown-cell" and f.measure == measure]
    assert [f.row for f in found] == rows
    assert all(f.computed is None for f in found)
    [table] = [t for t in source.printed.tables if t.measure == measure]
    assert read_table(table, source.programme.years).years[2024].net is None


def test_every_erratum_in_the_files_is_found_by_a_rule_with_the_same_amount(source, findings):
    cells = {
        (f.measure, f.row, f.year): f
        for f in findings.values()
        if f.rule in {r[0].split(":")[0] for r in CELLS}
    }
    assert len(source.printed.errata) == len(cells)
    for erratum in source.printed.errata:
        finding = cells[erratum.measure, erratum.row, erratum.year]
        assert (finding.printed, finding.computed) == (erratum.printed, erratum.expected_eur)


DECLARED = [
    "seven-or-eight-municipalities",
    "hundred-million-against-tables",
    "communicating-vessels-not-corrected",
    "ambulatory-hours-times-price",
    "household-help-hours-per-client",
    "programme-starts-in-june",
    "vindplaats-naar-werkplaats:school-help-aef-opposite",
    "in-dialoog-verwijzen:referral-effect-2021-already-in-contracts",
    "uitvoeringsagenda-verblijf:residence-recruitment-ten-children",
    "gezamenlijke-toegang-verblijf:residence-fifteen-to-twenty-per-cent",
    "versoberen-huishoudelijke-hulp:household-help-implied-new-clients",
    "normenkader-huishoudelijke-hulp:norm-5625-minutes",
    "gezamenlijke-toegang-beschermd-wonen:joint-access-sign-unresolved",
    "gezamenlijke-toegang-beschermd-wonen:sheltered-living-cost-per-resident",
    "eigen-bijdrage-wmo-vervoer:transport-step-copied-from-sheltered-living",
]


@pytest.mark.parametrize("name", DECLARED)
def test_oddity_that_only_a_reader_can_find_is_declared(findings, name):
    assert findings[f"declared:{name}"].declared


def test_findings_of_measures_name_the_reading_in_use(source, findings):
    for finding in findings.values():
        if finding.measure is not None:
            measure = source.measures[finding.measure]
            assert finding.reading == measure.default_reading
            assert {*finding.alternatives, *filter(None, [finding.reading])} == set(measure.readings)


def test_keys_are_unique_and_references_exist(source, findings):
    assert len(findings) == len(audit(source))
    for finding in findings.values():
        assert set(finding.related) <= set(findings) - {finding.key}


def test_references_go_both_ways(findings):
    for finding in findings.values():
        assert all(finding.key in findings[other].related for other in finding.related)


def test_texts_are_filled_in(findings):
    for finding in findings.values():
        if not finding.declared:
            for text in (finding.title, finding.explanation):
                assert not {"{", "}"} & set(text.nl + text.en)
                assert "  " not in text.nl + text.en


def test_audit_is_the_same_every_time(source):
    assert audit(source) == audit(source)


def test_table_has_a_row_for_each_finding(findings):
    table = audit_table(findings.values())
    assert len(table) == len(findings)
    assert list(table["key"]) == list(findings)
    row = table.set_index("key").loc["net-does-not-add-up:eenvoudige-zorg-complexe-situaties:2022:net"]
    assert (row["severity"], row["year"], row["difference_eur"]) == ("error", 2022, 20_000)
    assert row["alternatives"] == "printed, letter"


def test_table_of_nothing_has_its_columns():
    assert {"severity", "title_nl", "difference_eur"} <= set(audit_table(()).columns)
