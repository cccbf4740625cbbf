"""From a filled-in form to a measure of the user's own: the same file that a colleague would write by hand.

Everything is checked twice: here, so that each mistake is told beside its field, and by the rules for files
once the measure is written out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from simulator.domain.base import Text
from simulator.domain.measure import Measure
from simulator.domain.programme import Programme
from simulator.ui.entry import EntryError, read_number
from simulator.ui.texts import Language, translate

Basis = Literal["amount", "share"]

FIELDS: Final = (
    "title",
    "summary",
    "value",
    "low",
    "high",
    "yearly_cost",
    "one_off_cost",
    "reason",
    "document",
    "page",
    "quote",
)
"""Fields that are typed."""
MOST_TITLE: Final = 80
MOST_TEXT: Final = 600
MOST_QUOTE: Final = 300
PERCENT: Final = 100


@dataclass(frozen=True)
class Form:
    """What stands in the form.

    Attributes
    ----------
    typed : mapping of str to str
        What is typed, by the names in `FIELDS`.
    service : str
        Name of the service that is saved on.
    basis : {"amount", "share"}
        The saving is an amount a year, or a percentage of the spending on the service.
    start, full : int
        First year with an effect, and first year with the whole effect.
    grade : int
        Evidence grade.
    has_source : bool
        True when the numbers come from a document, False when they are the user's assumption.
    """

    typed: Mapping[str, str]
    service: str
    basis: Basis
    start: int
    full: int
    grade: int
    has_source: bool


class FormError(ValueError):
    """A form that cannot be a measure yet.

    Attributes
    ----------
    problems : dict of str to str
        Key of the text that says what is wrong, by field.
    """

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)
        super().__init__(", ".join(f"{field}: {key}" for field, key in self.problems.items()))


def ramp_shares(start: int, full: int, years: tuple[int, ...]) -> tuple[float, ...]:
    """Give the share of the saving in each year: equal steps from the first year to the full one.

    >>> ramp_shares(2022, 2024, (2021, 2022, 2023, 2024))
    (0.0, 0.333333, 0.666667, 1.0)
    """
    steps = full - start + 1
    return tuple(round(min(1.0, max(0.0, (year - start + 1) / steps)), 6) for year in years)


def slug(title: str, taken: Collection[str] = ()) -> str:
    """Make an id of a title, one that is not taken.

    >>> slug("Fiets naar dagbesteding!", {"eigen-fiets-naar-dagbesteding"})
    'eigen-fiets-naar-dagbesteding-2'
    """
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    words = "-".join(re.findall(r"[a-z0-9]+", plain))[:50].strip("-")
    name = f"eigen-{words}" if words else "eigen-maatregel"
    later = (f"{name}-{number}" for number in range(2, len(taken) + 3))
    return next(free for free in (name, *later) if free not in taken)


def measure_of(form: Form, programme: Programme, name: str, language: Language) -> Measure:
    """Make a measure of a form.

    Parameters
    ----------
    form : Form
        What is filled in.
    programme : Programme
        The programme that it belongs to.
    name : str
        Id of the measure.
    language : {"nl", "en"}
        Notation of the numbers.

    Raises
    ------
    FormError
        With every field that is to be mended.
    """
    numbers, problems = _numbers(form, language)
    problems |= _missing(form)
    problems |= _disagreements(form, numbers)
    if problems:
        raise FormError(problems)
    return Measure.model_validate(_fields(form, numbers, programme, name))


def _numbers(form: Form, language: Language) -> tuple[dict[str, float], dict[str, str]]:
    numbers: dict[str, float] = {}
    problems: dict[str, str] = {}
    for field in ("value", "low", "high", "yearly_cost", "one_off_cost"):
        text = form.typed.get(field, "").strip()
        if not text and field != "value":
            continue
        try:
            numbers[field] = read_number(text, language)
        except EntryError as error:
            problems[field] = str(error)
    if form.basis == "share":
        for field in {"value", "low", "high"} & set(numbers):
            numbers[field] = round(numbers[field] / PERCENT, 10)
    return numbers, problems


def _missing(form: Form) -> dict[str, str]:
    asked = ["title", "reason", *(["document", "page"] if form.has_source else [])]
    problems = {field: "entry.empty" for field in asked if not form.typed.get(field, "").strip()}
    limits = {"title": MOST_TITLE, "quote": MOST_QUOTE}
    for field, text in form.typed.items():
        if len(text) > limits.get(field, MOST_TEXT):
            problems[field] = str(EntryError("entry.too_long"))
    return problems


def _disagreements(form: Form, numbers: Mapping[str, float]) -> dict[str, str]:
    problems: dict[str, str] = {}
    for field in ("yearly_cost", "one_off_cost"):
        if numbers.get(field, 0.0) < 0:
            problems[field] = str(EntryError("entry.below_zero"))
    if form.full < form.start:
        problems["full"] = "entry.full_before_start"
    value, low, high = (numbers.get(field) for field in ("value", "low", "high"))
    if form.basis == "share" and any(abs(x) > 1 for x in (value, low, high) if x is not None):
        problems["value"] = "entry.over_100"
    if (low is None) != (high is None):
        problems["low" if low is None else "high"] = "entry.both_ends"
    elif value is not None and low is not None and high is not None and not (low <= value <= high):
        problems["value"] = "entry.outside_range"
    elif low is not None and high is not None and low >= high:
        problems["low"] = "entry.low_above_high"
    return problems


def _fields(form: Form, numbers: Mapping[str, float], programme: Programme, name: str) -> dict[str, Any]:
    typed = {field: text.strip() for field, text in form.typed.items()}
    document = f"bron-{name}"
    source: dict[str, Any] = {"document": document, "page": _both("measures.file.page").nl}
    if form.has_source:
        source |= {"page": typed["page"]} | ({"quote": typed["quote"]} if typed.get("quote") else {})
    estimate = {
        "provenance": "stated" if form.has_source else "assumption",
        "source": source,
        "grade": form.grade,
        "note": _same(typed["reason"]),
    }
    return {
        "id": name,
        "title": _same(typed["title"]),
        "summary": _same(typed.get("summary") or typed["title"]),
        "status": "suggested",
        "status_reason": _both("measures.file.status_reason"),
        "grade": form.grade,
        "grade_reason": _same(typed["reason"]),
        "drivers": _drivers(form, numbers, estimate),
        "effects": {"saving": _effect(form, programme, source)},
        "costs": _costs(form, numbers, programme, source),
        "documents": {document: _document(form, typed)},
        "sources": (source,),
    }


def _drivers(form: Form, numbers: Mapping[str, float], estimate: Mapping[str, Any]) -> dict[str, Any]:
    saving: dict[str, Any] = {
        **estimate,
        "title": _both("measures.file.saving"),
        "unit": "1" if form.basis == "share" else "EUR/year",
        "value": numbers["value"],
    }
    if "low" in numbers:
        saving |= {
            "uncertainty": {"kind": "triangular", "low": numbers["low"], "high": numbers["high"]},
            "range_provenance": "assumption",
            "range_reason": estimate["note"],
        }
    drivers = {_driver_name(form): saving}
    for field, unit in (("yearly_cost", "EUR/year"), ("one_off_cost", "EUR")):
        if numbers.get(field):
            title = _both(f"measures.file.{field}")
            drivers[field] = {**estimate, "title": title, "unit": unit, "value": numbers[field]}
    return drivers


def _driver_name(form: Form) -> str:
    return "saved_share" if form.basis == "share" else "yearly_saving"


def _effect(form: Form, programme: Programme, source: Mapping[str, Any]) -> dict[str, Any]:
    times = f" * baseline.{form.service}" if form.basis == "share" else ""
    return {
        "title": _both("measures.file.saving"),
        "service": form.service,
        "formula": f"{_driver_name(form)}{times}",
        "ramp_up": {"kind": "shares", "values": ramp_shares(form.start, form.full, programme.years)},
        "source": source,
    }


def _costs(
    form: Form, numbers: Mapping[str, float], programme: Programme, source: Mapping[str, Any]
) -> dict[str, Any]:
    profiles = {
        "yearly_cost": tuple(float(year >= form.start) for year in programme.years),
        "one_off_cost": tuple(float(year == form.start) for year in programme.years),
    }
    return {
        field: {
            "title": _both(f"measures.file.{field}"),
            "formula": field,
            "profile": profile,
            "nature": "structural" if field == "yearly_cost" else "incidental",
            "funded_by": next(iter(programme.funders)),
            "source": source,
        }
        for field, profile in profiles.items()
        if numbers.get(field)
    }


def _document(form: Form, typed: Mapping[str, str]) -> dict[str, Any]:
    # Titles of documents have one language: the first one of the app.
    title = typed["document"] if form.has_source else _both("measures.file.assumption").nl
    return {"title": title, "publisher": _both("measures.file.publisher").nl}


def _same(words: str) -> Text:
    """Give what the user typed as a text in both languages: Koers does not translate it."""
    return Text(nl=words, en=words)


def _both(key: str) -> Text:
    return Text(nl=translate("nl", key), en=translate("en", key))
