"""Budget functions (Iv3 taakvelden): the old codes to 2022 and the new ones from 2023.

A service that is booked on several codes is one line with all of them: no source says which part falls to
which code, so no split is made unless the user states a key.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from simulator.analysis.budget.lines import budget_lines
from simulator.analysis.budget.options import BudgetOptions
from simulator.analysis.budget.unknown import COLUMN, Post, marked, posts, together
from simulator.analysis.run import Run
from simulator.domain.catalogue import Catalogue
from simulator.domain.relation import SpillsOver
from simulator.domain.taakvelden import Taakvelden
from simulator.engine.result import Projection, view_mask
from simulator.errors import ScenarioError

FIRST_NEW_YEAR = 2023
"""First reporting year of the nineteen functions that replaced five."""

JOIN = " + "
"""Between the codes of a service that is booked on several."""

SplitKey = Mapping[str, Mapping[str, float]]
"""By service the part of each of its codes; parts add up to one."""

LineKey = tuple[str, str, str, str]
"""Measure, kind, name and service of a budget line."""
LINE_KEY = ("measure", "kind", "name", "service")
"""Columns of budget lines that make a key."""

_CODES = "codes"
"""Column of the codes that a row is booked on."""

COLUMNS = (
    *("year", "taakveld", "services", "measures"),
    *("baseline", "expenditure", "income", "net_cost", "with_measures", COLUMN),
)


def codes_of(catalogue: Catalogue, service: str, year: int) -> tuple[str, ...]:
    """Codes that a service is booked on in a reporting year."""
    return codes_in(catalogue.programme.services[service].taakvelden, year)


def taakveld_of(catalogue: Catalogue, service: str, year: int) -> str:
    """Codes of a service as one text; empty for a line without service (costs of carrying a measure out)."""
    return JOIN.join(codes_of(catalogue, service, year)) if service else ""


def booked_on(kind: str, service: str) -> str:
    """Service whose codes a line is booked on: none for carrying measures out, be it a cost or a saving.

    Staff of the municipality is no part of what it spends on the service, so its taakveld is another. What is
    spent in place of a saving has the service that it is spent on: see `simulator.analysis.budget.lines`.

    >>> booked_on("lower_spending", "guidance"), booked_on("execution", "guidance")
    ('guidance', '')
    """
    return "" if kind == "execution" else service


def _spill_taakvelden(catalogue: Catalogue, measure: str, effect: str, service: str) -> Taakvelden | None:
    """Codes of what comes back of an effect as cost, where they are not those of the service."""
    for relation in catalogue.measures[measure].relations:
        if isinstance(relation, SpillsOver) and relation.to_service == service and effect in relation.effects:
            return relation.taakvelden
    return None


def codes_in(taakvelden: Taakvelden | None, year: int) -> tuple[str, ...]:
    """Codes that count in a reporting year; none of nothing."""
    if taakvelden is None:
        return ()
    return taakvelden.until_2022 if year < FIRST_NEW_YEAR else taakvelden.from_2023


@dataclass(frozen=True)
class Placed:
    """Where something is booked: under codes of its own, or else under those of a service.

    Attributes
    ----------
    service : str
        Service whose codes count; empty where they are its own, and where no source assigns it to any.
    taakvelden : Taakvelden or None
        The codes; None where no source assigns it to any.
    """

    service: str
    taakvelden: Taakvelden | None

    def codes(self, year: int) -> tuple[str, ...]:
        """Give the codes that count in a reporting year; none where no source assigns it to one."""
        return codes_in(self.taakvelden, year)


def place_of_line(catalogue: Catalogue, line: LineKey) -> Placed:
    """Say where a budget line is booked."""
    measure, kind, name, service = line
    own = _spill_taakvelden(catalogue, measure, name, service) if kind == "spill_over" else None
    return _placed(catalogue, own, booked_on(kind, service))


def place_of_post(catalogue: Catalogue, post: Post) -> Placed:
    """Say where a post without an amount is booked."""
    item = post.item
    return _placed(catalogue, item.taakvelden, booked_on(item.kind, item.service))


def _placed(catalogue: Catalogue, own: Taakvelden | None, service: str) -> Placed:
    if own is not None or not service:
        return Placed("", own)
    return Placed(service, catalogue.programme.services[service].taakvelden)


def line_taakveld(catalogue: Catalogue, line: LineKey, year: int) -> str:
    """Codes of a budget line as one text; empty where no source assigns it to one."""
    return JOIN.join(place_of_line(catalogue, line).codes(year))


def post_taakveld(catalogue: Catalogue, post: Post, year: int) -> str:
    """Codes of a post without an amount as one text; empty where no source assigns it to one."""
    return JOIN.join(place_of_post(catalogue, post).codes(year))


def taakveld_table(
    run: Run, options: BudgetOptions | None = None, split: SplitKey | None = None
) -> pd.DataFrame:
    """Budget per taakveld and year.

    Parameters
    ----------
    run : Run
        The run.
    options : BudgetOptions, optional
        Choices; see `budget_lines`.
    split : mapping, optional
        A stated key for services on several codes. Without one they stay together.

    Returns
    -------
    DataFrame
        Columns as in `COLUMNS`, in EUR a year. `services` are those that are booked on it, `measures` those
        of which something is that its service is not: see `apart`. An empty taakveld holds costs, savings on
        execution and posts without an amount that no source assigns to one.

    Raises
    ------
    ScenarioError
        If a key names other codes than the service has in a year, or does not add up to one.
    """
    options = options or BudgetOptions()
    lines = budget_lines(run, options)
    keys = zip(*(lines[name] for name in LINE_KEY), strict=True)
    places = [place_of_line(run.catalogue, key) for key in keys]
    lines["service"] = [place.service for place in places]
    lines[_CODES] = [place.codes(year) for place, year in zip(places, lines["year"], strict=True)]
    changes = lines[["year", "service", _CODES, "expenditure", "income"]].assign(baseline=0.0)
    table = pd.concat([changes, _baselines(run, options)], ignore_index=True).assign(**{COLUMN: "none"})
    table = pd.concat([table, _posts(run)], ignore_index=True)
    rows = [
        part
        for row in table.to_dict("records")
        for part in _by_code({str(k): v for k, v in row.items()}, split or {})
    ]
    placed = pd.DataFrame(
        rows, columns=["year", "taakveld", "service", "baseline", "expenditure", "income", COLUMN]
    )
    sums = placed.groupby(["year", "taakveld"], sort=True)
    result = sums[["baseline", "expenditure", "income"]].sum().reset_index()
    services = sums["service"].agg(lambda names: ", ".join(dict.fromkeys(name for name in names if name)))
    result["services"] = services.to_numpy()
    others = apart(run, options)
    result["measures"] = [", ".join(others.get(taakveld, ())) for taakveld in result["taakveld"]]
    result["net_cost"] = result["expenditure"] - result["income"]
    result["with_measures"] = result["baseline"] + result["net_cost"]
    return marked(result, sums[COLUMN].agg(together).tolist())[list(COLUMNS)]


def apart(run: Run, options: BudgetOptions | None = None) -> dict[str, dict[str, tuple[str, ...]]]:
    """Say what is booked under codes of its own, and not under those of the service that it is about.

    Parameters
    ----------
    run : Run
        The run.
    options : BudgetOptions, optional
        Choices; see `budget_lines`.

    Returns
    -------
    dict
        By codes as one text, of any year: the measures, in the order of the plan, each with the kinds of its
        lines there, "spill_over" or "unknown".
    """
    found: dict[str, dict[str, list[str]]] = {}
    for measure, kind, place, years in [*_spills(run, options or BudgetOptions()), *_posts_placed(run)]:
        if place.taakvelden is not None and not place.service:
            for taakveld in dict.fromkeys(JOIN.join(place.codes(year)) for year in years):
                kinds = found.setdefault(taakveld, {}).setdefault(measure, [])
                kinds += [kind] if kind not in kinds else []
    order = run.plan.measures.index
    return {
        taakveld: {measure: tuple(here[measure]) for measure in sorted(here, key=order)}
        for taakveld, here in found.items()
    }


def _spills(run: Run, options: BudgetOptions) -> Iterator[tuple[str, str, Placed, Iterable[int]]]:
    """Measure, kind, place and years of what comes back elsewhere in the view."""
    plan, mask, outcome = run.plan, view_mask(run.plan, run.view), _outcome(run, options)
    for effect, amounts in zip(plan.effects, outcome.means.spills, strict=True):
        for spill in effect.spills if np.any(mask @ amounts) else ():
            measure = plan.measures[plan.slots[effect.slot].measure]
            key = (measure, "spill_over", effect.name, plan.services[spill.to_service].name)
            yield measure, key[1], place_of_line(run.catalogue, key), plan.years


def _posts_placed(run: Run) -> Iterator[tuple[str, str, Placed, Iterable[int]]]:
    """Measure, kind, place and years of posts without an amount."""
    for post in posts(run):
        yield post.item.measure, "unknown", place_of_post(run.catalogue, post), sorted(post.years)


def _outcome(run: Run, options: BudgetOptions) -> Projection:
    return run.simulated if options.statistic == "mean" and run.simulated else run.most_likely


def _posts(run: Run) -> pd.DataFrame:
    """Posts without an amount, in the years that they belong to."""
    rows = [
        {"year": year, "expenditure": 0.0, "income": 0.0, "baseline": 0.0, COLUMN: post.item.what}
        | {"service": place.service, _CODES: place.codes(year)}
        for post in posts(run)
        for place in [place_of_post(run.catalogue, post)]
        for year in sorted(post.years)
    ]
    columns = ["year", "service", _CODES, "expenditure", "income", "baseline", COLUMN]
    return pd.DataFrame(rows, columns=columns)


def _baselines(run: Run, options: BudgetOptions) -> pd.DataFrame:
    baseline = _outcome(run, options).service_baseline(run.view)
    return pd.DataFrame(
        [
            {"year": year, "service": s.name, _CODES: codes_of(run.catalogue, s.name, year)}
            | {"expenditure": 0.0, "income": 0.0, "baseline": baseline[i, y]}
            for i, s in enumerate(run.plan.services)
            for y, year in enumerate(run.plan.years)
        ]
    )


def _by_code(row: Mapping[str, Any], split: SplitKey) -> list[dict[str, object]]:
    """The line itself under all its codes together, or one line for each code where a key exists."""
    service, year, codes = row["service"], row["year"], row[_CODES]
    key = split.get(service)
    if key is None or len(codes) < 2:  # noqa: PLR2004 - nothing to split
        return [{**row, "taakveld": JOIN.join(codes)}]
    if set(key) != set(codes) or abs(sum(key.values()) - 1.0) > 1e-9:  # noqa: PLR2004 - rounding
        raise ScenarioError(
            f"found a key for {service} over {', '.join(key)} that adds up to {sum(key.values()):g}; "
            "expected "
            f"parts of {', '.join(codes)} in {year} that add up to 1. State each code's part"
        )
    amounts = ("baseline", "expenditure", "income")
    return [
        {**row, "taakveld": code} | {name: float(str(row[name])) * part for name in amounts}
        for code, part in key.items()
    ]
