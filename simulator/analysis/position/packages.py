"""The two packages that a position compares: as proposed, and as its author would have it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.domain.base import Text
from simulator.domain.position import MeasurePosition, Position
from simulator.domain.scenario import MeasureSetting, Scenario
from simulator.errors import ScenarioError
from simulator.suggestion import did_you_mean, one_of


@dataclass(frozen=True)
class Packages:
    """Two scenarios that differ in their measures only, so that a difference is due to these.

    Assumptions, municipality, seed and number of draws are those of the position's own scenario in both:
    growth that is on in one and off in the other would pass for an effect of the position.
    """

    proposed: Scenario
    position: Scenario


def packages(position: Position, scenarios: Mapping[str, Scenario]) -> Packages:
    """Work out which measures each of the two packages holds.

    Parameters
    ----------
    position : Position
        The position.
    scenarios : mapping of str to Scenario
        The scenarios that it names, by id.

    Returns
    -------
    Packages
        A stance decides whether a measure is on; how strongly it is on, its setting or else the scenario
        decides. Measures without a stance stay as the position's scenario has them.

    Raises
    ------
    ScenarioError
        If the position names a scenario that is not there.
    """
    proposed = _scenario(position.departs_from, scenarios)
    own = _scenario(position.scenario or position.departs_from, scenarios)
    measures = dict(own.measures)
    for name, entry in position.measures.items():
        measures[name] = _setting(entry, own.measures.get(name) or proposed.measures.get(name))
    place = {"municipality": position.municipality or own.municipality}
    id_, title = f"{position.id}-package", _title(position)
    return Packages(
        proposed=own.model_copy(
            update=place
            | {"id": proposed.id, "title": proposed.title, "summary": proposed.summary}
            | {"measures": proposed.measures}
        ),
        position=own.model_copy(
            update=place | {"measures": measures} | ({} if position.scenario else {"id": id_, "title": title})
        ),
    )


def _title(position: Position) -> Text:
    return Text(nl=position.title.read_in("nl")[0], en=position.title.read_in("en")[0])


def _setting(entry: MeasurePosition, known: MeasureSetting | None) -> MeasureSetting:
    if entry.setting is not None:
        return entry.setting
    setting = known or MeasureSetting(on=False)
    if entry.stance == "support_if":
        return setting
    return setting.model_copy(update={"on": entry.stance != "oppose"})


def _scenario(name: str, scenarios: Mapping[str, Scenario]) -> Scenario:
    if name in scenarios:
        return scenarios[name]
    raise ScenarioError(
        f"the position names scenario '{name}', which does not exist; expected {one_of(scenarios)}. "
        + did_you_mean(name, scenarios, "Choose one of these.")
    )
