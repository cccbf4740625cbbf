"""Rules on the list of amounts in the letter: against the tables, and its sum."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from simulator.analysis.audit.case import Case
from simulator.analysis.audit.finding import AuditFinding, Severity
from simulator.analysis.audit.scenarios import default_reading_scenario
from simulator.analysis.audit.tables import ROUNDING, YearRead
from simulator.analysis.audit.wording import Euros, Field, Phrase, Result, number, phrase
from simulator.domain.printed import AmountList, ListedAmount
from simulator.domain.scenario import Layers, MeasureSetting
from simulator.engine.result import REGION

ROUNDED_BY = 0.01
"""Part of an amount that rounding may take off: more than that is another amount."""


@dataclass(frozen=True)
class _Match:
    """What a listed amount turns out to be."""

    rule: str
    severity: Severity
    other_year: int | None = None


def check_letter(case: Case) -> Iterator[AuditFinding]:
    """Amounts in the letter's list that aren't the net amount of their table.

    The difference is the table's net amount less the listed one.
    """
    letter = case.printed.letter if case.printed else None
    if letter is None:
        return
    for amount in letter.amounts:
        if amount.measure in case.tables:
            years = case.tables[amount.measure].years
            match = _match(listed_eur(letter, amount), years, letter.year)
            if match is not None:
                yield _finding(case, letter, amount, match)
    yield from _missing(case, letter)


def listed_eur(letter: AmountList, amount: ListedAmount) -> float:
    """A listed amount in EUR and in the sign of Koers: a saving is positive.

    >>> from simulator.domain.base import Text
    >>> amount = ListedAmount(measure="plan-a", printed="- 900.000", line=136)
    >>> title = Text(nl="Brief", en="Letter")
    >>> listed_eur(AmountList(title=title, year=2024, saving=-1, amounts=(amount,)), amount)
    900000.0
    """
    return float(amount.printed.replace(".", "").replace(" ", "")) * letter.saving


def _match(listed: float, years: Mapping[int, YearRead], year: int) -> _Match | None:
    """What a listed amount is; None when it is the net amount."""
    read = years[year]
    if _same(listed, read.net):
        return None
    found = None
    if _same(listed, read.effect):
        found = _Match("letter-gross", "warning")
    elif _rounded(listed, read.net):
        found = _Match("letter-rounded", "note")
    elif _rounded(listed, read.effect):
        found = _Match("letter-gross-rounded", "warning")
    elif read.net is not None and _same(listed, -read.net):
        found = _Match("letter-opposite-sign", "error")
    return found or _other_year(listed, years, year) or _Match("letter-no-match", "error")


def _same(listed: float, amount: float | None) -> bool:
    return amount is not None and abs(listed - amount) <= ROUNDING


def _rounded(listed: float, amount: float | None) -> bool:
    """Whether the listed amount is the other one, rounded up or down to its own last digit."""
    if amount is None or listed == 0:
        return False
    unit = 1
    while listed % (unit * 10) == 0:
        unit *= 10
    return abs(listed - amount) < unit and abs(listed - amount) <= ROUNDED_BY * abs(amount)


def _other_year(listed: float, years: Mapping[int, YearRead], year: int) -> _Match | None:
    for other, read in years.items():
        cost = None if read.cost is None else -read.cost
        if other != year and any(_same(listed, amount) for amount in (read.net, read.effect, cost)):
            return _Match("letter-other-year", "warning", other)
    return None


def _finding(case: Case, letter: AmountList, amount: ListedAmount, match: _Match) -> AuditFinding:
    table = case.tables[amount.measure]
    read = table.years[letter.year]
    listed = listed_eur(letter, amount)
    fields: dict[str, Field] = {
        "listed": Result(listed),
        "net": _known(read.net),
        "cost": Euros(read.cost) if read.cost is not None else phrase("no_amount"),
        "other_year": match.other_year or "",
        "there": _there(read),
        "swing": Euros(2 * listed),
    }
    return case.finding(
        match.rule,
        match.severity,
        fields,
        measures=(amount.measure,),
        year=letter.year,
        row="net",
        line=f"{amount.line}, {table.line('cost', 'effect', 'net')}",
        printed=amount.printed,
        computed=read.net,
        difference_eur=None if read.net is None else read.net - listed,
    )


def _known(net: float | None) -> Field:
    return phrase("no_amount") if net is None else Result(net)


def _there(read: YearRead) -> Phrase:
    """The three amounts of a year in words, unknown ones as "no amount"."""
    if read.cost is None and read.effect is None and read.net is None:
        return phrase("no_amount")
    effect, cost = (
        phrase("no_amount") if amount is None else Euros(amount) for amount in (read.effect, read.cost)
    )
    return phrase("there", effect=effect, cost=cost, net=_known(read.net))


def _missing(case: Case, letter: AmountList) -> Iterator[AuditFinding]:
    """Tables with a net amount that the letter passes over, rejected measures aside."""
    named = {amount.measure for amount in letter.amounts}
    for name, table in case.tables.items():
        net = table.years[letter.year].net
        if net and name not in named and case.measure(name).status != "rejected":
            yield case.finding(
                "letter-missing",
                "note",
                {"net": Result(net)},
                measures=(name,),
                year=letter.year,
                line=table.line("net"),
                computed=net,
            )


def check_letter_sum(case: Case) -> Iterator[AuditFinding]:
    """The sum of the letter's list, against the tables and against what is left after damping.

    Computed is the sum of the tables' net amounts, under each table's own signs; the difference is that
    sum less the letter's. A note when only the damping makes the sum too high.
    """
    letter = case.printed.letter if case.printed else None
    if letter is None:
        return
    listed = {a.measure: listed_eur(letter, a) for a in letter.amounts if a.measure in case.tables}
    nets = {name: case.tables[name].years[letter.year].net for name in listed}
    known = {name: net for name, net in nets.items() if net is not None}
    damped = _damped_net(case, tuple(listed), letter.year)
    total, tables = sum(listed.values()), sum(known.values())
    if all(abs(total - other) <= ROUNDING for other in (tables, damped)):
        return
    opposite = [name for name, net in known.items() if net and _same(listed[name], -net)]
    as_letter = tables - 2 * sum(known[name] for name in opposite)
    unknown = [name for name in listed if name not in known]
    yield case.finding(
        "letter-sum",
        "warning" if abs(total - tables) > ROUNDING else "note",
        {
            "listed": Result(total),
            "net": Result(tables),
            "opposite": _about("opposite", case, opposite, sum=Result(as_letter)),
            "unknown": _about("left_out", case, unknown),
            "damped": Result(damped),
        },
        year=letter.year,
        line=f"{letter.amounts[0].line}-{letter.amounts[-1].line}",
        printed=number(total, "nl", 0),
        computed=tables,
        difference_eur=tables - total,
    )


def _about(key: str, case: Case, measures: list[str], **fields: Field) -> Phrase:
    """A sentence about some measures; nothing when there are none."""
    return phrase(key, measures=case.all_called(measures), **fields) if measures else phrase("empty")


def _damped_net(case: Case, measures: tuple[str, ...], year: int) -> float:
    """Net saving of some measures together under default readings, overlap and shared costs included."""
    scenario = default_reading_scenario(case.catalogue).model_copy(
        update={"layers": Layers(), "measures": {name: MeasureSetting() for name in measures}}
    )
    outcome = case.run(scenario)
    return float(outcome.most_likely.totals[REGION].net[case.years.index(year), 0])
