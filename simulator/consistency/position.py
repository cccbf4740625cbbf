"""Checks on a position against its programme and scenarios."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.consistency.issue import (
    Issue,
    Issues,
    Key,
    check_date,
    check_keys,
    check_name,
    models_in,
)
from simulator.consistency.scenario import check_scenario
from simulator.domain.catalogue import Catalogue
from simulator.domain.position import MeasurePosition, Position
from simulator.domain.scenario import MeasureSetting, Scenario
from simulator.domain.source import Source


def check_position(position: Position, catalogue: Catalogue, scenarios: Mapping[str, Scenario]) -> Issues:
    """Yield everything in a position that its programme and scenarios do not have or contradict.

    Parameters
    ----------
    position : Position
        The position.
    catalogue : Catalogue
        The programme that it is about.
    scenarios : mapping of str to Scenario
        The scenarios that it can name, by id.
    """
    programme = catalogue.programme
    yield from check_name(("programme",), position.programme, [programme.id], "programme")
    members = programme.municipalities
    yield from check_name(("municipality",), position.municipality, members, "municipality")
    yield from check_date(("date",), position.date, programme)
    yield from check_name(("departs_from",), position.departs_from, scenarios, "scenario")
    yield from check_name(("scenario",), position.scenario, scenarios, "scenario")
    yield from check_keys(("measures",), position.measures, catalogue.measures, "measure")
    for key, model in models_in(position):
        if isinstance(model, Source):
            yield from check_name((*key, "document"), model.document, programme.documents, "document")
    yield from _check_packages(position, catalogue, scenarios)


def _check_packages(position: Position, catalogue: Catalogue, scenarios: Mapping[str, Scenario]) -> Issues:
    proposed = scenarios.get(position.departs_from)
    own = scenarios.get(position.scenario or position.departs_from)
    if proposed is None or own is None:
        return
    for name, entry in position.measures.items():
        if name in catalogue.measures:
            yield from _check_stance(("measures", name, "stance"), entry, name in proposed.active())
            yield from _check_setting(name, entry, own, catalogue)
            if position.scenario is not None and entry.setting is None:
                yield from _check_scenario(("measures", name, "stance"), entry, name in own.active())


def _check_stance(key: Key, entry: MeasurePosition, in_proposal: bool) -> Issues:
    """Yield an issue when a stance does not fit the package as proposed."""
    if entry.stance == "add" and in_proposal:
        yield Issue(
            key,
            "'add' for a measure that is in the package as proposed",
            "support, support_if or oppose",
            "Choose one of these.",
        )
    if entry.stance in ("support", "support_if") and not in_proposal:
        yield Issue(
            key,
            f"'{entry.stance}' for a measure that is not in the package as proposed",
            "add",
            "Write 'add', or choose another `departs_from`.",
        )


def _check_scenario(key: Key, entry: MeasurePosition, on: bool) -> Issues:
    """Yield an issue when a stance contradicts the scenario that the position names."""
    if entry.stance != "support_if" and on != (entry.stance != "oppose"):
        yield Issue(
            key,
            f"'{entry.stance}' for a measure that is {'on' if on else 'off'} in the position's scenario",
            "a stance that agrees with the scenario",
            "Change the stance, the scenario, or give the measure a `setting` here.",
        )


def _check_setting(name: str, entry: MeasurePosition, own: Scenario, catalogue: Catalogue) -> Issues:
    """Yield what a setting asks for and its measure does not have.

    Whether measures require or exclude each other is a question for the package as a whole.
    """
    if entry.setting is None:
        return
    alone: dict[str, MeasureSetting] = {name: entry.setting.model_copy(update={"on": False})}
    for issue in check_scenario(own.model_copy(update={"measures": alone}), catalogue):
        if issue.key[:2] == ("measures", name):
            yield Issue(
                ("measures", name, "setting", *issue.key[2:]), issue.found, issue.expected, issue.repair
            )
