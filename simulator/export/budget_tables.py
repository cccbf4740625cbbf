"""The budget tables as a reader gets them: in words, with signs, unit and rounding that adds up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from simulator.analysis.budget import (
    BudgetOptions,
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
from simulator.analysis.run import Run
from simulator.domain.base import Text
from simulator.export.conventions import convention_of, favour

Value = str | int | float | None

KINDS = {
    "lower_spending": Text(nl="lagere lasten", en="lower spending"),
    "execution": Text(nl="minder uitvoering", en="less execution"),
    "own_contribution": Text(nl="eigen bijdrage", en="own contribution"),
    "cost": Text(nl="kosten", en="cost"),
    "spill_over": Text(nl="waterbed", en="waterbed"),
}
ITEMS = {
    "baseline": Text(nl="Ongewijzigd beleid", en="Unchanged policy"),
    "saving": Text(nl="Lagere lasten", en="Lower spending"),
    "own_contributions": Text(nl="Eigen bijdragen", en="Own contributions"),
    "costs": Text(nl="Kosten van de uitvoering", en="Costs of carrying out"),
    "spill_over": Text(nl="Waterbed", en="Waterbed"),
    "measures": Text(nl="Saldo van de maatregelen", en="Balance of the measures"),
    "with_measures": Text(nl="Met maatregelen", en="With measures"),
}
TITLES = {
    "maatregelen": Text(nl="Per maatregel en jaar", en="Per measure and year"),
    "taakvelden": Text(nl="Per taakveld en jaar", en="Per taakveld and year"),
    "meerjarenraming": Text(nl="Meerjarenraming", en="Multi-year overview"),
    "begrotingswijziging": Text(nl="Begrotingswijziging", en="Budget amendment"),
    "gemeenten": Text(nl="Per gemeente en jaar", en="Per municipality and year"),
    "vergelijking": Text(
        nl="Ongewijzigd beleid, maatregelen en taak", en="Unchanged policy, measures and task"
    ),
    "totalen": Text(nl="Totalen", en="Totals"),
    "pm-posten": Text(nl="PM-posten", en="Posts without an amount"),
}


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
        Cells; amounts are whole numbers of the unit, None where nobody knows the amount.
    notes : tuple of str
        Legend: signs, unit, rounding and what is left out. Always to be shown with the table.
    """

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[str, ...]


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


def reader_tables(run: Run, options: BudgetOptions | None = None, lang: str = "nl") -> tuple[Table, ...]:
    """All budget tables as a reader gets them.

    Parameters
    ----------
    run : Run
        A run that fits the options.
    options : BudgetOptions, optional
        Statistic, unit and sign convention.
    lang : {"nl", "en"}
        Language.

    Returns
    -------
    tuple of Table
        Amounts are rounded by the largest remainder: rows of a year add up to its rounded total.
    """
    return _Presenter(run, options or BudgetOptions(), lang).tables()


