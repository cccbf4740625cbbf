"""The update for the council: its sentences, its figures with their sources, and its length."""

import datetime as dt
import io
import re
import shutil
import subprocess

import pytest
from docx import Document

from simulator.analysis.monitor import monitor
from simulator.domain.observation import ObservedFigure, ObservedFigures, ObservedSeries
from simulator.errors import SimulatorError
from simulator.export.monitor import update_file
from simulator.export.monitor.texts import TEXTS
from simulator.export.monitor.words import UpdateWords
from simulator.export.position.pdf import office
from tests.catalogue.local import AMERSFOORT, FIVE, catalogue, scenarios
from tests.factories import scenario, small_catalogue, source, text

DATE = dt.date(2023, 3, 1)
MARKUP = text("{{ 7*7 }} <b>Ruimer</b>")


def found(*values, count=1, **changes):
    """Youth from 2021 on, in prices of 2020; `count` times, in as many documents as there are services."""
    figures = tuple(
        ObservedFigure(year=2021 + at, status="realised", value=value, printed=str(value))
        for at, value in enumerate(values)
    )
    rows = [
        ObservedSeries(kind="cost", service="youth", source=source(f"{line + 1}"), figures=figures)
        for line in range(count)
    ]
    wide = ObservedSeries(
        kind="cost",
        subject=MARKUP,
        comparable=False,
        note=text(),
        source=source("9"),
        figures=(
            ObservedFigure(year=2020, status="realised", value=5e6, printed="5"),
            ObservedFigure(year=2021, status="realised", value=5.5e6, printed="5,5"),
        ),
    )
    observed = ObservedFigures(title=text(), price_level=2020, series=(*rows, wide))
    return monitor(small_catalogue(), scenario(draws=200, **changes), observed)


def words(monitoring, language="nl", **options):
    return (
        update_file(monitoring, ".md", language=language, date=DATE, **options)
        .decode()
        .replace("\u00a0", " ")
    )


def test_both_languages_have_the_same_texts():
    places = re.compile(r"{(\w+)}")
    assert TEXTS["nl"].keys() == TEXTS["en"].keys()
    for key, told in TEXTS["nl"].items():
        assert set(places.findall(told)) == set(places.findall(TEXTS["en"][key])), key


def test_the_sentences_and_the_figures():
    # Youth planned: 1,050,000 and 1,110,000; all is certain, so the plan stays as it was.
    told = words(found(1_050_000, 1_300_000))
    assert "Van 3 cijfers over wat gebeurde zijn er 2 groen, 0 oranje en 1 rood." in told
    assert "1 maart 2023" in told
    assert "De kans op de taakstelling van 2024 (€ 300.000)" in told
    assert re.search(r"rood \| Uitgaven voorziening.* \| samen \| 2022 \| 1\.300\.000", told)
    # Unchanged 2022: 1,210,000; the plan takes 100,000 off it and leaves 190,000 unexplained.
    assert re.search(r"1\.000 \| 0 \| 210 \| −100 \| 190 \| 1\.300 \| 0 \| 0", told)
    # A footnote names the document, and the list of sources its file.
    assert "Plan (Regio), regel 1." in told
    assert told.count("plan.txt") == 1 and "Plan (Regio). Tekstversie: plan.txt." in told
    assert "Onbekend is niet nul" in told


def test_a_chance_is_never_certain_and_one_figure_is_one():
    # All is certain here: the task is made in no draw, or in all of them.
    told = words(found(1_050_000))
    assert re.search(r"De kans op de taakstelling van 2024 \(€ 300\.000\): (\\?<1|\\?>99)%", told)
    assert not re.search(r"\| (0|100)% \|", told)
    assert "past bij 1 cijfer." in told
    page = words(found(1_050_000), short=True)
    assert "van het plan afwijken" not in page, "all figures fit, so none are furthest"


def test_the_band_has_no_more_digits_than_are_known():
    said = UpdateWords(small_catalogue(), "nl").band(2_909_098.4, 3_702_484.2)
    assert said.replace("\u00a0", " ") == "2.910.000 – 3.700.000"


def test_markup_from_files_stays_text():
    assert r"\{\{ 7\*7 \}\} \<b\>Ruimer\</b\>" in words(found(1_050_000))


def test_nothing_that_counts_says_so():
    empty = ObservedSeries(
        kind="cost",
        service="youth",
        source=source(),
        figures=(ObservedFigure(year=2022, status="realised", unknown="to_be_filled_in", printed="PM"),),
    )
    observed = ObservedFigures(title=text(), price_level=2020, series=(empty,))
    told = words(monitor(small_catalogue(), scenario(draws=200), observed))
    assert "Er is nog geen cijfer over wat gebeurde" in told
    assert "Geen cijfer telt mee in de verwachting" in told
    assert "1 cijfers" not in told.split("Hoe dit is berekend")[0]


def test_english_holds_no_dutch():
    told = words(found(1_050_000), "en")
    assert "Half-yearly update" in told
    assert not re.search(r"\b(cijfers|gemeente|verwachting|rood|groen)\b", told)


@pytest.mark.parametrize("short", [True, False])
def test_word_has_headings_and_heads_that_repeat(short):
    data = update_file(found(1_050_000, 1_300_000), ".docx", language="nl", date=DATE, short=short)
    document = Document(io.BytesIO(data))
    assert document.paragraphs[0].style.name == "Title"
    assert all(table.rows[0]._tr.trPr is not None for table in document.tables)
    assert len(document.inline_shapes) == (0 if short else 1)


@pytest.mark.slow
@pytest.mark.skipif(office() is None or shutil.which("pdfinfo") is None, reason="no LibreOffice or pdfinfo")
def test_one_page_is_one_page(tmp_path):
    path = tmp_path / "page.pdf"
    path.write_bytes(update_file(found(1, 2, 3, 4, count=3), ".pdf", language="nl", date=DATE, short=True))
    told = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Pages:\s+1\b", told)


def test_another_kind_of_file_is_refused():
    with pytest.raises(SimulatorError, match=r"found '\.xls'"):
        update_file(found(1_050_000), ".xls", language="nl", date=DATE)


@pytest.mark.parametrize(("language", "told"), [("nl", "onbekend"), ("en", "unknown")])
def test_what_nobody_knows_of_measures_is_unknown_in_the_table_of_growth(language, told):
    plan = scenarios(AMERSFOORT)["ambitie-gemeenten"].model_copy(update={"draws": 100})
    text = words(monitor(catalogue(AMERSFOORT), plan, catalogue(AMERSFOORT).observed), language)
    [soest] = [line for line in text.splitlines() if "Soest, 2022 |" in line and "Wmo" in line]
    # Base, prices, growth, plan: the source gives no saving of Soest.
    assert [cell.strip() for cell in soest.split("|")][5] == told


@pytest.mark.parametrize("short", [True, False])
@pytest.mark.parametrize(("language", "told"), [("nl", "niet bekend"), ("en", "not known")])
def test_a_saving_that_nobody_knows_is_no_zero(language, told, short):
    plan = scenarios(FIVE)["alle-aanpakken"].model_copy(update={"draws": 100})
    text = words(monitor(catalogue(FIVE), plan, catalogue(FIVE).observed), language, short=short)
    assert told in text
    assert not re.search(r"€\s?0\b", text)
    assert ("Uitgaven per jaar" if language == "nl" else "Spending per year") in text
