"""Formulas that carry their own value: what Excel will compute, and what it should find.

Every cell is written with both, so that a viewer that does not calculate shows the right number, and text and
value of a formula cannot drift apart: one expression makes them both.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from simulator.formula.writing import number_text

_SUM, _PRODUCT, _ATOM = range(3)


@dataclass(frozen=True)
class Live:
    """A formula, without its equals sign, and its value.

    Examples
    --------
    >>> a, b = Live("A1", 2.0), Live("B1", 3.0)
    >>> (a + b) * b
    Live(text='(A1+B1)*B1', value=15.0, rank=1)
    >>> 1 - a / b
    Live(text='1-A1/B1', value=0.33333333333333337, rank=0)
    """

    text: str
    value: float
    rank: int = _ATOM
    """How strongly its parts hang together: a sum needs parentheses in a product."""

    def __add__(self, other: Live | float) -> Live:
        right = live(other)
        return Live(f"{self.text}+{right.text}", self.value + right.value, _SUM)

    def __sub__(self, other: Live | float) -> Live:
        right = live(other)
        return Live(f"{self.text}-{_within(right, _PRODUCT)}", self.value - right.value, _SUM)

    def __mul__(self, other: Live | float) -> Live:
        right = live(other)
        text = f"{_within(self, _PRODUCT)}*{_within(right, _PRODUCT)}"
        return Live(text, self.value * right.value, _PRODUCT)

    def __truediv__(self, other: Live | float) -> Live:
        right = live(other)
        value = self.value / right.value if right.value else math.nan
        return Live(f"{_within(self, _PRODUCT)}/{_within(right, _ATOM)}", value, _PRODUCT)

    def __radd__(self, other: float) -> Live:
        return live(other) + self

    def __rsub__(self, other: float) -> Live:
        return live(other) - self

    def __rmul__(self, other: float) -> Live:
        return live(other) * self

    def __neg__(self) -> Live:
        # Excel reads -A1^2 as (-A1)^2; in products and sums a minus in front is safe in parentheses.
        return Live(f"(-{_within(self, _PRODUCT)})", -self.value)


@dataclass(frozen=True)
class Cells:
    """A range of cells with their values, row by row."""

    text: str
    values: tuple[float, ...]


@dataclass(frozen=True)
class Label:
    """A cell with text."""

    text: str
    value: str


@dataclass(frozen=True)
class Labels:
    """A range of cells with text."""

    text: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Test:
    """A condition and whether it holds."""

    text: str
    holds: bool


def live(value: Live | float) -> Live:
    """Make a number part of a formula.

    >>> live(0.5), live(-1)
    (Live(text='0.5', value=0.5, rank=2), Live(text='(-1)', value=-1.0, rank=2))
    """
    if isinstance(value, Live):
        return value
    text = number_text(abs(float(value)))
    return Live(text if value >= 0 else f"(-{text})", float(value))


def _within(part: Live, rank: int) -> str:
    return part.text if part.rank >= rank else f"({part.text})"


def _call(name: str, parts: Sequence[Live | Cells]) -> str:
    return f"{name}({','.join(part.text for part in parts)})"


def _values(parts: Sequence[Live | Cells]) -> list[float]:
    return [v for part in parts for v in (part.values if isinstance(part, Cells) else (part.value,))]


def add(parts: Sequence[Live]) -> Live:
    """Add single cells up with plus signs, so that each can be followed; nothing gives 0.

    >>> add([Live("A1", 1.0), Live("C1", 2.0)])
    Live(text='A1+C1', value=3.0, rank=0)
    """
    if not parts:
        return live(0)
    total = parts[0]
    for part in parts[1:]:
        total = total + part
    return total


def sum_of(*parts: Live | Cells) -> Live:
    """SUM."""
    return Live(_call("SUM", parts), sum(_values(parts)))


def lowest(*parts: Live | Cells) -> Live:
    """MIN."""
    return Live(_call("MIN", parts), min(_values(parts)))


def highest(*parts: Live | Cells) -> Live:
    """MAX."""
    return Live(_call("MAX", parts), max(_values(parts)))


def average(*parts: Live | Cells) -> Live:
    """AVERAGE."""
    values = _values(parts)
    return Live(_call("AVERAGE", parts), sum(values) / len(values))


def sumproduct(*parts: Cells) -> Live:
    """SUMPRODUCT over ranges of the same shape.

    >>> sumproduct(Cells("A1:A2", (1.0, 2.0)), Cells("B1:B2", (3.0, 4.0)))
    Live(text='SUMPRODUCT(A1:A2,B1:B2)', value=11.0, rank=2)
    """
    products = (math.prod(row) for row in zip(*(part.values for part in parts), strict=True))
    return Live(_call("SUMPRODUCT", parts), sum(products))


def sumif(where: Labels, key: Label, amounts: Cells) -> Live:
    """SUMIF: the sum of the amounts whose label equals a key.

    >>> sumif(Labels("A1:A2", ("V1", "V2")), Label("C1", "V2"), Cells("B1:B2", (3.0, 4.0)))
    Live(text='SUMIF(A1:A2,C1,B1:B2)', value=4.0, rank=2)
    """
    found = (v for label, v in zip(where.values, amounts.values, strict=True) if label == key.value)
    return Live(f"SUMIF({where.text},{key.text},{amounts.text})", sum(found))


def exp(part: Live) -> Live:
    """EXP."""
    return Live(f"EXP({part.text})", math.exp(part.value) if part.value < 709 else math.inf)  # noqa: PLR2004


def ln(part: Live) -> Live:
    """LN; of nothing or less there is none."""
    return Live(f"LN({part.text})", math.log(part.value) if part.value > 0 else math.nan)


def whole(part: Live) -> Live:
    """INT: round down."""
    return Live(f"INT({part.text})", math.floor(part.value) if math.isfinite(part.value) else math.nan)


def size(part: Live) -> Live:
    """ABS."""
    return Live(f"ABS({part.text})", abs(part.value))


def to_cent(part: Live) -> Live:
    """Round to whole cents; nothing has no sign."""
    return Live(f"ROUND({part.text},2)", round(part.value, 2) + 0.0)


def below(left: Live, right: Live | float) -> Test:
    """Test left < right."""
    other = live(right)
    return Test(f"{left.text}<{other.text}", left.value < other.value)


def at_most(left: Live, right: Live | float) -> Test:
    """Test left <= right."""
    other = live(right)
    return Test(f"{left.text}<={other.text}", left.value <= other.value)


def at_least(left: Live, right: Live | float) -> Test:
    """Test left >= right."""
    other = live(right)
    return Test(f"{left.text}>={other.text}", left.value >= other.value)


def if_(test: Test, yes: Live | float, no: Live | float) -> Live:
    """IF.

    >>> if_(below(Live("A1", 1.0), 2), 10, Live("B1", 0.0))
    Live(text='IF(A1<2,10,B1)', value=10.0, rank=2)
    """
    then, otherwise = live(yes), live(no)
    value = then.value if test.holds else otherwise.value
    return Live(f"IF({test.text},{then.text},{otherwise.text})", value)
