"""What is spent on another service in place of a saving, on the pages Begroting and Maatregelen."""

import shutil

import pytest

from simulator.domain.measure import Booking
from tests.factories import driver, school_coaches, source
from tests.ui import test_budget_page as budget
from tests.ui import test_measures as measures
from tests.ui.conftest import ui_measures, words, write


@pytest.fixture
def root(small_root, tmp_path, monkeypatch):
    """The small programme, where 100,000 on youth is net of 100 children * 300 for household help."""
    shutil.copytree(small_root, tmp_path / "data")
    (coaches,) = (one for one in ui_measures() if one.id == school_coaches().id)
    booking = Booking(service="household_help", formula="children * help", source=source("42"))
    care = coaches.effects["less_care"].model_copy(update={"booked": (booking,)})
    drivers = {**coaches.drivers, "help": driver(300, "EUR/child/year")}
    changed = coaches.model_copy(update={"effects": {"less_care": care}, "drivers": drivers})
    write(tmp_path / "data" / "measures" / "small" / f"{coaches.id}.yaml", changed)
    monkeypatch.setenv("KOERS_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("KOERS_PROGRAMME", raising=False)


def test_the_budget_has_it_on_both_services_and_says_so(root):
    page = budget.opened()
    budget.choose(page, "budget-table", "maatregelen")
    budget.choose(page, "budget-year", "2022")
    _, rows = budget.table_of(page)
    assert rows["komt ervoor in de plaats (Effect)"][4:7] == ["30.000", "0", "30.000"]
    # The measure is as it was: 100,000 saved, 40,000 spent.
    assert rows["1. Schoolcoaches"][:3] == ["-60.000", "0", "-60.000"]
    assert "stijgen die van de andere met de kosten van die hulp" in words(page)


def test_a_budget_without_it_does_not_speak_of_it(small_root, monkeypatch):
    monkeypatch.setenv("KOERS_DATA", str(small_root))
    page = budget.opened()
    budget.choose(page, "budget-table", "taakvelden")
    assert "stijgen die van de andere" not in words(page)


def test_the_measure_shows_its_sum_and_its_source(root):
    told = measures.html(measures.opened_card(measures.opened()))
    assert "In plaats hiervan geeft de gemeente geld uit aan een andere voorziening" in told
    assert "100 kinderen × € 300 = € 30.000" in told
    assert "In de begroting staat het apart bij die voorziening: € 30.000 in 2024, na samenloop." in told
    assert "regel 42" in told