class _Presenter:
    """Turns the tables of one run into words, signs and whole amounts."""

    def __init__(self, run: Run, options: BudgetOptions, lang: str) -> None:
        self._run, self._options, self._lang = run, options, lang
        self._convention = convention_of(options.convention)

    def tables(self) -> tuple[Table, ...]:
        raw = raw_tables(self._run, self._options)
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
        return tuple(self._table(name, *makers[name](frame)) for name, frame in raw.items())

    def _table(self, name: str, columns: Sequence[str], rows: Sequence[tuple[Value, ...]]) -> Table:
        return Table(name, self._say(TITLES[name]), tuple(columns), tuple(rows), self._notes())

    def _say(self, text: Text) -> str:
        return str(getattr(text, self._lang))

    def _words(self, nl: str, en: str) -> list[str]:
        return (nl if self._lang == "nl" else en).split("|")

    def _notes(self) -> tuple[str, ...]:
        unit = self._words(
            "Bedragen in euro." if self._options.unit == 1 else "Bedragen × € 1.000.",
            "Amounts in euro." if self._options.unit == 1 else "Amounts × € 1,000.",
        )
        rounding = self._words(
            "Afgerond volgens de grootste rest: lasten en baten van een jaar tellen op tot hun afgeronde "
            "totaal, "
            "het saldo is het verschil van de afgeronde bedragen.",
            "Rounded by the largest remainder: spending and income of a year add up to their rounded "
            "total, the "
            "balance is the difference of the rounded amounts.",
        )
        unknown = self._words(
            "PM-posten zijn in geen bedrag begrepen.", "Posts without an amount are in no total."
        )
        about = f"run_id {self._run.run_id}; {self._options.statistic}; {self._run.view}"
        return (self._say(self._convention.legend), *unit, *rounding, *unknown, about)

    def _heads(self) -> list[str]:
        return self._words("Lasten|Baten|Saldo|V/N", "Expenditure|Income|Balance|V/N")

    def _amounts(self, frame: pd.DataFrame) -> list[tuple[Value, ...]]:
        """Expenditure, income and balance as shown, and V or N, rounded so that each year adds up."""
        shown: dict[Any, tuple[Value, ...]] = {}
        for _, year in frame.groupby("year", sort=False):
            spent = self._whole(year["expenditure"].tolist())
            earned = self._whole(year["income"].tolist())
            for index, e, i in zip(year.index, spent, earned, strict=True):
                shown[index] = self._signed(e, i)
        return [shown[index] for index in frame.index]

    def _signed(self, spent: int, earned: int) -> tuple[Value, ...]:
        amounts = tuple(int(x) for x in self._convention.show(spent, earned))
        return (*amounts, favour(spent - earned))

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
        if row["kind"] == "cost":
            pools = self._run.catalogue.programme.cost_pools
            title = (
                measure.costs[row["name"]].title if row["name"] in measure.costs else pools[row["name"]].title
            )
            return f"{kind}: {self._say(title)}"
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
        for row, amounts in zip(_records(frame), self._amounts(frame), strict=True):
            payer = self._say(funders[row["funder"]]) if row["funder"] else ""
            nature = "S" if row["nature"] == "structural" else "I"
            place = (self._service(row["service"]), str(row["taakveld"]))
            words = (self._measure(row["measure"]), self._line(row), nature, payer, *place)
            rows.append((int(row["year"]), *words, *amounts))
        return [*heads, *self._heads()], [*rows, *self._sums(rows, 7)]

    def _sums(self, rows: Sequence[tuple[Value, ...]], first: int) -> Iterator[tuple[Value, ...]]:
        """A total for each year, of amounts as shown; a sum of unsigned ones would say nothing."""
        if self._convention.unsigned:
            return
        for year in sorted({row[0] for row in rows if isinstance(row[0], int)}):
            own = [row for row in rows if row[0] == year]
            sums = [sum(int(row[first + i] or 0) for row in own) for i in range(3)]
            total = self._words("Totaal", "Total")
            yield (year, *total, *[""] * (first - 2), *sums, favour(sums[2] * self._convention.balance))

    def _taakvelden(self, frame: pd.DataFrame) -> tuple[list[str], list[tuple[Value, ...]]]:
        heads = self._words("Jaar|Taakveld|Voorzieningen", "Year|Taakveld|Services")
        none = self._words("nog toe te delen", "not assigned yet")[0]
        rows: list[tuple[Value, ...]] = []
        for row, amounts in zip(_records(frame), self._amounts(frame), strict=True):
            services = ", ".join(self._service(s) for s in str(row["services"]).split(", ") if s)
            rows.append((int(row["year"]), str(row["taakveld"]) or none, services, *amounts))
        return [*heads, *self._heads()], [*rows, *self._sums(rows, 3)]

    def _multi_year(self, frame: pd.DataFrame) -> tuple[list[str], list[tuple[Value, ...]]]:
        """Parts are rounded so that they add up; sums are taken of the rounded parts."""
        parts = frame[~frame["item"].isin(["measures", "with_measures"])]
        rows: list[tuple[Value, ...]] = []
        for year, own in parts.groupby("year", sort=True):
            spent, earned = (self._whole(own[name].tolist()) for name in ("expenditure", "income"))
            names = own["item"].tolist()
            change = (sum(spent[1:]), sum(earned[1:]))
            whole = (sum(spent), sum(earned))
            pairs = [*zip(spent, earned, strict=True), change, whole]
            for name, pair in zip([*names, "measures", "with_measures"], pairs, strict=True):
                rows.append((int(str(year)), self._say(ITEMS[name]), *self._signed(*pair)))
        return [*self._words("Jaar|Post", "Year|Item"), *self._heads()], rows

    def _amendment(self, frame: pd.DataFrame) -> tuple[list[str], list[tuple[Value, ...]]]:
        years, first = self._run.plan.years, self._run.plan.years[0]
        later = [y for y in (first + 1, first + 2, first + 3) if y in years]
        word = self._words("Saldo", "Balance")[0]
        heads = [*self._words("Omschrijving", "Description"), *(f"{h} {first}" for h in self._heads()[:3])]
        own = frame[frame["measure"] != ""]
        spent, earned = (self._whole(own[name].tolist()) for name in ("expenditure", "income"))
        nets = [self._whole(own[f"net_cost_{y - first}"].tolist()) for y in later]
        rows: list[tuple[Value, ...]] = []
        for place, slug in enumerate([*own["measure"].tolist(), ""]):
            pick = (lambda column, at=place: column[at]) if slug else sum
            amounts = self._signed(pick(spent), pick(earned))
            shown = [int(self._convention.show(pick(net), 0)[2]) for net in nets]
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
        """A table of totals: each amount rounded by itself; what costs money is positive."""
        names = {
            "year": ("Jaar", "Year"),
            "baseline": ("Ongewijzigd beleid", "Unchanged policy"),
            "damped": ("Besparing (positief)", "Saving (positive)"),
            "cost": ("Kosten (positief)", "Cost (positive)"),
            "net_cost": ("Saldo (positief kost geld)", "Balance (positive costs money)"),
            "with_measures": ("Met maatregelen", "With measures"),
            "difference": ("Verschil", "Difference"),
            "task": ("Taakstelling", "Savings task"),
            "short_of_task": ("Tekort op de taak", "Short of the task"),
            "budget": ("Eigen begroting", "Own budget"),
            "against_budget": ("Tegenover begroting", "Against budget"),
        }
        heads = [self._words(*names[str(column)])[0] for column in frame.columns]
        rows: list[tuple[Value, ...]] = [
            tuple(
                int(value)
                if name == "year"
                else None
                if pd.isna(value)
                else round_half_up(float(value) / self._options.unit)
                for name, value in row.items()
            )
            for row in _records(frame)
        ]
        return heads, rows

    def _unknown(self, frame: pd.DataFrame) -> tuple[list[str], list[tuple[Value, ...]]]:
        heads = self._words("Maatregel|Soort|Omschrijving|Bedrag", "Measure|Kind|Description|Amount")
        kinds = dict(zip(("effect", "cost"), self._words("effect|kosten", "effect|cost"), strict=True))
        rows: list[tuple[Value, ...]] = [
            (self._measure(row["measure"]), kinds[row["what"]], row[f"title_{self._lang}"], "PM")
            for row in _records(frame)
        ]
        return heads, rows


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]
