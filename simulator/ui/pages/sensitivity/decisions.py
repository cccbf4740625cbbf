"""The decisions that research is held against: what one chooses now, and how often that is wrong."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd
import streamlit as st

from simulator.analysis.voi import Research
from simulator.ui.downloads import to_csv
from simulator.ui.formats import Formats
from simulator.ui.language import formats, t
from simulator.ui.markup import cells
from simulator.ui.sensitivity_words import Words, no_list

HEADS = ("decision", "chosen", "value", "wrong", "find_out")


def show_decisions(found: Research, words: Words) -> None:
    """Draw the table of decisions, with its download."""
    with st.expander(t("sensitivity.decisions_title"), key="sensitivity-decisions"):
        certainty = formats().percent(found.certainty)
        st.caption(
            t(
                "sensitivity.decisions_sentence",
                certainty=certainty,
                year=found.asked.year,
                when=words.when(found.asked),
            )
        )
        heads = {name: t(f"sensitivity.column.{name}") for name in HEADS}
        rows = found.decisions.to_dict("records")
        about = [float(row["mean"]) for row in rows if row["amounts"] and row["decision"] != "task"]
        f = formats().column((mean, abs(mean)) for mean in about)
        table = pd.DataFrame([_row(row, words, f, words.when(found.asked)) for row in rows])
        # The mark in ">99%" would make a quotation of it, and a number in front of a title a list.
        shown = table.apply(cells)
        st.table(shown.rename(columns=heads), hide_index=True, alt=t("sensitivity.decisions_title"))
        if found.decisions["unknown"].any():
            st.caption(no_list(t("sensitivity.decisions_unknown")))
        st.download_button(
            t("chart.csv"),
            data=lambda: to_csv(table.rename(columns=heads).assign(**{t("table.run"): found.run_id})),
            file_name=f"koers-decisions-{found.run_id}.csv",
            mime="text/csv",
            key="csv-sensitivity-decisions",
            on_click="ignore",
            icon=":material/download:",
        )


def _row(row: dict[Hashable, Any], words: Words, f: Formats, when: str) -> dict[str, str]:
    mean, task = float(row["mean"]), row["decision"] == "task"
    if not row["amounts"]:
        chosen, value, wrong = _no_choice(str(row["known"]), when), "–", "–"
    else:
        kind = f"{row['decision']}_{'yes' if row['says_yes'] else 'no'}"
        chosen, wrong = t(f"sensitivity.chosen.{kind}"), f.odds(row["wrong"])
        value = f.chance(mean) if task else f.saves(mean, abs(mean))
    mark = "*" if row["unknown"] else ""
    return {
        "decision": words.measure(row["measure"]) + mark,
        "chosen": chosen,
        "value": value,
        "wrong": wrong,
        "find_out": words.title(str(row["best"])) if row["best"] else "–",
    }


def _no_choice(known: str, when: str) -> str:
    """Say why nothing is chosen: costs alone decide nothing, and some amounts are of other years."""
    if known == "cost":
        return t("sensitivity.saving_unknown")
    return t("sensitivity.no_amounts") if known == "nothing" else t("sensitivity.no_amounts_when", when=when)
