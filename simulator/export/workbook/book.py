"""The workbook as it is being written: sheets, formats, named cells; text is only ever text."""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from dataclasses import dataclass
from io import BytesIO

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.utility import xl_rowcol_to_cell  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from simulator.export.workbook.finite import check_finite
from simulator.export.workbook.live import Cells, Label, Labels, Live
from simulator.export.workbook.looks import Looks
from simulator.export.workbook.names import Names
from simulator.export.workbook.styles import BESIDE, NOTHING, SMALL, STYLES

_LONGEST_TEXT = 32_000
"""Excel holds 32,767 characters in a cell."""

_A3, _A4 = 8, 9
_BOLD = 0.88
"""Part of the characters that fit when they are bold."""
_WIDEST_ON_A4 = 220
"""Characters side by side that are still legible on A4 on its side."""
_LINE, _TITLE_LINE, _HIGHEST_ROW = 13.0, 24.0, 409.0
"""Height of a line of text and of a title, and the highest row that Excel takes, in points."""
_DEFAULT_WIDTH = 8.43
_INDENT = 2.0
"""Room that texts after the first column leave on their left, in units of a column's width."""
_CHARACTERS = 1.2
"""Letters that fit in one unit of a column's width."""


@dataclass(frozen=True)
class Input:
    """A cell that is for the user to change.

    Attributes
    ----------
    sheet : Sheet
        Where it stands.
    row, column : int
        Its place there.
    cell : Live
        The cell, with the value that it was written with.
    """

    sheet: Sheet
    row: int
    column: int
    cell: Live

    @property
    def label(self) -> str:
        """What it is: its place, the text in front of it, and its name or what stands above its column."""
        what = self.sheet.written(self.row, 0)
        place = self.sheet.place(self.row, self.column)
        name = self.cell.text if "!" not in self.cell.text else ""
        if not name and (head := self.sheet.head(self.row, self.column)):
            what = f"{what}, {head}" if what else head
        return " ".join(part for part in (f"{place}:", what, f"({name})" if name else "") if part)


class Book:
    """A workbook in memory.

    Parameters
    ----------
    sheets : sequence of str
        Names of the sheets, in the order in which a reader finds them.
    properties : dict
        Document properties.
    created : datetime
        Moment that the properties give.
    unsigned : bool
        Show amounts without their sign.
    """

    def __init__(
        self, sheets: list[str], properties: dict[str, str], created: dt.datetime, unsigned: bool = False
    ) -> None:
        self.buffer = BytesIO()
        self.workbook = xlsxwriter.Workbook(
            self.buffer,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "nan_inf_to_errors": False,
            },
        )
        self.workbook.set_properties({**properties, "created": created})
        self.workbook.set_calc_mode("auto")
        self.names = Names()
        self.inputs: list[Input] = []
        self.looks = Looks(self.workbook, unsigned=unsigned)
        self.sheets = {name: Sheet(self, name) for name in sheets}

    def close(self) -> bytes:
        """Finish the workbook and give its bytes."""
        for sheet in self.sheets.values():
            sheet.fit_rows()
            sheet.hide_small_signs()
        self.workbook.close()
        return self.buffer.getvalue()


def _lines_of(text: str, width: float) -> int:
    """Lines that a text takes in a column, broken between words.

    >>> _lines_of("een paar woorden", 40), _lines_of("een paar woorden", 8), _lines_of("", 8)
    (1, 2, 1)
    """
    room = max(1, int(width * _CHARACTERS))
    return sum(len(textwrap.wrap(part, room)) or 1 for part in text.split("\n"))


