"""Tables for a user to fill in, as files that spreadsheets open: CSV the Dutch way, and XLSX."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import xlsxwriter  # type: ignore[import-untyped]

from simulator.export.csv_text import harmless

WIDTHS = (26, 34, 18)
"""Widths of the columns: id, name, and what is to be filled in."""


def template_csv(rows: Sequence[Sequence[str]]) -> bytes:
    r"""Write a table to fill in: semicolons, UTF-8 with a byte order mark, CRLF.

    Examples
    --------
    >>> template_csv([("gemeente", "naam", "aandeel"), ("laren", "Laren", "")]).decode("utf-8-sig")
    'gemeente;naam;aandeel\r\nlaren;Laren;\r\n'
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([[harmless(cell) for cell in row] for row in rows])
    return text.getvalue().encode("utf-8-sig")


def template_xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    """Write a table to fill in as a workbook: heads in bold, the cells to fill in coloured."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True, "bottom": 1})
        fill = book.add_format({"bg_color": "#FFF8DC", "border": 1, "border_color": "#C9A400"})
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                empty = row > 0 and column == len(cells) - 1
                if empty:
                    sheet.write_blank(row, column, None, fill)
                else:
                    sheet.write_string(row, column, cell, bold if row == 0 else None)
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
    return data.getvalue()
