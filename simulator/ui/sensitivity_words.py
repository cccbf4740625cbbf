"""Sources of uncertainty, their values and decisions in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import isnan

from simulator.analysis.sensitivity import Question, named
from simulator.analysis.voi import GROUP
from simulator.domain.base import Text
from simulator.domain.catalogue import Catalogue
from simulator.domain.measure import Measure
from simulator.ui.charts.base import LINE_BREAK, speaker, wrapped
from simulator.ui.formats import formats_of
from simulator.ui.quantities import quantity
from simulator.ui.texts import Language

_LIST = re.compile(r"^(\d*)([.*])(?=\s)")


def labelled(name: str, amount: str) -> str:
    """Give a label beside a bar: a name on as many lines as it needs, and below it what the bar says.

    >>> labelled("maatregel 2: uitstroom", "6% minder")
    'maatregel 2: uitstroom|6% minder'
    """
    return f"{wrapped(name)}{LINE_BREAK}{amount}"


def no_list(told: str) -> str:
    r"""Keep Markdown from taking "5. A title" or "* A note" for a list.

    >>> no_list("5. Toegang"), no_list("* Niet alles"), no_list("Toegang")
    ('5\\. Toegang', '\\* Niet alles', 'Toegang')
    """
    return _LIST.sub(lambda found: f"{found[1]}\\{found[2]}", told)


@dataclass(frozen=True)
class Words:
    """Words for one catalogue in one language."""

    catalogue: Catalogue
    language: Language

    def measure(self, measure: object) -> str:
        """Give number and title of a measure; of what is no measure: the savings task."""
        say = speaker(self.language)
        if not isinstance(measure, str):
            return say("sensitivity.task")
        found = self.catalogue.measures[measure]
        title = self._text(found.title)
        return title if found.number is None else f"{found.number}. {title}"

    def measure_in_sentence(self, measure: object) -> str:
        """Name a measure as it stands in a sentence: by its number where it has one."""
        say = speaker(self.language)
        if not isinstance(measure, str):
            return say("sensitivity.task_in_sentence")
        found = self.catalogue.measures[measure]
        if found.number is None:
            return self._text(found.title)
        return say("sensitivity.measure_number", number=found.number)

    def source(self, name: str) -> str:
        """Name a source: a driver with its measure, a common factor, or all drivers of a measure."""
        say = speaker(self.language)
        if name.startswith(GROUP):
            return say("sensitivity.all_of", measure=self.measure_in_sentence(name[len(GROUP) :]))
        known = named(self.catalogue, name)
        title = self._text(known.title)
        if known.layer == "common":
            return say("sensitivity.common_factor", title=title)
        if known.measure is None:
            return title
        return say("sensitivity.of_measure", title=title, measure=self._short(known.measure))

    def label(self, name: str) -> str:
        """Name a source beside a chart, where a common factor needs no more than its name."""
        return self.title(name) if named(self.catalogue, name).layer == "common" else self.source(name)

    def title(self, name: str) -> str:
        """Name a source without its measure."""
        say = speaker(self.language)
        if name.startswith(GROUP):
            return say("sensitivity.all_drivers")
        return self._text(named(self.catalogue, name).title)

    def owner(self, name: str) -> str:
        """Name the measure that a source belongs to; nothing for what several share."""
        measure = name[len(GROUP) :] if name.startswith(GROUP) else named(self.catalogue, name).measure
        return self.measure(measure) if measure else ""

    def choice(self, measure: object, name: str) -> str:
        """Name a decision and what it depends on, as in "maatregel 2: Uitstroom"."""
        return f"{self.measure_in_sentence(measure)}: {self.title(name)}"

    def when(self, asked: Question) -> str:
        """Say over which years a measure is kept or dropped."""
        say = speaker(self.language)
        return (
            say("sensitivity.when.programme")
            if asked.whole
            else say("sensitivity.when.year", year=asked.year)
        )

    def value(self, value: float, name: str, width: float) -> str:
        """Write a value of a source in its unit, rounded to what its range supports."""
        if isnan(value):
            return ""
        say, f = speaker(self.language), formats_of(self.language)
        unit = named(self.catalogue, name).unit
        if unit == "sd":
            return say("sensitivity.factor_low") if value < 0 else say("sensitivity.factor_high")
        if unit == "tau":
            return f.number(value, 2)
        return quantity(value, unit, self.language, width=width)

    def _short(self, measure: str) -> str:
        found: Measure = self.catalogue.measures[measure]
        return str(found.number) if found.number is not None else self._text(found.title)

    def _text(self, text: Text) -> str:
        return text.nl if self.language == "nl" else text.en
