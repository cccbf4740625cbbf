"""Sensitivity: what the uncertainty of an outcome comes from, and how far a driver must move to matter."""

from simulator.analysis.sensitivity.compose import Sensitivity, sensitivity
from simulator.analysis.sensitivity.decisions import Decision, decisions
from simulator.analysis.sensitivity.missing import NotAnalysed
from simulator.analysis.sensitivity.names import LAYERS, Named, layer_of, named
from simulator.analysis.sensitivity.question import Outcome, Question, question

__all__ = [
    "LAYERS",
    "Decision",
    "Named",
    "NotAnalysed",
    "Outcome",
    "Question",
    "Sensitivity",
    "decisions",
    "layer_of",
    "named",
    "question",
    "sensitivity",
]
