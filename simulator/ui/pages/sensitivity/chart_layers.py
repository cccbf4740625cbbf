"""Which part of the uncertainty comes from which layer."""

from __future__ import annotations

from functools import cache
from math import isnan

import pandas as pd

from simulator.analysis.sensitivity import Sensitivity
from simulator.ui.charts.base import BLUE, Figure, Spec, chart, rows_axis, speaker, tooltip
from simulator.ui.formats import formats_of
from simulator.ui.sensitivity_words import labelled
from simulator.ui.texts import Language

STEP = 56


def layers_figure(found: Sensitivity, language: Language) -> Figure:
    """Show the fair share of each layer in the variance of the net saving.

    A layer that the scenario does not have has no bar: it is not the same as one without influence.
    """
    say, f = speaker(language), formats_of(language)
    rows = found.layers[found.layers["outcome"] == "net"]
    there = rows[rows["share"].notna()].sort_values("share", ascending=False, kind="stable")
    heads = {name: say(f"sensitivity.column.{name}") for name in ("layer", "sources", "share")}
    sentence = say("sensitivity.none", year=found.asked.year)
    if not there.empty:
        first = there.iloc[0]
        sentence = say(
            "sensitivity.layers_sentence",
            year=found.asked.year,
            share=f.percent(first["share"]),
            layer=say(f"sensitivity.layer.{first['layer']}").lower(),
        )
    return Figure(
        name="layers",
        title=say("sensitivity.layers_title"),
        sentence=sentence,
        data=pd.DataFrame(
            [
                {
                    "label": labelled(
                        say(f"sensitivity.layer.{row['layer']}"), f.percent(max(0.0, row["share"]))
                    ),
                    "share": max(0.0, row["share"]),
                    "text": f.percent(max(0.0, row["share"])),
                }
                for row in there.to_dict("records")
            ],
            columns=["label", "share", "text"],
        ),
        spec=_spec(language),
        table=pd.DataFrame(
            [
                {
                    heads["layer"]: say(f"sensitivity.layer.{row['layer']}"),
                    heads["sources"]: str(row["sources"]) if row["sources"] else "–",
                    heads["share"]: say("sensitivity.layer_off")
                    if isnan(row["share"])
                    else f.percent(max(0.0, row["share"])),
                }
                for row in rows.to_dict("records")
            ],
            columns=list(heads.values()),
        ),
        numbers=rows.assign(layer=[say(f"sensitivity.layer.{layer}") for layer in rows["layer"]])[
            list(heads)
        ].rename(columns=heads),
        note=say("sensitivity.layers_note"),
    )


@cache
def _spec(language: Language) -> Spec:
    say = speaker(language)
    across = {
        "field": "share",
        "type": "quantitative",
        "title": say("sensitivity.column.share"),
        "axis": {"format": "%", "tickCount": 5},
        "scale": {"domain": [0, 1]},
    }
    words = tooltip(("label", say("sensitivity.column.layer")), ("text", say("sensitivity.column.share")))
    shared = {"y": rows_axis(), "x": across, "tooltip": words}
    return chart(
        language,
        [
            {"mark": {"type": "bar", "height": 18, "color": BLUE}, "encoding": shared},
        ],
        height={"step": STEP},
    )
