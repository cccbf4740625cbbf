"""Budget tables as CSV, in the Dutch convention and in RFC 4180, and as JSON with a schema."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from simulator.analysis.budget import BudgetOptions
from simulator.analysis.budget.unknown import COLUMN, LEFT_OUT
from simulator.analysis.run import Run
from simulator.export.budget_tables import Table, Value, raw_tables
from simulator.export.csv_text import csv_text, harmless
from simulator.export.unknown_amounts import Partly

SCHEMA_VERSION = 2
"""Version of the JSON of a table; goes up when a field changes its meaning."""


def dutch_csv(table: Table) -> bytes:
    r"""Write a table as Dutch spreadsheets read it: semicolons, decimal comma, UTF-8 with BOM, CRLF.

    Numbers have no thousands separators, so that they stay numbers. Text that a spreadsheet would take for a
    formula gets an apostrophe. An amount of which only a part is known stays a number; the last column then
    says which amounts of the row leave something out. The legend stands below the table, after an empty line.

    Examples
    --------
    >>> table = Table("t", "Tabel", ("Naam", "Bedrag"), (("=1+1", -1.5), ("b", None)), ("Lasten +",))
    >>> dutch_csv(table).decode("utf-8-sig")
    "Naam;Bedrag\r\n'=1+1;-1,5\r\nb;\r\n\r\nLasten +\r\n"
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    more = [table.left_out] if table.left_out else []
    writer.writerow([_guarded(head) for head in (*table.columns, *more)])
    for row in table.rows:
        listed = [", ".join(_left_out(table.columns, row))] if more else []
        writer.writerow([*(_dutch(value) for value in row), *map(_guarded, listed)])
    text.write("\r\n")
    writer.writerows([[_guarded(note)] for note in table.notes])
    return text.getvalue().encode("utf-8-sig")


def _left_out(heads: Sequence[str], row: Sequence[Value]) -> list[str]:
    """Heads of the amounts of a row of which only a part is known."""
    return [head for head, value in zip(heads, row, strict=True) if isinstance(value, Partly)]


def _dutch(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, Partly):
        return str(value.known)
    if isinstance(value, str):
        return _guarded(value)
    return str(value) if isinstance(value, int) else repr(value).replace(".", ",")


def _guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula, spaces in front included."""
    clean = text.replace("\0", "")
    return f"'{clean}" if harmless(clean.lstrip(" ")) != clean.lstrip(" ") else clean


def machine_csv(run: Run, name: str, frame: pd.DataFrame) -> str:
    """Write a table for other programs (RFC 4180): EUR, signs of Koers, all digits; run id first."""
    columns = [str(column) for column in frame.columns]
    rows = ((run.run_id, name, *(_plain(value) for value in row)) for row in frame.itertuples(index=False))
    return csv_text(("run_id", "table", *columns), rows)


def _plain(value: Any) -> str | int | float | None:  # noqa: ANN401 - pandas gives any type
    if isinstance(value, str):
        return _guarded(value)
    if isinstance(value, tuple):
        return _listed(value)
    if value is None or pd.isna(value):
        return None
    return int(value) if float(value).is_integer() and not isinstance(value, float) else float(value)


def _listed(years: tuple[int, ...]) -> str:
    """Write the years of a post, all of them: a cell of these tables is one text or number.

    >>> _listed((2021, 2022))
    '2021, 2022'
    """
    return ", ".join(map(str, years))


def tables_as_dict(
    run: Run, options: BudgetOptions | None = None, raw: Mapping[str, pd.DataFrame] | None = None
) -> dict[str, Any]:
    """Give all budget tables as plain data for JSON.

    Parameters
    ----------
    run : Run
        A run that fits the options.
    options : BudgetOptions, optional
        Only the statistic and the own budget matter here.
    raw : mapping of DataFrame, optional
        The tables as `raw_tables` gives them for this run and these options, where they are at hand.

    Returns
    -------
    dict
        `schema_version, run_id, scenario, view, statistic, price_level, signs, tables.{id}.{columns, rows}`;
        each column has its name, type ("text", "year", "amount" or "unknown") and unit. Amounts in EUR a
        year, not rounded; None where nobody knows the amount. The column "unknown" says what the amounts of
        a row leave out.
    """
    options = options or BudgetOptions()
    raw = raw or raw_tables(run, options)
    return {
        "schema_version": SCHEMA_VERSION,
        "run_id": run.run_id,
        "catalogue_version": run.catalogue.version,
        "programme": run.catalogue.programme.id,
        "scenario": run.scenario.id,
        "view": run.view,
        "statistic": options.statistic,
        "price_level": run.scenario.price_level,
        "draws": run.draws,
        "seed": run.scenario.seed,
        "signs": "expenditure: more spending is positive; income: more income is positive; "
        "net_cost = expenditure - income",
        "tables": {name: _as_dict(frame) for name, frame in raw.items()},
    }


def _as_dict(frame: pd.DataFrame) -> dict[str, Any]:
    columns = [_column(str(name), frame[name]) for name in frame.columns]
    rows = [[_plain_json(value) for value in row] for row in frame.itertuples(index=False)]
    return {"columns": columns, "rows": rows}


def _column(name: str, values: pd.Series) -> dict[str, Any]:
    if name == "year":
        return {"name": name, "type": "year"}
    if name == COLUMN:
        return {"name": name, "type": "unknown", "values": list(LEFT_OUT)}
    if pd.api.types.is_numeric_dtype(values):
        return {"name": name, "type": "amount", "unit": "EUR/year"}
    return {"name": name, "type": "text"}


def _plain_json(value: Any) -> str | int | float | None:  # noqa: ANN401 - pandas gives any type
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return _listed(value)
    if pd.isna(value):
        return None
    return float(value) if isinstance(value, float) else int(value)


def joined_dutch_csv(tables: Sequence[Table]) -> bytes:
    """Write several tables under each other in one file, each under its title.

    The whole has one byte order mark, at the start.
    """
    parts = [
        f"{_guarded(table.title)}\r\n".encode() + dutch_csv(table).removeprefix(b"\xef\xbb\xbf") + b"\r\n"
        for table in tables
    ]
    return b"\xef\xbb\xbf" + b"".join(parts)
