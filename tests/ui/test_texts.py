"""The texts: complete, all used, the same places to fill in, and no text in page code."""

import ast
import re
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from simulator.analysis.bridge import ORDER
from simulator.analysis.monitor.matching import Reason
from simulator.analysis.portfolio import GOALS
from simulator.analysis.position.arguments import Kind, Leaning
from simulator.analysis.review import THEMES
from simulator.analysis.robustness import FutureName
from simulator.analysis.sensitivity import LAYERS
from simulator.domain.position import Stance
from simulator.domain.scenario import Layers, Membership
from simulator.export.conventions import CONVENTIONS
from simulator.ui.charts.break_even import COLUMNS as BREAK_EVEN_COLUMNS
from simulator.ui.charts.break_even import NUMBERS as BREAK_EVEN_NUMBERS
from simulator.ui.pages.about.reference import TERMS
from simulator.ui.pages.audit.download import COLUMNS
from simulator.ui.pages.budget.choices import STATISTICS
from simulator.ui.pages.budget.tables import ORDER as BUDGET_TABLES
from simulator.ui.pages.explore.chart_choice import FIGURES
from simulator.ui.pages.measures.own_form import FIELDS
from simulator.ui.pages.monitor.chart_growth import AGAINST as AGAINST_UNCHANGED
from simulator.ui.pages.monitor.chart_growth import PARTS as PARTS_OF_GROWTH
from simulator.ui.pages.monitor.page import FIGURES as MONITOR_FIGURES
from simulator.ui.pages.monitor.rules import ERRORS
from simulator.ui.pages.packages.chart_packages import KINDS as PACKAGE_KINDS
from simulator.ui.pages.packages.page import AGAINST, PARTS
from simulator.ui.pages.sensitivity.missing import REASONS
from simulator.ui.pages.sensitivity.page import FIGURES as SENSITIVITY_FIGURES
from simulator.ui.pages.sensitivity.page import OVER
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
    "pays.column.": tuple({*BREAK_EVEN_COLUMNS, *BREAK_EVEN_NUMBERS}),
    "bridge.": (*ORDER, "total_series", "less_series", "more_series"),
    "bridge.column.": ("step", "likely", "mean"),
    "chance.column.": (
        *("service", "municipality", "alone_low", "alone_high", "pooled_low", "pooled_high"),
        *("growth_low", "growth_high"),
    ),
    "chart.choose.": tuple(FIGURES),
    "share.": ("link", "copy", "copied"),
    "packages.part.": PARTS,
    "packages.intro.": PARTS,
    "packages.goal.": GOALS,
    "packages.against.": AGAINST,
    "packages.axis.": AGAINST,
    "packages.number.": ("residents", "measures"),
    "packages.series.": PACKAGE_KINDS,
    "packages.future.": get_args(FutureName),
    "packages.then.": ("missing", "making"),
    "packages.unknown.": ("fte", "residents"),
    "packages.nobody_knows.": ("fte", "residents"),
    "packages.wish.": (
        *("goal", "year", "chance", "most_fte", "most_residents", "worst_grade", "complete"),
        *("required", "barred"),
    ),
    "packages.column.": (
        *("net", "chance", "fte", "residents", "measures", "ids", "future", "p10", "p50", "p90"),
        *("spending", "run", "without_fte", "without_residents"),
    ),
    "credit.": ("alone", "fair", "last_in", "spread"),
    "credit.column.": ("measure", "alone", "fair", "last_in", "low", "high", "cost"),
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
    "budget.about.": BUDGET_TABLES,
    "budget.choose.": ("statistic", "prices", "risk", "unit", "convention", "key"),
    "budget.convention.": tuple(CONVENTIONS),
    "budget.prices.": ("constant", "nominal"),
    "budget.problem.": (
        *("too_large", "too_wide", "not_utf8", "too_many_rows", "unreadable", "not_in_service"),
        *("above_region", "out_of_range", "no_count", "no_share", "missing", "wrong_sum"),
        *("unknown_name", "twice", "no_number", "empty", "no_columns"),
        *("no_service", "one_service", "no_measure", "no_year", "no_half", "same_period", "no_heads"),
        "unknown_word",
    ),
    "budget.remark.": ("not_in_service", "leaves", "already_implemented"),
    "budget.risk.": ("without", "with", "partly"),
    "budget.said.": STATISTICS,
    "budget.statistic.": STATISTICS,
    "budget.table.": BUDGET_TABLES,
    "budget.template.": ("spending", "share", "count"),
    "budget.unit.": ("1", "1000"),
    "conflict.": ("requires", "excludes"),
    "odds.": ("almost_certain", "almost_excluded", "more_than_nine", "less_than_one", "in_ten"),
    "percent.": ("below", "above"),
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
    "monitor.choose.": tuple(MONITOR_FIGURES),
    "monitor.chart.": ("net", "with_measures", "baseline"),
    "monitor.column.": ("light", "what", "period", "value", "p10", "p90", "better"),
    "monitor.delivery.": ("measure", "period", "planned", "realised", "rate"),
    "monitor.document.": ("full", "page"),
    "monitor.error.": ERRORS,
    "monitor.file.": ("full", "page"),
    "monitor.growth.": ("what", "year", *PARTS_OF_GROWTH, *AGAINST_UNCHANGED),
    "monitor.kind.": ("cost", "clients", "cost_per_client", "share_of_youth", "index", "saving"),
    "monitor.light.": ("green", "orange", "red"),
    "monitor.reason.": get_args(Reason),
    "monitor.series.": ("plan", "now"),
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
    "sensitivity.at.": ("p10", "p90"),
    "sensitivity.card.": ("matters", "find_out", "turns"),
    "sensitivity.choose.": tuple(SENSITIVITY_FIGURES),
    "sensitivity.chosen.": ("keep_yes", "keep_no", "task_yes", "task_no"),
    "sensitivity.column.": (
        *("driver", "p10", "p90", "first", "total", "measure", "layer", "name", "value", "sources", "share"),
        *("decision", "choice", "likely", "switches", "lowest", "highest", "change", "find_out", "worth"),
        *("error", "changes", "chosen", "wrong"),
    ),
    "sensitivity.if.": ("above", "above_short", "at", "at_short", "below", "below_short"),
    "sensitivity.layer.": LAYERS,
    "sensitivity.over.": OVER,
    "sensitivity.reason.": REASONS,
    "sensitivity.sentence.": ("net", "cost", "task"),
    "sensitivity.then.": ("keep_lost", "keep_won", "task_lost", "task_won"),
    "sensitivity.tornado.": ("net", "task"),
    "table.": ("year", "saving", "cost", "net", "p10", "p50", "p90", "task"),
    "uncounted.": ("delivery", "realisation", "delay", "growth", "spill_over"),
    "unknown.": ("effect", "cost"),
    "volume.": ("volume", "price", "change"),
    "volume.clients.": ("less", "more", "same"),
    "volume.column.": ("about", "period", "clients_from", "clients_to", "change", "volume", "price"),
    "volume.cost.": ("less", "more", "same"),
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
    same -= {"people.fte", "people.fte_others", "frame.menu"}
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
    for path in [*(UI / "pages").rglob("*.py"), *(UI / "components").glob("*.py")]:
        if path.name == "service.py":
            continue  # faults in files are told in English on every page, which says so
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


@pytest.mark.parametrize(("lang", "luck", "prices"), [("nl", "toeval", "prijzen"), ("en", "luck", "prices")])
def test_the_caption_of_figures_names_all_that_is_in_the_band(lang, luck, prices):
    catalogue = (UI / "texts" / f"{lang}.po").read_text("utf-8")
    entry = catalogue.split('msgid "monitor.figures.sentence"')[1].split("\n\n")[0]
    forms = [line for line in entry.splitlines() if line.startswith("msgstr")]
    assert len(forms) == 2
    assert all(luck in form and prices in form for form in forms)
