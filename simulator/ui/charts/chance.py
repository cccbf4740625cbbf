"""What chance alone does to a year's spending: by service of a municipality, or by municipality."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import pandas as pd

from simulator.analysis.chance import Chance
from simulator.ui.charts.base import (
    BLUE,
    GREY,
    INK,
    VERMILION,
    Figure,
    Spec,
    chart,
    rows_axis,
    series,
    signed_percentages,
    speaker,
    tooltip,
    wrapped,
)
from simulator.ui.formats import formats_of
from simulator.ui.headline import Band
from simulator.ui.tables import thousands
from simulator.ui.texts import Language

BANDS: Final = ("", "pooled_", "growth_")
"""Alone, together with the others, and by uncertain growth: as their columns begin."""
TOTAL: Final = "total"
REGION: Final = "region"
STEP: Final = 15
"""Height of a bar with its room."""


@dataclass(frozen=True)
class Luck:
    """What the figure needs of `analysis.chance.Chance`, without its draws.

    Attributes
    ----------
    view, year
        As there.
    services, pooling : DataFrame
        As there.
    unknown, partial, capped : tuple of str
        Services that are left out, or of which not all members count.
    """

    view: str
    year: int
    services: pd.DataFrame
    pooling: pd.DataFrame
    unknown: tuple[str, ...]
    partial: tuple[str, ...]
    capped: tuple[str, ...]

    @classmethod
    def of(cls, found: Chance) -> Luck:
        """Take what is shown and leave the draws."""
        left_out = (found.unknown, found.partial, found.capped)
        return cls(found.view, found.year, found.services, found.pooling, *left_out)


@dataclass(frozen=True)
class Names:
    """Names as the user sees them."""

    services: Mapping[str, str]
    towns: Mapping[str, str]
    region: str


def chance_figure(luck: Luck, names: Names, saving: Band, language: Language) -> Figure:
    """Show how far spending moves by chance alone, and what remains of that when members pay together.

    A municipality sees its services, and how uncertain growth is beside chance; the region sees its members.

    Parameters
    ----------
    luck : Luck
        What was worked out.
    names : Names
        Names of services, municipalities and region.
    saving : Band
        What the package saves in the view in the same year.
    language : {"nl", "en"}
        Language of all words.
    """
    say, f = speaker(language), formats_of(language)
    of_town = luck.view != REGION
    rows = _of_town(luck, names, language) if of_town else _of_region(luck, names)
    bands = BANDS if of_town else BANDS[:2]
    place = names.towns.get(luck.view, names.region)
    table = _table(rows, bands, "service" if of_town else "municipality", language)
    amounts = table.columns[2:]
    if not rows:
        sentence = say("chance.nothing", place=place)
    elif of_town:
        sentence = _town_sentence(luck, rows, names, saving, language)
    else:
        sentence = _region_sentence(luck, names, language)
    return Figure(
        name="chance",
        title=say("chance.title"),
        sentence=sentence,
        data=_data(rows, bands, place if of_town else None, language),
        spec=_spec(language, place if of_town else None),
        table=table.assign(
            **{name: [f.number(clients) for clients in table[name]] for name in table.columns[1:2]},
            **dict(thousands(table[amounts], f)),
        ),
        numbers=table,
        note=" ".join(
            [*([_wildest(rows, language)] if of_town and rows else []), *_notes(luck, names, language)]
        ),
        empty=say("chance.empty"),
    )


def _of_town(luck: Luck, names: Names, language: Language) -> list[dict[str, Any]]:
    say = speaker(language)
    rows = luck.services.to_dict("records")
    titles = {**names.services, TOTAL: say("chance.total")}
    return [{str(k): v for k, v in row.items()} | {"label": titles[row["service"]]} for row in rows]


def _of_region(luck: Luck, names: Names) -> list[dict[str, Any]]:
    titles = {**names.towns, REGION: names.region}
    rows = luck.pooling.sort_values("relative", ascending=False, kind="stable").to_dict("records")
    return [{str(k): v for k, v in row.items()} | {"label": titles[row["municipality"]]} for row in rows]


def _half(row: Mapping[str, Any], band: str = "") -> float:
    """Half of the width of an interval, EUR."""
    return float(row[f"{band}high"] - row[f"{band}low"]) / 2


def _town_sentence(
    luck: Luck, rows: Sequence[Mapping[str, Any]], names: Names, saving: Band, language: Language
) -> str:
    say, f = speaker(language), formats_of(language)
    total, town = rows[-1], names.towns[luck.view]
    half = _half(total)
    told = say(
        "chance.town",
        town=town,
        year=luck.year,
        alone=f.range(total["low"], total["high"]),
        pooled=f.range(total["pooled_low"], total["pooled_high"]),
    )
    if abs(saving.p50) >= half:
        return told
    hidden = say(
        "chance.hidden",
        year=luck.year,
        saves=f.saves(saving.p50, saving.width),
        half=f.short(half, 2 * half),
    )
    return f"{told} {hidden}"


def _wildest(rows: Sequence[Mapping[str, Any]], language: Language) -> str:
    """Tell of the service that moves most: how many clients it has, and what a dear one costs."""
    say, f = speaker(language), formats_of(language)
    wild = max((row for row in rows if row["service"] != TOTAL), key=lambda row: float(row["relative"]))
    ten = float(wild["one_in_ten"])
    return say(
        "chance.wild",
        service=wild["label"],
        clients=say("chance.few") if wild["clients"] < 1 else f.number(wild["clients"]),
        each=f.short(wild["cost_per_client"], ten),
        ten=f.short(ten, ten),
    )


def _region_sentence(luck: Luck, names: Names, language: Language) -> str:
    say, f = speaker(language), formats_of(language)
    rows = [{str(k): v for k, v in row.items()} for row in luck.pooling.to_dict("records")]
    small = max(rows, key=lambda row: float(row["relative"]))
    region = next(row for row in rows if row["municipality"] == REGION)
    return say(
        "chance.region",
        town=names.towns[str(small["municipality"])],
        year=luck.year,
        alone=f.percent(_half(small) / small["expected"]),
        together=f.percent(_half(region) / region["expected"]),
    )


def _notes(luck: Luck, names: Names, language: Language) -> list[str]:
    say = speaker(language)
    known_by = set(luck.pooling["clients_from"])

    def listed(services: Sequence[str]) -> str:
        return ", ".join(names.services[name] for name in services)

    return [
        say("chance.note"),
        *([say("chance.by_key")] if known_by & {"by_key", "mixed"} else []),
        *([say("chance.unknown", services=listed(luck.unknown))] if luck.unknown else []),
        *([say("chance.partial", services=listed(luck.partial))] if luck.partial else []),
        *([say("chance.capped", services=listed(luck.capped))] if luck.capped else []),
    ]


def _table(
    rows: Sequence[Mapping[str, Any]], bands: Sequence[str], head: str, language: Language
) -> pd.DataFrame:
    say = speaker(language)
    columns: dict[str, list[Any]] = {
        say(f"chance.column.{head}"): [row["label"] for row in rows],
        say("chance.column.clients"): [float(row["clients"]) for row in rows],
        say("chance.column.expected"): [float(row["expected"]) for row in rows],
    }
    for band in bands:
        for end in ("low", "high"):
            key = f"{band or 'alone_'}{end}"
            columns[say(f"chance.column.{key}")] = [float(row[f"{band}{end}"]) for row in rows]
    return pd.DataFrame(columns)


def _series(place: str | None, language: Language) -> list[str]:
    say = speaker(language)
    alone = say("chance.alone_town", town=place) if place else say("chance.alone")
    return [alone, say("chance.pooled"), *([say("chance.growth")] if place else [])]


def _data(
    rows: Sequence[Mapping[str, Any]], bands: Sequence[str], place: str | None, language: Language
) -> pd.DataFrame:
    f = formats_of(language)
    return pd.DataFrame(
        [
            {
                "label": wrapped(str(row["label"])),
                "series": name,
                "low": row[f"{band}low"] / row["expected"] - 1,
                "high": row[f"{band}high"] / row["expected"] - 1,
                "expected": f.short(row["expected"], _half(row)),
                "interval": f.range(row[f"{band}low"], row[f"{band}high"]),
                "half": f"± {f.percent(_half(row, band) / row['expected'])}",
            }
            for row in rows
            for band, name in zip(bands, _series(place, language), strict=True)
        ],
        columns=["label", "series", "low", "high", "expected", "interval", "half"],
    )


@cache
def _spec(language: Language, place: str | None) -> Spec:
    say = speaker(language)
    names = _series(place, language)
    colours = [VERMILION, BLUE, GREY][: len(names)]
    across = {
        "field": "low",
        "type": "quantitative",
        "title": say("chance.axis"),
        "axis": signed_percentages(),
    }
    words = tooltip(
        ("label", say("chance.what")),
        ("series", say("chart.line")),
        ("expected", say("chance.column.expected")),
        ("interval", say("chart.interval")),
    )
    beside = {"field": "series", "type": "nominal", "scale": {"domain": names}}
    shared = {"y": rows_axis(), "yOffset": beside, "x": across, "tooltip": words}
    return chart(
        language,
        [
            {
                "mark": {"type": "bar", "height": STEP - 4},
                "encoding": shared | {"x2": {"field": "high"}, "color": series(names, colours)},
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 4, "fontSize": 11, "color": INK},
                "encoding": shared | {"x": across | {"field": "high"}, "text": {"field": "half"}},
            },
            {"mark": {"type": "rule", "color": INK}, "encoding": {"x": {"datum": 0}}},
        ],
        height={"step": STEP, "for": "offset"},
    )
