"""A municipality's own figures: spending per service in the base year, and an allocation key.

An upload is a table. Every problem in it is reported with its row and column; nothing of a table with a
problem is used. What is read comes back as changes, and applying them gives another catalogue, with another
version, so that a run on own figures never carries the id of a run on the programme's.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from simulator.analysis.budget.sheet_reader import Row, TableProblem, read_rows
from simulator.domain.base import Text
from simulator.domain.catalogue import Catalogue
from simulator.domain.programme import AllocationKey
from simulator.errors import InputFileError
from simulator.suggestion import did_you_mean, one_of

BASELINE_HEADS = ("voorziening", "naam", "uitgaven_eur")
KEY_HEADS = ("gemeente", "naam", "aandeel")
COUNT_HEADS = ("gemeente", "naam", "aantal")
"""Of a key in counts, say of clients: each share is a count over their sum."""
OWN_KEY = "own"
"""Name of an uploaded allocation key."""

_MOST_EUR = 1e11
_PLAIN = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)
_DUTCH = re.compile(r"-?([1-9]\d{0,2}(\.\d{3})+|\d+)(,\d+)?", re.ASCII)


@dataclass(frozen=True)
class OwnBaseline:
    """Spending per service in the base year.

    Attributes
    ----------
    municipality : str or None
        Whose spending; None: that of all members together.
    spending : dict
        EUR a year by service; services that are not named keep the programme's figure.
    """

    municipality: str | None
    spending: Mapping[str, float]


def baseline_template(catalogue: Catalogue, lang: str = "nl") -> list[tuple[str, ...]]:
    """Rows of an empty table for own spending: heads, and a row for each service."""
    services = catalogue.programme.services
    return [BASELINE_HEADS, *((name, getattr(spec.title, lang), "") for name, spec in services.items())]


def key_template(catalogue: Catalogue, *, counts: bool = False) -> list[tuple[str, ...]]:
    """Rows of an empty table for an own key, in shares or in counts: heads, and each municipality."""
    towns = catalogue.programme.municipalities
    return [COUNT_HEADS if counts else KEY_HEADS, *((name, spec.title, "") for name, spec in towns.items())]


def read_baseline(data: bytes, file: str, catalogue: Catalogue, municipality: str | None) -> OwnBaseline:
    """Read an upload with own spending.

    Parameters
    ----------
    data : bytes
        CSV (semicolons or commas) or XLSX, in the layout of the template.
    file : str
        Its name, for messages.
    catalogue : Catalogue
        The programme that it belongs to.
    municipality : str or None
        Whose spending it is; None: that of all members together.

    Raises
    ------
    InputFileError
        With every problem, by row and column.
    """
    services = catalogue.programme.services

    def fits(name: str, amount: float) -> Fault | None:
        region = services[name].baseline.value
        if municipality in services[name].non_members:
            return Fault("not_in_service", f"nothing, because {municipality} does not take part in {name}")
        if municipality is not None and amount > region:
            most = f"{region:,.0f}".replace(",", ".")
            return Fault("above_region", f"at most {most}, what all members spend together", most)
        if 0 <= amount <= _MOST_EUR:
            return None
        return Fault("out_of_range", f"an amount from 0 to {_MOST_EUR:,.0f}")

    return OwnBaseline(municipality, _read(read_rows(data, file), file, BASELINE_HEADS, services, fits))


def read_key(data: bytes, file: str, catalogue: Catalogue) -> dict[str, float]:
    """Read an upload with an own allocation key: the share of every municipality, from 0 to 1.

    A table with a column of counts instead of shares gives each municipality its part of their sum.

    Raises
    ------
    InputFileError
        With every problem; also when a municipality is missing, or the shares do not add up to 1.
    """
    towns = catalogue.programme.municipalities
    rows = read_rows(data, file)
    counts = bool(rows) and COUNT_HEADS[2] in [cell.casefold() for cell in rows[0].cells]
    heads = COUNT_HEADS if counts else KEY_HEADS

    def fits(_: str, share: float) -> Fault | None:
        if counts:
            return None if 0 <= share <= _MOST_EUR else Fault("no_count", "a count of 0 or more")
        return None if 0 <= share <= 1 else Fault("no_share", "a share from 0 to 1, like 0,35")

    shares = _read(rows, file, heads, towns, fits)
    if missing := [name for name in towns if name not in shares]:
        fault = Fault("missing", "one for each", ", ".join(missing))
        raise InputFileError([_problem(file, 1, heads[2], f"nothing for {fault.value}", fault, "Add it.")])
    total = sum(shares.values())
    wrong = total <= 0 if counts else abs(total - 1.0) > 5e-4  # noqa: PLR2004 - shares of three decimals
    if wrong:
        fault = Fault("wrong_sum", "more than 0" if counts else "1", f"{total:.4f}".replace(".", ","))
        found = f"numbers that add up to {total:.4f}"
        raise InputFileError([_problem(file, 1, heads[2], found, fault, "Correct them.")])
    return {name: share / total for name, share in shares.items()} if counts else shares


def with_own_baseline(catalogue: Catalogue, own: OwnBaseline) -> Catalogue:
    """Give the catalogue with own spending.

    Spending of all members replaces the baseline. Spending of one municipality keeps the regional baseline
    and sets that municipality's share of it: own spending over regional spending. The others divide the
    rest by the key that the service had. Effects and costs of the service go by the same shares.
    """
    programme = catalogue.programme
    services, keys = dict(programme.services), dict(programme.allocation_keys)
    for name, amount in own.spending.items():
        spec = services[name]
        if own.municipality is None:
            baseline = spec.baseline.model_copy(update={"value": amount})
            services[name] = spec.model_copy(update={"baseline": baseline})
            continue
        old = keys[spec.allocation_key]
        key = f"{OWN_KEY}_{name}"
        keys[key] = AllocationKey(
            title=Text(nl=f"Eigen uitgaven: {spec.title.nl}", en=f"Own spending: {spec.title.en}"),
            shares={own.municipality: amount / spec.baseline.value},
            rest_by=old.rest_by or spec.allocation_key,
        )
        services[name] = spec.model_copy(update={"allocation_key": key})
    changed = programme.model_copy(update={"services": services, "allocation_keys": keys})
    return Catalogue(programme=changed, measures=catalogue.measures, printed=catalogue.printed)


def with_own_key(catalogue: Catalogue, shares: Mapping[str, float]) -> Catalogue:
    """Give the catalogue with an allocation key of the user's own, under the name `OWN_KEY`."""
    programme = catalogue.programme
    total = sum(shares.values())
    key = AllocationKey(
        title=Text(nl="Eigen sleutel", en="Own key"),
        shares={name: share / total for name, share in shares.items()},
    )
    keys = {**programme.allocation_keys, OWN_KEY: key}
    changed = programme.model_copy(update={"allocation_keys": keys})
    return Catalogue(programme=changed, measures=catalogue.measures, printed=catalogue.printed)


