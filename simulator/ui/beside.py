"""Scenarios that a page put aside to be compared, until Vergelijken takes them up.

No page knows another one. A page that finds a scenario worth comparing puts it here; Vergelijken asks for
what waits when it is opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import streamlit as st

from simulator.domain.measure import Measure
from simulator.domain.scenario import Scenario

_SESSION: Final = "_koers_beside"


@dataclass(frozen=True)
class Brought:
    """A scenario to compare, with the measures of its own that came along."""

    scenario: Scenario
    own: tuple[Measure, ...] = ()


def put(brought: Brought) -> None:
    """Put a scenario aside; one that waits already waits once."""
    if brought not in waiting():
        st.session_state[_SESSION] = (*waiting(), brought)


def waiting() -> tuple[Brought, ...]:
    """Give what was put aside and not taken up yet, in that order."""
    found: tuple[Brought, ...] = st.session_state.get(_SESSION, ())
    return found


def take() -> tuple[Brought, ...]:
    """Give what was put aside, and forget it."""
    found = waiting()
    st.session_state.pop(_SESSION, None)
    return found
