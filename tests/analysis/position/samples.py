"""Positions on the small programme, and the shipped one."""

from functools import cache
from pathlib import Path
from typing import Any

from simulator.analysis.position import Consequences, consequences
from simulator.domain.catalogue import Catalogue
from simulator.domain.position import Addressee, MeasurePosition, Position, Remark, Words
from simulator.domain.scenario import Scenario
from simulator.files import load_catalogue, load_position, load_scenario, position_paths, scenario_paths
from tests.factories import scenario, small_catalogue

ROOT = Path(__file__).parents[3]
PROGRAMME = "gooi-en-vechtstreek-2021"

# In the small programme only one thing is worked out by hand: all is fixed, so any draw gives the same.
PROPOSED = scenario(id="proposed", municipality="noord", draws=200)
SCENARIOS: dict[str, Scenario] = {"proposed": PROPOSED}


def words(text: str) -> Words:
    return Words(nl=text)


def stance(kind: str, **changes: Any) -> MeasurePosition:
    """Build a stance; a support on conditions gets one."""
    conditions = (words("Eerst een evaluatie"),) if kind == "support_if" else ()
    return MeasurePosition(**{"stance": kind, "conditions": conditions} | changes)


def position(**changes: Any) -> Position:
    """Build a position of noord that opposes fewer-hours and supports the other two measures."""
    fields: dict[str, Any] = {
        "id": "a-position",
        "programme": "small",
        "title": words("Zienswijze"),
        "author": words("De raad van Noord"),
        "addressee": Addressee(name="Regio"),
        "occasion": Remark(text=words("Het voorstel van de regio")),
        "departs_from": "proposed",
        "measures": {
            "school-coaches": stance("support"),
            "fewer-hours": stance("oppose"),
            "strict-access": stance("support"),
        },
    }
    return Position(**fields | changes)


def worked_out(**changes: Any) -> Consequences:
    """Work the position on the small programme out."""
    return consequences(position(**changes), small_catalogue(), SCENARIOS)


@cache
def shipped() -> tuple[Catalogue, dict[str, Scenario], Position]:
    """Load the shipped programme, scenarios and position."""
    catalogue = load_catalogue(ROOT / "measures" / PROGRAMME)
    scenarios = {path.stem: load_scenario(path, catalogue) for path in scenario_paths(ROOT, PROGRAMME)}
    (path,) = position_paths(ROOT, PROGRAMME)
    return catalogue, scenarios, load_position(path, catalogue, scenarios)


@cache
def shipped_consequences() -> Consequences:
    """Work the shipped position out, once for all tests."""
    catalogue, scenarios, zienswijze = shipped()
    return consequences(zienswijze, catalogue, scenarios)
