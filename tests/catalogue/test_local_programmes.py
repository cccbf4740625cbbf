"""The programmes on local teams load, run and keep what they do not know as unknown."""

from collections import Counter

import numpy as np
import pytest

from simulator.analysis.audit import audit
from simulator.analysis.run import run
from simulator.export.run_json import run_as_dict
from simulator.files import validate
from tests.catalogue.local import AMERSFOORT, FIVE, GOOI, PROGRAMMES, catalogue, scenarios
from tests.catalogue.shipped import ROOT

SCENARIOS = [(name, scenario) for name in PROGRAMMES for scenario in scenarios(name)]
DRAWS = 400


def test_all_files_that_are_shipped_are_valid():
    assert validate([ROOT / "measures", ROOT / "scenarios"]) == []


@pytest.mark.parametrize("name", PROGRAMMES)
def test_a_programme_has_a_scenario_without_measures_and_one_with_them(name):
    assert scenarios(name)["ongewijzigd-beleid"].active() == ()
    assert any(len(scenario.active()) >= 10 for scenario in scenarios(name).values())
    for measure in catalogue(name).measures.values():
        assert (
            any(measure.id in s.active() for s in scenarios(name).values()) or measure.status == "suggested"
        )


@pytest.mark.parametrize(("name", "scenario"), SCENARIOS)
def test_a_scenario_runs_in_the_most_likely_case_and_in_draws(name, scenario):
    chosen = scenarios(name)[scenario].model_copy(update={"draws": DRAWS})
    outcome = run(catalogue(name), chosen)
    for totals in (outcome.most_likely.totals["region"], outcome.simulated.totals["region"]):
        for part in (totals.baseline, totals.gross, totals.damped, totals.cost, totals.net):
            assert np.isfinite(part).all()
    assert (outcome.most_likely.totals["region"].baseline > 0).all()


def test_ambition_of_amersfoort_leusden_and_the_others_by_hand():
    # 2025, against the prices of 2021 (Amersfoort), 2022 or the forecast of 2023 (Baarn)
    gross = (
        (687 - 654) * 3_324_123 / 687
        + (1_476 - 1_175) * 7_662_295 / 1_476  # Amersfoort
        + (125 - 73) * 703_366 / 113
        + (200 - 115) * 1_238_012 / 180  # Baarn
        + 147_000
        + 150_000  # Bunschoten
        + (51 - 20) * 275_466 / 51  # Eemnes
        + (133 - 85) * 830_000 / 133
        + (259 - 173) * 1_325_000 / 259  # Leusden
    )
    plan = run(catalogue(AMERSFOORT), scenarios(AMERSFOORT)["ambitie-gemeenten"], draws=False)
    region = plan.most_likely.totals["region"]
    assert region.gross[-1, 0] == pytest.approx(gross, abs=5)
    # 2.67 fte in Leusden from 2023; no other cost is known
    assert region.cost[:, 0].tolist() == pytest.approx([0] + 3 * [2.67 * 80_000])


def test_a_municipality_has_its_own_spending_and_no_overlap_with_another():
    plan = run(
        catalogue(AMERSFOORT),
        scenarios(AMERSFOORT)["ambitie-gemeenten"].model_copy(update={"municipality": "amersfoort"}),
        draws=False,
    )
    mine = plan.most_likely.totals["amersfoort"]
    # 3,324,123 + 7,662,295; keys are rounded to five digits
    assert mine.baseline[0, 0] == pytest.approx(3_324_123 + 7_662_295, abs=150)
    assert mine.damped[-1, 0] == pytest.approx(mine.gross[-1, 0])


@pytest.mark.parametrize(("name", "net"), [(GOOI, -80_000), (FIVE, 0)])
def test_where_no_source_gives_an_effect_koers_gives_none(name, net):
    [busy] = [s for s in scenarios(name).values() if s.active()]
    outcome = run(catalogue(name), busy, draws=False)
    region = outcome.most_likely.totals["region"]
    assert region.gross.max() == 0
    assert run_as_dict(outcome)["savings_known"] is False
    # The only cost with a size: one fte of practice nurse in HBEL
    assert region.net[-1, 0] == pytest.approx(net)
    unknown = {item.what for m in catalogue(name).measures.values() for item in m.unknown}
    assert unknown == {"effect", "cost"}


