"""The budget tables as a reader gets them: in words, with signs, unit and rounding that adds up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from simulator.analysis.budget import (
    BudgetOptions,
    apart,
    budget_amendment,
    comparison,
    largest_remainder,
    measure_table,
    multi_year,
    municipality_table,
    round_half_up,
    taakveld_table,
    totals,
    unknown_posts,
)
from simulator.analysis.budget.options import PERCENTILES
from simulator.analysis.budget.tables import UNKNOWN_KIND
from simulator.analysis.budget.unknown import COLUMN, known_parts, left_out, posts, touches
from simulator.analysis.run import Run
from simulator.domain.base import Text
from simulator.export.budget_notes import NO_COLUMN, notes_of
from simulator.export.budget_rounding import Pair, line_amounts, measure_sums
from simulator.export.budget_totals import ABSENT, absent, heads, rounded_changes, total_rows
from simulator.export.budget_words import AMOUNTS, ITEMS, KINDS, TITLES, UNKNOWN, what_is_booked
from simulator.export.conventions import convention_of, favour
from simulator.export.unknown_amounts import PM, Cell, added, known_of, leaves_out, told

Value = Cell


@dataclass(frozen=True)
class Table:
    """A table ready to be written.

    Attributes
    ----------
    id : str
        Slug of the table.
    title : str
        Title in the language asked for.
    columns : tuple of str
        Heads.
    rows : tuple of tuple
        Cells; amounts are whole numbers of the unit, `Partly` where only a part is known and "PM" where
        nothing is. None where there is no amount.
    notes : tuple of str
        Legend: signs, unit, rounding and what is left out. Always to be shown with the table.
    left_out : str
        Head of a column that says which amounts of a row leave something out, where numbers must stay
        numbers; empty when none does.
    """

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[str, ...]
    left_out: str = ""


def raw_tables(run: Run, options: BudgetOptions | None = None) -> dict[str, pd.DataFrame]:
    """All budget tables in the signs of Koers, in EUR, not rounded; for other programs.

    For a percentile there are totals and the list of unknown posts alone: see `budget_lines`.
    """
    options = options or BudgetOptions()
    found = {"totalen": totals(run, options), "pm-posten": unknown_posts(run)}
    if options.statistic in PERCENTILES:
        return found
    return {
        "maatregelen": measure_table(run, options),
        "taakvelden": taakveld_table(run, options),
        "meerjarenraming": multi_year(run, options),
        "begrotingswijziging": budget_amendment(run, options),
        "gemeenten": municipality_table(run, options),
        "vergelijking": comparison(run, options),
        **found,
    }


def reader_tables(
    run: Run,
    options: BudgetOptions | None = None,
    lang: str = "nl",
    raw: Mapping[str, pd.DataFrame] | None = None,
) -> tuple[Table, ...]:
    """All budget tables as a reader gets them.

    Parameters
    ----------
    run : Run
        A run that fits the options.
    options : BudgetOptions, optional
        Statistic, unit and sign convention.
    lang : {"nl", "en"}
        Language.
    raw : mapping of DataFrame, optional
        The tables as `raw_tables` gives them for this run and these options, where they are at hand.

    Returns
    -------
    tuple of Table
        Amounts are rounded by the largest remainder: rows of a year add up to its rounded total.
    """
    options = options or BudgetOptions()
    return _Presenter(run, options, lang).tables(raw or raw_tables(run, options))


class _Presenter:
    """Turns the tables of one run into words, signs and whole amounts."""

    def __init__(self, run: Run, options: BudgetOptions, lang: str) -> None:
        self._run, self._options, self._lang = run, options, lang
        self._convention = convention_of(options.convention)
        self._changes: dict[int, int] = {}
        self._sums_of: dict[tuple[int, str], Pair] = {}
        self._posts = posts(run)

    def tables(self, all_digits: Mapping[str, pd.DataFrame]) -> tuple[Table, ...]:
        raw = {name: known_parts(frame) if COLUMN in frame else frame for name, frame in all_digits.items()}
        if "maatregelen" in raw:
            self._sums_of = measure_sums(raw["maatregelen"], self._options.unit)
            self._changes = rounded_changes(raw["meerjarenraming"], self._options.unit)
        makers = {
            "maatregelen": self._measures,
            "taakvelden": self._taakvelden,
            "meerjarenraming": self._multi_year,
            "begrotingswijziging": self._amendment,
            "gemeenten": self._towns,
            "vergelijking": self._plain_amounts,
            "totalen": self._plain_amounts,
            "pm-posten": self._unknown,
        }
        return tuple(
            self._table(name, *makers[name](frame), without=absent(frame)) for name, frame in raw.items()
        )

    def _table(
        self, name: str, columns: Sequence[str], rows: Sequence[tuple[Value, ...]], without: Sequence[str]
    ) -> Table:
        unknown = name != "pm-posten" and any(leaves_out(cell) for row in rows for cell in row)
        savings = any(post.item.what == "effect" for post in self._posts)
        sides = unknown and savings and name not in {"totalen", "vergelijking"}
        notes = notes_of(self._run, self._options, name, self._lang, unknown=unknown, sides=sides)
        notes += tuple(self._say(NO_COLUMN[one]) for one in without)
        head = self._words("PM niet begrepen in", "PM not included in")[0] if unknown else ""
        return Table(name, self._say(TITLES[name]), tuple(columns), tuple(rows), notes, head)

    def _say(self, text: Text) -> str:
        return str(getattr(text, self._lang))

    def _words(self, nl: str, en: str) -> list[str]:
        return (nl if self._lang == "nl" else en).split("|")

    @property
    def _nowhere(self) -> str:
        """What stands for the taakveld of what no source assigns to one."""
        return self._words("nog toe te delen", "not assigned yet")[0]

    def _heads(self) -> list[str]:
        return self._words("Lasten|Baten|Saldo|V/N", "Expenditure|Income|Balance|V/N")

    def _amounts(self, frame: pd.DataFrame) -> list[tuple[Value, ...]]:
        """Expenditure, income and balance as shown, and V or N, rounded so that each year adds up."""
        shown: dict[Any, tuple[Value, ...]] = {}
        for _, year in frame.groupby("year", sort=False):
            spent = self._whole(year["expenditure"].tolist())
            earned = self._whole(year["income"].tolist())
            for index, e, i in zip(year.index, spent, earned, strict=True):
                shown[index] = self._signed(e, i, str(year.at[index, COLUMN]))
        return [shown[index] for index in frame.index]

    def _signed(self, spent: int, earned: int, unknown: str) -> tuple[Value, ...]:
        """Expenditure, income, balance, and V or N of what is known; `unknown` is what they leave out."""
        amounts = (int(x) for x in self._convention.show(spent, earned))
        names = ("expenditure", "income", "net_cost")
        cells = tuple(told(x, unknown=touches(name, unknown)) for name, x in zip(names, amounts, strict=True))
        return (*cells, PM if cells[-1] == PM else favour(spent - earned))

    def _whole(self, amounts: Sequence[float]) -> list[int]:
        return largest_remainder([amount / self._options.unit for amount in amounts])

    def _measure(self, slug: str) -> str:
        measure = self._run.catalogue.measures[slug]
        number = f"{measure.number}. " if measure.number is not None else ""
        return number + self._say(measure.title)

    def _service(self, name: str) -> str:
        return self._say(self._run.catalogue.programme.services[name].title) if name else ""

    def _line(self, row: Mapping[str, Any]) -> str:
        """What a line is, in words: of a cost its title."""
        measure = self._run.catalogue.measures[row["measure"]]
        kind = self._say(KINDS[row["kind"]])
        if row["kind"] == UNKNOWN_KIND:
            keys = (row["measure"], row["name"])
            item = next(p.item for p in self._posts if (p.item.measure, p.name) == keys)
            return f"{self._say(UNKNOWN[item.what])}: {getattr(item, f'title_{self._lang}')}"
        if row["kind"] == "cost":
            pools = self._run.catalogue.programme.cost_pools
            title = (
                measure.costs[row["name"]].title if row["name"] in measure.costs else pools[row["name"]].title
            )
            return f"{kind}: {self._say(title)}"
        if row["kind"] == "booked":
            return f"{kind} ({self._say(measure.effects[row['name']].title)})"
        if row["kind"] == "spill_over":
            return f"{kind}: {self._say(measure.effects[row['name']].title)}"
        return kind

    def _measures(self, frame: pd.DataFrame) -> tuple[list[str], list[tuple[Value, ...]]]:
        heads = self._words(
            "Jaar|Maatregel|Regel|I/S|Wie betaalt|Voorziening|Taakveld",
            "Year|Measure|Line|I/S|Who pays|Service|Taakveld",
        )
        funders = self._run.catalogue.programme.funders
        rows: list[tuple[Value, ...]] = []
        rounded = line_amounts(frame, self._options.unit, self._sums_of)
        shown = [self._signed(*rounded[index], str(frame.at[index, COLUMN])) for index in frame.index]
        for row, amounts in zip(_records(frame), shown, strict=True):
            payer = self._say(funders[row["funder"]]) if row["funder"] else ""
            nature = {"structural": "S", "incidental": "I"}.get(row["nature"], "")
            place = (self._service(row["service"]), str(row["taakveld"]) or self._nowhere)
            words = (self._measure(row["measure"]), self._line(row), nature, payer, *place)
            rows.append((int(row["year"]), *words, *amounts))
        return [*heads, *self._heads()], [*rows, *self._sums(rows, 7)]

    def _sums(self, rows: Sequence[tuple[Value, ...]], first: int) -> Iterator[tuple[Value, ...]]:
        """A total for each year, of amounts as shown; a sum of unsigned ones would say nothing."""
        if self._convention.unsigned:
            return
        for year in sorted({row[0] for row in rows if isinstance(row[0], int)}):
            own = [row for row in rows if row[0] == year]
            sums = [added(row[first + i] for row in own) for i in range(3)]
            letter = favour(known_of(sums[2]) * self._convention.balance)
            total = self._words("Totaal", "Total")
            yield (year, *total, *[""] * (first - 2), *sums, PM if sums[2] == PM else letter)

    def _taakvelden(self, frame: pd.DataFrame) -> tuple[list[str], list[tuple[Value, ...]]]:
        heads = self._words("Jaar|Taakveld|Voorzieningen", "Year|Taakveld|Services")
        rows: list[tuple[Value, ...]] = []
        others = apart(self._run, self._options)
        for row, amounts in zip(_records(frame), self._amounts(frame), strict=True):
            services, taakveld = [self._service(s) for s in row["services"].split(", ") if s], row["taakveld"]
            held = what_is_booked(services, others.get(taakveld, {}), self._measure, self._lang)
            rows.append((int(row["year"]), taakveld or self._nowhere, held, *amounts))
        return [*heads, *self._heads()], [*rows, *self._sums(rows, 3)]

    def _multi_year(self, frame: pd.DataFrame) -> tuple[list[str], list[tuple[Value, ...]]]:
        """What measures change is rounded so that it adds up; what is left is the sum of rounded amounts."""
        rows: list[tuple[Value, ...]] = []
        for year, own in frame.groupby("year", sort=True):
            parts = own[~own["item"].isin(["baseline", "measures", "with_measures"])]
            without = dict(zip(own["item"], own[COLUMN], strict=True))
            base = round_half_up(_spent(own, "baseline") / self._options.unit)
            spent, earned = (self._whole(parts[name].tolist()) for name in ("expenditure", "income"))
            change = (sum(spent), sum(earned))
            pairs = [(base, 0), *zip(spent, earned, strict=True), change, (base + change[0], change[1])]
            names = ["baseline", *parts["item"].tolist(), "measures", "with_measures"]
            for name, pair in zip(names, pairs, strict=True):
                amounts = self._signed(*pair, without[name])
                # V and N are about a change; spending itself is no disadvantage.
                told = amounts if name not in {"baseline", "with_measures"} else (*amounts[:3], "")
                rows.append((int(str(year)), self._say(ITEMS[name]), *told))
        return [*self._words("Jaar|Post", "Year|Item"), *self._heads()], rows

    def _amendment(self, frame: pd.DataFrame) -> tuple[list[str], list[tuple[Value, ...]]]:
        years, first = self._run.plan.years, self._run.plan.years[0]
        later = [y for y in (first + 1, first + 2, first + 3) if y in years]
        word = self._words("Saldo", "Balance")[0]
        heads = [*self._words("Omschrijving", "Description"), *(f"{h} {first}" for h in self._heads()[:3])]
        slugs = [slug for slug in frame["measure"].tolist() if slug]
        of = {y: [self._sums_of.get((y, slug), (0, 0)) for slug in slugs] for y in (first, *later)}
        rows: list[tuple[Value, ...]] = []
        for place, slug in enumerate([*slugs, ""]):
            pairs = {y: own[place] if slug else _added(own) for y, own in of.items()}
            cells = {y: self._signed(*pair, left_out(self._posts, y, slug)) for y, pair in pairs.items()}
            amounts, shown = cells[first], [cells[y][2] for y in later]
            title = self._measure(slug) if slug else self._words("Totaal", "Total")[0]
            rows.append((title, *amounts[:3], *shown, amounts[3]))
        return [*heads, *(f"{word} {y}" for y in later), f"V/N {first}"], rows

    def _towns(self, frame: pd.DataFrame) -> tuple[list[str], list[tuple[Value, ...]]]:
        heads = self._words("Jaar|Gemeente", "Year|Municipality")
        towns = self._run.catalogue.programme.municipalities
        ordered = frame.sort_values("year", kind="stable")
        rows: list[tuple[Value, ...]] = [
            (int(row["year"]), towns[row["municipality"]].title, *amounts)
            for row, amounts in zip(_records(ordered), self._amounts(ordered), strict=True)
        ]
        return [*heads, *self._heads()], [*rows, *self._sums(rows, 2)]

    def _plain_amounts(self, frame: pd.DataFrame) -> tuple[list[str], list[tuple[Value, ...]]]:
        """A table of totals: each amount rounded by itself, the balance as in the other tables."""
        words = {name: self._say(text) for name, text in AMOUNTS.items()}
        frame = frame.drop(columns=[column for name in absent(frame) for column in ABSENT[name]])
        rows = total_rows(frame, self._options.unit, self._convention, self._changes)
        return heads(map(str, frame.columns), words), [tuple(row) for row in rows]

    def _unknown(self, frame: pd.DataFrame) -> tuple[list[str], list[tuple[Value, ...]]]:
        heads = self._words(
            "Maatregel|Soort|Omschrijving|Jaren|Bedrag", "Measure|Kind|Description|Years|Amount"
        )
        kinds = dict(zip(("effect", "cost"), self._words("besparing|kosten", "saving|cost"), strict=True))
        rows: list[tuple[Value, ...]] = [
            (
                self._measure(row["measure"]),
                kinds[row["what"]],
                row[f"title_{self._lang}"],
                _in_a_row(row["years"]),
                "PM",
            )
            for row in _records(frame)
        ]
        return heads, rows


def _spent(own: pd.DataFrame, item: str) -> float:
    return float(own.loc[own["item"] == item, "expenditure"].iloc[0])


def _added(pairs: Sequence[Pair]) -> Pair:
    return sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _in_a_row(years: Sequence[int]) -> str:
    """Write years, in order, as a range where they follow each other.

    >>> _in_a_row((2021, 2022, 2023, 2024)), _in_a_row((2022,)), _in_a_row((2021, 2023, 2024))
    ('2021–2024', '2022', '2021, 2023, 2024')
    """
    first, last = years[0], years[-1]
    return f"{first}–{last}" if last - first == len(years) - 1 > 1 else ", ".join(map(str, years))
