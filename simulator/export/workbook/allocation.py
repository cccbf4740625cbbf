"""Sheet Verdeling: who takes part, the keys, and the rules that divide amounts over municipalities."""

from __future__ import annotations

from dataclasses import dataclass, field

from simulator.domain.programme import AllocationKey
from simulator.domain.relation import AlreadyImplemented
from simulator.engine.result import REGION
from simulator.export.workbook.book import Sheet
from simulator.export.workbook.live import (
    Cells,
    Labels,
    Live,
    add,
    at_most,
    average,
    if_,
    live,
    sumif,
    sumproduct,
)
from simulator.export.workbook.rules import Alone, Already, ByKey, Mean, Only, Rule
from simulator.export.workbook.work import Work, Years

KEY_COLUMNS = 4
"""Columns of a key: takes part, stated share, raw share, share."""


@dataclass
class Allocation:
    """The cells of the sheet, made row by row as rules are asked for."""

    work: Work
    prices: Years
    mask: list[Live] = field(default_factory=list)
    """1 for each municipality that the workbook looks at."""
    presence: list[Years] = field(default_factory=list)
    """1 for each year in which a municipality takes part."""
    keys: dict[tuple[str, tuple[str, ...]], tuple[list[Live], Cells]] = field(default_factory=dict)
    """Share of each municipality under a key, and the range of them."""
    already: dict[str, list[Live]] = field(default_factory=dict)
    """Part of a measure that each municipality has already."""
    rules: dict[Rule, int] = field(default_factory=dict)
    """Row of each rule."""
    head: int = 0
    """Row above the rules."""

    @property
    def sheet(self) -> Sheet:
        """The sheet."""
        return self.work.sheet("allocation")

    @property
    def towns(self) -> tuple[str, ...]:
        """Ids of the municipalities."""
        return self.work.run.plan.municipalities

    def label(self, rule: Rule) -> str:
        """Number of a rule, as other sheets name it: V01."""
        return f"V{self.row(rule) - self.head:02d}"

    def place(self, rule: Rule) -> str:
        """Cell of a rule, as links name it."""
        return self.sheet.place(self.row(rule), 0)

    def in_view(self, rule: Rule, at: int) -> Live:
        """Part of an amount that falls to the view in a year."""
        return self.sheet.at(self.row(rule), 2 + at)

    def weight(self, rule: Rule, town: int, at: int) -> Live:
        """Part of an amount that falls to a municipality in a year."""
        return self.sheet.at(self.row(rule), self.column(town, at))

    def column(self, town: int, at: int) -> int:
        """Column of a municipality in a year."""
        years = len(self.work.years)
        # Before them: number, words, and per year the view, gross, damped and cost.
        return 2 + 4 * years + at * len(self.towns) + town

    def last_row(self) -> int:
        """Row of the last rule."""
        return self.head + len(self.rules)

    def row(self, rule: Rule) -> int:
        """Row of a rule; it is written when it is asked for first."""
        if rule not in self.rules:
            for needed in _parts(rule):
                self.row(needed)
            self.rules[rule] = self.head + 1 + len(self.rules)
            self._write(rule)
        return self.rules[rule]

    def _write(self, rule: Rule) -> None:
        row, sheet = self.rules[rule], self.sheet
        sheet.text(row, 0, f"V{row - self.head:02d}")
        sheet.text(row, 1, describe(self.work, rule), "wrap")
        for at in range(len(self.work.years)):
            for town in range(len(self.towns)):
                sheet.live(row, self.column(town, at), self._formula(rule, town, at), "share")
            weights = sheet.cells((row, self.column(0, at)), (row, self.column(len(self.towns) - 1, at)))
            mask = sheet.cells(
                (self.head, self.column(0, at)), (self.head, self.column(len(self.towns) - 1, at))
            )
            sheet.live(row, 2 + at, sumproduct(weights, mask), "share")

    def _formula(self, rule: Rule, town: int, at: int) -> Live:
        match rule:
            case ByKey(key=key, outside=outside, fixed=fixed):
                shares, column = self.keys[key, outside]
                part = shares[town] * self.presence[town][at]
                return (part / sumproduct(column, self._present(at)) if fixed else part) * self.prices[at]
            case Alone(town=only):
                here = self.towns[town] == only
                return self.presence[town][at] * self.prices[at] if here else live(0)
            case Already(base=base, measure=measure):
                return self.weight(base, town, at) * (1 - self.already[measure][town])
            case Only(base=base, towns=towns):
                return self.weight(base, town, at) if self.towns[town] in towns else live(0)
            case Mean(rules=rules):
                return average(*(self.weight(part, town, at) for part in rules))

    def _present(self, at: int) -> Cells:
        column = len(self._keys_used()) + 2 + at
        return self.sheet.cells((FIRST_TOWN, column), (FIRST_TOWN + len(self.towns) - 1, column))

    def _keys_used(self) -> list[str]:
        return population_keys(self.work)


