"""Which scenario a name stands for."""

import pytest

from simulator.cli.places import find_scenario
from tests.architecture.code import ROOT


def test_an_id_of_several_programmes_is_that_of_the_first(monkeypatch):
    monkeypatch.delenv("KOERS_PROGRAMME", raising=False)
    catalogue, scenario = find_scenario("ongewijzigd-beleid", ROOT)
    assert (catalogue.programme.id, scenario.id) == ("gooi-en-vechtstreek-2021", "ongewijzigd-beleid")


@pytest.mark.parametrize("name", ["ongewijzigd-beleid", "vijf-gemeenten/ongewijzigd-beleid"])
def test_or_of_the_one_that_the_app_starts_with(monkeypatch, name):
    monkeypatch.setenv("KOERS_PROGRAMME", "vijf-gemeenten")
    catalogue, _ = find_scenario(name, ROOT)
    assert catalogue.programme.id == "vijf-gemeenten"
