"""Rules on what the tables count twice: shared costs, and effects that another measure replaces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.analysis.audit.case import Case
from simulator.analysis.audit.finding import AuditFinding, Row
from simulator.analysis.audit.tables import ROUNDING
from simulator.analysis.audit.wording import Euros, Field, number, phrase
from simulator.domain.relation import Supersedes


def check_shared_costs(case: Case) -> Iterator[AuditFinding]:
    """Costs of one pool that stand in full in the table of more than one measure.

    Printed is what the tables book together, computed what it costs once.
    """
    if not case.tables:
        return
    booked: dict[tuple[str, int], dict[str, float]] = {}
    outcome = case.as_printed
    for term, amounts in zip(outcome.plan.costs, outcome.most_likely.means.costs, strict=True):
        for index in term.measures if term.pool else ():
            name = outcome.plan.measures[index]
            for at, year in enumerate(case.years):
                each, cost = float(amounts[at]), case.tables[name].years[year].cost
                if term.pool and each > ROUNDING and cost is not None and cost >= each - ROUNDING:
                    booked.setdefault((term.pool, year), {})[name] = each
    for (pool, year), users in sorted(booked.items(), key=lambda item: item[0]):
        if len(users) > 1:
            yield _booked_twice(case, pool, year, users)


def _booked_twice(case: Case, pool: str, year: int, users: dict[str, float]) -> AuditFinding:
    once, together = max(users.values()), sum(users.values())
    return case.finding(
        "cost-booked-twice",
        "warning",
        {
            "times": len(users),
            "pool": case.programme.cost_pools[pool].title,
            "measures": case.all_called(users),
            "each": Euros(once),
            "printed_eur": Euros(together),
            "computed_eur": Euros(once),
        },
        measures=tuple(users),
        year=year,
        row="cost",
        subject=pool,
        line=", ".join(case.tables[name].line("cost") for name in users),
        printed=number(together, "nl", 0),
        computed=once,
        difference_eur=once - together,
    )


@dataclass(frozen=True)
class _Lapse:
    """What lapses for a measure, as the relations of others declare it."""

    by: tuple[str, ...]
    note: Field


def check_superseded(case: Case) -> Iterator[AuditFinding]:
    """Effects and costs that lapse because of another measure, while both tables book them in full.

    The difference is what the engine lets lapse, in the row's own sign.
    """
    lapses = {name: lapse for name in case.tables if (lapse := _lapse(case, name)) is not None}
    if not lapses:
        return
    replaced = case.with_layers(supersedes=True)
    for name, lapse in lapses.items():
        for row in ("effect", "cost"):
            amounts = case.gross if row == "effect" else case.cost
            lost = amounts(case.as_printed, name) - amounts(replaced, name)
            for at, year in enumerate(case.years):
                if abs(lost[at]) > ROUNDING and _books_both(case, lapse, year):
                    yield _counted_twice(case, name, lapse, year, row, float(lost[at]))


def _lapse(case: Case, name: str) -> _Lapse | None:
    found = {
        other: relation.note
        for other in case.tables
        for relation in case.measure(other).relations
        if isinstance(relation, Supersedes) and relation.measure == name
    }
    return _Lapse(tuple(found), next(iter(found.values()))) if found else None


def _books_both(case: Case, lapse: _Lapse, year: int) -> bool:
    """Whether a measure that replaces the other has an effect of its own in the tables."""
    return any((case.tables[other].years[year].effect or 0) > 0 for other in lapse.by)


def _counted_twice(case: Case, name: str, lapse: _Lapse, year: int, row: Row, lost: float) -> AuditFinding:
    table = case.tables[name]
    printed: float | None = getattr(table.years[year], row)
    others = case.all_called(lapse.by)
    return case.finding(
        "effect-counted-twice" if row == "effect" else "cost-lapses",
        "warning",
        {
            "note": lapse.note,
            "other": others,
            "lapse": Euros(lost),
            "printed_eur": phrase("no_amount") if printed is None else Euros(printed),
        },
        measures=(name,),
        year=year,
        row=row,
        subject="+".join(lapse.by),
        line=table.line(row),
        printed=table.cell(row, year).text,
        computed=None if printed is None else printed - lost,
        difference_eur=-lost,
    )
