"""Sheet Begroting: the multi-year overview, the amendment, and every line per measure, all live."""

from __future__ import annotations

from dataclasses import dataclass, field

from simulator.analysis.budget.taakvelden import place_of_post
from simulator.analysis.budget.unknown import Post, touches
from simulator.export.conventions import favour
from simulator.export.unknown_amounts import PM
from simulator.export.workbook.allocation import Allocation
from simulator.export.workbook.baseline import Baseline
from simulator.export.workbook.budget_lines import Line, lines_of, taakveld_words
from simulator.export.workbook.costs import Costs
from simulator.export.workbook.damping import Damping
from simulator.export.workbook.effects import Effects
from simulator.export.workbook.live import Live, add, live
from simulator.export.workbook.rules import service_rule
from simulator.export.workbook.unknown import of_year, style_of, title_of, write_pm
from simulator.export.workbook.work import Work

TOP = 8
LABELS = 5
PER_YEAR = 4
"""Columns of a year: expenditure, income, balance, and V or N."""

ITEMS = (
    *("baseline", "saving", "own_contribution", "cost", "spill_over"),
    *("unknown", "measures", "with_measures"),
)
"""Rows of the overview; that of posts without an amount only where there are any."""

COLUMNS = ("expenditure", "income", "net_cost")
Cell = Live | None
"""A cell with an amount; None where it is the text PM."""
Cells = tuple[Cell, ...]


@dataclass
class Budget:
    """The cells of the sheet.

    Attributes
    ----------
    totals : dict
        Expenditure and income per row of the overview, by item and "expenditure", "income" or "balance".
    measures : list
        Expenditure, income and balance of each measure, one cell a year each; None where it says PM.
    """

    totals: dict[tuple[str, str], Cells] = field(default_factory=dict)
    measures: list[tuple[Cells, Cells, Cells]] = field(default_factory=list)


def budget_of(
    work: Work,
    baseline: Baseline,
    allocation: Allocation,
    effects: Effects,
    damping: Damping,
    costs: Costs,
) -> Budget:
    """Write the sheet."""
    lines = list(lines_of(work, damping, costs))
    return BudgetWriter(work, lines, {**effects.posts, **costs.posts}).write(baseline, allocation)


