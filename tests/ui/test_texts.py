"""The texts: complete, all used, the same places to fill in, and no text in page code."""

import ast
import re
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from simulator.analysis.bridge import ORDER
from simulator.analysis.position.arguments import Kind, Leaning
from simulator.analysis.review import THEMES
from simulator.domain.position import Stance
from simulator.domain.scenario import Layers, Membership
from simulator.ui.components.about_reference import TERMS
from simulator.ui.components.audit_download import COLUMNS
from simulator.ui.components.chart_choice import FIGURES
from simulator.ui.own_form import FIELDS
from simulator.ui.quantities import UNITS
from simulator.ui.texts import LANGUAGES, messages, translate

UI = Path(__file__).parents[2] / "simulator" / "ui"
SOURCES = [*UI.rglob("*.py"), UI.parents[1] / "app.py"]
KEY = re.compile(r"[a-z]+(\.[a-z_0-9]+)+")
CALLS = {"t", "translate", "_say", "say", "Message", "tell", "LinkError", "EntryError", "Fault", "_both"}
# Keys that code puts together, with what can stand in the open place.
OPEN = {
    "about.": tuple(
        f"{section}{part}"
        for section in ("measures", "adding", "ramp", "delivery", "evidence", "limits", "sources")
        for part in ("", "_title")
    ),
    "about.bar.": ("added", "left", "largest"),
    "about.example.": ("one", "other", "added", "both"),
    "about.grade.": tuple("123456"),
    "about.grades.": ("grade", "meaning", "measures", "realised"),
    "about.identity.": ("version", "catalogue", "run", "draws", "seed", "prices", "licence"),
    "about.slider.": ("first", "second", "overlap"),
    "about.term.": tuple(map(str, range(1, TERMS + 1))),
    "audit.amount.": ("cost", "effect", "net"),
    "audit.below.": ("cost", "effect", "net"),
    "audit.column.": ("year", "printed", "computed", "in_use", "elsewhere", "difference"),
    "audit.csv.": COLUMNS,
    "audit.meaning.": THEMES,
    "audit.row.": ("cost", "effect", "net"),
    "audit.severities.": ("error", "warning", "note"),
    "audit.severity_means.": ("error", "warning", "note"),
    "audit.themes.": THEMES,
    "bridge.": (*ORDER, "total_series", "less_series", "more_series"),
    "bridge.column.": ("step", "likely", "mean"),
    "chart.choose.": tuple(FIGURES),
    "share.": ("link", "copy", "copied"),
    "credit.": ("alone", "fair", "last_in"),
    "credit.column.": ("measure", "alone", "fair", "last_in", "cost"),
    "explore.side.": ("measures", "levers"),
    "lever.": (
        *("intensity", "shift_months", "stretch", "overlap", "delivery", "spill_over", "growth"),
        *("growth_shift", "shared_costs", "supersedes", "already_implemented", "members", "price_level"),
    ),
    "lever.help.": (
        *("overlap", "delivery", "spill_over", "growth", "shared_costs", "supersedes"),
        *("already_implemented", "members", "price_level"),
    ),
    "lever.overlap.": ("none", "estimated", "full", "mixed"),
    "lever.price.": ("constant", "nominal"),
    "lever.state.": ("intensity", "shift_months", "stretch"),
    "spending.": ("unchanged", "package", "budget"),
    "spending.column.": ("year", "unchanged", "package", "low", "high", "budget"),
    "compare.column.": (
        *("year", "scenario", "p10", "p50", "p90", "chance", "name", "run"),
        *("on", "saving", "cost", "net"),
    ),
    "compare.layer.": tuple(Layers.model_fields),
    "compare.membership.": tuple(Membership.model_fields),
    "compare.readings.": ("reconciled", "printed", "letter"),
    "conflict.": ("requires", "excludes"),
    "headline.column.": ("year", "task", "chance", "shortfall"),
    "measures.": ("added", "suggested", "rejected"),
    "measures.body.": ("council", "executive", "region"),
    "measures.column.": (
        *("driver", "view", "unit", "value", "used", "p10", "p90"),
        *("grade", "provenance"),
    ),
    "measures.direction.": ("benefit", "burden", "mixed"),
    "measures.edit.": ("value", "low", "high"),
    "measures.factor.": (
        *("ramp_up", "realisation", "intensity", "lapse", "already_implemented"),
        *("profile", "pool", "place", "prices"),
    ),
    "measures.field.": (*FIELDS, "service", "basis", "start", "full", "grade", "has_source"),
    "measures.file.": ("yearly_cost", "one_off_cost"),
    "measures.form_basis.": ("amount", "share"),
    "measures.grade.": tuple("123456"),
    "measures.not_counted.": (
        *("reading", "not_cashable", "budget_ceiling", "pool_booked_elsewhere", "pool_unpaid"),
    ),
    "measures.problem.": ("found", "expected", "repair"),
    "measures.provenance.": ("stated", "derived", "not_derivable", "assumption"),
    "measures.relation.": (
        *("supersedes_out", "supersedes_in", "requires_out", "requires_in", "excludes_out", "excludes_in"),
        *("spills_over_out", "capped_line_out", "budget_shift_out", "already_implemented_out"),
    ),
    "measures.section.": ("sum", "drivers", "relations", "people", "work", "sources"),
    "measures.status.": ("proposed", "adopted", "suggested", "rejected", "own"),
    "measures.unit.": tuple(sorted(UNITS)),
    "position.": (
        *("remarks", "remarks_note", "remarks_add", "closing", "closing_note", "closing_add"),
        *("proposed", "position", "difference", "accept", "ignore", "take_back", "bring_back"),
    ),
    "position.column.": ("year", "quantity", "package", "most_likely", "mean", "p10", "p50", "p90"),
    "position.document.": ("docx", "md", "pdf"),
    "position.kind.": get_args(Kind),
    "position.leaning.": get_args(Leaning),
    "position.quantity.": ("net", "cost", "cumulative"),
    "position.stance.": get_args(Stance),
    "provenance.": ("constant", "nominal"),
    "table.": ("year", "saving", "cost", "net", "p10", "p50", "p90", "task"),
    "unknown.": ("effect", "cost"),
}


