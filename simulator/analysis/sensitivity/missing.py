"""What an analysis of sensitivity leaves out, so that nobody takes it for something without influence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from simulator.analysis.run import Run
from simulator.domain.base import Text
from simulator.engine.design import counting

Reason = Literal["fixed", "unknown", "off"]
"""fixed: it counts, but has no range. unknown: nobody knows the amount. off: the scenario does not count
it."""

UNCERTAIN_LAYERS = ("overlap", "growth", "realisation", "delay", "spill_over")
"""Layers that bring uncertain quantities of their own."""


@dataclass(frozen=True)
class NotAnalysed:
    """Something that has no place in the ranking.

    Attributes
    ----------
    reason : {"fixed", "unknown", "off"}
        Why not.
    name : str
        Full name of a driver, id of the measure of something unknown, or name of a layer.
    title : Text or None
        What is unknown; None where the name tells.
    """

    reason: Reason
    name: str
    title: Text | None = None


def not_analysed(run: Run) -> tuple[NotAnalysed, ...]:
    """List what a run does not let be analysed: unknown amounts first, then layers, then fixed drivers."""
    return tuple(_not_analysed(run))


def _not_analysed(run: Run) -> Iterator[NotAnalysed]:
    for item in run.plan.unknown:
        yield NotAnalysed("unknown", item.measure, Text(nl=item.title_nl, en=item.title_en))
    for layer in UNCERTAIN_LAYERS:
        if not getattr(run.scenario.layers, layer):
            yield NotAnalysed("off", layer)
    for quantity in counting(run.plan):
        if quantity.is_fixed:
            yield NotAnalysed("fixed", quantity.name)
