"""Every figure of the programmes on local teams against the line of the document that it stands on."""

import re

import pytest

from simulator.domain.observation import ObservedFigures
from simulator.domain.quantity import Driver, Estimate
from simulator.domain.source import Source
from tests.catalogue.local import (
    AMERSFOORT,
    FIVE,
    GOOI,
    PROGRAMMES,
    all_of,
    catalogue,
    plain,
    stands_at,
    words_at,
)

IN_WORDS = {1: "één", 2: "twee", 5: "vijf", 20: "twintig"}
"""Numbers that a source writes in letters."""


@pytest.mark.parametrize("name", PROGRAMMES)
def test_every_quote_stands_on_its_lines(name):
    quoted = [
        (place, source)
        for place, source in all_of(name, Source)
        if source.quote and catalogue(name).documents[source.document].text_file
    ]
    assert len(quoted) > 60
    assert [place for place, source in quoted if not stands_at(name, source.quote, source)] == []


def test_a_quote_that_does_not_stand_there_is_noticed():
    source = Source(document="stand-van-zaken-2023", lines="770", quote="687 654 655 PM PM")
    assert not stands_at(AMERSFOORT, source.quote, source)


@pytest.mark.parametrize("name", PROGRAMMES)
def test_a_stated_number_stands_on_its_line(name):
    stated = [
        (place, estimate)
        for place, estimate in all_of(name, Estimate)
        if estimate.provenance == "stated" and estimate.source.lines
    ]
    assert len(stated) >= 10
    assert [place for place, estimate in stated if not _stands(name, estimate)] == []


def _stands(name, estimate):
    words = words_at(name, estimate.source)
    ways = {dutch(estimate.value), dutch(estimate.value * 100), dutch(estimate.value * 100) + "%"}
    ways.add(f"{estimate.value:g}fte")  # the study writes 15.4fte, with a point
    ways |= {IN_WORDS[estimate.value]} if estimate.value in IN_WORDS else set()
    return any(plain(way) in plain(words) for way in ways) or place_exempt(estimate)


def place_exempt(estimate):
    """A middle of a range that the source prints, or a fraction in words; the quote itself is checked."""
    ends = estimate.uncertainty
    of_range = ends.kind == "uniform" and estimate.range_provenance == "source"
    fraction = estimate.source.quote and re.search(r"1/3|½ tot 2/3", estimate.source.quote)
    return of_range or bool(fraction)


def dutch(value):
    """A number with Dutch separators, as many decimals as it has.

    >>> dutch(18349650.0), dutch(15.4), dutch(0.05 * 100)
    ('18.349.650', '15,4', '5')
    """
    text = f"{value:,.6f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


@pytest.mark.parametrize("name", [AMERSFOORT, FIVE])
def test_an_observed_cell_is_what_is_printed(name):
    observed = catalogue(name).observed
    assert isinstance(observed, ObservedFigures)
    rows = list(observed.rows())
    assert len(rows) > 30
    for series, figure in rows:
        source = figure.source or series.source
        if figure.printed.strip("€ "):
            assert stands_at(name, figure.printed, source), (series.source.lines, figure.printed)
        if figure.value is not None:
            assert figure.value == pytest.approx(read(figure.printed, series.kind)), figure.printed


def read(printed, kind):
    """The number in a cell, read apart from the loader: the first one, with its million or per cent.

    >>> read("€ 3.324.123", "cost"), read("€ 1,325 milj", "cost"), read("113 (-10%)", "clients")
    (3324123.0, 1325000.0, 113.0)
    """
    [digits, *_] = re.findall(r"\d+(?:\.\d{3})*(?:,\d+)?", printed)
    number = float(digits.replace(".", "").replace(",", "."))
    if "milj" in printed:
        return number * 1_000_000
    return number / 100 if kind in ("share_of_youth", "index") else number


DERIVED = [
    # Amersfoort: 687 - 654; 3,324,123 / 687; 1,476 - 1,175; 7,662,295 / 1,476
    (AMERSFOORT, "minder-beschikken-amersfoort", "fewer_youth", 687 - 654),
    (AMERSFOORT, "minder-beschikken-amersfoort", "youth_client_cost", 3_324_123 / 687),
    (AMERSFOORT, "minder-beschikken-amersfoort", "fewer_wmo", 1_476 - 1_175),
    (AMERSFOORT, "minder-beschikken-amersfoort", "wmo_client_cost", 7_662_295 / 1_476),
    # Leusden: against 2022
    (AMERSFOORT, "ambulant-team-leusden", "fewer_youth", 133 - 85),
    (AMERSFOORT, "ambulant-team-leusden", "youth_client_cost", 830_000 / 133),
    (AMERSFOORT, "ambulant-team-leusden", "fewer_wmo", 259 - 173),
    (AMERSFOORT, "ambulant-team-leusden", "wmo_client_cost", 1_325_000 / 259),
    (AMERSFOORT, "ambulant-team-leusden", "clients_2022", 133 + 259),
    (AMERSFOORT, "ambulant-team-leusden", "spending_2022", 830_000 + 1_325_000),
    (AMERSFOORT, "eigen-begeleiding-eemnes", "fewer_youth", 51 - 20),
    (AMERSFOORT, "eigen-begeleiding-eemnes", "youth_client_cost", 275_466 / 51),
    (AMERSFOORT, "eigen-begeleiding-baarn", "fewer_youth", 125 - 73),
    (AMERSFOORT, "eigen-begeleiding-baarn", "youth_client_cost", 703_366 / 113),
    (AMERSFOORT, "eigen-begeleiding-baarn", "fewer_wmo", 200 - 115),
    (AMERSFOORT, "eigen-begeleiding-baarn", "wmo_client_cost", 1_238_012 / 180),
    (AMERSFOORT, "eigen-begeleiding-bunschoten", "less_youth_spending", 647_000 - 500_000),
    (AMERSFOORT, "eigen-begeleiding-bunschoten", "less_wmo_spending", 623_000 - 473_000),
    (AMERSFOORT, "eigen-begeleiding-bunschoten", "clients_2022", 118 + 92),
    (AMERSFOORT, "eigen-begeleiding-bunschoten", "spending_2022", 647_000 + 623_000),
    (AMERSFOORT, "eigen-begeleiding-soest", "wmo_client_cost", 1_555_526 / 366),
    (AMERSFOORT, "eigen-begeleiding-woudenberg", "wmo_client_cost", 268_661 / 65),
    # jeugd without Baarn and Leusden, and Wmo without Baarn
    (
        AMERSFOORT,
        "uitbreiding-formatie",
        "spending_2021",
        (3_324_123 + 517_000 + 390_684 + 1_077_320 + 243_309)
        + (7_662_295 + 650_000 + 1_300_000 + 1_670_369 + 266_286),
    ),
    (
        AMERSFOORT,
        "uitbreiding-formatie",
        "clients_2021",
        (687 + 102 + 68 + 138 + 53) + (1_476 + 98 + 227 + 371 + 65),
    ),
    # spring 2022 to the report of March 2023: about a year, no sum
    (AMERSFOORT, "eigen-begeleiding-woudenberg", "months_without_fall", 12),
]


