"""Sign conventions of municipal budgets, and the words that go with them.

Koers has spending and income, both positive when there is more of them, and ``net_cost`` = spending less
income. Municipalities print these with different signs; a reader must always be told which.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from simulator.domain.base import Text
from simulator.errors import ScenarioError

Favour = Literal["V", "N", "–"]
"""V (voordeel): the budget gains; N (nadeel): it loses; - neither."""


@dataclass(frozen=True)
class Convention:
    """How amounts are signed.

    Attributes
    ----------
    name : str
        How options name it.
    expenditure, income, balance : {1, -1}
        Sign of more spending, of more income, and of a balance that costs money.
    unsigned : bool
        Amounts without sign; V or N alone says what they do.
    used_by : str
        Municipalities that print their budget so.
    legend : Text
        What a reader must know; printed with every table.
    """

    name: str
    expenditure: int
    income: int
    balance: int
    unsigned: bool
    used_by: str
    legend: Text

    def show(self, expenditure: float, income: float) -> tuple[float, float, float]:
        """Give spending, income and balance as printed.

        Examples
        --------
        A saving of 100 on spending and 20 more income, in the convention of Hilversum:

        >>> CONVENTIONS["hilversum"].show(-100.0, 20.0)
        (-100.0, -20.0, -120.0)
        >>> CONVENTIONS["minus_is_cost"].show(-100.0, 20.0)
        (100.0, 20.0, 120.0)
        """
        shown = (
            self.expenditure * expenditure,
            self.income * income,
            self.balance * (expenditure - income),
        )
        if self.unsigned:
            shown = (abs(shown[0]), abs(shown[1]), abs(shown[2]))
        # A minus sign before nothing says something that is not there.
        return (shown[0] + 0.0, shown[1] + 0.0, shown[2] + 0.0)


def favour(net_cost: float, unit: int = 1) -> Favour:
    """Say whether the budget gains or loses, by the amount as it is printed.

    >>> favour(-120.0), favour(120.0), favour(0.3), favour(300.0, 1000)
    ('V', 'N', '–', '–')
    """
    if abs(net_cost) / unit < 0.5:  # noqa: PLR2004 - printed as nothing
        return "–"
    return "V" if net_cost < 0 else "N"


def _legend(nl: str, en: str) -> Text:
    """Words about signs, with what V and N mean."""
    return Text(
        nl=f"{nl} V = voordeel voor de begroting, N = nadeel.",
        en=f"{en} V (voordeel) = the budget gains, N (nadeel) = it loses.",
    )


CONVENTIONS: Mapping[str, Convention] = MappingProxyType(
    {
        convention.name: convention
        for convention in (
            Convention(
                name="hilversum",
                expenditure=1,
                income=-1,
                balance=1,
                unsigned=False,
                used_by="Hilversum, Gooise Meren, Gouda",
                legend=_legend(
                    nl="Lasten +, baten −; saldo = lasten + baten, een positief saldo kost geld. "
                    "Een besparing is dus een negatief bedrag.",
                    en="Expenditure +, income −; balance = expenditure + income, a positive balance costs "
                    "money. So a saving is a negative amount.",
                ),
            ),
            Convention(
                name="balance_minus",
                expenditure=1,
                income=1,
                balance=-1,
                unsigned=False,
                used_by="Bronckhorst",
                legend=_legend(
                    nl="Lasten +, baten +; saldo = baten − lasten, een negatief saldo kost geld. "
                    "Een besparing is een negatieve last en een positief saldo.",
                    en="Expenditure +, income +; balance = income − expenditure, a negative balance costs "
                    "money. A saving is negative expenditure and a positive balance.",
                ),
            ),
            Convention(
                name="minus_is_cost",
                expenditure=-1,
                income=1,
                balance=-1,
                unsigned=False,
                used_by="Utrechtse Heuvelrug, Zoetermeer",
                legend=_legend(
                    nl="Lasten −, baten +; saldo = lasten + baten, een negatief saldo kost geld. "
                    "Een besparing is dus een positief bedrag.",
                    en="Expenditure −, income +; balance = expenditure + income, a negative balance costs "
                    "money. So a saving is a positive amount.",
                ),
            ),
            Convention(
                name="unsigned",
                expenditure=1,
                income=-1,
                balance=1,
                unsigned=True,
                used_by="Ede, Den Haag",
                legend=_legend(
                    nl="Bedragen zonder teken; V of N zegt wat het saldo voor de begroting betekent.",
                    en="Amounts without sign; V or N says what the balance means to the budget.",
                ),
            ),
        )
    }
)
"""Conventions by name, the default first."""


def convention_of(name: str) -> Convention:
    """Give a convention by its name.

    Raises
    ------
    ScenarioError
        If there is none of that name.
    """
    if name not in CONVENTIONS:
        raise ScenarioError(f"found sign convention '{name}'; expected one of {', '.join(CONVENTIONS)}")
    return CONVENTIONS[name]
