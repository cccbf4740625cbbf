"""What an explanation of one number consists of: plain data, for the screen and the shell to write out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import prod
from typing import Literal

from simulator.domain.base import Text
from simulator.domain.measure import CostLine, Effect, Measure, Reading
from simulator.domain.programme import CostPool
from simulator.domain.quantity import Estimate
from simulator.domain.relation import Relation
from simulator.domain.scenario import DriverChange
from simulator.domain.source import Document, Source
from simulator.formula import Formula

Basis = Literal["stated", "reading", "views", "scenario"]
"""Where a value comes from. stated: the driver's own value. reading: an estimate that belongs to the reading
of the source. views: what the scenario's choice or mix of views gives. scenario: the user's own."""


@dataclass(frozen=True)
class Citation:
    """A place in a document, with the document itself."""

    source: Source
    document: Document


@dataclass(frozen=True)
class View:
    """One estimate of a driver, used or not."""

    name: str
    """Who holds it, say "region" or "aef"."""
    title: Text
    estimate: Estimate
    weight: float
    """Part that it has in the value; 0 for a rival that is not used."""
    citation: Citation | None
    range_citation: Citation | None


@dataclass(frozen=True)
class DriverUsed:
    """A quantity behind the number: its value, where that comes from, and what others say."""

    name: str
    """Full name: owner and driver."""
    title: Text
    unit: str
    value: float
    """Value in the most likely case, in `unit`."""
    basis: Basis
    change: DriverChange | None
    """The user's own value with its reason, where the basis is the scenario."""
    views: tuple[View, ...]
    """All estimates: the driver's own first, then its rivals."""


@dataclass(frozen=True)
class Term:
    """A number in a formula."""

    value: float
    unit: str


@dataclass(frozen=True)
class WorkedFormula:
    """A formula with the numbers of one year filled in."""

    formula: Formula
    terms: Mapping[str, Term]
    """By key: the name of a driver, or ``baseline.<service>``."""
    value: float
    """The outcome, in EUR a year (EUR, for a cost made once)."""

    def sentence(self, write: Callable[[Term], str], number: Callable[[float], str]) -> str:
        """Write the formula for people, without its outcome.

        Parameters
        ----------
        write : callable
            Writes a term with its unit in the reader's language.
        number : callable
            Writes a number that stands in the formula itself.

        Examples
        --------
        >>> from simulator.formula import parse
        >>> worked = WorkedFormula(parse("2 * fte"), {"fte": Term(3.0, "fte")}, 6.0)
        >>> worked.sentence(lambda term: f"{term.value:g} {term.unit}", "{:g}".format)
        '2 × 3 fte'
        """
        return self.formula.sentence({key: write(term) for key, term in self.terms.items()}, number)


@dataclass(frozen=True)
class Factor:
    """A number between 0 and 1 (an intensity, up to 2) that an amount is multiplied by."""

    kind: Literal[
        "ramp_up",
        "realisation",
        "intensity",
        "lapse",
        "already_implemented",
        "profile",
        "pool",
        "place",
        "prices",
    ]
    """ramp_up: share reached that year. realisation: part of the plan that materialises. intensity: as the
    scenario sets it. lapse: what is left after another measure replaced a part. already_implemented: what is
    left where it is done already. profile: part of a cost made that year. pool: own part of a shared cost.
    place: part of the regional amount that falls here that year. prices: prices of the year itself."""
    value: float
    by: tuple[str, ...] = ()
    """The measures that cause it."""


@dataclass(frozen=True)
class RampStep:
    """The share reached in the year after one more thing has been taken into account."""

    kind: Literal["stated", "reading_start", "stretch", "shift", "delay"]
    share: float
    date: dt.date | None = None
    """Start that the reading asks for."""
    amount: float | None = None
    """Factor of a stretch; months of a shift or delay."""


@dataclass(frozen=True)
class BookedExplained:
    """What is spent on another service in place of an effect, which is net of it."""

    service: Text
    """The service on which it is spent."""
    structural: WorkedFormula
    """What is spent in the whole region once the effect is there in full."""
    amount: float
    """What the budget has of it in the year, in EUR: scaled and damped as the effect is."""
    citation: Citation


@dataclass(frozen=True)
class EffectExplained:
    """How one effect comes to its gross saving in the year."""

    name: str
    effect: Effect
    citation: Citation
    not_counted: Literal["reading", "not_cashable", "budget_ceiling"] | None
    """Why it counts for nothing here; None when it counts."""
    structural: WorkedFormula | None
    """The structural effect of the whole region; None when it does not count."""
    ramp: tuple[RampStep, ...]
    """How the ramp-up of the year came about; the last step is the factor that counts."""
    factors: tuple[Factor, ...]
    gross: float
    """Gross saving in EUR a year."""
    booked: tuple[BookedExplained, ...] = ()
    """What is spent in its place: the saving is net of it, and the budget shows it apart."""

    @property
    def product(self) -> float:
        """Structural effect times all factors: the gross saving, worked out step by step."""
        return self.structural.value * prod(f.value for f in self.factors) if self.structural else 0.0