@pytest.mark.parametrize(("name", "measure", "driver", "expected"), DERIVED)
def test_a_derived_number_follows_from_the_table(name, measure, driver, expected):
    found = catalogue(name).measures[measure].drivers[driver]
    assert found.provenance == "derived"
    assert found.value == pytest.approx(expected, abs=0.005)


def test_every_derived_driver_of_a_measure_is_worked_out_above():
    derived = {
        (name, measure.id, key)
        for name in PROGRAMMES
        for measure in catalogue(name).measures.values()
        for key, driver in measure.drivers.items()
        if driver.provenance == "derived"
    }
    assert derived == {(name, measure, driver) for name, measure, driver, _ in DERIVED}


def test_what_all_municipalities_bought_in_2021():
    programme = catalogue(AMERSFOORT).programme
    assert programme.drivers["youth_clients"].value == 687 + 134 + 102 + 68 + 104 + 138 + 53
    assert programme.drivers["wmo_clients"].value == 1_476 + 202 + 98 + 227 + 371 + 65
    youth = {
        "amersfoort": 3_324_123,
        "baarn": 134 * 703_366 / 113,  # no amount printed: clients at the forecast price of 2023
        "bunschoten": 517_000,
        "eemnes": 390_684,
        "leusden": 104 * 830_000 / 133,  # the printed 21,610 cannot be right: clients at the price of 2022
        "soest": 1_077_320,
        "woudenberg": 243_309,
    }
    wmo = {
        "amersfoort": 7_662_295,
        "baarn": 202 * 1_238_012 / 180,
        "bunschoten": 650_000,
        "leusden": 1_300_000,
        "soest": 1_670_369,
        "woudenberg": 266_286,
    }
    for service, key, amounts in (
        ("youth_guidance", "youth_spending", youth),
        ("wmo_guidance", "wmo_spending", wmo),
    ):
        total = sum(amounts.values())
        assert programme.services[service].baseline.value == pytest.approx(total, abs=0.5)
        shares = programme.allocation_keys[key].shares
        assert shares == pytest.approx({town: amount / total for town, amount in amounts.items()}, abs=5e-6)


def test_spending_of_the_five_is_per_inhabitant_times_inhabitants():
    amounts = {
        "deventer": 240 * 100_000,
        "peel-en-maas": 201 * 43_000,
        "roosendaal": 280 * 77_000,
        "utrecht": 237 * 358_000,
        "zaltbommel": 236 * 29_490,
    }
    programme = catalogue(FIVE).programme
    total = sum(amounts.values())
    assert programme.services["youth_help"].baseline.value == total
    shares = programme.allocation_keys["youth_spending"].shares
    assert shares == pytest.approx({town: amount / total for town, amount in amounts.items()}, abs=5e-6)


def test_baselines_of_2025_are_those_of_the_programme_of_2021():
    from tests.catalogue.shipped import catalogue as first

    before = first().programme.services
    for key, service in catalogue(GOOI).programme.services.items():
        assert service.baseline.value == before[key].baseline.value
        assert service.baseline.source == before[key].baseline.source


@pytest.mark.parametrize("name", PROGRAMMES)
def test_documents_exist_are_used_and_say_how_they_were_read(name):
    documents = catalogue(name).programme.documents
    assert {source.document for _, source in all_of(name, Source)} == set(documents)
    assert all(document.note for document in documents.values())
    assert all(
        (source.lines is None) == (documents[source.document].text_file is None)
        for _, source in all_of(name, Source)
    )


@pytest.mark.parametrize("name", PROGRAMMES)
def test_a_range_has_a_reason_and_an_assumption_says_so(name):
    drivers = all_of(name, Driver)
    assert len(drivers) > 15
    for place, estimate in all_of(name, Estimate):
        if estimate.uncertainty.kind != "fixed":
            assert estimate.range_reason is not None, place
        if estimate.provenance == "assumption":
            assert re.search("aanname", estimate.note.nl, re.IGNORECASE), place
            assert re.search("assumption", estimate.note.en, re.IGNORECASE), place
