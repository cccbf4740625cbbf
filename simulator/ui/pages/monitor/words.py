"""Figures of the monitor in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulator.export.in_sentence import in_sentence
from simulator.ui import services
from simulator.ui.components.measure_list import label
from simulator.ui.language import local, t


def about(row: Mapping[str, Any]) -> str:
    """Say what a figure is about: "uitgaven huishoudelijke hulp, Laren"."""
    catalogue = services.catalogue()
    what = ""
    if isinstance(row.get("measure"), str):
        what = measure_title(row["measure"])
    elif isinstance(row.get("service"), str):
        what = in_sentence(local(catalogue.programme.services[row["service"]].title))
    elif isinstance(row.get("subject"), str):
        what = in_sentence(row["subject"])
    town = row.get("municipality")
    towns = catalogue.programme.municipalities
    who = (towns[town].title if town in towns else town) if isinstance(town, str) else t("monitor.all_towns")
    kind = row.get("kind", "cost")
    told = t("monitor.about", kind=t(f"monitor.kind.{kind}"), what=what, who=who)
    return told[:1].upper() + told[1:]


def measure_title(name: str) -> str:
    """Give the name of a measure, with its number."""
    return label(services.catalogue().measures[name])
