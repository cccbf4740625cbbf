"""Lines of the sheet Begroting: what each measure saves and costs, with the cell that it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.analysis.budget.shares import effect_spec
from simulator.analysis.budget.taakvelden import FIRST_NEW_YEAR, JOIN, Placed, place_of_line
from simulator.export.workbook.costs import Costs
from simulator.export.workbook.damping import Damping
from simulator.export.workbook.effects import kind_words
from simulator.export.workbook.live import add
from simulator.export.workbook.work import Work, Years


@dataclass(frozen=True)
class Line:
    """A line of the budget.

    Attributes
    ----------
    measure : int
        Place of the measure.
    kind : str
        Row of the overview that it counts in, or "booked": spending in place of a saving, which counts in the
        row of savings.
    label, nature, funder, taakveld : str
        What stands before the amounts.
    origin : str
        Cell that it comes from, as links name it.
    amounts : tuple of Live
        Positive amounts in EUR, one cell or formula a year.
    """

    measure: int
    kind: str
    label: str
    nature: str
    funder: str
    taakveld: str
    origin: str
    amounts: Years

    @property
    def is_income(self) -> bool:
        """Whether more of it is more income."""
        return self.kind == "own_contribution"

    @property
    def is_cost(self) -> bool:
        """Whether more of it is more spending."""
        return self.kind in ("booked", "cost", "spill_over")


def lines_of(work: Work, damping: Damping, costs: Costs) -> Iterator[Line]:
    """All lines, measure by measure: effects, costs, what comes back elsewhere."""
    plan, words = work.run.plan, kind_words(work)
    for measure in range(len(plan.measures)):
        for key, amounts in damping.fair.items():
            place, kind, service, nature = key
            if place == measure:
                label = f"{words[kind]}: {work.service(service)}"
                item = "own_contribution" if kind == "own_contribution" else "saving"
                taakveld = _taakveld(work, measure, kind, service)
                origin = damping.fair_places[key]
                own = _instead(work, costs, measure, service, nature) if kind == "lower_spending" else []
                gross = tuple(add([amount, *(o[at] for o in own)]) for at, amount in enumerate(amounts))
                yield Line(measure, item, label, work.nature(nature), "", taakveld, origin, gross)
        yield from _booked_lines(work, costs, measure)
        yield from _cost_lines(work, costs, measure)


def _instead(work: Work, costs: Costs, measure: int, service: str, nature: str) -> list[Years]:
    """What is spent in place of what a measure saves on a service: spending there falls by that more."""
    plan = work.run.plan
    return [
        amounts
        for effect, _, amounts in costs.booked.of(work, service)
        if plan.slots[plan.effects[effect].slot].measure == measure and _nature(work, effect) == nature
    ]


def _booked_lines(work: Work, costs: Costs, measure: int) -> Iterator[Line]:
    plan = work.run.plan
    for service in plan.services:
        for effect, to_service, amounts in costs.booked.of(work, service.name):
            if plan.slots[plan.effects[effect].slot].measure == measure:
                what = work.text(effect_spec(work.run, plan.effects[effect]).title)
                told = work.say("komt ervoor in de plaats: ", "spent in its place: ")
                label = f"{told}{work.service(to_service)} ({what})"
                nature = work.nature(_nature(work, effect))
                taakveld = _taakveld(work, measure, "booked", to_service)
                origin = costs.booked.places[effect, to_service]
                yield Line(measure, "booked", label, nature, "", taakveld, origin, amounts)


def _cost_lines(work: Work, costs: Costs, measure: int) -> Iterator[Line]:
    plan, say = work.run.plan, work.say
    for place, term in enumerate(plan.costs):
        if measure not in term.measures:
            continue
        n = len(term.measures)
        title = (
            work.programme.cost_pools[term.pool].title
            if term.pool
            else work.measure(measure).costs[term.name].title
        )
        shared = say(f" (1/{n} van gedeelde kosten)", f" (1/{n} of shared cost)") if n > 1 else ""
        label = say("kosten: ", "cost: ") + work.text(title) + shared
        amounts = tuple(cell / n if n > 1 else cell for cell in costs.in_view[place])
        funder = work.text(work.programme.funders[term.funded_by])
        place_of = costs.places[place]
        nature, taakveld = work.nature(term.nature), _taakveld(work, measure, "cost")
        yield Line(measure, "cost", label, nature, funder, taakveld, place_of, amounts)
    for (effect, service), rows in costs.spills.items():
        if plan.slots[plan.effects[effect].slot].measure == measure:
            label = say("waterbed: komt terug op ", "waterbed: comes back on ") + work.service(service)
            amounts = tuple(add([row[at] for row in rows]) for at in range(len(work.years)))
            nature = work.nature(_nature(work, effect))
            origin = costs.spill_places[effect, service]
            taakveld = _taakveld(work, measure, "spill_over", service, plan.effects[effect].name)
            yield Line(measure, "spill_over", label, nature, "", taakveld, origin, amounts)


def _nature(work: Work, effect: int) -> str:
    return effect_spec(work.run, work.run.plan.effects[effect]).nature


def _taakveld(work: Work, measure: int, kind: str, service: str = "", name: str = "") -> str:
    """Codes of a line, in words; `name` is that of the effect that comes back elsewhere."""
    key = (work.run.plan.measures[measure], kind, name, service)
    return taakveld_words(work, place_of_line(work.run.catalogue, key))


def taakveld_words(work: Work, place: Placed) -> str:
    """Codes to 2022 and from 2023, as far as the years of the programme have them."""
    if place.taakvelden is None:
        return work.say("nog toe te delen", "not assigned yet")
    old, new = JOIN.join(place.taakvelden.until_2022), JOIN.join(place.taakvelden.from_2023)
    if work.years[-1] < FIRST_NEW_YEAR or old == new:
        return old
    return new if work.years[0] >= FIRST_NEW_YEAR else f"{old}; {FIRST_NEW_YEAR}: {new}"
