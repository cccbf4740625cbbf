"""A formula: one parse, four readers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from simulator.formula import dimensions, evaluation, sentence, workbook
from simulator.formula.evaluation import Value
from simulator.formula.parsing import parse_tree
from simulator.formula.tree import BASELINE, Node, quantities
from simulator.formula.writing import number_text, plain


@dataclass(frozen=True)
class Formula:
    """Arithmetic over drivers and baselines. Made by `parse`; equal when the text is.

    Quantities go by **key**: the name of a driver, or ``baseline.<service>`` for the spending on
    a service in EUR/year.

    Examples
    --------
    >>> formula = parse("share * baseline.household_help")
    >>> sorted(formula.names), sorted(formula.services)
    (['share'], ['household_help'])
    """

    text: str
    """The formula as it was written."""
    tree: Node = field(repr=False, compare=False)
    """What it means."""
    names: frozenset[str] = field(repr=False, compare=False)
    """The drivers it uses."""
    services: frozenset[str] = field(repr=False, compare=False)
    """The services whose baseline it uses."""

    @property
    def keys(self) -> frozenset[str]:
        """The key of every quantity it uses, drivers and baselines.

        Examples
        --------
        >>> sorted(parse("share * baseline.household_help").keys)
        ['baseline.household_help', 'share']
        """
        return self.names | {BASELINE + service for service in self.services}

    @property
    def canonical(self) -> str:
        """The formula in one fixed layout, with no parentheses that it can do without.

        Examples
        --------
        >>> parse("(a*(b))+1_000").canonical
        'a * b + 1000'
        """
        return plain(self.tree)

    def evaluate(self, values: Mapping[str, Value]) -> Value:
        """Work the formula out, for one case or for all draws at once.

        Parameters
        ----------
        values : mapping of str to float or ndarray
            For every key a number, or an array; arrays broadcast by NumPy's rules, say (draws, 1)
            for a driver and (draws, years) for a baseline. Each in its driver's own unit: nothing
            is converted.

        Returns
        -------
        float or ndarray
            In the unit that `dimension` gives. Arrays keep their type: float32 stays float32. A
            formula that is a single name gives that very array back, so do not change it in place.

        Raises
        ------
        FormulaError
            If a value is missing, or a divisor is zero, be it in a single draw. Overflow is
            left to NumPy's own settings.

        Examples
        --------
        5,850 clients, 3 hours each, 55 euro an hour: 965,250 euro.

        >>> parse("clients * hours * rate").evaluate({"clients": 5850.0, "hours": 3.0, "rate": 55.0})
        965250.0
        """
        return evaluation.evaluate(self.tree, values)

    def dimension(self, units: Mapping[str, str]) -> str:
        """Give the unit that the formula reduces to.

        Parameters
        ----------
        units : mapping of str to str
            Unit of every key, baselines too; see `simulator.units`. Other keys may be there.

        Returns
        -------
        str
            The unit as `check_unit` writes it; ``1`` for a plain number.

        Raises
        ------
        FormulaError
            If a key is not there, a unit does not exist, or two units are added that differ
            (even by a factor only: nothing is converted).

        Examples
        --------
        >>> parse("children * days * price").dimension(
        ...     {"children": "child", "days": "day/year", "price": "EUR/child/day"}
        ... )
        'EUR/year'
        """
        return dimensions.dimension(self.tree, units)

    def require(self, units: Mapping[str, str], allowed: Iterable[str] = ("EUR/year",)) -> str:
        """Refuse the formula unless it reduces to a unit that is allowed.

        Parameters
        ----------
        units : mapping of str to str
            As for `dimension`.
        allowed : iterable of str
            The units that will do; at least one.

        Returns
        -------
        str
            The unit that it reduces to, as `check_unit` writes it.

        Raises
        ------
        FormulaError
            As for `dimension`; and if the unit is another one, with what seems to be missing.

        Examples
        --------
        >>> parse("children * saving").require({"children": "child", "saving": "EUR/child"})
        Traceback (most recent call last):
        ...
        simulator.errors.FormulaError: children * saving gives EUR, but EUR/year is expected: a ...
        """
        return dimensions.require(self.tree, units, allowed)

    def excel(self, cells: Mapping[str, str]) -> str:
        """Write the formula for a cell of a workbook.

        Parameters
        ----------
        cells : mapping of str to str
            For every key the name of a cell, ``saving_per_child``, or its place,
            ``Drivers!$B$2``. Whether Excel takes a name (it does not take ``c`` or ``r``) is for
            the workbook to arrange.

        Returns
        -------
        str
            Starts with ``=``; in Excel's own notation, the same in all its languages in a file.

        Raises
        ------
        FormulaError
            If a cell is missing or is anything but a plain reference, or the text would be
            longer than Excel reads.

        Examples
        --------
        >>> parse("children * (1 - share)").excel({"children": "children", "share": "A!$B$2"})
        '=children*(1-A!$B$2)'
        """
        return workbook.excel(self.tree, cells)

    def sentence(self, values: Mapping[str, str], number: Callable[[float], str] = number_text) -> str:
        """Write the formula for people, with its numbers filled in.

        Parameters
        ----------
        values : mapping of str to str
            For every key its value and unit as the reader's language writes them.
        number : callable
            Writes a number that stands in the formula itself.

        Returns
        -------
        str
            Without the result: the caller adds it.

        Raises
        ------
        FormulaError
            If a value is missing.

        Examples
        --------
        >>> parse("clients * share * hours * price").sentence(
        ...     {"clients": "5.850 cliënten", "share": "40%", "hours": "13 uur", "price": "€ 26,73"}
        ... )
        '5.850 cliënten × 40% × 13 uur × € 26,73'
        """
        return sentence.sentence(self.tree, values, number)


@lru_cache(maxsize=4096)
def parse(text: str) -> Formula:
    """Parse a formula; the same text is parsed once.

    Parameters
    ----------
    text : str
        ``+ - * /``, a minus sign, parentheses, numbers (``0.4``, ``5_850``), names of drivers,
        ``baseline.<service>``. White space around it does not count.

    Returns
    -------
    Formula
        The formula; what its names stand for is not known yet.

    Raises
    ------
    FormulaError
        If the text is anything else, with the place where it goes wrong.

    Examples
    --------
    >>> parse("clients * price").evaluate({"clients": 10.0, "price": 2.5})
    25.0
    >>> parse("clients, price")
    Traceback (most recent call last):
    ...
    simulator.errors.FormulaError: formula 'clients, price': found ',' at character 8. Write a ...
    """
    stripped = text.strip(" \t\r\n")
    tree = parse_tree(stripped)
    keys = frozenset(quantities(tree))
    services = frozenset(key.removeprefix(BASELINE) for key in keys if key.startswith(BASELINE))
    names = frozenset(key for key in keys if not key.startswith(BASELINE))
    return Formula(stripped, tree, names, services)