FIRST_TOWN = 6


def _parts(rule: Rule) -> tuple[Rule, ...]:
    match rule:
        case Already(base=base) | Only(base=base):
            return (base,)
        case Mean(rules=rules):
            return rules
    return ()


def population_keys(work: Work) -> list[str]:
    """Populations by which any key can divide."""
    return list(dict.fromkeys(k for town in work.programme.municipalities.values() for k in town.population))


def write_allocation(work: Work, prices: Years, wanted: list[Rule]) -> Allocation:
    """Write the sheet up to its rules; the rules that are wanted come first.

    Parameters
    ----------
    work : Work
        The workbook.
    prices : tuple of Live
        Price of each year.
    wanted : list of Rule
        Rules that the other sheets are going to use.
    """
    allocation = Allocation(work, prices)
    work.top(
        "allocation",
        work.say("Verdeling over de gemeenten", "Allocation to the municipalities"),
        work.say(
            "'In beeld' bepaalt wiens bedragen alle bladen tonen: 1 voor elke gemeente die meetelt.",
            "'In view' decides whose amounts all sheets show: 1 for each municipality that counts.",
        ),
    )
    _write_towns(allocation)
    row = _write_already(allocation, FIRST_TOWN + len(allocation.towns) + 1, wanted)
    row = _write_keys(allocation, row, wanted)
    _write_head(allocation, row + 1)
    for rule in wanted:
        allocation.row(rule)
    return allocation


def _write_towns(allocation: Allocation) -> None:
    work, sheet = allocation.work, allocation.sheet
    keys, programme = population_keys(work), work.programme
    titles = [_key_title(work, key) for key in keys]
    heads = [work.say("Gemeente", "Municipality"), work.say("In beeld", "In view"), *titles]
    present = [work.say(f"Doet mee {year}", f"Takes part {year}") for year in work.years]
    sheet.row(FIRST_TOWN - 1, [*heads, *present, work.say("Bron van de aantallen", "Source of the numbers")])
    sheet.setup(
        [18, 34, *[13] * 16, *[10] * (len(allocation.towns) * len(work.years))],
        (FIRST_TOWN, 1),
        FIRST_TOWN - 1,
        printed=2 + 4 * len(work.years),
    )
    honours = work.run.scenario.membership.departures
    for place, name in enumerate(allocation.towns):
        row, town = FIRST_TOWN + place, programme.municipalities[name]
        sheet.text(row, 0, town.title)
        shown = float(work.run.view in (REGION, name))
        allocation.mask.append(sheet.number(row, 1, shown, "input"))
        for column, key in enumerate(keys, start=2):
            sheet.number(row, column, town.population.get(key, 0.0), "input")
        years = []
        for at, year in enumerate(work.years):
            here = float(not (honours and town.leaves is not None and year >= town.leaves.year))
            years.append(sheet.number(row, 2 + len(keys) + at, here, "input"))
        sheet.text(row, 2 + len(keys) + len(work.years), work.cited(town.source), "indented")
        allocation.presence.append(tuple(years))


