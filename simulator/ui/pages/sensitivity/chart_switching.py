"""Switching values: how far a driver must move before a choice turns around."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from functools import cache
from typing import Any

import pandas as pd

from simulator.analysis.sensitivity import Question, Sensitivity
from simulator.ui.charts.base import BLUE, INK, Figure, Spec, chart, rows_axis, speaker, tooltip
from simulator.ui.formats import formats_of
from simulator.ui.sensitivity_words import Words, labelled
from simulator.ui.texts import Language

SHOWN = 12
STEPS_IN_RANGE = 40
"""A value is rounded as if it were known to a part of its range."""
STEP = 64


def turning(found: Sensitivity) -> pd.DataFrame:
    """Give the switching values that there are, from the nearest: rows of `Sensitivity.switching`."""
    there = found.switching[found.switching["value"].notna()]
    far = there["relative"].abs().fillna(float("inf"))
    return there.assign(far=far).sort_values(["far", "name"], ignore_index=True).drop(columns="far")


def switching_figure(found: Sensitivity, words: Words) -> Figure:
    """Show how far drivers can move, all else at its most likely value, before a choice turns around."""
    say, f = speaker(words.language), formats_of(words.language)
    rows = turning(found)
    # What nobody knows the saving of is no choice that stands.
    known = found.switching[found.switching["margin"].notna()]
    none, all_pairs = int(known["value"].isna().sum()), len(known)
    told = [switch_sentence(row, words, found.asked) for row in rows.to_dict("records")]
    sentence = told[0] if told else say("sensitivity.switching_none")
    heads = {name: say(f"sensitivity.column.{name}") for name in _COLUMNS}
    return Figure(
        name="switching",
        title=say("sensitivity.switching_title"),
        sentence=sentence,
        data=_data(rows.head(SHOWN), told, words),
        spec=_spec(words.language),
        table=_table(rows, words).rename(columns=heads),
        numbers=_numbers(found.switching, words),
        note=say(
            "sensitivity.switching_note",
            none=f.number(none),
            all=f.number(all_pairs),
            when=words.when(found.asked),
        ),
    )


_COLUMNS = ("choice", "likely", "switches", "change")


def switch_sentence(row: dict[Hashable, Any], words: Words, asked: Question, *, short: bool = False) -> str:
    """Say one switching value: "if outflow speeds up by less than 6%, measure 2 costs money".

    Parameters
    ----------
    row : dict
        A row of `Sensitivity.switching` that has a value.
    words : Words
        Names of drivers and measures.
    asked : Question
        The years that it is about.
    short : bool
        Without the name of the driver, which stands above it.
    """
    say, name, step = speaker(words.language), str(row["name"]), (row["high"] - row["low"]) / STEPS_IN_RANGE
    when = words.when(asked if row["decision"] == "keep" else replace(asked, whole=False))
    kind = f"{row['decision']}_{'lost' if row['margin'] >= 0 else 'won'}"
    then = say(f"sensitivity.then.{kind}", measure=words.measure_in_sentence(row["measure"]), when=when)
    side = "below" if row["value"] < row["most_likely"] else "above"
    if row["separate"]:
        side = "at"
    return say(
        f"sensitivity.if.{side}_short" if short else f"sensitivity.if.{side}",
        **({} if short else {"driver": words.title(name)}),
        value=words.value(row["value"], name, step),
        likely=words.value(row["most_likely"], name, step),
        then=then,
    )


def _change(relative: float, words: Words) -> str:
    if relative != relative:  # noqa: PLR0124 - not a number: the most likely value is zero
        return "–"
    f, say = formats_of(words.language), speaker(words.language)
    key = "sensitivity.less" if relative < 0 else "sensitivity.more"
    return say(key, percent=f.percent(abs(relative)))


def _data(rows: pd.DataFrame, told: list[str], words: Words) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "label": labelled(words.choice(row["measure"], row["name"]), _change(row["relative"], words)),
                "change": row["relative"],
                "sentence": sentence,
            }
            for row, sentence in zip(rows.to_dict("records"), told, strict=False)
            if row["relative"] == row["relative"]
        ],
        columns=["label", "change", "sentence"],
    )


def _table(rows: pd.DataFrame, words: Words) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "choice": words.choice(row["measure"], row["name"]),
                "likely": words.value(
                    row["most_likely"], row["name"], (row["high"] - row["low"]) / STEPS_IN_RANGE
                ),
                "switches": words.value(
                    row["value"], row["name"], (row["high"] - row["low"]) / STEPS_IN_RANGE
                ),
                "change": _change(row["relative"], words),
            }
            for row in rows.to_dict("records")
        ],
        columns=list(_COLUMNS),
    )


def _numbers(switching: pd.DataFrame, words: Words) -> pd.DataFrame:
    say = speaker(words.language)
    names = {
        "decision": [words.measure(measure) for measure in switching["measure"]],
        "driver": [words.title(name) for name in switching["name"]],
        "likely": switching["most_likely"].tolist(),
        "switches": switching["value"].tolist(),
        "lowest": switching["low"].tolist(),
        "highest": switching["high"].tolist(),
        "change": switching["relative"].tolist(),
        "name": switching["name"].tolist(),
    }
    return pd.DataFrame({say(f"sensitivity.column.{name}"): values for name, values in names.items()})


@cache
def _spec(language: Language) -> Spec:
    say = speaker(language)
    across = {
        "field": "change",
        "type": "quantitative",
        "title": say("sensitivity.change_axis"),
        "axis": {"format": "%", "tickCount": 5},
    }
    words = tooltip(("sentence", say("sensitivity.column.switches")))
    shared = {"y": rows_axis(), "x": across, "tooltip": words}
    return chart(
        language,
        [
            {"mark": {"type": "bar", "height": 16, "color": BLUE}, "encoding": shared},
            {"mark": {"type": "rule", "color": INK}, "encoding": {"x": {"datum": 0}}},
        ],
        height={"step": STEP},
    )
