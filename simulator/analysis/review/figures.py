"""The two figures of a finding about a driver, in the language of the reader."""

from __future__ import annotations

import re

from simulator.analysis.audit import AuditFinding
from simulator.analysis.audit.finding import Row
from simulator.analysis.audit.wording import Language, Quantity
from simulator.domain.catalogue import Catalogue
from simulator.domain.measure import Measure
from simulator.domain.quantity import Driver, Estimate

SUBJECT = re.compile(r"^(?:(?:effect|cost):)?(?P<driver>\w+)(?: \((?P<view>\w+)\))?$")
"""How the audit names a driver, and the view on it when that is not the programme's own."""

OTHER_SOURCE = ("sign-disputed", "sign-unsure", "estimate-far-off")
"""Rules in which the printed figure is the one in use, and the computed one that of somebody else."""

_DRIVER_RULES = ("two-figures", "not-derivable", "more-than-volume", *OTHER_SOURCE)


def figures_of(finding: AuditFinding, catalogue: Catalogue, language: Language) -> tuple[str, str | float]:
    """Give what stands printed and what Koers computes, empty where there is none.

    The audit writes values of drivers in the notation of the source, which is Dutch; here they are in the
    language asked for. What the files declare stays as it is written there.

    Returns
    -------
    tuple of str and (str or float)
        Printed; computed: a number is in EUR and in the sign of Koers.
    """
    printed, computed = finding.printed or "", "" if finding.computed is None else finding.computed
    measure = catalogue.measures.get(finding.measure or "")
    named = SUBJECT.match(finding.subject or "")
    if finding.rule not in _DRIVER_RULES or measure is None or named is None:
        return printed, computed
    driver = measure.drivers.get(named["driver"])
    if driver is None:
        return printed, computed
    default = catalogue.programme.default_estimate
    used = _estimate(driver, _view_in_use(measure, named["driver"], default), default).value
    other = _estimate(driver, named["view"] or default, default).value
    if finding.rule in ("not-derivable", "more-than-volume"):
        text = Quantity(other, driver.unit, abs(other) < 1).text(language)
        return (printed, text) if finding.rule == "not-derivable" else (text, computed)
    shares = max(abs(used), abs(other)) < 1
    in_use, elsewhere = (Quantity(value, driver.unit, shares).text(language) for value in (used, other))
    return (in_use, elsewhere) if finding.rule in OTHER_SOURCE else (elsewhere, in_use)


def meaning_of(finding: AuditFinding) -> Row:
    """Tell what the computed amount of a finding is: a cost, an effect or a net saving.

    A finding that is about no row of a table is about what is left after costs, but for the rule on volumes.
    """
    return finding.row or ("effect" if finding.rule == "more-than-volume" else "net")


def _view_in_use(measure: Measure, driver: str, default: str) -> str:
    if measure.default_reading is None:
        return default
    return measure.readings[measure.default_reading].estimates.get(driver, default)


def _estimate(driver: Driver, view: str, default: str) -> Estimate:
    return driver if view == default else driver.rivals.get(view, driver)