def used() -> set[str]:
    """Keys in the code: whole ones, and those that an f-string begins."""
    found: set[str] = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and name_of(node.func) in CALLS:
                found |= set(keys_in(node))
    return found


def name_of(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def keys_in(call: ast.Call):
    for argument in call.args:
        for node in ast.walk(argument):
            if isinstance(node, ast.JoinedStr):
                start = node.values[0].value
                yield from (start + end for end in OPEN[start])
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and KEY.fullmatch(node.value):
                yield node.value


def keys_by_variable() -> set[str]:
    """Keys that are chosen first and used later: ``key = "a.b" if ... else "c.d"``."""
    assigned = [
        node.value
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "key"
    ]
    strings = {getattr(part, "value", None) for value in assigned for part in ast.walk(value)}
    return {key for key in strings if isinstance(key, str) and KEY.fullmatch(key)}


def places(form: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(form) if name is not None}


def test_every_key_in_the_code_has_a_text_and_every_text_is_used():
    keys = used() | keys_by_variable()
    for language in LANGUAGES:
        assert keys - set(messages(language)) == set(), f"no text in {language}"
        assert set(messages(language)) - keys == set(), f"never used, in {language}"


def test_both_languages_have_the_same_keys_forms_and_places():
    dutch, english = messages("nl"), messages("en")
    assert dutch.keys() == english.keys()
    for key, forms in dutch.items():
        assert len(forms) == len(english[key]), key
        assert {frozenset(places(f)) for f in forms} == {frozenset(places(f)) for f in english[key]}, key


def test_no_text_differs_from_its_translation_by_accident_of_copying():
    same = {key for key, forms in messages("nl").items() if forms == messages("en")[key]}
    same -= {"compare.place", "compare.odds", "compare.scenario", "compare.column.scenario"}
    same -= {"compare.fte", "compare.own_view", "compare.group_of_measure"}
    same -= {"compare.driver", "compare.conflict"}
    same -= {"position.document.docx", "position.document.md", "position.document.pdf"}
    same -= {"people.fte", "people.fte_last"}
    assert same <= {"unit.fte", "percent.below", "percent.above"}


@pytest.mark.parametrize(
    ("language", "count", "expected"),
    [
        ("nl", 1, "1 bedrag is onbekend en telt niet mee"),
        ("nl", 20, "20 bedragen zijn onbekend en tellen niet mee"),
        ("en", 1, "1 amount is unknown and does not count"),
        ("en", 0, "0 amounts are unknown and do not count"),
    ],
)
def test_plurals(language, count, expected):
    assert translate(language, "unknown.title", count=count) == expected


def test_a_key_without_text_is_an_error():
    with pytest.raises(KeyError):
        translate("nl", "no.such_key")


def test_pages_and_components_hold_no_text_of_their_own():
    """Words for people have a space and a capital or a full stop; code and markup have not."""
    prose = re.compile(r"^[A-Z][a-z]+ [a-z]+")
    for path in [*(UI / "pages").glob("*.py"), *(UI / "components").glob("*.py")]:
        tree = ast.parse(path.read_text("utf-8"))
        # Of modules and functions, and those under a constant.
        docstrings = {
            node.value.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        strings = {
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        assert [s for s in strings - docstrings if prose.match(s)] == [], path.name
