"""The update for the council: what happened against the plan, as a document and on one page."""

from simulator.export.monitor.write import SUFFIXES, update_file

__all__ = ["SUFFIXES", "update_file"]
