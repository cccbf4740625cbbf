"""What measures must avoid before they pay: the question that is left where no effect is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

import pandas as pd

from simulator.analysis.break_even import Answer, Needed, Range, decimals_of_cases
from simulator.domain.base import Text
from simulator.ui.charts.base import (
    BLUE,
    VERMILION,
    Figure,
    Spec,
    chart,
    rows_axis,
    speaker,
    step_of,
    tooltip,
    wrapped,
)
from simulator.ui.formats import Formats, formats_of
from simulator.ui.texts import Language

YEAR_OF_HELP = 12.0
"""Months that an avoided case would have lasted, in chart and sentences; the card of a measure has others."""
STEP = 48
NO_BREAK = "\u00a0"
IN_SIGHT = 1.5
"""What a measure can help is drawn up to so many times the largest number needed; beyond it, it is ample."""
NUMBERS = ("measure", "avoided", "unit", "cost", "price", "reach", "months", "needed", "p10", "p90")
COLUMNS = ("measure", "needed", "avoided", "reach", "cost", "price", "unit", "elsewhere")


def break_even_figure(found: Sequence[Answer], titles: Mapping[str, str], language: Language) -> Figure:
    """Show how many cases each measure must avoid every year.

    Parameters
    ----------
    found : sequence of Answer
        Of the measures that are on, in the order of the page; see `analysis.break_even`.
    titles : mapping of str to str
        Number and title of each measure, by id.
    language : {"nl", "en"}
        Language of all words.
    """
    say = speaker(language)
    heads = {name: say(f"pays.column.{name}") for name in COLUMNS}
    data = _data(found, titles, language)
    return Figure(
        name="break-even",
        title=say("pays.title"),
        sentence=break_even_sentence(found[0], titles, language) if len(found) == 1 else say("pays.sentence"),
        data=data,
        spec=_spec(language, step_of(data["label"], STEP)),
        table=pd.DataFrame([_row(one, titles, language) for one in found], columns=list(COLUMNS)).rename(
            columns=heads
        ),
        numbers=_numbers(found, titles, language),
        note=say("pays.note"),
        more=_more(list(_outside(found, titles, language)), language),
    )


def break_even_sentence(found: Answer, titles: Mapping[str, str], language: Language) -> str:
    """Say of one measure what it costs and what it must avoid."""
    say, f = speaker(language), formats_of(language)
    return f"{titles[found.measure]}. " + say(
        "measures.break_even_sentence",
        unit=_local(found.asked.unit, language),
        cost=f.euro(found.cost.most_likely),
        price=f.euro(found.price.most_likely),
        number=needed_in_words(found, language),
        avoided=_local(found.asked.avoided, language),
    )


def cases(found: Range, language: Language) -> str:
    """Write a number of cases with its interval, where it has one."""
    return with_interval(found, lambda value: case(value, language), language)


def case(value: float, language: Language) -> str:
    """Write a number of cases; a number without end is never reached."""
    say, f = speaker(language), formats_of(language)
    if value == float("inf"):
        return say("measures.break_even_never")
    return f.number(value, decimals_of_cases(value))


def with_interval(found: Range, write: Callable[[float], str], language: Language) -> str:
    """Write a number with its interval, where it has one."""
    say = speaker(language)
    middle, low, high = write(found.most_likely), write(found.p10), write(found.p90)
    if low == middle == high:
        return middle
    told = say("measures.break_even_range", middle=middle, low=low, high=high)
    return told.replace(" ", NO_BREAK).replace(f"{NO_BREAK}(", " (")  # an interval stands on one line


def seen_outside(found: Range, write: Callable[[float], str]) -> bool:
    """Say whether one sees, as it is written, that a number lies outside its interval."""
    return found.passed is not None and write(found.passed) != write(found.most_likely)


def needed_in_words(found: Answer, language: Language) -> str:
    """Write how many cases of a year a measure must avoid every year."""
    return cases(_of_a_year(found).a_year, language)


def _of_a_year(found: Answer) -> Needed:
    return next(row for row in found.needed if row.months == YEAR_OF_HELP)


def _local(text: Text, language: Language) -> str:
    return text.nl if language == "nl" else text.en


def _row(found: Answer, titles: Mapping[str, str], language: Language) -> dict[str, str]:
    f = formats_of(language)
    return {
        "measure": titles[found.measure],
        "needed": needed_in_words(found, language),
        "avoided": _local(found.asked.avoided, language),
        "reach": cases(found.reach, language) if found.reach else "–",
        "cost": f.euro(found.cost.most_likely),
        "price": f.euro(found.price.most_likely),
        "unit": _local(found.asked.unit, language),
        "elsewhere": _elsewhere(found, f),
    }


def _more(outside: list[str], language: Language) -> tuple[str, ...]:
    say = speaker(language)
    why = [say("measures.break_even_outside")] if outside else []
    return say("pays.more_mark"), say("pays.more_prices"), say("pays.more_elsewhere"), *why, *outside


def _outside(found: Sequence[Answer], titles: Mapping[str, str], language: Language) -> Iterator[str]:
    """Name each number of the table that lies outside its interval: else one takes it for a slip."""
    say = speaker(language)
    for one in found:
        for column, shown in (("needed", _of_a_year(one).a_year), ("reach", one.reach)):
            if shown is not None and seen_outside(shown, lambda value: case(value, language)):
                yield say(
                    "pays.outside",
                    column=say(f"pays.column.{column}"),
                    measure=titles[one.measure],
                    number=case(shown.most_likely, language),
                    middle=case(shown.p50, language),
                )


def _elsewhere(found: Answer, f: Formats) -> str:
    """Write the lowest and the highest part that sources of elsewhere name."""
    parts = sorted(estimate.value for estimate in found.asked.elsewhere.values())
    if not parts:
        return "–"
    ends = dict.fromkeys(f"{f.number(part * 100)}%" for part in (parts[0], parts[-1]))
    return " – ".join(ends)


def _data(found: Sequence[Answer], titles: Mapping[str, str], language: Language) -> pd.DataFrame:
    rows, widest = [], IN_SIGHT * max(_of_a_year(one).a_year.p90 for one in found)
    for one in found:
        needed = _of_a_year(one).a_year
        near = one.reach is not None and one.reach.most_likely <= widest
        rows.append(
            {
                "label": wrapped(titles[one.measure]),
                "low": needed.p10,
                "middle": needed.most_likely,
                "high": needed.p90,
                "needed": cases(needed, language),
                "avoided": _local(one.asked.avoided, language),
                "reach": one.reach.most_likely if one.reach and near else None,
                "can": cases(one.reach, language) if one.reach else "–",
            }
        )
    return pd.DataFrame(rows)


def _numbers(found: Sequence[Answer], titles: Mapping[str, str], language: Language) -> pd.DataFrame:
    """All durations, with the ends of the intervals."""
    say = speaker(language)
    rows = [
        {
            "measure": titles[one.measure],
            "avoided": _local(one.asked.avoided, language),
            "unit": _local(one.asked.unit, language),
            "cost": one.cost.most_likely,
            "price": one.price.most_likely,
            "reach": one.reach.most_likely if one.reach else None,
            "months": row.months,
            "needed": row.a_year.most_likely,
            "p10": row.a_year.p10,
            "p90": row.a_year.p90,
        }
        for one in found
        for row in one.needed
    ]
    heads = {name: say(f"pays.column.{name}") for name in NUMBERS}
    return pd.DataFrame(rows, columns=list(NUMBERS)).rename(columns=heads)


@cache
def _spec(language: Language, step: int) -> Spec:
    say = speaker(language)
    words = tooltip(
        ("label", say("pays.column.measure")),
        ("avoided", say("pays.column.avoided")),
        ("needed", say("pays.column.needed")),
        ("can", say("pays.column.reach")),
    )
    across = {
        "type": "quantitative",
        "title": say("pays.axis"),
        "axis": {"tickCount": 5, "format": ",f"},
    }
    shared = {"y": rows_axis(), "tooltip": words}
    known = [{"filter": "isValid(datum.reach)"}]
    layers: list[Spec] = [
        {
            "mark": {"type": "bar", "height": 12, "color": BLUE, "opacity": 0.25},
            "encoding": shared | {"x": across | {"field": "low"}, "x2": {"field": "high"}},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 90, "color": BLUE, "opacity": 1},
            "encoding": shared | {"x": across | {"field": "middle", "scale": {"zero": True}}},
        },
        {
            "mark": {"type": "tick", "color": VERMILION, "thickness": 4, "size": 26},
            "transform": known,
            "encoding": shared | {"x": across | {"field": "reach"}},
        },
    ]
    return chart(language, layers, height={"step": step})