@dataclass(frozen=True)
class Fault:
    """Why a value is refused: a code for a page, what was expected, and what fills the sentence in."""

    code: str
    expected: str
    value: str = ""


def _read(
    rows: list[Row],
    file: str,
    heads: tuple[str, str, str],
    known: Mapping[str, object],
    fits: Callable[[str, float], Fault | None],
) -> dict[str, float]:
    """Read a table with an id in the first named column and a number in the last."""
    columns = _columns(rows, file, heads)
    problems, found = list[TableProblem](), dict[str, float]()
    for row in rows[1:]:
        name, text = _cell(row, columns[heads[0]]), _cell(row, columns[heads[2]])
        if not text and (name in known or not name):
            continue
        amount = parse_number(text)
        if name not in known:
            fault = Fault("unknown_name", one_of(known), ", ".join(known))
            advice = did_you_mean(name, known, "Use a name of the template.")
            problems.append(_problem(file, row.number, heads[0], f"'{name}'", fault, advice))
        elif name in found:
            twice = Fault("twice", "each name once")
            problems.append(_problem(file, row.number, heads[0], f"'{name}' twice", twice, "Remove one."))
        elif amount is None:
            no_number = Fault("no_number", "a number like 1.538.246 or 1538246,50")
            problems.append(_problem(file, row.number, heads[2], f"'{text}'", no_number, "Correct it."))
        elif (misfit := fits(name, amount)) is not None:
            problems.append(_problem(file, row.number, heads[2], text, misfit, "Correct it."))
        else:
            found[name] = amount
    if problems:
        raise InputFileError(problems)
    if not found:
        empty = Fault("empty", "at least one")
        raise InputFileError([_problem(file, 1, heads[2], "no amount", empty, "Fill in the table.")])
    return found


def _columns(rows: list[Row], file: str, heads: tuple[str, str, str]) -> dict[str, int]:
    written = [cell.casefold() for cell in rows[0].cells] if rows else []
    missing = [head for head in (heads[0], heads[2]) if written.count(head) != 1]
    if missing:
        found = f"columns {', '.join(written) or 'none'}"
        fault = Fault("no_columns", ", ".join(heads), f"{heads[0]}, {heads[2]}")
        raise InputFileError([_problem(file, 1, "", found, fault, "Start from the template.")])
    return {head: written.index(head) for head in (heads[0], heads[2])}


def _cell(row: Row, column: int) -> str:
    return row.cells[column] if column < len(row.cells) else ""


def _problem(file: str, row: int, column: str, found: str, fault: Fault, repair: str) -> TableProblem:
    return TableProblem(
        file,
        row,
        f"column {column}" if column else "",
        found[:120],
        fault.expected,
        repair,
        code=fault.code,
        column=column,
        values={"found": found[:120].strip("'"), "value": fault.value},
    )


def parse_number(text: str) -> float | None:
    """Read a number in Dutch or in plain notation; None when it is neither, or could be both.

    Three digits after a single point are thousands in Dutch and thousandths elsewhere: that is refused.

    Examples
    --------
    >>> parse_number("1.538.246"), parse_number("1538246,50"), parse_number("1538246.5")
    (1538246.0, 1538246.5, 1538246.5)
    >>> parse_number("1.538"), parse_number("€ 100"), parse_number("nan")
    (None, None, None)
    """
    text = text.strip()
    dutch, plain = _DUTCH.fullmatch(text) is not None, _PLAIN.fullmatch(text) is not None
    if not dutch and not plain:
        return None
    as_dutch = float(text.replace(".", "").replace(",", ".")) if dutch else None
    as_plain = float(text) if plain else None
    if dutch and plain and as_dutch != as_plain:
        return None
    value = as_dutch if as_dutch is not None else as_plain
    return value if value is not None and math.isfinite(value) else None
