"""What pages say of a savings task of which nobody knows what its owner saves: that it is unknown."""

import pytest
from streamlit.testing.v1 import AppTest

from simulator.ui.pages.compare.state import CURRENT
from tests.ui.conftest import checked, words
from tests.unknown_task import written

PAGE = """
from importlib import import_module
import streamlit as st
from simulator.ui import frame
page = import_module("simulator.ui.pages.{name}.page")
frame.show(st.navigation([st.Page(page.render, url_path="x", default=True)]))
"""

UNKNOWN = "noemt de bron geen besparing voor Noord. De kans op de taakstelling is dus onbekend, niet nul."


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return written(tmp_path_factory.mktemp("data"))


@pytest.fixture
def opened(home, monkeypatch):
    monkeypatch.setenv("KOERS_DATA", str(home))
    monkeypatch.delenv("KOERS_PROGRAMME", raising=False)

    def run(name: str) -> AppTest:
        test = AppTest.from_string(PAGE.format(name=name), default_timeout=60)
        test.query_params["vs"] = [CURRENT, "nog-eens"]
        return checked(test.run())

    return run


def said(test: AppTest) -> str:
    return " ".join(words(test).replace("\u00a0", " ").split())


@pytest.mark.parametrize("name", ["explore", "packages", "sensitivity"])
def test_a_page_says_why_there_is_no_chance(opened, name):
    told = said(opened(name))
    assert UNKNOWN in told
    assert "vrijwel uitgesloten" not in told and "<1%" not in told


def test_packages_are_chosen_without_a_chance(opened):
    page = opened("packages")
    assert "Kans op halen" not in [box.label for box in page.selectbox]
    page.segmented_control(key="packages-part-nl").set_value("robust")
    told = said(checked(page.run()))
    assert UNKNOWN in told and "gemist" not in told and "vrijwel uitgesloten" not in told


@pytest.mark.parametrize(
    ("name", "unknown"),
    [
        ("compare", "Kans dat Noord de taakstelling van 2024 haalt: onbekend"),
        ("position", "Kans op de taakstelling van Noord: 2022: onbekend; 2023: onbekend; 2024: onbekend"),
        ("sheet", "€ 300.000</td><td>onbekend</td><td>onbekend"),
    ],
)
def test_a_chance_is_written_as_unknown(opened, name, unknown):
    told = said(opened(name))
    assert unknown in told
    assert "vrijwel uitgesloten" not in told and "nan" not in told.split()