@dataclass(frozen=True)
class CostExplained:
    """How one cost line comes to its amount in the year."""

    name: str
    line: CostLine
    pool: CostPool | None
    citation: Citation
    funded_by: Text
    not_counted: Literal["reading", "pool_booked_elsewhere", "pool_unpaid"] | None
    """Why nothing is booked here; None when the line counts."""
    stated_share: float
    """Part of the amount in this year as the source has it."""
    amount: WorkedFormula | None
    factors: tuple[Factor, ...]
    shared_with: tuple[str, ...]
    """The other measures that bear a part of the same cost."""
    cost: float
    """Cost in EUR a year."""

    @property
    def product(self) -> float:
        """Amount times all factors: the cost, worked out step by step."""
        return self.amount.value * prod(f.value for f in self.factors) if self.amount else 0.0


@dataclass(frozen=True)
class SpillExplained:
    """What of an effect comes back as cost."""

    effect: str
    to_services: tuple[Text, ...]
    cost: float
    """In EUR a year, after damping."""


@dataclass(frozen=True)
class Competitor:
    """A measure that saves on the same money."""

    measure: str
    saving: float
    """What it would save by itself, in EUR a year."""
    share: float
    """The same as part of the spending on the service."""


@dataclass(frozen=True)
class DampingExplained:
    """What happens on a service where several measures save on the same money."""

    service: str
    title: Text
    baseline: float
    """Spending under unchanged policy in the year, in EUR."""
    overlap: float
    basis: Literal["layer_off", "scenario", "programme"]
    """Who says so: damping is off, the scenario sets it, or it is the programme's own."""
    competitors: tuple[Competitor, ...]
    """All measures that compete, this one included; the largest first."""
    together: float
    """What they save together, in EUR a year."""
    outside: float
    """What this measure adds outside the damping, in EUR a year."""

    @property
    def added_up(self) -> float:
        """What the competing measures would save if they did not get in each other's way, in EUR a year."""
        return sum(c.saving for c in self.competitors)


@dataclass(frozen=True)
class RelationExplained:
    """A relation of this measure, or of another one with this measure."""

    owner: str
    """The measure that states it."""
    relation: Relation
    citation: Citation
    works: bool | None
    """Whether it works in this scenario; None when Koers cannot tell."""


@dataclass(frozen=True)
class ReadingExplained:
    """The reading of the source that is used."""

    name: str
    reading: Reading
    chosen_by: Literal["measure_setting", "scenario", "default"]
    alternatives: Mapping[str, Reading]


@dataclass(frozen=True)
class UnknownExplained:
    """What is left out because nobody knows the amount."""

    title: Text
    what: str
    """"effect" or "cost"."""
    printed: str | None
    citation: Citation | None


@dataclass(frozen=True)
class Explanation:
    """Why one measure saves and costs what it does in one year of one run, in the most likely case.

    All amounts are in EUR a year; savings and costs are both positive.
    """

    run_id: str
    scenario: str
    measure: Measure
    year: int
    view: str
    """"region", or a municipality."""
    price_level: int
    """Year in whose prices the amounts are."""
    reading: ReadingExplained | None
    effects: tuple[EffectExplained, ...]
    costs: tuple[CostExplained, ...]
    spills: tuple[SpillExplained, ...]
    damping: tuple[DampingExplained, ...]
    alone: float
    """Damped saving if no other measure were on."""
    last_in: float
    """What the package would lose without it."""
    fair_share: float
    """Its Shapley share; these add up to the damped saving of the package."""
    relations: tuple[RelationExplained, ...]
    unknown: tuple[UnknownExplained, ...]
    without: frozenset[Literal["effect", "cost"]]
    """What of it has no amount at all, as nobody knows it: the zeros here are no amounts then."""
    drivers: tuple[DriverUsed, ...]

    @property
    def gross(self) -> float:
        """Gross saving: the effects added up."""
        return sum(effect.gross for effect in self.effects)

    @property
    def cost(self) -> float:
        """Cost: the lines and what spills over, added up."""
        return sum(c.cost for c in self.costs) + sum(s.cost for s in self.spills)

    @property
    def net(self) -> float:
        """Gross saving less cost."""
        return self.gross - self.cost
