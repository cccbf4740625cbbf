"""Checks between measures: targets of relations, cycles, contradictions, repeated names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from simulator.consistency.issue import Issue, Key, check_name, check_names
from simulator.domain.measure import Measure
from simulator.domain.programme import Programme
from simulator.domain.relation import Excludes, Relation, Requires, Supersedes

Owned = Iterator[tuple[str, Issue]]
"""Issues, each with the id of the measure it stands in."""

Graph = Mapping[str, Mapping[str, Key]]
"""For each measure the measures it names in one kind of relation, and where."""


def check_relations(measures: Mapping[str, Measure], programme: Programme) -> Owned:
    """Yield what measures say of one another that cannot be.

    Parameters
    ----------
    measures : mapping of str to Measure
        All measures of the programme, by id.
    programme : Programme
        The programme, for the ids of its own findings.

    Yields
    ------
    tuple of str and Issue
        The id of the measure whose file is to be repaired, and the issue.
    """
    for name, measure in measures.items():
        for index, relation in enumerate(measure.relations):
            for issue in _check_target(("relations", index), relation, name, measures):
                yield name, issue
        for issue in _check_lapses_once(measure):
            yield name, issue
    yield from _check_documents(measures, programme)
    yield from _check_numbers(measures)
    yield from _check_findings(measures, programme)
    requires = _graph(measures, Requires)
    yield from _check_cycles(requires, "requires")
    yield from _check_cycles(_graph(measures, Supersedes), "supersedes")
    yield from _check_contradictions(requires, _graph(measures, Excludes))


def _check_documents(measures: Mapping[str, Measure], programme: Programme) -> Owned:
    """Yield documents that a measure brings under a name that is taken: sources would point at the other."""
    taken = dict.fromkeys(programme.documents, "the programme")
    for name, measure in measures.items():
        for document in measure.documents:
            if document in taken:
                found = f"a document '{document}', which {taken[document]} has already"
                repair = "Rename it here and in the sources that use it."
                yield name, Issue(("documents", document), found, "a name that is not taken", repair)
            taken.setdefault(document, f"measure '{name}'")


def _check_target(
    key: Key, relation: Relation, name: str, measures: Mapping[str, Measure]
) -> Iterator[Issue]:
    if not isinstance(relation, Supersedes | Requires | Excludes) or relation.measure is None:
        return
    other = relation.measure
    if other == name:
        expected = "another measure"
        yield Issue((*key, "measure"), f"'{other}' itself", expected, "Name the other measure.")
    yield from check_name((*key, "measure"), other, measures, "measure")
    if isinstance(relation, Supersedes) and other in measures:
        target = measures[other]
        effects, costs = (*key, "effects"), (*key, "costs")
        yield from check_names(effects, relation.effects, target.effects, f"effect of {other}")
        yield from check_names(costs, relation.costs, target.costs, f"cost of {other}")
        for cost in relation.costs:
            if cost in target.costs and target.costs[cost].pool is not None:
                found = f"'{cost}', a cost that '{other}' shares with others"
                expected = "a cost of the other measure's own"
                yield Issue(costs, found, expected, "Remove it: a shared cost is made once anyway.")


def _check_lapses_once(measure: Measure) -> Iterator[Issue]:
    """Yield effects and costs of another measure that one measure replaces twice."""
    seen: set[tuple[str, str, str]] = set()
    for index, relation in enumerate(measure.relations):
        if not isinstance(relation, Supersedes):
            continue
        for kind in ("effects", "costs"):
            for name in getattr(relation, kind):
                if (relation.measure, kind, name) in seen:
                    found = f"'{name}' of '{relation.measure}', which lapses by an earlier relation too"
                    repair = "Remove it here, or take the two together."
                    yield Issue(("relations", index, kind), found, "each once", repair)
                seen.add((relation.measure, kind, name))


def _check_numbers(measures: Mapping[str, Measure]) -> Owned:
    seen: dict[int, str] = {}
    for name, measure in measures.items():
        if measure.number is None:
            continue
        if measure.number in seen:
            found = f"{measure.number}, the number of '{seen[measure.number]}' too"
            yield name, Issue(("number",), found, "a number of its own", "Check both numbers.")
        seen.setdefault(measure.number, name)


def _check_findings(measures: Mapping[str, Measure], programme: Programme) -> Owned:
    seen = {finding.id: "the programme" for finding in programme.findings}
    for name, measure in measures.items():
        for index, finding in enumerate(measure.findings):
            if finding.id in seen:
                found = f"'{finding.id}', a finding of {seen[finding.id]} too"
                expected, repair = "an id of its own", "Give one of the two another id."
                yield name, Issue(("findings", index, "id"), found, expected, repair)
            seen.setdefault(finding.id, f"'{name}'")


def _graph(measures: Mapping[str, Measure], kind: type[Supersedes | Requires | Excludes]) -> Graph:
    return {
        name: {
            relation.measure: ("relations", index, "measure")
            for index, relation in enumerate(measure.relations)
            if isinstance(relation, kind) and relation.measure is not None and relation.measure in measures
        }
        for name, measure in measures.items()
    }


def reached_from(name: str, graph: Graph) -> frozenset[str]:
    """Give all measures that one can reach from a measure, itself only when there is a way back.

    Examples
    --------
    >>> sorted(reached_from("a", {"a": {"b": ()}, "b": {"c": ()}, "c": {}}))
    ['b', 'c']
    """
    reached: set[str] = set()
    ahead = list(graph[name])
    while ahead:
        here = ahead.pop()
        if here not in reached:
            reached.add(here)
            ahead.extend(graph[here])
    return frozenset(reached)


def _check_cycles(graph: Graph, kind: str) -> Owned:
    for name in graph:
        for other, key in graph[name].items():
            if other != name and name in reached_from(other, graph):
                yield (
                    name,
                    Issue(
                        key,
                        f"'{name}' {kind} '{other}', which comes back to '{name}'",
                        f"no circle of measures with {kind}",
                        "Remove one of the relations in the circle.",
                    ),
                )


def _check_contradictions(requires: Graph, excludes: Graph) -> Owned:
    def excluded(one: str, two: str) -> bool:
        return two in excludes[one] or one in excludes[two]

    for name in requires:
        needed = sorted({name} | reached_from(name, requires))
        for one, two in combinations(needed, 2):
            if excluded(one, two):
                yield (
                    name,
                    Issue(
                        ("relations",),
                        f"'{name}' requires, itself or by another, both '{one}' and '{two}'"
                        if name not in (one, two)
                        else f"'{name}' requires '{two if name == one else one}'",
                        f"'{one}' and '{two}' not together: one excludes the other",
                        "Remove the requires or the excludes.",
                    ),
                )
