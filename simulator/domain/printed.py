"""The source's own tables, held as data: what is printed, cell by cell, and what is wrong in it.

Nothing here is computed with: the audit compares it with what the measures give.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from simulator.domain.base import DomainModel, Slug, Text, Year


def _not_a_boolean(value: object) -> object:
    """Refuse true, which Python takes for 1."""
    if isinstance(value, bool):
        raise PydanticCustomError("literal_error", "expected 1 or -1", {"expected": "1 or -1"})
    return value


Sign = Annotated[Literal[1, -1], BeforeValidator(_not_a_boolean)]
"""1: printed as a positive number. -1: printed as a negative number."""

Cell = Annotated[str, StringConstraints(pattern=r"^(-{0,2}\d{1,3}(\.\d{3})*|-{0,2}\d+|n\.t\.b\.|PM|-|)$")]
"""One cell as printed: an amount with Dutch thousands dots ("-1.538.246", and also the slip
"--1.538.246"), "n.t.b.", "PM", a dash, or nothing."""

Line = Annotated[int, Field(ge=1)]
"""Line number in the text version of the document."""


class PrintedRow(DomainModel):
    """One row of a table, a cell for each year of the programme."""

    cells: Annotated[tuple[Cell, ...], Field(min_length=1)]
    """The cells exactly as printed: "--1.538.246", "n.t.b.", "-", or "" for a blank one."""
    line: Line
    """Line on which the row stands."""


class SignConvention(DomainModel):
    """The sign with which a table prints each kind of amount; sources differ."""

    cost: Sign
    """1 when a cost is printed positive, -1 when it is printed negative."""
    saving: Sign
    """1 when a saving is printed positive, -1 when it is printed negative."""
    net_saving: Sign
    """1 when a net saving is printed positive, -1 when it is printed negative."""


class PrintedTable(DomainModel):
    """The table of one measure: cost, effect and net for each year."""

    measure: Slug
    """The measure it is about."""
    cost: PrintedRow
    """Row of the costs."""
    effect: PrintedRow
    """Row of the effect, also called yield."""
    net: PrintedRow
    """Row of the result: effect and cost together."""
    signs: SignConvention
    """How to read the signs of this table."""
    signs_reason: Text
    """What in the source shows that these are the signs."""


SignedAmount = Annotated[str, StringConstraints(pattern=r"^([+-] ?)?\d{1,3}(\.\d{3})*$")]
"""An amount in running text, with its sign: "- 812.000", "+ 150.000"."""


class ListedAmount(DomainModel):
    """The amount that a list of measures gives for one of them."""

    measure: Slug
    """The measure it is about."""
    printed: SignedAmount
    """The amount as printed, without the word euro."""
    line: Line
    """Line on which it stands."""
    text: Text | None = None
    """What the list says with it, or what a careful reader should know."""


class AmountList(DomainModel):
    """A list, say in a letter, with one amount for each measure."""

    title: Text
    """What the list is and where it stands."""
    year: Year
    """Year for which the amounts hold."""
    saving: Sign
    """1 when the list prints a saving positive, -1 when it prints a saving negative."""
    amounts: Annotated[tuple[ListedAmount, ...], Field(min_length=1)]
    """The amounts, in the order of the list."""

    @model_validator(mode="after")
    def _each_measure_once(self) -> AmountList:
        _refuse_repeats([amount.measure for amount in self.amounts], "amounts")
        return self


class Erratum(DomainModel):
    """A printed cell that is wrong by the source's own words or arithmetic."""

    measure: Slug
    """The measure in whose table it stands."""
    row: Literal["cost", "effect", "net"]
    """The row it stands in."""
    year: Year
    """The year it stands under."""
    printed: Cell
    """The cell as printed."""
    expected_eur: float
    """What it should be, in EUR and in Koers' own sign: a saving is positive in effect and net,
    a cost is positive in cost."""
    reason: Text
    """Why it is wrong, and what shows the right amount."""


class PrintedFigures(DomainModel):
    """Everything that a programme's source prints about its measures' amounts."""

    document: Slug
    """The document that holds the tables: key in the programme's list."""
    tables: Annotated[tuple[PrintedTable, ...], Field(min_length=1)]
    """A table for each measure, in the order of the document."""
    letter: AmountList | None = None
    """The list in the letter that goes with the programme, where there is one."""
    errata: tuple[Erratum, ...] = ()
    """Cells that are wrong, by name: nothing is corrected silently."""

    @model_validator(mode="after")
    def _each_thing_once(self) -> PrintedFigures:
        _refuse_repeats([table.measure for table in self.tables], "tables")
        _refuse_repeats([(e.measure, e.row, e.year) for e in self.errata], "errata")
        return self


def _refuse_repeats(names: Sequence[Hashable], what: str) -> None:
    """Raise ValueError when something stands in a list twice."""
    if repeated := sorted({str(name) for name in names if names.count(name) > 1}):
        raise ValueError(f"{what} has {', '.join(repeated)} more than once: keep one")
