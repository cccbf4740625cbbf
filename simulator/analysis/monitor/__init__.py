"""Observed figures held against a plan, and the plan weighed anew by them."""

from simulator.analysis.monitor.held import Held, Together
from simulator.analysis.monitor.matching import ALL_SERVICES, LeftOut, Match
from simulator.analysis.monitor.monitoring import Monitoring, monitor
from simulator.analysis.monitor.rules import MonitorRules

__all__ = [
    "ALL_SERVICES",
    "Held",
    "LeftOut",
    "Match",
    "MonitorRules",
    "Monitoring",
    "Together",
    "monitor",
]
