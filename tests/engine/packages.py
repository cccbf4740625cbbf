"""Random small packages of measures, for properties."""

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from simulator.domain.measure import Measure
from tests.engine.worked import TOWNS, already, pert, saver, supersedes, triangular, uniform

AMOUNTS = st.integers(0, 1_500_000).map(float)
RAMPS = st.lists(st.floats(0, 1), min_size=3, max_size=3).map(lambda first: (*first, 1.0))
TAUS = st.floats(-1.0, 0.9)
SHAPES = {"uniform": uniform, "triangular": triangular, "pert": pert}


@dataclass(frozen=True)
class Package:
    """Measures, and changes of the scenario."""

    measures: tuple[Measure, ...]
    changes: dict[str, Any]


@st.composite
def packages(draw: st.DrawFn, plain: bool = False, uncertain: bool = False, least: int = 1) -> Package:
    """Draw one to five measures; unless plain, also losses, local ones and those that replace others."""
    measures: list[Measure] = []
    for place in range(draw(st.integers(least, 5))):
        amount = draw(AMOUNTS)
        changes: dict[str, Any] = {
            "on": draw(st.sampled_from(["youth", "household_help", "household_help"])),
            "shares": draw(RAMPS),
        }
        if not plain:
            amount *= draw(st.sampled_from([1.0, 1.0, 1.0, -0.5]))
            changes |= _in_relation(draw, measures)
        if uncertain and draw(st.booleans()):
            shape = SHAPES[draw(st.sampled_from([*SHAPES]))]
            changes["uncertainty"] = shape(amount - draw(AMOUNTS) - 1.0, amount + draw(AMOUNTS) + 1.0)
        measures.append(saver(f"m{place}", amount, **changes))
    return Package(tuple(measures), {"overlap": draw(TAUS)})


def _in_relation(draw: st.DrawFn, earlier: list[Measure]) -> dict[str, Any]:
    kind = draw(st.sampled_from(["plain", "plain", "local", "paid", "replaces", "already"]))
    if kind == "local":
        return {"scope": draw(st.sampled_from(TOWNS))}
    if kind == "paid":
        return {"kind": "own_contribution"}
    if kind == "already":
        return {"relations": (already(draw(st.sampled_from(TOWNS)), draw(st.floats(0, 1))),)}
    if kind == "replaces" and earlier:
        other = draw(st.sampled_from(earlier)).id
        return {"relations": (supersedes(other, share=draw(st.floats(0, 1))),)}
    return {}
