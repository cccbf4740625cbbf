"""Which uncertainties a scenario leaves out, in words.

A chance of 99% says something else when a plan may come out in part: who reads the one must know the other.
"""

from __future__ import annotations

from typing import Final

from simulator.domain.catalogue import Catalogue
from simulator.domain.scenario import Scenario
from simulator.ui.charts.base import speaker
from simulator.ui.levers import DELIVERY
from simulator.ui.texts import Language

LAYERS: Final = ("realisation", "delay", "growth", "spill_over")
"""Layers of uncertainty that a scenario has or has not, in the order in which they are told."""


def uncounted(scenario: Scenario, catalogue: Catalogue) -> tuple[str, ...]:
    """Give the layers of uncertainty that are off, of those that would change something."""
    spilling = any(
        relation.kind == "spills_over"
        for name in scenario.active()
        for relation in catalogue.measures[name].relations
    )
    there = [layer for layer in LAYERS if layer != "spill_over" or spilling]
    return tuple(layer for layer in there if not getattr(scenario.layers, layer))


def uncounted_sentence(scenario: Scenario, catalogue: Catalogue, language: Language) -> str:
    """Say which uncertainties are left out, or that none is.

    Parameters
    ----------
    scenario : Scenario
        The scenario whose numbers are shown.
    catalogue : Catalogue
        Its measures.
    language : {"nl", "en"}
        Language of the sentence.
    """
    say, off = speaker(language), uncounted(scenario, catalogue)
    if not off:
        return say("uncounted.nothing")
    delivery = tuple(layer for layer in off if layer in DELIVERY)
    told = ("delivery", *off[len(delivery) :]) if delivery == DELIVERY else off
    *names, last = (say(f"uncounted.{layer}") for layer in told)
    listed = say("uncounted.and", first=", ".join(names), last=last) if names else last
    return say("uncounted.sentence", listed=listed)
