"""The small arithmetic language in which effects and costs are written.

``+ - * /``, a minus sign, parentheses, numbers, names of drivers and ``baseline.<service>``;
nothing else. A formula is parsed once into a tree (`parsing`, `tree`) that has four readers: the
engine (`evaluation`), the unit check (`dimensions`), the workbook (`workbook`) and the sentence
for people (`sentence`).
"""

from simulator.formula.evaluation import Value
from simulator.formula.model import Formula, parse

__all__ = ["Formula", "Value", "parse"]
