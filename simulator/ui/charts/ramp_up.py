"""How fast each measure ramps up: one small curve a row."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pandas as pd

from simulator.ui.charts.base import (
    BLUE,
    INK,
    Figure,
    Spec,
    chart,
    rows_axis,
    speaker,
    tooltip,
    wrapped,
    years_axis,
)
from simulator.ui.formats import formats_of
from simulator.ui.texts import Language

FULL = 0.995
"""From here on an effect is called full: it is printed as 100%."""


def ramp_up_figure(ramp_up: pd.DataFrame, titles: Mapping[str, str], language: Language) -> Figure:
    """Show the ramp-up of each measure.

    Parameters
    ----------
    ramp_up : DataFrame
        See `analysis.ramp_up.ramp_up`.
    titles : mapping of str to str
        Number and title of each measure, by id.
    language : {"nl", "en"}
        Language of all words.
    """
    say, f = speaker(language), formats_of(language)
    years = [str(year) for year in sorted(set(ramp_up["year"]))]
    shares = ramp_up.pivot(index="measure", columns="year", values="share")
    shares = shares.loc[list(dict.fromkeys(ramp_up["measure"]))]
    head = say("credit.column.measure")
    names = [titles[str(measure)] for measure in shares.index]
    full = int((shares.iloc[:, -1] >= FULL).sum()) if len(shares) else 0
    table = pd.DataFrame({head: names} | {y: list(map(f.percent, shares[int(y)])) for y in years})
    numbers = pd.DataFrame({head: names} | {y: shares[int(y)].to_numpy() for y in years})
    return Figure(
        name="ramp_up",
        title=say("ramp.title"),
        sentence=say("ramp.sentence", full=full, all=len(shares), year=years[-1] if years else ""),
        data=pd.DataFrame(
            [
                {
                    "label": wrapped(titles[str(row["measure"])]),
                    "year": str(row["year"]),
                    "share": float(row["share"]),
                    "text": f.percent(float(row["share"])),
                }
                for row in ramp_up.to_dict("records")
            ],
            columns=["label", "year", "share", "text"],
        ),
        spec=_spec(language),
        table=table,
        numbers=numbers,
        note=say("ramp.note"),
    )


@cache
def _spec(language: Language) -> Spec:
    say = speaker(language)
    height = {
        "field": "share",
        "type": "quantitative",
        "scale": {"domain": [0, 1], "range": [34, 10]},
    }
    words = tooltip(
        ("label", say("credit.column.measure")), ("year", say("chart.year")), ("text", say("ramp.share"))
    )
    shared = {"x": years_axis(), "y": rows_axis(grid=True), "yOffset": height}
    text = {"type": "text", "fontSize": 11, "dy": -8, "color": INK}
    return chart(
        language,
        [
            {
                "mark": {"type": "line", "color": BLUE, "strokeWidth": 2},
                "encoding": shared | {"detail": {"field": "label"}},
            },
            {
                "mark": {"type": "point", "filled": True, "color": BLUE, "size": 36, "opacity": 1},
                "encoding": shared | {"tooltip": words},
            },
            {"mark": text, "encoding": shared | {"text": {"field": "text"}}},
        ],
        height={"step": 48},
    )
