"""A run as a workbook with live formulas: change an assumption in Excel, and every sheet follows.

The most likely case is live: formulas over named cells, from drivers to budget, and the part that each
measure is due of what they save together. Percentiles are values of the run and marked as such. No macro, no
link to outside; text is only ever text.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import BinaryIO

from simulator.analysis.budget import BudgetOptions, check_options
from simulator.analysis.run import Run
from simulator.export.conventions import convention_of
from simulator.export.workbook.allocation import write_allocation, write_amounts
from simulator.export.workbook.baseline import write_baseline
from simulator.export.workbook.book import Book
from simulator.export.workbook.budget import budget_of
from simulator.export.workbook.checks import Sheets, write_checks
from simulator.export.workbook.costs import CostWriter
from simulator.export.workbook.damping import write_damping
from simulator.export.workbook.effects import write_effects
from simulator.export.workbook.fixed import write_audit, write_uncertainty
from simulator.export.workbook.functions import write_functions
from simulator.export.workbook.guide import write_guide
from simulator.export.workbook.inputs import write_inputs
from simulator.export.workbook.measures import write_outcome, write_settings
from simulator.export.workbook.ramp import write_ramp
from simulator.export.workbook.rules import cost_rule, service_rule, slot_rule
from simulator.export.workbook.sources import write_sources
from simulator.export.workbook.towns import write_towns
from simulator.export.workbook.work import SHEETS, Work

__all__ = ["workbook_bytes", "write_workbook"]

CREATED = dt.datetime(2021, 1, 1)
"""Moment in the document properties: fixed, so that the same run gives the same file."""


def write_workbook(
    run: Run,
    target: Path | BinaryIO,
    options: BudgetOptions | None = None,
    lang: str = "nl",
) -> None:
    """Write a run as a workbook.

    Parameters
    ----------
    run : Run
        A run that fits the options; see `simulator.analysis.budget.budget_scenario`.
    target : Path or binary file
        Where it goes. A path is written in one go, after the workbook is complete.
    options : BudgetOptions, optional
        Unit and sign convention of the budget.
    lang : {"nl", "en"}
        Language of the sheets.

    Raises
    ------
    ScenarioError
        If the options do not fit the run.
    """
    data = workbook_bytes(run, options, lang)
    if isinstance(target, Path):
        target.write_bytes(data)
    else:
        target.write(data)


def workbook_bytes(run: Run, options: BudgetOptions | None = None, lang: str = "nl") -> bytes:
    """Give a run as the bytes of a workbook; see `write_workbook`."""
    options = options or BudgetOptions()
    check_options(run, options)
    signs = convention_of(options.convention)
    names = [getattr(title, lang) for title in SHEETS.values()]
    title = run.catalogue.programme.title.model_dump()[lang]
    properties = {
        "title": f"{run.scenario.title.model_dump()[lang]}: {title}",
        "subject": f"Koers, run {run.run_id}, catalogue {run.catalogue.version}",
        "author": "Koers",
        "keywords": f"{run.run_id}, {run.scenario.id}",
        "comments": f"run_id={run.run_id}; catalogue_version={run.catalogue.version}",
    }
    book = Book(names, properties, CREATED, signs.unsigned)
    _fill(Work(run, options, lang, book))
    return book.close()


def _fill(work: Work) -> None:
    """Write the sheets in the order in which their formulas need each other."""
    sizes = write_settings(work)
    inputs = write_inputs(work)
    baseline = write_baseline(work, inputs)
    plan = work.run.plan
    wanted = [
        *(service_rule(work, service.name) for service in plan.services),
        *(slot_rule(work, slot) for slot in plan.slots),
        *(cost_rule(work, term) for term in plan.costs),
    ]
    allocation = write_allocation(work, baseline.prices, wanted)
    ramp = write_ramp(work, inputs, sizes)
    effects = write_effects(work, inputs, baseline, ramp, allocation, sizes)
    damping = write_damping(work, inputs, baseline, ramp, effects, allocation)
    costs = CostWriter(work, inputs, baseline, ramp, effects, allocation, damping, sizes).write()
    write_amounts(allocation, (effects.labels, effects.columns), damping.columns(work), costs.columns(work))
    measures = write_outcome(work, effects, damping, costs)
    budget = budget_of(work, baseline, allocation, effects, damping, costs)
    functions = write_functions(work, baseline, allocation, damping, costs)
    towns = write_towns(work, baseline, allocation)
    write_uncertainty(work)
    write_audit(work)
    write_sources(work)
    write_checks(work, Sheets(baseline, measures, damping, budget, functions, towns))
    write_guide(work)