class Sheet:
    """A sheet that remembers the value of every number in it.

    Attributes
    ----------
    bare : bool
        Amounts have no currency: the sheet says its unit above them, and it can be another than euro.
    """

    def __init__(self, book: Book, name: str) -> None:
        self.book, self.name = book, name
        self.bare = False
        self.work: Worksheet = book.workbook.add_worksheet(name)
        self._values: dict[tuple[int, int], float] = {}
        self._texts: dict[tuple[int, int], str] = {}
        self._widths: list[float] = []
        self._wrapped: list[tuple[int, int, str, str]] = []
        self._printed: int | None = None
        self._titled = False
        self._heads: dict[int, list[int]] = {}
        self._small: dict[str, list[str]] = {}
        self._own = re.compile(rf"(?<![\w.']){re.escape(name)}!")

    def setup(
        self,
        widths: list[float],
        freeze: tuple[int, int],
        header: int,
        *,
        landscape: bool = True,
        printed: int | None = None,
    ) -> None:
        """Set widths, frozen panes and print: one page wide, header repeated on every page.

        The paper is A4, and A3 for a sheet that could not be read on A4.

        Parameters
        ----------
        widths : list of float
            Width of each column, in characters.
        freeze : tuple of int
            First row and column that move.
        header : int
            Row that is repeated when printing.
        landscape : bool
            Lay the paper on its side.
        printed : int, optional
            Number of columns that go on paper; working figures beside them stay on the screen.
        """
        self._printed = printed
        self._widths = widths
        for column, width in enumerate(widths):
            self.work.set_column(column, column, width)
        self.work.freeze_panes(*freeze)
        wide = sum(widths[:printed]) > _WIDEST_ON_A4
        self.work.set_paper(_A3 if wide else _A4)
        if landscape:
            self.work.set_landscape()
        self.work.fit_to_pages(1, 0)
        self.work.repeat_rows(header)
        self.work.set_margins(0.4, 0.4, 0.6, 0.6)
        self.work.set_footer(f"&L&8{self.name}&R&8&P / &N")

    def text(self, row: int, column: int, text: str, style: str = "plain") -> None:
        """Write text, whatever it looks like; after the first column, a little away from the one before."""
        if column > 0 and style in BESIDE:
            style = BESIDE[style]
        self.work.write_string(row, column, text[:_LONGEST_TEXT], self.book.looks.of(style))
        self._texts[row, column] = text
        self._titled |= style == "title"
        if style.startswith("head_") or style == "head":
            self._heads.setdefault(column, []).append(row)
        if STYLES[style].get("text_wrap"):
            self._wrapped.append((row, column, text, style))

    def fit_rows(self) -> None:
        """Make every row as high as its wrapped texts need: not every program does so by itself."""
        if self._printed is not None:
            last = max(row for row, _ in (*self._values, *self._texts))
            self.work.print_area(0, 0, last, self._printed - 1)
        if self._titled:
            self.work.set_row(0, _TITLE_LINE)
        lines: dict[int, int] = {}
        for row, column, text, style in self._wrapped:
            width = self._widths[column] if column < len(self._widths) else _DEFAULT_WIDTH
            width -= _INDENT if "indent" in STYLES[style] else 0.0
            width *= _BOLD if STYLES[style].get("bold") else 1.0
            lines[row] = max(lines.get(row, 1), _lines_of(text, width))
        for row, count in lines.items():
            if count > 1:
                self.work.set_row(row, min(_LINE * count + 2, _HIGHEST_ROW))

    def hide_small_signs(self) -> None:
        """Show amounts that round to nothing without their sign: -0.3 thousand is no "-€ 0".

        Shares of a sum that is nothing can be -0.0000000001.
        """
        for style, cells in self._small.items():
            most = NOTHING[style]
            rule = {"type": "cell", "criteria": "between", "minimum": -most, "maximum": most}
            look = {"format": self.book.looks.small(style, bare=self.bare), "multi_range": " ".join(cells)}
            self.work.conditional_format(cells[0], rule | look)

    def row(self, row: int, texts: list[str], style: str = "head", first: int = 0) -> None:
        """Write texts next to each other."""
        for column, text in enumerate(texts):
            self.text(row, first + column, text, style)

    def number(
        self, row: int, column: int, value: float, style: str = "number", name: str | None = None
    ) -> Live:
        """Write a number, and give the cell a name if one is asked for.

        Returns
        -------
        Live
            A reference to the cell: by its name where it has one.
        """
        check_finite(f"{self.name}!{xl_rowcol_to_cell(row, column)}", value)
        self.work.write_number(row, column, value, self.book.looks.of(style, bare=self.bare))
        self._remember(row, column, float(value), style)
        cell = self.at(row, column)
        if name is not None:
            own = self.book.names.new(name)
            self.book.workbook.define_name(own, f"={self.name}!{xl_rowcol_to_cell(row, column, True, True)}")
            cell = Live(own, float(value))
        if style.startswith("input"):
            self.book.inputs.append(Input(self, row, column, cell))
        return cell

    def _remember(self, row: int, column: int, value: float, style: str) -> None:
        """Keep the value of a cell, and that it may be shown as nothing."""
        self._values[row, column] = value
        if style in SMALL:
            self._small.setdefault(SMALL[style], []).append(xl_rowcol_to_cell(row, column))

    def live(
        self, row: int, column: int, formula: Live, style: str = "euro", name: str | None = None
    ) -> Live:
        """Write a formula with its value, and give a reference to the cell."""
        text = "=" + self._own.sub("", formula.text)
        check_finite(f"{self.name}!{xl_rowcol_to_cell(row, column)}", formula.value)
        self.work.write_formula(row, column, text, self.book.looks.of(style, bare=self.bare), formula.value)
        self._remember(row, column, formula.value, style)
        if name is None:
            return self.at(row, column)
        own = self.book.names.new(name)
        self.book.workbook.define_name(own, f"={self.name}!{xl_rowcol_to_cell(row, column, True, True)}")
        return Live(own, formula.value)

    def live_text(self, row: int, column: int, formula: str, value: str, style: str = "centre") -> None:
        """Write a formula that gives text, with the text it gives."""
        text = "=" + self._own.sub("", formula)
        self.work.write_formula(row, column, text, self.book.looks.of(style), value)

    def link(self, row: int, column: int, target: str, text: str, style: str = "link") -> None:
        """Write a link to a place in this workbook, say ``Kosten!A12``; short, for LibreOffice wraps none."""
        self.work.write_url(row, column, f"internal:{target}", self.book.looks.of(style), text)

    def at(self, row: int, column: int) -> Live:
        """A reference to a cell that holds a number."""
        cell = xl_rowcol_to_cell(row, column, True, True)
        return Live(f"{self.name}!{cell}", self._values[row, column])

    def cells(self, first: tuple[int, int], last: tuple[int, int]) -> Cells:
        """A range; cells without a number count as nothing."""
        start, end = (xl_rowcol_to_cell(*place, True, True) for place in (first, last))
        values = tuple(
            self._values.get((row, column), 0.0)
            for row in range(first[0], last[0] + 1)
            for column in range(first[1], last[1] + 1)
        )
        return Cells(f"{self.name}!{start}:{end}", values)

    def label(self, row: int, column: int) -> Label:
        """A reference to a cell that holds text."""
        cell = xl_rowcol_to_cell(row, column, True, True)
        return Label(f"{self.name}!{cell}", self._texts[row, column])

    def labels(self, first: int, last: int, column: int) -> Labels:
        """A column of texts."""
        start, end = (xl_rowcol_to_cell(row, column, True, True) for row in (first, last))
        texts = tuple(self._texts.get((row, column), "") for row in range(first, last + 1))
        return Labels(f"{self.name}!{start}:{end}", texts)

    def written(self, row: int, column: int) -> str:
        """The text in a cell; empty where there is none."""
        return self._texts.get((row, column), "")

    def head(self, row: int, column: int) -> str:
        """The head of a column above a row; empty where there is none."""
        above = [at for at in self._heads.get(column, []) if at < row]
        return self.written(max(above), column) if above else ""

    def place(self, row: int, column: int = 0) -> str:
        """A cell as links name it."""
        return f"{self.name}!{xl_rowcol_to_cell(row, column)}"