def _key_title(work: Work, key: str) -> str:
    spec = work.programme.allocation_keys.get(key)
    return work.text(spec.title) if spec else key


def _write_already(allocation: Allocation, row: int, wanted: list[Rule]) -> int:
    """Write which part of a measure is there already; gives the next free row."""
    work, sheet = allocation.work, allocation.sheet
    measures = list(dict.fromkeys(rule.measure for rule in _all(wanted) if isinstance(rule, Already)))
    if not measures:
        return row
    sheet.row(row, [work.say("Al ingevoerd (deel)", "Already there (part)"), ""], "head")
    for column, measure in enumerate(measures, start=2):
        spec = work.run.catalogue.measures[measure]
        sheet.text(row, column, work.label(spec), "head")
        cells = []
        for place, town in enumerate(allocation.towns):
            left = 1.0
            for relation in spec.relations:
                if isinstance(relation, AlreadyImplemented) and relation.municipality == town:
                    left *= 1.0 - relation.share
            sheet.text(row + 1 + place, 0, work.programme.municipalities[town].title)
            cells.append(sheet.number(row + 1 + place, column, 1.0 - left, "input_share"))
        allocation.already[measure] = cells
    return row + len(allocation.towns) + 2


def _all(rules: list[Rule]) -> list[Rule]:
    return [part for rule in rules for part in (*_all(list(_parts(rule))), rule)]


def _write_keys(allocation: Allocation, row: int, wanted: list[Rule]) -> int:
    """Write the share of each municipality under each key; gives the next free row."""
    work, sheet = allocation.work, allocation.sheet
    pairs = list(dict.fromkeys((r.key, r.outside) for r in _all(wanted) if isinstance(r, ByKey)))
    sheet.row(row, [work.say("Verdeelsleutels", "Keys"), ""], "head")
    for place, town in enumerate(allocation.towns):
        sheet.text(row + 1 + place, 0, work.programme.municipalities[town].title)
    for number, (key, outside) in enumerate(pairs):
        _write_key(allocation, row, 2 + KEY_COLUMNS * number, key, outside)
    return row + len(allocation.towns) + 2


def _write_key(allocation: Allocation, row: int, column: int, key: str, outside: tuple[str, ...]) -> None:
    """Write one key in four columns: takes part, stated share, share before and after adding up to one."""
    work, sheet, towns = allocation.work, allocation.sheet, allocation.towns
    spec = work.programme.allocation_keys[key]
    without = ", ".join(work.programme.municipalities[t].title for t in outside)
    title = work.text(spec.title) + (work.say(f" zonder {without}", f" without {without}") if outside else "")
    heads = work.say("doet mee|vast aandeel|ruw|aandeel", "takes part|stated share|raw|share").split("|")
    sheet.row(row, [f"{title}: {head}" for head in heads], "head", column)
    first, last = row + 1, row + len(towns)
    member = [sheet.number(first + i, column, float(t not in outside), "input") for i, t in enumerate(towns)]
    stated = {
        i: sheet.number(first + i, column + 1, spec.shares[t], "input_share")
        for i, t in enumerate(towns)
        if t in spec.shares
    }
    for i, part in enumerate(_raw_shares(allocation, spec, key, member, stated)):
        sheet.live(first + i, column + 2, part, "share")
    raw = sheet.cells((first, column + 2), (last, column + 2))
    total = sheet.live(last + 1, column + 2, _sum(raw), "share")
    shares = [
        sheet.live(first + i, column + 3, sheet.at(first + i, column + 2) / total, "share")
        for i in range(len(towns))
    ]
    allocation.keys[key, outside] = shares, sheet.cells((first, column + 3), (last, column + 3))


def _sum(cells: Cells) -> Live:
    return Live(f"SUM({cells.text})", sum(cells.values))


