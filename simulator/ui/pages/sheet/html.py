"""A scenario on one A4: what it is, what it gives, how sure that is, and what it rests on.

The sheet is one piece of HTML without markup from files. Its length is bounded: lists that would not fit end
with a line that says how much more there is. `sheet.css` has its measures on paper.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

import pandas as pd

from simulator.analysis.break_even import Answer
from simulator.domain.base import Text
from simulator.domain.catalogue import Catalogue
from simulator.domain.measure import Measure
from simulator.domain.scenario import Scenario
from simulator.export.known_digits import THOUSAND, decimals_in_thousands
from simulator.ui.charts.break_even import needed_in_words
from simulator.ui.formats import Formats, formats_of
from simulator.ui.headline import Headline, TaskYear, headline
from simulator.ui.headline_words import Card, net_card, start_card, task_amounts
from simulator.ui.outcome import Outcome
from simulator.ui.setting_words import different_settings
from simulator.ui.tables import known_net_table, thousands
from simulator.ui.texts import Language, translate
from simulator.ui.uncounted import uncounted_sentence

MOST_MEASURES: Final = 30
MOST_ANSWERS: Final = 8
MOST_SETTINGS: Final = 10
MOST_UNKNOWN: Final = 14
LONGEST: Final = 330
"""Characters of a summary, and of a setting, that fit."""


@dataclass(frozen=True)
class Sheet:
    """Everything that stands on a sheet.

    Attributes
    ----------
    scenario, start : Scenario
        What is on the sheet, and the scenario that its settings are held against.
    outcome : Outcome
        The tables of its run.
    catalogue : Catalogue
        What it was worked out with.
    credit : DataFrame
        See `analysis.summary.per_measure`; an unknown amount is a missing value.
    view, owner : str
        Names of whose share is shown, and of the municipality with the savings task (empty: none).
    changed : bool
        Whether the user changed the scenario.
    chart : str
        The chart as SVG; empty for none.
    alt : str
        What the chart shows, in words.
    language : {"nl", "en"}
        Language of all words.
    answers : tuple of Answer
        What measures must avoid to pay; told where nobody knows what they save.
    """

    scenario: Scenario
    start: Scenario
    outcome: Outcome
    catalogue: Catalogue
    credit: pd.DataFrame
    view: str
    owner: str
    changed: bool
    chart: str
    alt: str
    language: Language
    answers: tuple[Answer, ...] = ()


def to_html(sheet: Sheet) -> str:
    """Write the sheet."""
    return _Writer(sheet).page()


class _Writer:
    """Writes the parts of a sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._formats: Formats = formats_of(sheet.language)
        self._last = sheet.outcome.years[-1]

    def page(self) -> str:
        parts = (
            self._head(),
            self._figures(headline(self._sheet.outcome)),
            self._years(),
            self._measures(),
            self._assumptions(),
            self._foot(),
        )
        return f'<article class="koers-sheet">{"".join(parts)}</article>'

    def _head(self) -> str:
        scenario, programme = self._sheet.scenario, self._sheet.catalogue.programme
        note = f" ({self._say('sheet.changed')})" if self._sheet.changed else ""
        # "All goes as planned" is said of the scenario as it was, not of what was changed in it.
        of_start = self._sheet.changed and scenario.summary == self._sheet.start.summary
        before = f"{self._say('sheet.changed_from')} " if of_start else ""
        return (
            f'<p class="sheet-small">Koers · {escape(self._local(programme.title))}</p>'
            f"<h1>{escape(self._local(scenario.title) + note)}</h1>"
            f"<p>{escape(before + _shortened(self._local(scenario.summary)))}</p>"
        )

    def _figures(self, said: Headline) -> str:
        sheet = self._sheet
        cards = [
            self._card(net_card(said, sheet.view, sheet.language)),
            self._card(start_card(said, sheet.language)),
        ]
        if said.task:
            cards.append(self._task(said.task))
        left_out = (
            uncounted_sentence(sheet.scenario, sheet.catalogue, sheet.language)
            if said.known and sheet.scenario.active()
            else ""
        )
        return f'<div class="sheet-figures">{"".join(cards)}</div>' + _paragraph(left_out)

    def _card(self, card: Card) -> str:
        return (
            f'<div><p class="sheet-small">{escape(card.label)}</p>'
            f'<p class="sheet-figure">{escape(card.figure)}</p>'
            f'<p class="sheet-small">{escape(card.note)}</p></div>'
        )

    def _task(self, task: tuple[TaskYear, ...]) -> str:
        amounts = task_amounts(task, self._sheet.language)
        rows = [
            (str(year.year), asked, self._formats.likely(year.chance), missing)
            for year, (asked, missing) in zip(task, amounts, strict=True)
        ]
        heads = [
            self._say("headline.column.year"),
            self._say("headline.column.task"),
            self._say("headline.column.chance"),
            self._say("headline.column.shortfall"),
        ]
        title = self._say("headline.task", owner=self._sheet.owner)
        return f'<div><p class="sheet-small">{escape(title)}</p>{_table(heads, rows)}</div>'

    def _years(self) -> str:
        if not self._sheet.outcome.savings_known and self._sheet.answers:
            return self._break_even()
        table = thousands(known_net_table(self._sheet.outcome), self._formats)
        heads = [self._say(f"table.{name}") for name in table.columns]
        source = base64.b64encode(self._sheet.chart.encode()).decode()
        alt = escape(self._sheet.alt)
        chart = f'<img src="data:image/svg+xml;base64,{source}" alt="{alt}">' if self._sheet.chart else ""
        return (
            f'<div class="sheet-years"><section><h2>{escape(self._say("band.title"))}</h2>{chart}</section>'
            f"<section><h2>{escape(self._say('sheet.years'))}</h2>"
            f"{_table(heads, table.to_numpy().tolist())}"
            f'<p class="sheet-small">{escape(self._sheet.alt)} {escape(self._say("sheet.percentiles"))}</p>'
            f"</section></div>"
        )

    def _break_even(self) -> str:
        """Write what measures must avoid to pay, in place of amounts that nobody knows."""
        sheet, answers = self._sheet, self._sheet.answers[:MOST_ANSWERS]
        heads = [self._say(f"pays.column.{name}") for name in ("measure", "needed", "avoided", "cost")]
        rows = [
            (
                self._label(sheet.catalogue.measures[found.measure]),
                needed_in_words(found, sheet.language),
                self._local(found.asked.avoided),
                self._formats.euro(found.cost.most_likely),
            )
            for found in answers
        ]
        more = len(sheet.answers) - len(answers)
        rest = f" ({self._say('sheet.more', more)})" if more else ""
        return (
            f"<section><h2>{escape(self._say('pays.title'))}</h2>{_table(heads, rows)}"
            f'<p class="sheet-small">{escape(self._say("pays.sentence") + rest)}</p></section>'
        )

    def _measures(self) -> str:
        listed, more, others = self._listed()
        amounts = {measure.id: self._amounts(measure) for measure in listed}
        decimals = decimals_in_thousands(a for pair in amounts.values() for a in pair if a is not None)
        rows = [self._measure(measure, amounts[measure.id], decimals) for measure in listed]
        half = (len(rows) + 1) // 2
        heads = [
            self._say("sheet.measure"),
            self._say("sheet.setting"),
            self._say("sheet.share", year=self._last),
            self._say("sheet.cost", year=self._last),
        ]
        tables = "".join(_table(heads, part) for part in (rows[:half], rows[half:]) if part)
        rest = f" {self._say('sheet.more_measures', more)}" if more else ""
        rest += f" {self._say('sheet.other_measures', others)}" if others else ""
        note = escape(self._say("sheet.share_note", year=self._last) + rest)
        return (
            f"<section><h2>{escape(self._say('sheet.measures'))}</h2>"
            f'<div class="sheet-halves">{tables}</div><p class="sheet-small">{note}</p></section>'
        )

    def _listed(self) -> tuple[list[Measure], int, int]:
        """Give the measures that are told one by one, and how many others are on, and off."""
        active, measures = set(self._sheet.scenario.active()), self._sheet.catalogue.measures.values()
        planned = ("proposed", "adopted")
        told = [m for m in measures if m.id in active or (m.status in planned and not m.scope)]
        # What they must avoid takes the room of measures whose amounts nobody knows.
        most = MOST_MEASURES if self._sheet.outcome.savings_known else MOST_UNKNOWN
        listed = [m for m in told if m.id in active][:most]
        room = most - len(listed)
        shown = {m.id for m in [*listed, *[m for m in told if m.id not in active][:room]]}
        return [m for m in told if m.id in shown], len(active - shown), len(measures) - len(shown | active)

    def _measure(self, measure: Measure, amounts: tuple[float | None, ...], decimals: int) -> tuple[str, ...]:
        title = self._label(measure)
        if measure.id not in self._sheet.scenario.active():
            return title, self._say("compare.off"), "", ""
        unknown = self._say("people.unknown")
        said = (unknown if a is None else self._formats.number(a / THOUSAND, decimals) for a in amounts)
        return title, self._setting(title), *said

    def _amounts(self, measure: Measure) -> tuple[float | None, ...]:
        """Give the share and the cost of a measure in the last year, in EUR; None: nobody knows it."""
        credit = self._sheet.credit
        row = credit[(credit["measure"] == measure.id) & (credit["year"] == self._last)]
        return tuple(
            None if row[name].isna().any() else float(row[name].sum()) for name in ("shapley", "cost")
        )

    def _setting(self, title: str) -> str:
        return _shortened(self._settings.get(title, self._say("compare.on")), 60)

    @property
    def _settings(self) -> dict[str, str]:
        """How the measures that are on are set, by label."""
        scenario = self._sheet.scenario
        nothing = Scenario(
            id=scenario.id, programme=scenario.programme, title=scenario.title, summary=scenario.summary
        )
        different = different_settings([nothing, scenario], self._sheet.catalogue, self._sheet.language)
        return {setting.label: setting.values[1] for setting in different}

    def _assumptions(self) -> str:
        sheet = self._sheet
        different = different_settings([sheet.start, sheet.scenario], sheet.catalogue, sheet.language)
        # What differs in a measure stands behind it in the table above.
        measures = {self._label(measure) for measure in sheet.catalogue.measures.values()}
        lines = [f"{s.label}: {s.values[1]}" for s in different if s.label not in measures]
        start = self._local(sheet.start.title)
        title = self._say("sheet.different", start=start)
        settings = self._list(lines, MOST_SETTINGS) if lines else _paragraph(self._say("sheet.same"))
        unknown = self._list(self._unknown(), MOST_UNKNOWN)
        count = self._say("unknown.title", len(sheet.outcome.unknown))
        right = f"<section><h2>{escape(count)}</h2>{unknown}</section>" if sheet.outcome.unknown else ""
        return f'<div class="sheet-flow"><section><h2>{escape(title)}</h2>{settings}</section>{right}</div>'

    def _unknown(self) -> list[str]:
        """Name the measures with amounts that nobody knows, with what is unknown in each."""
        found: dict[str, list[str]] = {}
        for item in self._sheet.outcome.unknown:
            found.setdefault(item.measure, []).append(self._say(f"unknown.{item.what}"))
        measures = self._sheet.catalogue.measures
        lines = []
        for name, kinds in found.items():
            counted = ", ".join(
                kind if kinds.count(kind) == 1 else f"{kinds.count(kind)} × {kind}"
                for kind in dict.fromkeys(kinds)
            )
            lines.append(f"{_shortened(self._label(measures[name]), 60)} ({counted})")
        return lines

    def _list(self, lines: Sequence[str], most: int) -> str:
        shown = [_shortened(line, 110) for line in lines[:most]]
        if len(lines) > most:
            shown.append(self._say("sheet.more", len(lines) - most))
        return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in shown)}</ul>"

    def _foot(self) -> str:
        outcome, programme = self._sheet.outcome, self._sheet.catalogue.programme
        prices = self._say(f"provenance.{outcome.price_level}", year=programme.price_level)
        line = self._say(
            "provenance.line",
            run=outcome.run_id,
            draws=self._formats.number(outcome.draws),
            seed=outcome.seed,
            catalogue=outcome.catalogue_version,
            prices=prices,
        )
        legend = self._say("sheet.legend", draws=self._formats.number(outcome.draws))
        return f"<footer>{_paragraph(legend)}{_paragraph(line)}</footer>"

    def _label(self, measure: Measure) -> str:
        title = self._local(measure.title)
        return title if measure.number is None else f"{measure.number}. {title}"

    def _local(self, text: Text) -> str:
        return text.nl if self._sheet.language == "nl" else text.en

    def _say(self, key: str, count: float | None = None, **values: object) -> str:
        return translate(self._sheet.language, key, count, **values)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table whose first column names the rows."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    body = "".join(
        f'<tr><th scope="row">{escape(first)}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in rest)}</tr>'
        for first, *rest in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _paragraph(text: str) -> str:
    return f'<p class="sheet-small">{escape(text)}</p>'


def _shortened(text: str, most: int = LONGEST) -> str:
    """Cut a text off at a word.

    >>> _shortened("drie hele woorden", 11)
    'drie hele …'
    """
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + " …"
