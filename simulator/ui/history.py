"""Undo and redo: what a scenario was, is, and was before an undo."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.domain.scenario import Scenario

MOST_STEPS = 100
"""Steps that can be undone."""


@dataclass(frozen=True)
class History:
    """The states of a scenario in one session, oldest first.

    Attributes
    ----------
    present : Scenario
        The scenario as it is.
    past, future : tuple of Scenario
        What undo and redo bring back.
    """

    present: Scenario
    past: tuple[Scenario, ...] = ()
    future: tuple[Scenario, ...] = ()

    def to(self, scenario: Scenario) -> History:
        """Move on to another state; what was undone cannot be redone any more."""
        if scenario == self.present:
            return self
        return History(scenario, (*self.past, self.present)[-MOST_STEPS:])

    def undone(self) -> History:
        """Go one step back, if there is one."""
        if not self.past:
            return self
        return History(self.past[-1], self.past[:-1], (self.present, *self.future))

    def redone(self) -> History:
        """Take back one undo, if there is one."""
        if not self.future:
            return self
        return History(self.future[0], (*self.past, self.present), self.future[1:])
