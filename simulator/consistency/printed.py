"""Checks on the printed figures against the programme and its measures."""

from __future__ import annotations

from collections.abc import Collection

from simulator.consistency.issue import Issue, Issues, Key, check_length, check_name
from simulator.domain.printed import Erratum, PrintedFigures
from simulator.domain.programme import Programme


def check_printed(printed: PrintedFigures, programme: Programme, measures: Collection[str]) -> Issues:
    """Yield everything in the printed figures that does not fit the programme.

    Parameters
    ----------
    printed : PrintedFigures
        The source's tables.
    programme : Programme
        Its documents and years.
    measures : collection of str
        Ids of its measures.
    """
    yield from check_name(("document",), printed.document, programme.documents, "document")
    for index, table in enumerate(printed.tables):
        key: Key = ("tables", index)
        yield from check_name((*key, "measure"), table.measure, measures, "measure")
        for row in ("cost", "effect", "net"):
            yield from check_length((*key, row, "cells"), getattr(table, row).cells, programme)
    if printed.letter is not None:
        yield from _check_year(("letter", "year"), printed.letter.year, programme)
        for index, amount in enumerate(printed.letter.amounts):
            place: Key = ("letter", "amounts", index, "measure")
            yield from check_name(place, amount.measure, measures, "measure")
    for index, erratum in enumerate(printed.errata):
        yield from _check_erratum(("errata", index), erratum, printed, programme)


def _check_year(key: Key, year: int, programme: Programme) -> Issues:
    if year not in programme.years:
        expected = f"a year from {programme.years[0]} to {programme.years[-1]}"
        yield Issue(key, f"{year}", expected, "Check the year.")


def _check_erratum(key: Key, erratum: Erratum, printed: PrintedFigures, programme: Programme) -> Issues:
    tables = {table.measure: table for table in printed.tables}
    yield from check_name((*key, "measure"), erratum.measure, tables, "table of measure")
    yield from _check_year((*key, "year"), erratum.year, programme)
    if erratum.measure not in tables or erratum.year not in programme.years:
        return
    cells = getattr(tables[erratum.measure], erratum.row).cells
    index = erratum.year - programme.years[0]
    if index < len(cells) and cells[index] != erratum.printed:
        yield Issue(
            (*key, "printed"),
            f"'{erratum.printed}'",
            f"'{cells[index]}', the cell as it stands in the table",
            "Copy the cell from the table.",
        )
