"""Tables as CSV the way a Dutch spreadsheet reads it."""

from __future__ import annotations

import csv
import io

import pandas as pd

from simulator.export.csv_text import harmless


def to_csv(table: pd.DataFrame, decimals: int = 2) -> bytes:
    r"""Write a table as CSV: semicolons, decimal commas, a byte order mark.

    Text that a spreadsheet would take for a formula gets an apostrophe in front; a missing value is an
    empty cell.

    Examples
    --------
    >>> to_csv(pd.DataFrame({"jaar": ["2024"], "netto": [-1234.5]})).decode("utf-8-sig")
    'jaar;netto\r\n2024;-1234,50\r\n'
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow([_cell(str(name), decimals) for name in table.columns])
    for row in table.itertuples(index=False):
        writer.writerow([_cell(value, decimals) for value in row])
    return stream.getvalue().encode("utf-8-sig")


def _cell(value: object, decimals: int) -> str:
    if isinstance(value, str):
        return harmless(value)
    if value is None or value != value:  # noqa: PLR0124 - NaN is the number that is not itself
        return ""
    if isinstance(value, float):
        return f"{value:.{decimals}f}".replace(".", ",")
    return str(value)
