"""Fixtures for workbooks: LibreOffice, the real programme, and workbooks opened again."""

import os
from pathlib import Path

import pytest

from simulator.analysis.run import run
from simulator.domain.catalogue import Catalogue
from simulator.domain.scenario import Scenario
from simulator.export.workbook import workbook_bytes
from simulator.files import load_catalogue, load_scenario
from tests.export.workbook.office import Office, find_office

ROOT = Path(__file__).parents[3]
PROGRAMME = "gooi-en-vechtstreek-2021"


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """LibreOffice; without it the test is skipped, and in CI it fails."""
    program = find_office()
    if program is not None:
        return Office(program, tmp_path_factory.mktemp("office"))
    reason = "no LibreOffice (sh tests/install_programs.sh brings it)"
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    return pytest.skip(reason)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The real programme."""
    return load_catalogue(ROOT / "measures" / PROGRAMME)


@pytest.fixture(scope="session")
def scenario_of(catalogue):
    """A function that loads a shipped scenario by its id."""

    def load(name: str) -> Scenario:
        return load_scenario(ROOT / "scenarios" / PROGRAMME / f"{name}.yaml", catalogue)

    return load


@pytest.fixture(scope="session")
def programme(catalogue, scenario_of):
    """A run of `voorzichtig`, and its workbook."""
    made = run(catalogue, scenario_of("voorzichtig").model_copy(update={"draws": 200}))
    return made, workbook_bytes(made)
