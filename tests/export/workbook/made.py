"""Workbooks made in memory, and opened again by openpyxl."""

import io

import openpyxl

from simulator.analysis.run import run
from simulator.export.workbook import workbook_bytes
from tests.factories import scenario, small_catalogue


def opened(made, **settings):
    return openpyxl.load_workbook(io.BytesIO(workbook_bytes(made, **settings)))


def small(**changes):
    return run(small_catalogue(), scenario(**changes), draws=False)


def rows_of(sheet, label):
    return [row for row in sheet.iter_rows() if str(row[0].value).strip() == label]