@pytest.mark.parametrize("name", PROGRAMMES)
def test_what_a_measure_does_not_know_is_listed(name):
    for measure in catalogue(name).measures.values():
        what = {item.what for item in measure.unknown}
        assert (
            measure.effects
            or "effect" in what
            or measure.id == "veiligheidstaken"
            or "formatie" in measure.id
        )
        assert (
            measure.costs or "cost" in what or measure.id == "eigen-begeleiding-soest" or measure.break_even
        )


def test_every_approach_that_the_study_describes_is_a_measure_of_its_municipality():
    # Counted in the five portraits; Utrecht's lump sum is one measure with its teams, so 10 of 11
    scopes = Counter(measure.scope for measure in catalogue(FIVE).measures.values())
    assert scopes == {"deventer": 9, "peel-en-maas": 10, "roosendaal": 10, "utrecht": 10, "zaltbommel": 11}


def test_purchasing_monitoring_and_mandate_lower_nothing_by_themselves():
    for name in (
        "deventer-inkoop",
        "deventer-jeugd-in-beeld",
        "peel-en-maas-eigen-budget",
        "roosendaal-sturingsteam",
        "roosendaal-open-house",
        "utrecht-kernpartners",
        "utrecht-rijksmiddelen",
        "zaltbommel-datalab",
    ):
        measure = catalogue(FIVE).measures[name]
        assert {item.what for item in measure.unknown} == {"effect", "cost"}
        assert not measure.effects
        assert not measure.costs
        assert measure.break_even is None  # the source gives no staff, price or number to count with
        assert measure.relations  # what must be there first


@pytest.mark.parametrize(("name", "oddities"), [(AMERSFOORT, 26), (GOOI, 8), (FIVE, 29)])
def test_oddities_of_the_source_stand_in_the_audit(name, oddities):
    declared = {finding.id for finding in catalogue(name).programme.findings}
    declared |= {finding.id for m in catalogue(name).measures.values() for finding in m.findings}
    assert len(declared) == oddities
    assert declared <= {finding.subject for finding in audit(catalogue(name)) if finding.rule == "declared"}


def test_empty_pm_text_and_impossible_cells_are_kept_as_such():
    rows = list(catalogue(AMERSFOORT).observed.rows())
    assert Counter(figure.unknown for _, figure in rows if figure.unknown) == {
        # Amersfoort: 4 rows × 2024 and 2025
        "to_be_filled_in": 8,
        # Woudenberg 2023: youth (guidance and treatment share one cell) and Wmo
        "words": 3,
        # Baarn 4 + 4; Bunschoten 3 + 3; Soest 3 + 3 + 3 + 3; Woudenberg 2 + 3 + 2 + 3 + 2 + 3
        "empty": 8 + 6 + 12 + 15,
    }
    flags = Counter(flag for _, figure in rows for flag in figure.flags)
    assert flags["implausible"] == 1  # Leusden, youth, 2021
    assert flags["at_least"] == 1  # Leusden, "Ruim € 1 milj"
    assert flags["placed_by_us"] == 1  # Baarn, Wmo
    assert flags["label_corrected"] == 4  # Woudenberg, two rows of two
    assert not [figure for _, figure in rows if figure.value == 0]


def test_sums_of_the_table_that_can_be_compared():
    # Clients from 2021 to 2022 as the evidence adds them: Wmo 2,439 to 2,193; youth 1,286 to 1,247
    def total(service, year):
        return sum(
            figure.value
            for series, figure in catalogue(AMERSFOORT).observed.rows()
            if (series.kind, series.service, figure.year) == ("clients", service, year)
            and series.comparable
            and figure.usable
        )

    assert (total("wmo_guidance", 2021), total("wmo_guidance", 2022)) == (2_439, 2_193)
    assert (total("youth_guidance", 2021), total("youth_guidance", 2022)) == (1_286, 1_247)


def test_the_school_support_of_huizen_has_its_gate():
    [gate] = catalogue(GOOI).measures["pedagogische-ondersteuning-scholen"].gates
    assert "besparing" in gate.condition.nl
    assert "Meer scholen" in gate.proceed.nl
    assert sum(len(m.gates) for name in PROGRAMMES for m in catalogue(name).measures.values()) >= 9
