"""Names of cells that Excel accepts.

Excel refuses a name that looks like a cell (``AB12``), the letters R and C by themselves, and anything but
letters, digits, underscores and points. All our names start with a prefix and an underscore, so none can look
like a cell, and they are told apart without regard to capitals, as Excel does.
"""

from __future__ import annotations

import re

from simulator.domain.catalogue import Catalogue
from simulator.engine.quantities import SHARED

_LONGEST = 255
_REFUSED = re.compile(r"[A-Za-z]{1,3}[0-9]+|[RrCc]|[Rr][0-9]*[Cc][0-9]*")
_ACCEPTED = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")


def is_accepted(name: str) -> bool:
    """Whether Excel takes a name for a cell.

    >>> [is_accepted(name) for name in ("m06_hours", "c", "ab12", "R1C1", "een naam", "prijs_2021")]
    [True, False, False, False, False, True]
    """
    return (
        len(name) <= _LONGEST and _ACCEPTED.fullmatch(name) is not None and _REFUSED.fullmatch(name) is None
    )


def owner_prefix(catalogue: Catalogue, owner: str) -> str:
    """Prefix of the names of a measure: its number, or its id when it has none; "p" for what is shared."""
    if owner == SHARED:
        return "p"
    number = catalogue.measures[owner].number
    return f"m{number:02d}" if number is not None else "x_" + owner.replace("-", "_")


class Names:
    """Gives out names, each once.

    Examples
    --------
    >>> names = Names()
    >>> names.new("p_c"), names.new("P_C"), names.new("groei voor 2021")
    ('p_c', 'P_C_2', 'groei_voor_2021')
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def new(self, wanted: str) -> str:
        """A name as near to the wanted one as can be had.

        Raises
        ------
        ValueError
            If no name can be made of it.
        """
        base = re.sub(r"[^A-Za-z0-9_.]", "_", wanted)[: _LONGEST - 5]
        name, count = base, 1
        while name.casefold() in self._taken:
            count += 1
            name = f"{base}_{count}"
        if not is_accepted(name):
            raise ValueError(f"found name {name!r}; expected one that Excel takes, like m06_hours")
        self._taken.add(name.casefold())
        return name
