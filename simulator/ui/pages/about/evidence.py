"""Grades of evidence, and what part of a plan materialises with each."""

from __future__ import annotations

from collections import Counter

from simulator.ui import services
from simulator.ui.components.table_html import show_words
from simulator.ui.language import formats, t


def show_evidence() -> None:
    """Draw the grades with the number of measures that have each."""
    catalogue = services.catalogue()
    counted = Counter(measure.grade for measure in catalogue.measures.values())
    realisation = catalogue.programme.realisation
    rows = [
        (
            str(grade),
            t(f"about.grade.{grade}"),
            str(counted[grade]),
            formats().percent(realisation[grade].value) if grade in realisation else "–",
        )
        for grade in range(1, 7)
    ]
    show_words([t(f"about.grades.{name}") for name in ("grade", "meaning", "measures", "realised")], rows)
