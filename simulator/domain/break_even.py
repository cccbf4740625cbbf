"""What is left to ask when no source says what a measure yields: how much must it avoid to pay."""

from __future__ import annotations

from simulator.domain.base import DomainModel, Name, NonEmpty, Text
from simulator.domain.quantity import Estimate
from simulator.domain.source import Source


class BreakEven(DomainModel):
    """What a measure costs, and what one avoided indication is worth.

    No effect is assumed: the answer is a number that the reader can hold against what is plausible.
    """

    avoided: Text
    """What must be avoided, in the plural: "indications for ambulatory youth guidance"."""
    service: Name
    """The service on which it would save."""
    unit: Text
    """What the cost buys: "the team of 2.67 fte", "one fte", "help for one resident"."""
    cost: NonEmpty
    """Formula of what that costs, EUR/year."""
    fte: NonEmpty | None = None
    """Formula of the staff in it, fte. Left out: staff is not what it is counted in."""
    price: NonEmpty
    """Formula of what one client with such an indication costs, EUR/client/year."""
    clients: NonEmpty | None = None
    """Formula of how many have such an indication, clients: more than these cannot be avoided."""
    reach: NonEmpty | None = None
    """Formula of how many people it can help in a year, clients, where a source tells."""
    lag: NonEmpty | None = None
    """Formula of the months that pass before the first indication is avoided, month."""
    elsewhere: dict[Name, Estimate] = {}
    """Part of such indications that others avoided, or expect to avoid (1 is all of them), by view; only
    where a source states it, each with its grade."""
    source: Source
    """Where cost, price or reach stand, or why one asks."""
    note: Text
    """What the reader must know about these numbers: which are assumptions, and what is not in them."""
