"""Which scenario a name stands for."""

import pytest

from simulator.cli.places import find_scenario
from tests.architecture.code import ROOT


def test_an_id_of_several_programmes_is_that_of_the_first_and_the_others_are_told(monkeypatch, capsys):
    monkeypatch.delenv("KOERS_PROGRAMME", raising=False)
    catalogue, scenario = find_scenario("ongewijzigd-beleid", ROOT)
    assert (catalogue.programme.id, scenario.id) == ("gooi-en-vechtstreek-2021", "ongewijzigd-beleid")
    told = capsys.readouterr()
    assert told.out == "" and "This is gooi-en-vechtstreek-2021/ongewijzigd-beleid." in told.err
    assert "vijf-gemeenten/ongewijzigd-beleid" in told.err
    find_scenario("gooi-en-vechtstreek-2021/ongewijzigd-beleid", ROOT)
    find_scenario("voorzichtig", ROOT)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("name", ["ongewijzigd-beleid", "vijf-gemeenten/ongewijzigd-beleid"])
def test_or_of_the_one_that_the_app_starts_with(monkeypatch, capsys, name):
    monkeypatch.setenv("KOERS_PROGRAMME", "vijf-gemeenten")
    catalogue, _ = find_scenario(name, ROOT)
    assert catalogue.programme.id == "vijf-gemeenten"
    assert capsys.readouterr().err == ""
