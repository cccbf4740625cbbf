"""From a monitoring to an update: in full, or on one page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

import pandas as pd

from simulator.analysis.monitor import Held, Monitoring
from simulator.analysis.monitor.tables import (
    chance_table,
    delivery_table,
    forecast_table,
    growth_table,
    happened,
)
from simulator.domain.position import Language
from simulator.engine.result import REGION
from simulator.export.monitor.charts import net_chart
from simulator.export.monitor.how import how, sources
from simulator.export.monitor.words import UpdateWords
from simulator.export.position.blocks import Block, Figure, Heading, Letter, Paragraph, Spans, Table, span

MOST_ON_A_PAGE: Final = 8
"""Figures that fit on one page."""
MOST_ROWS: Final = 120
"""Figures in the full update; a table of more would not be read."""


def update_of(found: Monitoring, language: Language, date: dt.date, *, short: bool = False) -> Letter:
    """Write an update.

    Parameters
    ----------
    found : Monitoring
        What happened against the plan.
    language : {"nl", "en"}
        Its language.
    date : date
        The day on which it is made.
    short : bool
        On one page: the sentences, the figures furthest from the plan, and the forecast.
    """
    writer = _Update(found, language, date)
    blocks = writer.page() if short else writer.full()
    return Letter(
        title=writer.say("title", programme=writer.text(found.catalogue.programme.title)),
        author=writer.say("author"),
        language=language,
        blocks=tuple(blocks),
        footer=writer.say(
            "footer",
            run=found.run_id,
            figures=found.figures_id,
            version=found.catalogue.version,
        ),
    )


class _Update(UpdateWords):
    """Writes the parts of an update."""

    def __init__(self, found: Monitoring, language: Language, date: dt.date) -> None:
        super().__init__(found.catalogue, language)
        self._found, self._date = found, date
        self._happened = [held for held in happened(found) if held.light is not None]

    def page(self) -> Iterator[Block]:
        yield from self._opening()
        worst = sorted(self._happened, key=lambda held: -held.worse_than)[:MOST_ON_A_PAGE]
        if worst:
            some = len(worst) < len(self._happened)
            caption = self.say(
                "caption.worst" if some else "caption.figures", shown=len(worst), all=len(self._happened)
            )
            yield self._figures(worst, caption, notes=False)
            yield self._rule()
        yield from self._forecast()

    def full(self) -> Iterator[Block]:
        yield from self._opening()
        yield Heading(1, span(self.say("head.figures")))
        if self._happened:
            yield self._figures(self._happened[:MOST_ROWS], self.say("caption.figures"), notes=True)
        yield self._rule()
        yield from self._growth()
        yield from self._delivery()
        yield Heading(1, span(self.say("head.forecast")))
        if self._found.savings_known:
            yield Figure(span(self.say("chart.title")), net_chart(self._found, self._language), self._alt())
        yield from self._forecast()
        yield from how(self._found, self)
        yield from sources(self)

    def _opening(self) -> Iterator[Block]:
        found, programme = self._found, self._found.catalogue.programme
        level = found.scenario.price_level
        place = (
            self.say("place.region") if found.view == REGION else programme.municipalities[found.view].title
        )
        yield Heading(0, span(self.say("title", programme=self.text(programme.title))))
        yield Paragraph(
            span(
                self.say(
                    "subtitle",
                    place=place,
                    date=self.wording.date(self._date),
                    scenario=self.text(found.scenario.title),
                    prices=self.say(f"prices.{level}", year=programme.price_level),
                )
            ),
            "lead",
        )
        yield Heading(1, span(self.say("head.short")))
        for sentence in self._sentences():
            yield Paragraph(span(sentence), "bullet")

    def _sentences(self) -> Iterator[str]:
        lights = [held.light for held in self._happened]
        if lights:
            counts = {name: lights.count(name) for name in ("green", "orange", "red")}
            yield self.say("lights" if len(lights) > 1 else "one_light", all=len(lights), **counts)
        else:
            yield self.say("no_lights")
        yield self._net_sentence()
        chances = chance_table(self._found)
        if len(chances) and self._found.weighing is not None:
            last = chances.iloc[-1]
            yield self.say(
                "chance" if last["savings_known"] else "chance.unknown",
                year=int(last["year"]),
                amount=self.wording.short(last["target"]),
                now=self.wording.chance(last["new_chance"]),
                before=self.wording.chance(last["chance"]),
            )
        if self._found.too_few:
            yield self.say("too_few")

    def _net_sentence(self) -> str:
        net = forecast_table(self._found).query("quantity == 'net'").iloc[-1]
        if not self._found.savings_known:
            return self.say("forecast.unknown", year=net["year"])
        before = self.wording.result(net["p50"], net["p90"] - net["p10"])
        if self._found.weighing is None:
            return self.say("forecast.plan", year=net["year"], before=before)
        now = self.wording.result(net["new_p50"], net["new_p90"] - net["new_p10"])
        interval = self.wording.interval(net["new_p10"], net["new_p90"])
        return self.say("forecast", year=net["year"], now=now, interval=interval, before=before)

    def _rule(self) -> Paragraph:
        rules = self._found.rules
        shares = {"red": rules.red_from, "orange": rules.orange_from}
        told = {name: self.wording.percent(share) for name, share in shares.items()}
        return Paragraph(span(self.say("rule", **told)), "small")

    def _figures(self, rows: list[Held], caption: str, *, notes: bool) -> Table:
        return Table(
            caption=span(caption),
            header=tuple(
                self.say(f"col.{name}") for name in ("light", "what", "who", "period", "figure", "band")
            ),
            rows=tuple(self._figure_row(held, notes=notes) for held in rows),
            widths=(1.5, 3.65, 2.5, 1.85, 2.3, 4.0),
            numbers_from=4,
        )

    def _figure_row(self, held: Held, *, notes: bool) -> tuple[Spans, ...]:
        series, figure = held.match.series, held.match.figure
        told = (self.note(figure.source or series.source),) if notes else ()
        return (
            span(self.say(f"light.{held.light}")),
            span(self.what(held), *told),
            span(self.who(series.municipality)),
            span(figure.period),
            span(self.wording.number(held.match.value)),
            span(self.band(held.p10, held.p90)),
        )

    def _growth(self) -> Iterator[Block]:
        table = growth_table(self._found, self._language)
        if table.empty:
            return
        yield Heading(1, span(self.say("head.growth")))
        yield Paragraph(span(self.say("growth.how")))
        names = ("start", "prices", "volume", "measures", "remainder", "realised", "real_reduction")
        heads = ("start", "prices", "volume", "measures", "remainder", "realised", "reduction", "avoided")
        yield Table(
            caption=span(self.say("caption.growth")),
            header=tuple(self.say(f"col.{name}") for name in ("what", *heads)),
            rows=tuple(
                (
                    span(f"{self.service(row)}, {self._whose(row)}, {row['year']}"),
                    *(
                        span(self.thousands(-row[name] if name == "measures" else row[name]))
                        for name in (*names, "avoided_growth")
                    ),
                )
                for row in table.to_dict("records")
            ),
            widths=(3.2, 1.55, 1.3, 1.7, 1.8, 1.35, 1.6, 1.5, 1.85),
            numbers_from=1,
        )

    def _whose(self, row: dict[Any, Any]) -> str:
        return self.who(row["municipality"] if isinstance(row["municipality"], str) else None)

    def _delivery(self) -> Iterator[Block]:
        yield Heading(1, span(self.say("head.delivery")))
        table = delivery_table(self._found)
        if table.empty:
            yield Paragraph(span(self.say("delivery.none")))
            return
        measures = self._found.catalogue.measures
        yield Table(
            caption=span(self.say("caption.delivery")),
            header=tuple(
                self.say(f"col.{n}") for n in ("light", "what", "period", "figure", "planned", "rate")
            ),
            rows=tuple(
                (
                    span(self.say(f"light.{row['light']}")),
                    span(self.text(measures[row["measure"]].title)),
                    span(row["period"]),
                    span(self.wording.number(row["realised"])),
                    span(self.wording.number(row["planned"])),
                    span("" if pd.isna(row["rate"]) else self.wording.percent(row["rate"])),
                )
                for row in table.to_dict("records")
            ),
            widths=(1.6, 7.4, 1.8, 2.2, 2.2, 1.8),
            numbers_from=3,
        )

    def _forecast(self) -> Iterator[Block]:
        weighed = self._found.weighing is not None
        known, table = self._found.savings_known, forecast_table(self._found)
        rows = table[table["quantity"] == ("net" if known else "baseline")].to_dict("records")
        heads = ("year", "plan", "plan_band", *(("new", "new_band") if weighed else ()))
        yield Table(
            caption=span(self.say("caption.forecast" if known else "caption.spending")),
            header=tuple(self.say(f"col.{name}") for name in heads),
            rows=tuple(
                tuple(
                    span(cell)
                    for prefix in ("", *(("new_",) if weighed else ()))
                    for cell in self._net_cells(row, prefix)
                )
                for row in rows
            ),
            widths=(1.6, 2.8, 4.2, 2.8, 4.2)[: len(heads)],
            numbers_from=1,
        )
        chances = chance_table(self._found).to_dict("records")
        if chances:
            yield self._chances(chances, weighed=weighed)

    def _net_cells(self, row: dict[Any, Any], prefix: str) -> tuple[str, ...]:
        low, middle, high = (self.thousands(row[f"{prefix}{name}"]) for name in ("p10", "p50", "p90"))
        cells = (middle, self.say("to", low=low, high=high))
        return cells if prefix else (str(row["year"]), *cells)

    def _chances(self, chances: list[dict[Any, Any]], *, weighed: bool) -> Table:
        heads = ("year", "task", "chance", *(("new_chance",) if weighed else ()))
        return Table(
            caption=span(self.say("caption.chance")),
            header=tuple(self.say(f"col.{name}") for name in heads),
            rows=tuple(
                (
                    span(str(row["year"])),
                    span(self.wording.euro(row["target"])),
                    span(self.wording.chance(row["chance"])),
                    *((span(self.wording.chance(row["new_chance"])),) if weighed else ()),
                )
                for row in chances
            ),
            widths=(1.6, 3.4, 3.4, 3.4)[: len(heads)],
            numbers_from=1,
        )

    def _alt(self) -> str:
        weighed = self._found.weighing is not None
        rows = []
        for row in forecast_table(self._found).query("quantity == 'net'").to_dict("records"):
            values = {"year": row["year"], "before": self.wording.result(row["p50"], row["p90"] - row["p10"])}
            if weighed:
                values["now"] = self.wording.result(row["new_p50"], row["new_p90"] - row["new_p10"])
            rows.append(self.say("chart.row" if weighed else "chart.row_plan", **values))
        return self.say("chart.alt", rows=" ".join(rows))
