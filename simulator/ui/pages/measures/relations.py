"""How a measure acts on others: a small graph in which every arrow is a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

import streamlit as st

from simulator.domain.measure import Measure
from simulator.domain.relation import (
    AlreadyImplemented,
    BudgetShift,
    CappedLine,
    Relation,
    Requires,
    SpillsOver,
)
from simulator.ui import state
from simulator.ui.components.measure_html import source_note
from simulator.ui.components.measure_list import label
from simulator.ui.language import local, t
from simulator.ui.markup import plain


@dataclass(frozen=True)
class _Arrow:
    """One arrow of the graph: from or to this measure, with what stands at the other end."""

    kind: str
    outward: bool
    other: str
    measure: str | None
    note: str
    source: str


def show_relations(measure: Measure, open_card: Callable[[str], None]) -> None:
    """Draw the graph, and a button for each measure in it."""
    st.header(t("measures.relations_title"), anchor=False)
    arrows = [*_own(measure), *_of_others(measure), *_pools(measure)]
    rivals = _same_service(measure)
    if not arrows and not rivals:
        st.write(t("measures.no_relations"))
        return
    if arrows:
        st.caption(t("measures.relations_note", count=len(arrows)))
        rows = "".join(_row(arrow) for arrow in arrows)
        here = escape(label(measure))
        st.html(f'<div class="koers-graph"><p class="koers-node koers-here">{here}</p><ul>{rows}</ul></div>')
    if rivals:
        names = ", ".join(label(other) for other in rivals)
        st.markdown(plain(t("measures.same_money", count=len(rivals), measures=names)))
    others = dict.fromkeys([*(a.measure for a in arrows if a.measure), *(other.id for other in rivals)])
    with st.container(horizontal=True, gap="xsmall", key="related"):
        for other in others:
            st.button(
                plain(label(state.catalogue().measures[other])),
                key=f"related-{other}",
                on_click=open_card,
                args=(other,),
            )


def _row(arrow: _Arrow) -> str:
    # The arrow itself is decoration: the words before it say which way it goes.
    sign = "⟶" if arrow.outward else "⟵"
    return (
        f'<li><span class="koers-arrow"><span aria-hidden="true">{sign}</span> {escape(arrow.kind)}</span>'
        f'<div><p class="koers-node">{escape(arrow.other)}</p>'
        f'<p class="koers-why">{escape(arrow.note)} {arrow.source}</p></div></li>'
    )


def _own(measure: Measure) -> Iterator[_Arrow]:
    for relation in measure.relations:
        other = getattr(relation, "measure", None)
        words = label(state.catalogue().measures[other]) if other else _other_end(relation)
        yield _arrow(relation, True, words, other)


def _of_others(measure: Measure) -> Iterator[_Arrow]:
    for other in state.catalogue().measures.values():
        for relation in other.relations:
            if getattr(relation, "measure", None) == measure.id:
                yield _arrow(relation, False, label(other), other.id)


def _pools(measure: Measure) -> Iterator[_Arrow]:
    """Give the measures that share a cost with this one."""
    catalogue = state.catalogue()
    for line in measure.costs.values():
        if line.pool is None:
            continue
        pool = catalogue.programme.cost_pools[line.pool]
        for other in catalogue.measures.values():
            if other.id != measure.id and any(c.pool == line.pool for c in other.costs.values()):
                yield _Arrow(
                    t("measures.relation.pool"),
                    True,
                    label(other),
                    other.id,
                    local(pool.title),
                    source_note(pool.source, catalogue),
                )


def _arrow(relation: Relation, outward: bool, other: str, measure: str | None) -> _Arrow:
    way = "out" if outward else "in"
    return _Arrow(
        t(f"measures.relation.{relation.kind}_{way}"),
        outward,
        other,
        measure,
        local(relation.note),
        source_note(relation.source, state.catalogue()),
    )


def _other_end(relation: Relation) -> str:
    """Say what stands at the other end of a relation that names no measure."""
    programme = state.catalogue().programme
    words = ""
    match relation:
        case Requires(condition=condition) if condition is not None:
            words = local(condition)
        case SpillsOver(to_service=service):
            words = local(programme.services[service].title)
        case CappedLine(result=result):
            words = local(result)
        case BudgetShift(to_body=body):
            words = body
        case AlreadyImplemented(municipality=town):
            words = programme.municipalities[town].title
    return words


def _same_service(measure: Measure) -> tuple[Measure, ...]:
    """Give the other measures that are on and lower the spending on the same service."""
    services = {effect.service for effect in measure.effects.values() if effect.kind == "lower_spending"}
    active = set(state.scenario().active())
    return tuple(
        other
        for other in state.catalogue().measures.values()
        if other.id in active
        and other.id != measure.id
        and any(e.service in services and e.kind == "lower_spending" for e in other.effects.values())
    )
