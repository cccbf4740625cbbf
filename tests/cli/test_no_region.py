"""Municipalities that form no region, on the command line."""

import pytest
from typer.testing import CliRunner

from simulator.cli import app

SCENARIO = "vijf-gemeenten/alle-aanpakken"


@pytest.mark.parametrize(
    "args",
    [
        ("run", SCENARIO, "--draws", "100"),
        ("chance", SCENARIO),
        ("explain", SCENARIO, "peel-en-maas-gezinscoaches", "2024"),
    ],
)
@pytest.mark.parametrize(
    ("lang", "told"), [("nl", "Alle gemeenten samen"), ("en", "All municipalities together")]
)
def test_they_are_called_together(args, lang, told):
    result = CliRunner().invoke(app, [*args, "--lang", lang])
    assert result.exit_code == 0, result.output
    assert told in result.stdout
    assert "None" not in result.stdout
