"""A choice of packages for other programs: as JSON and as CSV."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan
from typing import TYPE_CHECKING, Any

from simulator.analysis.portfolio import (
    Choice,
    Goal,
    Packages,
    Winner,
    front_table,
    known_among,
    winners_table,
)
from simulator.cli.output import cell_of
from simulator.cli.unknown import net_of
from simulator.export.csv_text import csv_text

if TYPE_CHECKING:
    from simulator.analysis.summary import KnownSavings
    from simulator.domain.catalogue import Catalogue
    from simulator.domain.scenario import Scenario


def axis_of(goal: Goal) -> Goal:
    """What the front is drawn against: what should be low, and residents when only money counts."""
    return "residents" if goal == "net" else goal


def choice_as_dict(
    catalogue: Catalogue, scenario: Scenario, packages: Packages, choice: Choice, found: Sequence[Winner]
) -> dict[str, Any]:
    """Give a choice as what JSON can hold: who meets the wishes, packages in full, and the front."""
    table = front_table(packages, choice, ("net", axis_of(choice.wishes.goal)))
    savings = savings_of(catalogue, scenario, packages)
    return {
        "programme": catalogue.programme.id,
        "scenario": scenario.id,
        "year": packages.year,
        "task": {"owner": packages.owner, "amount": packages.target},
        "packages": packages.count,
        "draws": packages.draws,
        "largest_standard_error_of_chance": packages.error(0.5),
        "measures": list(packages.candidates.measures),
        "always": list(packages.candidates.always),
        "meeting": len(choice.meeting),
        "meeting_without": choice.without,
        "nearly_equal": choice.nearly_equal,
        "shared": list(choice.shared),
        "differing": list(choice.differing),
        "chosen": [_one(winner, packages, savings) for winner in found],
        "front": [_on_front(row, packages, savings) for row in table.to_dict("records")],
    }


def savings_of(catalogue: Catalogue, scenario: Scenario, packages: Packages) -> KnownSavings:
    """Say of which measures of the packages is known what they save."""
    options = packages.candidates
    return known_among(catalogue, scenario, [*options.measures, *options.always])


def _task_known(chance: float | None, packages: Packages) -> bool:
    """Say whether anybody knows what a package saves for the owner of the task; true without a task."""
    return packages.target is None or not (chance is None or isnan(chance))


def _on_front(row: dict[Any, Any], packages: Packages, savings: KnownSavings) -> dict[str, Any]:
    measures = row["ids"].split()
    known = savings.of(measures)
    chance = None if isnan(row["chance"]) else row["chance"]
    found = {**row, "net": row["net"] if known else None, "chance": chance, "ids": measures}
    unknown_for = [name for name in measures if name in savings.nobody_knows]
    told = {"savings_known": known, "task_savings_known": _task_known(row["chance"], packages)}
    return found | told | {"savings_unknown_for": unknown_for}


def _one(winner: Winner, packages: Packages, savings: KnownSavings) -> dict[str, Any]:
    known = savings.of(winner.measures)
    return {
        "package": winner.number,
        "run": winner.run_id,
        "measures": list(winner.measures),
        "net": net_of(winner.net, winner.p10, winner.p50, winner.p90, known=known),
        "savings_known": known,
        "task_savings_known": _task_known(winner.chance, packages),
        "savings_unknown_for": [name for name in winner.measures if name in savings.nobody_knows],
        "chance": winner.chance,
        "fte": winner.fte,
        "fte_unknown_for": list(winner.no_fte),
        "residents": winner.residents,
        "residents_unknown_for": list(winner.no_residents),
    }


def choice_as_csv(
    catalogue: Catalogue, scenario: Scenario, packages: Packages, choice: Choice, found: Sequence[Winner]
) -> str:
    """The packages worked out in full, the best first, and then the front."""
    near = winners_table(found).to_dict("records")
    front = front_table(packages, choice, ("net", axis_of(choice.wishes.goal))).to_dict("records")
    savings = savings_of(catalogue, scenario, packages)
    columns = [*winners_table(()).columns, "savings_known", "task_savings_known", "without_savings"]
    rows = [("near" if place else "best", row) for place, row in enumerate(near)]
    rows += [("front", row) for row in front]
    for _, row in rows:
        measures = row["ids"].split()
        row["savings_known"] = savings.of(measures)
        row["task_savings_known"] = _task_known(row["chance"], packages)
        row["without_savings"] = len(savings.nobody_knows.intersection(measures))
        if not row["savings_known"]:
            row.update(dict.fromkeys(("net", "p10", "p50", "p90")))
    cells = ([role, *(cell_of(row.get(name)) for name in columns)] for role, row in rows)
    return csv_text(("role", *columns), cells)
