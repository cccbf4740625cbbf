"""Undo and redo: what a scenario or a position was, is, and was before an undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

MOST_STEPS = 100
"""Steps that can be undone."""

T = TypeVar("T")


@dataclass(frozen=True)
class History(Generic[T]):
    """The states of one thing in one session, oldest first.

    Attributes
    ----------
    present : T
        The thing as it is, say a scenario.
    past, future : tuple of T
        What undo and redo bring back.
    """

    present: T
    past: tuple[T, ...] = ()
    future: tuple[T, ...] = ()

    def to(self, state: T) -> History[T]:
        """Move on to another state; what was undone cannot be redone any more."""
        if state == self.present:
            return self
        return History(state, (*self.past, self.present)[-MOST_STEPS:])

    def mapped(self, edit: Callable[[T], T]) -> History[T]:
        """Change all states alike: something that they name changed or is gone."""
        return History(edit(self.present), tuple(map(edit, self.past)), tuple(map(edit, self.future)))

    def undone(self) -> History[T]:
        """Go one step back, if there is one."""
        if not self.past:
            return self
        return History(self.past[-1], self.past[:-1], (self.present, *self.future))

    def redone(self) -> History[T]:
        """Take back one undo, if there is one."""
        if not self.future:
            return self
        return History(self.future[0], (*self.past, self.present), self.future[1:])
