"""The appendices: consequences in detail, and where the figures come from."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.analysis.position import Leak, LeftOut, YearCompared
from simulator.domain.source import Source
from simulator.export.position.blocks import (
    Block,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Spans,
    Table,
    span,
)
from simulator.export.position.charts import difference_chart
from simulator.export.position.context import Context
from simulator.export.position.outcome import nothing_known
from simulator.export.position.settings import settings
from simulator.export.position.sources import sources


def consequences_annex(context: Context) -> Iterator[Block]:
    """Write the appendix with the consequences in detail."""
    yield PageBreak()
    yield Heading(1, span(context.say("heading.annex_consequences")))
    yield from _difference(context)
    yield from _costs(context)
    yield from _residents(context)
    yield from _leaks(context)
    yield from _unknown(context)


def _difference(context: Context) -> Iterator[Block]:
    if not context.found.differs():
        return
    yield Heading(2, span(context.say("heading.difference")))
    yield Paragraph(span(context.say("difference.intro")))
    title = context.say("figure.difference")
    told = " ".join(_difference_alt(context, year) for year in context.found.years)
    yield Figure(
        caption=span(context.say("figure.caption", number=context.number("figure"), title=title)),
        chart=difference_chart(context),
        alt=context.say("figure.alt", title=title, place=context.place, years=told),
    )


def _difference_alt(context: Context, year: YearCompared) -> str:
    spread, wording = year.net.difference, context.wording
    return context.say(
        "figure.alt_difference",
        year=year.year,
        difference=wording.result(spread.p50, spread.width),
        interval=wording.interval(spread.p10, spread.p90),
    )


def _costs(context: Context) -> Iterator[Block]:
    found, wording = context.found, context.wording
    yield Heading(2, span(context.say("heading.costs")))
    if nothing_known(context) and not any(y.cost.proposed.p90 or y.cost.position.p90 for y in found.years):
        yield Paragraph(span(context.say("outcome.no_amounts")))
        return
    number = context.number("table")
    yield Paragraph(span(context.say("costs.intro", number=number)))
    keys = ("cost_proposed", "cost_position", "sum_proposed", "sum_position")
    yield Table(
        caption=span(context.say("costs.caption", number=number)),
        header=(context.say("outcome.year"), *(context.say(f"costs.{key}") for key in keys)),
        rows=tuple(
            (
                span(str(year.year)),
                span(wording.euro(year.cost.proposed.p50)),
                span(wording.euro(year.cost.position.p50)),
                span(wording.marked(year.cumulative.proposed.p50)),
                span(wording.marked(year.cumulative.position.p50)),
            )
            for year in found.years
        ),
        widths=(2.0, 3.5, 3.5, 3.5, 3.5),
    )
    since = {
        package: str(found.paid_back(package) or context.say("costs.never"))
        for package in ("proposed", "position")
    }
    yield Paragraph(span(context.say("costs.paid_back", **since)))


def _residents(context: Context) -> Iterator[Block]:
    yield Heading(2, span(context.say("heading.residents")))
    changed = [row for row in context.found.residents if row.proposed != row.position]
    if not changed:
        yield Paragraph(span(context.say("residents.none")))
        return
    yield Paragraph(span(context.say("residents.intro")))
    yield Table(
        caption=span(context.say("residents.caption", number=context.number("table"))),
        header=tuple(context.say(key) for key in ("residents.who", "outcome.proposed", "outcome.position")),
        rows=tuple(
            (
                span(
                    f"{context.measure(row.measure)}\n{context.text(row.title)}", *context.notes(row.source)
                ),
                _count(context, row.proposed),
                _count(context, row.position),
            )
            for row in changed
        ),
        widths=(9.6, 3.2, 3.2),
    )
    yield Paragraph(span(context.say("residents.same")))


def _count(context: Context, value: float | None) -> Spans:
    return span(context.say("residents.off") if value is None else context.wording.number(value))


def _leaks(context: Context) -> Iterator[Block]:
    yield Heading(2, span(context.say("heading.leaks")))
    groups: dict[str, list[Leak]] = {}
    for leak in context.found.leaks:
        groups.setdefault(leak.measure, []).append(leak)
    if not groups:
        yield Paragraph(span(context.say("leaks.none")))
        return
    number, last = context.number("table"), context.found.years[-1].year
    counted = "counted" if context.found.own.scenario.layers.spill_over else "not_counted"
    intro = f"{context.say('leaks.intro', number=number, year=last)} {context.say(f'leaks.{counted}')}"
    yield Paragraph(span(intro))
    keys = ("leaks.measure", "leaks.service", "leaks.share", "outcome.proposed", "outcome.position")
    yield Table(
        caption=span(context.say("leaks.caption", number=number, year=last, place=context.place)),
        header=tuple(context.say(key) for key in keys),
        rows=tuple(_leak_row(context, group) for group in groups.values()),
        widths=(4.8, 3.6, 2.0, 2.8, 2.8),
        numbers_from=2,
    )


def _leak_row(context: Context, leaks: list[Leak]) -> tuple[Spans, ...]:
    """Write the leaks of one measure; their amounts stand together."""
    first, wording = leaks[0], context.wording
    shares = dict.fromkeys(wording.percent(leak.share) for leak in leaks)
    return (
        span(context.measure(first.measure), *context.notes(*(leak.source for leak in leaks))),
        span(wording.listed(list(dict.fromkeys(context.service(leak.to_service) for leak in leaks)))),
        span(wording.listed(list(shares))),
        *(
            span(context.say("residents.off") if amount is None else wording.euro(amount))
            for amount in (first.proposed, first.position)
        ),
    )


def _unknown(context: Context) -> Iterator[Block]:
    yield Heading(2, span(context.say("heading.unknown")))
    items = context.found.left_out
    if not items:
        yield Paragraph(span(context.say("unknown.none")))
        return
    yield Paragraph(span(context.say("unknown.intro")))
    keys = ("stances.measure", "unknown.kind", "unknown.what", "unknown.where", "unknown.source")
    yield Table(
        caption=span(context.say("unknown.caption", number=context.number("table")), *_documents(context)),
        header=tuple(context.say(key) for key in keys),
        rows=tuple(
            (
                span(context.measure(item.measure)),
                span(context.say(f"unknown.{item.what}")),
                span(context.text(item.title)),
                span(context.say(f"unknown.{_where(item)}")),
                span(_place(item.source)),
            )
            for item in items
        ),
        widths=(4.6, 2.0, 5.0, 2.1, 2.3),
        numbers_from=5,
    )


def _documents(context: Context) -> tuple[str, ...]:
    """Write a footnote for every document that the table cites; the table itself gives the lines."""
    stated = [item.source for item in context.found.left_out if item.source]
    cited = {source.document: context.cited(source) for source in stated}
    return tuple(f"{context.wording.document(document)}." for document in cited.values())


def _where(item: LeftOut) -> str:
    if item.in_proposed and item.in_position:
        return "both"
    return "proposed" if item.in_proposed else "position"


def _place(source: Source | None) -> str:
    if source is None:
        return "–"
    return source.lines.replace("-", "–") if source.lines else str(source.page)


def account_annex(context: Context) -> Iterator[Block]:
    """Write the appendix on where the figures come from."""
    yield PageBreak()
    yield Heading(1, span(context.say("heading.annex_account")))
    yield Paragraph(span(context.say("account.words")))
    yield Paragraph(span(context.say("account.likely")))
    yield _identity(context)
    yield _layers(context)
    yield Heading(2, span(context.say("heading.settings")))
    yield from settings(context)
    yield from sources(context)


def _identity(context: Context) -> Table:
    found, wording = context.found, context.wording
    runs = (("proposed", found.proposed), ("position", found.own))
    rows = [
        ("programme", context.text(found.catalogue.programme.title)),
        *(
            (
                f"run_{name}",
                context.say("account.run", run_id=run.run_id, scenario=context.text(run.scenario.title)),
            )
            for name, run in runs
        ),
        ("catalogue", found.catalogue.version),
        (
            "draws",
            context.say(
                "account.draws_value",
                draws=wording.number(found.own.draws),
                seed=found.own.scenario.seed,
            ),
        ),
        ("prices", context.prices),
        ("made", wording.date(context.date)),
    ]
    return Table(
        caption=span(context.say("account.caption", number=context.number("table"))),
        header=(context.say("account.item"), context.say("account.value")),
        rows=tuple((span(context.say(f"account.{key}")), span(value)) for key, value in rows),
        widths=(6.0, 10.0),
        numbers_from=2,
    )


def _layers(context: Context) -> Table:
    return Table(
        caption=span(context.say("layers.caption", number=context.number("table"))),
        header=(context.say("layers.layer"), context.say("layers.counted")),
        rows=tuple(
            (span(context.say(f"layer.{name}")), span(context.say("layers.yes" if on else "layers.no")))
            for name, on in context.found.own.scenario.layers
        ),
        widths=(13.0, 3.0),
        numbers_from=2,
    )