class BudgetWriter:
    """Writes the sheet from its lines, and from the cells of posts without an amount."""

    def __init__(self, work: Work, lines: list[Line], posts: dict[tuple[str, str], str]) -> None:
        self._work, self._lines, self._sheet = work, lines, work.sheet("budget")
        self._posts = posts
        self._items = [item for item in ITEMS if work.posts or item != "unknown"]
        self._n, self._found = len(work.years), Budget()
        self._unit = live(1)
        self._amendment = TOP + len(self._items) + 3 + (2 if work.options.budget else 0)
        self._detail = self._amendment + len(work.run.plan.measures) + 5

    def write(self, baseline: Baseline, allocation: Allocation) -> Budget:
        """Write the lines, and above them the overview and the amendment, which add them up."""
        self._write_top()
        sums = self._write_lines()
        self._write_overview(sums, baseline, allocation)
        if self._work.options.budget:
            self._write_own_budget(TOP + len(self._items))
        self._write_amendment()
        return self._found

    def _write_top(self) -> None:
        work, sheet, say = self._work, self._sheet, self._work.say
        sheet.bare = True
        heads = say("Lasten|Baten|Saldo|V/N", "Expenditure|Income|Balance|V/N").split("|")
        sheet.setup([60, 5, 26, 34, 15, *[17, 17, 17, 5] * self._n], (TOP, 1), TOP - 1)
        work.top(
            "budget",
            say("Begroting", "Budget"),
            say("Tekens: ", "Signs: ") + work.text(work.convention.legend),
            say(
                "Meest waarschijnlijk geval. Bedragen zijn niet afgerond, alleen zo getoond: een som van "
                "getoonde bedragen kan 1 afwijken.",
                "Most likely case. Amounts are shown rounded but are not: a sum of shown amounts may differ "
                "by 1.",
            ),
            say(
                "I = incidenteel, S = structureel. Mutaties ten opzichte van ongewijzigd beleid. Klik op "
                "'herkomst' om een "
                "bedrag te volgen. PM = onbekend, geen nul; + PM: het getal in de cel is het bekende deel, "
                "en V of N gaat daarover. Een som laat PM weg en zegt dat.",
                "I = incidental, S = structural. Changes against unchanged policy. Click 'origin' to "
                "follow an amount. PM = unknown, not zero; + PM: the number in the cell is the known part, "
                "and V or N is about that. A sum leaves PM out and says so.",
            ),
        )
        sheet.text(
            5, 0, say("Eenheid (1 = euro, 1000 = duizend euro)", "Unit (1 = euro, 1000 = thousand euro)")
        )
        self._unit = sheet.number(5, 1, self._work.options.unit, "input", "p_eenheid")
        # Whoever changes the cell reads what amounts are now.
        euro, other = (work.unit_words(unit) for unit in (1, 1000))
        told = f'IF(p_eenheid=1,"{euro}",IF(p_eenheid=1000,"{other}",""))'
        sheet.live_text(5, 2, told, work.unit, "indented")
        words = say(
            "Omschrijving|I/S|Wie betaalt|Taakveld|Herkomst",
            "Description|I/S|Who pays|Taakveld|Origin",
        )
        # The row of heads stands on every page that is printed, so it names no table.
        sheet.text(TOP - 2, 0, say("Meerjarenraming", "Multi-year overview"), "heading")
        self._write_heads(TOP - 1, words.split("|"), heads)

    def _write_heads(self, row: int, labels: list[str], heads: list[str]) -> None:
        self._sheet.row(row, labels)
        for at, year in enumerate(self._work.years):
            self._sheet.row(row, [f"{h} {year}" for h in heads], "head_right", LABELS + at * PER_YEAR)

    def _write_lines(self) -> dict[str, list[int]]:
        """Write the lines under their measures; gives the rows of each item of the overview."""
        work, rows = self._work, dict[str, list[int]]()
        words = work.say(
            "Per maatregel|I/S|Wie betaalt|Taakveld|Herkomst", "Per measure|I/S|Who pays|Taakveld|Origin"
        )
        heads = work.say("Lasten|Baten|Saldo|V/N", "Expenditure|Income|Balance|V/N").split("|")
        self._write_heads(self._detail, words.split("|"), heads)
        row = self._detail + 1
        for measure in range(len(work.run.plan.measures)):
            total_row, own = row, [line for line in self._lines if line.measure == measure]
            row += 1
            for line in own:
                self._write_line(row, line)
                # What is spent in place of a saving leaves the net saving in the row of savings.
                rows.setdefault("saving" if line.kind == "booked" else line.kind, []).append(row)
                row += 1
            for post in (p for p in work.posts if p.item.measure == work.run.plan.measures[measure]):
                self._write_post(row, post)
                row += 1
            self._write_measure(total_row, measure, range(total_row + 1, row))
        self._write_unknown(row + 1)
        return rows

    def _write_post(self, row: int, post: Post) -> None:
        """Write a line without an amount: the text PM where it would count, and zero where it does not."""
        work, sheet = self._work, self._sheet
        sheet.text(row, 0, title_of(work, post), "wrap_indented")
        sheet.text(row, 3, taakveld_words(work, place_of_post(work.run.catalogue, post)), "wrap")
        origin = self._posts[post.item.measure, post.name]
        sheet.link(row, 4, origin, origin)
        for at, year in enumerate(work.years):
            first, unknown = LABELS + at * PER_YEAR, post.item.what if year in post.years else "none"
            for place, column in enumerate(COLUMNS):
                cell = None if touches(column, unknown) else live(0)
                self._write_one(row, first + place, cell, "euro", column, unknown)
            # A letter is about the balance.
            sheet.text(row, first + len(COLUMNS), "–" if unknown == "none" else PM, "centre")

    def _write_line(self, row: int, line: Line) -> None:
        sheet, signs = self._sheet, self._work.convention
        sheet.text(row, 0, line.label, "wrap_indented")
        for column, text in enumerate((line.nature, line.funder, line.taakveld), start=1):
            sheet.text(row, column, text, "centre" if column == 1 else "wrap")
        sheet.link(row, 4, line.origin, line.origin)
        for at, amount in enumerate(line.amounts):
            more_spending = 0 if line.is_income else (1 if line.is_cost else -1)
            spending = self._signed(signs.expenditure * more_spending, amount)
            income = self._signed(signs.income if line.is_income else 0, amount)
            self._write_amounts(row, at, spending, income, "euro")

    def _signed(self, sign: int, amount: Live) -> Live:
        if sign == 0:
            return live(0)
        scaled = amount / self._unit
        return scaled if sign > 0 else -scaled

    def _write_amounts(
        self,
        row: int,
        at: int,
        spending: Cell,
        income: Cell,
        style: str,
        *,
        is_change: bool = True,
        unknown: str = "none",
    ) -> tuple[Cell, Cell, Cell]:
        """Write expenditure, income, balance and V or N of a year; spending itself is neither V nor N.

        An amount of which nothing is known is None, and the cell says PM; the balance is of what is known.
        """
        signs, first = self._work.convention, LABELS + at * PER_YEAR
        a, b = (
            self._write_one(row, first + place, amount, style, COLUMNS[place], unknown)
            for place, amount in enumerate((spending, income))
        )
        # balance = sign * (spending - income), with spending and income as they are shown.
        same = signs.balance * signs.expenditure > 0
        if a is None or b is None:
            balance = b if a is None else (a if same else -a)
        else:
            balance = a + b if same else b - a
        total = self._write_one(row, first + 2, balance, style, COLUMNS[2], unknown)
        letters = "total_centre" if style == "euro_total" else "centre"
        if total is None or not is_change:
            self._sheet.text(row, first + 3, PM if total is None else "", letters)
        else:
            self._write_favour(row, first + 3, total, letters, partly=touches(COLUMNS[2], unknown))
        return a, b, total

    def _write_one(self, row: int, column: int, amount: Cell, style: str, name: str, unknown: str) -> Cell:
        if amount is None:
            write_pm(self._sheet, row, column, style)
            return None
        return self._sheet.live(row, column, amount, style_of(style, name, unknown))

    def _write_favour(
        self, row: int, column: int, balance: Live, style: str, *, partly: bool = False
    ) -> None:
        """Write V or N: whether the budget gains or loses by a balance; of nothing known PM."""
        sign = self._work.convention.balance
        better, worse = ("V", "N") if sign > 0 else ("N", "V")
        neither = PM if partly else "–"
        formula = f'IF(ABS({balance.text})<0.5,"{neither}",IF({balance.text}<0,"{better}","{worse}"))'
        letter = favour(balance.value * sign)
        self._sheet.live_text(row, column, formula, neither if letter == "–" else letter, style)

    def _write_measure(self, row: int, measure: int, lines: range) -> None:
        """Write the sum of a measure, above its lines."""
        work, slug = self._work, self._work.run.plan.measures[measure]
        self._sheet.row(row, [work.label(work.measure(measure)), *[""] * (LABELS - 1)], "total")
        own = [line for line in self._lines if line.measure == measure]
        known = {
            "expenditure": any(not line.is_income for line in own),
            "income": any(line.is_income for line in own),
        }
        years = []
        for at, year in enumerate(work.years):
            unknown = of_year(work, year, slug)
            spent, earned = (
                self._over(lines, at, place) if known[name] or not touches(name, unknown) else None
                for place, name in enumerate(COLUMNS[:2])
            )
            years.append(self._write_amounts(row, at, spent, earned, "euro_total", unknown=unknown))
        self._found.measures.append(tuple(tuple(y[i] for y in years) for i in range(3)))  # type: ignore[arg-type]

    def _over(self, rows: range, at: int, column: int) -> Live:
        """Sum of a column of a year over rows that follow each other."""
        if not rows:
            return live(0)
        where = LABELS + at * PER_YEAR + column
        cells = self._sheet.cells((rows[0], where), (rows[-1], where))
        return Live(f"SUM({cells.text})", sum(cells.values))

    def _write_overview(self, rows: dict[str, list[int]], baseline: Baseline, allocation: Allocation) -> None:
        """Write unchanged policy, what changes, and what is left."""
        say = self._work.say
        titles = {
            "baseline": say("Ongewijzigd beleid (basispad)", "Unchanged policy (baseline)"),
            "saving": say("Maatregelen: lagere lasten", "Measures: lower spending"),
            "own_contribution": say("Maatregelen: eigen bijdragen", "Measures: own contributions"),
            "cost": say("Kosten van de uitvoering", "Costs of carrying out"),
            "spill_over": say("Waterbed: wat elders terugkomt", "Waterbed: what comes back elsewhere"),
            "unknown": say("Zonder bedrag (PM)", "Without an amount (PM)"),
            "measures": say("Saldo van de maatregelen", "Balance of the measures"),
            "with_measures": say("Met maatregelen", "With measures"),
        }
        for place, item in enumerate(self._items):
            row, found = TOP + place, []
            style = "euro_total" if item in ("measures", "with_measures") else "euro"
            label = "total" if style == "euro_total" else "plain"
            self._sheet.row(row, [titles[item], *[""] * (LABELS - 1)], label)
            for at, year in enumerate(self._work.years):
                parts = self._item(item, rows, at, baseline, allocation)
                is_change = item not in ("baseline", "with_measures")
                unknown = of_year(self._work, year) if item in ITEMS[ITEMS.index("unknown") :] else "none"
                found.append(
                    self._write_amounts(row, at, *parts, style, is_change=is_change, unknown=unknown)
                )
            for i, name in enumerate(("expenditure", "income", "balance")):
                self._found.totals[item, name] = tuple(year[i] for year in found)

    def _item(
        self, item: str, rows: dict[str, list[int]], at: int, baseline: Baseline, allocation: Allocation
    ) -> tuple[Cell, Cell]:
        """Expenditure and income of a row of the overview in a year."""
        first, signs, work = LABELS + at * PER_YEAR, self._work.convention, self._work
        changes = [TOP + place for place, name in enumerate(self._items) if name in ITEMS[1:5]]
        if item == "baseline":
            spent = [
                baseline.services[s.name][at] * allocation.in_view(service_rule(work, s.name), at)
                for s in work.run.plan.services
            ]
            return self._signed(signs.expenditure, _bracket(add(spent))), live(0)
        if item == "with_measures":
            return self._pair([TOP, TOP + self._items.index("measures")], first)
        if item == "unknown":
            unknown = of_year(work, work.years[at])
            spent_and_earned = (None if touches(name, unknown) else live(0) for name in COLUMNS[:2])
            return tuple(spent_and_earned)  # type: ignore[return-value]
        return self._pair(changes if item == "measures" else rows.get(item, []), first)

    def _write_own_budget(self, row: int) -> None:
        """Write the reader's own budget, and spending with the measures against it; blank if unknown."""
        say, sheet, signs = self._work.say, self._sheet, self._work.convention
        sheet.text(row, 0, say("Eigen begroting, saldo in euro", "Own budget, balance in euro"))
        sheet.text(row + 1, 0, say("Met maatregelen min eigen begroting", "With measures less own budget"))
        for at, year in enumerate(self._work.years):
            if year not in self._work.options.budget:
                continue
            column = LABELS + at * PER_YEAR + 2
            own = sheet.number(row, column, signs.balance * self._work.options.budget[year], "input_euro")
            left = sheet.at(TOP + self._items.index("with_measures"), column) - own / self._unit
            unknown = of_year(self._work, year)
            more = sheet.live(row + 1, column, left, style_of("euro", "against_budget", unknown))
            self._write_favour(row + 1, column + 1, more, "centre")

    def _pair(self, rows: list[int], first: int) -> tuple[Live, Live]:
        return tuple(add([self._sheet.at(row, first + i) for row in rows]) for i in (0, 1))  # type: ignore[return-value]

    def _write_amendment(self) -> None:
        """Write the amendment as Hilversum lays it out: year t in full, then balances of the years after."""
        work, sheet, say = self._work, self._sheet, self._work.say
        row, first = self._amendment, work.years[0]
        later = [f"Saldo {year}" if work.lang == "nl" else f"Balance {year}" for year in work.years[1:4]]
        sheet.text(row - 1, 0, say("Begrotingswijziging", "Budget amendment"), "heading")
        heads = [say("Omschrijving", "Description"), "", "", "", ""]
        sheet.row(row, heads)
        words = say("Lasten|Baten|Saldo", "Expenditure|Income|Balance").split("|")
        amounts = [f"{w} {first}" for w in words]
        sheet.row(row, [*amounts, "V/N", *later], "head_right", LABELS)
        lines = [*range(len(work.run.plan.measures)), None]
        for place, measure in enumerate(lines, start=row + 1):
            total = measure is None
            style = "euro_total" if total else "euro"
            title = (
                say("Totaal begrotingswijziging", "Total amendment")
                if measure is None
                else work.label(work.measure(measure))
            )
            sheet.row(place, [title, *[""] * (LABELS - 1)], "total" if total else "plain")
            cells = (
                tuple(self._found.totals["measures", n] for n in ("expenditure", "income", "balance"))
                if measure is None
                else self._found.measures[measure]
            )
            slug = "" if measure is None else work.run.plan.measures[measure]
            unknown = [of_year(work, year, slug) for year in work.years]
            self._write_amounts(place, 0, cells[0][0], cells[1][0], style, unknown=unknown[0])
            for at in range(1, min(4, self._n)):
                self._write_one(place, LABELS + 3 + at, cells[2][at], style, COLUMNS[2], unknown[at])

    def _write_unknown(self, row: int) -> None:
        work, sheet = self._work, self._sheet
        title = work.say(
            "PM: niet in de bedragen hierboven, want het bedrag is onbekend (geen nul)",
            "PM: not in the amounts above, as the amount is unknown (not zero)",
        )
        sheet.text(row, 0, title, "heading")
        for line, item in enumerate(work.run.plan.unknown, start=row + 1):
            said = item.title_nl if work.lang == "nl" else item.title_en
            sheet.text(
                line, 0, f"{work.label(work.run.catalogue.measures[item.measure])}: {said}", "indented"
            )
            # Below the balance of each year.
            unknown = item.years_left_out_of(work.run.scenario.municipality)
            for at, year in enumerate(work.years):
                if year in unknown:
                    write_pm(sheet, line, LABELS + at * PER_YEAR + 2)


def _bracket(part: Live) -> Live:
    return Live(f"({part.text})", part.value)
