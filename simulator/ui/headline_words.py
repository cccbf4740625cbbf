"""The headline in words, for the cards of the page and for the sheet on paper."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from simulator.export.known_digits import two_digits
from simulator.ui.charts.base import speaker
from simulator.ui.formats import formats_of
from simulator.ui.headline import Headline, TaskYear
from simulator.ui.texts import Language


class Card(NamedTuple):
    """A label, the figure under it, and what a reader should know with it."""

    label: str
    figure: str
    note: str


def net_card(headline: Headline, view: str, language: Language) -> Card:
    """Say what the package saves in the last year.

    Parameters
    ----------
    headline : Headline
        The numbers.
    view : str
        Name of the region or municipality that the net saving is about.
    language : {"nl", "en"}
        Language of all words.
    """
    say, f, last = speaker(language), formats_of(language), headline.last
    if not headline.known:
        label = say("headline.net_saving", year=last.year, view=view)
        return Card(label, say("people.unknown"), say("headline.no_amounts"))
    key = "headline.net_saving" if last.p50 >= 0 else "headline.net_cost"
    interval = say("headline.interval", interval=f.range(last.p10, last.p90))
    return Card(
        say(key, year=last.year, view=view),
        f.short(abs(last.p50), last.width),
        interval if last.width else say("headline.certain"),
    )


def against_start(headline: Headline, start: str, language: Language) -> str:
    """Say how much more or less is saved than in the scenario that this one was made from; may be empty.

    Parameters
    ----------
    headline : Headline
        The numbers.
    start : str
        Title of that scenario.
    language : {"nl", "en"}
        Language of all words.
    """
    say, f = speaker(language), formats_of(language)
    if headline.more is None or not headline.known:
        return ""
    size = two_digits(abs(headline.more))
    if size < 1:
        return say("headline.same_as_start", start=start)
    difference = say("headline.more" if headline.more > 0 else "headline.less", amount=f.short(size))
    return say("headline.than_start", difference=difference, start=start)


def bar_lines(headline: Headline, view: str, owner: str, language: Language) -> tuple[str, str, str]:
    """Give the headline as it fits on a phone while the page scrolls: label, figure and the rest.

    Parameters
    ----------
    headline : Headline
        The numbers.
    view, owner : str
        Names of the region or municipality that the net saving is about, and of the one with the task.
    language : {"nl", "en"}
        Language of all words.
    """
    say, f, card = speaker(language), formats_of(language), net_card(headline, view, language)
    rest = card.note if headline.known else ""
    if headline.known and headline.task:
        chances = (f"{task.year}:\u00a0{f.chance(task.chance)}" for task in headline.task)
        rest += "\n" + say("headline.bar_task", owner=owner, years=" · ".join(chances))
    return card.label, card.figure, rest


def task_amounts(task: Iterable[TaskYear], language: Language) -> list[tuple[str, str]]:
    """Say for each year what must be saved, and what is missing to it in the draws that miss it.

    Nobody knows what is missing where the saving is unknown.
    """
    say, f, years = speaker(language), formats_of(language), tuple(task)
    asked = f.column((year.amount, 0.0) for year in years)
    missing = f.column(_shortfall(year) for year in years if year.known and year.chance < 1)

    def missing_words(year: TaskYear) -> str:
        if not year.known:
            return say("people.unknown")
        return missing.short(*_shortfall(year)) if year.chance < 1 else say("headline.no_shortfall")

    return [(asked.short(year.amount), missing_words(year)) for year in years]


def _shortfall(year: TaskYear) -> tuple[float, float]:
    """What is missing, and how precisely that is known."""
    return year.shortfall, min(year.width, year.shortfall)


def start_card(headline: Headline, language: Language) -> Card:
    """Say from when on the package yields more than it costs, and what it costs before."""
    say, f, dip = speaker(language), formats_of(language), headline.dip
    if not headline.known:
        return Card(say("headline.first_gain"), say("people.unknown"), say("headline.break_even"))
    first = str(headline.first_gain or say("headline.never", year=headline.last.year))
    if dip is not None:
        note = say("headline.dip", year=dip.year, amount=f.short(abs(dip.p50), dip.width))
    elif headline.unknown_costs:
        note = say("headline.no_known_dip", headline.unknown_costs)
    else:
        note = say("headline.no_dip")
    return Card(say("headline.first_gain"), first, note)
