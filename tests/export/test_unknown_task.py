"""Documents on a programme of which nobody knows what the owner of the savings task saves."""

import datetime as dt
import io

import pytest
from openpyxl import load_workbook

from simulator.analysis.monitor import monitor
from simulator.analysis.position import consequences
from simulator.analysis.run import run
from simulator.analysis.summary import first_year_met, target_outcome, task_known
from simulator.domain.observation import ObservedFigure, ObservedFigures, ObservedSeries
from simulator.export.monitor import update_file
from simulator.export.position import letter_of, markdown_document
from simulator.export.workbook import workbook_bytes
from tests.analysis.position.samples import position, stance
from tests.factories import source, text
from tests.unknown_task import chosen, programme


@pytest.fixture(scope="module")
def made():
    return run(programme(), chosen())


def test_there_is_no_chance_and_no_first_year(made):
    table = target_outcome(made)
    assert not task_known(made.plan, made.target) and first_year_met(made) == {}
    assert table["target"].tolist() == [200_000, 300_000, 300_000] and not table["savings_known"].any()
    assert table[["most_likely", "probability", "expected_shortfall"]].isna().all(axis=None)


def test_zuid_alone_is_known_to_save_noord_nothing():
    """A measure that noord has no part in is not unknown to noord."""
    made = run(programme(), chosen(measures={"zuid-saves": chosen().measures["zuid-saves"]}))
    assert task_known(made.plan, made.target) and target_outcome(made)["probability"].tolist() == [0.0] * 3
    assert first_year_met(made) == {2022: 0.0, 2023: 0.0, 2024: 0.0, None: 1.0}


def test_the_workbook_writes_pm(made):
    sheet = load_workbook(io.BytesIO(workbook_bytes(made)))["Onzekerheid"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows() if row[0].value == "Noord"]
    assert [row[1:6] for row in rows] == [
        [2022, 200_000, "PM", "PM", "PM"],
        [2023, 300_000, "PM", "PM", "PM"],
        [2024, 300_000, "PM", "PM", "PM"],
    ]


def test_the_update_for_the_council_says_so():
    figures = (ObservedFigure(year=2021, status="realised", value=1_000_000, printed="1"),)
    rows = (ObservedSeries(kind="cost", service="youth", source=source(), figures=figures),)
    seen = ObservedFigures(title=text(), price_level=2020, series=rows)
    for scenario, spending in ((chosen(), False), (chosen(municipality="noord"), True)):
        found = monitor(programme(), scenario, seen)
        update = update_file(found, ".md", language="nl", date=dt.date(2023, 3, 1))
        told = update.decode().replace("\u00a0", " ")
        assert "De kans op de taakstelling van 2024 (€ 300.000) is niet bekend" in told
        assert "nan" not in told
        # Without a saving that anybody knows, spending with the package is no more known than the saving.
        assert ("Uitgaven per jaar bij ongewijzigd beleid" in told) is spending


def test_the_letter_writes_that_the_chance_is_unknown():
    supports = position(departs_from="programma", measures={"noord-tries": stance("support")})
    found = consequences(supports, programme(), {"programma": chosen()})
    told = markdown_document(letter_of(found, "nl", dt.date(2023, 3, 1))).replace("\u00a0", " ")
    task = [line for line in told.splitlines() if "300.000 |" in line]
    # In a regional figure the task of one municipality is held against nothing, nor is it in its words.
    assert "bij een taakstelling van" not in told
    assert len(task) == 2 and all(line.count("onbekend") == 2 for line in task)