def _raw_shares(
    allocation: Allocation, spec: AllocationKey, key: str, member: list[Live], stated: dict[int, Live]
) -> list[Live]:
    """Stated shares, and for the others their part of the rest by population."""
    populations = population_keys(allocation.work)
    column = populations.index(spec.rest_by or key) + 2 if (spec.rest_by or key) in populations else None
    rest = 1 - add([share * member[i] for i, share in stated.items()])
    others = [i for i in range(len(member)) if i not in stated]
    people = {
        i: member[i] * allocation.sheet.at(FIRST_TOWN + i, column) for i in others if column is not None
    }
    total = add([people[i] for i in people])
    # With stated shares for all who take part there may be nobody to divide the rest over.
    parts = {
        i: if_(at_most(total, 0), 0, own / total * rest) if stated else own / total * rest
        for i, own in people.items()
    }
    return [stated[i] * member[i] if i in stated else parts[i] for i in range(len(member))]


def write_amounts(
    allocation: Allocation,
    gross: tuple[Labels, list[Cells]],
    damped: tuple[Labels, list[Cells]],
    cost: tuple[Labels, list[Cells]],
) -> None:
    """Write what each rule divides: gross, damped and cost of the other sheets, by their rule."""
    sheet, n = allocation.sheet, len(allocation.work.years)
    for row in range(allocation.head + 1, allocation.last_row() + 1):
        key = sheet.label(row, 0)
        for block, (labels, years) in enumerate((gross, damped, cost), start=1):
            for at in range(n):
                sheet.live(row, 2 + block * n + at, sumif(labels, key, years[at]))


def _write_head(allocation: Allocation, row: int) -> None:
    work, sheet = allocation.work, allocation.sheet
    allocation.head = row
    sheet.row(row - 1, [work.say("Verdeelregels", "Rules of allocation")], "heading")
    sheet.row(row, [work.say("Regel", "Rule"), work.say("Wat hij zegt", "What it says")], "head")
    sheet.row(row, [work.say(f"In beeld {y}", f"In view {y}") for y in work.years], "head_right", 2)
    kinds = work.say("Bruto|Na samenloop|Kosten", "Gross|Damped|Cost").split("|")
    for number, kind in enumerate(kinds):
        heads = [f"{kind} {year}" for year in work.years]
        sheet.row(row, heads, "head_right", 2 + len(work.years) * (1 + number))
    for at, year in enumerate(work.years):
        for town, name in enumerate(allocation.towns):
            column = allocation.column(town, at)
            sheet.text(row - 1, column, f"{work.programme.municipalities[name].title} {year}", "head_right")
            sheet.live(row, column, allocation.mask[town], "share")


def describe(work: Work, rule: Rule) -> str:
    """A rule in words."""
    say, towns = work.say, work.programme.municipalities
    match rule:
        case ByKey(key=key, outside=outside, fixed=fixed):
            names = ", ".join(towns[t].title for t in outside)
            without = say(f", zonder {names}", f", without {names}") if outside else ""
            how = (
                say(
                    "wie blijft draagt het deel van wie weggaat",
                    "those that stay bear the part of one that leaves",
                )
                if fixed
                else say(
                    "het bedrag daalt mee als een gemeente weggaat",
                    "the amount falls as a municipality leaves",
                )
            )
            return f"{_key_title(work, key)}{without}; {how}"
        case Alone(town=town):
            return say(f"alleen {towns[town].title}", f"{towns[town].title} alone")
        case Already(base=base, measure=measure):
            number = work.label(work.run.catalogue.measures[measure])
            return describe(work, base) + say(
                f"; min wat er al is van {number}", f"; less what is there already of {number}"
            )
        case Only(base=base, towns=some):
            names = ", ".join(towns[t].title for t in some)
            return describe(work, base) + say(f"; alleen {names}", f"; {names} alone")
        case Mean(rules=rules):
            return say("gemiddelde van ", "mean of ") + say(" en ", " and ").join(
                f"({describe(work, part)})" for part in rules
            )
