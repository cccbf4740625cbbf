"""An explanation written out for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console

from simulator.analysis.explain import (
    CostExplained,
    DampingExplained,
    EffectExplained,
    Explanation,
    Factor,
    RampStep,
    RelationExplained,
    Term,
    WorkedFormula,
)
from simulator.cli.explain_drivers import citation_line, driver_lines
from simulator.cli.formats import euros, number, percent, quantity
from simulator.cli.options import Language
from simulator.cli.unknown import UNKNOWN
from simulator.domain.base import Text
from simulator.domain.catalogue import Catalogue

SHOWN = 4
"""Decimals of a share: hundredths of a percent."""

NOT_COUNTED = {
    "reading": "does not count in this reading of the source",
    "not_cashable": "does not count: nothing leaves the budget (not cashable)",
    "budget_ceiling": "does not count: the service has a budget ceiling, so less use frees places, not money",
    "pool_booked_elsewhere": "not booked here: the source books this shared cost under other measures",
    "pool_unpaid": "left out: the source books this shared cost under others, and none of these is on",
}

FACTORS = {
    "ramp_up": "ramp-up",
    "realisation": "realisation",
    "intensity": "intensity",
    "lapse": "left",
    "already_implemented": "not in place yet",
    "profile": "in this year",
    "pool": "own part of a shared cost",
    "place": "of the region",
    "prices": "prices of the year",
}

READING_CHOSEN_BY = {
    "measure_setting": "set for this measure in the scenario",
    "scenario": "chosen by the scenario",
    "default": "the default",
}

OVERLAP_FROM = {
    "layer_off": "damping is off in this scenario",
    "scenario": "set by the scenario",
    "programme": "the programme's own",
}


def print_explanation(explanation: Explanation, catalogue: Catalogue, out: Console, lang: Language) -> None:
    """Print why a measure saves and costs what it does in a year."""
    for heading, lines in _Writer(explanation, catalogue, lang).sections():
        if heading:
            out.print(f"\n{heading}", style="bold")
        for line in lines:
            out.print(line, soft_wrap=True)


class _Writer:
    """Writes the parts of one explanation as lines of text."""

    def __init__(self, explanation: Explanation, catalogue: Catalogue, lang: Language) -> None:
        self.explanation = explanation
        self.catalogue = catalogue
        self.lang: Language = lang

    def sections(self) -> Iterator[tuple[str, Iterable[str]]]:
        """Give every section that has something to say: its heading and its lines."""
        e = self.explanation
        yield "", self._headline()
        yield f"Gross saving in {e.year}: {self._saving(e.gross)}", self._effects()
        yield f"Cost in {e.year}: {UNKNOWN if 'cost' in e.without else self._euros(e.cost)}", self._costs()
        net = UNKNOWN if e.without else self._euros(e.net)
        yield f"Net (gross saving less cost, before damping): {net}", ()
        for damping in e.damping:
            yield f"Damping on {self._text(damping.title)}", self._damping(damping)
        yield "What it is worth in the package (damped saving)", self._credit()
        for heading, lines in (
            ("Relations", [line for r in e.relations for line in self._relation(r)]),
            ("Left out, because nobody knows the amount (unknown is not zero)", list(self._unknown())),
            ("Drivers", [line for d in e.drivers for line in driver_lines(d, self.lang)]),
        ):
            if lines:
                yield heading, lines

    def _text(self, text: Text) -> str:
        words: str = getattr(text, self.lang)
        return words

    def _euros(self, value: float) -> str:
        return euros(value, self.lang)

    def _saving(self, value: float) -> str:
        return UNKNOWN if "effect" in self.explanation.without else self._euros(value)

    def _title(self, measure: str) -> str:
        return self._text(self.catalogue.measures[measure].title)

    def _names(self, measures: Sequence[str]) -> str:
        return ", ".join(map(self._title, measures))

    def _headline(self) -> Iterator[str]:
        e, programme = self.explanation, self.catalogue.programme
        town = programme.municipalities.get(e.view)
        where = town.title if town else self._text(programme.whole)
        no = f"measure {e.measure.number}, " if e.measure.number else ""
        yield f"{self._title(e.measure.id)} ({no}{e.measure.id}) in {e.year}"
        yield (
            f"Scenario {e.scenario}, {where}, most likely case, prices of {e.price_level}. Run {e.run_id}."
        )
        if e.reading is not None:
            chosen = e.reading
            yield (
                f"Reading of the source: {self._text(chosen.reading.title)} ({chosen.name}), "
                f"{READING_CHOSEN_BY[chosen.chosen_by]}. {self._text(chosen.reading.reason)}"
            )
            for name, other in chosen.alternatives.items():
                yield f"  Other reading: {self._text(other.title)} ({name}). {self._text(other.reason)}"

    def _effects(self) -> Iterator[str]:
        if not self.explanation.effects:
            yield "  It has no effect with an amount."
        for effect in self.explanation.effects:
            service = self.catalogue.programme.services[effect.effect.service]
            yield f"  {self._text(effect.effect.title)} ({self._text(service.title)})"
            if effect.structural is None or effect.not_counted:
                yield f"    {NOT_COUNTED[str(effect.not_counted)]}"
            else:
                yield f"    Structural: {self._sentence(effect.structural)}"
                yield f"    Ramp-up: {self._ramp(effect.ramp)}"
                yield f"    {self._product(effect.structural.value, effect.factors, effect.gross)}"
            for booked in effect.booked:
                yield f"    Spent in its place on {self._text(booked.service)}, and deducted already:"
                yield f"      {self._sentence(booked.structural)}"
                yield f"      In the budget on that service in {self.explanation.year}, after damping: " + (
                    self._euros(booked.amount)
                )
                yield f"      Source: {citation_line(booked.citation)}"
            yield from self._source_and_note(effect)

    def _costs(self) -> Iterator[str]:
        if not self.explanation.costs:
            yield "  It has no cost with an amount."
        for cost in self.explanation.costs:
            title = (
                f"  {self._text(cost.line.title)} (paid by {self._text(cost.funded_by)}, {cost.line.nature})"
            )
            yield title + (f", shared cost: {self._text(cost.pool.title)}" if cost.pool else "")
            if cost.amount is None or cost.not_counted:
                yield f"    {NOT_COUNTED[str(cost.not_counted)]}"
            else:
                yield f"    Amount: {self._sentence(cost.amount)}"
                yield f"    {self._product(cost.amount.value, cost.factors, cost.cost)}"
            yield from self._source_and_note(cost)
        for spill in self.explanation.spills:
            names = ", ".join(map(self._text, spill.to_services))
            yield f"  Comes back as cost on {names}: {self._euros(spill.cost)}"

    def _source_and_note(self, part: EffectExplained | CostExplained) -> Iterator[str]:
        line = part.effect if isinstance(part, EffectExplained) else part.line
        yield f"    Source: {citation_line(part.citation)}"
        if line.note is not None:
            yield f"    Note: {self._text(line.note)}"

    def _sentence(self, worked: WorkedFormula) -> str:
        def term(value: Term) -> str:
            return quantity(value.value, value.unit, self.lang)

        sentence = worked.sentence(term, lambda value: number(value, self.lang))
        outcome = self._euros(worked.value)
        # A formula that is one amount already says its outcome.
        return sentence if sentence == outcome else f"{sentence} = {outcome}"

    def _ramp(self, steps: Sequence[RampStep]) -> str:
        return "; ".join(self._ramp_step(step) for step in steps)

    def _ramp_step(self, step: RampStep) -> str:
        share = percent(round(step.share, SHOWN), self.lang)
        amount = number(step.amount or 0.0, self.lang)
        match step.kind:
            case "stated":
                return f"{share} as the source has it"
            case "reading_start":
                return f"{share} counted from {step.date} (reading of the source)"
            case "stretch":
                return f"{share} at a pace {amount} times as slow"
            case "shift":
                return f"{share} shifted by {amount} months"
            case "delay":
                return f"{share} with a delay of {amount} months"

    def _product(self, value: float, factors: Sequence[Factor], outcome: float) -> str:
        parts = " ".join(f"× {self._factor(factor)}" for factor in factors)
        return f"{self._euros(value)} {parts} = {self._euros(outcome)}"

    def _factor(self, factor: Factor) -> str:
        words = FACTORS[factor.kind]
        if factor.by:
            words += f" ({'replaced by' if factor.kind == 'lapse' else 'with'} {self._names(factor.by)})"
        return f"{percent(round(factor.value, SHOWN), self.lang)} {words}"

    def _damping(self, damping: DampingExplained) -> Iterator[str]:
        yield f"  Spending under unchanged policy: {self._euros(damping.baseline)}"
        yield f"  Overlap τ = {number(damping.overlap, self.lang)} ({OVERLAP_FROM[damping.basis]})"
        for other in damping.competitors:
            here = " (this measure)" if other.measure == self.explanation.measure.id else ""
            saving = f"{self._euros(other.saving)}, {percent(round(other.share, SHOWN), self.lang)}"
            yield f"    {self._title(other.measure)}{here}: {saving} of the spending"
        if damping.competitors:
            yield f"  Added up: {self._euros(damping.added_up)}; together: {self._euros(damping.together)}"
        if damping.outside:
            yield f"  This measure adds outside the damping: {self._euros(damping.outside)}"

    def _credit(self) -> Iterator[str]:
        e = self.explanation
        yield f"  Alone: {self._saving(e.alone)}"
        yield f"  Last in (what the package loses without it): {self._saving(e.last_in)}"
        yield f"  Fair share (Shapley): {self._saving(e.fair_share)}"

    def _relation(self, related: RelationExplained) -> Iterator[str]:
        works = {True: "works here", False: "does not work here", None: "Koers cannot tell whether it holds"}
        owner = "" if related.owner == self.explanation.measure.id else f"{self._title(related.owner)}: "
        kind = related.relation.kind.replace("_", " ")
        yield f"  {owner}{kind} ({works[related.works]}). {self._text(related.relation.note)}"
        yield f"    Source: {citation_line(related.citation)}"

    def _unknown(self) -> Iterator[str]:
        for item in self.explanation.unknown:
            printed = f", printed as '{item.printed}'" if item.printed else ""
            yield f"  {self._text(item.title)} ({item.what}{printed})"
            if item.citation is not None:
                yield f"    Source: {citation_line(item.citation)}"
