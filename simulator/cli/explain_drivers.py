"""The drivers of an explanation written out: value, range, evidence, source, and what others say."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.analysis.explain import Citation, DriverUsed, View
from simulator.cli.formats import number, percent, quantity
from simulator.cli.options import Language
from simulator.domain.base import Text
from simulator.domain.quantity import Discrete, Estimate, Fixed, Lognormal, Uncertainty

BASIS = {
    "stated": "",
    "reading": ", by the reading of the source",
    "views": ", by the scenario's choice of estimates",
    "scenario": ", set by the scenario",
}


def citation_line(citation: Citation) -> str:
    """Write where something stands: document, lines or page, and the words themselves."""
    source, document = citation.source, citation.document
    where = [document.title]
    if source.lines is not None:
        where.append(f"{document.text_file or 'text'} line {source.lines}")
    if source.page is not None:
        where.append(source.page)
    line = ", ".join(where)
    return f'{line}: "{source.quote}"' if source.quote else line


def driver_lines(driver: DriverUsed, lang: Language) -> Iterator[str]:
    """Write a driver: its value, then the estimates it comes from, then those that are not used."""
    value = _quantity(driver.value, driver, lang)
    unit = "" if driver.unit == "1" else f" [{driver.unit}]"
    yield f"  {_words(driver.title, lang)}: {value}{unit} ({driver.name}{BASIS[driver.basis]})"
    if driver.change is not None:
        yield f"    Set by the scenario{_spread(driver.change.uncertainty, driver, lang)}"
        yield f"    Reason: {driver.change.reason}"
    for view in sorted(driver.views, key=lambda view: not view.weight):
        yield from _view_lines(view, driver, lang)


def _view_lines(view: View, driver: DriverUsed, lang: Language) -> Iterator[str]:
    estimate, title = view.estimate, _words(view.title, lang)
    if not view.weight:
        heading = f"Not used: {title}"
    elif view.weight < 1:
        heading = f"{title}, weight {percent(view.weight, lang, 0)}"
    else:
        heading = title
    value = _quantity(estimate.value, driver, lang)
    spread = _spread(estimate.uncertainty, driver, lang)
    provenance = estimate.provenance.replace("_", " ")
    yield f"    {heading}: {value}{spread}; {provenance}, evidence grade {estimate.grade} of 6"
    if view.citation is not None:
        yield f"      Source: {citation_line(view.citation)}"
    yield from _range_lines(estimate, view, lang)
    if estimate.note is not None:
        yield f"      Note: {_words(estimate.note, lang)}"


def _range_lines(estimate: Estimate, view: View, lang: Language) -> Iterator[str]:
    if estimate.range_reason is not None:
        yield f"      Range ({estimate.range_provenance}): {_words(estimate.range_reason, lang)}"
    if view.range_citation is not None:
        yield f"      Source of the range: {citation_line(view.range_citation)}"


def _quantity(value: float, driver: DriverUsed, lang: Language) -> str:
    """Write a value of a driver; an overlap is a number without unit but no share of anything."""
    return number(value, lang) if "/overlap/" in driver.name else quantity(value, driver.unit, lang)


def _spread(uncertainty: Uncertainty, driver: DriverUsed, lang: Language) -> str:
    """Write how far the true value may lie from the stated one."""
    match uncertainty:
        case Fixed():
            return ", fixed"
        case Lognormal(p10=low, p90=high):
            kind = "log-normal, P10 to P90"
        case Discrete(values=values, weights=weights):
            listed = [
                f"{_quantity(value, driver, lang)} ({number(weight, lang)})"
                for value, weight in zip(values, weights, strict=True)
            ]
            return f", one of {', '.join(listed)} (weights)"
        case _:
            kind, low, high = uncertainty.kind, uncertainty.low, uncertainty.high
    return f", {kind} {_quantity(low, driver, lang)} to {_quantity(high, driver, lang)}"


def _words(text: Text, lang: Language) -> str:
    words: str = getattr(text, lang)
    return words
