"""Value of research: what knowing something is worth at most before a measure is kept or dropped."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cache
from typing import Any

import pandas as pd

from simulator.analysis.voi import Research
from simulator.ui.charts.base import BLUE, Figure, Spec, chart, rows_axis, speaker, tooltip
from simulator.ui.formats import formats_of
from simulator.ui.sensitivity_words import Words, labelled
from simulator.ui.texts import Language

SHOWN = 10
STEP = 64
LEAST = 500.0
"""Smallest value that has a bar, in EUR: less is not worth a line."""


def worth_finding(found: Research, *, together: bool = False) -> pd.DataFrame:
    """Give what is worth finding out before a measure is kept or dropped, the best first.

    Parameters
    ----------
    found : Research
        The analysis.
    together : bool
        With all drivers of a measure together, where that tells more than one of them.
    """
    rows = found.information
    best = rows[rows["kind"] != "group"].groupby("measure")["gain"].max()
    more = rows["gain"] > 1.01 * rows["measure"].map(best).fillna(0.0)
    counts = (rows["kind"] != "group") | (more & together)
    shown = rows[(rows["decision"] == "keep") & counts & (rows["gain"] >= LEAST)]
    return shown.sort_values(["gain", "name"], ascending=[False, True], ignore_index=True)


def research_figure(found: Research, words: Words) -> Figure:
    """Show what single drivers are worth knowing, with the decision that they are about."""
    say = speaker(words.language)
    single, rows = worth_finding(found), worth_finding(found, together=True)
    if single.empty:
        sentence = nothing_to_find_out(found, words)
    else:
        sentence = research_sentence(single.iloc[0].to_dict(), found, words)
    sentence = " ".join([sentence, *task_sentences(found, words)])
    heads = {name: say(f"sensitivity.column.{name}") for name in _COLUMNS}
    return Figure(
        name="research",
        title=say("sensitivity.research_title"),
        sentence=sentence,
        data=_data(rows.head(SHOWN), words),
        spec=_spec(words.language),
        table=_table(rows, words).rename(columns=heads),
        numbers=_numbers(found, words),
        note=say("sensitivity.research_note", when=words.when(found.asked)),
    )


_COLUMNS = ("choice", "worth", "changes")


def nothing_to_find_out(found: Research, words: Words) -> str:
    """Say that nothing is worth finding out: not at all, or not as much as a bar asks for."""
    say, helps = speaker(words.language), found.information["decision"] == "keep"
    if not helps.any():
        return say("sensitivity.research_none")
    least = formats_of(words.language).short(LEAST)
    return say("sensitivity.research_little", least=least, when=words.when(found.asked))


def research_sentence(row: dict[Hashable, Any], found: Research, words: Words) -> str:
    """Say it: "first find out …: it changes the choice in 3 of 10 cases"."""
    say, f = speaker(words.language), formats_of(words.language)
    gain = float(row["gain"])
    return say(
        "sensitivity.first_find_out",
        driver=words.title(str(row["name"])),
        measure=words.measure_in_sentence(row["measure"]),
        chosen=chosen_now(found, row["measure"], words),
        odds=f.odds(row["changes"]),
        worth=f.short(gain, gain),
        when=words.when(found.asked),
    )


def task_sentences(found: Research, words: Words) -> list[str]:
    """Say what to find out before one counts on the savings task; nothing where nothing helps."""
    rows = found.information
    helps = rows[(rows["decision"] == "task") & (rows["kind"] != "group")]
    if helps.empty:
        return []
    say, first = speaker(words.language), helps.iloc[0]
    return [
        say(
            "sensitivity.task_find_out",
            driver=words.source(str(first["name"])),
            chosen=chosen_now(found, None, words),
            odds=formats_of(words.language).odds(first["changes"]),
        )
    ]


def chosen_now(found: Research, measure: str | None, words: Words) -> str:
    """Say what one chooses without finding anything out: keep or drop a measure, count on the task or not."""
    decisions = found.decisions
    about = decisions["measure"].isna() if measure is None else decisions["measure"] == measure
    row = decisions[about].iloc[0]
    key = f"{row['decision']}_{'yes' if row['says_yes'] else 'no'}"
    return speaker(words.language)(f"sensitivity.chosen.{key}")


def _data(rows: pd.DataFrame, words: Words) -> pd.DataFrame:
    f = formats_of(words.language)
    return pd.DataFrame(
        [
            {
                "label": labelled(
                    words.choice(row["measure"], row["name"]), f.short(row["gain"], row["gain"])
                ),
                "gain": row["gain"],
                "text": f.short(row["gain"], row["gain"]),
                "changes": f.odds(row["changes"]),
            }
            for row in rows.to_dict("records")
        ],
        columns=["label", "gain", "text", "changes"],
    )


def _table(rows: pd.DataFrame, words: Words) -> pd.DataFrame:
    f = formats_of(words.language)
    f = f.column(zip(rows["gain"], rows["gain"], strict=True))
    return pd.DataFrame(
        [
            {
                "choice": words.choice(row["measure"], row["name"]),
                "worth": f.short(row["gain"], row["gain"]),
                "changes": f.odds(row["changes"]),
            }
            for row in rows.to_dict("records")
        ],
        columns=list(_COLUMNS),
    )


def _numbers(found: Research, words: Words) -> pd.DataFrame:
    """All that helps, groups and the task included; the gain for the task is a share."""
    say, rows = speaker(words.language), found.information
    names = {
        "decision": [words.measure(measure) for measure in rows["measure"]],
        "find_out": [words.title(name) for name in rows["name"]],
        "worth": rows["gain"].tolist(),
        "error": rows["error"].tolist(),
        "changes": rows["changes"].tolist(),
        "name": rows["name"].tolist(),
    }
    return pd.DataFrame({say(f"sensitivity.column.{name}"): values for name, values in names.items()})


@cache
def _spec(language: Language) -> Spec:
    say = speaker(language)
    across = {
        "field": "gain",
        "type": "quantitative",
        "title": say("sensitivity.worth_axis"),
        "axis": {"format": ",f", "tickCount": 4},
        "scale": {"zero": True},
    }
    words = tooltip(
        ("label", say("sensitivity.column.find_out")),
        ("text", say("sensitivity.column.worth")),
        ("changes", say("sensitivity.column.changes")),
    )
    shared = {"y": rows_axis(), "x": across, "tooltip": words}
    return chart(
        language,
        [
            {"mark": {"type": "bar", "height": 16, "color": BLUE}, "encoding": shared},
        ],
        height={"step": STEP},
    )
